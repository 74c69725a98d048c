"""What is said: the reported clause of a cue, with marks in it (mixed) or without (indirect).

Positions are tokens. The clause leaves out "that", the addressee and the final punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .clauses import AFTER, Cue, Grammar
from .lexicon import forms
from .text import Pair

_REACH = 200  # tokens that a clause is followed, so that the time stays linear
_THAT = re.compile(r"[^T.!;:VvEAeH]{0,12}T")
_WHEN = re.compile(r"(?:(?<=\+)f)?(?:a|p?t{1,2}m?){0,3},?:?")
_ADDRESSEE = re.compile(rf"(?:h|{AFTER})?(?:a|p?t{{1,2}}m?){{0,3}},?:?")
_NEGATIONS = frozenset({"not", "n't", "never"})
_UNNAMED = frozenset({"named", "identified", "anonymous"})
_BEING = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "will", "would", "may", "might", "could", "can", "must")
)
_SO = frozenset(("far", "many", "much", "few", "long"))
_REQUEST = 5  # tokens: not to be further named
_OUTSIDE = ",;:c-.!"
_TAIL = 8  # tokens after a cue that closes a sentence: ..., she said late on Monday in Bath.
_MOST_CUES = 8  # inside one clause, so that what the clauses of a paragraph hold together grows no faster than it


def clause(grammar: Grammar, cue: Cue, piece: int | None = None) -> Pair | None:
    """The tokens of what a cue brings in; piece: the token of a quoted piece that lies in it.

    The clause stands after the cue, or before it when the cue closes the sentence: ..., she said Monday.
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
        left = _begin(grammar, cue, behind, end if piece is None else piece)
        right = min(end, behind + _REACH)
        right = _stop(grammar, left if piece is None else piece, right)
        if piece is not None and grammar.verb(cue) in forms("labelling"):  # what Lee called a "weak" plan, is
            comma = letters.find(",", piece + 1, right)
            right = comma if comma > 0 else right
    while left < right and letters[left] in _OUTSIDE and not _opens(grammar, left):
        left += 1
    while right > left and letters[right - 1] in _OUTSIDE + "W":  # 444,000, which, according to Lee, is
        right -= 1
    return (left, right) if left < right else None


def is_reported(grammar: Grammar, cue: Cue, found: Pair, spoken: Mapping[int, Cue]) -> bool:
    """Whether a clause is reported speech without marks of its own. spoken: the cue of each quoted piece (by token);
    pieces whose cue stands inside the clause belong to an inner statement: Lee called it "Q," the agency reported."""
    left, right = found
    letters = grammar.tokens.letters
    if right - left < 3 or _says_nothing(grammar, cue, found):
        return False
    for token in grammar.tokens.quotes_in(left, right):
        if not (token in spoken and left <= spoken[token].verb[0] < right):
            return False
    if letters[left - 1] == "T":
        return True
    if right <= cue.verb[0] and grammar.tokens.word(left) == "asked":  # Asked whether she would, Lee said no
        return False
    if cue.kind in "Gg" and letters[cue.verb[0] - 1] in "nN":  # people claiming benefits
        return False
    if letters[left] == "2" or letters[left : left + 2] == "a2":
        return grammar.verb(cue) in forms("with_infinitive")
    return grammar.is_reporting(cue)


def _says_nothing(grammar: Grammar, cue: Cue, found: Pair) -> bool:
    """A speaker who declined or did not say, or asked not to be named; and what "..., Lee said, adding" has said
    already, or "According to Lee, ..., according to Roe"."""
    left, right = found
    words = [grammar.tokens.word(token) for token in range(*cue.verb)]
    asked = {grammar.tokens.word(token) for token in range(left, min(right, left + _REQUEST))}
    if not (forms("withholding") | _NEGATIONS).isdisjoint(words) or (
        grammar.tokens.letters[left] in "2a" and asked & _UNNAMED
    ):
        return True
    earlier = grammar.cues_in(left, right) if right <= cue.verb[0] else []
    return any(other.speaker == cue.speaker or other.kind == cue.kind == "k" for other in earlier)


def _closes(grammar: Grammar, cue: Cue, first: int, behind: int, end: int) -> bool:
    """Whether a cue stands at the end of its sentence with the clause before it."""
    letters = grammar.tokens.letters
    if first - grammar.sentence(first)[0] < 4:
        return False
    if cue.kind == "k":
        return "," not in letters[behind : min(end, behind + _REACH)]
    going_on = (other.verb[0] for other in grammar.cues_in(behind, min(end, behind + _TAIL)) if other.kind in "Gg")
    end = next((token for token in going_on if letters[token - 1] == ","), end)
    return letters[first - 1] in ",Q" and end - behind < _TAIL and "T" not in letters[behind:end]


def _begin(grammar: Grammar, cue: Cue, behind: int, end: int) -> int:
    """Where the clause after a cue begins: after "that", else after the addressee and the time of saying."""
    letters = grammar.tokens.letters
    if cue.kind != "k" and (that := _THAT.match(letters, behind, end)):
        return that.end()
    told = grammar.verb(cue) in forms("addressed")
    lead = (_ADDRESSEE if told else _WHEN).match(letters, behind, end)
    begin = lead.end() if lead else behind
    negated = letters[begin] == "2" and begin > behind and grammar.tokens.word(begin - 1) == "not"
    return begin - (negated or (begin > behind and _opens(grammar, begin - 1)))


def _opens(grammar: Grammar, token: int) -> bool:
    """Whether a word that often stands before a clause is the first of it: there are, so far."""
    word, following = grammar.tokens.word(token), grammar.tokens.word(token + 1)
    return (word == "there" and following in _BEING) or (word == "so" and following in _SO)


def _clause_before(grammar: Grammar, left: int, right: int) -> int:
    """Where the clause that ends at `right` begins, not before `left`."""
    cues = grammar.cues_in(left, right)
    return cues[-_MOST_CUES].verb[1] if len(cues) > _MOST_CUES else left


def _stop(grammar: Grammar, left: int, right: int) -> int:
    """Where the clause ends: before the next speech verb that a comma or a conjunction sets off, or before a dash."""
    letters = grammar.tokens.letters
    for number, other in enumerate(grammar.each_cue(left + 1, right), start=1):
        first = min(other.start, other.verb[0])
        while first > left and letters[first - 1] in "az":
            first -= 1
        if first > left and letters[first - 1] in ",;cQ" and (other.kind in "VBRGgk" or letters[first - 1] == "c"):
            return first
        if number > _MOST_CUES:
            return max(first, left + 1)
    dash = letters.find("-", left + 1, right)
    return dash if dash > 0 and letters[left] == "Q" else right
