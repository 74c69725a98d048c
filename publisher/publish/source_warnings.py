"""What the finished table of sources shows of the articles together: texts that are there twice, days to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from publisher.formats.parquet import ROW_GROUP, read_rows
from publisher.problem import shown
from publisher.remarks import NAMED, few

COLUMNS = ["file_name", "doc_id", "sha256", "document_date"]


def source_warnings(sources: Sequence[Path], made: date) -> list[str]:
    """A line for what is to be warned of. sources: the Parquet files of the table, of any length; made: the day of the
    dataset. Raises OSError."""
    twice = _twice(sources)
    first: dict[str, str] = {}
    repeated, late = _Named(), _Named()
    for row in _rows(sources):
        key = row["sha256"]
        if int(key[:15], 16) in twice and first.setdefault(key, _name(row)) != _name(row):
            repeated.add(f"{_name(row)} that of {first[key]}")
        if row["document_date"] and row["document_date"] > made:
            late.add(_name(row))
    return [*_repeated(repeated), *_late(late, made)]


class _Named:
    """How many there are, and the first of them."""

    def __init__(self) -> None:
        self.many, self.first = 0, list[str]()

    def add(self, name: str) -> None:
        self.many += 1
        if self.many <= NAMED:
            self.first.append(name)


def _repeated(found: _Named) -> Iterator[str]:
    if found.many:
        have = "1 article has" if found.many == 1 else f"{found.many:,} articles have"
        named = few(found.first, found.many)
        yield f"sources: {have} the text of another ({named}): what it says is there twice; remove one"


def _late(found: _Named, made: date) -> Iterator[str]:
    if found.many:
        are = "1 article is" if found.many == 1 else f"{found.many:,} articles are"
        yield (
            f"sources: {are} dated after {made}, the day of the dataset ({few(found.first, found.many)}): "
            "correct the date, or `created` in dataset.toml"
        )


def _twice(sources: Sequence[Path]) -> frozenset[int]:
    """The beginnings of the hashes that several rows have: 8 bytes a row are held, not the hashes themselves."""
    keys = [
        np.array([int(str(key)[:15], 16) for key in batch.column(0).to_pylist()], np.int64)
        for batch in read_rows(sources, ROW_GROUP, ["sha256"])
    ]
    values, counts = np.unique(np.concatenate([np.empty(0, np.int64), *keys]), return_counts=True)
    return frozenset(values[counts > 1].tolist())


def _rows(sources: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for batch in read_rows(sources, ROW_GROUP, COLUMNS):
        yield from batch.to_pylist()


def _name(row: dict[str, Any]) -> str:
    """An article by its file, and in an archive by its own name."""
    return row["file_name"] if row["doc_id"] is None else f"{row['file_name']} {shown(row['doc_id'])}"
