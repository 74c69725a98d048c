"""What the forms of several hosts have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from publisher.formats import parquet


def files(descriptor: Mapping[str, Any], end: str) -> dict[str, list[str]]:
    """Table -> its files of one format, which end in `end`, in their order."""
    found: dict[str, list[str]] = {}
    for resource in descriptor["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        if all(path.endswith(f".{end}") for path in paths):
            found[str(resource["name"]).removesuffix(f"-{parquet.END}")] = list(map(str, paths))
    return found


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
