"""What is in each column: type, empty cells, distinct values, range, the codes that occur with their meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet as pq

from .view import Field, Table

CODES = 40  # meanings shown for one column


@dataclass(frozen=True, slots=True)
class Column:
    """A column. filled: cells that are not empty; distinct: None where not all rows are at hand; codes: those that
    occur, how often, and what they mean."""

    field: Field
    filled: int
    distinct: int | None
    codes: Sequence[tuple[str, int, str]]
    range: str


def profile(table: Table, whole: bool) -> list[Column]:
    """The columns of a table. Without all rows only what the Parquet file says of itself. Raises OSError."""
    metadata = pq.ParquetFile(table.path).metadata
    if not whole:
        return [
            Column(f, table.total - _nulls(metadata, index), None, (), _footer_range(f, metadata, index))
            for index, f in enumerate(table.fields)
        ]
    columns = [(f, [row[f["name"]] for row in table.rows if row[f["name"]] is not None]) for f in table.fields]
    return [Column(f, len(v), len(set(v)), _codes(f, v), _range(f, v)) for f, v in columns]


def _codes(field: Field, values: Sequence[Any]) -> list[tuple[str, int, str]]:
    """The codes that occur, most frequent first, with what they mean."""
    codes: Mapping[str, str] = field.get("codes") or {}
    found = sorted(Counter(map(str, values)).items(), key=lambda entry: (-entry[1], entry[0])) if codes else []
    return [(code, count, codes.get(code, "")) for code, count in found[:CODES]]


def _range(field: Field, values: Sequence[Any]) -> str:
    """From the smallest to the largest value; of texts from the shortest to the longest."""
    if not values or (field.get("codes") and field["type"] == "string"):
        return ""
    if field["type"] == "boolean":
        return " or ".join(sorted({str(value).lower() for value in values}))
    if field["type"] != "string":
        return _ends(min(values), max(values))
    return _ends(min(map(len, values)), max(map(len, values))) + " characters"


def _ends(low: Any, high: Any) -> str:
    first, last = (f"{end:,.15g}" if isinstance(end, int | float) else str(end) for end in (low, high))
    return first if first == last else f"{first} to {last}"


def _statistics(metadata: pq.FileMetaData, index: int) -> Iterator[Any]:
    for group in range(metadata.num_row_groups):
        yield metadata.row_group(group).column(index).statistics


def _nulls(metadata: pq.FileMetaData, index: int) -> int:
    return sum(statistics.null_count for statistics in _statistics(metadata, index) if statistics)


def _footer_range(field: Field, metadata: pq.FileMetaData, index: int) -> str:
    """The range by the statistics of the Parquet file, which cut long texts off: numbers and dates only."""
    known = [entry for entry in _statistics(metadata, index) if entry and entry.has_min_max]
    if not known or field["type"] in ("string", "boolean"):
        return ""
    return _ends(min(entry.min for entry in known), max(entry.max for entry in known))
