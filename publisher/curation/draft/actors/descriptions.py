"""Words that mean an actor by what it is, where the article has only one that they fit: "the mayor", "parliament", "the
country", "his wife Ann"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from publisher.curation.draft.actors.offices import is_office, offices
from publisher.curation.draft.actors.referents import Referents, core
from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events.arguments import is_speech
from publisher.extract.events.extents import phrase
from publisher.extract.events.lexicon import human_nouns
from publisher.extract.events.nouns import head, is_actor, kind, letters, top
from publisher.extract.events.sentence import Sentence
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.inputs.actors_file import Actors
from publisher.model import Mention

_LISTS = word_lists("drafts")
_BEFORE_ONE = [*_LISTS["article"], *_LISTS["owned"]]
_DEFINITE = rf"(?:{any_of(_BEFORE_ONE)} )"
_BARE, _GOVERNMENTS = frozenset(_LISTS["bare_bodies"]), frozenset(_LISTS["governments"])
_BEFORE = re.compile(rf"(?<![\w-])(?:(?i:{any_of(_BEFORE_ONE)})|[A-Z][\w-]*(?:['’]s?)?) \Z")
_OWNING = (" ", "'s ", "’s ", "' ", "’ ")
_OF_NAME = re.compile(rf" {any_of(_LISTS['share_of'])} (?=[A-Z])")
_BOTH = re.compile(rf"\b{any_of([*_LISTS['both'], *_LISTS['both_persons']])}\b(?! [a-z]+s\b)", re.IGNORECASE)
_OF = re.compile(rf" {any_of(_LISTS['office_of'])} ")
_GOVERNMENT = re.compile(rf" {any_of(_LISTS['governments'])}\b(?! [a-z]+s\b)")  # but: government forces
_COUNTRY = re.compile(rf"\b{any_of(_LISTS['article'])} {any_of(_LISTS['homelands'])}\b", re.IGNORECASE)
_ARTICLE = re.compile(rf"\b{any_of(_LISTS['article'])} \Z", re.IGNORECASE)
_CENTRAL = re.compile(rf"\b{any_of(_LISTS['central'])}(?= [a-z])")
_KIN = re.compile(rf"\b{any_of(_LISTS['owned'])} {any_of(_LISTS['kin'])}(?=,? \Z)")
_NOT_OTHER = r"(?! [A-Z])(?![\w-])"
_LESSER = frozenset(_LISTS["lesser"])
_LONGEST = 24
_PEOPLE = re.compile(rf" {any_of(human_nouns())}\b")  # government forces are no government
_RESOLVED = "resolved"


def _tells_who(s: Sentence, np: int) -> bool:
    """Whether a noun phrase with an article or an owner tells what somebody is: "the mayor", "Gull's head"."""
    return letters(s, np)[0] in "dD" and letters(s, np)[-1] == "n" and (is_actor(s, np) or is_office(head(s, np)))


@dataclass(frozen=True)
class Descriptions:
    """The descriptions of the actors of an article."""

    found: Found
    referents: Referents
    actors: Actors
    reader: Reader

    def all(self) -> Iterator[Mention]:
        """Each by its words, in no order; some may be in others."""
        yield from self._holders()
        yield from self._bodies()
        yield from self._governments()
        yield from self._states()
        yield from self._kin()
        yield from self._both()
        yield from self._bare_groups()
        yield from self._appositions()
        yield from self._nameless()

    def _holders(self) -> Iterator[Mention]:
        """The holders of offices: "the mayor"; without an article only in a headline."""
        offices_of = {words.casefold(): person for words, person in self._offices.items()}
        if not offices_of:
            return
        form = rf"(?<![\w-])(?i:(?P<definite>{_DEFINITE})?(?P<office>{any_of(offices_of)})){_NOT_OTHER}"
        for match in re.finditer(form, self.found.text):
            if match["definite"] or match.start() < self._headline:
                person = offices_of[match["office"].casefold()]
                yield Mention(person, match.start(), match.end(), "nominal", _RESOLVED)

    @cached_property
    def _offices(self) -> Mapping[str, str]:
        """The last words of an office, and the whole -> the one person who has it."""
        held: dict[str, set[str]] = defaultdict(set)
        for office in offices(self.found, ()):
            words = self.found.text[office.start : office.end].casefold().split()
            words = _OF.split(" ".join(words), maxsplit=1)[0].split()
            lesser = next((n for n, word in enumerate(words) if word in _LESSER), len(words) - 1)
            for first in range(lesser + 1):  # "the minister" is no deputy minister
                held[" ".join(words[first:])].add(office.actor_id)
        return {words: persons.pop() for words, persons in held.items() if len(persons) == 1}

    def _bodies(self) -> Iterator[Mention]:
        """Bodies by what they are, and whose: "the court", "Norway's parliament"; "parliament" also without more."""
        for word, those in self.referents.heads.items():
            for match in re.finditer(rf"(?<![\w-]){word}(?![\w-])", self.found.text, re.IGNORECASE):
                if _PEOPLE.match(self.found.text, match.end()):
                    continue
                span = self._whole(match)
                bodies = self.referents.actors(span) if span.start < match.start() else ()
                if not bodies and word in _BARE and span.start == match.start() and len(those) == 1:
                    bodies = tuple(those)
                of = self._of_owner(match.end()) if bodies and word in _GOVERNMENTS else None
                if len(bodies) == 1 and (span.start < match.start() or word not in _GOVERNMENTS):
                    yield Mention(bodies[0], span.start, of or span.end, "nominal", _RESOLVED)

    def _whole(self, word: re.Match[str]) -> Span:
        """A word for a body with the article or the name of its owner before it."""
        text = self.found.text
        before = _BEFORE.search(text, max(0, word.start() - _LONGEST), word.start())
        start = before.start() if before else word.start()
        name = next((name for name in self.referents.within(start - _LONGEST, word.start()) if name.end > start), None)
        if name and text[name.end : word.start()] in _OWNING:
            start = name.start
            article = _ARTICLE.search(text, max(0, start - 4), start)
            start = article.start() if article else start
        return Span(start, word.end(), text[start : word.end()])

    def _of_owner(self, end: int) -> int | None:
        """Where the name of a person behind "government" ends, whose it is: the government of Roe."""
        of = _OF_NAME.match(self.found.text, end)
        name = self.referents.names.get(of.end()) if of else None
        return name.end if name else None

    def _both(self) -> Iterator[Mention]:
        """Two who were named before: "both women", "the two sides"."""
        for match in _BOTH.finditer(self.found.text):
            for actor in self.referents.actors(Span(*match.span(), match[0])):
                yield Mention(actor, *match.span(), "nominal", _RESOLVED)

    def _governments(self) -> Iterator[Mention]:
        """The words "the Norwegian government", which mean the state."""
        for name in self.referents.names.values():
            body = _GOVERNMENT.match(self.found.text, name.end)
            if body and self._is_state(str(name.actor_id)):
                article = _ARTICLE.search(self.found.text, max(0, name.start - 4), name.start)
                start = article.start() if article else name.start
                yield Mention(str(name.actor_id), start, body.end(), "nominal", _RESOLVED)

    def _states(self) -> Iterator[Mention]:
        """The one state of the article: "the country", "federal aid"."""
        names = (name for name in self.referents.names.values() if name.type != "place")
        named = {str(name.actor_id) for name in names if self._is_state(str(name.actor_id))}
        if len(named) == 1:
            (state,) = named
            for pattern in (_COUNTRY, _CENTRAL):
                for match in pattern.finditer(self.found.text):
                    yield Mention(state, match.start(), match.end(), "nominal", _RESOLVED)

    def _kin(self) -> Iterator[Mention]:
        """A person by whose relative it is, before the name: "his wife Ann"."""
        for name in self.referents.names.values():
            if self.referents.types.get(str(name.actor_id)) == "person":
                kin = _KIN.search(self.found.text, max(0, name.start - _LONGEST), name.start)
                if kin:
                    yield Mention(str(name.actor_id), kin.start(), kin.end(), "nominal", _RESOLVED)

    def _appositions(self) -> Iterator[Mention]:
        """What somebody is, beside the name: "Ann Roe, the mayor of Bath,", "the bank's head, Ann Roe,"."""
        for name in self.referents.names.values():
            s, at = self.reader.sentence(name.start), self.reader.chunk(name.end - 1)
            if at is None or self.referents.types.get(str(name.actor_id)) not in ("person", "organization"):
                continue
            first = self.reader.chunk(name.start)
            ahead = first - 2 if first is not None and kind(s, first - 1) == "," else -1
            for np in (top(s, ahead) if ahead >= 0 else -1, at + 2 if kind(s, at + 1) == "," else -1):
                if np < 0 or kind(s, np) != "n" or not _tells_who(s, np):
                    continue
                begin, last = phrase(s, np)
                if last == ahead if np < at else kind(s, last + 1) not in "cv" or is_speech(s, last + 1):
                    start, end = s.text_span(s.firsts[begin], s.lasts[last])
                    yield Mention(str(name.actor_id), start, end, "nominal", _RESOLVED)

    def _nameless(self) -> Iterator[Mention]:
        """A person whose name nobody knows, by the noun: "the officer", "a young officer"."""
        people = {name: actor for name, actor in self.referents.descriptions.items() if self._is_person(actor)}
        for word in {core(name).rpartition(" ")[2] for name in people}:
            for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.found.text):
                start, end = self.reader.phrase(match.start())
                actors = self.referents.actors(Span(start, end, self.found.text[start:end]))
                if end == match.end() and len(actors) == 1 and self._is_person(actors[0]):
                    yield Mention(actors[0], start, end, "nominal", _RESOLVED)

    def _bare_groups(self) -> Iterator[Mention]:
        """A group that was told of before, by its noun alone: "officials" after "harbour officials"."""
        heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, actor in self.referents.groups.items():
            heads[core(name).rpartition(" ")[2]].append((name, actor))
        for word, groups in heads.items():
            (name, actor), *more = groups
            first = self.found.text.casefold().find(name)
            if more or first < 0 or name == word:
                continue
            for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.found.text):
                if match.start() > first + len(name) and self.reader.phrase(match.start()) == match.span():
                    yield Mention(actor, *match.span(), "nominal", _RESOLVED)

    def _is_person(self, actor: str) -> bool:
        return self.referents.types.get(actor) == "person"

    def _is_state(self, actor: str) -> bool:
        return self.referents.types.get(actor) == "state"

    @cached_property
    def _headline(self) -> int:
        """Where the headline ends: a first paragraph that is no sentence; 0 where there is none."""
        start, end = self.found.document.paragraphs[0] if self.found.document.paragraphs else (0, 0)
        return end if self.found.text[start:end].rstrip()[-1:].isalnum() else 0
