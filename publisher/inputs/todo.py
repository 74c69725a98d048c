"""What a draft marks as still to do: an entry with a line `todo`, which no person has decided yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TODO = "todo"  # the key by which a draft says that a person has not looked at a record yet


def is_open(entry: object) -> bool:
    """Whether an entry, or one in its lists, is still to do."""
    if not isinstance(entry, Mapping):
        return False
    nested = (inner for value in entry.values() if isinstance(value, list) for inner in value)
    return TODO in entry or any(map(is_open, nested))


def as_decided(body: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of a file as if everything in them were decided. An empty reason is filled in."""
    return {
        key: [_decided(inner) for inner in value] if isinstance(value, list) else _decided(value)
        for key, value in body.items()
    }


def _decided(entry: Any) -> Any:
    if not is_open(entry):
        return entry
    kept = {
        key: [_decided(inner) for inner in value] if isinstance(value, list) else value for key, value in entry.items()
    }
    filled = {"reason": TODO} if kept.get("reason") == "" else {}
    return {key: value for key, value in kept.items() if key != TODO} | filled
