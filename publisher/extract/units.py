"""How expressions around a unit of time are read: last week, three years ago, several months, every day, the quarter.

As in `readings`: one function a family, from the parts of a match to a `moments.Moment`.
"""

from __future__ import annotations

import datetime

from . import moments, numbers
from .moments import DAY, Moment
from .readings import (
    IN_A_ROW,
    LISTS,
    OF_OTHER,
    PARTS,
    RATE,
    SHARE_OF,
    WEEKDAYS,
    Context,
    Match,
    is_over,
    month,
    number_in,
    step_of,
    word,
)

UNITS = numbers.by_suffix(LISTS, "unit_")
_ORDINALS = {printed: n for n, printed in enumerate(LISTS["ordinals"], start=1)}
_SHORT = ("S", "TM", "H")
_PARTS_OF = {"Y": ("M", 12), "E": ("Y", 10), "C": ("Y", 100), "W": ("D", 7)}


def unit_of(match: Match) -> str:
    """The TIMEX3 letter of the unit, printed in the singular or the plural."""
    unit = word(match, "unit")
    return UNITS.get(unit) or UNITS[unit.removesuffix(LISTS["plural_ending"][0])]


def _count(match: Match) -> float | None:
    """The number of units; None where the words say none ("several")."""
    count = word(match, "count")
    if count in LISTS["singles"]:
        return 1
    if count.startswith(LISTS["half_counts"]):
        return 0.5
    for ending in LISTS["count_endings"]:
        count = count.removesuffix(ending)
    bare = count
    for article in LISTS["count_articles"]:
        bare = bare.removeprefix(article)
    return None if bare in LISTS["vague"] else numbers.read_amount(count)


def which_unit(m: Match, c: Context) -> Moment | None:
    """last year, this week, next month; the past year is a duration, and so is the next decade. The other way: the next
    day, or the following year, after the one named last, this weekend that is over."""
    unit, which, the = unit_of(m), word(m, "which"), word(m, "the")
    if unit in _SHORT:
        return None
    if which in LISTS["past_span"] or (the and unit in "MYEC" and which in LISTS["spans"]):
        return moments.duration(1, unit)
    told = which in LISTS["told"] or (c.other and (unit == "D" or which in LISTS["told_too"]))
    day = (_named(c, unit) or c.today) if told else c.today
    if not day or (which in LISTS["that"] and not c.day):
        return Moment("DATE", None)
    if unit == "WE" and which in LISTS["this"] and c.other:
        return _last_weekend(day)
    if unit == "W" and which in LISTS["this"]:
        return (
            moments.week_from(day)
            if c.future or word(m, "phase").startswith(LISTS["later_phase"])
            else moments.week_until(day)
        )
    return moments.of_grain(moments.shift(day, step_of(which), unit), unit)


def _named(c: Context, unit: str) -> datetime.date | None:
    """The date named last from which a unit is counted: of days only a day; the other way of longer ones any date."""
    return c.named if c.other and c.named and unit in "MYEC" else c.day


