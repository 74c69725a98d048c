"""Who the subject of a verb of speech is: the name beside a description, the agent of a passive, or nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.language.token_patterns import each_letter, letters_of

from .name_words import is_given
from .text import Pair

if TYPE_CHECKING:
    from .clauses import Grammar

_NAME, _COMMA, _QUOTED, _INFINITIVE, _ADVERB = each_letter("name comma quoted infinitive adverb")
_BE, _RELATIVE, _THAT, _AUXILIARY = each_letter("be relative complementizer auxiliary")
_NOUNS = letters_of("noun name determiner")
_REACH = 80  # tokens that any search looks ahead, so that the time stays linear


def named(grammar: Grammar, subject: Pair, verb_end: int) -> Pair:
    """The name beside a subject that only describes; else the subject, with its short form in brackets."""
    tokens, letters = grammar.tokens, grammar.tokens.letters
    if letters.startswith(f"({_NAME})", subject[1]) and tokens.words[subject[1] + 1].isupper():
        return subject[0], subject[1] + 3
    office = tokens.word(subject[1] - 1) in grammar.listed("offices")
    if not office and not grammar.rules.description.match(letters, *subject):
        return subject
    if name := apposed(grammar, subject):
        return name.span("name")
    first = clause_start(grammar, subject)
    parenthetical = letters[verb_end] == _COMMA and letters[verb_end + 1] != _QUOTED  # Lee, the mayor said, ...
    return (first, subject[0] - 1) if first < subject[0] and not parenthetical else subject


def apposed(grammar: Grammar, subject: Pair) -> re.Match[str] | None:
    """The name after a subject that only describes: the mayor, Ann Lee; one of the owners, Ann Lee; the mayor of Bath,
    Ann Lee."""
    letters, rules = grammar.tokens.letters, grammar.rules
    whole = rules.of_owner.match(letters, subject[1])
    at = whole.end() if whole else subject[1]
    person = rules.person_after.match(letters, at)
    if person and is_given(grammar.tokens.words[slice(*person.span("name"))]):
        return person
    return rules.name_after.match(letters, at)


def clause_start(grammar: Grammar, subject: Pair) -> int:
    """Where the clause of a subject begins: at a name before it and a comma, if there is one, else at the subject."""
    start = subject[0]
    before = grammar.rules.name_before.search("." + grammar.tokens.letters[max(0, start - 9) : start])
    return start - 1 - len(before["name"]) if before else start


def is_other_sense(grammar: Grammar, verb: Pair) -> bool:
    """Whether a verb brings in no speech in this place: continued to fight."""
    tokens = grammar.tokens
    return tokens.letters[verb[1]] == _INFINITIVE and tokens.word(verb[1] - 1) in grammar.forms("not_before_to")


def is_nobody(grammar: Grammar, subject: Pair) -> bool:
    """Whether the subject of an infinitive of saying is nobody: it will take days to confirm; it is early to say."""
    return subject[1] - subject[0] == 1 and grammar.tokens.word(subject[0]) in grammar.listed("impersonal")


def is_passive(grammar: Grammar, subject: Pair, auxiliaries: str, end: int) -> bool:
    """Whether a past form is a passive: was called, branded as, described by; but not: which she described as."""
    if auxiliaries.rstrip(_ADVERB).endswith(_BE):
        return True
    letters = grammar.tokens.letters
    if letters[end + 1 : end + 2] == _QUOTED and letters[end + 2] in _NOUNS:  # dismissed as "idle" claims by Roe
        return False
    relative = letters[subject[0] - 1 : subject[0]] in (_RELATIVE, _THAT)
    return _AUXILIARY not in auxiliaries and not relative and grammar.tokens.word(end) in grammar.listed("passive")


def agent(grammar: Grammar, token: int) -> Pair | None:
    """The noun phrase after "by", in the rest of the sentence of a passive verb."""
    _, end = grammar.sentence(token - 1)
    for match in grammar.rules.by.finditer(grammar.tokens.letters, token, min(end, token + _REACH)):
        if grammar.tokens.word(match.start()) in grammar.listed("agent"):
            return match.span("subject")
    return None
