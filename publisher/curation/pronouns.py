"""Pronouns that a draft proposes as mentions: "his" where the sentence names one person before it, "I" in the words of
a person; and "his country"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from publisher.curation.collectives import Collectives
from publisher.curation.found import Found
from publisher.curation.offices import is_office, offices
from publisher.curation.referents import Referents
from publisher.extract.candidates import Name
from publisher.extract.events.lexicon import human_nouns
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.inputs.actors_file import Actors
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Mark, Mention, Record
from publisher.records.span_index import SpanIndex

_LISTS = word_lists("drafts")
_KINDS = ("first_person", "first_persons", "of_person", "possessive")
_FIRST, _OURS, _SUBJECT, _POSSESSIVE = (frozenset(_LISTS[name]) for name in _KINDS)
_PRONOUN = re.compile(rf"\b{any_of(_FIRST | _OURS | _SUBJECT | _POSSESSIVE)}(?![\w’'-])", re.IGNORECASE)
_GOVERNMENT = re.compile(rf" {any_of(_LISTS['governments'])}\b(?! [a-z]+s\b)")  # but: government forces
_ARTICLE = re.compile(rf"\b{any_of(_LISTS['article'])} \Z", re.IGNORECASE)
_HOMELAND = re.compile(rf" (?:own )?{any_of(_LISTS['homelands'])}\b")
_OWNED = re.compile(rf" (?!{any_of(_LISTS['not_owned'])}\b)[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_TO_SPEAKER = re.compile(r" [^\W\d_]+, ")  # from "his" to "Roe" in "For his part, Roe said"
_ITS = re.compile(rf"\b{any_of(_LISTS['owned_by_body'])}(?![\w’'-])")
_SEVERAL = re.compile(rf"\b{any_of(_LISTS['several'])}(?![\w’'-])", re.IGNORECASE)
_MALE, _FEMALE = (frozenset(_LISTS[name]) for name in ("male", "female"))
_SEXES = ((_MALE, _FEMALE), (_FEMALE, _MALE))
_FAR = 400  # characters before a pronoun in which another one is looked for, so that the time stays linear
_RESOLVED = "resolved"


class _Said(NamedTuple):
    """Words of a statement."""

    start: int
    end: int
    speakers: Sequence[str]


def pronouns(found: Found, referents: Referents, actors: Actors, records: Sequence[Record]) -> Iterator[Mention]:
    """The pronouns that can mean only one actor, in the paragraphs of the records that a draft proposes."""
    yield from _governments(found, referents)
    told = _Pronouns(found, referents, actors, records)
    yield from told.mentions()
    yield from told.of_collectives()
    yield from told.of_bodies()


def _governments(found: Found, referents: Referents) -> Iterator[Mention]:
    """The words "the Norwegian government", which mean the state."""
    for name in referents.names.values():
        body = _GOVERNMENT.match(found.text, name.end)
        if body and name.mention_type == "demonym" and referents.types.get(str(name.actor_id)) == "state":
            article = _ARTICLE.search(found.text, max(0, name.start - 4), name.start)
            yield Mention(
                str(name.actor_id), article.start() if article else name.start, body.end(), "nominal", _RESOLVED
            )


@dataclass(frozen=True)
class _Pronouns:
    found: Found
    referents: Referents
    actors: Actors
    records: Sequence[Record]

    def mentions(self) -> Iterator[Mention]:
        text = self.found.text
        for match in _PRONOUN.finditer(text):
            start, end = match.span()
            if not self._is_free(start, end):
                continue
            person = self._person(match[0].casefold(), start, end)
            if person is None:
                continue
            yield Mention(person, start, end, "pronoun", _RESOLVED)
            home = _HOMELAND.match(text, end) if match[0].casefold() in _POSSESSIVE else None
            state = self._states.get(str(self.actors.values[person].get("country_code"))) if home else None
            if home and state:
                yield Mention(state, start, home.end(), "nominal", _RESOLVED)

    def of_collectives(self) -> Iterator[Mention]:
        """Collectives that no record names by these words, and the pronouns that take them up."""
        text, collectives = self.found.text, Collectives(self.referents)
        acting = {link.actor_id for one in self.records for link in one.links}
        for one in collectives.all:
            if one.actor in acting and self._is_free(one.start, one.end):
                yield Mention(one.actor, one.start, one.end, "nominal", _RESOLVED)
        for match in _SEVERAL.finditer(text):
            start, end = match.span()
            spoken = next(self._hulls.enclosing(start, end), None)
            taken = (
                collectives.taken_up(start, spoken.speakers if spoken else ()) if self._is_free(start, end) else None
            )
            if taken and taken.actor in acting:
                yield Mention(taken.actor, start, end, "pronoun", _RESOLVED)

    def of_bodies(self) -> Iterator[Mention]:
        """What is a body's or a state's own, where its sentence names one alone before: "Gull repaired its boats"."""
        for match in _ITS.finditer(self.found.text):
            start, end = match.span()
            begin = max(self.found.sentence(start)[0], start - _FAR)
            named = {str(one.actor_id) for one in self.referents.within(begin, start)}
            bodies = {actor for actor in named if self.referents.types.get(actor) in ("state", "organization")}
            if len(bodies) == 1 and self._is_free(start, end):
                yield Mention(bodies.pop(), start, end, "pronoun", _RESOLVED)

    def _is_free(self, start: int, end: int) -> bool:
        """Whether words are in a paragraph that a record rests on, and no record names an actor by them."""
        told = paragraph_at(self.found.document.paragraphs, start) in self._told_of
        return told and not any(self._named.overlapping(start, end))

    def _person(self, word: str, start: int, end: int) -> str | None:
        said = next(self._quoted.enclosing(start, end), None)
        if word in _OURS:
            return self._spoken_for(said.speakers) if said else None
        if word in _FIRST:
            return self._one(said.speakers) if said else None
        if word in _POSSESSIVE and not _OWNED.match(self.found.text, end):
            return None  # "her" that is an object: she is somebody else than the subject
        if said:  # who the words name, not whose they are
            return self._before(start, said.start)
        return self._before(start) or self._after(end)

    def _spoken_for(self, speakers: Collection[str]) -> str | None:
        """The body for which the one speaker speaks by office."""
        (speaker,) = speakers if len(speakers) == 1 else ("",)
        parent = self.actors.values[speaker].get("parent_actor_id") if speaker in self._in_office else None
        return str(parent) if parent else None

    def _before(self, start: int, quoted: int = 0) -> str | None:
        """The one person that the sentence names or who speaks in it before; none where other people come between.
        quoted: where the quotation begins that the word is in."""
        begin = max(quoted, self.found.sentence(start)[0])
        names = [(one.end, str(one.actor_id)) for one in self.referents.within(begin, start)]
        names += [(one.end, actor) for one in self._speakers.overlapping(begin, start) for actor in one.speakers]
        persons = [(at, actor) for at, actor in names if self.referents.types.get(actor) == "person"]
        if not persons or self._is_crowded(begin, start, max(persons)[0]) or self._is_other(begin, start):
            return None
        return self._one({actor for _, actor in persons})

    def _is_other(self, begin: int, start: int) -> bool:
        """Whether a word before in the sentence is for a person of the other sex: "he said she fell"."""
        own = _WORD.match(self.found.text, start)
        before = {word.casefold() for word in _WORD.findall(self.found.text, max(begin, start - _FAR), start)}
        return own is not None and any(own[0].casefold() in one and before & other for one, other in _SEXES)

    def _after(self, end: int) -> str | None:
        """The speaker that comes right after: "For his part, Roe said"."""
        between = _TO_SPEAKER.match(self.found.text, end)
        said = next(self._speakers.overlapping(between.end(), between.end() + 1), None) if between else None
        return self._one(said.speakers) if said else None

    def _one(self, actors: Collection[str]) -> str | None:
        """The actor, where it is one and a person."""
        (actor,) = actors if len(actors) == 1 else ("",)
        return actor if self.referents.types.get(actor) == "person" else None

    def _is_crowded(self, begin: int, start: int, last: int) -> bool:
        """Whether a sentence has a person without a record before a pronoun, or people after the last one it names."""
        strangers = [one for one in self._persons.overlapping(begin, start) if one.start not in self.referents.names]
        human = human_nouns()
        after = _WORD.findall(self.found.text, last, start)
        return bool(strangers) or any(is_office(word) or word.casefold() in human for word in after)

    @cached_property
    def _in_office(self) -> Collection[str]:
        return {office.actor_id for office in offices(self.found, ())}

    @cached_property
    def _named(self) -> SpanIndex[Mark]:
        """Words that records name an actor by."""
        marks = [mark for one in self.records for mark in one.of("speaker", "counted")]
        return SpanIndex(
            [*marks, *(link.mark for one in self.records for link in one.links if link.mark and link.actor_id)]
        )

    @cached_property
    def _told_of(self) -> Collection[int]:
        """The numbers of the paragraphs that records rest on."""
        paragraphs = self.found.document.paragraphs
        return {paragraph_at(paragraphs, mark.start) for one in self.records for mark in one.marks}

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
            _Said(mark.start, mark.end, one.actors("speaker")) for one in self.records for mark in one.of(field)
        )

    @cached_property
    def _persons(self) -> SpanIndex[Name]:
        """The names of persons, known or not."""
        return SpanIndex(one for one in self.found.entities.values() if one.type == "person")

    @cached_property
    def _states(self) -> Mapping[str, str]:
        """Code of a country -> its state, where there is one."""
        found: dict[str, str] = {}
        for actor, columns in self.actors.values.items():
            if columns["actor_type"] == "state" and columns.get("country_code"):
                found.setdefault(str(columns["country_code"]), actor)
        return found
