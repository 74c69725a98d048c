"""How a time expression is read: one function a family, from the parts of its match to a `moments.Reading`.

The patterns with their named parts are in `expressions`. None: the words are no time expression after all. A reading
without a value: they are one, but it is relative and there is no document date. Resolution: data-model 3.7, with the
years and months that are not printed chosen as counted on annotated news.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import moments, numbers, text
from .moments import DAY, Reading
from .patterns import any_of

LISTS = text.words("dates")
MONTHS = {word.casefold(): n % 12 + 1 for n, word in enumerate((*LISTS["months"], *LISTS["months_short"]))}
WEEKDAYS = {word.casefold(): n for n, word in enumerate(LISTS["weekdays"])}
UNITS = numbers.by_suffix(LISTS, "unit_")
PARTS = numbers.by_suffix(LISTS, "part_")
SEASONS = numbers.by_suffix(LISTS, "season_")
DAYS = numbers.by_suffix(LISTS, "days_")
SETS = numbers.by_suffix(LISTS, "set_")
FEASTS = numbers.by_suffix(LISTS, "feast_")
REFERENCES = {word.casefold(): key for key in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") for word in LISTS[key]}
DECADES = {word[:-1] + "ies": 1910 + 10 * n for n, word in enumerate(numbers.TENS, start=1)}
_ORDINALS = {word: n for n, word in enumerate(LISTS["ordinals"], start=1)}
_SHORT = ("S", "TM", "H")
_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1}

_CLAUSE = r"[^.;:!?\"”]{0,60}\Z"
_AHEAD = re.compile(rf"\b{any_of(LISTS['ahead'])}\b{_CLAUSE}", re.IGNORECASE)
_AHEAD_MONTH = re.compile(rf"\b{any_of((*LISTS['ahead'], *LISTS['ahead_month']))}\b{_CLAUSE}", re.IGNORECASE)
_RATE = re.compile(r"(?:\b(?:once|twice|times|percent|million|billion|dollars|cents)|[0-9%]|[0-9][\w,.]*\s\w+s)\s\Z", re.IGNORECASE)
_BEFORE_MAY = re.compile(r"\b(?:in|of|since|until|till|by|to|through|from|between|and|before|after|during|for|last|this|next)\s\Z", re.IGNORECASE)
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against. today: the document date; day, quarter (year, number): the last ones that were
    named; before: the words before the expression; future: its verb points ahead."""

    today: datetime.date | None
    day: datetime.date | None = None
    quarter: tuple[int, int] | None = None
    before: str = ""
    future: bool = False


Match = re.Match[str]
Reader = Callable[[Match, Context], Reading | None]


def word(match: Match, part: str) -> str:
    """A named part in lower case with plain spaces; empty if it is not there."""
    found = match[part] if part in match.re.groupindex else None
    return _SPACE.sub(" ", found).casefold() if found else ""


def _step(which: str) -> int:
    """-1 for last, 0 for this, 1 for next and their like."""
    return _STEPS.get(which, 0)


def _number(match: Match, part: str) -> int:
    return int(re.sub(r"[^0-9]", "", match[part]))


def _month_of(match: Match) -> int:
    return MONTHS[word(match, "month").rstrip(".")]


def _century(year: int) -> int:
    """A year of two digits in full."""
    return year + (0 if year > 99 else 1900 if year > 50 else 2000)


def full_date(m: Match, c: Context) -> Reading | None:
    """Month and day; without a year, the year that brings it nearest to the document date (right in 96 % of 81 cases,
    the latest past one in 70 %)."""
    month, day = _month_of(m), _number(m, "day")
    if word(m, "year"):
        when = moments.exact_day(_century(_number(m, "year")), month, day)
    elif not c.today:
        return Reading("DATE", None)
    elif word(m, "of"):
        when = moments.exact_day(c.today.year + _step(word(m, "of")), month, day)
    else:
        when = moments.nearest_day(month, day, c.today, c.future)
    if not when:
        return None
    if word(m, "until"):
        last = moments.exact_day(when.year, month, _number(m, "until"))
        return moments.days(when, last) if last and last > when else None
    return moments.night(when) if word(m, "overnight") else moments.day(when)


