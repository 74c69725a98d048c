"""Numbers that count or measure: the number with its hedge, what is counted, and what happened to it.

Not figures: digits inside dates, names, labels, positions and telephone numbers, ordinals, the pronoun "one", and the
anaphoric "the two countries". Rules: docs/codebook.md, Figures; the filters are those that
annotated news was counted to need.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from . import counting, effects, limit, numbers, text
from .candidates import Date, Figure, Span
from .patterns import any_of
from .text import Document, Pair

_LISTS = text.word_lists("figures")
_FUNCTION_WORDS = frozenset(_LISTS["stops"]) | frozenset(_LISTS["before"])
_LABELS = frozenset(_LISTS["labels"])
_UNITS = any_of(_LISTS["glued"])

_START = re.compile(rf"(?<![\w.,:/°#$])(?<![0-9]-)(?<![0-9]['’])(?!0[0-9]{{3}}\b){numbers.START}")
_TAIL = rf"(?:(?=(?P<glued>(?-i:{_UNITS}))\b)|(?![\w°/]|[.,:'’-][0-9]))"
_NUMBER, _BETWEEN, _INDEFINITE = (
    re.compile(rf"{pattern}{_TAIL}", re.IGNORECASE) for pattern in (numbers.NUMBER, numbers.BETWEEN, numbers.INDEFINITE)
)
_BEFORE = re.compile(rf"(?<!\w){numbers.BEFORE}\s\Z", re.IGNORECASE)
_AFTER = re.compile(numbers.AFTER, re.IGNORECASE)
_POSITION = re.compile(r"[0-9.]+°(?:[0-9.]+[′'’])?(?:[0-9.]+[″\"])?\s?[NSEW]\b[\s/;,0-9.°′″NSEW\ufeff]*")
_NEGATIVE, _AGED, _AGE, _ESTIMATE, _RATIO = (
    re.compile(effects.PATTERNS[name], re.IGNORECASE) for name in ("negative", "aged", "age", "estimate", "ratio")
)
_GAP = re.compile(r"\s")
_HEDGE_ENDS = frozenset(hedge.split()[-1] for hedge in numbers.HEDGES)
_ANAPHORIC = frozenset(_LISTS["anaphoric"])
_COMPANY = 2  # words of effect in a sentence in which one is counted
_LONGEST_HEDGE = 40
_LONGEST_WORD = 24


class _Number(NamedTuple):
    """A printed number. start, end: with its hedges; first, last: without; previous: the word before it, no date."""

    start: int
    end: int
    first: int
    last: int
    previous: str
    values: numbers.FigureValue
    unit: str | None
    rule: str


def find(doc: Document, dates: Sequence[Date] = ()) -> list[Figure]:
    """The figures of an article in text order. dates: its time expressions; digits inside them are no figures."""
    taken = sorted([*((date.start, date.end) for date in dates), *_positions(doc.text)])
    shouting = doc.text.isupper()
    found: list[_Number] = []
    names: list[_Number] = []
    done = 0
    for paragraph in doc.paragraphs:
        done = max(done, paragraph[0])
        for match in _START.finditer(doc.text, *paragraph):
            start = match.start()
            if start < done or _inside(taken, start, start + 1):
                continue
            for number in _read(doc.text, (start, paragraph[1]), done, taken):
                done = number.end
                if _NEGATIVE.search(doc.text, max(0, number.first - _LONGEST_HEDGE), number.first):
                    continue  # the tables have no sign, and without it the value is another
                if _RATIO.match(doc.text, number.last) or _RATIO.match(doc.text, max(0, number.first - 4)):
                    continue
                (names if _is_name(doc.text, number, names, shouting) else found).append(number)
                if len(names) + len(found) > limit.MOST:
                    raise limit.TooDense("numbers")
    models = {printed for name in names if len(printed := doc.text[name.first : name.last]) > 2}
    counted = [number for number in found if doc.text[number.first : number.last] not in models]
    return list(_figures(doc, _with_currency(counted)))


def _with_currency(found: Sequence[_Number]) -> list[_Number]:
    """The numbers with the currency that a name or a sign of several states' ("dollars", "$") means, where the article
    names one of them alone."""
    told: dict[str, set[str]] = {}
    for number in found:
        for shared, codes in numbers.SHARED.items():
            if number.unit in codes:
                told.setdefault(shared, set()).add(number.unit)
    only = {shared: min(codes) for shared, codes in told.items() if len(codes) == 1}
    return [number._replace(unit=only.get(number.unit or "", number.unit)) for number in found]


def _positions(article: str) -> Iterator[Pair]:
    """Coordinates: no numbers in them count anything."""
    if "°" in article:
        for match in _POSITION.finditer(article):
            yield match.span()


def _inside(taken: Sequence[Pair], start: int, end: int) -> bool:
    place = bisect_right(taken, (end, -1)) - 1
    return place >= 0 and taken[place][1] > start


def _previous(article: str, start: int) -> str:
    """The word before a number, without opening brackets and marks; empty where a sign parts the two."""
    if article[start - 1 : start] not in (" ", "\n", "\u00a0", "-"):
        return ""
    low = max(0, start - _LONGEST_WORD)
    cut = max(article.rfind(" ", low, start - 1), article.rfind("\n", low, start - 1)) + 1 or low
    word = article[cut : start - 1].lstrip("([\"“‘'").rstrip(")]")
    return "" if word[-1:] in (",", ";", ":", "!", "?", "”", '"') else word


def _read(article: str, place: Pair, done: int, taken: Sequence[Pair]) -> Iterator[_Number]:
    """The number or range that begins at place[0] and ends before place[1], its hedge not before `done`; two numbers
    where a range is none ("fell from 30 to 20")."""
    start, limit = place
    previous = "" if _inside(taken, start - 2, start - 1) else _previous(article, start)
    word = previous.casefold() if start > done else ""
    match = word in _LISTS["between"] and _BETWEEN.match(article, start, limit)
    match = match or _NUMBER.match(article, start, limit) or _INDEFINITE.match(article, start, limit)
    if not match:
        return
    high = "high" in match.re.groupindex and match["high"]
    if _inside(taken, start, match.end()):  # "60 to 90 days", "one in five years"
        return
    before = _BEFORE.search(article, max(done, start - _LONGEST_HEDGE), start) if word in _HEDGE_ENDS else None
    after = _AFTER.match(article, match.end(), limit)
    hedges = before and before["before"], after and after["after"]
    values = None if high and word in _LISTS["from"] else numbers.value_of(match, *hedges)
    if values:
        first = start - len(word) - 1 if word in _LISTS["between"] and high else before.start() if before else start
        last = after.end() if after else match.end()
        yield _Number(first, last, start, match.end(), previous, values, *_unit_and_rule(match))
    elif high:
        for first, last in (match.span("low"), match.span("high")):
            number = numbers.read_figure(article[first:last])
            if number:
                yield _Number(first, last, first, last, "", number, *_unit_and_rule(match))


def _unit_and_rule(match: re.Match[str]) -> tuple[str | None, str]:
    """`percent`, `fraction`, the ISO 4217 code of the currency, or the unit printed with the number ("500km"); and the
    rule that found the number."""
    if match["glued"]:
        return match["glued"], "unit"
    if "percent" not in match.re.groupindex:
        return None, "indefinite"
    if match["percent"]:
        return "percent", "percent"
    if match["sign"]:
        return numbers.SIGNS[match["sign"].casefold()], "money"
    if match["money"]:
        return numbers.MONEY[_GAP.sub(" ", match["money"]).casefold()], "money"
    if numbers.is_fraction(match):
        return "fraction", "fraction"
    return None, "range" if match["high"] else "number"


def _is_name(article: str, number: _Number, names: Sequence[_Number], shouting: bool) -> bool:
    """A number after a name ("Boeing 747"), a label ("Articles 5 and 7"), in square brackets; a bare "one", "third"."""
    printed = article[number.first : number.last].casefold()
    if printed in _LISTS["pronoun_one"] or printed in numbers.ORDINAL_LOOKS:
        return number.start == number.first and not counting.somebody(article, number.last, len(article))
    if number.unit or number.start < number.first:
        return False
    sign = article[number.first - 1 : number.first]
    if sign == "[" or (sign == "-" and printed[0].isdigit() and article[number.first - 2].isalpha()):  # magnitude-7.2
        return True
    if names and number.first - names[-1].end < 6 and article[names[-1].end : number.first] in _LISTS["joined_names"]:
        return True
    word = number.previous
    if word.rstrip(".").casefold() in _LABELS:
        return True
    capital = word != word.lower() and word[-1:] != "." and word.casefold() not in _FUNCTION_WORDS
    return capital and printed[0].isdigit() and not shouting


def _figures(doc: Document, found: Sequence[_Number]) -> Iterator[Figure]:
    """The found numbers with what they count, sentence by sentence."""
    starts = [start for start, _ in doc.sentences]
    for place, group in groupby(found, key=lambda number: bisect_right(starts, number.start) - 1):
        sentence = doc.sentences[place]
        yield from _in_sentence(doc.text, sentence, list(group))


def _in_sentence(article: str, sentence: Pair, found: Sequence[_Number]) -> Iterator[Figure]:
    estimate = _ESTIMATE.search(article, *sentence) is not None
    counts = counting.parts([counting.count(article, number.start, number.end, sentence[1]) for number in found])
    ages = {number for number in found if _is_age(article, number)}
    countable = [
        one
        for one, number in zip(counts, found, strict=True)
        if number.unit in (None, "fraction")
        and number not in ages
        and counting.is_counted(article, number.first)
        and one.unit not in counting.MEASURED
    ]
    happened = dict(
        zip(countable, counting.linked(article, countable, list(effects.find(article, sentence))), strict=True)
    )
    for one, number in zip(counts, found, strict=True):
        effect = happened.get(one)
        if _is_one(article, number) and (not effect or len({*happened.values()} - {None}) < _COMPANY):
            continue
        if number in ages or (not effect and _is_anaphora(number)):
            continue
        first = min(one.start, effect.start) if effect else one.start
        last = max(one.end, effect.end) if effect else one.end
        values = number.values
        yield Figure(
            "figure", number.start, number.end, article[number.start : number.end], _rule(one, number, effect),
            values.number, values.value, values.lower, values.upper, values.modifier,
            number.unit or counting.unit(article, one, effect), effect.measure if effect else "other", estimate,
            one.counted, Span(first, last, article[first:last]),
        )  # fmt: skip


def _rule(one: counting.Count, number: _Number, effect: effects.Effect | None) -> str:
    """What found a figure: where it says what happened, the place of the word that does."""
    if not effect:
        return f"figure.{number.rule}"
    place = "before" if effect.end <= number.first else "after" if effect.start >= one.end else "inside"
    return f"effect.{place}"


def _is_one(article: str, number: _Number) -> bool:
    """ "one man": it counts where others are counted beside him."""
    bare = number.start == number.first
    return bare and article[number.first : number.last].casefold() in _LISTS["pronoun_one"]


def _is_anaphora(number: _Number) -> bool:
    """ "the two": they are known from before, nothing is counted."""
    return number.previous.casefold() in _ANAPHORIC and (number.values.number or 10) < 10


def _is_age(article: str, number: _Number) -> bool:
    """An age: nobody counts by it."""
    if _AGED.search(article, max(0, number.start - _LONGEST_HEDGE), number.start):
        return True
    return _AGE.match(article, number.end) is not None and (
        article[number.end] != "," or article[number.start - 2 : number.start] == ", "
    )
