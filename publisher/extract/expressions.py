"""The grammar of time expressions: the words they are found by, and for each family of these the patterns around them.

A pattern is tried from the first of the words that may belong to the expression; the first that reaches over the anchor
word and has a reading wins. Named parts are explained in `readings`. Patterns ignore case, but a month and a weekday
need a capital. Spans follow TIMEX3 as counted on annotated news: articles, last/next, early/late and "earlier this"
are inside, prepositions and "about" are not.
"""

from __future__ import annotations

from . import numbers, readings, units
from .patterns import any_of, cased
from .readings import LISTS, Reader

_CAPITAL = r"(?-i:(?=[A-Z]))"
_MONTH = rf"{_CAPITAL}(?:{any_of(LISTS['months'])}|{any_of(LISTS['months_short'])}\b\.?)"
_WEEKDAY = _CAPITAL + any_of(LISTS["weekdays"])
_YEAR = r"(?:1[5-9]|20)[0-9][0-9](?![0-9]|,[0-9]|\.[0-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9]|[,.:][0-9])(?:st|nd|rd|th)?\b"
_WHICH = "(?:last|past|previous|this|next|coming|following|current|same|upcoming|that)"
_UNIT = f"{any_of(units.UNITS)}s?"
_PART = any_of(readings.PARTS)
_COUNT = rf"(?:{numbers.AMOUNT}(?:-plus|-odd)?|(?:a\s)?{any_of(LISTS['vague'])}|half\san?|(?:a\s)?single|an?)"
_ORDINAL = rf"(?:{any_of(LISTS['ordinals'])}|[0-9]{{1,2}}(?:st|nd|rd|th))"
_AGE = r"[\s-]olds?\b|\s(?:and|or)\s(?:older|younger|over|under)\b|\sof\sage\b"
_ADJECTIVE = rf"(?:{any_of(LISTS['adjectives'])}\s)?"
_ZONE = r"(?:UTC|GMT|[ECMP][SD]T|[EP]T|BST|CET|local\stime)"

_PHASED = (
    r"(?P<phase>(?:very\s)?(?:early|late|earlier|later|mid|middle)[\s-](?:in\s|of\s)?"
    r"|the\s(?:very\s)?(?:end|start|beginning|middle|rest|turn|close|remainder)\sof\s)"
)
_PHASE = _PHASED + "?"
_THE = r"(?:(?:the\s)?(?:early|mid|late)[\s-]|the\s)?"
_EARLIER = r"(?:(?:earlier|later|early|late)\s)?"
_OVERNIGHT = r"(?:(?P<overnight>overnight)\s(?:on\s)?)?"
_OF_YEAR = r"(?:of\s)?(?P<of>last|this|next)\syear"
_ITS_YEAR = rf"(?:(?:,?\s|\sof\s|\sin\s)(?P<year>{_YEAR}|['’][0-9]{{2}}(?![0-9]))|\s{_OF_YEAR})"
_DAYS_YEAR = rf"(?:(?:,\s?|\s)(?P<year>{_YEAR}|[0-9]{{2}}(?=\s?(?:[(\[)\]]|--|\Z)))|\s{_OF_YEAR})?"
_QUARTERS_YEAR = rf"(?:(?:\sof|\sin)?\s(?:fiscal\s)?(?P<year>{_YEAR})|\s{_OF_YEAR})?"

_Patterns = list[tuple[str, Reader]]

_UNTIL = rf"(?:\s?[-–]\s?|\sto\s)(?P<until>{_DAY})"
_FULL_DATES: _Patterns = [
    (rf"(?P<month>{_MONTH})\s(?P<day>{_DAY}){_UNTIL}{_DAYS_YEAR}", readings.full_date),
    (rf"(?P<day>{_DAY}){_UNTIL}\s(?P<month>{_MONTH}){_DAYS_YEAR}", readings.full_date),
    (rf"{_OVERNIGHT}(?:{_WEEKDAY},?\s)?(?P<month>{_MONTH})\s?(?P<day>{_DAY}){_DAYS_YEAR}", readings.full_date),
    (
        rf"{_OVERNIGHT}(?:{_WEEKDAY},?\s)?(?:the\s)?(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH}){_DAYS_YEAR}",
        readings.full_date,
    ),
]
_NAMED = rf"(?P<named>{any_of(LISTS['named_days'])}\s)?"
_WEEKDAYS: _Patterns = [
    (rf"(?P<each>every|each)\s(?P<weekday>{_WEEKDAY})", units.every),
    (
        rf"{_OVERNIGHT}{_EARLIER}(?:(?P<which>{_WHICH})\s)?{_NAMED}(?P<weekday>{_WEEKDAY})(?:(?P<plural>s)|\s(?P<part>{_PART}))?",
        readings.weekday,
    ),
]