def month(m: Match, c: Context) -> Reading | None:
    """A month; without a year the last one, or the next one where the clause looks ahead and that one is nearer."""
    number, which = _month_of(m), word(m, "which")
    if word(m, "year"):
        return moments.month(_number(m, "year"), number)
    if word(m, "month") == "may" and not which and not word(m, "phase") and not _BEFORE_MAY.search(c.before):
        return None
    if not c.today:
        return Reading("DATE", None)
    if word(m, "of") or which == "this":
        return moments.month(c.today.year + _step(word(m, "of")), number)
    ahead = (number - c.today.month) % 12
    if _step(which):
        return moments.month(c.today.year, c.today.month + (ahead - 12 if _step(which) < 0 else ahead or 12))
    comes = c.future or (ahead < 7 and _AHEAD_MONTH.search(c.before))
    return moments.month(c.today.year, c.today.month + (ahead if comes or ahead == 0 else ahead - 12))


def weekday(m: Match, c: Context) -> Reading | None:
    """A weekday: the last one, today included (right in 86 % of 159 cases); ahead after "scheduled" and the like."""
    number = WEEKDAYS[word(m, "weekday")]
    if word(m, "plural"):
        return Reading("SET", f"XXXX-WXX-{number + 1}")
    if not c.today or word(m, "named"):
        return Reading("DATE", None)
    back, step = (c.today.weekday() - number) % 7, _step(word(m, "which"))
    if word(m, "which") == "this":
        back = c.today.weekday() - number
    elif step > 0 or (back and (c.future or (not step and _AHEAD.search(c.before)))):
        back -= 7
    elif step < 0 and back == 0:
        back = 7
    when = c.today - back * DAY
    if word(m, "overnight"):
        return moments.night(when)
    return moments.part(when, PARTS[word(m, "part")]) if word(m, "part") else moments.day(when)


def near_day(m: Match, c: Context) -> Reading | None:
    """today, yesterday morning, tonight, overnight."""
    if not c.today:
        return Reading("DATE", None)
    if word(m, "word") == "overnight":
        return moments.night(c.today - DAY)
    when = c.today + int(DAYS[word(m, "word")]) * DAY
    part = "night" if word(m, "word") == "tonight" else word(m, "part")
    return moments.part(when, PARTS[part]) if part else moments.day(when)


def day_part(m: Match, c: Context) -> Reading | None:
    """this morning, last night; "the morning" is that of the day spoken of."""
    day, which = c.today, word(m, "which")
    if not which:
        day = c.day or c.today
    if not day:
        return Reading("TIME", None)
    return moments.part(day + _step(which) * DAY, PARTS[word(m, "part")])


def year(m: Match, c: Context) -> Reading | None:
    return moments.year(_number(m, "year"))


def year_range(m: Match, c: Context) -> Reading | None:
    """2009-2011, 1998/99."""
    first, last = m["year"], m["last"]
    end = int(first[: 4 - len(last)] + last)
    return Reading("DURATION", f"P{end - int(first)}Y", f"{first}/{end}", 5) if int(first) < end else None


def short_year(m: Match, c: Context) -> Reading | None:
    """'98: the last year that ends so, unless it is less than ten years ahead."""
    latest = (c.today.year if c.today else 2020) + 9
    return moments.year(latest - (latest - _number(m, "year")) % 100)


def decade(m: Match, c: Context) -> Reading | None:
    """the 1990s, the '90s, the nineties."""
    if word(m, "word"):
        return moments.decade(DECADES[word(m, "word")])
    digits = _number(m, "decade")
    return moments.decade(digits if digits > 99 else 1900 + digits)


def numeric(m: Match, c: Context) -> Reading | None:
    """2009-06-17; 06/17/2009, month first as Americans write, day first where only that is a date."""
    first, second, year = _number(m, "month"), _number(m, "day"), _number(m, "year")
    year = _century(year)
    when = moments.exact_day(year, first, second) or moments.exact_day(year, second, first)
    return moments.day(when) if when else None


