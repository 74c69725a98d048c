"""Which rows of a column are at fault: one function for each constraint, with Arrow kernels.

A mask marks the rows; it is None where a look at the whole column already shows that there are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import array, scalar
from publisher.records.tabulate import LARGEST_NUMBER

Column = Any  # pa.Array of one of the published types
Mask = Any  # pa.BooleanArray, or None: no row at fault

_EMPTY = scalar("", pa.string())


class UncheckedError(Exception):
    """A constraint that is fine but not checked; says which and why."""


def blank(*columns: Column) -> Mask:
    """Rows without any value."""
    if not all(column.null_count for column in columns):
        return None
    return _some(reduce(pc.and_, [column.is_null() for column in columns]))


def some_null(*columns: Column) -> Mask:
    """Rows in which a value is missing."""
    if not any(column.null_count for column in columns):
        return None
    return reduce(pc.or_, [column.is_null() for column in columns])


def partly_null(*columns: Column) -> Mask:
    """Rows in which some values are missing and others are there."""
    some = some_null(*columns)
    return some if some is None else _some(pc.and_not(some, reduce(pc.and_, [column.is_null() for column in columns])))


def empty(cells: Column) -> Mask:
    """Texts without a character."""
    return _some(pc.equal(cells, _EMPTY)) if _shortest(cells) == 0 else None


def _shortest(cells: Column) -> int:
    """Bytes of the shortest cell; 1 when every cell is null."""
    shortest = cast("Any", pc.min_max(cast("Any", pc.binary_length(cells))))["min"].as_py()
    return 1 if shortest is None else int(shortest)


def nul(cells: Column) -> Mask:
    """Texts with a NUL character."""
    data = cells.buffers()[2]
    if data is None or b"\0" not in data.to_pybytes():
        return None
    return _some(pc.match_substring(cells, "\0"))


def oversized(cells: Column) -> Mask:
    """Numbers that a reader with 64-bit floats would round."""
    ends = pc.min_max(cells)
    low, high = ends["min"].as_py(), ends["max"].as_py()
    if low is None or (low > -LARGEST_NUMBER and high < LARGEST_NUMBER):
        return None
    bound = scalar(LARGEST_NUMBER, cells.type)
    beyond = pc.or_(pc.greater_equal(cells, bound), pc.less_equal(cells, pc.negate(bound)))
    return _some(pc.and_(beyond, pc.is_finite(cells)) if cells.type == pa.float64() else beyond)


def not_finite(cells: Column) -> Mask:
    """Infinite numbers, and those that are none."""
    fine = pc.is_finite(cells)
    return None if pc.all(fine).as_py() is not False else pc.invert(fine)


def fraction(cells: Column) -> Mask:
    """Times finer than a second."""
    return _some(pc.not_equal(cells, cells.cast(pa.timestamp("s", "UTC"), safe=False).cast(cells.type)))


def not_in(cells: Column, known: Column) -> Mask:
    """Values that are not among the known ones."""
    inside: Any = pc.is_in(cells, value_set=known)
    if pc.sum(inside).as_py() == len(cells) - cells.null_count:
        return None
    return pc.and_(pc.invert(inside), cells.is_valid())


def pattern(pattern: str) -> Callable[[Column], Mask]:
    """Texts that a pattern does not match as a whole: anchored and grouped, unlike frictionless, so that `a|b` is not
    `^a` or `b$`, and no line feed may follow. Raises ValueError, UncheckedError."""
    whole = rf"\A(?:{pattern})\z"
    try:
        pc.match_substring_regex(array([""], pa.string()), whole)
    except pa.ArrowInvalid:
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise ValueError(f"is no regular expression: {error}") from None
        raise UncheckedError(f"pattern {pattern} (not a regular expression of RE2)") from None
    return lambda cells: _unless(pc.match_substring_regex(cells, whole))


def length(name: str, value: Any) -> Callable[[Column], Mask]:
    """Texts that are too short or too long, in code points. Raises ValueError for a bound that is none."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("expected a number of code points")
    bound = scalar(min(value, 2**31 - 1), pa.int64()).cast(pa.int32())
    compare = pc.less if name == "minLength" else pc.greater
    return lambda cells: _some(compare(pc.utf8_length(cells), bound))


def bound(name: str, bound: Any) -> Callable[[Column], Mask]:
    """Values beyond a bound. The ends of the column come first: rows are looked at only when one of them is beyond."""
    beyond = {
        "minimum": pc.less,
        "maximum": pc.greater,
        "exclusiveMinimum": pc.less_equal,
        "exclusiveMaximum": pc.greater_equal,
    }[name]
    end = "min" if "Min" in name or name == "minimum" else "max"

    def wrong(cells: Column) -> Mask:
        extreme = pc.min_max(cells)[end]
        return _some(beyond(cells, bound)) if extreme.is_valid and beyond(extreme, bound).as_py() else None

    return wrong


def each(valid: Callable[[str], bool]) -> Callable[[Column], Mask]:
    """Texts that are not valid: a test in Python, once for each distinct value."""

    def wrong(cells: Column) -> Mask:
        bad = [text for text in cells.unique().to_pylist() if text is not None and not valid(text)]
        return pc.is_in(cells, value_set=array(bad, pa.string())) if bad else None

    return wrong


def _some(mask: Mask) -> Mask:
    return mask if pc.any(mask).as_py() else None


def _unless(mask: Mask) -> Mask:
    return None if pc.all(mask).as_py() in (True, None) else pc.invert(mask)
