"""Constraints of a Table Schema as tests of whole columns, with Arrow kernels.

`compiled` turns a schema into tests once. A test answers with a mask of the rows at fault, or None where a look at the
whole column already shows that there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from publisher.arrays import array, scalar
from publisher.finding import Finding
from publisher.schemas import Field, Schema
from publisher.validate import masks
from publisher.validate.custom_formats import read_cell
from publisher.validate.forms import read_plain
from publisher.validate.masks import Mask, UncheckedError

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_LENGTHS = ("minLength", "maxLength")
_ORDERED = {"integer", "number", "date", "time", "datetime", "year", "yearmonth"}
_KNOWN = {"required", "unique", "enum", "pattern", "jsonSchema", *_BOUNDS, *_LENGTHS}


@dataclass(frozen=True, slots=True)
class Test:
    """One rule of one field, or of several. message: what to do, after the value of the first; wrong: takes their
    columns."""

    fields: tuple[str, ...]
    rule: str
    message: str
    wrong: Callable[..., Mask]


@dataclass(frozen=True, slots=True)
class Tests:
    """What a schema asks of its columns. findings: constraints that mean nothing; notes: what cannot be checked."""

    schema: Schema
    tests: tuple[Test, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def compiled(schema: Schema) -> Tests:
    """The tests of a schema. Raises nothing: a constraint that is none becomes a finding of the table."""
    tests: list[Test] = [Test(schema.names, "blank_row", "the row has no value: remove it", masks.blank)]
    findings: list[Finding] = []
    notes: list[str] = []

    def add(column: Field, name: str, value: Any, make: Callable[[Field, str, Any], Iterator[Test]]) -> None:
        try:
            tests.extend(make(column, name, value))
        except UncheckedError as unchecked:
            notes.append(f"{schema.name}.{column.name}: {unchecked}")
        except ValueError as error:
            findings.append(Finding(schema.name, None, column.name, str(value), "constraint", f"{name}: {error}"))

    for column in schema.fields:
        known = _KNOWN_FORMATS.get(column.type)
        if known and column.format not in known:
            message = f"is no format of a field of type {column.type}: {', '.join(known)}"
            findings.append(Finding(schema.name, None, column.name, column.format, "format", message))
        elif not column.readable or column.format == "wkt":
            notes.append(f"{schema.name}.{column.name}: form of the values (format {column.format} is not known here)")
        if "arrayItem" in column.descriptor and column.type == "array":
            notes.append(f"{schema.name}.{column.name}: arrayItem")
        tests += _of_type(column)
        for name, value in column.constraints.items():
            add(column, name, value, _of_constraint)
        if "categories" in column.descriptor and column.type in ("string", "integer"):
            add(column, "categories", column.descriptor["categories"], _of_values)
    return Tests(schema, (*tests, *_of_keys(schema)), tuple(findings), tuple(notes))


def _of_keys(schema: Schema) -> Iterator[Test]:
    """A primary key has no null. A composite foreign key has none either, or nothing else: a half says nothing."""
    empty = "some cells of the key {} are empty: fill all{}"
    if key := schema.primary_key:
        yield Test(key, "primary_key", empty.format(", ".join(key), ""), masks.some_null)
    for fields in (key.fields for key in schema.foreign_keys if len(key.fields) > 1):
        yield Test(fields, "foreign_key", empty.format(", ".join(fields), ", or none"), masks.partly_null)


# Looser than the standards where text of the world is (a URI may hold letters of any script), never than frictionless.
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_FORMATS = {
    "uri": r"""[A-Za-z][A-Za-z0-9+.-]*:[^\pZ\pC<>"{}|\\^`]*""",
    "email": rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}",
    "uuid": r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
    "binary": r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
}


_KNOWN_FORMATS = {
    "string": ("default", *_FORMATS, "wkt"),
    "geopoint": ("default", "array", "object"),
    "geojson": ("default", "topojson"),
}


