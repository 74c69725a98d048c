"""Where an article speaks of collectives that have no proper name ("the militants"), and which of them "they" and
"them" take up: the one that the sentence tells of before, or the one before it alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from publisher.curation.draft.actors.referents import Referents, core
from publisher.curation.draft.events.words import Reader
from publisher.extract.candidates import Span
from publisher.extract.text import word_lists

_LISTS = word_lists("drafts")
_ARTICLES = frozenset(_LISTS["before_people"])
_WORD_BEFORE = re.compile(r"(?<![\w’'-])([^\W\d_]+) \Z")
_LONGEST = 12  # characters of an article or possessive, and more
_ENDS = ("'", "’")
_BEFORE_GROUP = _ARTICLES.union(_LISTS["unnamed"])
_BACK = 8  # collectives before a pronoun that are looked at


@dataclass(frozen=True, slots=True)
class Collective:
    """Words for a collective, with their article."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True)
class Collectives:
    """The collectives of an article."""

    referents: Referents

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.referents.found)

    @cached_property
    def all(self) -> Sequence[Collective]:
        """All that the article speaks of, in the order of the text."""
        longest: dict[int, Collective] = {}
        for collective in self._found():
            if collective.end not in longest or collective.start < longest[collective.end].start:
                longest[collective.end] = collective
        kept: list[Collective] = []
        for collective in sorted(longest.values(), key=lambda collective: (collective.start, -collective.end)):
            if not kept or kept[-1].end <= collective.start:
                kept.append(collective)
        return kept

    def taken_up(self, start: int, not_by: Collection[str]) -> Collective | None:
        """Which one a pronoun for several takes up: the last one before it in its sentence, else the only one of the
        sentence before. not_by: who speaks, and so speaks of somebody else."""
        found = self.referents.found
        number = found.sentence_number(start)
        last = bisect_left(self.all, start, key=lambda collective: collective.start)
        near = [collective for collective in self.all[max(0, last - _BACK) : last] if collective.actor not in not_by]
        here = [mention for mention in near if found.sentence_number(mention.start) == number]
        before = [mention for mention in near if found.sentence_number(mention.start) == number - 1]
        if here:
            return here[-1]
        return before[-1] if len({mention.actor for mention in before}) == 1 else None

    def _found(self) -> Iterator[Collective]:
        text = self.referents.found.text
        for name in self.referents.groups:
            head = core(name)
            for form in {name, head, head.rpartition(" ")[2]}:
                for match in re.finditer(rf"(?<![\w’'-]){re.escape(form)}(?![\w-])", text, re.IGNORECASE):
                    yield from self._read(*match.span(), whole=form == name)

    def _is_phrase(self, start: int, end: int) -> bool:
        """Whether words are the whole of their noun phrase, but for its article and how many they are: "police" is
        nobody in "police station" and somebody else in "border police"."""
        text = self.referents.found.text
        first, last = self._reader.phrase(start)[0], self._reader.phrase(end - 1)[1]
        before = text[first:start].casefold().split()
        return (last <= end or text[end:last].startswith(_ENDS)) and all(word in _BEFORE_GROUP for word in before)

    def _read(self, start: int, end: int, whole: bool) -> Iterator[Collective]:
        """The collective of some words; of less than its name only behind an article, "the militants"."""
        text = self.referents.found.text
        word = _WORD_BEFORE.search(text, max(0, start - _LONGEST), start)
        before = word[1] if word else ""
        definite = before.casefold() in _ARTICLES
        if not self._is_phrase(start, end):
            return
        actors = self.referents.actors(Span(start, end, text[start:end])) if whole or definite else ()
        if len(actors) == 1 and self.referents.types.get(actors[0]) == "group":
            begin = start - len(before) - 1 if definite else start
            yield Collective(begin, end, actors[0])
