"""The grammar of time expressions: for each family of anchor words the patterns around it, and what each one says.

A pattern is matched from its first word on; `Reader`s turn the match into a `moments.Reading` against a `Context`.
Resolution: data-model 3.7. Conventions of spans and values: TIMEX3 as in TimeBank, counted on annotated news.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import moments, numbers, text
from .moments import DAY, Reading
from .numbers import one_of

_LISTS = text.words("dates")
_MONTHS = {w.casefold(): n % 12 + 1 for n, w in enumerate((*_LISTS["months"], *_LISTS["months_short"]))} | {"sept": 9}
_WEEKDAYS = {w.casefold(): n for n, w in enumerate(_LISTS["weekdays"])}
_UNITS = numbers.by_suffix(_LISTS, "unit_")
_PARTS = numbers.by_suffix(_LISTS, "part_")
_SEASONS = numbers.by_suffix(_LISTS, "season_")
_DAYS = numbers.by_suffix(_LISTS, "days_")
_SETS = numbers.by_suffix(_LISTS, "set_")
_FEASTS = numbers.by_suffix(_LISTS, "feast_")
_REFS = {w.casefold(): key for key in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") for w in _LISTS[key]}
_ORDINALS = {w: n for n, w in enumerate(_LISTS["ordinals"], start=1)}


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against. today: the document date; mentioned: the last day, quarter named before it;
    ahead: the words around point to the future."""

    today: datetime.date | None = None
    day: datetime.date | None = None
    quarter: tuple[int, int] | None = None
    ahead: bool = False


Match = re.Match[str]
Reader = Callable[[Match, Context], Reading | None]

_MONTH = rf"(?-i:(?=[A-Z]))(?:{one_of(_LISTS['months'])}|(?:{one_of([*_LISTS['months_short'], 'Sept'])})\b\.?)"
_WEEKDAY = rf"(?-i:(?=[A-Z]))(?:{one_of(_LISTS['weekdays'])})"
_YEAR = r"(?:1[5-9]|20)[0-9][0-9](?![0-9]|,[0-9]|\.[0-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9]|[,.:][0-9])(?:st|nd|rd|th)?\b"
_PHASE = r"(?:(?:very\s)?(?:early|late|earlier|later|mid|middle)[\s-](?:in\s|of\s)?|the\s(?:very\s)?(?:end|start|beginning|middle|rest|turn|close)\sof\s)"
_WHICH = r"(?:last|past|previous|this|next|coming|following|current|same|upcoming|that)"
_UNIT = one_of(_UNITS)
_PART = one_of(_PARTS)
_SEASON = one_of(_SEASONS)
_COUNT = rf"(?:{numbers.AMOUNT}|{one_of(_LISTS['vague'])}|half(?:\san?)?|an?)"
_ORDINAL = rf"(?:{one_of(_ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th))"
_ADJECTIVE = r"(?:consecutive|straight|full|more|long|calendar|working|business|trading|whole|additional|solid|entire|fiscal)"


def _which(word: str) -> int:
    """-1 for last, 0 for this, 1 for next."""
    word = word.casefold()
    return -1 if word in ("last", "past", "previous") else 1 if word in ("next", "coming", "following", "upcoming") else 0


def _full_date(m: Match, c: Context) -> Reading | None:
    number, day = _MONTHS[m["month"].rstrip(".").casefold()], int(re.sub(r"\D", "", m["day"]))
    if m["year"]:
        when = moments.exact_day(int(m["year"]), number, day)
    elif m["which"] and c.today:
        when = moments.exact_day(c.today.year + _which(m["which"]), number, day)
    else:
        when = moments.nearest_day(number, day, c.today) if c.today else None
        if not c.today:
            return Reading("DATE", None)
    if not when:
        return None
    return moments.between(when, when + DAY) if m["overnight"] else moments.day(when)


def _month(m: Match, c: Context) -> Reading | None:
    number = _MONTHS[m["month"].rstrip(".").casefold()]
    if m["year"]:
        return moments.month(int(m["year"]), number)
    if not c.today:
        return Reading("DATE", None)
    if m["of"]:
        return moments.month(c.today.year + _which(m["of"]), number)
    if m["which"]:
        step = _which(m["which"])
        ahead = (number - c.today.month) % 12
        year = c.today.year if step == 0 else moments.shift_months(c.today, ahead - 12 if step < 0 else ahead or 12)[0]
        return moments.month(year, number)
    return moments.month(moments.nearest_month(number, c.today), number)


