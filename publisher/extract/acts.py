"""What is done by saying it: the object of such a verb is what is said (condemned *the attack*).

Positions are tokens.
"""

from __future__ import annotations

import re

from publisher.language.token_patterns import each_letter, letters_of

from .clauses import Grammar
from .cues import Cue
from .text import Pair

_BE, _THEM, _POSSESSIVE, _THAT, _NAME = each_letter("be pronoun:object possessive complementizer name")
_COMMA, _CONJUNCTION, _DASH, _SUBORDINATOR = each_letter("comma conjunction dash subordinator")
_DONE = letters_of("speech inside")
_PROGRESSIVE = letters_of("speech:progressive inside:progressive")
_BASE = letters_of("speech:base inside:base speech:noun inside:noun")
_VERBS = frozenset(letters_of("be auxiliary past inside inside:base inside:noun speech speech:base speech:noun"))
_GERUNDS = _PROGRESSIVE + letters_of("progressive")
_PREPOSITIONS = letters_of("preposition genitive joining")
_FOR = letters_of("joining")
_WHEN = letters_of("time number comma")
_DATED = re.compile(f"{letters_of('preposition')}|[{_FOR}](?=[{letters_of('time number')}])")
_DECISION = "REJECT"
_SPOKEN = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", _DECISION})  # whose object alone may be what is said
_NEAR = 4  # tokens in which an occasion is named
_AHEAD = 8  # tokens in which the next clause begins


def begin(grammar: Grammar, cue: Cue) -> int | None:
    """Where the object of a verb begins that is what somebody says by it: condemned the attack, demanded an inquiry;
    or what somebody is thanked for. None for any other verb."""
    letters, before, at = grammar.tokens.letters, cue.verb[0] - 1, cue.verb[1]
    act = grammar.act(cue)
    if act not in _SPOKEN or grammar.is_listed(cue, "addressed") or not cue.speaker:
        return None
    if cue.kind in _PROGRESSIVE and letters[before] != _COMMA and _BE not in letters[slice(*cue.verb)]:
        return None  # after criticising the king
    if letters[before] == _POSSESSIVE or (cue.kind in _BASE and letters[before] == _CONJUNCTION):
        return None  # the people's call for help; they must find and blame him
    if letters[at] == _NAME and grammar.is_listed(cue, "receiving"):  # welcomed Lee
        return None
    if cue.speaker[0] and letters[cue.speaker[0] - 1] in _PREPOSITIONS:  # in a statement condemned
        return None
    said = {grammar.tokens.word(token) for token in range(before, at)}
    speaker = {grammar.tokens.word(token) for token in range(*cue.speaker)}
    silent = grammar.listed("papers") | (grammar.listed("deciding") if act == _DECISION else frozenset())
    if not said.isdisjoint(grammar.listed("unreal")) or not speaker.isdisjoint(silent):
        return None
    _, last = object_of(grammar, cue) or (at, at)
    if last == at or letters[last] == _THAT:  # promised Lee that
        return None
    thanked_for = letters.find(_FOR, at, last + 1) if grammar.is_listed(cue, "thanking") else -1
    return thanked_for + 1 if thanked_for > at else at


def end(grammar: Grammar, cue: Cue, left: int, right: int) -> int:
    """Where what is said ends that begins with the object of a verb: before another verb of the same subject (and gave
    him an hour; Lee, blaming Roe, left), a clause of its own (after a court freed him; , as did Roe), a remark behind a
    dash, and the occasion: in a speech."""
    beside = cue.kind in _PROGRESSIVE and cue.speaker and cue.speaker[1] == cue.verb[0] - 1
    letters = grammar.tokens.letters
    for token in range(left + 1, right - 1):
        if letters[token] == _DASH or (beside and letters[token] == _COMMA) or _goes_on(grammar, token, right):
            while token > left + 1 and letters[token - 1] in _WHEN:  # in October, although
                token -= 1
            return token - (letters[token - 1] in _PREPOSITIONS)
    return right


def _goes_on(grammar: Grammar, token: int, right: int) -> bool:
    """Whether the author goes on at a token with something of their own."""
    tokens, letters = grammar.tokens, grammar.tokens.letters
    after, apart = letters[token + 1], letters[token - 1] == _COMMA
    if letters[token] == _CONJUNCTION:
        return after in _VERBS or (apart and bool(grammar.clauses_in(token, min(right, token + _AHEAD))))
    if letters[token] == _SUBORDINATOR and apart and after in _VERBS:
        return True
    if letters[token] in _PREPOSITIONS:
        near = {tokens.word(place) for place in range(token + 1, min(right, token + _NEAR))}
        return tokens.word(token) in grammar.listed("on_occasion") and not near.isdisjoint(grammar.listed("occasions"))
    if tokens.word(token) not in grammar.listed("after_object"):
        return False
    return after in _GERUNDS or bool(grammar.clauses_in(token, right))


def object_of(grammar: Grammar, cue: Cue) -> Pair | None:
    """The noun phrase right after an active verb, where no clause begins with it: told reporters, accused Lee."""
    at, letters = cue.verb[1], grammar.tokens.letters
    first = letters[cue.verb[0] : at]
    if not cue.speaker or cue.speaker[0] >= at or (_BE in first and first[-1] in _DONE):  # said Lee; was told
        return None
    if letters[at] == _THEM:
        return at, at + 1
    phrase = grammar.phrase(at)
    if not phrase or any(clause.subject[0] == at for clause in grammar.clauses_in(at, phrase[1] + 2)):
        return None
    dated = _DATED.search(letters, at + 1, phrase[1])
    return at, dated.start() if dated else phrase[1]
