"""Objects of JSON in which no key is there twice: of two, some readers take the first, others the last."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from .problem import shown


def no_json(error: Exception) -> str:
    """What is wrong with a line that is no JSON."""
    return (
        f"is no JSON ({f'{error.msg}, at column {error.colno}' if isinstance(error, json.JSONDecodeError) else error})"
    )


def with_unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of its keys and values; the `object_pairs_hook` of json.loads. Raises ValueError for a key that is
    there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"the key {shown(twice)} is there twice")
    return found
