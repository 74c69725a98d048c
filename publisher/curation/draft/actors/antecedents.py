"""Whom a pronoun takes up: who was spoken of before it, of the kind that it may mean. In its sentence the one that this
is about, else in the one before."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.extract import lexicon
from publisher.extract.events.arguments import REACH, is_finite
from publisher.extract.events.nouns import kind
from publisher.extract.events.parties import read_verb
from publisher.extract.patterns import any_of
from publisher.extract.person_names import words_of
from publisher.extract.text import DEFAULT, Pair, word_lists
from publisher.inputs.quoted_words import paragraph_at

_LISTS = word_lists("drafts")
_BACK = 2  # sentences before that of a pronoun
_WORD = re.compile(r"[^\W\d_]+")
_AND = re.compile(rf" {any_of(_LISTS['joined'])} \Z")
_SEXES = {word: sex for sex in ("male", "female") for word in _LISTS[sex]}
_FAR = 800  # characters before a pronoun, so that the time stays linear
_LONGEST_AND = 8


class Spoken(NamedTuple):
    """Words that mean an actor."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True)
class Antecedents:
    """Those of an article. spoken: in the order of the text; types: actor -> actor_type."""

    found: Found
    reader: Reader
    spoken: list[Spoken]
    types: Mapping[str, str]

    def person(self, start: int, word: str, own: bool, not_by: Collection[str] = (), begin: int = 0) -> str | None:
        """The person that a pronoun means, as far as one can tell. word: the pronoun in lower case; own: whether it is
        a subject or says whose something is; not_by: who speaks, and so means somebody else; begin: where a quotation
        begins that it is in."""
        wanted = _SEXES.get(word)
        subject = None if own else self._doer(start)
        for back in range(_BACK + 1):
            stretch = self._sentence(start, back)
            if stretch is None:
                return None
            first, last = max(stretch[0], begin if not back else 0, start - _FAR), min(stretch[1], start)
            named = [spoken for spoken in self._within(first, last) if self.types.get(spoken.actor) == "person"]
            fitting = [name for name in named if self._fits(name.actor, wanted) and name.actor not in not_by]
            fitting = [spoken for spoken in fitting if spoken.actor != subject or back]
            if fitting:
                return self._chosen(fitting, start, back)
        return None

    def note(self, start: int, end: int, actor: str) -> None:
        """Adds words that mean an actor: those that come later may take it up."""
        insort(self.spoken, Spoken(start, end, actor))

    def body(self, start: int, kinds: Collection[str]) -> str | None:
        """The one of some kinds of actor that "its" means: the first that the sentence names before, else the only one
        of the sentence before."""
        for back in range(2):
            stretch = self._sentence(start, back)
            if stretch is None:
                return None
            named = self._within(max(stretch[0], start - _FAR), min(stretch[1], start))
            actors = list(dict.fromkeys(spoken.actor for spoken in named if self.types.get(spoken.actor) in kinds))
            if actors and (not back or len(actors) == 1):
                return actors[0]
        return None

    def _chosen(self, fitting: Sequence[Spoken], start: int, back: int) -> str | None:
        last = fitting[-1]
        close = not back and start - last.end <= _LONGEST_AND
        joined = close and _AND.fullmatch(self.found.text, last.end, start)
        same = close and self.found.text[last.start : last.end].casefold() in _SEXES  # thanked him for his
        return last.actor if joined or same else self._doing(fitting, start, back).actor

    def _doing(self, fitting: Sequence[Spoken], start: int, back: int) -> Spoken:
        """The last of some actors who does something by the verb right before a place; else the first of them."""
        if not back:
            s, at = self.reader.sentence(start), self.reader.chunk(start) or 0
            verb = next((mention for mention in range(at - 1, max(-1, at - REACH), -1) if is_finite(s, mention)), None)
            spans = [s.text_span(s.firsts[np], s.lasts[np]) for np in read_verb(s, verb).subjects] if verb else []
            for spoken in fitting:
                if any(first <= spoken.start < last for first, last in spans):
                    return spoken
        return fitting[0]

    def _sentence(self, start: int, back: int) -> Pair | None:
        """The sentence of an offset or one before it in its paragraph; of its first sentence, the last one of the
        paragraph before."""
        number = self.found.sentence_number(start) - back
        if number < 0:
            return None
        sentence = self.found.document.sentences[number]
        paragraphs = self.found.document.paragraphs
        apart = paragraph_at(paragraphs, start) - paragraph_at(paragraphs, sentence[0])
        return sentence if apart == 0 or (apart == 1 and back == 1) else None

    def _within(self, start: int, end: int) -> Sequence[Spoken]:
        first, last = (bisect_left(self.spoken, (at, 0, "")) for at in (start, end))
        return self.spoken[first:last]

    def _doer(self, start: int) -> str | None:
        """Who does what is done to a pronoun: "Roe" of "Roe thanked him"."""
        s, at = self.reader.sentence(start), self.reader.chunk(start)
        if at is None or kind(s, at) != "n":
            return None
        verb = at - 2 if kind(s, at - 1) in "poy" else at - 1
        if kind(s, verb) != "v":
            return None
        spans = [s.text_span(s.firsts[np], s.lasts[np]) for np in read_verb(s, verb).subjects]
        return next((spoken.actor for first, last in spans for spoken in self._within(first, last)), None)

    def _fits(self, actor: str, wanted: str | None) -> bool:
        return wanted is None or self._sexes.get(actor, wanted) == wanted

    @cached_property
    def _sexes(self) -> Mapping[str, str]:
        """Person -> sex, where a given name or a title tells it."""
        people = words_of(lexicon.of(DEFAULT))
        signs = {
            sign: sex for sex in ("male", "female") for word, sign in people.pronouns.items() if word in _LISTS[sex]
        }
        found: dict[str, str] = {}
        for spoken in self.spoken:
            if self.types.get(spoken.actor) == "person":
                printed = self.found.text[spoken.start : spoken.end].casefold().split()
                before = _WORD.findall(self.found.text, max(0, spoken.start - 12), spoken.start)[-1:]
                told = [people.given.get(word) for word in printed] + [
                    people.titles.get(word.casefold()) for word in before
                ]
                if sex := next((signs[sign] for sign in told if sign in signs), None):
                    found.setdefault(spoken.actor, sex)
        return found
