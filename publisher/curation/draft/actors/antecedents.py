"""Whom a pronoun takes up: the first one in its sentence, else in the one before, of the kind that it may mean."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from publisher.curation.draft.found import Found
from publisher.extract import lexicon
from publisher.extract.person_names import words_of
from publisher.extract.text import DEFAULT, Pair, word_lists
from publisher.inputs.quoted_words import paragraph_at

_LISTS = word_lists("drafts")
_BACK = 2  # sentences before that of a pronoun
_WORD = re.compile(r"[^\W\d_]+")
_SEXES = {word: sex for sex in ("male", "female") for word in _LISTS[sex]}
_FAR = 800  # characters before a pronoun, so that the time stays linear


class Spoken(NamedTuple):
    """Words that mean an actor."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True)
class Antecedents:
    """Those of an article. spoken: in the order of the text; types: actor -> actor_type."""

    found: Found
    spoken: list[Spoken]
    types: Mapping[str, str]

    def person(self, start: int, word: str, not_by: Collection[str] = (), begin: int = 0) -> str | None:
        """The person that a pronoun means, as far as one can tell. word: the pronoun in lower case; not_by: who speaks,
        and so means somebody else; begin: where a quotation begins that it is in."""
        sex = _SEXES.get(word)
        for back in range(_BACK + 1):
            stretch = self._sentence(start, back)
            if stretch is None:
                return None
            near = self._within(max(stretch[0], begin if not back else 0, start - _FAR), min(stretch[1], start))
            persons = (spoken.actor for spoken in near if self.types.get(spoken.actor) == "person")
            fitting = (one for one in persons if self._sexes.get(one, sex) == sex and one not in not_by)
            if person := next(fitting, None):
                return person
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

    @cached_property
    def _sexes(self) -> Mapping[str, str]:
        """Person -> sex, where a given name or a title tells it."""
        people = words_of(lexicon.of(DEFAULT))
        signs = {sign: _SEXES[word] for word, sign in people.pronouns.items() if word in _SEXES}
        found: dict[str, str] = {}
        for spoken in self.spoken:
            printed = self.found.text[spoken.start : spoken.end].casefold().split()
            before = _WORD.findall(self.found.text, max(0, spoken.start - 12), spoken.start)[-1:]
            told = [people.given.get(word) for word in printed]
            told += [people.titles.get(word.casefold()) for word in before]
            if sex := next((signs[sign] for sign in told if sign in signs), None):
                found.setdefault(spoken.actor, sex)
        return found
