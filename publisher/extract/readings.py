"""How days, months and years are read: one function a family, from the parts of a match to a `moments.Moment`.

The patterns with their named parts are in `expressions`, the families around a unit ("last week") in `units`. None: the
words are no time expression after all. A reading without a value: they are one, but it is relative and there is no
document date. Resolution: docs/codebook.md, Dates; years and months that are not printed are chosen as counted on
annotated news.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from . import moments, numbers, text
from .moments import DAY, Moment
from .patterns import any_of

LISTS = text.word_lists("dates")
MONTHS = {word.casefold(): n % 12 + 1 for n, word in enumerate((*LISTS["months"], *LISTS["months_short"]))}
WEEKDAYS = {word.casefold(): n for n, word in enumerate(LISTS["weekdays"])}
PARTS = numbers.by_suffix(LISTS, "part_")
SEASONS = numbers.by_suffix(LISTS, "season_")
DAYS = numbers.by_suffix(LISTS, "days_")
SETS = numbers.by_suffix(LISTS, "set_")
FEASTS = numbers.by_suffix(LISTS, "feast_")
REFERENCES = {word.casefold(): key for key in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") for word in LISTS[key]}
DECADES = {word[:-1] + LISTS["decade_ending"][0]: 1910 + 10 * n for n, word in enumerate(numbers.TENS, start=1)}
_YEAR, _RECENT = 366, 31  # days
_STEPS = {**dict.fromkeys(LISTS["steps_back"], -1), **dict.fromkeys(LISTS["steps_ahead"], 1)}

_FIGURES = text.word_lists("figures")
PATTERNS = text.patterns(
    "date_context",
    {
        "ahead": any_of(LISTS["ahead"]),
        "ahead_to": any_of(LISTS["ahead_to"]),
        **{name: any_of(LISTS[name]) for name in ("over", "not_over", "said")},
        "after_over": any_of((*LISTS["after_over"], *text.word_lists("numbers")["ones"][1:])),
        "ahead_or_month": any_of((*LISTS["ahead"], *LISTS["ahead_month"])),
        **{name: any_of(LISTS[name]) for name in ("counts_before", "year_before", "of_other", "in_a_row")},
        "counted": any_of((*LISTS["counted_too"], *_FIGURES["people"], *numbers.MONEY)),
        "no_noun": any_of(_FIGURES["stops"]),
    },
)
_AHEAD, _WILL, _OVER, _NOT_OVER, _AHEAD_MONTH, _BEFORE_MONTH = (
    re.compile(PATTERNS[name], re.IGNORECASE)
    for name in ("ahead", "will", "over", "not_over", "ahead_month", "before_month")
)
AGED, RATE, SINCE, UNTIL, SHARE_OF, OF_OTHER, IN_A_ROW = (
    re.compile(PATTERNS[name], re.IGNORECASE)
    for name in ("aged", "rate", "since", "until", "share_of", "of_other", "in_a_row")
)
_SURNAME = re.compile(r" [A-Z][a-z]")
_SPACE = re.compile(r"\s")


@dataclass(slots=True)
class Context:
    """What an expression is read against, which changes as the text is read. today: the document date; day, quarter
    (year, number): the last ones that were named; named: the beginning of the last date that was named, be it a day, a
    month or a year; before: the words before the expression; future: its verb points ahead; other: the less usual
    reading."""

    today: datetime.date | None
    day: datetime.date | None = None
    named: datetime.date | None = None
    quarter: tuple[int, int] | None = None
    before: str = ""
    future: bool = False
    other: bool = False


Match = re.Match[str]
Reader = Callable[[Match, Context], Moment | None]


def word(match: Match, part: str) -> str:
    """A named part in lower case with plain spaces; empty if it is not there."""
    found = match[part] if part in match.re.groupindex else None
    if not found:
        return ""
    return (found if found.isalnum() else _SPACE.sub(" ", found)).casefold()


def step_of(which: str) -> int:
    """-1 for last, 0 for this, 1 for next and their like."""
    return _STEPS.get(which, 0)


def number_in(match: Match, part: str) -> int:
    """The digits of a named part."""
    return int(re.sub(r"[^0-9]", "", match[part]))


def _month_of(match: Match) -> int:
    return MONTHS[word(match, "month").rstrip(".")]


def _century(year: int) -> int:
    """A year of two digits in full."""
    return year + (0 if year > 99 else 1900 if year > 50 else 2000)


def _printed_year(m: Match, month: int) -> int | None:
    """The year with a month, or with the last of several: "28 December to 3 January 2024" begins in 2023."""
    if word(m, "year"):
        return _century(number_in(m, "year"))
    return number_in(m, "shared") - (month > MONTHS[word(m, "other").rstrip(".")]) if word(m, "shared") else None


def full_date(m: Match, c: Context) -> Moment | None:
    """Month and day; without a year, the year that brings it nearest to the document date (right in 96 % of 81 cases,
    the latest past one in 70 %), but none more than a month ahead behind a verb that tells what is over. With the verb
    ahead it may still lie a month back: "will open on March 8", told on March 10; the other reading is the next such
    day."""
    month, day = _month_of(m), number_in(m, "day")
    if year := _printed_year(m, month):
        when = moments.exact_day(year, month, day)
    elif not c.today:
        return Moment("DATE", None)
    elif word(m, "of"):
        when = moments.exact_day(c.today.year + step_of(word(m, "of")), month, day)
    else:
        back = (0 if c.other else _RECENT) if c.future else _YEAR
        when = moments.nearest_day(month, day, c.today, back)
        if when and (when - c.today).days > _RECENT and is_over(c):
            when = moments.exact_day(when.year - 1, month, day)
    if not when:
        return None
    if word(m, "until"):
        last = moments.exact_day(when.year, month, number_in(m, "until"))
        return moments.days(when, last) if last and last > when else None
    return _night_or_part(m, when)


def _night_or_part(m: Match, when: datetime.date) -> Moment:
    if word(m, "overnight"):
        return moments.night(when)
    part = word(m, "part") or word(m, "at")
    return moments.part(when, PARTS[part]) if part else moments.day(when)


def month(m: Match, c: Context) -> Moment | None:
    """A month; without a year the last one, or the next one where the clause looks ahead and that one is nearer."""
    number, which = _month_of(m), word(m, "which")
    if year := _printed_year(m, number):
        return moments.month(year, number)
    if not which and not word(m, "phase") and _is_other_word(m) and not _BEFORE_MONTH.search(c.before):
        return None
    if not c.today:
        return Moment("DATE", None)
    if word(m, "of") or which in LISTS["this"]:
        return moments.month(c.today.year + step_of(word(m, "of")), number)
    ahead = (number - c.today.month) % 12
    if step_of(which):
        return moments.month(c.today.year, c.today.month + (ahead - 12 if step_of(which) < 0 else ahead or 12))
    comes = c.future or (ahead < 7 and _AHEAD_MONTH.search(c.before))
    return moments.month(c.today.year, c.today.month + (ahead if comes or ahead == 0 else ahead - 12))


def _is_other_word(m: Match) -> bool:
    """Whether the word for a month may be another: may; Jan Wolski, April Jones."""
    printed = word(m, "month")
    return printed in LISTS["ambiguous_months"] or (
        printed in LISTS["given_names"] and _SURNAME.match(m.string, m.end()) is not None
    )


def weekday(m: Match, c: Context) -> Moment | None:
    """A weekday: the last one, today included (right in 86 % of 159 cases); ahead after "scheduled" and the like. The
    other way: not ahead ("from 3 May until Sunday", told later)."""
    number = WEEKDAYS[word(m, "weekday")]
    if word(m, "plural"):
        return Moment("SET", f"XXXX-WXX-{number + 1}")
    if not c.today or word(m, "named"):
        return Moment("DATE", None)
    back, step = (c.today.weekday() - number) % 7, step_of(word(m, "which"))
    if word(m, "which") in LISTS["this"]:
        back = c.today.weekday() - number
    elif step > 0 or c.future or (back and not step and not c.other and _looks_ahead(c.before)):
        back -= 7 + 7 * (c.other and step > 0 and c.today.weekday() < number)  # "next" may pass over the day to come
    elif step < 0 and back == 0:
        back = 7
    return _night_or_part(m, c.today - back * DAY)


def _looks_ahead(before: str) -> bool:
    return _AHEAD.search(before) is not None or _will(before)


def _will(before: str) -> bool:
    """Whether the verb of these words points ahead, and nobody says it only then: "will start on", but not "will start,
    he said on"."""
    found = _WILL.search(before)
    return found is not None and not set(LISTS["said"]).intersection(found[1].casefold().split())


