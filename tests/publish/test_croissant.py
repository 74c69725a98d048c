"""croissant.json agrees with the descriptor, the schemas, the files and the page."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from page_case import RAW, Package, package, parsed

from publisher.publish.croissant import CONTEXT, describe_dataset
from publisher.publish.page.tables import LISTED


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return package(tmp_path_factory.mktemp("croissant"))


@pytest.fixture(scope="module")
def body(made: Package) -> dict[str, Any]:
    return describe_dataset(made.descriptor, RAW)


def test_descriptor_croissant_and_page_say_the_same(made: Package, body: dict[str, Any]) -> None:
    page = parsed(made.page())
    inlined = json.loads(page.find("script", type="application/ld+json").text)
    files = inlined.pop("distribution")
    assert [file["contentUrl"] for file in files] == [file["contentUrl"] for file in body["distribution"]]
    assert inlined.pop("@context")["@vocab"] == "https://schema.org/"
    croissants = ("@context", "conformsTo", "citeAs", "recordSet", "distribution")
    assert inlined == {key: value for key, value in body.items() if key not in croissants}
    assert (body["name"], body["version"]) == (made.descriptor["name"], made.descriptor["version"])
    assert body["alternateName"] == made.descriptor["title"] == page.find("h1").text
    assert body["license"] == [entry["path"] for entry in made.descriptor["licenses"]]
    assert body["license"][0] in {link.attributes["href"] for link in page.find("header").every("a")}
    assert body["datePublished"] == made.descriptor["created"][:10] == "2031-05-10"
    assert body["version"] in page.find("header").text


def test_every_file_is_listed_with_the_hash_and_size_it_has(made: Package, body: dict[str, Any]) -> None:
    listed = {entry["contentUrl"]: entry for entry in body["distribution"]}
    assert set(listed) == {resource["path"] for resource in made.descriptor["resources"]}
    checksums = parsed(made.page()).find("section", id="download").find("pre").text
    for path, entry in listed.items():
        content = (made.folder / path).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["contentSize"] == f"{len(content)} B"
        assert f"{entry['sha256']}  {path}\n" in checksums


def test_with_a_base_url_every_address_is_whole(made: Package) -> None:
    told = {**made.descriptor, "baseUrl": "https://example.org/quay/", "id": "https://doi.org/10.1/x"}
    body = describe_dataset(told, RAW)
    assert (body["url"], body["identifier"]) == ("https://example.org/quay/index.html", "https://doi.org/10.1/x")
    paths = {f"https://example.org/quay/{resource['path']}" for resource in made.descriptor["resources"]}
    assert {entry["contentUrl"] for entry in body["distribution"]} == paths


def test_rows_are_the_same_everywhere(made: Package, body: dict[str, Any]) -> None:
    page = parsed(made.page())
    rows = {r["name"]: r["rows"] for r in made.descriptor["resources"] if "rows" in r}
    assert [entry["@id"] for entry in body["recordSet"]] == list(rows)
    for entry in body["recordSet"]:
        name = entry["@id"]
        path = made.folder / entry["field"][0]["source"]["fileObject"]["@id"]
        with (made.folder / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file))) - 1 == rows[name]
        assert pq.ParquetFile(path).metadata.num_rows == rows[name]
        if name not in LISTED:
            assert len(page.find("section", id=name).find("tbody").children) == rows[name]


def test_record_sets_have_the_columns_types_and_keys_of_the_schemas(body: dict[str, Any]) -> None:
    for entry in body["recordSet"]:
        schema = RAW[entry["name"]]
        assert [field["name"] for field in entry["field"]] == [field["name"] for field in schema["fields"]]
        assert [field["source"]["extract"]["column"] for field in entry["field"]] == [
            f["name"] for f in schema["fields"]
        ]
        keys = entry["key"] if isinstance(entry["key"], list) else [entry["key"]]
        assert [key["@id"] for key in keys] == [f"{entry['name']}/{name}" for name in schema["primaryKey"]]
    types = {field["@id"]: field["dataType"] for entry in body["recordSet"] for field in entry["field"]}
    assert types["figures/value"] == "cr:Float64"
    assert types["figures/is_estimate"] == "sc:Boolean"
    assert types["evidence/char_start"] == "cr:Int64"
    assert types["events/date_start"] == "sc:Date"
    assert types["events/label"] == "sc:Text"


def test_references_lead_to_fields_and_never_in_a_circle(body: dict[str, Any]) -> None:
    fields = {field["@id"] for entry in body["recordSet"] for field in entry["field"]}
    edges = {
        (entry["@id"], field["references"]["field"]["@id"].split("/")[0])
        for entry in body["recordSet"]
        for field in entry["field"]
        if "references" in field
    }
    targets = {
        field["references"]["field"]["@id"] for e in body["recordSet"] for field in e["field"] if "references" in field
    }
    assert targets <= fields
    assert {("event_actors", "events"), ("event_actors", "actors"), ("candidates", "sources")} <= edges
    remaining = set(edges)
    while remaining:  # peel off tables that refer to none that is left
        leaves = {b for _, b in remaining} - {a for a, _ in remaining}
        assert leaves, f"a circle in {sorted(remaining)}"
        remaining = {(a, b) for a, b in remaining if b not in leaves}


def test_a_table_that_refers_to_itself_and_one_that_refers_back() -> None:
    def schema(*keys: tuple[str, str]) -> dict[str, Any]:
        names = ["id", *(field for field, _ in keys)]
        return {
            "description": "Rows.",
            "fields": [{"name": name, "type": "string", "description": "A value."} for name in names],
            "primaryKey": "id",
            "foreignKeys": [{"fields": f, "reference": {"resource": t, "fields": "id"}} for f, t in keys],
        }

    def resource(name: str) -> dict[str, Any]:
        return {
            "name": name, "description": "Rows.", "path": f"data/{name}.parquet", "schema": f"schemas/{name}.json",
            "mediatype": "application/vnd.apache.parquet", "bytes": 1, "hash": "sha256:00",
        }  # fmt: skip

    schemas = {"a": schema(("parent", ""), ("b", "b")), "b": schema(("a", "a"), ("c", "c")), "c": schema(("a", "a"))}
    found = describe_dataset({"name": "x", "resources": [resource(name) for name in schemas]}, schemas)
    references = {
        f["@id"]: f["references"]["field"]["@id"] for e in found["recordSet"] for f in e["field"] if "references" in f
    }
    assert references == {"a/b": "b/id", "b/c": "c/id"}


def test_nothing_empty_is_stated() -> None:
    found = describe_dataset({"name": "x", "resources": []}, {})
    assert set(found) == {"@context", "@type", "conformsTo", "name", "url", "citeAs", "isAccessibleForFree"}


def test_people_and_organisations() -> None:
    contributors = [
        {"title": "Ada Brook", "familyName": "Brook", "roles": ["author"]},
        {"title": "Quay Group", "path": "https://example.org", "roles": ["creator", "publisher"]},
    ]
    found = describe_dataset({"name": "x", "resources": [], "contributors": contributors}, {})
    group = {"@type": "sc:Organization", "name": "Quay Group", "url": "https://example.org"}
    assert found["creator"] == [{"@type": "sc:Person", "name": "Ada Brook"}, group]
    assert found["publisher"] == [group]


def test_schema_org_is_named_with_https() -> None:
    assert CONTEXT["@vocab"] == CONTEXT["sc"] == "https://schema.org/"


def test_it_can_be_written_as_json(body: dict[str, Any], tmp_path: Path) -> None:
    assert json.loads(json.dumps(body)) == body
