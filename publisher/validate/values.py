"""The values of keys while a check needs them: in memory, and where these are too many, in parts on the disk.

Equal values are in the same part, so that a part can be looked through by itself: memory does not grow with a table.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from publisher.formats.csv import texts

MEMORY_LIMIT = 256 << 20  # bytes of values in memory, of all keys of a check together
VALUES_AT_ONCE = 500_000  # values that are looked through at once
PARTS = 128
_SLICE = 1 << 16  # values whose parts are found at once
_SPILLED = 8  # arrays that are put on the disk at once


class DiskError(Exception):
    """The values cannot be put on the disk, or read from there; its cause says why."""


class Memory:
    """What the values of all keys of a check share. folder: where those go that are too many for it (None: the one that
    the machine has for such files). What goes there is a file without a name: it is gone with the process."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._all: list[Values] = []

    def values(self) -> Values:
        """Room for the values of a key."""
        self._all.append(Values(self._folder))
        return self._all[-1]

    def settle(self) -> None:
        """Puts values on the disk while all take more than LIMIT, the most first. Raises DiskError."""
        while sum(values.bytes for values in self._all) > MEMORY_LIMIT:
            max(self._all, key=lambda values: values.bytes).spill()

    def forget(self, values: Values) -> None:
        """Gives up values that nobody asks for any more."""
        self._all.remove(values)
        values.close()


class Values:
    """The values of one key. rows: how many there are; bytes: what they take in memory; kind: their type, None before
    the first; ascending: whether every value is greater than the one before it, and none is null."""

    def __init__(self, folder: Path | None = None) -> None:
        self.rows = self.bytes = 0
        self.ascending = True
        self._last: Any = None
        self.kind: Any = None
        self._held: list[Any] = []
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._places: list[list[tuple[int, int]]] = [[] for _ in range(PARTS)]  # begin and size of each piece of a part

    def add(self, values: Any) -> None:
        """Takes an array of them."""
        self.ascending = self.ascending and self._goes_on(values)
        self.kind = values.type
        if len(values):
            self._held.append(values)
            self.rows += len(values)
            self.bytes += values.nbytes

    def _goes_on(self, values: Any) -> bool:
        if not len(values):
            return True
        last, self._last = self._last, values[-1]
        return (
            not values.null_count
            and pc.all(pc.less(values[:-1], values[1:])).as_py() is not False  # None of a single value
            and (last is None or pc.less(last, values[0]).as_py() is True)
        )

    def spill(self) -> None:
        """Puts on the disk what is in memory. Raises DiskError."""
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  as long as they are asked for
            while self._held:  # a few arrays at a time, since what is put in order is there twice
                self._append(self._file, *_by_part(pa.concat_arrays(self._held[:_SPILLED])))
                del self._held[:_SPILLED]
        except OSError as error:
            raise DiskError from error
        self.bytes = 0

    def _append(self, file: IO[bytes], ordered: Any, bounds: Any) -> None:
        at = file.seek(0, os.SEEK_END)
        for part, begin, end in zip(self._places, bounds[:-1], bounds[1:], strict=True):
            if begin < end:
                piece = pa.RecordBatch.from_arrays([ordered[begin:end]], [""]).serialize()
                part.append((at, piece.size))
                at += file.write(piece)

    def close(self) -> None:
        """Gives them up."""
        self._held, self.bytes = [], 0
        if self._file:
            self._file.close()

    @property
    def stored(self) -> bool:
        """Whether some of them are on the disk."""
        return self._file is not None

    @property
    def many(self) -> bool:
        """Whether they are looked through part by part."""
        return self.stored or self.rows > VALUES_AT_ONCE

    def whole(self, kind: Any) -> Any:
        """All of them, as one chunked array; not where some are stored."""
        return pa.chunked_array(self._held, kind)

    def parts(self, kind: Any) -> Iterator[Any]:
        """All of them, in PARTS parts. Raises DiskError."""
        if self._file and self._held:
            self.spill()
        blocks = [_by_part(held) for held in self._held]
        self._held = [ordered for ordered, _ in blocks]  # in the place of the same values in another order
        for number, places in enumerate(self._places):
            here = [ordered[bounds[number] : bounds[number + 1]] for ordered, bounds in blocks]
            yield pa.chunked_array([*here, *map(self._read, places)], kind)

    def _read(self, place: tuple[int, int]) -> Any:
        begin, size = place
        assert self._file
        try:
            self._file.seek(begin)
            raw = self._file.read(size)
        except OSError as error:
            raise DiskError from error
        return pa.ipc.read_record_batch(pa.py_buffer(raw), pa.schema([("", self.kind)])).column(0)


def together(*values: Values) -> Iterator[tuple[Any, ...]]:
    """The values of several keys, so that equal ones are in the same turn. Raises DiskError."""
    kind = next((one.kind for one in values if one.kind is not None), pa.string())  # a table without rows has none
    if any(one.many for one in values):
        yield from zip(*(one.parts(kind) for one in values), strict=True)
    else:
        yield tuple(one.whole(kind) for one in values)


def _by_part(values: Any) -> tuple[Any, Any]:
    """The values, those of each part together, and where each part begins, with the end."""
    cells = texts(values)
    numbers = np.concatenate([_numbers(cells[at : at + _SLICE]) for at in range(0, len(cells), _SLICE)] or [_NONE])
    order = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[order], np.arange(PARTS + 1))
    place = pa.Array.from_buffers(pa.int64(), len(order), [None, pa.py_buffer(order.tobytes())])
    return values.take(place), bounds


_NONE = np.zeros(0, np.uint8)


def _numbers(texts: Any) -> Any:
    """The part of each text: from the sum of a number for each of its bytes, since ids may differ in any of them."""
    _, offsets, data = cast("Any", texts).buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset :][: len(texts) + 1].astype(np.int64)
    sums = np.zeros(len(texts) + 1, np.uint64)
    if data is not None and bounds[-1] > bounds[0]:
        held = _weights()[np.frombuffer(data, np.uint8)[bounds[0] : bounds[-1]]]
        running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(held, dtype=np.uint64)])
        sums = running[bounds - bounds[0]]
    mixed = (sums[1:] - sums[:-1]) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(57)).astype(np.uint8)


@cache
def _weights() -> Any:
    """A number for each byte, so that other bytes mostly have another sum."""
    weights = np.arange(1, 257, dtype=np.uint64)
    for _ in range(3):
        weights = (weights ^ (weights >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return weights
