"""The one written form of each value, and what is wrong with any other.

`read_plain` takes the text of a cell and says which value a lenient reader would see in it and which rule the text
breaks. It runs once for each distinct text of a column that is not canonical as a whole, so it may take its time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

# What Table Schema takes for booleans, and XML Schema for an instant.
TRUE, FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")
_XML_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class CellReading:
    """value: None when the text is no value of the type. rule: None when the text is in canonical form."""

    value: Any
    rule: str | None = None
    message: str = ""


def read_plain(kind: str, text: str) -> CellReading:
    """The value of a cell that is not null, of a field that declares no form of its own."""
    reader = _READERS.get(kind)
    return CellReading(text) if reader is None else reader(text)


def _integer(text: str) -> CellReading:
    try:
        value = int(text)
    except ValueError:
        return CellReading(None, "type", "is no integer: write digits only")
    if not -(2**63) <= value < 2**63:
        return CellReading(None, "type", "is too large for an integer of 64 bits")
    return CellReading(value) if str(value) == text else _number_form(text, value, str(value))


def _number(text: str) -> CellReading:
    try:
        value = float(text)
    except ValueError:
        return CellReading(None, "type", "is no number: write digits with a decimal point")
    if not isfinite(value):
        # The standard has three words for these, in any case; that they are not finite is reported for the column.
        return (
            CellReading(value) if text.upper() in ("NAN", "INF", "-INF") else CellReading(None, "type", "is no number")
        )
    written = number_text(value)
    return CellReading(value) if written == text else _number_form(text, value, written)


def number_text(value: float) -> str:
    """The shortest decimal that reads back as the value, without exponent."""
    text = format(Decimal(repr(value)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _number_form(text: str, value: float, written: str) -> CellReading:
    """Why a text that reads as a number is not its written form."""
    causes = (
        ("white_space", text != text.strip()),
        ("foreign_digits", not text.isascii()),
        ("digit_grouping", "_" in text),
        ("plus_sign", text.startswith("+")),
        ("exponent", "e" in text.lower()),
        ("leading_zero", re.match(r"-?0[0-9]", text) is not None),
        ("negative_zero", written == "0" and text.startswith("-")),
    )
    rule = next((name for name, found in causes if found), "number_form")
    return CellReading(value, rule, f"is not the canonical form: write {written}")


def _boolean(text: str) -> CellReading:
    if text in ("true", "false"):
        return CellReading(text == "true")
    if text in (*TRUE, *FALSE):
        written = "true" if text in TRUE else "false"
        return CellReading(written == "true", "boolean_form", f"is not the canonical form: write {written}")
    return CellReading(None, "type", "is no boolean: write true or false")


def _date(text: str) -> CellReading:
    return _calendar(text, "%Y-%m-%d", "date", "YYYY-MM-DD", lambda found: found.date())


def _datetime(text: str) -> CellReading:
    reading = _calendar(text, "%Y-%m-%dT%H:%M:%SZ", "instant", "YYYY-MM-DDTHH:MM:SSZ", lambda found: found)
    if reading.rule != "type":
        return reading
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return reading
    if len(text.strip()) <= len("YYYY-MM-DD"):
        return reading
    try:
        instant = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:  # in UTC it lies before the year 1 or after 9999
        return reading
    rule = "instant_form" if _XML_INSTANT.fullmatch(text) else "type"
    return CellReading(instant, rule, "is not the canonical form: write the instant in UTC as YYYY-MM-DDTHH:MM:SSZ")


def _calendar(text: str, form: str, name: str, shape: str, value: Callable[[datetime], date]) -> CellReading:
    try:
        found = datetime.strptime(text.strip(), form).replace(tzinfo=UTC)
    except ValueError:
        return CellReading(None, "type", f"is no {name} of the calendar: write {shape}")
    written = found.isoformat().replace("+00:00", "Z")[: len(shape)]
    if written == text:
        return CellReading(value(found))
    rule = f"{name}_form"
    return CellReading(value(found), rule, f"is not the canonical form: write {written}")


def _shaped(pattern: str, shape: str) -> Callable[[str], CellReading]:
    """A type whose values stay text: its form is a pattern."""
    compiled = re.compile(pattern)

    def read(text: str) -> CellReading:
        return (
            CellReading(text) if compiled.fullmatch(text) else CellReading(text, "type", f"is not of the form {shape}")
        )

    return read


def _holds(kind: type, name: str) -> Callable[[str], CellReading]:
    """A type written as JSON."""

    def read(text: str) -> CellReading:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return CellReading(text, "type", f"is no {name} in JSON")
        return CellReading(text) if isinstance(found, kind) else CellReading(text, "type", f"is no {name} in JSON")

    return read


def geopoint(text: str) -> CellReading:
    """A point as `longitude, latitude`."""
    try:
        longitude, latitude = (Decimal(part.strip()) for part in text.split(","))
        if -180 <= longitude <= 180 and -90 <= latitude <= 90:
            return CellReading(text)
    except (ValueError, InvalidOperation):  # the latter also where it is no number that compares
        return CellReading(text, "type", "is no point: write longitude, latitude")
    return CellReading(text, "type", "is no point on earth: longitude within 180, latitude within 90")


_AMOUNT = r"[0-9]+(?:[.,][0-9]+)?"
_DURATION = (
    rf"[+-]?P(?=.)(?:{_AMOUNT}W|(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}D)?"
    rf"(?:T(?=.)(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?)"
)
_READERS: dict[str, Callable[[str], CellReading]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "year": _shaped(r"[0-9]{4}", "YYYY"),
    "yearmonth": _shaped(r"[0-9]{4}-(?:0[1-9]|1[0-2])", "YYYY-MM"),
    "time": _shaped(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z?", "HH:MM:SS"),
    "duration": _shaped(_DURATION, "P1Y2M3DT4H5M6S"),
    "array": _holds(list, "array"),
    "object": _holds(dict, "object"),
    "geojson": _holds(dict, "object"),
}
