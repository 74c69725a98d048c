"""Cells of a field that declares how they are written: number marks, words for true and false, date formats, lists.

Such a form has many ways to write one value, so none of them is canonical: what reads is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime

from publisher.schemas import Field
from publisher.validate.forms import FALSE, TRUE, CellReading, geopoint, read_plain

_AROUND = re.compile(r"^[^-\d]*|\D*$")  # a currency or per cent sign
_ODD = {"type", "white_space", "foreign_digits", "digit_grouping"}  # never part of a number


def read_cell(field: Field, text: str) -> CellReading:
    """The value of a cell that is not null."""
    if not field.readable:
        return CellReading(text)
    if field.type in _ALWAYS:
        return _ALWAYS[field.type](field, text)
    return read_plain(field.type, text) if field.plain else _DECLARED[field.type](field, text)


def _number(field: Field, text: str) -> CellReading:
    group, point = field.form("groupChar"), field.form("decimalChar")
    digits = text if field.form("bareNumber") else _AROUND.sub("", text)
    digits = digits.replace(group, "") if group else digits
    if point != ".":
        digits = digits.replace(".", "?").replace(point, ".") if point else digits
    found = read_plain(field.type, digits)
    if found.rule in _ODD:
        return CellReading(None, "type", f"is no {field.type} as the schema has them written")
    return CellReading(found.value)


def _boolean(field: Field, text: str) -> CellReading:
    true = field.descriptor.get("trueValues", TRUE)  # the other list is that of Table Schema
    false = field.descriptor.get("falseValues", FALSE)
    if text in true or text in false:
        return CellReading(text in true)
    return CellReading(None, "type", f"is no boolean: write {' or '.join([*true[:1], *false[:1]])}")


def _moment(field: Field, text: str) -> CellReading:
    try:
        found = datetime.strptime(text, field.format)
        if field.type == "date":
            return CellReading(found.date())
        if field.type == "time":
            return CellReading(found.time().isoformat())
        return CellReading(found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError, re.error):
        return CellReading(None, "type", f"is no {field.type} of the form {field.format}")


def _list(field: Field, text: str) -> CellReading:
    kind = field.form("itemType")
    for item in text.split(field.form("delimiter")):
        found = read_plain(kind, item)
        if found.rule:
            return CellReading(text, found.rule, f"has the item {item!r}, which {found.message}")
    return CellReading(text)


def _geopoint(field: Field, text: str) -> CellReading:
    if field.format == "default":
        return geopoint(text)
    try:
        found = json.loads(text)
        pair = [found["lon"], found["lat"]] if field.format == "object" else found
        if len(found) == 2 and not {bool, list, dict, type(None)} & set(map(type, pair)):
            return CellReading(text, *_fault(geopoint(",".join(map(str, pair)))))
    except (ValueError, RecursionError, LookupError, TypeError):
        pass
    shape = "[longitude, latitude]" if field.format == "array" else '{"lon": longitude, "lat": latitude}'
    return CellReading(text, "type", f"is no point: write {shape}")


def _fault(found: CellReading) -> tuple[str | None, str]:
    return found.rule, found.message


_Reader = Callable[[Field, str], CellReading]
_ALWAYS: dict[str, _Reader] = {"list": _list, "geopoint": _geopoint}
_DECLARED: dict[str, _Reader] = {
    "integer": _number,
    "number": _number,
    "boolean": _boolean,
    "date": _moment,
    "time": _moment,
    "datetime": _moment,
}
