"""What the documents show of the tables themselves: a row of each, and the days of articles and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from publisher.formats import parquet, parts
from publisher.formats.csv import ends, texts
from publisher.formats.parquet import ROW_GROUP, read_rows

LOOKED_AT = 200  # rows of a table among which the fullest is the example
_DAYS = {"sources": ("document_date",), "events": ("date_start", "date_end")}


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last possible day of all rows, ISO 8601, and how many rows have a date."""

    first: str
    last: str
    rows: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """rows: table -> field -> cell as in the CSV, empty cells left out. days: table -> what is known of its dates."""

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    days: Mapping[str, Days] = field(default_factory=dict)


def read(data: Path, tables: Iterable[str]) -> Excerpt:
    """The excerpt of the Parquet files in the folder `data`. Raises OSError, pyarrow.ArrowException."""
    files = {name: parts.found(data, name, parquet.END) for name in tables}
    rows = {name: _fullest(paths) for name, paths in files.items()}
    days = {name: _days(files[name], columns) for name, columns in _DAYS.items() if name in files}
    return Excerpt(rows, {name: ends for name, ends in days.items() if ends})


def _fullest(paths: Sequence[Path]) -> dict[str, str]:
    """The first of the rows that have the most cells; nothing where the table is empty."""
    batch = next(read_rows(paths, LOOKED_AT), None)
    if batch is None:
        return {}
    columns: dict[str, list[Any]] = {name: texts(batch.column(name)).to_pylist() for name in batch.schema.names}
    rows = ({name: cells[n] for name, cells in columns.items() if cells[n] is not None} for n in range(len(batch)))
    return max(rows, key=len, default={})


def _days(paths: Sequence[Path], columns: Sequence[str]) -> Days | None:
    batches = list(read_rows(paths, ROW_GROUP, columns))
    found = ends(column for batch in batches for column in batch.columns)
    known = [pc.coalesce(*batch.columns) for batch in batches]
    rows = sum(len(days) - days.null_count for days in known)
    return Days(min(found).isoformat(), max(found).isoformat(), rows) if found else None
