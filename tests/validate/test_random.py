"""No false alarm: whatever schemas and rows are drawn, a valid package is valid to frictionless and to us."""

from __future__ import annotations

import csv
import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made.packages import from_rows, write_descriptor, write_package

from publisher.schemas import Schema, parse
from publisher.validate.package import check_package

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
# What frictionless takes for a missing row, a header or a comment is left to the tests of canonical CSV.
PRINTED = TEXT.filter(lambda text: text.strip() == text)
IDS = st.from_regex(r"[a-z]{2}-[0-9a-f]{4}", fullmatch=True)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": PRINTED,
    "integer": st.integers(-(2**53) + 1, 2**53 - 1),
    "number": st.floats(-1e9, 1e9).map(lambda number: round(number, 6)) | st.integers(-(10**12), 10**12),
    "boolean": st.booleans(),
    "date": st.dates(date(1000, 1, 1)),
    "datetime": st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),
    "year": st.integers(1000, 9999).map(str),
    "yearmonth": st.dates(date(1000, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    "time": st.times().map(lambda time: f"{time:%H:%M:%S}"),
}


def text_of(value: Any) -> Any:
    """A bound as it stands in a schema."""
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else value


@st.composite
def columns(draw: st.DrawFn, name: str, length: int) -> tuple[dict[str, Any], list[Any]]:
    """A field with constraints, and values that keep them."""
    kind = draw(st.sampled_from(sorted(VALUES)))
    required = draw(st.booleans())
    values = draw(st.lists(VALUES[kind] if required else st.none() | VALUES[kind], min_size=length, max_size=length))
    present = [value for value in values if value is not None]
    constraints: dict[str, Any] = {"required": required}
    if present and kind == "string":
        if draw(st.booleans()):
            constraints |= {"minLength": min(map(len, present)), "maxLength": max(map(len, present))}
        if draw(st.booleans()):
            constraints["enum"] = sorted(set(present))
    elif present and kind != "boolean" and draw(st.booleans()):
        constraints |= {"minimum": text_of(min(present)), "maximum": text_of(max(present))}
    if len(set(present)) == len(present) and draw(st.booleans()):
        constraints["unique"] = True
    return {"name": name, "type": kind, "constraints": constraints}, values


@st.composite
def tables(draw: st.DrawFn, name: str, targets: list[str] | None) -> tuple[Schema, list[dict[str, Any]]]:
    """A table with a key, some columns, and perhaps a reference to the keys of another one."""
    keys = draw(st.lists(IDS, unique=True, max_size=6))
    drawn = [draw(columns(f"f{number}", len(keys))) for number in range(draw(st.integers(0, 4)))]
    fields: list[dict[str, Any]] = [
        {"name": "id", "type": "string", "constraints": {"required": True, "pattern": r"^[a-z]{2}-[0-9a-f]{4}$"}}
    ]
    fields += [field for field, _ in drawn]
    rows = [{"id": key} | {field["name"]: values[n] for field, values in drawn} for n, key in enumerate(keys)]
    descriptor: dict[str, Any] = {"fields": fields, "primaryKey": ["id"]}
    if targets:
        fields.append({"name": "ref", "type": "string"})
        descriptor["foreignKeys"] = [{"fields": ["ref"], "reference": {"resource": "parents", "fields": ["id"]}}]
        rows = [row | {"ref": draw(st.none() | st.sampled_from(targets))} for row in rows]
    return parse(name, descriptor), rows


@st.composite
def packages(draw: st.DrawFn) -> list[tuple[Schema, list[dict[str, Any]]]]:
    parents = draw(tables("parents", None))
    return [parents, draw(tables("children", [row["id"] for row in parents[1]]))]


def write(folder: Path, drawn: list[tuple[Schema, list[dict[str, Any]]]], *, parquet: bool) -> None:
    write_package(folder, [from_rows(schema, rows) for schema, rows in drawn], parquet=parquet)


@pytest.mark.slow
@given(packages(), st.booleans())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_valid_package_is_valid_to_both(drawn: list[tuple[Schema, list[dict[str, Any]]]], parquet: bool) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "package"
        write(folder, drawn, parquet=parquet)
        assert check_package(folder).as_text().startswith("valid")
        judged = Package(str(folder / "datapackage.json")).validate()
        assert judged.valid, judged.flatten(["title", "note", "cells"])


DAYS = st.dates(date(1000, 1, 1))
HOURS = st.times().map(lambda time: time.replace(microsecond=0))
CELL = PRINTED.filter(lambda text: "\r" not in text)  # the csv module leaves it without quotes
SMALL = st.integers(-(10**6), 10**6)
# Types and declared forms, and cells written in them.
FORMS: list[tuple[dict[str, Any], st.SearchStrategy[str]]] = [
    ({"type": "string"}, CELL),
    ({"type": "any"}, CELL),
    ({"type": "string", "format": "uuid"}, st.uuids(version=4).map(str)),
    ({"type": "string", "format": "email"}, st.from_regex(r"[a-z]{1,9}@[a-z]{2,9}[.]org", fullmatch=True)),
    ({"type": "string", "format": "uri"}, st.from_regex(r"https://[a-z]{2,9}[.]org/[a-z0-9]{0,9}", fullmatch=True)),
    ({"type": "integer", "bareNumber": False}, SMALL.map("{} kg".format)),
    ({"type": "number", "bareNumber": False}, st.floats(0, 1e6).map("${:.2f}".format)),
    ({"type": "number", "decimalChar": ","}, st.floats(-1e6, 1e6).map(lambda n: f"{n:.3f}".replace(".", ","))),
    ({"type": "number", "groupChar": " "}, SMALL.map(lambda n: f"{n:,}".replace(",", " "))),
    ({"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein", "-"]}, st.sampled_from(["ja", "nein", "-"])),
    ({"type": "date", "format": "%d/%m/%Y"}, DAYS.map(lambda day: f"{day:%d/%m/%Y}")),
    ({"type": "time"}, HOURS.map(str)),
    ({"type": "time", "format": "%H.%M"}, HOURS.map(lambda time: f"{time:%H.%M}")),
    ({"type": "datetime", "format": "%d/%m/%Y %H:%M"}, DAYS.map(lambda day: f"{day:%d/%m/%Y} 07:15")),
    ({"type": "year"}, st.integers(1000, 9999).map(str)),
    ({"type": "yearmonth"}, DAYS.map(lambda day: f"{day:%Y-%m}")),
    ({"type": "duration"}, st.from_regex(r"P[1-9][0-9]?D(T[1-9][0-9]?H([1-9]M)?)?|P[1-9]W", fullmatch=True)),
    ({"type": "geopoint"}, st.tuples(st.integers(-180, 180), st.integers(-90, 90)).map("{0[0]}, {0[1]}".format)),
    ({"type": "geopoint", "format": "array"}, st.integers(-90, 90).map(lambda n: json.dumps([n, n]))),
    ({"type": "geopoint", "format": "object"}, st.integers(-90, 90).map(lambda n: json.dumps({"lon": n, "lat": n}))),
    ({"type": "geojson"}, SMALL.map(lambda n: json.dumps({"type": "Point", "coordinates": [n, n]}))),
    ({"type": "array"}, st.lists(SMALL | PRINTED, max_size=3).map(json.dumps)),
    ({"type": "object"}, st.dictionaries(PRINTED, SMALL, max_size=2).map(json.dumps)),
    (
        {"type": "list", "itemType": "integer"},
        st.lists(SMALL, min_size=1, max_size=3).map(lambda n: ",".join(map(str, n))),
    ),
    ({"type": "list", "delimiter": ";"}, st.lists(IDS, min_size=1, max_size=3).map(";".join)),
]
MISSING = ["", "NA", "-99"]


