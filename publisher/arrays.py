"""Arrow arrays from Python values, without pandas.

`pa.array` and `pa.scalar` import pandas wherever it is installed, which takes longer than a small build. These
fill the buffers themselves, and are strict: a value of another type raises, it is never converted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa

if "jemalloc" in pa.supported_memory_backends():
    # Arrow's own choice, mimalloc, keeps half as much again of what a long check has freed, and is no faster.
    pa.set_memory_pool(pa.jemalloc_memory_pool())
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TAKES: dict[pa.DataType, frozenset[type]] = {
    pa.string(): frozenset({str}),
    pa.int64(): frozenset({int}),
    pa.float64(): frozenset({int, float}),
    pa.bool_(): frozenset({bool}),
    pa.date32(): frozenset({date}),
    pa.timestamp("us", "UTC"): frozenset({datetime}),
}


class MisfitError(ValueError):
    """The value at `position` does not fit the type."""

    def __init__(self, position: int, message: str) -> None:
        super().__init__(message)
        self.position = position


def array(values: Sequence[Any], kind: pa.DataType) -> pa.Array[Any]:
    """Python values (None = null) as an array of one of the six published types. Raises MisfitError."""
    takes = _TAKES[kind]
    strange = set(map(type, values)) - takes - {type(None)}
    if strange:
        position = next(i for i, value in enumerate(values) if type(value) in strange)
        wanted = " or ".join(sorted(t.__name__ for t in takes))
        raise MisfitError(position, f"is {values[position]!r}, expected {wanted}")
    valid = _bits([value is not None for value in values]) if None in values else None
    return pa.Array.from_buffers(kind, len(values), [valid, *_buffers(values, kind)])


def scalar(value: Any, kind: pa.DataType) -> Any:
    """One value as an Arrow scalar, made as `array` makes it."""
    return array([value], kind)[0]


def _buffers(values: Sequence[Any], kind: pa.DataType) -> list[pa.Buffer]:
    if kind == pa.string():
        cells, data = _encoded(values)
        offsets = np.fromiter(accumulate(map(len, cells), initial=0), np.int64, len(cells) + 1)
        if offsets[-1] >= 2**31:
            raise MisfitError(0, "and the rows after it hold more than 2 GB of text: pass fewer rows at a time")
        return [pa.py_buffer(offsets.astype(np.int32).tobytes()), pa.py_buffer(data)]
    if kind == pa.bool_():
        return [_bits([value is True for value in values])]
    dtype, plain = _plain(values, kind)
    try:
        return [pa.py_buffer(np.array(plain, dtype).tobytes())]
    except OverflowError:
        position = next(i for i, number in enumerate(plain) if not -(2**63) <= number < 2**63)
        raise MisfitError(position, f"is {values[position]}, which no reader holds exactly") from None


def _bits(flags: list[bool]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(np.array(flags, np.bool_), bitorder="little").tobytes())


def _plain(values: Sequence[Any], kind: pa.DataType) -> tuple[type, list[Any]]:
    """The numbers behind dates and instants; 0 where there is none."""
    if kind == pa.date32():
        return np.int32, [0 if day is None else day.toordinal() - _EPOCH_DAY for day in values]
    if kind == pa.int64() or kind == pa.float64():
        return (np.int64 if kind == pa.int64() else np.float64), [0 if n is None else n for n in values]
    for position, instant in enumerate(values):
        if instant is not None and instant.tzinfo is None:
            raise MisfitError(position, f"is {instant.isoformat()}, an instant without time zone")
    return np.int64, [0 if instant is None else (instant - _EPOCH) // _MICROSECOND for instant in values]


def _encoded(values: Sequence[str | None]) -> tuple[Sequence[str] | Sequence[bytes], bytes]:
    """The cells, each as long as its bytes, and the bytes of all; null has none. Most columns are ASCII, whose bytes
    are made at once."""
    texts = [value or "" for value in values]
    joined = "".join(texts)
    if joined.isascii():
        return texts, joined.encode()
    try:
        cells = [text.encode() for text in texts]
        return cells, b"".join(cells)
    except UnicodeEncodeError:
        for position, value in enumerate(values):
            try:
                (value or "").encode()
            except UnicodeEncodeError:
                raise MisfitError(position, f"is {value!r}, which holds half a surrogate pair: no UTF-8") from None
        raise
