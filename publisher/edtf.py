"""Dates in the project's subset of EDTF (ISO 8601-2:2019), on the proleptic Gregorian calendar of `datetime`.

With D for a year, a month or a day, the forms are: `D`, with at most one qualifier (`2025-06-04?`); `D/D`, `D/..` and
`../D` for what lasts from, since or until D; `[D..D]`, `[..D]` and `[D..]` for what happened at some time in between,
on D or before, on D or later.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from publisher.problem import shown

FORMS = (
    "write 2025-06-04, 2025-06 or 2025, such a date with ? (inferred), 2025-06/2025-07 (from, to), 2025-06/.. (since), "
    "[..2025-06] (by then) or [2025-06..2025-07] (between)"
)
"""The forms of a value as a message names them."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_QUALIFIERS = "?~%"
_OPEN = ""
_SEASONS = range(21, 25)  # the codes of EDTF for them, which the subset leaves out

# The longest span of days that still has a precision (UCDP GED codebook, date_prec): one day, two to six days, a week,
# a month; 5 is everything longer.
_LONGEST = ((1, 1), (6, 2), (7, 3), (31, 4))


def ends(edtf: str) -> tuple[str, str]:
    """The two dates between which a value lies, without qualifier; "" for an open end, the same twice for one date."""
    if edtf.startswith("["):
        first, dots, last = edtf[1:].removesuffix("]").partition("..")
        return (first, last) if dots else (first, first)
    first, slash, last = edtf.partition("/")
    if not slash:
        bare = edtf.rstrip(_QUALIFIERS)
        return bare, bare
    return (_OPEN if first == ".." else first), (_OPEN if last == ".." else last)


def is_plain(edtf: str) -> bool:
    """Whether it is one date, which may have a qualifier, and no interval or set."""
    return not edtf.startswith("[") and "/" not in edtf


@lru_cache(maxsize=1 << 12)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The earliest and the latest possible day; None at an open end.

    Raises ValueError for anything but a value of the subset whose dates exist and are in order.
    """
    first, last = ends(edtf)
    if edtf not in _written(first, last) and not (is_plain(edtf) and edtf[:-1] == first and edtf[-1:] in _QUALIFIERS):
        raise ValueError(f"{edtf!r} has none of the forms of the subset")
    if first == last == _OPEN:
        raise ValueError(f"{edtf!r} has no date at either end")
    start = _days(first)[0] if first else None
    end = _days(last)[1] if last else None
    if start is not None and end is not None and start > end:
        raise ValueError(f"{edtf!r} ends before it starts")
    return start, end


def lasts(edtf: str, day: str) -> bool:
    """Whether a value is an interval of what lasts (`A/B`, `A/..`, `../B`), and all of a date lies in it.

    Raises ValueError as `bounds` does, for either."""
    if is_plain(edtf) or edtf.startswith("["):
        return False
    (start, end), (first, last) = bounds(edtf), bounds(day)
    return (start is None or (first is not None and start <= first)) and (
        end is None or (last is not None and last <= end)
    )


def follows(value: str, named: str, *, inferred: bool = False) -> bool:
    """Whether a value follows from a date that words name: it is that date, has its two ends, or is an interval or a
    set of which it is the only end. `[..D]` also follows from the day after D, which "before" that day means.

    inferred: `D?` follows from D, and what lasts from a date in it. Raises ValueError as `bounds` does, for either."""
    bare = named.removesuffix("~")  # "a decade ago" is about that year
    if is_plain(value):
        return value == f"{bare}?" if inferred else value.removesuffix("~") == bare
    if inferred and lasts(value, bare):
        return True
    if _OPEN not in ends(value):
        return ends(value) == ends(bare)
    first, last = ends(bare)  # of words that name two, the outer one
    return bare == next_to(value) or (bool(first and last) and ends(value) in ((first, _OPEN), (_OPEN, last)))


def next_to(edtf: str) -> str | None:
    """The day after D for `[..D]`, which "before" that day means, the day before D for `[D..]`; else None."""
    first, last = ends(edtf)
    if not edtf.startswith("[") or (first and last) or len(first or last) < len("2025-06-04"):
        return None
    try:
        day = date.fromisoformat(first or last)
        return (day + (timedelta(-1) if first else timedelta(1))).isoformat()
    except (ValueError, OverflowError):
        return None


def _written(first: str, last: str) -> tuple[str, ...]:
    """The values of these ends."""
    one = (first,) if first == last else ()
    return (*one, f"{first or '..'}/{last or '..'}", f"[{first}..{last}]")


def valid(edtf: str) -> bool:
    """Whether the string belongs to the subset and every date in it exists."""
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True


def refusal(value: str) -> str:
    """What is wrong with a value that is no date of the subset, and what to do."""
    first, last = dates = ends(value)
    if fault := next(filter(None, map(absent, dates)), ""):
        return fault
    if all(map(_DATE.fullmatch, dates)) and first > last:
        return f"{shown(value)} ends before it starts; write the earlier date first"
    return f"{shown(value)} is no date of the forms allowed (EDTF); {FORMS}"


def absent(text: str) -> str:
    """What is wrong with a date YYYY, YYYY-MM or YYYY-MM-DD that no calendar has; empty for any other text."""
    parts = _DATE.fullmatch(text)
    if not parts:
        return ""
    try:
        _days(text)
    except ValueError:
        if parts[2] is None or 1 <= int(parts[2]) <= 12:
            return f"{text} is no day that exists"
        months = (
            f"; a season is its months, such as [{parts[1]}-06..{parts[1]}-08]" if int(parts[2]) in _SEASONS else ""
        )
        return f"{shown(text)}: there is no month {parts[2]}{months}"
    return ""


def precision(edtf: str) -> int | None:
    """UCDP date_prec, 1 to 5, by the number of days between the bounds; None if an end is open.

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