def _weekday(m: Match, c: Context) -> Reading | None:
    if not c.today:
        return Reading("DATE", None)
    back = (c.today.weekday() - _WEEKDAYS[m["weekday"].casefold()]) % 7
    step = _which(m["which"]) if m["which"] else 0
    if step > 0 or (c.ahead and back):
        back -= 7
    elif step < 0 and back == 0:
        back = 7
    when = c.today - back * DAY
    return _at_part(when, m["part"], m["overnight"])


def _at_part(when: datetime.date, part: str | None, overnight: str | None = None) -> Reading:
    if overnight:
        return moments.between(when, when + DAY)
    reading = moments.day(when)
    return replace(reading, timex_type="TIME", value=f"{reading.value}T{_PARTS[part.casefold()]}") if part else reading


def _near_day(m: Match, c: Context) -> Reading | None:
    """today, yesterday morning, tonight, last night, overnight, earlier today."""
    if not c.today:
        return Reading("DATE", None)
    word = m["word"].casefold()
    if word == "overnight":
        return moments.between(c.today - DAY, c.today)
    when = c.today + int(_DAYS[word]) * DAY
    return _at_part(when, "night" if word == "tonight" else m["part"])


def _part(m: Match, c: Context) -> Reading | None:
    day = c.today if m["which"] else c.day or c.today
    if not day:
        return Reading("TIME", None)
    if m["which"]:
        day += _which(m["which"]) * DAY
    return _at_part(day, m["part"])


def _year(m: Match, c: Context) -> Reading | None:
    return moments.year(int(m["year"]))


def _year_range(m: Match, c: Context) -> Reading | None:
    first, last = int(m["year"]), m["last"]
    end = int(str(first)[: 4 - len(last)] + last)
    return Reading("DURATION", f"P{end - first}Y", f"{first}/{end}", 5) if first < end else None


def _short_year(m: Match, c: Context) -> Reading | None:
    century = c.today.year // 100 if c.today else 20
    year = century * 100 + int(m["year"])
    return moments.year(year - 100 if c.today and year > c.today.year + 10 else year)


def _decade(m: Match, c: Context) -> Reading | None:
    digits = m["decade"]
    if len(digits) == 4:
        return moments.decade(int(digits))
    return moments.decade((1900 if int(digits) >= 30 or not c.today else 2000) + int(digits))


_DECADES = {word[:-1] + "ies": 10 * n for n, word in enumerate(numbers.TENS, start=2)}


def _decade_word(m: Match, c: Context) -> Reading | None:
    return moments.decade(1900 + _DECADES[m["word"].casefold()])


def _iso(m: Match, c: Context) -> Reading | None:
    when = moments.exact_day(int(m["year"]), int(m["month"]), int(m["day"]))
    return moments.day(when) if when else None


def _slashed(m: Match, c: Context) -> Reading | None:
    """Month first, as Americans write; day first where only that is a date."""
    first, second, year = int(m["first"]), int(m["second"]), int(m["year"])
    if year < 100:
        year += 1900 if year > 50 else 2000
    when = moments.exact_day(year, first, second) or moments.exact_day(year, second, first)
    return moments.day(when) if when else None


def _clock(m: Match, c: Context) -> Reading | None:
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    if m["half"]:
        hour = hour % 12 + (12 if m["half"].casefold() == "p" else 0)
    day = c.today
    if m["weekday"] and c.today:
        day = c.today - (c.today.weekday() - _WEEKDAYS[m["weekday"].casefold()]) % 7 * DAY
    if hour > 24 or minute > 59:
        return None
    zone = "Z" if m["zone"] and m["zone"].upper() in ("UTC", "GMT") else ""
    if not day:
        return Reading("TIME", None)
    return Reading("TIME", f"{day}T{hour:02}:{minute:02}{zone}", day.isoformat(), 1)


def _word(table: dict[str, str], timex_type: str) -> Reader:
    return lambda m, c: Reading(timex_type, table[re.sub(r"\s", " ", m["word"]).casefold()])


def _feast(m: Match, c: Context) -> Reading | None:
    if not c.today and not m["year"]:
        return Reading("DATE", None)
    number, day = map(int, _FEASTS[re.sub(r"\s", " ", m["word"]).casefold()].split("-"))
    if m["year"]:
        return moments.day(datetime.date(int(m["year"]), number, day))
    assert c.today
    when = moments.nearest_day(number, day, c.today)
    return moments.day(when) if when else None


