"""The grammar of time expressions: the words they are found by, and for each family of these the patterns around them
(language/<code>/rules/dates.toml).

A pattern is tried from the first of the words that may belong to the expression; the first that reaches over the anchor
word and has a reading wins. Named parts are explained in `readings`. Patterns ignore case, but a month and a weekday
need a capital. Spans follow TIMEX3 as counted on annotated news: articles, last/next, early/late and "earlier this"
are inside, prepositions and "about" are not.
"""

from __future__ import annotations

from publisher.language.text_patterns import TextRule

from . import numbers, readings, text, units, years
from .patterns import any_of, cased
from .readings import LISTS, Reader

_READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        readings.full_date, readings.month, readings.weekday, readings.clock, readings.numeric, years.decade,
        years.year_range, years.year, years.short_year, readings.near_day, readings.day_part,
        readings.reference, readings.adverb, readings.feast, readings.season, units.week_of_month, units.every,
        units.ago, units.quarter, units.the_unit, units.counted_unit, units.year_before, units.duration,
        units.which_unit, units.half, units.century, units.year_end, units.the_period,
    )
}  # fmt: skip
_GIVEN = {
    **{name: any_of(words) for name, words in LISTS.items()},
    "amount": numbers.AMOUNT,
    "day_parts": any_of(readings.PARTS),
    "decade_words": any_of(readings.DECADES),
    "references": any_of(readings.REFERENCES),
    "sets": any_of(readings.SETS),
    "feasts": any_of(readings.FEASTS),
    "season_words": any_of(readings.SEASONS),
    "units": any_of(units.UNITS),
    "day_words": any_of([*readings.DAYS, *LISTS["nights"]]),
}

FAMILIES: dict[str, str] = {
    form.casefold(): family
    for family, words in (
        ("part", readings.PARTS),
        ("season", readings.SEASONS),
        ("set", readings.SETS),
        ("decade", readings.DECADES),
        ("reference", readings.REFERENCES),
        ("day", [*readings.DAYS, *LISTS["nights"]]),
        ("unit", [form for unit in units.UNITS for form in (unit, f"{unit}s")]),
        ("unit", LISTS["nouns_like_units"]),
        ("feast", readings.FEASTS),
        ("month", readings.MONTHS),
        ("weekday", [form for day in readings.WEEKDAYS for form in (day, f"{day}s")]),
    )
    for form in words
}
"""The words that time expressions are found by -> their family."""

_PATTERNS = text.patterns("dates", {**_GIVEN, "family_words": any_of(cased(FAMILIES))})
RULES: tuple[TextRule, ...] = _PATTERNS.rules
GRAMMAR: dict[str, list[tuple[TextRule, Reader]]] = {}
for _rule in RULES:
    for _family in _rule.families:
        GRAMMAR.setdefault(_family, []).append((_rule, _READERS[_rule.reading]))

ANCHOR = _PATTERNS["anchor"]
"""What time expressions are found by; the group tells the family, `word` through FAMILIES."""

FIRST = frozenset(
    word
    for words in (*(LISTS[key] for key in ("vague", "ordinals", "adjectives", "named_days", "first")), numbers.WORDS)
    for phrase in words
    for word in phrase.casefold().split()
) | frozenset(readings.WEEKDAYS)
INSIDE = frozenset(LISTS["inside"])
"""Words that a time expression may begin with before its anchor, and words that may be between."""
