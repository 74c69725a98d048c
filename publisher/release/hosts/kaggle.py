"""Kaggle: dataset-metadata.json.

Source of the form: github.com/Kaggle/kaggle-api, docs/datasets_metadata.md.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from publisher.formats import csv
from publisher.formats.parts import by_table, files
from publisher.publish.descriptor import order_tables
from publisher.release.hosts.common import as_json, described
from publisher.schemas import Schema

TITLE, SUBTITLE, LEAST = 50, 80, 20  # characters; a shorter subtitle is refused
LICENCES = {
    *("CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"),
    *("CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "ODbL-1.0", "ODC-BY-1.0", "PDDL", "GPL-2.0", "GPL-3.0", "AGPL-3.0"),
}
TYPES = {"date": "datetime"}


def metadata(descriptor: Mapping[str, Any], schemas: Mapping[str, Schema]) -> str:
    """The text of dataset-metadata.json, in whose `id` the owner is still to be written."""
    paths = {name: files(found, csv.END) for name, found in by_table(descriptor).items()}
    title = str(descriptor.get("title", descriptor["name"]))
    description = described(descriptor)
    subtitle = textwrap.shorten(description, SUBTITLE, placeholder=" …")
    names = [str(licence.get("name")) for licence in descriptor.get("licenses", [])]
    body = {
        "title": textwrap.shorten(title, TITLE, placeholder=" …"),
        "subtitle": subtitle if len(subtitle) >= LEAST else None,
        "description": description,
        "id": f"OWNER/{descriptor['name']}",
        "licenses": [{"name": name if name in LICENCES else "other"} for name in names or ["unknown"]],
        "keywords": list(descriptor.get("keywords", [])),
        "resources": [
            {"path": path, "description": described(schemas[name].descriptor), "schema": _fields(schemas[name])}
            for name in order_tables(schemas)
            for path in paths.get(name, ())
        ],
    }
    return as_json(body)


def _fields(schema: Schema) -> dict[str, Any]:
    return {
        "fields": [
            {
                "name": field.name,
                "description": described(field.descriptor),
                "type": TYPES.get(field.type, field.type),
            }
            for field in schema.fields
        ]
    }
