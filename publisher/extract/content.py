"""What is said: the reported clause of a cue, with marks in it (mixed) or without (indirect).

Positions are tokens. The clause leaves out "that", the addressee and the final punctuation.
"""

from __future__ import annotations

import re

from publisher.language.token_patterns import each_letter, letters_of

from . import acts, speaker_words
from .clauses import Grammar
from .cues import Cue, beginning
from .lexicon import SPEECH
from .text import Pair

_PRONOUN, _POSSESSIVE, _BE, _AUXILIARY, _PAST = each_letter("pronoun:subject possessive be auxiliary past")
_FINITE = _BE + _AUXILIARY + _PAST
_VERB_OF_THAT = _FINITE + letters_of("speech:base inside:base")  # homes that were damaged, fires that threaten
_AFTER_LABEL = letters_of("comma be auxiliary")
_SUBJECTS = letters_of("noun name determiner pronoun:subject number")
_HEARER = 8  # tokens of what may be a hearer or the subject of what is said
_REACH = 200  # tokens that a clause is followed, so that the time stays linear
_SOURCE, _THAT, _INFINITIVE, _ADVERB = each_letter("source complementizer infinitive adverb")
_QUOTED, _COMMA, _DASH, _CONJUNCTION, _RELATIVE, _NAME = each_letter("quoted comma dash conjunction relative name")
_PROGRESSIVE = letters_of("speech:progressive inside:progressive")
_NOUNS = letters_of("noun name")
_LEADING = letters_of("adverb subordinator")  # before the verb of the next clause, and part of it
_BETWEEN_CLAUSES = letters_of("comma semicolon conjunction quoted")
_NEW_CLAUSE = SPEECH + letters_of("inside:progressive source")
_REQUEST = 5  # tokens: not to be further named
_LED_ON = re.compile(f"{_CONJUNCTION}[{_CONJUNCTION}{_ADVERB}][{_ADVERB}{_NOUNS}]?\\Z")
_SEMICOLON = letters_of("semicolon")
_OUTSIDE = letters_of("comma semicolon colon conjunction dash end end:open")
_TAIL = 8  # tokens after a cue that closes a sentence: ..., she said late on Monday in Bath.
_NAMED = letters_of("name sign")
_PREPOSITIONS = letters_of("preposition genitive joining")
_VERBS = frozenset(_FINITE + SPEECH + letters_of("inside inside:base inside:noun"))
_MOST_CUES = 8  # inside one clause, so that what the clauses of a paragraph hold together grows no faster than it


def clause(grammar: Grammar, cue: Cue, piece: int | None = None) -> Pair | None:
    """The tokens of what a cue brings in; piece: the token of a quoted piece that lies in it.

    The clause comes after the cue, or before it when the cue closes the sentence: ..., she said Monday.
    """
    letters = grammar.tokens.letters
    start, end = grammar.sentence(cue.verb[0])
    first = min(cue.start, cue.verb[0])
    behind = cue.verb[1]
    if cue.speaker and behind <= cue.speaker[0] <= behind + 1:  # said Lee; according to Lee
        behind = cue.speaker[1]
    if piece < first if piece is not None else _closes(grammar, cue, first, behind, end):
        left, right = _clause_before(grammar, max(start, first - _REACH), first), first
    else:
        acted = acts.begin(grammar, cue) if piece is None else None
        named_after = behind > cue.verb[1] and cue.kind != _SOURCE and letters[behind] == _COMMA
        if piece is not None and named_after:  # said Lee, the mayor of Bath. "..."
            left = piece
        elif acted:
            left = acted
        else:
            left = _begin(grammar, cue, _behind_office(grammar, cue, behind), end if piece is None else piece)
        right = min(end, behind + _REACH)
        if acted:
            right = acts.end(grammar, cue, left, right)
        if speaker_words.leads_on(grammar, cue):
            right = _main_clause(grammar, left if piece is None else piece, right)
        right = _stop(grammar, left if piece is None else piece, right)
        right = _own_words(grammar, left if piece is None else piece, right)
        if piece is not None and grammar.verb(cue) in grammar.forms("labelling"):  # what Lee called a "weak" plan, is
            right = next((token for token in range(piece + 1, right) if letters[token] in _AFTER_LABEL), right)
        right = _own_verb(grammar, left if piece is None else piece, right)
    if letters[left] == _SEMICOLON:
        return None
    while left < right and letters[left] in _OUTSIDE and not _opens(grammar, left):
        left += 1
    while right > left and letters[right - 1] in _OUTSIDE + _RELATIVE:  # 444,000, which, according to Lee, is
        right -= 1
    return (left, right) if left < right else None