def clock(m: Match, c: Context) -> Reading | None:
    """A time of the day, on the day that is named with it, else on the document's."""
    hour, minute = _number(m, "hour"), _number(m, "minute") if word(m, "minute") else 0
    if word(m, "half"):
        hour = hour % 12 + (12 if word(m, "half") == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    day = c.today
    named = full_date if word(m, "month") else weekday if word(m, "weekday") else None
    reading = named(m, c) if named else None
    if reading and reading.edtf and reading.prec == 1:
        day = datetime.date.fromisoformat(reading.edtf)
    zone = "Z" if word(m, "zone") in ("utc", "gmt") else ""
    return Reading("TIME", f"{day}T{hour:02}:{minute:02}{zone}", day.isoformat(), 1) if day else Reading("TIME", None)


def reference(m: Match, c: Context) -> Reading | None:
    return Reading("DATE", REFERENCES[word(m, "word")])


def adverb(m: Match, c: Context) -> Reading | None:
    return Reading("SET", SETS[word(m, "word")])


def feast(m: Match, c: Context) -> Reading | None:
    month, day = map(int, FEASTS[word(m, "word").replace("’", "'")].split("-"))
    if word(m, "year"):
        return moments.day(datetime.date(_number(m, "year"), month, day))
    when = moments.nearest_day(month, day, c.today, c.future) if c.today else None
    return moments.day(when) if when else Reading("DATE", None)


def season(m: Match, c: Context) -> Reading | None:
    code, which = SEASONS[word(m, "season")], word(m, "which")
    if word(m, "year"):
        return moments.season(_number(m, "year"), code)
    if not c.today:
        return Reading("DATE", None)
    step = _step(which or word(m, "of"))
    begun = c.today.month >= moments.season_start(code)
    if which and step and begun == (step < 0):
        step = 0
    return moments.season(c.today.year + step, code)


def unit_of(match: Match) -> str:
    """The TIMEX3 letter of the unit, printed in the singular or the plural."""
    unit = word(match, "unit")
    return UNITS.get(unit) or UNITS[unit.removesuffix("s")]


def _count(match: Match) -> float | None:
    """The number of units; None where the words say none ("several")."""
    count = word(match, "count")
    if count in ("a", "an", ""):
        return 1
    if count.startswith("half a"):
        return 0.5
    count = count.removesuffix("-plus").removesuffix("-odd")
    return None if count.removeprefix("a ").removeprefix("the ") in LISTS["vague"] else numbers.read_amount(count)


def which_unit(m: Match, c: Context) -> Reading | None:
    """last year, this week, next month; the past year is a duration, and so is the next decade."""
    unit, which, the = unit_of(m), word(m, "which"), word(m, "the")
    if unit in _SHORT:
        return None
    if which == "past" or (the and unit in "MYEC" and which in ("last", "next", "coming")):
        return moments.duration(1, unit)
    day = (c.day or c.today) if which in ("same", "that", "following") else c.today
    if not day:
        return Reading("DATE", None)
    if unit == "W" and which == "this":
        return moments.week_from(day) if c.future or word(m, "phase").startswith("later") else moments.week_until(day)
    return moments.of_grain(moments.shift(day, _step(which), unit), unit)


def the_unit(m: Match, c: Context) -> Reading | None:
    """the day, the year, the quarter: the one in question; without one named before, the last finished quarter."""
    unit = unit_of(m)
    if not c.today:
        return Reading("DATE", None)
    if unit == "Q":
        return moments.quarter(*(c.quarter or (c.today.year, (c.today.month + 2) // 3 - 1)))
    return moments.of_grain((c.day or c.today) if unit == "D" else c.today, unit)


def ago(m: Match, c: Context) -> Reading | None:
    """three years ago, a week earlier, two days later. After a quarter, "a year earlier" is that quarter's."""
    unit, count, direction = unit_of(m), _count(m), word(m, "ago")
    back = direction not in ("later", "from now", "hence")
    if unit in _SHORT:
        return moments.duration(count, unit)
    if count is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
    if not c.today:
        return Reading("DATE", None)
    steps = int(count) * (-1 if back else 1)
    if unit == "Y" and count == 1 and c.quarter and back:
        return moments.quarter(c.quarter[0] - 1, c.quarter[1])
    when = moments.shift((c.day if direction == "later" else None) or c.today, steps, unit)
    return moments.of_grain(when, "D" if unit == "W" else unit)


def duration(m: Match, c: Context) -> Reading | None:
    """three years, a five-year (deal), several months, years; "twice a year" is a set."""
    unit, article = unit_of(m), word(m, "count") in ("a", "an")
    if (unit == "S" and not word(m, "unit").endswith("s")) or (unit == "Q" and article):
        return None
    if article and _RATE.search(c.before):
        return replace(moments.duration(1, unit), timex_type="SET")
    return moments.duration(_count(m) if word(m, "count") else None, unit)


def every(m: Match, c: Context) -> Reading | None:
    """every day, each year, every two weeks, every Friday, every morning."""
    if word(m, "weekday"):
        return Reading("SET", f"XXXX-WXX-{WEEKDAYS[word(m, 'weekday')] + 1}")
    if word(m, "part"):
        return Reading("SET", f"XXXX-XX-XXT{PARTS[word(m, 'part')]}")
    count = 2.0 if word(m, "count") == "other" else _count(m)
    return replace(moments.duration(count, unit_of(m)), timex_type="SET")


def _year_named(m: Match, c: Context) -> int | None:
    if word(m, "year"):
        return _number(m, "year")
    return c.today.year + _step(word(m, "of")) if c.today and word(m, "of") else None


def _ordinal(match: Match) -> int:
    printed = word(match, "ordinal")
    return _ORDINALS.get(printed) or _number(match, "ordinal")


def quarter(m: Match, c: Context) -> Reading | None:
    """the third quarter of this year; without a year the last such quarter that has begun or begins within a quarter."""
    number, year = _ordinal(m), _year_named(m, c)
    if number > 4:
        return None
    if year is None and not c.today:
        return Reading("DATE", f"XXXX-Q{number}")
    if year is None and c.today:
        year = c.today.year - (3 * number - 2 > c.today.month + 3)
    return moments.quarter(year, number) if year else None


def half(m: Match, c: Context) -> Reading | None:
    """the first half of 1998."""
    number, year = _ordinal(m), _year_named(m, c) or (c.today.year if c.today else None)
    return moments.half(year, number) if year and number in (1, 2) else None


def century(m: Match, c: Context) -> Reading | None:
    return moments.century(_ordinal(m)) if 0 < _ordinal(m) < 100 else None


def week_of_month(m: Match, c: Context) -> Reading | None:
    """the last week of March, the second week of June 2009."""
    named = month(m, c)
    if not named or not named.edtf:
        return named
    first = datetime.date.fromisoformat(f"{named.edtf}-01")
    thursday = first + (3 - first.weekday()) % 7 * DAY  # an ISO week belongs to the month of its Thursday
    thursdays = [when for n in range(5) if (when := thursday + 7 * n * DAY).month == first.month]
    number = 0 if word(m, "ordinal") == "last" else _ordinal(m)
    return moments.week(thursdays[number - 1]) if number <= len(thursdays) else None


def year_end(m: Match, c: Context) -> Reading | None:
    year = _number(m, "year") if word(m, "year") else c.today.year if c.today else None
    return moments.year(year) if year else Reading("DATE", None)


def year_before(m: Match, c: Context) -> Reading | None:
    """the year-ago quarter, the same period last year: the quarter last named, a year before; else that year."""
    if not c.today:
        return Reading("DATE", None)
    return moments.quarter(c.quarter[0] - 1, c.quarter[1]) if c.quarter else moments.year(c.today.year - 1)