def is_over(c: Context) -> bool:
    """Whether the clause before an expression tells what is over: was opened on."""
    if c.future or c.other or not _OVER.search(c.before):
        return False
    return not (_NOT_OVER.search(c.before) or _AHEAD.search(c.before))


def near_day(m: Match, c: Context) -> Moment | None:
    """today, yesterday morning, tonight, overnight."""
    if not c.today:
        return Moment("DATE", None)
    if word(m, "word") in LISTS["nights"]:
        return moments.night(c.today - DAY)
    when = c.today + int(DAYS[word(m, "word")]) * DAY
    part = LISTS["night"][0] if word(m, "word") in LISTS["tonight"] else word(m, "part")
    return moments.part(when, PARTS[part]) if part else moments.day(when)


def day_part(m: Match, c: Context) -> Moment | None:
    """this morning, last night; "the morning" is that of the day spoken of."""
    day, which = c.today, word(m, "which")
    if not which:
        day = c.day or c.today
    if not day:
        return Moment("TIME", None)
    return moments.part(day + step_of(which) * DAY, PARTS[word(m, "part")])


def numeric(m: Match, c: Context) -> Moment | None:
    """2009-06-17; 06/17/2009, month first as Americans write, day first where only that is a date. The other way: day
    first where it can be."""
    first, second, year = number_in(m, "month"), number_in(m, "day"), number_in(m, "year")
    year = _century(year)
    if c.other and "sign" in m.re.groupindex:
        first, second = second, first
    when = moments.exact_day(year, first, second) or moments.exact_day(year, second, first)
    return moments.day(when) if when else None


