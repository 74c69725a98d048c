"""What the hosts of datasets, and servers of databases, want to be told of a package, each in the form that it reads.

In: the descriptor and the Table Schemas. Out: texts, the same for the same package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from publisher.schemas import Schema

_VIEW = re.compile(r"^-- (\w+): (.*(?:\n-- .*)*)\nCREATE VIEW \1 AS$(.*?);$", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"(\w+),? +-- ([A-Z].*)")


def datasette(descriptor: Mapping[str, Any], schemas: Mapping[str, Schema], views: str, database: str) -> str:
    """metadata.json of Datasette: title, licence, and what each table, column and view holds.

    views: the script that creates the views. database: the name of the database file without its end.
    """
    licence = next(iter(descriptor.get("licenses", [])), {})
    about = {
        "title": descriptor.get("title"),
        "description": _line(descriptor.get("description", "")),
        "license": licence.get("title"),
        "license_url": licence.get("path"),
        "about_url": descriptor.get("homepage"),
    }
    tables: dict[str, Any] = {name: _table(schema) for name, schema in schemas.items()}
    tables |= {name: _view(says, query) for name, says, query in _VIEW.findall(views)}
    body = {**about, "databases": {database: {"tables": tables}}}
    return json.dumps({key: value for key, value in body.items() if value}, ensure_ascii=False, indent=2) + "\n"


def _table(schema: Schema) -> dict[str, Any]:
    columns = {field.name: field.descriptor.get("description", "") for field in schema.fields}
    told = {"description": schema.descriptor.get("description", ""), "columns": columns}
    return {**told, "label_column": "label"} if "label" in schema.names else told  # `name` it takes by itself


def _view(says: str, query: str) -> dict[str, Any]:
    """From its comment in views.sql, and those at its columns."""
    return {"description": _line(says.replace("\n-- ", " ")), "columns": dict(_COLUMN.findall(query))}


def _line(text: str) -> str:
    return " ".join(text.split())
