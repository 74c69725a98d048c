"""The ways in which an article prints names, each once, with what its mentions tell of the kind of its actor."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .. import text
from ..candidates import Name
from ..capitals import GIVEN, LISTS
from ..text import Document
from . import votes

KINDS = ("person", "organization", "place", "other", "state")
_MARKS = ".,;:!?()[]\"'“”‘’"
_LONGEST_STATE = 60  # characters
_ARTICLES = ("The", "the")
_SUFFIXES = frozenset(text.words("actors")["company_suffixes"])
_PERSON_SUFFIXES = frozenset(text.words("people")["suffixes"])
_POSSESSIVE = re.compile(r"[’']s?\Z")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an article prints a name. words: without title, article, possessive and "Ltd"; places: its
    mentions, as numbers in the list of names; weights: kind -> what all of them tell."""

    words: tuple[str, ...]
    places: tuple[int, ...]
    weights: Mapping[str, int]

    @property
    def printed(self) -> str:
        """The words with blanks between them."""
        return " ".join(self.words)

    @property
    def kind(self) -> str:
        """The kind that its mentions tell."""
        return elected(self.weights)

    @property
    def state(self) -> str | None:
        """The ISO 3166-1 code of the state that it names, or whose own it is ("French"); None for any other."""
        named, owned = states()
        return named.get(self.printed) or owned.get(self.printed)


def find(doc: Document, names: Sequence[Name]) -> list[Form]:
    """The forms of the names, in the order of their first mention."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    weights: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    everyday = frozenset(word.strip(_MARKS) for word in doc.text.split() if word[:1].islower())
    datelines = {start for start, end in doc.paragraphs if text.dateline(doc.text, (start, end))}
    for place, name in enumerate(names):
        words, titled = core(name.text)
        words = _whole_state(doc.text[: name.end], words)
        places[words].append(place)
        printed = " ".join(words)
        told = {"state": votes.SURE} if _is_state(printed) else votes.of(doc.text, name, words, titled, everyday)
        if name.start in datelines:
            told = {"place": votes.HEAD}
        weights[words].update(told)
    for words in places:
        if len(words) > 1:  # who is named in full is called by the last word later, a body by the first
            weights[words]["person"] += votes.LIKELY * ((words[-1],) in places)
            weights[words]["organization"] += votes.STRONG * ((words[0],) in places and words[0] not in GIVEN)
    return [Form(words, tuple(places[words]), weights[words]) for words in places]


def elected(weights: Mapping[str, int]) -> str:
    """The kind with the most weight; `other` where nothing tells."""
    kind = max(KINDS, key=lambda kind: weights.get(kind, 0))
    return kind if weights.get(kind, 0) else "other"


def core(printed: str) -> tuple[tuple[str, ...], bool]:
    """The words that name, and whether a title came before them. "General Motors" keeps its first word, since the last
    one heads the name of a body."""
    words = _POSSESSIVE.sub("", printed).split()
    headed, titled = words[-1].rstrip(".,") in LISTS["organization"], False
    while len(words) > 1 and (words[0] in _ARTICLES or (words[0] in LISTS["titles"] and not headed)):
        titled = titled or words[0] not in _ARTICLES
        words = words[1:]
    if len(words) > 1 and words[-1].lower() in _PERSON_SUFFIXES:
        words = words[:-1]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = [*words[:-2], words[-2].rstrip(",")]
    return tuple(words), titled


@cache
def states() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Name of a state -> its ISO 3166-1 code; word for its people and what is its own -> its code."""
    named: dict[str, str] = {}
    owned: dict[str, str] = {}
    for code, listed in text.table("states").items():
        named |= dict.fromkeys(listed["names"], code)
        owned |= dict.fromkeys((*listed.get("demonyms", ()), *listed.get("people", ())), code)
    return named, owned


def _whole_state(until: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The longest name of a state that a text ends with, where these words are the end of it: "Democratic People's
    Republic of Korea" is not the Republic of Korea."""
    printed = until[-_LONGEST_STATE:].replace("’", "'")
    longer = [name for name in _ended_by().get(" ".join(words), ()) if printed.endswith(name)]
    return tuple(max(longer, key=len).split()) if longer else words


@cache
def _ended_by() -> Mapping[str, Sequence[str]]:
    """Name of a state -> the longer names of states that it ends."""
    named, _ = states()
    return {name: [longer for longer in named if longer.endswith(f" {name}")] for name in named}


def _is_state(printed: str) -> bool:
    return any(printed in words for words in states())