def _of_type(column: Field) -> Iterator[Test]:
    """What the published form asks of every value of the type."""
    kind = column.arrow.type
    if kind == pa.string():
        if "" in column.missing_values:
            yield Test((column.name,), "empty_text", "is empty and not null: make it null", masks.empty)
        yield Test((column.name,), "nul", "holds a NUL character: remove it", masks.nul)
        if column.type != "string" and column.plain and column.readable:
            yield Test((column.name,), "type", f"is no {column.type}", masks.each(lambda text: _in_form(column, text)))
        if column.type == "string" and column.format in _FORMATS:
            yield Test((column.name,), "format", f"is no {column.format}", masks.pattern(_FORMATS[column.format]))
    elif kind in (pa.int64(), pa.float64()):
        yield Test((column.name,), "size", "is not below 2^53 in size, readers would round it", masks.oversized)
        if kind == pa.float64():
            yield Test((column.name,), "not_finite", "is no finite number: leave the cell empty", masks.not_finite)
    elif kind == pa.date32():
        yield from _years(column.name, scalar(date.min, kind), scalar(date.max, kind))
    elif pa.types.is_timestamp(kind):
        first, last = (day.replace(tzinfo=UTC, microsecond=0) for day in (datetime.min, datetime.max))
        yield from _years(column.name, scalar(first, kind), scalar(last, kind))
        if column.plain:
            yield Test((column.name,), "fraction", "is finer than a second: round it", masks.fraction)


def _years(name: str, first: Any, last: Any) -> Iterator[Test]:
    """Parquet holds days that no calendar of four digits has."""
    for constraint, bound in (("minimum", first), ("maximum", last)):
        yield Test((name,), "year", "is not in the years 0001 to 9999", masks.bound(constraint, bound))


def _of_constraint(column: Field, name: str, value: Any) -> Iterator[Test]:
    """The test of one constraint. Raises ValueError where it does not fit the type, UncheckedError where RE2 cannot."""
    kind = column.arrow.type
    allowed = {
        "pattern": column.type == "string",
        "jsonSchema": column.type in {"array", "object"},
        **dict.fromkeys(_LENGTHS, column.type in {"string", "array", "object", "list"}),
        **dict.fromkeys(_BOUNDS, column.type in _ORDERED),
    }
    if name not in _KNOWN or not allowed.get(name, True):
        raise ValueError(f"no constraint of a field of type {column.type}")
    if name in ("required", "unique"):
        if not isinstance(value, bool):
            raise ValueError("expected true or false")
        if name == "required" and value:
            yield Test((column.name,), name, "is missing: fill it in", masks.some_null)
    elif name == "enum":
        yield from _of_values(column, name, value)
    elif name == "pattern":
        if type(value) is not str:
            raise ValueError("expected a regular expression")
        yield Test((column.name,), name, f"does not match {value}", masks.pattern(value))
    elif name in (*_LENGTHS, "jsonSchema"):
        if column.type != "string":
            raise UncheckedError(f"{name} of a field of type {column.type}")
        yield Test((column.name,), name, f"has not the length: {name} is {value}", masks.length(name, value))
    else:
        bound = scalar(_constant(column, value), kind)
        yield Test((column.name,), name, f"is beyond the bound: {name} is {value}", masks.bound(name, bound))


def _of_values(column: Field, name: str, value: Any) -> Iterator[Test]:
    """The test of an enum, or of categories (which may have labels). Raises as `_of_constraint` does."""
    if not isinstance(value, list) or not value:
        raise ValueError("expected a list of values")
    labelled = name == "categories"
    entries = [entry.get("value") if labelled and isinstance(entry, dict) else entry for entry in value]
    # Null needs no mention among the values, but has it in many schemas.
    present = [entry for entry in entries if entry is not None and entry not in column.missing_values]
    known = array([_constant(column, entry) for entry in present], column.arrow.type)
    listed = ", ".join(map(str, entries[:12])) + (", ..." if len(entries) > 12 else "")
    yield Test((column.name,), name, f"is not one of {listed}", lambda cells: masks.not_in(cells, known))


def _constant(column: Field, value: Any) -> Any:
    """A value of the descriptor (JSON) as a value of the column. Raises ValueError."""
    if not column.readable:
        raise UncheckedError(f"constraints (format {column.format} is not known here)")
    if isinstance(value, list | dict) and column.type in _KNOWN_FORMATS.keys() | {"array", "object", "list", "any"}:
        raise UncheckedError("values that are lists or objects")
    if isinstance(value, bool) and column.type != "boolean":
        raise ValueError(f"{value!r} is no {column.type}")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    found = read_cell(column, text)
    if found.rule == "type" and not column.plain:  # not as the cells are written, so as JSON has it
        found = read_plain(column.type, text)
    if found.value is not None and found.rule != "type":
        return found.value
    raise ValueError(f"{value!r} is no {column.type}")


def _in_form(column: Field, text: str) -> bool:
    return text in column.missing_values or read_cell(column, text).rule is None
