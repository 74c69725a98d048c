"""What follows a verb group in its clause: object, prepositional phrases, embedded clause. Positions are chunks."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import lexicon
from .nouns import head, last_of, letters, word
from .sentence import Sentence, lemma, remembered

REACH = 24  # chunks that any search looks ahead or back, so that the time stays linear
_NEAR = 8  # chunks between a verb and what it says after "that"
_WITHIN = frozenset('nptoa"')
_SKIP = frozenset('ax"t')
PREPOSITIONS = frozenset("poy2")
ENDS = frozenset(";.")


class Phrase(NamedTuple):
    """A preposition with the noun phrase after it."""

    preposition: str
    noun: int


def is_infinitive(s: Sentence, at: int) -> bool:
    """Whether a verb group begins with to."""
    return s.kinds[at] == "v" and s.letters[s.firsts[at]] == "2"


@remembered
def is_finite(s: Sentence, at: int) -> bool:
    """Whether a chunk is a verb group that heads a clause."""
    if s.kinds[at] != "v":
        return False
    group = letters(s, at).lstrip("xa")
    return group[0] in "MAOEfzb" or (group[0] == "e" and not reduced(s, at))


@remembered
def reduced(s: Sentence, at: int) -> bool:
    """Whether a bare participle is short for a relative clause: people wounded in the raid were; held by rebels."""
    group = letters(s, at)
    if group == "u":
        return True
    if group != "e":
        return False
    after = next_content(s, at)
    if s.kinds[after] == "y":
        return True
    if is_speech(s, at):
        return False
    noun = before(s, at)
    if s.kinds[after] not in "p.,tc" or s.kinds[noun] != "n":
        return False
    ahead = before(s, noun)
    if ahead >= 0 and is_relative(s, ahead):  # who police arrested in
        return False
    while s.kinds[ahead] in "cop" and s.kinds[before(s, ahead)] == "n":  # the first of two cases brought against
        noun = before(s, ahead)
        ahead = before(s, noun)
    if s.kinds[ahead] == "v" and letters(s, ahead)[0] != "2" and letters(s, noun) not in "Hh":
        return not is_speech(s, ahead)  # returned weapons seized from; but: said rebels attacked in
    for later in range(at + 1, min(len(s.parts), at + REACH)):
        if s.kinds[later] in ",;cWST.":
            return False
        if s.kinds[later] == "v" and letters(s, later).lstrip("xa")[0] in "MAOEfze":
            return True
    return False


def is_relative(s: Sentence, begin: int) -> bool:
    """Whether a chunk is a relative pronoun, or "that" about the noun before it; but not: the claim that; said that."""
    if s.kinds[begin] != "T":
        return s.kinds[begin] == "W"
    grammar, noun = lexicon().grammar, before(s, begin)
    if noun < 0 or s.kinds[noun] != "n" or s.parts[noun] in "Hh" or head(s, noun).removesuffix("s") in grammar["told"]:
        return False
    verb = noun
    while verb > noun - _NEAR and s.kinds[verb] in _WITHIN:
        verb -= 1
    if verb < 0 or s.kinds[verb] != "v" or (name := lemma(s, verb)[0]) in grammar["hearing"]:
        return s.kinds[verb] != "v"
    return name not in grammar["speech"] or noun == next_content(s, verb)  # said in Bath that


def next_content(s: Sentence, at: int) -> int:
    """The next chunk that is no adverb, quotation mark or time."""
    at += 1
    while s.kinds[at] in _SKIP:
        at += 1
    return at


def before(s: Sentence, at: int) -> int:
    """The chunk before that is no adverb, quotation mark or time; -1 at the start."""
    at -= 1
    while at >= 0 and (s.kinds[at] in _SKIP or (s.kinds[at] == "p" and s.kinds[at + 1] == "t")):
        at -= 1
    return at


def joined_after(s: Sentence, np: int) -> list[int]:
    """A noun phrase with those that are joined to it: X, Y and Z."""
    found, at = [np], last_of(s, np)
    while len(found) < 8 and at == found[-1]:
        step = at + 1
        if s.kinds[step] == "," and s.kinds[step + 1] == "c":
            step += 1
        if s.kinds[step] not in ("c", ",") or s.kinds[step + 1] != "n":
            break
        if is_finite(s, next_content(s, last_of(s, step + 1))) and word(s, np - 1) not in lexicon().grammar["both"]:
            break
        if s.kinds[step] == "," and not any(s.kinds[later] == "c" for later in range(step + 2, step + 5)):
            break
        found.append(step + 1)
        at = last_of(s, step + 1)
    return found


def is_speech(s: Sentence, at: int) -> bool:
    """Whether a clause without that may follow a verb."""
    return lemma(s, at)[0] in lexicon().grammar["speech"]


@remembered
def direct_object(s: Sentence, at: int) -> list[int]:
    """The noun phrases right after a verb group, or after its particle."""
    here = at + 1
    while s.kinds[here] in _SKIP or s.kinds[here : here + 2] == "pt":  # received on Monday the envoy
        here += 1
    if s.kinds[here : here + 3] == "2nn" and head(s, here + 1) in lexicon().grammar["to_the_end"]:
        here += 2  # shot to death two guards
    if s.kinds[here] != "n":
        return []
    after = next_content(s, last_of(s, here))
    if s.kinds[after] == "v" and letters(s, here) == "H" and word(s, here) not in lexicon().grammar["things"]:
        return []  # broke up, he found
    if s.kinds[after] == "v" and letters(s, after).lstrip("xa")[0] in "MAOEfz" and not is_infinitive(s, after):
        return []  # said police arrested: the subject of the next clause
    return joined_after(s, here)


@remembered
def phrases(s: Sentence, at: int) -> list[Phrase]:
    """The prepositional phrases after a verb group, to the end of its clause."""
    found: list[Phrase] = []
    for here in range(at + 1, min(len(s.parts), at + REACH)):
        mark = s.kinds[here]
        if mark in ENDS or mark in "WTS" or (is_finite(s, here) and (here > at + 2 or s.kinds[here - 1] != "c")):
            break
        if mark == "," and s.kinds[here + 1] not in "pt":
            break
        if mark == "o" and s.kinds[here - 2] in "py2":
            continue
        if mark in PREPOSITIONS:
            noun = here + 1
            while s.kinds[noun] in 'a"':
                noun += 1
            if s.kinds[noun] == "n":
                found += [Phrase(word(s, here), one) for one in joined_after(s, noun)]
    return found


@remembered
def embedded(s: Sentence, at: int) -> tuple[str, int] | None:
    """The verb group of the clause that is the object of a verb: its form (to, that, of) and its chunk."""
    nouns = 0
    for here in range(at + 1, min(len(s.parts), at + 14)):
        mark = s.kinds[here]
        if mark == "v":
            if is_infinitive(s, here):
                return "to", here
            if nouns and s.kinds[before(s, here)] == "n" and is_finite(s, here):
                return "that", here
            if letters(s, here) == "g" and s.kinds[here - 1] in "po":
                return "of", here
            return None
        if mark == "T":
            verb = s.kinds.find("v", here, here + 10)
            return ("that", verb) if verb > 0 else None
        if mark in ",;.WSc-" and not (mark == "c" and nouns):
            return None
        nouns += mark == "n"
    return None


def that_subject(s: Sentence, at: int) -> list[int]:
    """The noun phrases that a clause with "that" after a verb begins with."""
    for here in range(at + 1, at + 9):
        if s.kinds[here] == "T" and s.kinds[here + 1] == "n":
            return joined_after(s, here + 1)
        if s.kinds[here] in ",;.Wv":
            break
    return []
