"""Rows to Arrow: typed by the schema, and nothing that the published form cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from math import isfinite
from operator import itemgetter
from typing import Any, cast

import numpy as np
import pyarrow as pa

from publisher.arrays import MisfitError, array
from publisher.schemas import Schema

LARGEST_NUMBER = 2**53  # beyond it readers in JavaScript, R and pandas round integers without a word


def to_batch(rows: Sequence[Mapping[str, Any]], schema: Schema) -> pa.RecordBatch:
    """Rows (field -> value; a missing key or None is null) as one record batch of `schema.arrow`.

    Values are str, int, int or float, bool, date, aware datetime: nothing is converted. Raises ValueError that names
    table, row (number from 1 and key) and field for an unknown field, another type, a null in a required field, a
    text that is empty or holds NUL or half a surrogate pair, a number that is not finite or not below 2^53.
    """
    if not rows:  # of an article alone: half of the tables
        return _no_rows(schema.arrow)
    shapes = set(map(tuple, rows))  # the rows of a table have few different sets of fields
    unknown = set[str]().union(*shapes).difference(schema.names)
    if unknown:
        number = next(i for i, row in enumerate(rows) if unknown.intersection(row))
        raise ValueError(f"{_place(schema, rows, number)}: unknown field {', '.join(sorted(unknown))}")
    cells = _cells(rows, shapes)
    columns = []
    for field in schema.fields:
        values = cells[field.name] if field.name in cells else [row.get(field.name) for row in rows]
        try:
            if field.required and None in values:
                raise MisfitError(values.index(None), "is null, but the field is required")
            column = array(values, field.arrow.type)
            _refuse(values, column)
        except MisfitError as error:
            raise ValueError(f"{_place(schema, rows, error.position)}, field {field.name}: {error}") from None
        columns.append(column)
    return pa.RecordBatch.from_arrays(columns, schema=schema.arrow)


@lru_cache(maxsize=32)
def _no_rows(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([array([], kind) for kind in schema.types], schema=schema)


def _cells(rows: Sequence[Mapping[str, Any]], shapes: set[tuple[str, ...]]) -> Mapping[str, Sequence[Any]]:
    """Field -> its value in each row, of the fields that every row has. shapes: the fields of the rows."""
    if len(shapes) == 1:  # most tables, and the largest ones
        return dict(zip(*shapes, zip(*(row.values() for row in rows), strict=True), strict=True))
    everywhere = set.intersection(*map(set, shapes))
    return {name: [*map(itemgetter(name), rows)] for name in everywhere}


def _refuse(values: Sequence[Any], column: pa.Array[Any]) -> None:
    """Raises MisfitError for the first value of the right type that CSV and its readers would not give back."""
    if _fine(column):
        return
    wrong = _WRONG[column.type]
    for position, value in enumerate(values):
        message = None if value is None else wrong(value)
        if message:
            raise MisfitError(position, message)


def _fine(column: pa.Array[Any]) -> bool:
    """Whether a look at the whole column shows that no value can be wrong. If not, each value is looked at."""
    data = column.buffers()[-1]
    if data is None or column.type not in _WRONG:
        return True
    if column.type == pa.string():
        lengths = np.diff(np.frombuffer(cast("Any", column.buffers()[1]), np.int32))
        return np.count_nonzero(lengths == 0) == column.null_count and b"\0" not in data.to_pybytes()
    if pa.types.is_timestamp(column.type):
        return not np.any(np.frombuffer(cast("Any", data), np.int64) % 1_000_000)
    numbers = np.frombuffer(cast("Any", data), np.int64 if column.type == pa.int64() else np.float64)
    return bool(((numbers > -LARGEST_NUMBER) & (numbers < LARGEST_NUMBER)).all())


def _wrong_text(text: str) -> str | None:
    if not text:
        return "is an empty text; leave it null"
    return "holds a NUL character" if "\0" in text else None


def _wrong_number(number: float) -> str | None:
    if not isfinite(number):
        return f"is {number}, no number"
    return None if -LARGEST_NUMBER < number < LARGEST_NUMBER else f"is {number}, not below 2^53 in size"


def _wrong_instant(instant: datetime) -> str | None:
    return f"is {instant.isoformat()}, finer than a second" if instant.microsecond else None


_WRONG: Mapping[pa.DataType, Callable[[Any], str | None]] = {
    pa.string(): _wrong_text,
    pa.int64(): _wrong_number,
    pa.float64(): _wrong_number,
    pa.timestamp("us", "UTC"): _wrong_instant,
}


def _place(schema: Schema, rows: Sequence[Mapping[str, Any]], number: int) -> str:
    key = ", ".join(str(rows[number].get(name)) for name in schema.primary_key)
    return f"{schema.name}: row {number + 1}" + (f" ({key})" if key else "")
