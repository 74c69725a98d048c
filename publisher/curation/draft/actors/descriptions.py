"""Words that mean an actor by what it is, where the article has only one that they fit: "the mayor", "parliament", "the
country", "his wife Ann"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.curation.draft.actors.offices import is_office
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.extents import phrase
from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events.arguments import is_speech
from publisher.extract.events.lexicon import human_nouns
from publisher.extract.events.nouns import head, is_actor, kind, letters, top
from publisher.extract.events.sentence import Sentence
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.inputs.actors_file import Actors
from publisher.model import Mention

_LISTS = word_lists("drafts")
_BEFORE_ONE = [*_LISTS["article"], *_LISTS["owned"]]
_BARE, _GOVERNMENTS = frozenset(_LISTS["bare_bodies"]), frozenset(_LISTS["governments"])
_BEFORE = re.compile(rf"(?<![\w-])(?:(?i:{any_of(_BEFORE_ONE)})|[A-Z][\w-]*(?:['’]s?)?) \Z")
_OWNING = (" ", "'s ", "’s ", "' ", "’ ")
_GOVERNMENT = re.compile(rf" {any_of(_LISTS['governments'])}\b(?! [a-z]+s\b)")  # but: government forces
_COUNTRY = re.compile(rf"\b{any_of(_LISTS['article'])} {any_of(_LISTS['homelands'])}\b", re.IGNORECASE)
_ARTICLE = re.compile(rf"\b{any_of(_LISTS['article'])} \Z", re.IGNORECASE)
_CENTRAL = re.compile(rf"\b{any_of(_LISTS['central'])}(?= [a-z])")
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
        yield from self._bodies()
        yield from self._governments()
        yield from self._states()
        yield from self._appositions()

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
                if len(bodies) == 1 and (span.start < match.start() or word not in _GOVERNMENTS):
                    yield Mention(bodies[0], span.start, span.end, "nominal", _RESOLVED)

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

    def _governments(self) -> Iterator[Mention]:
        """The words "the Norwegian government", which mean the state."""
        for name in self.referents.names.values():
            body = _GOVERNMENT.match(self.found.text, name.end)
            if body and name.mention_type == "demonym" and self._is_state(str(name.actor_id)):
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

    def _is_state(self, actor: str) -> bool:
        return self.referents.types.get(actor) == "state"
