"""Whether what a cue brings in is reported speech without marks of its own, and by which rule.

Positions are tokens.
"""

from __future__ import annotations

from collections.abc import Mapping

from publisher.language.token_patterns import each_letter, letters_of

from . import acts
from .clauses import Grammar
from .cues import Cue
from .lexicon import SPEECH
from .text import Pair

_PRONOUN, _SOURCE, _THAT, _INFINITIVE, _ADVERB, _RELATIVE = each_letter(
    "pronoun:subject source complementizer infinitive adverb relative"
)
_PROGRESSIVE = letters_of("speech:progressive inside:progressive")
_SPOKEN = SPEECH + _SOURCE
_NOUNS = letters_of("noun name")
_BETWEEN_CLAUSES = letters_of("comma semicolon conjunction quoted")
_SEMICOLON = letters_of("semicolon")
_REACH = 80  # tokens that are looked back, so that the time stays linear
_SHORTEST = 3  # tokens
_REQUEST = 5  # tokens: not to be further named
_NEAR = 4  # tokens in which what is claimed, and is no statement, is named: claimed the life of two
_NAMED = letters_of("name sign")
_NAMING = letters_of("noun name determiner")
_PREPOSITIONS = frozenset(letters_of("preposition genitive joining"))
_VERBS = frozenset(letters_of("be auxiliary past inside inside:base inside:noun") + SPEECH)


def reported(grammar: Grammar, cue: Cue, found: Pair, spoken: Mapping[int, Cue]) -> str | None:
    """The rule by which a clause is reported speech without marks of its own; None where it is none. spoken: the cue of
    each quoted piece (by token); pieces whose cue is inside the clause belong to an inner statement: Lee called it
    "Q," the agency reported."""
    left, right = found
    letters = grammar.tokens.letters
    act = left == acts.begin(grammar, cue)
    if (right - left < _SHORTEST and not act) or _says_nothing(grammar, cue, found):
        return None
    if grammar.tokens.word(left) in grammar.listed("after_subject"):  # the bridge, Lee said, was shut
        return None
    for token in grammar.tokens.quotes_in(left, right):
        if not (token in spoken and left <= spoken[token].verb[0] < right):
            return None
    before = grammar.tokens.word(cue.verb[0] - 1) if cue.verb[0] else ""
    if cue.kind in _PROGRESSIVE and before in grammar.listed("unsaid_gerunds"):
        return None
    if letters[cue.verb[0] - 1] == _INFINITIVE and grammar.tokens.word(cue.verb[0] - 2) in grammar.listed("unable"):
        return None
    if grammar.verb(cue) in grammar.forms("finding") and not _is_finder(grammar, cue):
        return None
    first = grammar.tokens.word(left)
    if letters[left - 1] == _THAT:
        return None if first in grammar.listed("that_one") else "that"  # showed that kind of courage
    speaker = cue.speaker or (0, 0)
    _, relative, named = letters[max(0, speaker[0] - 1) : speaker[1]].rpartition(_RELATIVE)
    if relative and letters[left] in _VERBS and not named.strip(_NAMING):  # a film which officials say shows it
        return None
    if right <= cue.verb[0] and first in grammar.listed("questioned"):  # Asked whether she would, Lee said no
        return None
    behind = cue.verb[0] - 1
    while behind > 0 and letters[behind] == _ADVERB:
        behind -= 1
    if act:
        return "act"
    if cue.kind in _PROGRESSIVE and letters[behind] in _NOUNS:  # people falsely claiming benefits
        return None
    if letters[left] == _INFINITIVE or letters[left : left + 2] == _ADVERB + _INFINITIVE:
        return "infinitive" if grammar.is_listed(cue, "with_infinitive") else None
    if not grammar.is_reporting(cue):
        return None
    if cue.kind == _SOURCE:
        return "source"
    if _is_no_clause(grammar, found):
        return None
    if right <= cue.verb[0]:
        return "closing"
    if cue.kind not in _PROGRESSIVE:
        return None if grammar.rules.quoted_as.match(letters, cue.verb[1]) else "clause"  # reported Lee as saying
    return "participle" if grammar.clauses_in(left, right) and letters[left] != _RELATIVE else None  # declaring war


def _is_no_clause(grammar: Grammar, found: Pair) -> bool:
    """Whether what seems to be said is a name alone (said Acme Corp), one word before a semicolon (writes books; the
    last one), or a phrase: (announced) before the opening."""
    said, semicolon, _ = grammar.tokens.letters[found[0] : found[1]].partition(_SEMICOLON)
    if semicolon and len(said) == 1:
        return True
    return not said.strip(_NAMED) or (said[0] in _PREPOSITIONS and _VERBS.isdisjoint(said))


def _is_finder(grammar: Grammar, cue: Cue) -> bool:
    """Whether the speaker says what was found out: a court, a study; but not: he found that the door was shut."""
    if not cue.speaker:
        return False
    speaker = range(*cue.speaker)
    return any(grammar.tokens.word(token) in grammar.listed("finders") for token in speaker)


def _says_nothing(grammar: Grammar, cue: Cue, found: Pair) -> bool:
    """A speaker who declined or did not say, or asked not to be named; and what "..., Lee said, adding" has said
    already, or "According to Lee, ..., according to Roe"."""
    left, right = found
    letters = grammar.tokens.letters
    words = [grammar.tokens.word(token) for token in range(*cue.verb)]
    if not (grammar.forms("withholding").isdisjoint(words) and grammar.listed("negations").isdisjoint(words)):
        return True
    if _is_held(grammar, cue):
        return True
    if right - left <= _REQUEST and not grammar.listed("unnamed").isdisjoint(
        grammar.tokens.word(token) for token in range(left, right)
    ):  # on condition that he not be named
        return True
    claimed = grammar.verb(cue) in grammar.forms("claiming")
    object_of = (grammar.tokens.word(token) for token in (*range(left, min(right, left + _NEAR)), right - 1))
    if claimed and not grammar.listed("not_claimed").isdisjoint(object_of):  # the storm claimed ten lives
        return True
    if letters[left - 1] == _THAT and _hangs_on_noun(grammar, cue, left - 1):
        return True
    if grammar.tokens.letters[left] in (_INFINITIVE, _ADVERB):
        asked = {grammar.tokens.word(token) for token in range(left, min(right, left + _REQUEST))}
        if asked & grammar.listed("unnamed"):
            return True
    earlier = grammar.cues_in(left, right) if right <= cue.verb[0] else []
    return any(other.speaker == cue.speaker or other.kind == cue.kind == _SOURCE for other in earlier)


def _hangs_on_noun(grammar: Grammar, cue: Cue, that: int) -> bool:
    """Whether "that" tells what others claim, to which the verb only answers: Lee pushed back on claims that."""
    noun = grammar.tokens.word(that - 1).removesuffix("s") in grammar.listed("answered")
    return noun and not _PREPOSITIONS.isdisjoint(grammar.tokens.letters[cue.verb[1] : that])


def _is_held(grammar: Grammar, cue: Cue) -> bool:
    """Whether somebody who says what he, she or it holds is read a second time: Lee said she feared that."""
    pronoun = cue.speaker and grammar.tokens.letters[slice(*cue.speaker)] == _PRONOUN
    if not pronoun or grammar.verb(cue) not in grammar.forms("weak"):
        return False
    if grammar.tokens.letters[cue.start - 1] in _BETWEEN_CLAUSES:  # where what was said ends
        return False
    start = max(grammar.sentence(cue.verb[0])[0], cue.start - _REACH)
    return any(one.speaker and one.kind in _SPOKEN for one in grammar.cues_in(start, cue.start))
