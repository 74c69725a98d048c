"""The ways in which an article prints names, each once, with what its mentions tell of the kind of its actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import add

from .. import text
from ..candidates import Name
from ..countries import is_part
from ..memo import Memo
from ..name_words import GIVEN
from ..text import Document
from . import votes
from .votes import KINDS, ORGANIZATION, PERSON, Weights

_MARKS = ".,;:!?()[]\"'“”‘’"
_LONGEST_STATE = 60  # characters
_DATELINE = [0, 0, votes.HEAD, 0, 0]
_STATE = [0, 0, 0, 0, votes.SURE]


def _without_marks(word: str) -> str:
    return word.strip(_MARKS) if word[0].islower() else ""


_everyday = Memo(_without_marks).__getitem__
"""A printed word that begins without a capital, without marks around it; of any other, nothing."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an article prints a name. words: without title, article, possessive and "Ltd"; printed: these
    words with blanks between them; places: its mentions, as numbers in the list of names; weights: what all of them
    tell; kind: the kind with the most weight; evident: the kinds that one mention alone tells; state: the ISO 3166-1
    code of the state that it names, or whose own it is ("French"), None for any other."""

    words: tuple[str, ...]
    printed: str
    places: tuple[int, ...]
    weights: Weights
    kind: str
    evident: frozenset[str]
    state: str | None


def find_forms(doc: Document, names: Sequence[Name]) -> list[Form]:
    """The forms of the names, in the order of their first mention."""
    places: dict[tuple[str, ...], list[int]] = {}
    weights: dict[tuple[str, ...], Weights] = {}
    evident: dict[tuple[str, ...], set[str]] = {}
    printed = [_whole_state(doc.text, name.end, votes.printed(name.text).words) for name in names]
    surnames = {words[-1] for words in printed if len(words) > 1}
    everyday = {*map(_everyday, text.printed_words(doc.text))}
    datelines = text.datelines(doc)
    for place, name in enumerate(names):
        words = printed[place]
        if name.start in datelines:
            told = _DATELINE
        else:
            told = _STATE if _state(doc.text, " ".join(words)) else votes.of(doc.text, name, everyday, surnames)
        if words in places:
            places[words].append(place)
            weights[words] = [*map(add, weights[words], told)]
        else:
            places[words], weights[words], evident[words] = [place], [*told], set()
        evident[words].update(kind for kind, weight in zip(KINDS, told, strict=True) if weight >= votes.STRONG)
    for words in places:
        if (
            len(words) == 1
            and words[0] not in surnames
            and words[0] not in GIVEN
            and weights[words][PERSON] < votes.HEAD
        ):
            weights[words][ORGANIZATION] += weights[words][PERSON]  # said X: a person is named in full before
            weights[words][PERSON] = 0
        if len(words) > 1:  # who is named in full is called by the last word later, a body by the first
            weights[words][PERSON] += votes.LIKELY * ((words[-1],) in places)
            weights[words][ORGANIZATION] += votes.STRONG * ((words[0],) in places and words[0] not in GIVEN)
    return [
        Form(
            words,
            " ".join(words),
            tuple(numbers),
            weights[words],
            elected(weights[words]),
            frozenset(evident[words]),
            _state(doc.text, " ".join(words)),
        )
        for words, numbers in places.items()
    ]


def elected(weights: Weights) -> str:
    """The kind with the most weight; `other` where nothing tells."""
    most = max(weights)
    return KINDS[weights.index(most)] if most else "other"


@cache
def states() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Name of a state -> its ISO 3166-1 code; word for its people and what is its own -> its code."""
    named: dict[str, str] = {}
    owned: dict[str, str] = {}
    for code, listed in text.table("states").items():
        named |= dict.fromkeys(listed["names"], code)
        owned |= dict.fromkeys((*listed.get("demonyms", ()), *listed.get("people", ())), code)
    return named, owned


def country_of_people(word: str) -> str | None:
    """The ISO 3166-1 code of the state whose people, or what is theirs, a word names: Norwegian."""
    return states()[1].get(word)


def _state(article: str, printed: str) -> str | None:
    return None if is_part(article, printed) else _all_states().get(printed)


@cache
def _all_states() -> Mapping[str, str]:
    named, owned = states()
    return {**owned, **named}


def _whole_state(article: str, end: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The longest name of a state that ends at an offset, where these words are the end of it: "Democratic People's
    Republic of Korea" is not the Republic of Korea."""
    longer = _ended_by().get(" ".join(words))
    if not longer:
        return words
    printed = article[max(0, end - _LONGEST_STATE) : end].replace("’", "'")
    return tuple(max((name for name in longer if printed.endswith(name)), key=len, default=" ".join(words)).split())


@cache
def _ended_by() -> Mapping[str, Sequence[str]]:
    """Name of a state -> the longer names of states that it ends."""
    named, _ = states()
    return {name: [longer for longer in named if longer.endswith(f" {name}")] for name in named}
