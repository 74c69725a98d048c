"""Which events a draft takes for one occasion: those that the extractor takes for one, those of one noun and the same
names ("the war in Utopia"), a noun and the relative clause on it ("attacks on Utopia that killed seven")."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field, replace

from publisher.curation.draft.events.words import OF_NOUNS
from publisher.curation.draft.found import Found
from publisher.extract.counting import singular
from publisher.extract.events import Event
from publisher.extract.events.proposals import is_of_noun
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists
from publisher.rules.words import AUXILIARIES, DETERMINERS

_LISTS = word_lists("drafts")
_DEFINITE = frozenset(_LISTS["definite"])
LASTING = frozenset({*_LISTS["lasting"], *map(singular, _LISTS["lasting"])})
_ON = re.compile(rf" {any_of(_LISTS['relative'])} (?:{any_of(AUXILIARIES)} )*")
_NEAR = 40  # characters from a noun to the verb of a relative clause on it


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a mention calls an event. number: of the occasion; noun: of the mention, if it is one of those that name
    occasions, singular; names: the entities beside it; phrase: the noun with the words before it, if any, without
    article; definite: whether the reader is taken to know it; again:
    whether it is an event only if it was told before."""

    number: str
    noun: str = ""
    names: Set[str] = frozenset()
    phrase: str = ""
    definite: bool = False
    again: bool = False

    def is_that_of(self, earlier: Occasion) -> bool:
        """Whether an earlier mention is of the same occasion."""
        if self.number == earlier.number:
            return True
        if not self.noun or self.kind != earlier.kind:
            return False
        if self.definite and self.phrase and self.phrase == earlier.phrase:
            return True
        known = self.names <= earlier.names or (self.noun in LASTING and earlier.names <= self.names)
        return bool(self.names and earlier.names) and (known if self.noun in LASTING else self.names == earlier.names)

    @property
    def kind(self) -> str:
        """What the noun says that it is: one word for all that lasts."""
        return next(iter(LASTING)) if self.noun in LASTING else self.noun

    def with_names_of(self, later: Occasion) -> Occasion:
        """The occasion with the names that a later mention adds."""
        return replace(self, names=self.names | later.names) if self.noun == later.noun else self


@dataclass
class Retold:
    """The occasions of an article, asked for event by event in the order of the text."""

    found: Found
    _families: dict[tuple[str, ...], str] = field(default_factory=dict)  # of which an article has one -> its occasion
    _ends: dict[int, str] = field(default_factory=dict)  # where the phrase of a noun ends -> its occasion
    _renamed: dict[str, str] = field(default_factory=dict)  # occasion of the extractor -> that of the noun it hangs on

    def occasion(self, event: Event, span: Pair) -> Occasion:
        """What the mention of an event, which has this span, calls it."""
        if not (event.rule.startswith(OF_NOUNS) or is_of_noun(event)):
            return Occasion(self._number(event))
        text, entities = self.found.text, self.found.entities
        number = self._ends[span[1]] = self._of_machine(event)
        spans = (*event.actors, *event.recipients, *event.places)
        named = {entities[at].entity for span in spans for at in range(span.start, span.end) if at in entities}
        before = text[span[0] : event.start].casefold().split()
        article = bool(before) and before[0] in DETERMINERS
        noun = singular(text[event.start : event.end].casefold().split()[-1])
        phrase = " ".join([*before[article:], noun]) if before[article:] else ""
        return Occasion(number, noun, frozenset(filter(None, named)), phrase, article and before[0] in _DEFINITE)

    def _number(self, event: Event) -> str:
        """The occasion of a verb: that of the noun on which its relative clause hangs, else that of the extractor."""
        number = self._of_machine(event)
        begin = max(self.found.sentence(event.start)[0], event.start - _NEAR)
        for on in _ON.finditer(self.found.text, begin, event.start):
            if on.end() == event.start and on.start() in self._ends:
                self._renamed[number] = self._ends[on.start()]
        return self._renamed.get(number, number)

    def _of_machine(self, event: Event) -> str:
        """The occasion of the extractor; of a proposal the one that an article has of its kind, or its own."""
        if not event.is_once:
            return event.event or f"{event.rule} {event.start}"
        first = self._families.setdefault(event.family, event.event or " ".join(event.family))
        return event.event or first
