"""The names of persons in a sentence read as word classes: where one begins and ends in a mention, and what the words
around it tell of the gender."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from publisher.language.token_patterns import letters_of

from .clauses import Grammar
from .counting import singular
from .lexicon import Lexicon
from .text import Pair

NAME = letters_of("name")
LINKS = letters_of("preposition genitive joining comitative infinitive")
CONJUNCTION = letters_of("conjunction")
_JOINED = re.compile(rf"[{LINKS}]")
_SEXES = (("male", "m"), ("female", "f"))


def head(grammar: Grammar, mention: Pair) -> Pair:
    """A mention without what is joined to it: Ann Lee (of the city council); a source (close to Roe)."""
    joined = _JOINED.search(grammar.tokens.letters, mention[0] + 1, mention[1])
    return mention[0], joined.start() if joined else mention[1]


def last_run(grammar: Grammar, phrase: Pair) -> Pair:
    """The capitalised words that a phrase ends with."""
    letters = grammar.tokens.letters[phrase[0] : phrase[1]]
    return phrase[0] + len(letters.rstrip(NAME)), phrase[1]


def name_in(grammar: Grammar, mention: Pair) -> Pair | None:
    """The name that a mention, without what is joined to it, ends with; None where it means something else (a
    spokesman for Lee)."""
    phrase = head(grammar, mention)
    letters = grammar.tokens.letters[phrase[0] : phrase[1]]
    if not letters.endswith(NAME) or CONJUNCTION in letters:
        return None
    start, end, _ = stripped(grammar, *last_run(grammar, phrase))
    return start, end


def stripped(grammar: Grammar, start: int, end: int) -> tuple[int, int, str | None]:
    """A capitalised run from its given name on, else without the titles, offices and trades it begins with, and without
    suffixes (Senator Ann Lee Jr.: Ann Lee); with the gender, "" if unknown, None where nothing tells of a person."""
    tokens = grammar.tokens
    titles, given, suffixes, _, _, humans = words_of(tokens.lexicon)
    if end - start == 1:
        return start, end, titles.get(tokens.word(start - 1)) if start else None
    while end - start > 1 and tokens.word(end - 1) in suffixes:
        end -= 1
    gender = titles.get(tokens.word(start - 1)) if start else None
    for token in range(start, end - 1):
        word = tokens.word(token)
        if word in given:
            return token, end, given[word]
        if word in titles:
            start, gender = token + 1, titles[word]
        elif token < end - 2 and (word in humans or singular(word) in humans):
            start, gender = token + 1, titles.get(singular(word), "")
    return start, end, gender


class Words(NamedTuple):
    """titles: titles and offices -> gender; given: given names -> gender; pronouns: of a person -> gender; bodies:
    words in names of bodies; humans: words for one person."""

    titles: dict[str, str]
    given: dict[str, str]
    suffixes: frozenset[str]
    pronouns: dict[str, str]
    bodies: frozenset[str]
    humans: frozenset[str]


@cache
def words_of(lexicon: Lexicon) -> Words:
    """The words of a language that tell of persons; none where it has no lists of them."""
    language = lexicon.language
    people = language.words("people") if language.has("words/people") else {}
    names = language.words("given_names") if language.has("words/given_names") else {}

    def gendered(kind: str) -> dict[str, str]:
        return {word: sign for sex, sign in _SEXES for word in people.get(f"{sex}_{kind}", ())}

    bodies = language.words("names").get("organization", ()) if language.has("words/names") else ()
    titles = dict.fromkeys([*lexicon.listed("offices"), *people.get("titles", ())], "") | gendered("titles")
    given = dict.fromkeys((name.lower() for name in names.get("given", ())), "") | gendered("names")
    return Words(
        titles,
        given,
        frozenset(people.get("suffixes", ())),
        gendered("pronouns"),
        frozenset(word.lower() for word in bodies),
        frozenset([*titles, *people.get("somebody", ())]),
    )
