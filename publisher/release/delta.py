"""From one state of a table to the next, row by row: `changes` says what differs, `apply` makes the new state of the
old one.

A change is a JSON object, cells are the texts of the CSV, null an empty cell:

    change    `added`, `removed`, `changed`, or `moved`: the same row, further up or down
    key       the primary key of the row, by field; null where the table has none, or has another one now
    old_row   where the row was, counted from 1; not of an added row
    row       where it is; not of a removed row
    old       of a removed row all cells, of a changed one those that differ
    new       of an added, a changed or a moved row all cells

Rows that no change names stay, one behind the other. What is kept in memory is eight bytes a row, and the rows of the
old state that differ.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import scalar
from publisher.formats.csv import csv_cells, quoted
from publisher.problem import Refused
from publisher.schemas import Schema

RowChange = dict[str, Any]
Row = Mapping[str, str | None]
Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


class RowSource(Protocol):
    """A table that can be read more than once."""

    @property
    def schema(self) -> Schema:
        """Its fields and keys."""

    def batches(self) -> Iterable[pa.RecordBatch]:
        """Its rows as text."""


def changes(old: RowSource | None, new: RowSource | None, place: str) -> Iterator[RowChange]:
    """What differs, in the order of the new rows; then what was removed. None: there is no such table.

    place: names the table in a message. Raises Refused where several rows that differ have one key.
    """
    sides = [side.schema for side in (new, old) if side]
    fields = list(dict.fromkeys(name for schema in sides for name in schema.names))
    key = sides[0].primary_key if len(sides) == 2 and sides[0].primary_key == sides[1].primary_key else ()
    before = _digests(old, fields)
    where = _found(before, _digests(new, fields))
    stays = _staying(where)
    left = _Left(old, key, _others(len(before), where[stays]), place)
    for position, row in _rows(new, ~stays):
        moved = int(where[position])
        was = left.take_at(moved) if moved >= 0 else left.take_of(row)
        known = {"key": {name: row[name] for name in key} if key else None}
        if was is None:
            yield {"change": "added", **known, "row": position + 1, "new": row}
            continue
        differs = {name: was[1].get(name) for name in fields if was[1].get(name) != row.get(name)}
        rows = {"old_row": was[0] + 1, "row": position + 1}
        if moved >= 0:
            yield {"change": "moved", **known, **rows, "new": row}
        else:
            yield {"change": "changed", **known, **rows, "old": differs, "new": row}
    for position, row in left.rest():
        known = {"key": {name: row[name] for name in key} if key else None}
        yield {"change": "removed", **known, "old_row": position + 1, "old": row}


def apply(old: RowSource | None, fields: Sequence[str], found: Iterable[RowChange]) -> Iterator[bytes]:
    """The new state as its CSV, a piece at a time; fields: its columns. Cells that are empty texts are `""`, which no
    table of ours holds.

    found: what `changes` gave for these two states.
    """
    gone: list[int] = []
    placed: list[tuple[int, bytes]] = []
    for change in found:
        if "old_row" in change:
            gone.append(change["old_row"] - 1)
        if "row" in change:
            placed.append((change["row"] - 1, _line([change["new"].get(name) for name in fields])))
    coming = iter(sorted(placed))
    upcoming = next(coming, None)
    yield _line(fields)
    row = first = 0
    leaves = np.array(sorted(gone), dtype=np.int64)
    for batch in old.batches() if old else ():
        here = leaves[np.searchsorted(leaves, first) : np.searchsorted(leaves, first + batch.num_rows)] - first
        first += batch.num_rows
        ends, data = _lines(batch.filter(pa.array(_others(batch.num_rows, here))), fields)
        at, count = 0, len(ends) - 1
        while at < count:
            while upcoming is not None and upcoming[0] == row:
                yield upcoming[1]
                row, upcoming = row + 1, next(coming, None)
            stop = count if upcoming is None else min(count, at + upcoming[0] - row)
            yield bytes(data[ends[at] : ends[stop]])
            row, at = row + stop - at, stop
    while upcoming is not None:
        yield upcoming[1]
        upcoming = next(coming, None)


class _Left:
    """The rows of the old state that do not stay, each to be taken once."""

    def __init__(self, old: RowSource | None, key: Sequence[str], wanted: Marks, place: str) -> None:
        self._positions = np.flatnonzero(wanted)
        self._taken = np.zeros(len(self._positions), dtype=bool)
        parts = list(_parts(old, wanted))
        self._columns = {
            name: pa.chunked_array([part.column(name) for part in parts], pa.string()).combine_chunks()
            for name in (old.schema.names if old else ())
        }
        self._key = key
        cells = zip(*(self._columns[name].to_pylist() for name in key), strict=True)
        self._by_key = {cell: index for index, cell in enumerate(cells)}
        if key and len(self._by_key) < len(self._positions):
            raise Refused.of(place, "has several rows with one key that differ; `validate` names them")

    def take_at(self, position: int) -> tuple[int, Row]:
        """The row at a position of the old state."""
        return self._take(int(np.searchsorted(self._positions, position)))

    def take_of(self, row: Row) -> tuple[int, Row] | None:
        """Position and cells of the row with the same key; None where there is none."""
        index = self._by_key.get(tuple(row[name] for name in self._key)) if self._key else None
        return None if index is None else self._take(index)

    def rest(self) -> Iterator[tuple[int, Row]]:
        """What nobody took."""
        for index in np.flatnonzero(~self._taken).tolist():
            yield self._take(index)

    def _take(self, index: int) -> tuple[int, Row]:
        self._taken[index] = True
        return int(self._positions[index]), {name: column[index].as_py() for name, column in self._columns.items()}


def _others(count: int, positions: Numbers) -> Marks:
    """Of `count` rows, those at other positions."""
    marks = np.ones(count, dtype=bool)
    marks[positions] = False
    return marks


def _parts(rows: RowSource | None, wanted: Marks) -> Iterator[pa.RecordBatch]:
    first = 0
    for batch in rows.batches() if rows else ():
        yield batch.filter(pa.array(wanted[first : first + batch.num_rows]))
        first += batch.num_rows


def _rows(rows: RowSource | None, wanted: Marks) -> Iterator[tuple[int, Row]]:
    """Position and cells of each row that is wanted."""
    positions = iter(np.flatnonzero(wanted).tolist())
    for batch in _parts(rows, wanted):
        yield from ((next(positions), row) for row in batch.to_pylist())


def _found(before: npt.NDArray[np.uint64], after: npt.NDArray[np.uint64]) -> Numbers:
    """For each new row the position of the same row in the old state, -1 where there is none; of several that are the
    same, the first goes with the first."""
    old, new = (pd.DataFrame({"digest": digests}) for digests in (before, after))
    for frame in (old, new):
        frame["nth"] = frame.groupby("digest").cumcount()
    old["position"] = np.arange(len(old))
    same = new.merge(old, on=["digest", "nth"], how="left")["position"]
    return same.fillna(-1).to_numpy(dtype=np.int64)


def _staying(where: Numbers) -> Marks:
    """The rows that need not move: the longest part of those found whose old positions rise."""
    stays = where >= 0
    found, rows = where[stays], np.flatnonzero(stays)
    if (np.diff(found) > 0).all():
        return stays
    lowest: list[int] = []  # the last position of the best sequence of each length
    ends: list[int] = []
    before: list[int] = []
    for index, position in enumerate(found.tolist()):
        length = bisect_left(lowest, position)
        before.append(ends[length - 1] if length else -1)
        lowest[length : length + 1], ends[length : length + 1] = [position], [index]
    stays[:] = False
    index = ends[-1]
    while index >= 0:
        stays[rows[index]] = True
        index = before[index]
    return stays


# Rows as lines of CSV


def _digests(rows: RowSource | None, fields: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Eight bytes for each row, equal for equal rows."""
    found = bytearray()
    for batch in rows.batches() if rows else ():
        ends, data = _lines(batch, fields)
        for at, stop in pairwise(ends):
            found += hashlib.blake2b(data[at:stop], digest_size=8).digest()
    return np.frombuffer(bytes(found), dtype=np.uint64)


