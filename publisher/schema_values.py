"""What a Table Schema may hold, read from JSON that may hold anything.

Each function takes a value and hands it back as the type that is expected. Raises SchemaError, in which `what` names
the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class SchemaError(ValueError):
    """Says which table, which field and what is wrong."""


def as_missing(value: object, what: str) -> tuple[str, ...]:
    """The words that mean null: strings, or (Data Package v2) objects with a value and a label."""
    words = [entry.get("value") if isinstance(entry, dict) else entry for entry in as_list(value, what)]
    return tuple(as_text(word, what) for word in words)


def as_names(value: object, what: str) -> tuple[str, ...]:
    """Field names: Table Schema allows one string for a list of one."""
    entries = [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else None
    if entries is None or not all(isinstance(entry, str) for entry in entries):
        raise SchemaError(f"{what}: field names expected")
    return tuple(entries)


def as_text(value: object, what: str) -> str:
    """A text, as UTF-8 can hold it."""
    if not isinstance(value, str):
        raise SchemaError(f"{what}: a text expected")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise SchemaError(f"{what}: {value!r} is no text: half a surrogate pair") from None
    return value


def as_mapping(value: object, what: str) -> Mapping[str, Any]:
    """An object."""
    if isinstance(value, dict):
        return value
    raise SchemaError(f"{what}: an object expected")


def as_list(value: object, what: str) -> list[Any]:
    """A list."""
    if isinstance(value, list):
        return value
    raise SchemaError(f"{what}: a list expected")
