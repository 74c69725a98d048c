"""No false alarm: whatever schemas and rows are drawn, a valid package is valid to frictionless and to us."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.packages import from_rows, write_package
from publisher.check.package import check_package
from publisher.schemas import Schema, parse

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


@given(packages(), st.booleans())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_valid_package_is_valid_to_both(drawn: list[tuple[Schema, list[dict[str, Any]]]], parquet: bool) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "package"
        write(folder, drawn, parquet=parquet)
        assert check_package(folder).as_text().startswith("valid")
        judged = Package(str(folder / "datapackage.json")).validate()
        assert judged.valid, judged.flatten(["title", "note", "cells"])
