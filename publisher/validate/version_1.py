"""Packages that name no version of the Data Package standard: by its text they are of version 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.validate.report import Log

# Of a field, since version 2 of the standard, with their types; before, they were properties of anybody's own.
_SINCE_2: Mapping[str, type] = {"categories": list, "categoriesOrdered": bool, "missingValues": list}


def of_version_1(name: str, body: Any, log: Log) -> Any:
    """A Table Schema without those properties of its fields that version 2 knows in another form; notes each."""
    if not isinstance(body, dict) or "$schema" in body or not isinstance(body.get("fields"), list):
        return body
    fields = []
    for field in body["fields"]:
        known = field if isinstance(field, dict) else {}
        own = {key for key, kind in _SINCE_2.items() if key in known and not isinstance(known[key], kind)}
        for key in sorted(own):
            log.note(f"{name}.{known.get('name')}: {key} (of version 2 of the standard, not named here)")
        fields.append({key: known[key] for key in known if key not in own} if own else field)
    return {**body, "fields": fields}
