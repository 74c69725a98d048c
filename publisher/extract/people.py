"""Which person a speaker's mention means: a full name, a surname named in full before, he or she.

Simple recency: a pronoun is the last person before it that was the subject of a clause and may be a he or a she.
Where nothing is sure the answer is None; the mention itself stays in `Quote.speaker`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from publisher.language.token_patterns import letters_of

from .clauses import Grammar
from .lexicon import Lexicon
from .text import Pair

_NAME = letters_of("name")
_RUN = re.compile(rf"{_NAME}{{1,9}}")
_LINKS = letters_of("preposition genitive joining comitative infinitive")
_PLACED = frozenset(_LINKS + letters_of("determiner determiner:alone"))  # in Korea, the House: no surname
_JOINED = re.compile(rf"[{_LINKS}{letters_of('conjunction')}]")
_SEXES = (("male", "m"), ("female", "f"))
_LONGEST = 4  # words of a name
_MEMORY = 40  # mentions that a pronoun looks back


@dataclass(frozen=True, slots=True)
class Person:
    """A name as printed in full; gender: m, f or "" where nothing tells."""

    name: str
    gender: str


@dataclass(slots=True)
class People:
    """Who is named in an article. grammars: its paragraphs; by_surname: surname -> (where the full name is, the
    person), in text order; subjects: (where, person) for every person that is the subject of a clause of the first
    `read` paragraphs, in text order."""

    grammars: Sequence[Grammar]
    by_surname: dict[str, list[tuple[int, Person]]]
    subjects: list[tuple[int, Person]]
    read: int = 0

    def resolve(self, grammar: Grammar, mention: Pair | None) -> str | None:
        """The full name that a mention (tokens of a paragraph) means."""
        if mention is None:
            return None
        start, _ = grammar.tokens.span(*mention)
        if gender := _words(grammar.tokens.lexicon).pronouns.get(grammar.tokens.word(mention[0])):
            subjects = self._subjects(start)
            place = bisect_left(subjects, start, key=lambda subject: subject[0])
            for _, subject in reversed(subjects[max(0, place - _MEMORY) : place]):
                if subject.gender in ("", gender):
                    return subject.name
            return None
        person = self.person(grammar, mention)
        return person.name if person else None

    def _subjects(self, end: int) -> Sequence[tuple[int, Person]]:
        """Those before an offset, and perhaps more: paragraphs that no pronoun follows are not looked at."""
        while self.read < len(self.grammars) and self.grammars[self.read].tokens.starts[0] < end:
            grammar = self.grammars[self.read]
            for clause in grammar.clauses:
                if person := self.person(grammar, clause.subject):
                    self.subjects.append((grammar.tokens.starts[clause.subject[0]], person))
            self.read += 1
        return self.subjects

    def person(self, grammar: Grammar, mention: Pair) -> Person | None:
        """The person whose name, or surname, ends a mention."""
        name = _name(grammar, mention)
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
    runs = []
    for grammar in grammars:
        for match in _RUN.finditer(grammar.tokens.letters):
            start, end, gender = _stripped(grammar, *match.span())
            if end - start > 1:
                runs.append((grammar, start, end, gender))
            elif grammar.tokens.letters[start - 1 : start] not in _PLACED:
                alone.add(grammar.tokens.word(start))
    by_surname: dict[str, list[tuple[int, Person]]] = {}
    for grammar, start, end, gender in runs:
        tokens = grammar.tokens
        surname = tokens.word(end - 1)
        known = gender is not None or (surname in alone and tokens.letters[start - 1 : start] not in _PLACED)
        if known and end - start <= _LONGEST:
            first, last = tokens.span(start, end)
            named = Person(tokens.text[first:last], gender or "")
            by_surname.setdefault(surname, []).append((first, named))
    return People(grammars, by_surname, [])


def _name(grammar: Grammar, mention: Pair) -> Pair | None:
    """The name that a mention ends with; None where it means something else (a spokesman for Lee)."""
    letters = grammar.tokens.letters[mention[0] : mention[1]]
    if not letters.endswith(_NAME) or _JOINED.search(letters):
        return None
    start, end, _ = _stripped(grammar, mention[0] + len(letters.rstrip(_NAME)), mention[1])
    return start, end


def _stripped(grammar: Grammar, start: int, end: int) -> tuple[int, int, str | None]:
    """A capitalised run from its given name on, else without the titles and offices it begins with, and without
    suffixes (Senator Ann Lee Jr.: Ann Lee); with the gender, "" if unknown, None where nothing tells of a person."""
    if end - start == 1:
        return start, end, None
    tokens = grammar.tokens
    titles, given, suffixes, _ = _words(tokens.lexicon)
    while end - start > 1 and tokens.word(end - 1) in suffixes:
        end -= 1
    gender = titles.get(tokens.word(start - 1)) if start else None
    for token in range(start, end - 1):
        word = tokens.word(token)
        if word in given:
            return token, end, given[word]
        if word in titles:
            start, gender = token + 1, titles[word]
    return start, end, gender


class _Words(NamedTuple):
    """titles: titles and offices -> gender; given: given names -> gender; pronouns: of a person -> gender."""

    titles: dict[str, str]
    given: dict[str, str]
    suffixes: frozenset[str]
    pronouns: dict[str, str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    language = lexicon.language
    people = language.words("people") if language.has("words/people") else {}
    names = language.words("given_names") if language.has("words/given_names") else {}

    def gendered(kind: str) -> dict[str, str]:
        return {word: sign for sex, sign in _SEXES for word in people.get(f"{sex}_{kind}", ())}

    titles = dict.fromkeys([*lexicon.listed("offices"), *people.get("titles", ())], "") | gendered("titles")
    given = dict.fromkeys((name.lower() for name in names.get("given", ())), "") | gendered("names")
    return _Words(titles, given, frozenset(people.get("suffixes", ())), gendered("pronouns"))
