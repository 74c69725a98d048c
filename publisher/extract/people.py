"""Which person a speaker's mention means: a full name, a surname named in full before, he or she.

A pronoun that speaks is whoever spoke last, or was the subject of a clause since then, and may be a he or a she. Where
there are two of them, or somebody without a name spoke last, the answer is None: the mention itself stays in
`Quote.speaker`, and no speaker is better than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.language.token_patterns import letters_of

from .clauses import Grammar
from .lexicon import SPEECH
from .person_names import CONJUNCTION, LINKS, NAME, head, last_run, name_in, stripped, words_of
from .text import Pair

_RUN = re.compile(rf"{NAME}{{1,9}}")
_PLACED = frozenset(LINKS + letters_of("determiner determiner:alone"))  # in Korea, the House: no surname
_DETERMINERS = letters_of("determiner determiner:alone")
_SPOKEN = SPEECH + letters_of("source")
_LONGEST = 4  # words of a name
_MEMORY = 40  # mentions that a pronoun looks back
_FAR = 1500  # characters from a pronoun to the person it may mean


@dataclass(frozen=True, slots=True)
class Person:
    """A name as printed in full; gender: m, f or "" where nothing tells."""

    name: str
    gender: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who speaks, or is the subject of a clause in a sentence in which nobody does. where: of the mention;
    paragraph: where its paragraph begins; person: None for one without a known name; gender: m, f or ""; introduces:
    the paragraph begins with it, and the person is named for the first time."""

    where: int
    paragraph: int
    person: Person | None
    gender: str
    speaks: bool
    introduces: bool


@dataclass(slots=True)
class People:
    """Who is named in an article. grammars: its paragraphs; by_surname: surname -> (where the full name is, the
    person), in text order; first: name -> where it is first; turns: those of the first `read` paragraphs, in text
    order; genders: what pronouns have told of persons so far."""

    grammars: Sequence[Grammar]
    by_surname: dict[str, list[tuple[int, Person]]]
    first: dict[str, int] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    read: int = 0

    def resolve(self, grammar: Grammar, mention: Pair | None) -> str | None:
        """The full name that a mention (tokens of a paragraph) means."""
        if mention is None:
            return None
        if gender := _gender_of_pronoun(grammar, mention):
            self._read_until(grammar.tokens.span(*mention)[0])
            person = self._meant(grammar, mention, gender)
        else:
            person = self.person(grammar, mention)
        return person.name if person else None

    def _meant(self, grammar: Grammar, mention: Pair, gender: str) -> Person | None:
        """The person a pronoun means: the last turn that may be its own, unless another one that may be is in the
        same paragraph, or spoke before. For a turn in the paragraph of the pronoun only this paragraph counts."""
        start, _ = grammar.tokens.span(*mention)
        here = grammar.tokens.starts[0]
        found: Turn | None = None
        place = bisect_left(self.turns, start, key=lambda turn: turn.where)
        for turn in reversed(self.turns[max(0, place - _MEMORY) : place]):
            alone = found and (found.paragraph == here or found.introduces)
            if start - turn.where > _FAR or (found and alone and turn.paragraph < found.paragraph):
                break
            if self._gender(turn) not in ("", gender):
                continue
            same = found and turn.person == found.person
            if found and not same and not turn.speaks and turn.paragraph < found.paragraph:
                continue
            if not turn.person or (found and not same):
                return None
            found = found or turn
            if turn.speaks:
                break
        return found.person if found else None

    def _gender(self, turn: Turn) -> str:
        return turn.gender or (self.genders.get(turn.person.name, "") if turn.person else "")

    def _read_until(self, end: int) -> None:
        """Reads the turns before an offset, and perhaps more: paragraphs that no pronoun follows are not looked at."""
        while self.read < len(self.grammars) and self.grammars[self.read].tokens.starts[0] < end:
            grammar = self.grammars[self.read]
            self.read += 1
            spoken: dict[int, Pair] = {}
            for cue in grammar.cues:
                if cue.speaker and cue.kind in _SPOKEN:
                    spoken.setdefault(grammar.sentence(cue.speaker[0])[0], cue.speaker)
            mentions = {speaker: True for speaker in spoken.values() if _is_somebody(grammar, speaker)}
            silent = {sentence for sentence, speaker in spoken.items() if speaker in mentions}
            for clause in grammar.clauses:
                if grammar.sentence(clause.subject[0])[0] not in silent:
                    mentions.setdefault(clause.subject, False)
            for mention, speaks in sorted(mentions.items()):
                if turn := self._turn(grammar, mention, speaks):
                    self.turns.append(turn)

    def _turn(self, grammar: Grammar, mention: Pair, speaks: bool) -> Turn | None:
        """The turn of a mention; None where it names nobody, and he or she cannot mean it."""
        gender = _gender_of_pronoun(grammar, mention)
        if gender:
            person = self._meant(grammar, mention, gender)
            if person:
                self.genders.setdefault(person.name, gender)
        else:
            person = self.person(grammar, mention) or (_unknown(grammar, mention) if speaks else None)
            gender = person.gender if person else _gender_of_description(grammar, mention)
        if not person and not speaks:
            return None
        starts = grammar.tokens.starts
        introduces = mention[0] == 0 and person is not None and self.first.get(person.name, -1) >= starts[0]
        return Turn(starts[mention[0]], starts[0], person, gender, speaks, introduces)

    def person(self, grammar: Grammar, mention: Pair) -> Person | None:
        """The person whose name, or surname, ends a mention."""
        name = name_in(grammar, mention)
        if not name:
            return None
        start, _ = grammar.tokens.span(*name)
        known = self.by_surname.get(grammar.tokens.word(name[1] - 1), [])
        place = bisect_left(known, start + 1, key=lambda one: one[0])
        if name[1] - name[0] > 1:  # a full name: itself
            return known[place - 1][1] if place and known[place - 1][0] == start else None
        return known[place - 1][1] if place else None


