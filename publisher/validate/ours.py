"""Whether a package is one of ours, to which more rules apply than the standard has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from publisher import MARK
from publisher.formats.parquet import TABLE_SCHEMA, open_file
from publisher.validate.descriptor import Table
from publisher.validate.row_streams import UNREADABLE

UNNAMED_PROFILE = f"the tables have our schemas, but the descriptor does not name the profile {MARK}: build again"


def is_named(body: Mapping[str, Any]) -> bool:
    """Whether the descriptor names our profile."""
    profile = body.get("publisher")
    return isinstance(profile, Mapping) and profile.get("profile") == MARK


def carries_our_schemas(tables: Iterable[Table]) -> bool:
    """Whether a table has a schema of ours, in the descriptor or in its Parquet file: that the descriptor does not name
    the profile any more turns no fault into a note."""
    return any(
        _is_our_schema(table.files.schema.descriptor)
        or (table.files.parquet is not None and _is_our_schema(_schema_in(table.files.parquet.paths[0])))
        for table in tables
    )


def _is_our_schema(descriptor: object) -> bool:
    """Ours say of each field who writes it and which evidence it has."""
    fields = descriptor.get("fields") if isinstance(descriptor, dict) else None
    return isinstance(fields, list) and any(isinstance(f, dict) and {"evidence", "origin"} <= f.keys() for f in fields)


def _schema_in(path: Path) -> object:
    """The Table Schema that the footer of a Parquet file carries; None where there is none."""
    try:
        file, _ = open_file(path)
        return json.loads((file.metadata.metadata or {}).get(TABLE_SCHEMA.encode(), b"null"))
    except (*UNREADABLE, RecursionError):  # reported where the rows are read
        return None