GRAMMAR: dict[str, _Patterns] = {
    "month": [
        *_FULL_DATES,
        (rf"the\s(?P<ordinal>last|{_ORDINAL})\sweek\s(?:of|in)\s(?P<month>{_MONTH}){_ITS_YEAR}?", units.week_of_month),
        (rf"{_PHASE}(?:(?P<which>{_WHICH})\s)?(?P<month>{_MONTH}){_ITS_YEAR}?", readings.month),
    ],
    "weekday": [*_FULL_DATES, *_WEEKDAYS],
    "clock": [
        (
            rf"(?P<hour>[0-9]{{1,2}})(?::?(?P<minute>[0-9]{{2}}))?(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s(?P<zone>{_ZONE}))?"
            rf"(?:,?\s(?:on\s)?(?:(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:,?\s(?P<year>{_YEAR}))?|today))?",
            readings.clock,
        ),
    ],
    "number": [
        (r"(?P<year>[12][0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])", readings.numeric),
        (
            r"(?P<month>[0-9]{1,2})(?P<sign>[/-])(?P<day>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4}|[0-9]{2})(?![0-9/-])",
            readings.numeric,
        ),
        (rf"{_THE}(?P<decade>(?:1[5-9]|20)[0-9]0)['’]?s", readings.decade),
        (rf"(?P<year>{_YEAR})(?:\s?[-–/]\s?)(?P<last>{_YEAR}|[0-9]{{2}}(?![0-9]))", readings.year_range),
        (rf"{_PHASE}(?:(?:the\s)?(?:fiscal|calendar)\s(?:year\s)?|the\syear\s)?(?P<year>{_YEAR})", readings.year),
    ],
    "short": [
        (rf"{_THE}['’](?P<decade>[2-9]0)['’]?s", readings.decade),
        (r"['’](?P<year>[0-9]{2})(?![0-9])", readings.short_year),
    ],
    "decade": [(rf"{_THE}(?P<word>{any_of(readings.DECADES)})", readings.decade)],
    "day": [
        *_FULL_DATES,
        *_WEEKDAYS,
        (rf"{_EARLIER}(?P<word>{any_of([*readings.DAYS, 'overnight'])})(?:\s(?P<part>{_PART}))?", readings.near_day),
    ],
    "part": [
        (rf"(?P<each>every|each)\s(?P<part>{_PART})", units.every),
        (rf"{_EARLIER}(?:(?P<which>last|this)\s|the\s)(?P<part>{_PART})", readings.day_part),
        (r"(?P<part>morning|noon|midday|midnight|afternoon|evening)", readings.day_part),
    ],
    "reference": [
        (
            rf"(?P<word>{any_of(readings.REFERENCES)})(?!-|\s(?:this|that|last|next|than)\b|\s(?:[\w-]+\s){{0,2}}{_UNIT}\b)",
            readings.reference,
        )
    ],
    "set": [(rf"(?P<word>{any_of(readings.SETS)})", readings.adverb)],
    "feast": [(rf"(?P<word>{any_of(readings.FEASTS)})(?:,?\s(?P<year>{_YEAR}))?", readings.feast)],
    "season": [
        (rf"{_PHASE}(?P<which>{_WHICH})\s(?P<season>{any_of(readings.SEASONS)})", readings.season),
        (rf"{_PHASE}(?:the\s)?(?P<season>{any_of(readings.SEASONS)}){_ITS_YEAR}", readings.season),
        (
            rf"(?:{_PHASED}(?:the\s)?|the\s|(?<=\bin\s)|(?<=\bby\s)|(?<=\bof\s))(?P<season>spring|summer|autumn|winter)",
            readings.season,
        ),
    ],
    "unit": [
        (
            rf"(?P<count>{_COUNT})[\s-]{_ADJECTIVE}(?P<unit>{_UNIT})\s(?P<ago>ago|earlier|later|previously|from\snow|hence)(?!\sthan\b)",
            units.ago,
        ),
        (rf"(?P<year>{_YEAR})['’]s\s(?P<ordinal>{_ORDINAL})[\s-]quarter", units.quarter),
        (r"the\slatest\s(?P<unit>quarter)", units.the_unit),
        (
            r"(?:the\s)?(?:year-(?:ago|earlier)|same)\s(?:quarter|period)(?:\slast\syear|\sa\syear\s(?:earlier|ago))?",
            units.year_before,
        ),
        (rf"(?P<each>every|each)\s(?:(?P<count>other|{_COUNT})\s)?(?P<unit>{_UNIT})", units.every),
        (
            rf"(?:the\s)?(?:past|last|next|first|final|coming|previous|following|recent)\s(?P<count>{_COUNT})[\s-]{_ADJECTIVE}(?P<unit>{_UNIT})",
            units.duration,
        ),
        (rf"(?:the\s)?(?:past|last|next|coming|recent|previous)\s(?P<unit>{any_of(units.UNITS)}s)", units.duration),
        (rf"the\s(?P<ordinal>last|{_ORDINAL})\sweek\s(?:of|in)\s(?P<month>{_MONTH}){_ITS_YEAR}?", units.week_of_month),
        (rf"{_PHASE}(?P<the>the\s)?(?P<which>{_WHICH})\s(?:fiscal\s|calendar\s)?(?P<unit>{_UNIT})", units.which_unit),
        (
            rf"{_PHASE}(?:the\s)?(?:fiscal\s)?(?P<ordinal>{_ORDINAL})[\s-](?:fiscal[\s-])?quarter{_QUARTERS_YEAR}",
            units.quarter,
        ),
        (rf"(?:the\s)?(?P<ordinal>first|second)[\s-]half{_QUARTERS_YEAR}", units.half),
        (rf"{_PHASE}(?:the\s)?(?P<ordinal>{_ORDINAL})[\s-]century", units.century),
        (rf"(?:the\s)?(?:year[\s-]end|end\sof\syear)(?:\s(?P<year>{_YEAR}))?", units.year_end),
        (rf"(?P<count>{_COUNT})[\s-]{_ADJECTIVE}(?P<unit>{_UNIT})(?!{_AGE})", units.duration),
        (rf"{_PHASE}the\s(?:fiscal\s)?(?P<unit>day|weekend|week|month|quarter|year)", units.the_unit),
        (
            rf"(?:(?:the|a)\s)?{_ORDINAL}[\s-]{_ADJECTIVE}(?P<unit>day|week|weekend|month|year)(?!{_AGE})",
            units.the_unit,
        ),
        (r"(?P<unit>week|weekend|month)", units.the_unit),
        (r"(?:the|that|this)\s(?:latest\s|comparable\s|corresponding\s)?period", units.the_period),
        (rf"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?!{_AGE})", units.duration),
    ],
}

