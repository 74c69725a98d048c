"""SQLite: tables with their types, keys and indexes, and views over them, in one file.

Not one of the formats of a build: it is made from the Parquet files of a finished package. Instants and days are text,
truth values 0 and 1, as `data/views.sql` takes them. What a table or a column holds is in a comment in the
statement that creates it, so `.schema` of the shell shows it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa

from publisher.formats.csv import csv_cells
from publisher.formats.parquet import read_rows
from publisher.problem import Refused, shown
from publisher.schemas import Field, ForeignKey, Schema

END = "sqlite"
"""The end of the names of its files."""
# DATE and BOOLEAN are words that loaders of other languages know. SQLite itself stores the text and the 0 or 1.
TYPES = {
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "DATETIME",
}
# Fixed, because the bytes depend on them; and as fast as it goes, because a file that is cut off is thrown away.
SETTINGS = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
"""
ROWS_AT_ONCE = 8192  # rows in memory
TableFiles = tuple[Schema, Sequence[Path]]


def write(target: Path, tables: Iterable[TableFiles], views: str = "") -> None:
    """Writes the database to the new file `target`. Same tables, same release of SQLite: same bytes.

    tables: the schema and the Parquet files of each, which are read a part at a time. views: a script of SQL that we
    wrote. Raises Refused where a foreign key leads nowhere, sqlite3.Error where other keys do not hold, OSError.
    """
    tables = list(tables)
    draft = target.with_name(f"{target.name}.draft")
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as database:
            database.executescript(SETTINGS)
            database.execute("BEGIN")
            for schema, files in tables:
                database.execute(create(schema))
                fill(database, schema.name, schema.names, files)
            for schema, _ in tables:
                for statement in indexes(schema):
                    database.execute(statement)
            database.execute("COMMIT")
            database.executescript(views)
            _refuse_loose_ends(database, target)
            _try_views(database)
            database.execute("VACUUM INTO ?", [str(target)])  # the same layout, however the rows came
    finally:
        draft.unlink(missing_ok=True)


def create(schema: Schema) -> str:
    """The statement that creates a table."""
    lines = [(_column(field), field.descriptor.get("description", "")) for field in schema.fields]
    lines += [(f"PRIMARY KEY ({listed(schema.primary_key)})", "")] if schema.primary_key else []
    lines += [(f"UNIQUE ({listed(key)})", "") for key in schema.unique_keys]
    lines += [(_reference(schema, key), "") for key in schema.foreign_keys]
    ends = [","] * (len(lines) - 1) + [""]
    body = "\n".join(f"  {line}{end}{_comment(note)}" for (line, note), end in zip(lines, ends, strict=True))
    return f"CREATE TABLE {quoted(schema.name)} ({_comment(schema.descriptor.get('description', ''))}\n{body}\n)"


def indexes(schema: Schema) -> Iterator[str]:
    """The statements that create an index on each foreign key that no other key begins with."""
    keys = [schema.primary_key, *schema.unique_keys]
    for fields in dict.fromkeys(key.fields for key in schema.foreign_keys):
        if not any(key[: len(fields)] == fields for key in keys):
            name = "_".join(("idx", schema.name, *fields))
            yield f"CREATE INDEX {quoted(name)} ON {quoted(schema.name)} ({listed(fields)})"


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever it is."""
    return '"' + name.replace('"', '""') + '"'


def _column(field: Field) -> str:
    kind = TYPES.get(field.type, "TEXT") if field.readable else "TEXT"
    needed, unique = ["NOT NULL"] * field.required, ["UNIQUE"] * (field.constraints.get("unique") is True)
    return " ".join([quoted(field.name), kind, *needed, *unique])


def _reference(schema: Schema, key: ForeignKey) -> str:
    other = quoted(key.resource or schema.name)
    return f"FOREIGN KEY ({listed(key.fields)}) REFERENCES {other} ({listed(key.reference)})"


def listed(names: Sequence[str]) -> str:
    """Several names, with commas."""
    return ", ".join(map(quoted, names))


def _comment(text: str) -> str:
    line = " ".join(str(text).split())
    return f" -- {line}" if line else ""


def fill(database: sqlite3.Connection, name: str, columns: Sequence[str], files: Iterable[Path]) -> None:
    """Puts these columns of Parquet files into a table. Raises OSError."""
    insert = f"INSERT INTO {quoted(name)} ({listed(columns)}) VALUES ({', '.join('?' * len(columns))})"
    database.executemany(insert, _rows(columns, files))


def _rows(columns: Sequence[str], files: Iterable[Path]) -> Iterator[tuple[Any, ...]]:
    for batch in read_rows(files, ROWS_AT_ONCE, columns):
        yield from zip(*(_plain(batch.column(name)).to_pylist() for name in columns), strict=True)


def _plain(column: pa.Array[Any]) -> pa.Array[Any]:
    """The values as SQLite has types for them."""
    temporal = pa.types.is_date(column.type) or pa.types.is_timestamp(column.type)
    return csv_cells(column) if temporal else column


def _refuse_loose_ends(database: sqlite3.Connection, target: Path) -> None:
    for table, row, other, _ in database.execute("PRAGMA foreign_key_check"):
        what = f"row {row} refers to a row of {other} that is not there; `validate` names it"
        raise Refused.of(target.name, what, table)


def _try_views(database: sqlite3.Connection) -> None:
    """SQLite looks into a view when it is used: raises Refused for one that cannot be."""
    for (view,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        try:
            database.execute(f"SELECT * FROM {quoted(view)} LIMIT 0")
        except sqlite3.Error as error:
            raise Refused.of("data/views.sql", f"cannot be used: {shown(str(error))}", view) from None
