"""Pronouns and descriptions that a draft proposes as mentions: "his", "I" in the words of a person, "the mayor", "his
country"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from publisher.curation.draft.actors.antecedents import Antecedents, Spoken
from publisher.curation.draft.actors.collectives import Collectives
from publisher.curation.draft.actors.descriptions import Descriptions
from publisher.curation.draft.actors.offices import offices
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.inputs.actors_file import Actors
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Mark, Mention, Record
from publisher.records.span_index import SpanIndex

_LISTS = word_lists("drafts")
_KINDS = ("first_person", "first_persons", "of_person", "possessive", "objects")
_FIRST, _OURS, _SUBJECT, _POSSESSIVE, _OBJECT = (frozenset(_LISTS[name]) for name in _KINDS)
_PRONOUN = re.compile(rf"\b{any_of(_FIRST | _OURS | _SUBJECT | _POSSESSIVE | _OBJECT)}(?![\w-])", re.IGNORECASE)
_HOMELAND = re.compile(rf" (?:own )?{any_of(_LISTS['homelands'])}\b")
_OWNED = re.compile(rf" (?!{any_of(_LISTS['not_owned'])}\b)[^\W\d_]")
_TO_SPEAKER = re.compile(r" [^\W\d_]+, ")  # from "his" to "Roe" in "For his part, Roe said"
_ITS = re.compile(rf"\b{any_of(_LISTS['owned_by_body'])}(?![\w’'-])", re.IGNORECASE)
_SEVERAL = re.compile(rf"\b{any_of(_LISTS['several'])}(?![\w’'-])", re.IGNORECASE)
_ITSELF = re.compile(rf"({any_of([*_LISTS['of_body'], *_LISTS['of_several']])}) (?!{any_of(_LISTS['it_is'])}\b)")
_BODIES = ("state", "organization")
_FEW = 4  # descriptions by the same words
_RESOLVED = "resolved"


class _Said(NamedTuple):
    """Words of a statement."""

    start: int
    end: int
    speakers: Sequence[str]


def pronouns(found: Found, referents: Referents, actors: Actors, records: Sequence[Record]) -> Iterator[Mention]:
    """The pronouns and descriptions of an article, each with the actor that it most likely means, in the paragraphs of
    the records that a draft proposes."""
    told = _Pronouns(found, referents, actors, records)
    themselves = list(told.of_speakers())
    known = {mention.start for mention in themselves}
    ways = (told.free_descriptions, told.of_persons(), told.of_collectives(), told.of_bodies())
    more = (mention for mention in chain.from_iterable(ways) if mention.start not in known)
    yield from (mention for mention in (*themselves, *more) if not told.is_cut(mention) and told.is_told(mention))


def taken_up(found: Found, referents: Referents, actors: Actors, statements: Sequence[Record]) -> Mapping[int, str]:
    """Where a pronoun begins -> the actor that it most likely means."""
    told = _Pronouns(found, referents, actors, statements, everywhere=True)
    words = chain(told.of_collectives(), told.of_bodies(), told.of_persons(), told.of_speakers())
    return {word.start: word.actor_id for word in words if word.mention_type == "pronoun"}


@dataclass(frozen=True)
class _Pronouns:
    found: Found
    referents: Referents
    actors: Actors
    records: Sequence[Record]
    everywhere: bool = False  # also in paragraphs that no record rests on, and where a record names the actor by it

    @cached_property
    def free_descriptions(self) -> Sequence[Mention]:
        """The descriptions that no record names an actor by, none inside another."""
        longest = sorted(
            Descriptions(self.found, self.referents, self.actors, self._reader).all(),
            key=lambda actor: (actor.start, -actor.end),
        )
        kept: list[Mention] = []
        for mention in longest:
            is_new = (
                not kept
                or kept[-1].end <= mention.start
                or (kept[-1].start, kept[-1].end) == (mention.start, mention.end)
            )
            if is_new and mention not in kept[-_FEW:] and self._is_free(mention.start, mention.end, mention.actor_id):
                kept.append(mention)
        return kept

    def of_persons(self) -> Iterator[Mention]:
        text = self.found.text
        for match in _PRONOUN.finditer(text):
            start, end = match.span()
            if not self._is_free(start, end):
                continue
            person = self._person(match[0].casefold(), start, end)
            if person is None:
                continue
            yield Mention(person, start, end, "pronoun", _RESOLVED)
            self._antecedents.note(start, end, person)
            home = _HOMELAND.match(text, end) if match[0].casefold() in _POSSESSIVE else None
            state = self._states.get(str(self.actors.values[person].get("country_code"))) if home else None
            if home and state:
                yield Mention(state, start, home.end(), "nominal", _RESOLVED)

    def of_speakers(self) -> Iterator[Mention]:
        """Speakers who begin with themselves, in no marks: "Gull said it would leave"."""
        for record in self.records:
            speakers, content = record.actors("speaker"), next(iter(record.of("content")), None)
            word = _ITSELF.match(self.found.text, content.start) if content and not record.of("quoted") else None
            if not word or not self.referents.taken_up(Span(*word.span(1), word[1]), speakers):
                continue
            if self._is_free(*word.span(1)):
                for speaker in speakers:
                    yield Mention(speaker, *word.span(1), "pronoun", _RESOLVED)

    def of_collectives(self) -> Iterator[Mention]:
        """Collectives that no record names by these words, and the pronouns that take them up."""
        text, collectives = self.found.text, Collectives(self.referents)
        acting = {link.actor_id for record in self.records for link in record.links}
        described_at = SpanIndex(self.free_descriptions)
        for collective in collectives.all:
            described = any(described_at.overlapping(collective.start, collective.end))
            if collective.actor in acting and self._is_free(collective.start, collective.end) and not described:
                yield Mention(collective.actor, collective.start, collective.end, "nominal", _RESOLVED)
        for match in _SEVERAL.finditer(text):
            start, end = match.span()
            spoken = next(self._hulls.enclosing(start, end), None)
            if not self._is_free(start, end):
                continue
            taken = collectives.taken_up(start, spoken.speakers if spoken else ())
            if taken and taken.actor in acting:
                yield Mention(taken.actor, start, end, "pronoun", _RESOLVED)
            elif not taken and (body := self._antecedents.body(start, ("organization",))):
                yield Mention(body, start, end, "pronoun", _RESOLVED)

    def of_bodies(self) -> Iterator[Mention]:
        """What is a body's or a state's own: "Gull repaired its boats"."""
        for match in _ITS.finditer(self.found.text):
            body = self._antecedents.body(match.start(), _BODIES) if self._is_free(*match.span()) else None
            if body:
                yield Mention(body, *match.span(), "pronoun", _RESOLVED)

    def is_told(self, mention: Mention) -> bool:
        """Whether a description has a noun in small letters: a capital alone may be a name."""
        words = self.found.text[mention.start : mention.end].split()
        return mention.mention_type != "nominal" or any(word.islower() for word in words)

    def is_cut(self, mention: Mention) -> bool:
        """Whether the words of a mention go over the edge of what somebody says, of who says it, or of an office."""
        near = ((mark.start, mark.end) for mark in self._said_marks.overlapping(mention.start, mention.end))
        return any(
            mention.start < start < mention.end < end or start < mention.start < end < mention.end
            for start, end in near
        )

    def _is_free(self, start: int, end: int, actor: str = "") -> bool:
        """Whether words are in a paragraph that a record rests on, and no record names an actor by them, or this actor
        by more than them."""
        if self.everywhere:
            return True
        told = paragraph_at(self.found.document.paragraphs, start) in self._told_of
        near = self._named.overlapping(start, end)
        return told and not any(
            (mention.start, mention.end) == (start, end) or actor in mention.speakers or not actor for mention in near
        )

    def _person(self, word: str, start: int, end: int) -> str | None:
        said = next(self._quoted.enclosing(start, end), None)
        if word in _OURS:
            return self._spoken_for(said.speakers) if said else None
        if word in _FIRST:
            return self._one(said.speakers) if said else None
        own = word in _POSSESSIVE and word not in _OBJECT and bool(_OWNED.match(self.found.text, end))
        is_subject = word in _SUBJECT
        quoted = (said.speakers, said.start) if said else ((), 0)
        before = self._antecedents.person(start, word, own or is_subject, *quoted)
        return before or (None if said else self._after(end))

    def _spoken_for(self, speakers: Collection[str]) -> str | None:
        """The body for which the one speaker speaks by office."""
        (speaker,) = speakers if len(speakers) == 1 else ("",)
        parent = self.actors.values[speaker].get("parent_actor_id") if speaker in self._in_office else None
        return str(parent) if parent else None

    def _after(self, end: int) -> str | None:
        """The speaker that comes right after: "For his part, Roe said"."""
        between = _TO_SPEAKER.match(self.found.text, end)
        said = next(self._speakers.overlapping(between.end(), between.end() + 1), None) if between else None
        return self._one(said.speakers) if said else None

    def _one(self, actors: Collection[str]) -> str | None:
        """The actor, where it is one and a person."""
        (actor,) = actors if len(actors) == 1 else ("",)
        return actor if self.referents.types.get(actor) == "person" else None

    @cached_property
    def _antecedents(self) -> Antecedents:
        names = [(name.start, name.end, str(name.actor_id)) for name in self.referents.names.values()]
        names += [(mention.start, mention.end, mention.actor_id) for mention in self.free_descriptions]
        names += [
            (collective.start, collective.end, collective.actor) for collective in Collectives(self.referents).all
        ]
        for record in self.records:
            names += [
                (link.mark.start, link.mark.end, link.actor_id) for link in record.links if link.mark and link.actor_id
            ]
            who = record.actors("speaker")
            names += [(mark.start, mark.end, who[0]) for mark in record.of("speaker") if len(who) == 1]
        spoken = [Spoken(*name) for name in sorted(set(names))]
        return Antecedents(self.found, self._reader, spoken, self.referents.types)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.found)

    @cached_property
    def _in_office(self) -> Collection[str]:
        return {office.actor_id for office in offices(self.found, ())}

    @cached_property
    def _named(self) -> SpanIndex[_Said]:
        """Words that records name an actor by, with that actor."""
        marks = [
            _Said(m.start, m.end, record.actors("speaker")) for record in self.records for m in record.of("speaker")
        ]
        counted = ((m, record.values.get("counted_actor_id")) for record in self.records for m in record.of("counted"))
        marks += [_Said(mark.start, mark.end, [str(actor)] if actor else []) for mark, actor in counted]
        links = (link for record in self.records for link in record.links)
        marks += [
            _Said(link.mark.start, link.mark.end, [link.actor_id]) for link in links if link.mark and link.actor_id
        ]
        return SpanIndex(marks)

    @cached_property
    def _told_of(self) -> Collection[int]:
        """The numbers of the paragraphs that records rest on."""
        paragraphs = self.found.document.paragraphs
        return {paragraph_at(paragraphs, mark.start) for record in self.records for mark in record.marks}

    @cached_property
    def _said_marks(self) -> SpanIndex[Mark]:
        said = [mark for record in self.records for mark in record.of("speaker", "cue", "content", "quoted")]
        held = [Mark("office", office.start, office.end) for office in offices(self.found, ())]
        return SpanIndex([*said, *held])

    @cached_property
    def _quoted(self) -> SpanIndex[_Said]:
        return self._said("quoted")

    @cached_property
    def _hulls(self) -> SpanIndex[_Said]:
        return self._said("content")

    @cached_property
    def _speakers(self) -> SpanIndex[_Said]:
        return self._said("speaker")

    def _said(self, field: str) -> SpanIndex[_Said]:
        return SpanIndex(
            _Said(mark.start, mark.end, record.actors("speaker"))
            for record in self.records
            for mark in record.of(field)
        )

    @cached_property
    def _states(self) -> Mapping[str, str]:
        """Code of a country -> its state, where there is one."""
        found: dict[str, str] = {}
        for actor, columns in self.actors.values.items():
            if columns["actor_type"] == "state" and columns.get("country_code"):
                found.setdefault(str(columns["country_code"]), actor)
        return found
