"""Words that say what happened to those that a number counts: killed, destroyed, hostage.

A word looks ahead for its number ("killed seven people") or back ("seven people were killed").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from . import numbers, text
from .patterns import any_of, cased
from .text import Pair

WORDS = text.word_lists("effects")
"""The lists of words/effects.toml."""
_MEASURES = {word: measure for measure, words in text.word_lists("measures").items() for word in words}
_AFTER_THE_COUNTED, _BEFORE_THE_COUNTED, _BREAKS, _OTHER_SENSE, _NOUNS, _OF_WHOM = (
    frozenset(WORDS[name])
    for name in ("after_the_counted", "before_the_counted", "breaks", "other_sense", "nouns", "of_whom")
)
_EFFECT = re.compile(rf"\b(?=[A-Za-z]){any_of(cased(_MEASURES))}\b")
PATTERNS = text.patterns(
    "figures",
    {
        **{name: any_of(words) for name, words in WORDS.items()},
        "number_words": any_of([*numbers.WORDS, *numbers.FRACTIONS, *text.word_lists("figures")["parts"]]),
        "hedge": numbers.BEFORE,
    },
)
"""The patterns of rules/figures.toml."""
_PASSIVE, _DENIAL, _UNREAL, _HEDGED, _SUBSET, _WITHIN, _AND, _OR = (
    re.compile(PATTERNS[name], re.IGNORECASE)
    for name in ("passive", "denial", "unreal", "hedged", "subset", "within", "and", "or")
)
_NEXT = re.compile(r"\s*([\w’']+|.)?")
_GAP = re.compile(r"\s+")
NEAR = 10
"""Words between a number and its word of effect."""
_AFTER_OF = 7  # words between "the death of" and the number
_BEFORE = 30  # characters before a word of effect that show its voice


class Effect(NamedTuple):
    """A word that says what happened. ahead: its number follows; far: words that may be between the two."""

    start: int
    end: int
    measure: str
    ahead: bool
    far: int


def find(article: str, sentence: Pair) -> Iterator[Effect]:
    """The words of effect in a sentence, without those that are denied ("no injuries"), name a whole beside another
    effect ("3 of the wounded died"), or are one of two ("killed or injured")."""
    matches = [*_EFFECT.finditer(article, *sentence)]
    either = {
        one.start()
        for pair in pairwise(matches)
        if _OR.fullmatch(article, pair[0].end(), pair[1].start()) and len({*map(_measure, pair)}) > 1
        for one in pair
    }
    for place, match in enumerate(matches):
        if match.start() in either:
            continue
        before = article[max(sentence[0], match.start() - _BEFORE) : match.start()]
        if _DENIAL.search(before) or _UNREAL.search(before):
            continue
        if len(matches) > 1 and _SUBSET.search(before):
            continue
        word = _GAP.sub(" ", match.group()).casefold()
        following = _NEXT.match(article, match.end(), sentence[1])
        if following and (following[1] or "").casefold() in _OTHER_SENSE:  # shot up
            continue
        of = following is not None and following[1] in _OF_WHOM
        if word in _NOUNS and not of and _WITHIN.search(before):  # seven were involved in the murder
            continue
        later = [
            other for other in matches[place + 1 : place + 2] if _AND.fullmatch(article, match.end(), other.start())
        ]
        broken = _is_broken(article, (later or [match])[0].end(), sentence[1])  # shot and killed two
        ahead = word in _BEFORE_THE_COUNTED or not (word in _AFTER_THE_COUNTED or broken or _PASSIVE.search(before))
        yield Effect(match.start(), match.end(), _MEASURES[word], ahead, _AFTER_OF if of and word in _NOUNS else NEAR)


def _measure(match: re.Match[str]) -> str:
    return _MEASURES[_GAP.sub(" ", match.group()).casefold()]


def _is_broken(article: str, end: int, limit: int) -> bool:
    """Whether no object follows the word of effect that ends at an offset."""
    if _HEDGED.match(article, end, limit):
        return False
    following = _NEXT.match(article, end, limit)
    return not (following and following[1] and following[1][0].isalnum()) or following[1].casefold() in _BREAKS