def the_unit(m: Match, c: Context) -> Moment | None:
    """the day, the year, the quarter: the one in question; without one named before, the last finished quarter. The
    other way, or where the verb tells what is over: the weekend that is over; the other way: the week up to today."""
    unit = unit_of(m)
    if not c.today or OF_OTHER.match(m.string, m.end()):
        return Moment("DATE", None)
    if unit == "Q":
        return moments.quarter(*(c.quarter or (c.today.year, (c.today.month + 2) // 3 - 1)))
    if unit == "WE" and (c.other or is_over(c)):
        return _last_weekend(c.today)
    if unit == "W" and c.other:
        return moments.week_until(c.today)
    return moments.of_grain((c.day or c.today) if unit == "D" else c.today, unit)


def counted_unit(m: Match, c: Context) -> Moment | None:
    """the first week, the third day: nobody can say which it is; but the third week in a row is this one."""
    return the_unit(m, c) if unit_of(m) != "D" and IN_A_ROW.match(m.string, m.start()) else Moment("DATE", None)


def _last_weekend(day: datetime.date) -> Moment:
    """The latest weekend that has begun."""
    return moments.weekend(day if day.weekday() > 4 else day - 7 * DAY)


def the_period(m: Match, c: Context) -> Moment | None:
    """the period: in business news the quarter named last; else nobody can say."""
    return moments.quarter(*c.quarter) if c.quarter else Moment("DATE", None)


def ago(m: Match, c: Context) -> Moment | None:
    """three years ago, a week earlier, two days later. After a quarter, "a year earlier" is that quarter's. The other
    way: a day earlier than the one named last, or a year."""
    unit, count, direction = unit_of(m), _count(m), word(m, "ago")
    back = direction not in LISTS["ahead_of"]
    if unit in _SHORT:
        return moments.duration(count, unit)
    if count is None:
        return Moment("DATE", "PAST_REF" if back else "FUTURE_REF")
    if not c.today:
        return Moment("DATE", None)
    if count % 1 and unit in _PARTS_OF:  # half a year ago
        unit, count = _PARTS_OF[unit][0], count * _PARTS_OF[unit][1]
    steps = int(count) * (-1 if back else 1)
    if unit == "Y" and count == 1 and c.quarter and back:
        return moments.quarter(c.quarter[0] - 1, c.quarter[1])
    told = direction in LISTS["after_told"] or (c.other and direction not in LISTS["from_today"])
    when = moments.shift((_named(c, unit) if told else None) or c.today, steps, unit)
    if when > c.today and direction in LISTS["after_told"] and not c.future:
        return Moment("DATE", None)  # from another day than the one named last
    if unit == "E":  # a decade ago: about that year
        return Moment("DATE", moments.decade(when.year).value, f"{when.year:04}~", 5)
    return moments.of_grain(when, "D" if unit == "W" else unit)


def duration(m: Match, c: Context) -> Moment | None:
    """three years, a five-year (deal), several months, years; "twice a year" is a set. The past 24 hours
    are two days."""
    unit, article = unit_of(m), word(m, "count") in LISTS["articles"]
    if (unit == "S" and not word(m, "unit").endswith(LISTS["plural_ending"])) or (
        unit == "Q" and (article or _is_share(m))
    ):
        return None
    if unit == "H" and c.today and (step := step_of(word(m, "which"))) and (days := (_count(m) or 1) / 24) in (1, 2, 3):
        ends = sorted((c.today, c.today + step * int(days) * DAY))
        return Moment("DURATION", moments.duration(24 * days, unit).value, *moments.days(*ends)[2:])
    if article and RATE.search(c.before):
        return moments.duration(1, unit)._replace(timex_type="SET")
    return moments.duration(_count(m) if word(m, "count") else None, unit)


def _is_share(m: Match) -> bool:
    """three-quarters, three quarters of the houses: a share, and no nine months."""
    if _count(m) != 3:
        return False
    return m.string[m.start("unit") - 1 : m.start("unit")] == "-" or SHARE_OF.match(m.string, m.end()) is not None


def every(m: Match, c: Context) -> Moment | None:
    """every day, each year, every two weeks, every Friday, every morning."""
    if word(m, "weekday"):
        return Moment("SET", f"XXXX-WXX-{WEEKDAYS[word(m, 'weekday')] + 1}")
    if word(m, "part"):
        return Moment("SET", f"XXXX-XX-XXT{PARTS[word(m, 'part')]}")
    count = 2.0 if word(m, "count") in LISTS["every_second"] else _count(m)
    return moments.duration(count, unit_of(m))._replace(timex_type="SET")


def _year_named(m: Match, c: Context) -> int | None:
    if word(m, "year"):
        return number_in(m, "year")
    return c.today.year + step_of(word(m, "of")) if c.today and word(m, "of") else None


def _ordinal(match: Match) -> int:
    printed = word(match, "ordinal")
    return _ORDINALS.get(printed) or number_in(match, "ordinal")


def quarter(m: Match, c: Context) -> Moment | None:
    """the third quarter of this year; without a year the last one that has begun or begins within three months."""
    number, year = _ordinal(m), _year_named(m, c)
    if number > 4:
        return None
    if year is None:
        if not c.today:
            return Moment("DATE", f"XXXX-Q{number}")
        year = c.today.year - (3 * number - 2 > c.today.month + 3)
    return moments.quarter(year, number)


def half(m: Match, c: Context) -> Moment | None:
    """the first half of 1998; without a year it may be that of a match."""
    year = _year_named(m, c)
    return moments.half(year, _ordinal(m)) if year else Moment("DATE", None)


def century(m: Match, c: Context) -> Moment | None:
    """the 19th century."""
    return moments.century(_ordinal(m)) if 0 < _ordinal(m) < 100 else None


def week_of_month(m: Match, c: Context) -> Moment | None:
    """the last week of March, the second week of June 2009."""
    named = month(m, c)
    if not named or not named.edtf:
        return named
    first = datetime.date.fromisoformat(f"{named.edtf}-01")
    thursday = first + (3 - first.weekday()) % 7 * DAY  # an ISO week belongs to the month of its Thursday
    thursdays = [when for n in range(5) if (when := thursday + 7 * n * DAY).month == first.month]
    number = 0 if word(m, "ordinal") in LISTS["last_ordinal"] else _ordinal(m)
    return moments.week(thursdays[number - 1]) if number <= len(thursdays) else None


def year_end(m: Match, c: Context) -> Moment | None:
    """year-end 1990."""
    year = number_in(m, "year") if word(m, "year") else c.today.year if c.today else None
    return moments.year(year) if year else Moment("DATE", None)


def year_before(m: Match, c: Context) -> Moment | None:
    """the year-ago quarter, the same period last year: the quarter last named, a year before; else that year."""
    if not c.today:
        return Moment("DATE", None)
    return moments.quarter(c.quarter[0] - 1, c.quarter[1]) if c.quarter else moments.year(c.today.year - 1)
