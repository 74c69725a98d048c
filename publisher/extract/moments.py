"""What a time expression means: TIMEX3 type and value, and EDTF with UCDP precision for the tables.

Each function makes one `Moment`. Days, weeks, months ... are counted on the Gregorian calendar; weeks are ISO weeks,
Monday to Sunday. Rules: docs/codebook.md, Dates; TIMEX3 values as TimeBank writes them. A date outside the years 1 to
9999 raises ValueError or OverflowError.
"""

from __future__ import annotations

import calendar
import datetime
from typing import NamedTuple

DAY = datetime.timedelta(days=1)
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


class Moment(NamedTuple):
    """timex_type: DATE, TIME, DURATION or SET; value: TIMEX3; edtf, prec: as in the tables, where there is one."""

    timex_type: str
    value: str | None
    edtf: str | None = None
    prec: int | None = None


def _year(number: int) -> str:
    """A year of the calendar in four digits."""
    return datetime.date(number, 1, 1).isoformat()[:4]


def day(when: datetime.date) -> Moment:
    """A calendar day."""
    return Moment("DATE", when.isoformat(), when.isoformat(), 1)


def month(year: int, number: int) -> Moment:
    """A month; number may lie outside 1 to 12 and then counts on from the year."""
    printed = datetime.date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1).isoformat()[:7]
    return Moment("DATE", printed, printed, 4)


def year(number: int) -> Moment:
    """A calendar year."""
    return Moment("DATE", _year(number), _year(number), 5)


def week(when: datetime.date) -> Moment:
    """The ISO week of a day."""
    iso = when.isocalendar()
    monday = when - (iso.weekday - 1) * DAY
    return Moment("DATE", f"{iso.year:04}-W{iso.week:02}", f"{monday}/{monday + 6 * DAY}", 3)


def week_until(when: datetime.date) -> Moment:
    """The ISO week of a day, for the tables cut at this day."""
    monday = when - when.weekday() * DAY
    return Moment("DATE", week(when).value, f"{monday}/{when}", 3)


def week_from(when: datetime.date) -> Moment:
    """The ISO week of a day, for the tables from this day on."""
    return Moment("DATE", week(when).value, f"{when}/{when + (6 - when.weekday()) * DAY}", 3)


def weekend(when: datetime.date) -> Moment:
    """Saturday and Sunday of the ISO week of a day."""
    iso = when.isocalendar()
    saturday = when + (6 - iso.weekday) * DAY
    return Moment("DATE", f"{iso.year:04}-W{iso.week:02}-WE", f"{saturday}/{saturday + DAY}", 2)


def quarter(year: int, number: int) -> Moment:
    """A quarter; number may lie outside 1 to 4 and then counts on from the year."""
    printed, number = _year(year + (number - 1) // 4), (number - 1) % 4 + 1
    return Moment("DATE", f"{printed}-Q{number}", f"{printed}-{3 * number - 2:02}/{printed}-{3 * number:02}", 5)


def half(year: int, number: int) -> Moment:
    """A half-year; number is 1 or 2."""
    printed = _year(year)
    return Moment("DATE", f"{printed}-H{number}", f"{printed}-{6 * number - 5:02}/{printed}-{6 * number:02}", 5)


def season(year: int, code: str) -> Moment:
    """A season of the northern year; winter begins in December of the year given."""
    first, last = _SEASONS[code]
    edtf = f"{_year(year)}-{first:02}/{_year(year + (last < first))}-{last:02}"
    return Moment("DATE", f"{_year(year)}-{code}", edtf, 5)


def decade(year: int) -> Moment:
    """The decade of a year, 1990 to 1999."""
    first = year - year % 10
    return Moment("DATE", f"{_year(first)[:3]}X", f"{_year(first)}/{_year(first + 9)}", 5)


def century(number: int) -> Moment:
    """The 20th century is 1901 to 2000 for the tables, 19XX in TIMEX3."""
    return Moment("DATE", f"{number - 1:02}XX", f"{_year(100 * number - 99)}/{_year(100 * number)}", 5)


def night(when: datetime.date) -> Moment:
    """The night that begins on a day. TIMEX3 has no value for two days; it gets the first."""
    return Moment("DATE", when.isoformat(), f"[{when}..{when + DAY}]", 2)


def days(first: datetime.date, last: datetime.date) -> Moment:
    """Several days on end. TIMEX3 has no value for them; it gets the first."""
    count = (last - first).days + 1
    return Moment("DATE", first.isoformat(), f"{first}/{last}", 2 if count < 7 else 3 if count == 7 else 4)


def part(when: datetime.date, code: str) -> Moment:
    """A part of a day, by its TIMEX3 code: MO, AF, EV, NI ..."""
    return Moment("TIME", f"{when}T{code}", when.isoformat(), 1)


def duration(count: float | None, unit: str) -> Moment:
    """So many units; count None: nobody says how many. unit: a TIMEX3 letter, as in words/dates.toml."""
    if count is None:
        return Moment("DURATION", f"PTX{unit[-1]}" if unit in ("S", "TM", "H") else f"PX{unit}")
    if unit in ("E", "C"):
        count, unit = count * (10 if unit == "E" else 100), "Y"
    if count == 0.5:
        count, unit = {"TM": (30, "S"), "H": (30, "TM"), "Y": (6, "M")}.get(unit, (count, unit))
    amount = f"{count:.10g}{unit[-1] if unit == 'TM' else unit}"
    return Moment("DURATION", f"PT{amount}" if unit in ("S", "TM", "H") else f"P{amount}")


def of_grain(when: datetime.date, unit: str) -> Moment | None:
    """The day, week, month, quarter, year, decade or century in which a day lies; None for shorter units."""
    makers = {"D": day, "W": week, "WE": weekend}
    if unit in makers:
        return makers[unit](when)
    years = {"Y": year, "E": decade}
    if unit in years:
        return years[unit](when.year)
    if unit == "C":
        return century((when.year + 99) // 100)
    if unit == "M":
        return month(when.year, when.month)
    return quarter(when.year, (when.month + 2) // 3) if unit == "Q" else None


def shift(when: datetime.date, count: int, unit: str) -> datetime.date:
    """The day so many units later (earlier when negative); a month without that day gives its last one."""
    if unit not in _MONTHS:
        return when + count * {"D": 1, "W": 7, "WE": 7}.get(unit, 0) * DAY
    year, month = divmod(when.year * 12 + when.month - 1 + count * _MONTHS[unit], 12)
    return datetime.date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))


def nearest_day(number: int, day: int, today: datetime.date, back: int) -> datetime.date | None:
    """The month and day nearest to today, at most so many days back; None where no year near has such a day."""
    near = (exact_day(year, number, day) for year in range(today.year - 1, today.year + 2))
    days = (when for when in near if when and (today - when).days <= back)
    return min(days, key=lambda when: (abs(when - today), when), default=None)


def exact_day(year: int, number: int, day: int) -> datetime.date | None:
    """The day, None if the calendar has none such."""
    try:
        return datetime.date(year, number, day)
    except ValueError:
        return None


def season_months(code: str) -> tuple[int, int]:
    """The first and the last month of a season; the last one of winter is of the next year, 14."""
    first, last = _SEASONS[code]
    return first, last + 12 * (last < first)