FAMILIES: dict[str, str] = {
    form.casefold(): family
    for family, words in (
        ("part", readings.PARTS),
        ("season", readings.SEASONS),
        ("set", readings.SETS),
        ("decade", readings.DECADES),
        ("reference", readings.REFERENCES),
        ("day", [*readings.DAYS, "overnight"]),
        ("unit", [form for unit in units.UNITS for form in (unit, f"{unit}s")]),
        ("unit", ["half", "period"]),
        ("feast", readings.FEASTS),
        ("month", readings.MONTHS),
        ("weekday", [form for day in readings.WEEKDAYS for form in (day, f"{day}s")]),
    )
    for form in words
}
"""The words that time expressions are found by -> their family."""

ANCHOR = (
    rf"\b(?=[A-Za-z0-9])(?:(?P<word>{any_of(cased(FAMILIES))})(?!\w)|(?=[0-9])(?:"
    r"(?P<clock>[0-9]{1,2}(?=:[0-9]{2}\b(?!:)|\s?[ap]\.?m\b|\s(?:UTC|GMT)\b)|[0-2][0-9][0-5][0-9](?=\s(?:UTC|GMT|[EP][SD]T)\b))"
    rf"|(?P<number>{_YEAR}(?=s?\b)(?!['’]s\s\w+[\s-]quarter)|[0-9]{{1,2}}(?=(?:/[0-9]{{1,2}}/|-[0-9]{{1,2}}-)[0-9]{{2}}))"
    r"|(?P<short>(?<=['’])(?<!\w['’])(?:[0-9]{2}\b|[2-9]0['’]?s\b))))"
)
"""What time expressions are found by; the group tells the family, `word` through FAMILIES."""

FIRST = frozenset(
    word
    for words in (*(LISTS[key] for key in ("vague", "ordinals", "adjectives", "named_days", "first")), numbers.WORDS)
    for phrase in words
    for word in phrase.casefold().split()
) | frozenset(readings.WEEKDAYS)
INSIDE = frozenset(LISTS["inside"])
"""Words that a time expression may begin with before its anchor, and words that may stand between."""