def clock(m: Match, c: Context) -> Moment | None:
    """A time of the day, on the day that is named with it; TIMEX3 puts any other on the document's day, the tables on
    none."""
    hour, minute = number_in(m, "hour"), number_in(m, "minute") if word(m, "minute") else 0
    if word(m, "half"):
        hour = hour % 12 + (12 if word(m, "half") in LISTS["afternoon_letter"] else 0)
    if hour > 24 or minute > 59:
        return None
    day = c.today
    named = full_date if word(m, "month") else weekday if word(m, "weekday") else None
    reading = named(m, c) if named else None
    if reading and reading.edtf and reading.prec == 1:
        day = datetime.date.fromisoformat(reading.edtf)
    zone = "Z" if word(m, "zone") in LISTS["utc"] else ""
    if not day:
        return Moment("TIME", None)
    value = f"{day}T{hour:02}:{minute:02}{zone}"
    told = named or word(m, "today")
    return Moment("TIME", value, day.isoformat(), 1) if told else Moment("TIME", value)


def reference(m: Match, c: Context) -> Moment | None:
    """now, the past: they name no day."""
    return Moment("DATE", REFERENCES[word(m, "word")])


def adverb(m: Match, c: Context) -> Moment | None:
    """daily, annually."""
    return Moment("SET", SETS[word(m, "word")])


def feast(m: Match, c: Context) -> Moment | None:
    """Christmas, Independence Day: without a year the nearest one."""
    month, day = map(int, FEASTS[word(m, "word").replace("’", "'")].split("-"))
    if word(m, "year"):
        return moments.day(datetime.date(number_in(m, "year"), month, day))
    when = moments.nearest_day(month, day, c.today, 0 if c.future else _YEAR) if c.today else None
    return moments.day(when) if when else Moment("DATE", None)


def season(m: Match, c: Context) -> Moment | None:
    """next spring, the summer of 1998: without a year that of the document's year; "last" is that which is over, "next"
    that which has not begun."""
    code, which = SEASONS[word(m, "season")], word(m, "which")
    if word(m, "year"):
        return moments.season(_century(number_in(m, "year")), code)
    if not c.today:
        return Moment("DATE", None)
    step = step_of(which or word(m, "of"))
    first, last = moments.season_months(code)
    if which and (last < c.today.month if step < 0 else c.today.month < first):
        step = 0
    return moments.season(c.today.year + step, code)
