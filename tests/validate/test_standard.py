"""Packages of others: what the standard forbids is a fault, what it allows and we would not write is a note."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import dplib
import pyarrow.parquet as pq
import pytest
from made.packages import declare, write_descriptor
from made.sample import write_library

from publisher.schemas import parse
from publisher.validate.package import Asked, check_package
from publisher.validate.report import Report
from publisher.validate.standard import PROFILE, check_descriptor, check_schema

ROOT = Path(__file__).parents[2]
RESOURCE = {"name": "t", "path": "t.csv"}


def test_the_profile_is_the_official_one() -> None:
    official = Path(dplib.__file__).parent / "profiles" / "2.0" / "datapackage.json"
    assert PROFILE.read_bytes() == official.read_bytes()


@pytest.mark.parametrize(
    ("more", "field", "message"),
    [
        ({"title": {}}, "title", "expected a text"),
        ({"name": 5}, "name", "expected a text"),
        ({"id": []}, "id", "expected a text"),
        ({"description": 1}, "description", "expected a text"),
        ({"version": 5}, "version", "expected a text"),
        ({"created": "yesterday"}, "created", "is no date-time"),
        ({"created": "2024-13-01T00:00:00Z"}, "created", "is no date-time"),
        ({"homepage": "here"}, "homepage", "is no uri"),
        ({"image": 4}, "image", "expected a text"),
        ({"keywords": "x"}, "keywords", "expected a list"),
        ({"keywords": []}, "keywords", "is empty: fill it, or remove it"),
        ({"keywords": ["x", 7]}, "keywords[2]", "expected a text"),
        ({"licenses": [{}]}, "licenses[1]", "path or name is missing"),
        ({"licenses": [{"name": "CC BY"}]}, "licenses[1].name", "has characters that are not allowed"),
        ({"contributors": [{}]}, "contributors[1]", "is empty"),
        ({"contributors": [{"title": "A", "email": "x"}]}, "contributors[1].email", "is no email"),
        ({"contributors": [{"title": "A", "roles": "x"}]}, "contributors[1].roles", "expected a list"),
        ({"sources": [{}]}, "sources[1]", "is empty"),
        ({"$schema": 4}, "$schema", "expected a text"),
    ],
)
def test_a_value_of_the_wrong_type(more: dict[str, Any], field: str, message: str) -> None:
    (finding,) = check_descriptor({"resources": [RESOURCE]} | more)
    assert (finding.table, finding.field, finding.rule) == ("datapackage", field, "standard")
    assert finding.message.startswith(message)


@pytest.mark.parametrize(
    ("more", "field", "message"),
    [
        ({"type": "tabel"}, "type", "expected table"),
        ({"mediatype": "csv"}, "mediatype", "is no media type"),
        ({"bytes": None}, "bytes", "expected a whole number"),
        ({"data": []}, None, "has two forms at once, such as path and data: keep one"),
        ({"licenses": {}}, "licenses", "expected a list"),
        ({"encoding": 8}, "encoding", "expected a text"),
    ],
)
def test_a_resource_is_named(more: dict[str, Any], field: str | None, message: str) -> None:
    (finding,) = check_descriptor({"resources": [RESOURCE | more]})
    assert (finding.table, finding.field) == ("t", field)
    assert finding.message.startswith(message)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"primaryKey": []}, "primaryKey"),
        ({"fields": [{"name": "a", "title": 5}]}, "a.title"),
        ({"fields": [{"name": "a", "type": "integer", "categoriesOrdered": "no"}]}, "a.categoriesOrdered"),
    ],
)
def test_a_table_schema(more: dict[str, Any], field: str) -> None:
    (finding,) = check_schema(parse("t", {"fields": [{"name": "a"}]} | more))
    assert finding.field == field


def test_addresses_may_have_letters_of_any_script() -> None:
    """The formats of jsonschema-rs refuse them, and many publishers have them."""
    body = {"homepage": "https://håvn.example/søk?q={id}", "contributors": [{"title": "A", "email": "ås@håvn.example"}]}
    assert list(check_descriptor({**body, "created": "2031-05-09 08:00:00Z", "resources": [RESOURCE]})) == []


def test_what_the_text_of_the_standard_allows_and_its_profile_does_not() -> None:
    fields = [{"name": "a", "type": "list"}, {"name": "n", "type": "integer", "example": 7}]
    assert list(check_schema(parse("t", {"fields": fields, "fieldsMatch": "exact"}))) == []
    described = RESOURCE | {"dialect": "dialect.json", "schema": "https://example.org/s.json"}
    assert list(check_descriptor({"resources": [described]})) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "latin-1"])
def test_a_descriptor_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    body = {"title": "Übersicht", "resources": [RESOURCE]}
    (tmp_path / "datapackage.json").write_bytes(json.dumps(body, ensure_ascii=False).encode(encoding))
    (finding,) = check_package(tmp_path).errors
    assert (finding.rule, "UTF-8" in finding.message) == ("descriptor", True)


def report(folder: Path, data: bytes, asked: Asked = Asked(), **x: Any) -> Report:  # noqa: B008
    """The report on one table with an id and a column x."""
    (folder / "t.csv").write_bytes(data)
    schema = {"fields": [{"name": "id", "type": "string"}, {"name": "x", **x}]}
    write_descriptor(folder, {"name": "p", "resources": [RESOURCE | {"schema": schema}]})
    return check_package(folder, asked)


@pytest.mark.parametrize(
    ("data", "kind", "rule"),
    [
        (b"id,x\r\na,1\r\n", "integer", "line_end"),
        (b"\xef\xbb\xbfid,x\na,1\n", "integer", "byte_order_mark"),
        (b"id,x\na,1", "integer", "final_line_feed"),
        (b'id,x\n"a",1\n', "integer", "needless_quotes"),
        (b"id,x\na,6.0\n", "number", "number_form"),
        (b"id,x\na,1e3\n", "number", "exponent"),
        (b"id,x\na,INF\n", "number", "not_finite"),
        (b"id,x\na,NaN\n", "number", "not_finite"),
        (b"id,x\na,-Inf\n", "number", "not_finite"),
        (b"id,x\na,008\n", "integer", "leading_zero"),
        (b"id,x\na,+7\n", "integer", "plus_sign"),
        (b"id,x\na,True\n", "boolean", "boolean_form"),
        (b"id,x\na,0\n", "boolean", "boolean_form"),
        (b"id,x\na,2024-01-02T03:04:05\n", "datetime", "instant_form"),
        (b"id,x\na,9007199254740993\n", "integer", "size"),
    ],
)
def test_what_the_standard_allows_is_a_note(tmp_path: Path, data: bytes, kind: str, rule: str) -> None:
    found = report(tmp_path, data, type=kind)
    assert ([finding.rule for finding in found.deviations], found.valid, found.complete) == ([rule], True, True)
    assert re.fullmatch(r"valid \(1 table, 1 row, [12] notes? on the form\)", found.as_text().splitlines()[-1])
    assert [finding.rule for finding in report(tmp_path, data, Asked(canonical=True), type=kind).errors] == [rule]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("1_000", "integer"),
        ("٣", "integer"),
        ("+INF", "number"),
        ("infinity", "number"),
        ("1,5", "number"),
        ("tRue", "boolean"),
        (" true", "boolean"),
        ("2024-1-2", "date"),
        ("2024-01-02 ", "date"),
        ("2024-01-02 03:04:05", "datetime"),
    ],
)
def test_what_it_does_not_is_a_fault(tmp_path: Path, cell: str, kind: str) -> None:
    assert not report(tmp_path, f'id,x\na,"{cell}"\n'.encode(), type=kind).valid


def test_bounds_hold_for_the_infinite(tmp_path: Path) -> None:
    found = report(tmp_path, b"id,x\na,INF\n", type="number", constraints={"maximum": 9})
    assert [finding.rule for finding in found.errors] == ["maximum"]


def test_a_pattern_that_is_none(tmp_path: Path) -> None:
    found = report(tmp_path, b"id,x\na,b\n", type="string", constraints={"pattern": "["})
    assert [(finding.field, finding.rule, finding.value) for finding in found.errors] == [("x", "constraint", "[")]
    found = report(tmp_path, b"id,x\na,b\n", type="string", constraints={"pattern": "(?=b)b"})
    assert (found.valid, found.notes) == (True, ("t.x: pattern (?=b)b (not a regular expression of RE2)",))


@pytest.mark.parametrize("part", ["schema", "footer"])
def test_ours_stays_ours_without_its_profile(tmp_path: Path, part: str) -> None:
    """By the Table Schemas or by those in the Parquet files: to remove a key turns no fault into a note."""
    folder = write_library(tmp_path / "library")
    described = json.loads((ROOT / "schemas" / "figures.json").read_bytes())
    if part == "schema":
        path = folder / "schemas" / "books.json"
        body = json.loads(path.read_bytes())
        body["fields"][0] |= {key: described["fields"][0][key] for key in ("evidence", "origin")}
        path.write_text(json.dumps(body))
    else:
        path = folder / "data" / "books.parquet"
        table = pq.read_table(path)
        pq.write_table(table.replace_schema_metadata({"table_schema": json.dumps(described)}), path)
    declare(folder)
    found = check_package(folder)
    assert [finding.field for finding in found.errors if finding.rule == "profile"][:1] == ["publisher"]
    assert "tables" in {finding.rule for finding in found.errors}


def test_a_build_looks_at_its_own_descriptor_too(tmp_path: Path) -> None:
    folder = write_library(tmp_path / "library")
    path = folder / "datapackage.json"
    path.write_text(path.read_text().replace('"name": "made"', '"name": "made", "keywords": []'))
    report = check_package(folder, Asked(judged=True))
    assert [finding.field for finding in report.errors if finding.rule == "standard"] == ["keywords"]


V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


@pytest.mark.parametrize(
    ("own", "value"),
    [("categories", {"resource": "codes"}), ("categoriesOrdered", "yes"), ("missingValues", "")],
)
def test_a_package_without_a_version_is_of_version_1(tmp_path: Path, own: str, value: Any) -> None:
    """What version 2 gave a meaning may be anybody's own property in it."""
    (tmp_path / "t.csv").write_bytes(b"x\n1\n")
    body = {"name": "p", "resources": [RESOURCE | {"schema": {"fields": [{"name": "x", own: value}]}}]}
    write_descriptor(tmp_path, body)
    found = check_package(tmp_path)
    assert (found.valid, found.rows) == (True, {"t": 1})
    assert found.notes == (f"t.x: {own} (of version 2 of the standard, not named here)",)
    write_descriptor(tmp_path, {"$schema": V2} | body)
    assert not check_package(tmp_path).valid


def test_a_resource_without_path_and_data(tmp_path: Path) -> None:
    write_descriptor(tmp_path, {"name": "p", "resources": [{"name": "t", "url": "https://example.org/t.csv"}]})
    assert [i.message for i in check_package(tmp_path).errors] == ["path or data is missing (Data Package standard)"]
