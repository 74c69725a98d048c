"""Pronouns and descriptions that a draft proposes as mentions: "his", "I" in the words of a person, "the mayor"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from publisher.curation.draft.actors.antecedents import Antecedents, Spoken
from publisher.curation.draft.actors.descriptions import descriptions
from publisher.curation.draft.actors.offices import offices
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import Found
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Mention, Record
from publisher.records.span_index import SpanIndex

_LISTS = word_lists("drafts")
_FIRST = frozenset(_LISTS["first_person"])
_PERSONAL = any_of([*_FIRST, *_LISTS["of_person"], *_LISTS["possessive"], *_LISTS["objects"]])
_PRONOUN = re.compile(rf"\b{_PERSONAL}(?![\w-])", re.IGNORECASE)
_ITS = re.compile(rf"\b{any_of(_LISTS['owned_by_body'])}(?![\w’'-])", re.IGNORECASE)
_BODIES = ("state", "organization")


class _Said(NamedTuple):
    """Words of a record that are of some actors, or that they say."""

    start: int
    end: int
    actors: Sequence[str]


def pronouns(found: Found, referents: Referents, records: Sequence[Record]) -> Iterator[Mention]:
    """The pronouns and descriptions of an article, each with the actor that it most likely means, in the paragraphs of
    the records that a draft proposes, where no record names an actor by them."""
    told = _Pronouns(found, referents, records)
    paragraphs = found.document.paragraphs
    resting = {paragraph_at(paragraphs, mark.start) for record in records for mark in record.marks}
    offices_of = SpanIndex(_Said(office.start, office.end, []) for office in offices(found, ()))
    for mention in (*told.described, *told.of_persons(), *told.of_bodies()):
        cut = any(not _holds(mention, office) for office in offices_of.overlapping(mention.start, mention.end))
        if paragraph_at(paragraphs, mention.start) in resting and not cut:
            yield mention


def taken_up(found: Found, referents: Referents, records: Sequence[Record]) -> dict[tuple[int, int], str]:
    """The pronouns of an article: where one begins and ends -> the actor that it most likely means."""
    told = _Pronouns(found, referents, records)
    return {(one.start, one.end): one.actor_id for one in (*told.of_persons(), *told.of_bodies())}


def _holds(mention: Mention, office: _Said) -> bool:
    """Whether the words of a mention are within those of an office, or the other way round."""
    starts, ends = mention.start <= office.start, office.end <= mention.end
    return starts is ends or mention.start == office.start or mention.end == office.end


@dataclass(frozen=True)
class _Pronouns:
    found: Found
    referents: Referents
    records: Sequence[Record]

    @cached_property
    def described(self) -> Sequence[Mention]:
        """The descriptions, none inside another."""
        kept: list[Mention] = []
        for mention in sorted(descriptions(self.referents), key=lambda one: (one.start, -one.end)):
            apart = not kept or kept[-1].end <= mention.start
            same = bool(kept) and (kept[-1].start, kept[-1].end) == (mention.start, mention.end)  # both sides
            if (apart or (same and mention not in kept)) and self._is_free(mention.start, mention.end):
                kept.append(mention)
        return kept

    def of_persons(self) -> Iterator[Mention]:
        """The pronouns of persons, the first first: each may take up what one before it means."""
        for match in _PRONOUN.finditer(self.found.text):
            person = self._person(match[0].casefold(), match.start()) if self._is_free(*match.span()) else None
            if person:
                yield Mention(person, *match.span(), "pronoun", "resolved")
                self._antecedents.note(*match.span(), person)

    def of_bodies(self) -> Iterator[Mention]:
        """What is a body's or a state's own: "Gull repaired its boats"."""
        for match in _ITS.finditer(self.found.text):
            body = self._antecedents.body(match.start(), _BODIES) if self._is_free(*match.span()) else None
            if body:
                yield Mention(body, *match.span(), "pronoun", "resolved")

    def _person(self, word: str, start: int) -> str | None:
        said = next(self._quoted.enclosing(start, start + 1), None)
        if word not in _FIRST:
            return self._antecedents.person(start, word, said.actors if said else (), said.start if said else 0)
        (speaker,) = said.actors if said and len(said.actors) == 1 else ("",)
        return speaker if self.referents.types.get(speaker) == "person" else None

    def _is_free(self, start: int, end: int) -> bool:
        """Whether no record names an actor by these words."""
        return not any((one.start, one.end) == (start, end) for one in self._named.overlapping(start, end))

    @cached_property
    def _antecedents(self) -> Antecedents:
        spoken = {Spoken(name.start, name.end, str(name.actor_id)) for name in self.referents.names.values()}
        spoken |= {Spoken(mention.start, mention.end, mention.actor_id) for mention in self.described}
        named = self._named.overlapping(0, len(self.found.text))
        spoken |= {Spoken(one.start, one.end, one.actors[0]) for one in named if len(one.actors) == 1}
        return Antecedents(self.found, sorted(spoken), self.referents.types)

    @cached_property
    def _named(self) -> SpanIndex[_Said]:
        """Words that records name an actor by, with that actor."""
        links = (link for record in self.records for link in record.links)
        return SpanIndex(
            [
                *self._of("speaker"),
                *self._of("counted"),
                *(_Said(one.mark.start, one.mark.end, [one.actor_id]) for one in links if one.mark and one.actor_id),
            ]
        )

    @cached_property
    def _quoted(self) -> SpanIndex[_Said]:
        return SpanIndex(self._of("quoted"))

    def _of(self, field: str) -> Iterator[_Said]:
        for record in self.records:
            counted = record.values.get("counted_actor_id")
            actors = record.actors("speaker") or ([str(counted)] if counted else [])
            yield from (_Said(mark.start, mark.end, actors) for mark in record.of(field))
