"""Clauses inside a clause: relative ones, and those with "that". What one tells, and when, belongs to it alone.

Positions are chunks.
"""

from __future__ import annotations

from typing import NamedTuple

from .arguments import REACH, before, is_finite, is_infinitive, is_relative, is_speech
from .lexicon import lexicon
from .nouns import word
from .sentence import Sentence, remembered

_BEGIN = frozenset("WT")
_AHEAD = frozenset("n,po)")  # before a relative clause about a noun
_MOST = 8  # of them in a sentence, so that the time stays linear


class Inner(NamedTuple):
    """A clause inside another one. begin: the word that begins it; verb: its verb group; end: the first chunk after it;
    relative: whether it is about the noun before it."""

    begin: int
    verb: int
    end: int
    relative: bool


def any_in(s: Sentence) -> bool:
    """Whether a sentence may have such a clause."""
    return not _BEGIN.isdisjoint(s.kinds)


def around(s: Sentence, at: int) -> int:
    """Where the innermost clause that holds a chunk begins; -1 for the main clause."""
    return max((one.begin for one in _inner(s, 0) if one.begin <= at < one.end), default=-1)


def tells(s: Sentence, inner: int, at: int) -> bool:
    """Whether the clause that begins at a chunk is about a noun phrase: the attack on X, which began;
    the attack of Monday, in which."""
    if inner < 0 or not at < inner:
        return False
    return "v" not in s.kinds[at + 1 : inner] and inner - at < REACH and is_relative(s, inner)


def ending(s: Sentence, at: int) -> int | None:
    """Where the relative clause begins that ends right before a verb group of the clause around it: the man who police
    arrested attacked; None where none does."""
    ends = (one.begin for one in _inner(s, 0) if one.end == at and one.relative)
    return next((begin for begin in ends if s.kinds[before(s, begin)] in _AHEAD), None)


def object_before(s: Sentence, at: int) -> list[int]:
    """The noun phrase before a relative clause that is the object of its verb group: the man who police arrested."""
    for one in _inner(s, 0):
        if one.verb == at and one.relative and word(s, one.begin) not in lexicon().grammar["whose"]:
            between = [here for here in range(one.begin + 1, at) if s.kinds[here] == "n"]
            noun = before(s, one.begin)
            while noun > 0 and s.kinds[noun] == ",":
                noun = before(s, noun)
            return [noun] if between and noun >= 0 and s.kinds[noun] == "n" else []
    return []


@remembered
def _inner(s: Sentence, first: int) -> tuple[Inner, ...]:
    """The clauses inside others, in the order of their beginnings, from a chunk on."""
    if _BEGIN.isdisjoint(s.kinds):
        return ()
    begins = [at for at in range(max(first, 1), len(s.parts)) if s.kinds[at] in _BEGIN]
    return tuple(one for begin in begins[:_MOST] if (one := _read(s, begin)))


def _read(s: Sentence, begin: int) -> Inner | None:
    ahead = s.kinds[begin - 1]
    if ahead in _BEGIN:  # that which
        return None
    if ahead in "tp" and s.kinds[begin] == "T":  # it was on Monday that
        return None
    verb = next((at for at in range(begin + 1, min(len(s.parts), begin + REACH)) if is_finite(s, at)), None)
    if verb is None:
        return None
    if not is_relative(s, begin):
        return Inner(begin, verb, len(s.parts), False)
    apart = ahead == "," or (ahead in "po" and s.kinds[begin - 2] == ",")
    deeper = 0  # clauses inside this one whose verbs are still to come
    for at in range(verb + 1, min(len(s.parts), begin + REACH)):
        mark = s.kinds[at]
        deeper += mark in "WTS"
        if mark in ",;.-":
            return Inner(begin, verb, at, True)
        if not apart and is_finite(s, at) and not is_infinitive(s, at):
            if not deeper and _is_outside(s, at, verb):
                return Inner(begin, verb, at, True)
            deeper = max(0, deeper - 1)
    return Inner(begin, verb, len(s.parts), True)


def _is_outside(s: Sentence, at: int, verb: int) -> bool:
    """Whether a finite verb after that of a relative clause is no part of it: it is joined to none, and begins no other
    clause."""
    ahead = before(s, at)
    return s.kinds[ahead] not in "cWTSH" and not is_speech(s, verb) and ahead >= verb