def _main_clause(grammar: Grammar, left: int, right: int) -> int:
    """Where the main clause begins behind one that only leads on to it: at the first comma without "and"."""
    letters = grammar.tokens.letters
    comma = letters.find(_COMMA, left + 1, right)
    while comma >= 0 and letters[comma + 1] == _CONJUNCTION:
        comma = letters.find(_COMMA, comma + 1, right)
    return comma if comma >= 0 else right


def _own_verb(grammar: Grammar, left: int, right: int) -> int:
    """Where the clause gives way to a verb of the speaker's own: ..., but failed to; ..., but he refused to."""
    letters = grammar.tokens.letters
    token = letters.find(_COMMA + _CONJUNCTION, left + 1, right - 1)
    while token >= 0:
        verb = token + 2 + (letters[token + 2] == _PRONOUN)
        if verb < right and grammar.tokens.word(verb) in grammar.forms("withholding"):
            return token
        token = letters.find(_COMMA + _CONJUNCTION, token + 1, right - 1)
    return right


def _own_words(grammar: Grammar, left: int, right: int) -> int:
    """Where the words of the author go on, after a comma: with a verb and no subject (the plan by which Lee agreed to
    go, was bad), with a remark on all that was said (a move which), or, of what no "that" brings in, with "and" and a
    name that does something else."""
    letters = grammar.tokens.letters
    comma = letters.find(_COMMA, left + 1, right - 1)
    first = True
    while comma >= 0:
        after = comma + 1
        if first and letters[after] in (_BE, _AUXILIARY):
            return comma
        if grammar.tokens.word(after + 1) in grammar.listed("remarks") and letters[after + 2] in (_RELATIVE, _THAT):
            return comma
        added = letters[after : after + 2] == _CONJUNCTION + _NAME and letters[left - 1] != _THAT
        if added and any(clause.subject[0] == after + 1 for clause in grammar.clauses_in(after, right)):
            return comma
        first = False
        comma = letters.find(_COMMA, after, right - 1)
    return right


def _closes(grammar: Grammar, cue: Cue, first: int, behind: int, end: int) -> bool:
    """Whether a cue is at the end of its sentence with the clause before it."""
    letters = grammar.tokens.letters
    if first - grammar.sentence(first)[0] < 4:
        return False
    if cue.kind != _SOURCE and behind > cue.verb[1] and letters[behind] == _COMMA:  # ..., said Lee, the mayor of Bath
        return letters[first - 1] in (_COMMA, _QUOTED) and _THAT not in letters[behind:end]
    follows = cue.kind != _SOURCE and behind == cue.verb[1] and letters[behind] in _SUBJECTS
    if follows and grammar.verb(cue) not in grammar.forms("addressed"):  # ..., Lee said she was tired
        return False
    if cue.kind == _SOURCE:
        after = letters[behind : min(end, behind + _REACH)]
        if _COMMA not in after:
            return True
        return _is_whole(grammar, first) and (_is_description(after) or after[1:2] == _CONJUNCTION)
    going_on = (
        other.verb[0] for other in grammar.cues_in(behind, min(end, behind + _TAIL)) if other.kind in _PROGRESSIVE
    )
    end = next((token for token in going_on if letters[token - 1] == _COMMA), end)
    return letters[first - 1] in (_COMMA, _QUOTED) and end - behind < _TAIL and _THAT not in letters[behind:end]


def _is_whole(grammar: Grammar, source: int) -> bool:
    """Whether what a sentence has before a source is a clause of its own, set off by a comma: not: when it rained, in
    March."""
    start, _ = grammar.sentence(source)
    before = grammar.tokens.letters[start:source]
    leads = before[0] in _LEADING or grammar.tokens.word(start) in grammar.listed("leading_on")
    return before[-1] == _COMMA and not leads and not _VERBS.isdisjoint(before)