def _lines(batch: pa.RecordBatch, fields: Sequence[str]) -> tuple[Sequence[int], memoryview]:
    """The rows as lines of CSV, one behind the other: where each begins and the last ends, and the bytes. A field that
    the batch does not have is empty."""
    names = set(batch.schema.names)
    empty = pa.nulls(batch.num_rows, pa.string())
    cells = [_cells(batch.column(name)) if name in names else empty for name in fields]
    lines = _joined([_joined(cells, ","), scalar("\n", pa.string())], "")
    _, offsets, data = lines.buffers()
    ends = memoryview(offsets).cast("i")[lines.offset : lines.offset + len(lines) + 1].tolist() if len(lines) else [0]
    return ends, memoryview(data or b"")


def _joined(parts: Sequence[Any], between: str) -> Any:
    separator = scalar(between, pa.string())
    return pc.binary_join_element_wise(*parts, separator, null_handling="replace", null_replacement="")


def _cells(column: Any) -> Any:
    """As in the CSV; an empty text, which is no empty cell, in quotes."""
    empty = pc.equal(column, scalar("", pa.string()))
    return pc.if_else(pc.fill_null(empty, False), scalar('""', pa.string()), csv_cells(column))


def _line(cells: Sequence[str | None]) -> bytes:
    return ",".join("" if cell is None else quoted(cell) or '""' for cell in cells).encode() + b"\n"
