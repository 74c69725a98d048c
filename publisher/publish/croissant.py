"""croissant.json: the package told to search engines and loaders, in Croissant 1.1, an extension of schema.org/Dataset.

In: the descriptor and the Table Schemas. Out: a JSON-LD value, the same for the same input. Every file is listed with
its hash; the record sets read the Parquet files, since those keep the types.
Source of the terms: docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html, schema.org/Dataset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from publisher.formats.parts import by_table, each
from publisher.publish.citation import AUTHORS, cite_bibtex, is_person

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
PAGE = "index.html"  # the page about the dataset, beside croissant.json; used where there is no homepage
TYPES = {"string": "sc:Text", "integer": "cr:Int64", "number": "cr:Float64", "boolean": "sc:Boolean", "date": "sc:Date"}
PARQUET = "application/vnd.apache.parquet"
ENCODING = {PARQUET: "application/x-parquet"}  # Croissant's name for it

SCHEMA_ORG = "https://schema.org/"

_TERMS = """
arrayShape citeAs column containedIn equivalentProperty extract field fileProperty fileObject fileSet format includes
isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate
separator source subField transform
"""
CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": SCHEMA_ORG,
    **{term: f"cr:{term}" for term in _TERMS.split()},
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": SCHEMA_ORG,
}
"""As the reference implementation writes it (it warns at any other one); schema.org with https, unlike the spec."""


def describe_dataset(descriptor: Mapping[str, Any], schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The JSON-LD value. `schemas`: table -> Table Schema; a resource belongs to the schema that it names by path."""
    body: dict[str, Any] = {
        "@context": dict(CONTEXT),
        "@type": "Dataset",
        "conformsTo": CONFORMS_TO,
        "name": descriptor["name"],
        "alternateName": descriptor.get("title"),
        "description": descriptor.get("description"),
        "identifier": descriptor.get("id"),
        "url": descriptor.get("homepage", descriptor.get("baseUrl", "") + PAGE),
        "version": descriptor.get("version"),
        "datePublished": str(descriptor.get("created", ""))[:10] or None,
        "license": [entry.get("path") or entry["name"] for entry in descriptor.get("licenses", [])],
        "creator": _agents(descriptor, *AUTHORS),
        "publisher": _agents(descriptor, "publisher"),
        "keywords": list(descriptor.get("keywords", [])),
        "temporalCoverage": "/".join(descriptor["temporal"].values()) if descriptor.get("temporal") else None,
        "citeAs": cite_bibtex(descriptor),
        "isAccessibleForFree": True,
        "distribution": list(_distribution(descriptor["resources"], descriptor.get("baseUrl", ""))),
        "recordSet": list(_record_sets(descriptor["resources"], schemas)),
    }
    return {key: value for key, value in body.items() if value not in (None, [], "")}


def _agents(descriptor: Mapping[str, Any], *roles: str) -> list[dict[str, str]]:
    """Contributors with one of the roles."""
    return [
        {"@type": "sc:Person" if is_person(entry) else "sc:Organization", "name": entry["title"]}
        | ({"url": entry["path"]} if "path" in entry else {})
        for entry in descriptor.get("contributors", [])
        if any(role in roles for role in entry.get("roles", []))
    ]


def _distribution(resources: Sequence[Mapping[str, Any]], base: str) -> Iterator[dict[str, Any]]:
    """Every file, and after them the sets of files that are a table in parts. base: the address of the folder of the
    package, empty for a relative one."""
    for resource in resources:
        yield from (_file(resource, part, base) for part in each(resource))
    yield from (_set(resource) for resource in resources if "parts" in resource and resource["mediatype"] == PARQUET)


def _set(resource: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": resource["name"],
        "name": resource["name"],
        "description": resource["description"],
        "encodingFormat": ENCODING.get(resource["mediatype"], resource["mediatype"]),
        "includes": list(resource["path"]),
    }


def _file(resource: Mapping[str, Any], part: Mapping[str, Any], base: str) -> dict[str, Any]:
    path = str(part["path"])
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": PurePosixPath(path).name,
        "description": resource["description"],
        "contentUrl": base + path,
        "contentSize": f"{part['bytes']} B",
        "encodingFormat": ENCODING.get(resource["mediatype"], resource["mediatype"]),
        "sha256": str(part["hash"]).removeprefix("sha256:"),
    }


def _record_sets(
    resources: Sequence[Mapping[str, Any]], schemas: Mapping[str, Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """One record set for each Parquet resource, in the order of the descriptor."""
    sources = {
        name: {"fileSet": {"@id": resource["name"]}}
        if "parts" in resource
        else {"fileObject": {"@id": resource["path"]}}
        for name, entries in by_table({"resources": resources}).items()
        for resource in entries
        if resource["mediatype"] == PARQUET
    }
    tables = {name: schemas[name] for name in sources if name in schemas}
    references = _references(tables)
    for name, schema in tables.items():
        key = [{"@id": f"{name}/{field}"} for field in _names(schema.get("primaryKey", []))]
        yield {
            "@type": "cr:RecordSet",
            "@id": name,
            "name": name,
            "description": schema["description"],
            "key": key[0] if len(key) == 1 else key,
            "field": [_field(name, field, references, sources[name]) for field in schema["fields"]],
        }


def _field(
    table: str, field: Mapping[str, Any], references: Mapping[tuple[str, str], str], source: Mapping[str, Any]
) -> dict[str, Any]:
    body = {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": field["name"],
        "description": field["description"],
        "dataType": TYPES.get(field["type"], "sc:Text"),
        "source": {**source, "extract": {"column": field["name"]}},
    }
    target = references.get((table, field["name"]))
    return body if target is None else {**body, "references": {"field": {"@id": target}}}


def _references(tables: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """(table, field) -> "table/field" it refers to, for foreign keys of one field that close no circle.

    The reference implementation loads no record set of a dataset whose references run in a circle, a table that refers
    to itself included. Of two keys that would close one, the first in the order of the tables is kept; the Table
    Schemas state them all.
    """
    reached: dict[str, set[str]] = {name: {name} for name in tables}  # tables from which one gets to this one
    found = {}
    for table, schema in tables.items():
        for key in schema.get("foreignKeys", []):
            fields, target = _names(key["fields"]), key["reference"].get("resource") or table
            if len(fields) == 1 and target in tables and target not in reached[table]:
                found[table, fields[0]] = f"{target}/{_names(key['reference']['fields'])[0]}"
                for name in tables:
                    if target in reached[name]:
                        reached[name] |= reached[table]
    return found


def _names(value: str | Sequence[str]) -> list[str]:
    """Field names: Table Schema allows one string for a list of one."""
    return [value] if isinstance(value, str) else list(value)
