"""Numbers that count or measure: the number with its hedge, what is counted, and what happened to it.

Not figures: digits inside dates, names and labels, ordinals, anaphoric "one". Rules: data-model 3.6, 3.9.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from . import numbers, text
from .candidates import Date, Figure, Span
from .patterns import any_of
from .text import Document

_LISTS = text.words("figures")
_MEASURES = {word: measure for measure, words in text.words("measures").items() for word in words}
_PEOPLE, _STOPS, _LABELS = (frozenset(_LISTS[name]) for name in ("people", "stops", "labels"))
_PLURAL, _SINGULAR, _MORE = (frozenset(_LISTS[name]) for name in ("irregular", "singular_s", "additional"))

_NUMBER = re.compile(rf"(?<![\w.,:/°#])(?:{numbers.NUMBER}|(?P<indefinite>{numbers.INDEFINITE}))(?![\w°/])(?!:[0-9])", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<!\w){numbers.BEFORE}\s\Z", re.IGNORECASE)
_AFTER = re.compile(numbers.AFTER, re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W_][\w.’'-]*)[\s-]\Z")
_WORD = re.compile(r"[\s-]([^\W\d_][\w’'-]*)")
_EFFECT = re.compile(rf"\b{any_of(_MEASURES)}\b", re.IGNORECASE)
_ESTIMATE = re.compile(r"\bestimate[sd]?\b|\bestimating\b|\bestimation\b", re.IGNORECASE)
_GAP = re.compile(r"\s")
_LONGEST_HEDGE = 40
_MOST_WORDS = 6
_NEAR = 6


def find(doc: Document, dates: Sequence[Date] = ()) -> list[Figure]:
    """The figures of an article in text order. dates: its time expressions; digits inside them are no figures."""
    taken = [(date.start, date.end) for date in dates]
    shouting = doc.text.isupper()
    found = []
    for match in _NUMBER.finditer(doc.text):
        for start, end, values, unit in _read(doc.text, match):
            if not _inside(taken, start, end) and not _is_label(doc.text, match, start, shouting):
                found.append((start, end, values, unit))
    return list(_figures(doc, found))


Found = tuple[int, int, numbers.FigureValue, str | None]


def _read(article: str, match: re.Match[str]) -> Iterator[Found]:
    """The number of a match with the hedge before and after it; two numbers where a range turns out to be none."""
    start = match.end("between") if match["between"] and match["high"] is None else match.start()
    before = _BEFORE.search(article, max(0, start - _LONGEST_HEDGE), start)
    after = _AFTER.match(article, match.end())
    unit = _unit(match)
    values = numbers.value_of(match, before and before["before"], after and after["after"])
    if values:
        yield before.start() if before else start, after.end() if after else match.end(), values, unit
    elif match["high"] is not None:
        for name in ("low", "high"):
            number = numbers.read_figure(match[name])
            if number:
                yield *match.span(name), number, unit


def _unit(match: re.Match[str]) -> str | None:
    """`percent` or the ISO 4217 code of the currency that is printed with the number."""
    if match["percent"]:
        return "percent"
    if match["sign"]:
        return numbers.SIGNS.get(_GAP.sub("", match["sign"]).casefold()) or numbers.SIGNS.get(match["sign"].casefold())
    return numbers.MONEY[_GAP.sub(" ", match["money"]).casefold()] if match["money"] else None


def _inside(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_right(taken, (end, -1)) - 1
    return place >= 0 and taken[place][1] > start


def _is_label(article: str, match: re.Match[str], start: int, shouting: bool) -> bool:
    """A number after a name ("Boeing 747", "Article 5") or a label, or in square brackets; and the word "one"."""
    if match["part"] and not re.match(r"half|halves|.*s\Z|.*[\s-]", match["part"], re.IGNORECASE | re.DOTALL):
        return True
    if match["sign"] or match["percent"] or match["money"]:
        return False
    if start == match.start() and (match["low"] or "").casefold() == "one" and not match["high"]:
        return True
    if article[start - 1 : start] == "[":
        return True
    before = _LAST_WORD.search(article, max(0, start - 24), start)
    if not before:
        return False
    word = before[1]
    if word.rstrip(".").casefold() in _LABELS:
        return True
    if shouting or not word[0].isupper() or not (match["low"] or "x")[0].isdigit():
        return False
    head = article[: before.start()].rstrip()[-1:] if before.start() < 400 else article[before.start() - 40 : before.start()].rstrip()[-1:]
    return head not in ("", ".", "!", "?", "\n", ":", "”", '"') and "\n" not in article[max(0, before.start() - 2) : before.start()]


def _figures(doc: Document, found: Sequence[Found]) -> Iterator[Figure]:
    """The found numbers with what they count, sentence by sentence."""
    starts = [start for start, _ in doc.sentences]
    effects: list[re.Match[str]] = []
    sentence = -1
    for start, end, values, unit in found:
        place = bisect_right(starts, start) - 1
        if place != sentence:
            sentence = place
            first, last = doc.sentences[place]
            effects = list(_EFFECT.finditer(doc.text, first, last))
        yield _figure(doc.text, (start, end), values, unit, effects, doc.sentences[place])


def _figure(
    article: str,
    span: tuple[int, int],
    values: numbers.FigureValue,
    unit: str | None,
    effects: Sequence[re.Match[str]],
    sentence: tuple[int, int],
) -> Figure:
    start, end = span
    counted = _counted(article, end, sentence[1])
    effect = _nearest(article, start, counted.end if counted else end, effects) if unit is None else None
    measure = _MEASURES[_GAP.sub(" ", effect.group()).casefold()] if effect else "other"
    if unit is None:
        unit = _singular(counted.text) if counted else None
        if unit is None and measure in ("killed", "injured", "missing", "captured", "abducted", "displaced"):
            unit = "person"
    hull = [start, end, *((counted.start, counted.end) if counted else ()), *(effect.span() if effect else ())]
    phrase = (min(hull), max(hull))
    return Figure(
        "figure", start, end, article[start:end], values.number, values.value, values.lower, values.upper, values.modifier,
        unit, measure, _ESTIMATE.search(article, *sentence) is not None, counted,
        Span(*phrase, article[phrase[0] : phrase[1]]),
    )  # fmt: skip


def _counted(article: str, end: int, limit: int) -> Span | None:
    """The noun phrase after a number, up to its first plural noun; None where no plural noun follows."""
    first = None
    for _ in range(_MOST_WORDS):
        match = _WORD.match(article, end, limit)
        if not match:
            return None
        word = match[1].casefold()
        if word in _STOPS:
            return None
        if first is None and word not in _MORE:
            first = match.start(1)
        end = match.end()
        if first is not None and _is_plural(word):
            return Span(first, end, article[first:end])
    return None


def _is_plural(word: str) -> bool:
    return word in _PLURAL or (word.endswith("s") and not word.endswith(("ss", "'s", "’s", "ous")) and word not in _SINGULAR)


def _singular(phrase: str) -> str:
    """The singular of the last word: `person` for people of every kind."""
    word = re.split(r"[\s-]", phrase)[-1].casefold()
    if word in _PEOPLE:
        return "person"
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", "")):
        if word.endswith(ending) and word not in _PLURAL:
            return word[: -len(ending)] + instead
    return word


def _nearest(article: str, start: int, end: int, effects: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The effect word that the fewest words part from the number, at most six; before wins over after."""
    best, least = None, _NEAR + 1
    for effect in effects:
        gap = article[effect.end() : start] if effect.end() <= start else article[end : effect.start()] if effect.start() >= end else ""
        words = len(gap.split())
        if words < least:
            best, least = effect, words
    return best