@st.composite
def sheets(draw: st.DrawFn) -> tuple[dict[str, Any], list[list[str]]]:
    """A resource with a dialect, an encoding and a schema of any forms, and its rows."""
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=5))
    missing = draw(st.sampled_from([[""], MISSING, MISSING[1:]]))
    fields: list[dict[str, Any]] = [{"name": "id", "type": "string", "constraints": {"required": True}}]
    fields += [{"name": f"f{number}"} | form for number, (form, _) in enumerate(forms)]
    cells = [st.sampled_from(missing) | cells for _, cells in forms]
    keys = draw(st.lists(IDS, unique=True, min_size=1, max_size=5))
    rows = [[key, *(draw(cell) for cell in cells)] for key in keys]
    dialect = draw(
        st.fixed_dictionaries(
            {"delimiter": st.sampled_from(",;\t|")},
            optional={"quoteChar": st.sampled_from("\"'"), "header": st.booleans(), "lineTerminator": st.just("\r\n")},
        )
    )
    schema = {"fields": fields, "primaryKey": "id", "missingValues": missing}
    encoding = draw(st.sampled_from(["utf-8", "utf-16", "latin-1"]))
    return {"name": "t", "path": "t.csv", "encoding": encoding, "dialect": dialect, "schema": schema}, rows


@given(sheets())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_a_table_in_forms_of_its_own_is_valid_to_both(drawn: tuple[dict[str, Any], list[list[str]]]) -> None:
    resource, rows = drawn
    dialect, names = resource["dialect"], [field["name"] for field in resource["schema"]["fields"]]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "t.csv"
        with path.open("w", encoding=resource["encoding"], errors="replace", newline="") as file:
            form = {"delimiter": dialect["delimiter"], "quotechar": dialect.get("quoteChar", '"')}
            writer = csv.writer(file, **form, lineterminator=dialect.get("lineTerminator", "\n"))
            writer.writerows([names, *rows] if dialect.get("header", True) else rows)
        write_descriptor(Path(scratch), {"name": "p", "resources": [resource]})
        found = check_package(Path(scratch))
        assert found.valid and found.rows == {"t": len(rows)}, found.as_text()
        judged = Package(str(Path(scratch) / "datapackage.json")).validate()
        assert judged.valid, judged.flatten(["title", "note", "cells"])
