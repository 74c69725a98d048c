"""What is in each column: type, empty cells, distinct values, range, the codes that occur with their meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow.parquet as pq

from .markup import Markup, join, tag
from .parts import scroll, table
from .view import Table

CODES = 40  # meanings shown for one column


def profile(entry: Table, whole: bool) -> Markup:
    """A folded table with one row a column. Without all rows only what the Parquet file says of itself."""
    metadata = pq.ParquetFile(entry.path).metadata
    rows = (_row(entry, field, metadata, index, whole) for index, field in enumerate(entry.fields))
    head = ("Column", "Type", "What it holds", "Filled", "Distinct", "Range")
    return tag(
        "details",
        tag("summary", f"Columns of {entry.title}: meaning, empty cells, distinct values, range"),
        scroll(f"Columns of {entry.title}", table(head, rows, numeric=["Filled", "Distinct"]), "scroll columns"),
    )


def _row(entry: Table, field: Mapping[str, Any], metadata: pq.FileMetaData, index: int, whole: bool) -> Markup:
    name = field["name"]
    values = [row[name] for row in entry.rows if row[name] is not None]
    filled = len(values) if whole else entry.total - _nulls(metadata, index)
    required = field["constraints"].get("required")
    return tag(
        "tr",
        tag("th", tag("code", name), scope="row"),
        tag("td", field["type"], tag("small", "required") if required else None),
        tag("td", prose(field["description"]), _codes(field, values) if whole else None, class_="long"),
        tag("td", f"{filled:,} of {entry.total:,}", class_="n"),
        tag("td", f"{len(set(values)):,}" if whole else None, class_="n"),
        tag("td", _range(field, values) if whole else _footer_range(field, metadata, index)),
    )


def prose(description: str) -> Markup:
    """A description, in which `backquotes` set code apart."""
    parts = re.split(r"`([^`]+)`", description)
    return join(tag("code", part) if i % 2 else part for i, part in enumerate(parts))


def _codes(field: Mapping[str, Any], values: Sequence[Any]) -> Markup | None:
    """The codes that occur, most frequent first, with what they mean."""
    codes = field.get("codes")
    if not codes or not values:
        return None
    found = sorted(Counter(map(str, values)).items(), key=lambda entry: (-entry[1], entry[0]))[:CODES]
    return tag("ul", (tag("li", tag("code", code), f" {count:,} · {codes.get(code, '')}") for code, count in found))


def _range(field: Mapping[str, Any], values: Sequence[Any]) -> str:
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


def _footer_range(field: Mapping[str, Any], metadata: pq.FileMetaData, index: int) -> str:
    """The range by the statistics of the Parquet file, which cut long texts off: numbers and dates only."""
    known = [entry for entry in _statistics(metadata, index) if entry and entry.has_min_max]
    if not known or field["type"] in ("string", "boolean"):
        return ""
    return _ends(min(entry.min for entry in known), max(entry.max for entry in known))
