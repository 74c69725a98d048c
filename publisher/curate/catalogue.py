"""What a page has to know of the tables, once: keys, forms, codes and how they are chosen. All of it is in schemas/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.curate.fields import TABLES, Key, Schemas, keys_of
from publisher.curation.draft import ONE
from publisher.curation.entries import DATE_LINE, NOTHING, PLACE, REASONS
from publisher.records.codes import ANY, applied, label_of
from publisher.schemas import Field


def catalogue(file: str, schemas: Schemas) -> dict[str, Any]:
    """The tables, each with its keys in the order in which they are written."""
    tables = {
        table: {"one": ONE.get(table, table), "fields": [_field(key) for key in keys_of(table, schemas)]}
        for table in TABLES
    }
    return {"file": file, "tables": tables, "reasons": [DATE_LINE, PLACE, NOTHING, *REASONS.values()]}


def _field(key: Key) -> dict[str, Any]:
    column = key.column
    told = column.descriptor if column else {}
    made = {
        "name": key.name,
        "form": key.form,
        "title": str(told.get("title") or key.name.replace("_", " ").capitalize()),
        "about": str(told.get("description", "")),
        "example": told.get("example"),
        "required": key.required,
        "codes": list(_codes(column)) if column and key.form == "code" else [],
        "asks": "",
    }
    more = {"of": [_field(one) for one in key.of]} if key.of else {}
    more |= {"to": key.to} if key.to else {}
    return {**made, **more, **({"inferable": True} if key.inferable else {})}


def _codes(field: Field) -> Iterator[dict[str, Any]]:
    """The codes of a field, each once, with those of another field beside which it may be chosen."""
    told = field.descriptor
    guide: Mapping[str, Mapping[str, str]] = told.get("guide", {})
    under: dict[str, list[str]] = {}
    about: dict[str, str] = {}
    for other, code, meaning in applied(told):
        about.setdefault(code, meaning)
        under.setdefault(code, []).extend([] if other == ANY else [other])
    for code, meaning in about.items():
        examples = guide.get(code, {})
        yield {
            "code": int(code) if field.type == "integer" else code,
            "label": label_of(told, code),
            "about": meaning,
            "example": examples.get("example", ""),
            "near": examples.get("nearMiss", ""),
            "instead": examples.get("instead", ""),
            "under": {"field": told["fitsField"], "codes": under[code]} if under[code] else None,
        }
