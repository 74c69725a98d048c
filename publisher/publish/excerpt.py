"""What the documents show of the tables themselves: a row of each, and the days of articles and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from publisher.formats.csv import csv_cells

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
    rows = {name: _fullest(data / f"{name}.parquet") for name in tables}
    days = {name: _days(data / f"{name}.parquet", columns) for name, columns in _DAYS.items() if name in rows}
    return Excerpt(rows, {name: known for name, known in days.items() if known})


def _fullest(path: Path) -> dict[str, str]:
    """The first of the rows that have the most cells; nothing where the table is empty."""
    batch = next(pq.ParquetFile(path).iter_batches(batch_size=LOOKED_AT), None)
    if batch is None:
        return {}
    columns = {name: _cells(batch.column(name)) for name in batch.schema.names}
    rows = ({name: cells[n] for name, cells in columns.items() if cells[n] is not None} for n in range(len(batch)))
    return max(rows, key=len, default={})


def _cells(column: pa.Array[Any]) -> list[Any]:
    return (column if pa.types.is_string(column.type) else csv_cells(column)).to_pylist()


def _days(path: Path, columns: tuple[str, ...]) -> Days | None:
    table = pq.ParquetFile(path).read(columns=list(columns))  # read_table would import pandas
    ends: list[Any] = [end for name in columns for end in (pc.min(table[name]).as_py(), pc.max(table[name]).as_py())]
    found = sorted(day.isoformat() for day in ends if day)
    dates = pc.coalesce(*(table[name] for name in columns))
    return Days(found[0], found[-1], len(dates) - dates.null_count) if found else None
