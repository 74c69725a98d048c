"""The package as one database: NAME-VERSION.sqlite, and beside it what Datasette says of its tables and columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from publisher.formats import parquet, sqlite
from publisher.formats.parts import by_table, files
from publisher.publish.descriptor import order_tables
from publisher.release.hosts import datasette
from publisher.schemas import Schema

VIEWS = Path("data", "views.sql")


def write(
    root: Path, descriptor: Mapping[str, Any], schemas: Mapping[str, Schema], stem: Path, known: Collection[str]
) -> Iterator[Path]:
    """Writes STEM.sqlite and STEM.metadata.json from the files of the package in `root`. Out: their paths.

    known: names of files that were released before, and so are not made again: another release of SQLite may write
    the same tables in other bytes. Raises Refused for a foreign key that leads nowhere; OSError.
    """
    views = (root / VIEWS).read_text(encoding="utf-8") if (root / VIEWS).exists() else ""
    database, metadata = (stem.with_name(f"{stem.name}.{end}") for end in (sqlite.END, "metadata.json"))
    if database.name not in known:
        paths = {name: files(found, parquet.END) for name, found in by_table(descriptor).items()}
        tables = [(schemas[name], [root / path for path in paths[name]]) for name in order_tables(schemas)]
        sqlite.write(database, tables, views)
        yield database
    if metadata.name not in known:
        metadata.write_text(datasette.metadata(descriptor, schemas, views, stem.name), encoding="utf-8")
        yield metadata
