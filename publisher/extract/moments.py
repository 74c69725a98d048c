"""What a time expression stands for: TIMEX3 type and value, and EDTF with UCDP precision for the tables.

Each function makes one `Reading`. Days, weeks, months ... are counted on the Gregorian calendar; weeks are ISO weeks,
Monday to Sunday. Rules: data-model 3.7; TIMEX3 values as TimeBank writes them.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """timex_type: DATE, TIME, DURATION or SET; value: TIMEX3; edtf, prec: as in the tables, None where there is none."""

    timex_type: str
    value: str | None
    edtf: str | None = None
    prec: int | None = None


def day(when: datetime.date) -> Reading:
    return Reading("DATE", when.isoformat(), when.isoformat(), 1)


def month(year: int, number: int) -> Reading:
    """A month; number may lie outside 1 to 12 and then counts on from the year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Reading("DATE", f"{year:04}-{number:02}", f"{year:04}-{number:02}", 4)


def year(number: int) -> Reading:
    return Reading("DATE", f"{number:04}", f"{number:04}", 5)


def week(when: datetime.date) -> Reading:
    """The ISO week of a day."""
    iso = when.isocalendar()
    monday = when - (iso.weekday - 1) * DAY
    return Reading("DATE", f"{iso.year:04}-W{iso.week:02}", f"{monday}/{monday + 6 * DAY}", 3)


def weekend(when: datetime.date) -> Reading:
    """Saturday and Sunday of the ISO week of a day."""
    iso = when.isocalendar()
    saturday = when + (6 - iso.weekday) * DAY
    return Reading("DATE", f"{iso.year:04}-W{iso.week:02}-WE", f"{saturday}/{saturday + DAY}", 2)


def quarter(year: int, number: int) -> Reading:
    """A quarter; number may lie outside 1 to 4 and then counts on from the year."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return Reading("DATE", f"{year:04}-Q{number}", f"{year:04}-{3 * number - 2:02}/{year:04}-{3 * number:02}", 5)


def half(year: int, number: int) -> Reading:
    return Reading("DATE", f"{year:04}-H{number}", f"{year:04}-{6 * number - 5:02}/{year:04}-{6 * number:02}", 5)


_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def season(year: int, code: str) -> Reading:
    """A season of the northern year; winter begins in the year given."""
    first, last = _SEASONS[code]
    return Reading("DATE", f"{year:04}-{code}", f"{year:04}-{first:02}/{year + (last < first):04}-{last:02}", 5)


def decade(year: int) -> Reading:
    """The decade of a year, 1990 to 1999."""
    first = year - year % 10
    return Reading("DATE", f"{first // 10:03}X", f"{first:04}/{first + 9:04}", 5)


def century(number: int) -> Reading:
    """The 20th century is 1901 to 2000 for the tables, 19XX in TIMEX3."""
    return Reading("DATE", f"{number - 1:02}XX", f"{100 * number - 99:04}/{100 * number:04}", 5)


def between(first: datetime.date, last: datetime.date) -> Reading:
    """Several days; TIMEX3 has no form for them but the first."""
    return Reading("DATE", first.isoformat(), f"{first}/{last}", 2 if (last - first).days < 6 else 4)


def duration(count: str, unit: str) -> Reading:
    """count: a number as printed in TIMEX3 ("3", "1.5") or X; unit: a TIMEX3 letter, TM for minutes, E for decades."""
    if unit in ("E", "C") and count != "X":
        count, unit = number(float(count) * (10 if unit == "E" else 100)), "Y"
    value = f"PT{count}{unit[-1]}" if unit in ("S", "TM", "H") else f"P{count}{unit}"
    return Reading("DURATION", value)


def number(count: float) -> str:
    return f"{count:.10g}"


def shift_months(when: datetime.date, months: int) -> tuple[int, int]:
    """Year and month so many months away."""
    index = when.year * 12 + when.month - 1 + months
    return index // 12, index % 12 + 1


def nearest_month(number: int, today: datetime.date) -> int:
    """The year that brings the month nearest to today's month; the past one when both are six months away."""
    away = (number - today.month + 6) % 12 - 6
    return shift_months(today, away)[0]


def nearest_day(number: int, day: int, today: datetime.date) -> datetime.date | None:
    """The day and month in the year that brings them nearest to today; None where no year near has such a day."""
    years = (y for y in range(today.year - 1, today.year + 2) if 1 <= y <= 9999 and day <= calendar.monthrange(y, number)[1])
    return min((datetime.date(y, number, day) for y in years), key=lambda d: (abs(d - today), d), default=None)


def exact_day(year: int, number: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, number, day)
    except ValueError:
        return None
