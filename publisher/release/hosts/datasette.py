"""Datasette, a server of SQLite files: metadata.json, which says what each table, column and view holds.

Source of the form: docs.datasette.io/en/stable/metadata.html.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publisher.release.hosts.common import as_json, described, licence
from publisher.schemas import Schema

_VIEW = re.compile(r"^-- (\w+): (.*(?:\n-- .*)*)\nCREATE VIEW \1 AS$((?s:.*?));$", re.MULTILINE)
_COLUMN = re.compile(r"(\w+),? +-- ([A-Z].*)")


def metadata(descriptor: Mapping[str, Any], schemas: Mapping[str, Schema], views: str, database: str) -> str:
    """The text of metadata.json. views: the script that creates the views. database: the name of the database file
    without its end."""
    tables: dict[str, Any] = {name: _table(schema) for name, schema in schemas.items()}
    tables |= {name: _view(says, query) for name, says, query in _VIEW.findall(views)}
    return as_json(
        {
            "title": descriptor.get("title"),
            "description": described(descriptor),
            "license": licence(descriptor).get("title"),
            "license_url": licence(descriptor).get("path"),
            "about_url": descriptor.get("homepage"),
            "databases": {database: {"tables": tables}},
        }
    )


def _table(schema: Schema) -> dict[str, Any]:
    columns = {field.name: described(field.descriptor) for field in schema.fields}
    told = {"description": described(schema.descriptor), "columns": columns}
    return {**told, "label_column": "label"} if "label" in schema.names else told  # `name` it takes by itself


def _view(says: str, query: str) -> dict[str, Any]:
    """From its comment in views.sql, and those at its columns."""
    return {"description": says.replace("\n-- ", " "), "columns": dict(_COLUMN.findall(query))}