def _is_description(after: str) -> bool:
    """Whether what follows a source only says who that is, up to the next comma: Lee, who saw it; Lee, a lawyer."""
    words, relative, _ = after[1:].partition(_COMMA)[0].partition(_RELATIVE)
    return after[0] == _COMMA and (bool(relative) or bool(words)) and _VERBS.isdisjoint(words)


def _behind_office(grammar: Grammar, cue: Cue, behind: int) -> int:
    """The token after a named source and its office: according to Lee, the director of Acme, the firm ..."""
    letters = grammar.tokens.letters
    named = cue.kind == _SOURCE and cue.speaker and letters[cue.speaker[1] - 1] in _NAMED
    if not named or letters[behind] != _COMMA:
        return behind
    comma = letters.find(_COMMA, behind + 1, behind + _HEARER)
    if comma < 0 or not _VERBS.isdisjoint(letters[behind:comma]):
        return behind
    held = any(grammar.tokens.word(token) in grammar.listed("offices") for token in range(behind, comma))
    return comma if held else behind


def _begin(grammar: Grammar, cue: Cue, behind: int, end: int) -> int:
    """Where the clause after a cue begins: after "that", else after the addressee and the time of saying."""
    letters = grammar.tokens.letters
    that = grammar.rules.that.match(letters, behind, end) if cue.kind != _SOURCE else None
    if that and _begins_clause(grammar, that.end(), behind):
        return that.end()
    told = grammar.is_listed(cue, "addressed")
    if told and any(clause.subject[0] == behind for clause in grammar.clauses_in(behind, behind + _HEARER)):
        told = letters[behind] not in _SUBJECTS or grammar.verb(cue) in grammar.forms("with_hearer")
    lead = (grammar.rules.addressee if told else grammar.rules.when).match(letters, behind, end)
    begin = lead.end() if lead and letters[lead.end()] != _POSSESSIVE else behind
    while begin > behind and grammar.tokens.word(begin - 1) in grammar.listed("focus"):  # only two
        begin -= 1
    negated = letters[begin] == _INFINITIVE and begin > behind and _is_negation(grammar, begin - 1)
    return begin - (negated or (begin > behind and _opens(grammar, begin - 1)))


def _begins_clause(grammar: Grammar, after: int, behind: int) -> bool:
    """Whether the word before a token, "that", begins what is said; but not: homes that were damaged; if that happens.
    behind: the token after the cue."""
    if grammar.tokens.word(after - 2) in grammar.listed("conditions"):
        return False
    return grammar.tokens.letters[after] not in _VERB_OF_THAT or after == behind + 1


def _opens(grammar: Grammar, token: int) -> bool:
    """Whether a word that often comes before a clause is the first of it: there are, so far."""
    word, following = grammar.tokens.word(token), grammar.tokens.word(token + 1)
    return f"{word} {following}" in grammar.listed("openers")


def _is_negation(grammar: Grammar, token: int) -> bool:
    return grammar.tokens.word(token) in grammar.listed("before_infinitive")


def _clause_before(grammar: Grammar, left: int, right: int) -> int:
    """Where the clause that ends at `right` begins, not before `left`."""
    cues = grammar.cues_in(left, right)
    return cues[-_MOST_CUES].verb[1] if len(cues) > _MOST_CUES else left


def _stop(grammar: Grammar, left: int, right: int) -> int:
    """Where the clause ends: before the next speech verb that a comma or a conjunction sets off, or before a dash."""
    letters = grammar.tokens.letters
    leads = grammar.tokens.word(left) in grammar.listed("leading_on")  # if Lee came, she would expect more
    main = _main_clause(grammar, left, right) + 1 if leads else left
    for number, other in enumerate(beginning(grammar.cues, left + 1, right), start=1):
        first = min(other.start, other.verb[0])
        while first > left and letters[first - 1] in _LEADING:
            first -= 1
        if (
            first > main
            and letters[first - 1] in _BETWEEN_CLAUSES
            and (other.kind in _NEW_CLAUSE or letters[first - 1] == _CONJUNCTION)
        ):
            led_on = _LED_ON.search(letters, left, first - 1)  # Lee says it is late but so far, Roe says
            return led_on.start() if led_on and letters[first - 1] == _COMMA else first
        if number > _MOST_CUES:
            return max(first, left + 1)
    dash = letters.find(_DASH, left + 1, right)
    return dash if dash > 0 and letters[left] == _QUOTED else right
