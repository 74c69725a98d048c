"""The views of views.sql over the rows of the page, so that the page says what a reader of the package finds too."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from publisher.formats import sqlite

from .view import Row, View

VIEWS = Path(__file__).parents[1] / "views.sql"


def read_views(view: View, *names: str) -> list[list[Row]]:
    """The rows of each of these views. Of a page that has every row: dates are text here, truth values 0 and 1."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table in view.tables.values():
            load(database, table.name, [field["name"] for field in table.fields], table.files)
        # As tables: a view that others read is worked out once.
        database.executescript(VIEWS.read_text(encoding="utf-8").replace("CREATE VIEW", "CREATE TABLE"))
        return [named_rows(database.execute(f"SELECT * FROM {name}")) for name in names]


def load(database: sqlite3.Connection, name: str, columns: Sequence[str], files: Sequence[Path]) -> None:
    """Makes a table of columns of Parquet files."""
    database.execute(f"CREATE TABLE {sqlite.quoted(name)} ({sqlite.listed(columns)})")
    sqlite.fill(database, name, columns, files)


def remarks(*views: Sequence[Row]) -> dict[str, str]:
    """Record -> the remarks on those who tell it. views: rows of views whose first column is the key."""
    rows = (row for view in views for row in view)
    return {next(iter(row.values())): row["account_notes"] for row in rows if row["account_notes"]}


def named_rows(found: sqlite3.Cursor) -> list[Row]:
    """The rows of an answer by the names of their columns."""
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found]
