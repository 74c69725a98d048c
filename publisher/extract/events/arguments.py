"""Who does it, to whom, and what hangs on it: the clause around a verb group. All positions are chunk numbers."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import lexicon
from .nouns import head, is_actor, is_armed, kind, kinds, last_of, letters, top, word
from .sentence import Sentence, lemma, remembered

_REACH = 24  # chunks that any search looks ahead or back, so that the time stays linear
_DEEP = 4  # clauses that a subject is looked for in, one outside the other
_SKIP = frozenset('ax"t')
_PREPOSITIONS = frozenset("poy2")
_ENDS = frozenset(";.")


class Phrase(NamedTuple):
    """A preposition with the noun phrase after it."""

    preposition: str
    noun: int


def is_infinitive(s: Sentence, at: int) -> bool:
    """Whether a verb group begins with to."""
    return kind(s, at) == "v" and s.letters[s.chunks[at].first] == "2"


@remembered
def is_finite(s: Sentence, at: int) -> bool:
    """Whether a chunk is a verb group that heads a clause."""
    if kind(s, at) != "v":
        return False
    group = letters(s, at).lstrip("xa")
    return group[0] in "MAOEfzb" or (group[0] == "e" and not reduced(s, at))


@remembered
def reduced(s: Sentence, at: int) -> bool:
    """Whether a bare participle stands for a relative clause: people wounded in the raid were; held by rebels."""
    group = letters(s, at)
    if group == "u":
        return True
    if group != "e":
        return False
    after = next_content(s, at)
    if kind(s, after) == "y":
        return True
    if is_speech(s, at):
        return False
    noun = before(s, at)
    if kind(s, after) not in "p.,tc" or kind(s, noun) != "n":
        return False
    ahead = before(s, noun)
    while kind(s, ahead) == "c" and kind(s, ahead - 1) == "n":
        noun, ahead = ahead - 1, before(s, ahead - 1)
    if kind(s, ahead) == "v" and letters(s, ahead)[0] != "2" and letters(s, noun) not in "Hh":
        return not is_speech(s, ahead)  # returned weapons seized from; but: said rebels attacked in
    for later in range(at + 1, min(len(s.chunks), at + _REACH)):
        if kind(s, later) in ",;cWST.":
            return False
        if kind(s, later) == "v" and letters(s, later).lstrip("xa")[0] in "MAOEfze":
            return True
    return False


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
        if kind(s, step) == "," and kind(s, step + 1) == "c":
            step += 1
        if kind(s, step) not in ("c", ",") or kind(s, step + 1) != "n":
            break
        if is_finite(s, next_content(s, last_of(s, step + 1))) and word(s, np - 1) not in lexicon().grammar["both"]:
            break
        if kind(s, step) == "," and not any(kind(s, later) == "c" for later in range(step + 2, step + 5)):
            break
        found.append(step + 1)
        at = last_of(s, step + 1)
    return found


def joined_before(s: Sentence, np: int) -> list[int]:
    """A noun phrase that is a subject, with those joined before it."""
    found = [np]
    at, seen = np, False
    while len(found) < 8:
        step = at - 1
        if kind(s, step) == "c" and word(s, step) in lexicon().grammar["joining"]:
            seen = True
            step -= 1
            if kind(s, step) == ",":
                step -= 1
        elif kind(s, step) == "," and seen:
            step -= 1
        else:
            break
        if kind(s, step) != "n":
            break
        first = top(s, step)
        ahead = kind(s, before(s, first))
        if ahead == "v" and not is_speech(s, before(s, first)):
            break
        if ahead in _PREPOSITIONS and len(found) == 1 and word(s, before(s, first)) not in lexicon().grammar["both"]:
            break
        found.insert(0, first)
        at = first
    return found


def is_speech(s: Sentence, at: int) -> bool:
    """Whether a clause without that may follow a verb."""
    return lemma(s, s.chunks[at])[0] in lexicon().grammar["speech"]


def subject(s: Sentence, at: int, depth: int = 0) -> list[int]:
    """The noun phrases that are the subject of a verb group; for a pronoun what it stands for in the sentence."""
    found = _subject(s, at, depth)
    if len(found) == 1 and letters(s, found[0]) == "H" and depth < _DEEP - 1:
        return _antecedent(s, found[0], depth) or found
    return found


def _antecedent(s: Sentence, pronoun: int, depth: int) -> list[int]:
    """The subject of the clause before a pronoun."""
    if head(s, pronoun) in lexicon().grammar["speaker"]:
        return []
    for earlier in range(pronoun - 1, max(-1, pronoun - _REACH), -1):
        if is_finite(s, earlier):
            found = subject(s, earlier, depth + 1)
            return [] if any(letters(s, np) in "Hh" for np in found) else found
    return []


def _subject(s: Sentence, at: int, depth: int) -> list[int]:
    if depth > _DEEP:
        return []
    here = before(s, at)
    for _ in range(_REACH):
        mark = kind(s, here)
        if here < 0:
            return _next_subject(s, at, depth)
        if mark == "n":
            ahead = before(s, here)
            if kind(s, ahead) in _PREPOSITIONS and here - ahead <= 2:
                if letters(s, at) == "e" and word(s, ahead) in lexicon().grammar["absolute"]:
                    return [here]  # with ten people killed
                here = before(s, ahead)
                if kind(s, here) == "v" and not is_finite(s, here):
                    here = before(s, here)
                elif kind(s, here) == "v" and (is_infinitive(s, at) or letters(s, at) in "ge"):
                    return subject(s, here, depth + 1)
                elif kind(s, here) not in "nv)":
                    if kind(s, here) in ",c" and here > 0 and not is_infinitive(s, at):
                        continue
                    return _next_subject(s, at, depth) if here < 0 else _earlier_subject(s, here, depth)
                continue
            if is_infinitive(s, at) and kind(s, ahead) == "v" and not _controls(s, ahead, here):
                return subject(s, ahead, depth + 1)
            outer = kind(s, before(s, ahead)) if kind(s, ahead) == "v" and is_finite(s, at) else "."
            if outer == "n" and _is_participle(s, ahead):
                here = before(s, ahead)
                continue
            if outer in "WT" and depth < _DEEP:
                here = before(s, ahead)  # X, who did it, V; X that did it V
                while kind(s, here) in "WT,":
                    here = before(s, here)
                continue
            if letters(s, at) == "g" and kind(s, ahead) == "v" and not is_actor(s, here):
                return subject(s, ahead, depth + 1)
            return joined_before(s, here)
        if mark in "WT":
            here = before(s, here)
            while kind(s, here) in (",", *_PREPOSITIONS):
                here = before(s, here)
            return [_relative(s, here)] if kind(s, here) == "n" else []
        if mark == ")":
            while here >= 0 and kind(s, here) != "(":
                here -= 1
            here = before(s, here)
        elif mark in (",", "-"):
            opening = _opening(s, here, mark)
            if opening is None:
                return _earlier_subject(s, here, depth)
            here = before(s, opening)
        elif mark == "v":
            return subject(s, here, depth + 1)
        elif mark == "c":
            return _earlier_subject(s, here, depth)
        elif mark in "Spy2o":
            return _earlier_subject(s, here, depth) or _next_subject(s, at, depth)
        else:
            return []
    return []


def _controls(s: Sentence, at: int, np: int) -> bool:
    """Whether the object of a verb acts in the infinitive after it: urged X to leave; but not: held X to protest."""
    return lemma(s, s.chunks[at])[0] in lexicon().grammar["control"] and (is_actor(s, np) or is_armed(s, np))


def _is_participle(s: Sentence, at: int) -> bool:
    """Whether a verb group is a clause inside a noun phrase: aircraft using missiles, people held by rebels."""
    return letters(s, at) == "g" or reduced(s, at)


def _relative(s: Sentence, np: int) -> int:
    """What a relative clause after a noun phrase is about: the phrase, or the attack before it (attacks in X that)."""
    here = top(s, np)
    while kind(s, here - 1) in _PREPOSITIONS and kind(s, here - 2) == "n":
        here = top(s, here - 2)
        if not kinds(s, here).isdisjoint(("attack", "blast")):
            return here
    return top(s, np)


def _opening(s: Sentence, closing: int, mark: str) -> int | None:
    """Where what a comma or dash closes was opened: X, the mayor of Bath, V; None where it closes nothing."""
    verbs = False
    for at in range(closing - 1, max(-1, closing - 14), -1):
        if kind(s, at) == mark:
            first = at + 1
            opens = kind(s, first) in "WpSgt" or (kind(s, first) == "v" and letters(s, first) in "gue")
            if kind(s, before(s, at)) not in "n)":
                return None
            return at if opens or not verbs else None
        verbs = verbs or is_finite(s, at)
        if kind(s, at) in _ENDS:
            return None
    return None


def closes(s: Sentence, comma: int) -> bool:
    """Whether a comma closes what stands between a subject and its verb."""
    return _opening(s, comma, ",") is not None


def _earlier_subject(s: Sentence, at: int, depth: int) -> list[int]:
    """The subject of the last clause before a place."""
    for earlier in range(at - 1, max(-1, at - _REACH), -1):
        if is_finite(s, earlier):
            return subject(s, earlier, depth + 1)
    return []


def _next_subject(s: Sentence, at: int, depth: int) -> list[int]:
    """The subject of the clause that a participle or infinitive at the start belongs to."""
    for later in range(at + 1, min(len(s.chunks), at + _REACH)):
        if is_finite(s, later) and any(kind(s, between) == "," for between in range(at, later)):
            here = before(s, later)
            return joined_before(s, here) if kind(s, here) == "n" else []
    return []


@remembered
def direct_object(s: Sentence, at: int) -> list[int]:
    """The noun phrases right after a verb group, or after its particle."""
    here = at + 1
    while kind(s, here) in _SKIP:
        here += 1
    if kind(s, here) != "n":
        return []
    after = next_content(s, last_of(s, here))
    if kind(s, after) == "v" and letters(s, after).lstrip("xa")[0] in "MAOEfz" and not is_infinitive(s, after):
        return []  # said police arrested: the subject of the next clause
    return joined_after(s, here)


@remembered
def phrases(s: Sentence, at: int) -> list[Phrase]:
    """The prepositional phrases after a verb group, to the end of its clause."""
    found: list[Phrase] = []
    for here in range(at + 1, min(len(s.chunks), at + _REACH)):
        mark = kind(s, here)
        if mark in _ENDS or mark in "WTS" or (is_finite(s, here) and (here > at + 2 or kind(s, here - 1) != "c")):
            break
        if mark == "," and kind(s, here + 1) not in "pt":
            break
        if mark == "o" and kind(s, here - 2) in "py2":
            continue
        if mark in _PREPOSITIONS:
            noun = here + 1
            while kind(s, noun) in 'a"':
                noun += 1
            if kind(s, noun) == "n":
                found += [Phrase(word(s, here), one) for one in joined_after(s, noun)]
    return found


@remembered
def embedded(s: Sentence, at: int) -> tuple[str, int] | None:
    """The verb group of the clause that is the object of a verb: its form (to, that, of) and its chunk."""
    here, nouns = at + 1, 0
    while here < min(len(s.chunks), at + 14):
        mark = kind(s, here)
        if mark == "v":
            if is_infinitive(s, here):
                return "to", here
            if nouns and here and kind(s, before(s, here)) == "n" and is_finite(s, here):
                return "that", here
            if letters(s, here) == "g" and kind(s, here - 1) in "po":
                return "of", here
            return None
        if mark == "T":
            verb = s.kinds.find("v", here, here + 10)
            return ("that", verb) if verb > 0 else None
        if mark in ",;.WSc-" and not (mark == "c" and nouns):
            return None
        nouns += mark == "n"
        here += 1
    return None


def that_subject(s: Sentence, at: int) -> list[int]:
    """The noun phrases that a clause with "that" after a verb begins with."""
    for here in range(at + 1, at + 9):
        if kind(s, here) == "T" and kind(s, here + 1) == "n":
            return joined_after(s, here + 1)
        if kind(s, here) in ",;.Wv":
            break
    return []


@remembered
def is_passive(s: Sentence, at: int) -> bool:
    """Whether a verb group is passive: was held, held by; a bare participle with neither object nor subject."""
    group = letters(s, at)
    if ("E" in group and group[-1] in "eu") or group == "u":
        return True
    if group != "e":
        return False
    if kind(s, next_content(s, at)) == "y" or reduced(s, at):
        return True
    ahead = before(s, at)
    if kind(s, ahead) in "nWT)" or direct_object(s, at):
        return False
    if kind(s, ahead) == "c" or (kind(s, ahead) == "," and kind(s, before(s, ahead)) == "v"):
        return _goes_on_passive(s, ahead)
    return not (kind(s, ahead) == "," and closes(s, ahead))


def _goes_on_passive(s: Sentence, at: int) -> bool:
    """Whether a participle joined to an earlier verb is passive as that is: was arrested, beaten and jailed."""
    for earlier in range(at - 1, max(-1, at - 10), -1):
        group = letters(s, earlier) if kind(s, earlier) == "v" else "2"
        if group[0] != "2" and (group != "e" or kind(s, before(s, earlier)) not in ",c"):
            return "E" in group
    return False