def read(grammars: Sequence[Grammar]) -> People:
    """The persons of an article. A capitalised run of two to four words is a person's name when a title or an office
    is before it, when it begins with a known given name, or when its last word is used alone elsewhere."""
    alone: set[str] = set()
    titled: dict[str, set[str]] = {}
    runs = []
    for grammar in grammars:
        for match in _RUN.finditer(grammar.tokens.letters):
            start, end, gender = stripped(grammar, *match.span())
            if gender:
                titled.setdefault(grammar.tokens.word(end - 1), set()).add(gender)
            if end - start > 1:
                runs.append((grammar, start, end, gender))
            elif grammar.tokens.letters[start - 1 : start] not in _PLACED:
                alone.add(grammar.tokens.word(start))
    by_surname: dict[str, list[tuple[int, Person]]] = {}
    firsts: dict[str, int] = {}
    for grammar, start, end, gender in runs:
        tokens = grammar.tokens
        surname = tokens.word(end - 1)
        known = gender is not None or (surname in alone and tokens.letters[start - 1 : start] not in _PLACED)
        if known and end - start <= _LONGEST:
            first, last = tokens.span(start, end)
            told = titled.get(surname, set())  # Mr Lee, later in the article
            named = Person(tokens.text[first:last], gender or (next(iter(told)) if len(told) == 1 else ""))
            by_surname.setdefault(surname, []).append((first, named))
            firsts.setdefault(named.name, first)
    return People(grammars, by_surname, firsts)


def _gender_of_pronoun(grammar: Grammar, mention: Pair) -> str | None:
    """The gender of he or she; None for any other mention."""
    return words_of(grammar.tokens.lexicon).pronouns.get(grammar.tokens.word(mention[0]))


def _gender_of_description(grammar: Grammar, mention: Pair) -> str:
    """The gender that the word for somebody without a name tells: the spokeswoman."""
    _, end = head(grammar, mention)
    return words_of(grammar.tokens.lexicon).titles.get(grammar.tokens.word(end - 1), "")


def _is_somebody(grammar: Grammar, mention: Pair) -> bool:
    """Whether a speaker is one person: he, Lee, Ann Lee of Bath, the mayor, a farmer; not the council, Acme, they."""
    tokens = grammar.tokens
    if _gender_of_pronoun(grammar, mention):
        return True
    letters = tokens.letters[mention[0] : mention[1]]
    if CONJUNCTION in letters:
        return False
    spoken_of = head(grammar, mention)
    words = words_of(tokens.lexicon)
    if tokens.letters[spoken_of[1] - 1] == NAME:
        start, end = last_run(grammar, spoken_of)
        if end - start == 1 and tokens.words[start].isupper():  # an agency
            return False
        run = [tokens.word(token) for token in range(start, end)]
        body = letters[0] in _DETERMINERS or not words.bodies.isdisjoint(run)
        return not body or any(word in words.titles or word in words.given for word in run)
    return tokens.word(spoken_of[1] - 1) in words.humans


def _unknown(grammar: Grammar, mention: Pair) -> Person | None:
    """Who speaks and has a name of two words or more that nothing else tells to be a person's, or one after a title."""
    name = name_in(grammar, mention)
    if not name or name[1] - name[0] > _LONGEST:
        return None
    alone = name[1] - name[0] == 1 and stripped(grammar, *name)[2] is None
    if alone or grammar.tokens.word(name[1] - 1) in words_of(grammar.tokens.lexicon).titles:  # the Oil Minister
        return None
    start, end = grammar.tokens.span(*name)
    return Person(grammar.tokens.text[start:end], "")
