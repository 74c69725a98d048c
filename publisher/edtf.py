"""Dates in the project's subset of EDTF level 1 (ISO 8601-2:2019), on the proleptic Gregorian calendar of `datetime`.

A date is a year, a month or a day, with at most one qualifier: `2025`, `2025-06`, `2025-06-04?`. An interval has at
least one date; the other end may be unknown (nothing) or open (`..`): `2025-05-31/2025-06-01`, `/2025-04-28`,
`2025/..`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?", re.ASCII)
_UNBOUNDED = ("", "..")

# The longest span of days that still has a precision (UCDP GED codebook, date_prec): one day, two to six days, a week,
# a month; 5 stands for everything longer.
_LONGEST = ((1, 1), (6, 2), (7, 3), (31, 4))


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The earliest and the latest possible day; None at an end that is unknown or open.

    Raises ValueError for anything but a date or an interval of the subset.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _days(first)
    start = None if first in _UNBOUNDED else _days(first)[0]
    end = None if last in _UNBOUNDED else _days(last)[1]
    if start is None and end is None:
        raise ValueError(f"{edtf!r} has no date at either end")
    if start is not None and end is not None and start > end:
        raise ValueError(f"{edtf!r} ends before it starts")
    return start, end


def valid(edtf: str) -> bool:
    """Whether the string belongs to the subset and every date in it exists."""
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True


def precision(edtf: str) -> int | None:
    """UCDP date_prec, 1 to 5, by the number of days between the bounds; None if a bound is unknown or open.

    Where an expression names a larger unit than the days left of it ("this week", cut at the document date), the
    unit's own precision counts: see `publisher.extract.dates.resolve`. Raises ValueError as `bounds` does.
    """
    start, end = bounds(edtf)
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    return next((code for longest, code in _LONGEST if days <= longest), 5)


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of one date."""
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day or match[3]:
        exact = date(year, month, day)
        return exact, exact
    if match[2]:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)