def _season(m: Match, c: Context) -> Reading | None:
    code = _SEASONS[m["season"].casefold()]
    if m["year"]:
        return moments.season(int(m["year"]), code)
    if not c.today:
        return Reading("DATE", None)
    step = _which(m["which"] or m["of"] or "this")
    if m["which"] and step:
        start = moments._SEASONS[code][0]
        passed = c.today.month >= start
        return moments.season(c.today.year + (0 if passed == (step < 0) else step), code)
    return moments.season(c.today.year + step, code)


def _unit_of(word: str) -> str:
    word = word.casefold()
    return _UNITS[word if word in _UNITS else word[:-1]]


def _grain(when: datetime.date, unit: str, ahead: bool | None = None) -> Reading | None:
    """The day, week, month, quarter, year, decade or century in which a day lies."""
    match unit:
        case "D":
            return moments.day(when)
        case "W":
            return moments.week(when)
        case "WE":
            return moments.weekend(when)
        case "M":
            return moments.month(when.year, when.month)
        case "Q":
            return moments.quarter(when.year, (when.month + 2) // 3)
        case "Y":
            return moments.year(when.year)
        case "E":
            return moments.decade(when.year)
        case "C":
            return moments.century((when.year + 99) // 100)
    return None


def _shift(when: datetime.date, count: int, unit: str) -> datetime.date:
    """So many units later (earlier when negative); a month without that day gives its last one."""
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
    if months is None:
        return when + count * {"D": 1, "W": 7, "WE": 7}.get(unit, 0) * DAY
    year, month = moments.shift_months(when, count * months)
    return datetime.date(year, month, min(when.day, calendar.monthrange(year, month)[1]))


def _which_unit(m: Match, c: Context) -> Reading | None:
    """last year, this week, next month, earlier this quarter."""
    unit = _unit_of(m["unit"])
    if unit in ("S", "TM", "H"):
        return None
    if not c.today:
        return Reading("DATE", None)
    which = m["which"].casefold()
    if which == "past" or (which == "last" and m["the"] and unit not in ("WE",)):
        return moments.duration("1", unit)
    day = (c.day or c.today) if which in ("same", "that") else c.today
    when = _shift(day, _which(which), unit)
    reading = _grain(when, unit)
    if unit == "W" and reading and which == "this":
        monday = when - when.weekday() * DAY
        cut = f"{when}/{monday + 6 * DAY}" if c.ahead or (m["phase"] or "").casefold().startswith("later") else f"{monday}/{when}"
        return replace(reading, edtf=cut)
    return reading


def _the_unit(m: Match, c: Context) -> Reading | None:
    """the day, the year, the quarter: the one in question."""
    unit = _unit_of(m["unit"])
    if not c.today:
        return Reading("DATE", None)
    if unit == "D":
        return moments.day(c.day or c.today)
    if unit == "Q":
        return moments.quarter(*c.quarter) if c.quarter else moments.quarter(c.today.year, (c.today.month + 2) // 3 - 1)
    return _grain(c.today, unit)


def _count(printed: str) -> str | None:
    """The TIMEX3 count of "three", "several", "half a"; X for a vague one."""
    words = re.sub(r"\s", " ", printed).casefold()
    if words in ("a", "an", "one"):
        return "1"
    if words.startswith("half"):
        return ".5"
    if words in _LISTS["vague"]:
        return "X"
    number = numbers.read_amount(words)
    return moments.number(number) if number is not None else None


def _ago(m: Match, c: Context) -> Reading | None:
    unit, count = _unit_of(m["unit"]), _count(m["count"])
    back = m["ago"].casefold() in ("ago", "earlier", "before", "previously", "prior")
    if count is None:
        return None
    if count == "X" or not c.today:
        return Reading("DATE", "PAST_REF" if back and count == "X" else None)
    if unit in ("S", "TM", "H"):
        return moments.duration(count, unit)
    steps = int(float(count)) * (-1 if back else 1)
    if unit == "Y" and c.quarter and count == "1":
        return moments.quarter(c.quarter[0] + steps, c.quarter[1])
    when = _shift((c.day if m["ago"].casefold() == "later" else None) or c.today, steps, unit)
    return _grain(when, "D" if unit == "W" else unit)


def _duration(m: Match, c: Context) -> Reading | None:
    unit, count = _unit_of(m["unit"]), _count(m["count"])
    if count == ".5":
        count, unit = {"H": ("30", "TM"), "Y": ("6", "M"), "E": ("5", "Y"), "C": ("50", "Y"), "TM": ("30", "S")}.get(unit, ("0.5", unit))
    return moments.duration(count, unit) if count else None


def _vague_duration(m: Match, c: Context) -> Reading | None:
    return moments.duration("X", _unit_of(m["unit"]))


def _every(m: Match, c: Context) -> Reading | None:
    if m["weekday"]:
        return Reading("SET", f"XXXX-WXX-{_WEEKDAYS[m['weekday'].casefold()] + 1}")
    count = _count(m["count"]) if m["count"] else "1"
    if count is None or (m["word"].casefold() == "each" and m["count"]):
        return None
    reading = moments.duration(count, _unit_of(m["unit"])) if m["unit"] else Reading("SET", "P1D")
    return replace(reading, timex_type="SET")


def _ordinal(printed: str) -> int:
    word = printed.casefold()
    return _ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)


def _nth(m: Match, c: Context) -> Reading | None:
    """the third quarter of this year, the first half of 1998, the 19th century, the second week."""
    number, unit = _ordinal(m["ordinal"]), m["unit"].casefold()
    if unit == "century":
        return moments.century(number)
    year = int(m["year"]) if m["year"] else c.today.year + _which(m["of"] or "this") if c.today else None
    if unit == "half":
        return moments.half(year, number) if year and number in (1, 2) else Reading("DATE", None)
    if unit == "quarter":
        if number > 4:
            return None
        if year is None:
            return Reading("DATE", f"XXXX-Q{number}")
        if not m["year"] and not m["of"] and c.today and 3 * number - 2 > c.today.month + 3:
            year -= 1
        return moments.quarter(year, number)
    return None


_YEAR_OF = rf"(?:(?:,?\s|\sof\s|\sin\s)(?:fiscal\s)?(?P<year>{_YEAR})|\s(?:of\s)?(?P<of>last|this|next)\syear)"
_TODAYS = r"(?:earlier|later|early|late)"
_THE_PHASE = r"(?:(?:the\s)?(?:early|mid|late)[\s-]|the\s)"
_OF_YEAR = rf"(?:(?:,\s?|\s)(?P<year>{_YEAR})|\s(?:of\s)?(?P<which>last|this|next)\syear)?"
_OVERNIGHT = r"(?:(?P<overnight>overnight)\s(?:on\s)?)?"
_ZONE = r"UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|ET|PT|local\stime"

_FULL_DATES: list[tuple[str, Reader]] = [
    (rf"{_OVERNIGHT}(?:{_WEEKDAY},?\s)?(?P<month>{_MONTH})\s?(?P<day>{_DAY}){_OF_YEAR}", _full_date),
    (rf"{_OVERNIGHT}(?:{_WEEKDAY},?\s)?(?:the\s)?(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH}){_OF_YEAR}", _full_date),
]

GRAMMAR: dict[str, list[tuple[str, Reader]]] = {
    "month": [*_FULL_DATES, (rf"{_PHASE}?(?:(?P<which>{_WHICH})\s)?(?P<month>{_MONTH}){_YEAR_OF}?", _month)],
    "weekday": [
        *_FULL_DATES,
        (rf"(?P<word>every|each)\s(?P<weekday>{_WEEKDAY})(?P<count>)(?P<unit>)", _every),
        (
            rf"{_OVERNIGHT}(?:{_PHASE}|{_TODAYS}\s)?(?:(?P<which>{_WHICH})\s)?(?P<weekday>{_WEEKDAY})(?:\s(?P<part>{_PART}))?",
            _weekday,
        ),
    ],
    "clock": [
        (
            rf"(?P<hour>[0-9]{{1,2}})(?::(?P<minute>[0-9]{{2}}))?(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s(?P<zone>{_ZONE}))?"
            rf"(?:,?\s(?:on\s)?(?:(?P<weekday>{_WEEKDAY})|today))?",
            _clock,
        ),
    ],
    "number": [
        (r"(?P<year>[12][0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])", _iso),
        (r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>[0-9]{4}|[0-9]{2})(?![0-9/])", _slashed),
        (rf"{_THE_PHASE}?(?P<decade>(?:1[5-9]|20)[0-9]0)['’]?s\b", _decade),
        (rf"(?P<year>{_YEAR})(?:\s?[-–/]\s?|\sto\s)(?P<last>{_YEAR}|[0-9]{{2}}(?![0-9]))", _year_range),
        (rf"{_PHASE}?(?:(?:the\s)?(?:fiscal|calendar)\s(?:year\s)?|the\syear\s)?(?P<year>{_YEAR})", _year),
    ],
    "short": [
        (rf"{_THE_PHASE}?['’](?P<decade>[2-9]0)['’]?s\b", _decade),
        (r"['’](?P<year>[0-9]{2})(?![0-9\w])", _short_year),
    ],
    "decade": [(rf"{_THE_PHASE}?(?P<word>{one_of(_DECADES)})", _decade_word)],
    "day": [(rf"(?:{_TODAYS}\s)?(?P<word>{one_of(_DAYS)}|overnight)(?:\s(?P<part>{_PART}))?", _near_day)],
    "part": [(rf"(?:{_TODAYS}\s)?(?:(?P<which>last|this)\s|the\s)?(?P<part>{_PART})", _part)],
    "ref": [(rf"(?P<word>{one_of(_REFS)})", _word(_REFS, "DATE"))],
    "set": [(rf"(?P<word>{one_of(_SETS)})", _word(_SETS, "SET"))],
    "feast": [(rf"(?P<word>{one_of(_FEASTS)})(?:,?\s(?P<year>{_YEAR}))?", _feast)],
    "season": [(rf"{_PHASE}?(?:(?P<which>{_WHICH})\s|the\s)?(?P<season>{_SEASON}){_YEAR_OF}?", _season)],
    "unit": [
        (
            rf"(?P<count>{_COUNT})[\s-](?:{_ADJECTIVE}\s)?(?P<unit>{_UNIT})s?\s(?P<ago>ago|earlier|later|before|previously|prior|from\snow|hence)",
            _ago,
        ),
        (rf"(?P<word>every|each)\s(?:(?P<count>other|{_COUNT})\s)?(?P<unit>{_UNIT})s?(?P<weekday>)", _every),
        (
            rf"(?:the\s)?(?:past|last|next|first|final|coming|previous|following|recent)\s(?P<count>{_COUNT})[\s-](?P<unit>{_UNIT})s?",
            _duration,
        ),
        (rf"(?:the\s)?(?:past|last|next|coming|recent|previous)\s(?P<unit>{_UNIT})s", _vague_duration),
        (rf"(?P<phase>{_PHASE})?(?P<the>the\s)?(?P<which>{_WHICH})\s(?:fiscal\s|calendar\s)?(?P<unit>{_UNIT})", _which_unit),
        (
            rf"{_PHASE}?(?:the\s)?(?:fiscal\s)?(?P<ordinal>{_ORDINAL})[\s-](?:fiscal[\s-])?(?P<unit>quarter|half|century){_YEAR_OF}?",
            _nth,
        ),
        (rf"(?P<count>{_COUNT})[\s-](?:{_ADJECTIVE}\s)?(?P<unit>{_UNIT})s?", _duration),
        (rf"{_PHASE}?the\s(?P<unit>day|weekend|week|month|quarter|year)", _the_unit),
        (r"(?P<unit>minute|hour|day|week|month|year|decade|centurie)s", _vague_duration),
    ],
}

ANCHORS = {
    "feast": one_of(_FEASTS),
    "month": _MONTH,
    "weekday": _WEEKDAY,
    "clock": r"[0-9]{1,2}:[0-9]{2}\b(?!:)|[0-9]{1,2}(?=\s?[ap]\.?m\b)|[0-9]{1,2}(?=\s(?:UTC|GMT)\b)",
    "number": rf"{_YEAR}|[0-9]{{1,2}}(?=/[0-9]{{1,2}}/[0-9])",
    "decade": one_of(_DECADES),
    "day": one_of([*_DAYS, "overnight"]),
    "part": _PART,
    "ref": one_of(_REFS),
    "set": one_of(_SETS),
    "season": _SEASON,
    "unit": rf"(?:{_UNIT}|half)s?",
}
"""The words and shapes that a time expression of each family is found by."""

BEFORE = frozenset(
    word
    for words in (
        _LISTS["vague"], _LISTS["ordinals"], numbers.WORDS, _WEEKDAYS,
        ["a", "an", "the", "of", "in", "on", "and", "very", "early", "late", "earlier", "later", "mid", "middle", "end", "start"],
        ["beginning", "rest", "turn", "close", "last", "past", "previous", "this", "next", "coming", "following", "current"],
        ["same", "upcoming", "that", "every", "each", "other", "overnight", "fiscal", "calendar", "first", "final", "recent"],
        ["consecutive", "straight", "full", "more", "long", "working", "business", "trading", "whole", "additional", "solid", "entire", "half"],
    )
    for phrase in words
    for word in phrase.casefold().split()
)
"""Words that may stand in a time expression before its anchor."""
