"""What the forms of several hosts have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def licence(descriptor: Mapping[str, Any]) -> Mapping[str, str]:
    """The first licence; empty where none is stated."""
    found: Mapping[str, str] = next(iter(descriptor.get("licenses", [])), {})
    return found


def described(body: Any) -> str:
    """The description of a package, a table or a field, on one line; empty where there is none."""
    return " ".join(str(body.get("description", "")).split())


def as_json(body: Mapping[str, Any]) -> str:
    """The text of a file; what is empty is left out."""
    known = {key: value for key, value in body.items() if value not in (None, "", [], {})}
    return json.dumps(known, ensure_ascii=False, indent=2) + "\n"
