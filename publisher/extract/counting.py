"""What a number counts, and what happened to it: the noun phrase after the number, and the word of effect it goes with.

A word of effect takes the nearest number on its own side: "killed seven people" looks ahead, "seven people were killed"
and "two bridges collapsed" look back. Numbers joined by "and" share it ("six priests and two women were killed").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from . import effects, numbers, text
from .candidates import Span
from .countries import DEMONYMS, LANDS
from .effects import NEAR, Effect
from .patterns import WORD, any_of
from .text import Pair

_LISTS = text.word_lists("figures")
_PEOPLE, _STOPS, _SINGULARS, _MORE, _ATTRIBUTES, _NO_MEN = (
    frozenset(_LISTS[name]) for name in ("people", "stops", "singular_s", "additional", "attributes", "singular_men")
)
_SINGULAR_ENDS = _LISTS["singular_ends"]
_PLURAL_END, _LATIN_END, _PLURAL_MEN, _SINGULAR_MAN = (
    _LISTS[name][0] for name in ("plural_end", "latin_end", "plural_men", "singular_man")
)
_SINGULAR_OF = [tuple(pair.split(" ")) for pair in _LISTS["singular_of"]]
_NATIONALS = frozenset(f"{demonym.casefold()}{_LISTS['plural_end'][0]}" for demonym in DEMONYMS)
_PEOPLE_ENDS = tuple(_LISTS["people_ends"])
_UNITS = {unit.casefold(): unit for unit in _LISTS["glued"]}
_PLURALS = dict(pair.split() for pair in _LISTS["irregular"]) | _UNITS
_PER = _LISTS["per"][0]
_RATE = re.compile(rf" {any_of(_LISTS['per'])} ({any_of(_LISTS['rates'])})\b", re.IGNORECASE)
_THINGS, MEASURED = (frozenset(effects.WORDS[name]) for name in ("things", "measured"))
_AREAS = dict(pair.split() for pair in _LISTS["areas"])  # another unit altogether
_TO_PEOPLE = ("killed", "injured", "missing", "captured", "abducted", "displaced")

_LETTER = rf"{WORD[:-1]}’'-]"
_WORD = re.compile(rf"[\s-]((?:[A-Z]\.){{2,9}}|[^\W\d_]{_LETTER}{{0,60}}+(?!{_LETTER}))")  # what is longer is no word
_NAMED = "of uncounted part_of joint along elsewhere new_clause apposed range of_them people_of"
_OF, _UNCOUNTED, _PART_OF, _JOINT, _ALONG, _ELSEWHERE, _NEW_CLAUSE, _APPOSED, _RANGE, _OF_THEM, _PEOPLE_OF = (
    re.compile(effects.PATTERNS[name], re.IGNORECASE) for name in _NAMED.split()
)
_COMPOUND = re.compile(r"-([a-z]{3,20}+)(?![\w’'])")
_NO_COMPOUNDS, _MANY_STRONG = frozenset(_LISTS["no_compounds"]), frozenset(_LISTS["many_strong"])
_MOST_WORDS = 6  # of a noun phrase
_MOST_OF_ONE = 4  # words of it where it counts one
_ONE = tuple(_LISTS["pronoun_one"])
_FAR = 150  # characters that are more than so many words
_FARTHEST = 400  # characters between a number and the word of effect that it shares with others
_SOMEBODY = _LISTS["somebody"]  # singular endings of those who do something
_BEFORE = 30  # characters before a number


class Count(NamedTuple):
    """A number with the noun phrase after it. start, end: both together; unit: what one of the counted is; whole: a
    part of them was counted before ("30 of the 45 passengers"), and what happened, happened to that part."""

    start: int
    end: int
    counted: Span | None
    unit: str | None
    whole: bool = False


def count(article: str, start: int, end: int, limit: int) -> Count:
    """The number at start, end and what it counts, looked for before `limit`."""
    whole = _PART_OF.search(article, max(0, start - _BEFORE), start) is not None
    if article[start:end].casefold().endswith(_ONE) and (one := somebody(article, end, limit)):
        return Count(start, one.end, one, "person", whole)
    end, counted = _noun_phrase(article, end, limit)
    if counted is None:
        return Count(start, end, None, None, whole)
    rate = _RATE.match(article, end, limit)  # 90 kilometres per hour: a speed, and no length
    return Count(
        start, end, counted, f"{_unit(counted.text)} {_PER} {rate[1].lower()}" if rate else _unit(counted.text), whole
    )


def is_counted(article: str, start: int) -> bool:
    """Whether what happened may have happened to those that the number at start counts: not to "neither of the two"."""
    return _UNCOUNTED.search(article, max(0, start - _BEFORE), start) is None


def somebody(article: str, end: int, limit: int) -> Span | None:
    """The person that the word before an offset counts: one (senior police officer)."""
    start, position = None, end
    for _ in range(_MOST_OF_ONE):
        match = _WORD.match(article, position, limit)
        word = match[1].casefold() if match else ""
        if not match or word in _STOPS:
            return None
        start, position = start or match.start(1), match.end()
        if word in _single_people():
            return Span(start, position, article[start:position])
    return None


@cache
def _single_people() -> frozenset[str]:
    """What one of each of the people is: guard."""
    return frozenset(map(singular, _PEOPLE)) | {word.removesuffix(_PLURAL_END) for word in _PEOPLE}


def parts(counts: Sequence[Count]) -> list[Count]:
    """The counts of a sentence, in text order, the part of a whole with what the whole counts."""
    found = list(counts)
    for place, (part, whole) in enumerate(pairwise(counts)):
        if whole.whole and not part.counted:
            found[place] = part._replace(end=whole.end, counted=whole.counted, unit=whole.unit)
    return found


def linked(article: str, counts: Sequence[Count], found: Sequence[Effect]) -> list[Effect | None]:
    """For each count of a sentence, in text order, the word of effect that goes with it."""
    best: list[Effect | None] = [None] * len(counts)
    least = [NEAR + 1] * len(counts)
    starts = [one.start for one in counts]
    for effect in found:
        place = _taken(article, counts, starts, effect)
        if place is not None and counts[place].whole and not counts[place].start < effect.start < counts[place].end:
            place = place - 1 if place and counts[place - 1].end >= counts[place].end else None
        if place is not None and _fits(counts[place], effect):
            words = _words_between(article, counts[place], effect)
            if words < least[place] and words <= effect.far:
                best[place], least[place] = effect, words
    for place in range(1, len(counts)):
        best[place] = best[place] or _shared(article, counts[place - 1 : place + 1], best[place - 1], ahead=True)
    for place in reversed(range(len(counts) - 1)):
        best[place] = best[place] or _shared(article, counts[place : place + 2], best[place + 1], ahead=False)
    ends = [effect.end for effect in found]
    for place, one in enumerate(counts):
        last = bisect_right(ends, one.start) - 1
        if best[place] is None and last >= 0 and _fits(one, found[last]):
            before = article[max(0, one.start - _BEFORE) : one.start]
            best[place] = found[last] if _ALONG.search(before) and _reaches(one, found[last]) else None
        if place and not best[place] and _OF_THEM.search(article, one.start, one.end):
            best[place] = best[place - 1]
    return best


def _taken(article: str, counts: Sequence[Count], starts: Sequence[int], effect: Effect) -> int | None:
    """The count that a word of effect takes: the one it is in, else the next one on its side that counts no part of
    another (six priests, five of them old, were killed)."""
    before = bisect_right(starts, effect.start) - 1
    if before >= 0 and effect.start < counts[before].end:
        return before
    if effect.ahead:
        return before + 1 if before + 1 < len(counts) else None
    while before > 0 and _APPOSED.match(article, counts[before].end, effect.start):
        before -= 1
    return before if before >= 0 else None


def _words_between(article: str, one: Count, effect: Effect) -> int:
    first, last = (effect.end, one.start) if effect.end <= one.start else (one.end, effect.start)
    if effect.end <= one.start and _NEW_CLAUSE.search(article, first, last):
        return NEAR + 1
    if last - first >= _FAR or ";" in article[first:last] or _ELSEWHERE.match(article, first, last):
        return NEAR + 1
    return len(article[first:last].split())


def _shared(article: str, pair: Sequence[Count], effect: Effect | None, *, ahead: bool) -> Effect | None:
    """The effect of the neighbour for the other of two counts that are joined, in the direction in which it looks."""
    other, own = pair[ahead], pair[not ahead].counted
    if not effect or effect.ahead != ahead or not _fits(other, effect) or not _reaches(other, effect):
        return None
    if other.counted and own and own.start <= effect.start < own.end:  # 300 infections and 32 deaths
        return None
    if not pair[0].counted and _RANGE.match(article, pair[0].end, pair[1].start):
        return effect
    return effect if _JOINT.match(article, pair[0].end, pair[1].start) else None


def _reaches(one: Count, effect: Effect) -> bool:
    """Whether the two are near enough for one phrase."""
    return max(one.start - effect.end, effect.start - one.end) < _FARTHEST


def _fits(one: Count, effect: Effect) -> bool:
    """Only people are killed or abducted; only things are damaged or collapse, and no measures of things."""
    if effect.measure in _TO_PEOPLE:
        return one.unit not in _THINGS
    return one.unit is not None and one.unit != "person" and one.unit not in MEASURED


def unit(article: str, one: Count, effect: Effect | None) -> str | None:
    """What one of the counted is; `person` where it happened to people and nothing else, or somebody, is named, and
    where people make up what the number is the size of."""
    if not one.unit and _PEOPLE_OF.search(article, max(0, one.start - _BEFORE), one.start):
        return "person"
    if effect and effect.measure in _TO_PEOPLE and (not one.unit or one.unit.endswith(_SOMEBODY)):
        return "person"
    return one.unit


def _noun_phrase(article: str, end: int, limit: int) -> tuple[int, Span | None]:
    """Where the words that go with a number end, and the noun phrase among them, up to its first plural noun."""
    while (more := _WORD.match(article, end, limit)) and more[1].casefold() in _MORE:
        end = more.end()
    compound = _COMPOUND.match(article, end, limit)  # 150-foot, 13-member
    if compound and compound[1] in _MANY_STRONG:
        return _noun_phrase(article, compound.end(), limit)
    if compound and compound[1] not in _NO_COMPOUNDS and not compound[1].endswith(_PLURAL_END):
        return compound.end(), Span(*compound.span(1), compound[1])
    if them := _OF_THEM.match(article, end, limit):
        return _part_of_them(article, (end, them.end() - 1), limit)
    of = _OF.match(article, end, limit)
    start, position = None, of.end() if of else end
    for _ in range(_MOST_WORDS):
        match = _WORD.match(article, position, limit)
        word = match[1].casefold() if match else ""
        if not match or word in _STOPS:
            return end, None
        if not start and word in numbers.WORDS and not article.startswith("-", match.end()):  # nine four years ago
            return end, None
        start, position = start or match.start(1), match.end()
        if article[start:position] in LANDS:  # two United States jets
            continue
        if _is_letters(article, match):
            continue
        if _is_plural(match[1]) and not (word in _ATTRIBUTES and _goes_on(article, position, limit)):
            return position, Span(start, position, article[start:position])
    return end, None


def _part_of_them(article: str, them: Pair, limit: int) -> tuple[int, Span | None]:
    """Four of them (children): the words "of them", and the people they are."""
    match = _WORD.match(article, them[1], limit)
    if not match or match[1].casefold() not in _PEOPLE:
        return them[0], None
    return match.end(), Span(*match.span(1), match[1])


def _is_letters(article: str, match: re.Match[str]) -> bool:
    """Whether a word in capitals is letters of a name and no plural (400 SES volunteers), in text that has others."""
    if not match[1].isupper() or match[1].casefold() in _PLURALS:
        return False
    around = article[max(0, match.start() - _BEFORE) : match.end() + _BEFORE]
    return any(letter.islower() for letter in around)


def _goes_on(article: str, end: int, limit: int) -> bool:
    """Whether another plural follows: 12 weapons caches."""
    match = _WORD.match(article, end, limit)
    return match is not None and _is_plural(match[1])


def _is_plural(printed: str) -> bool:
    word = printed.casefold()
    if word in _PLURALS:
        return _UNITS.get(word, printed) == printed or printed.isupper()  # MB, but no Mb
    if _is_men(word):
        return True
    if not word.endswith(_PLURAL_END) or word.endswith(_SINGULAR_ENDS) or word in _SINGULARS:
        return False
    return not word.endswith(_LATIN_END) or printed.istitle()  # Hutus


def _is_men(word: str) -> bool:
    """Whether a word in lower case is a compound of men or women: gunmen, businesswomen."""
    return word.endswith(_PLURAL_MEN) and word not in _NO_MEN


def _unit(phrase: str) -> str:
    """The singular of the last word: `person` for people of every kind."""
    *before, word = re.split(r"[\s-]", phrase.casefold())
    if before and before[-1] in _AREAS:
        return f"{_AREAS[before[-1]]} {singular(word)}"
    people = word in _PEOPLE or word in _NATIONALS or word.endswith(_PEOPLE_ENDS) or _is_men(word)
    return "person" if people or word + _PLURAL_END in _PEOPLE else singular(word)


def singular(word: str) -> str:
    """The singular of a plural in lower case; of a unit that is printed with its digits, its own letters ("mw": MW)."""
    if word in _PLURALS:
        return _PLURALS[word]
    if _is_men(word):
        return word.removesuffix(_PLURAL_MEN) + _SINGULAR_MAN
    for ending, instead in _SINGULAR_OF:
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    return word
