"""Who acts: the subject of a verb group, through appositions, relative clauses, infinitives and joined verbs; and
whether it acts or is acted on. Positions are chunks."""

from __future__ import annotations

from .arguments import (
    ENDS,
    PREPOSITIONS,
    REACH,
    before,
    direct_object,
    is_finite,
    is_infinitive,
    is_speech,
    next_content,
    reduced,
)
from .lexicon import lexicon
from .nouns import has_name, head, is_actor, is_any, is_armed, kinds, letters, owner, top, word
from .relatives import ending
from .sentence import Sentence, lemma, remembered

_DEEP = 4  # clauses that a subject is looked for in, one outside the other


def joined_before(s: Sentence, np: int) -> list[int]:
    """A noun phrase that is a subject, with those joined before it."""
    found = [np]
    at, seen = np, False
    while len(found) < 8:
        step = at - 1
        if s.kinds[step] == "c" and word(s, step) in lexicon().grammar["joining"]:
            seen = True
            step -= 1
            if s.kinds[step] == ",":
                step -= 1
        elif s.kinds[step] == "," and seen:
            step -= 1
        else:
            break
        if s.kinds[step] != "n":
            break
        first = top(s, step)
        ahead = s.kinds[before(s, first)]
        if ahead == "v" and not is_speech(s, before(s, first)):
            break
        if ahead in PREPOSITIONS and len(found) == 1 and word(s, before(s, first)) not in lexicon().grammar["both"]:
            break
        found.insert(0, first)
        at = first
    return found


def subject(s: Sentence, at: int, depth: int = 0) -> list[int]:
    """The noun phrases that are the subject of a verb group; for a pronoun what it means in the sentence."""
    first = s.firsts[at]
    if not lexicon().grammar["existential"].isdisjoint((s.words[first], *s.words[max(0, first - 1) : first])):
        return []  # there were talks, there had been talks
    found = _subject(s, at, depth)
    singular = not s.article.upper and s.words[first] in lexicon().grammar["singular"]
    if singular and len(found) > 1:
        found = found[:1]  # Roe, president and head of Acme, was
    if len(found) == 1 and letters(s, found[0]) == "H" and depth < _DEEP - 1:
        return _antecedent(s, found[0], depth) or found
    return found


def _antecedent(s: Sentence, pronoun: int, depth: int) -> list[int]:
    """The subject of the clause before a pronoun."""
    if head(s, pronoun) in lexicon().grammar["speaker"]:
        return []
    for earlier in range(pronoun - 1, max(-1, pronoun - REACH), -1):
        if is_finite(s, earlier):
            found = subject(s, earlier, depth + 1)
            human = head(s, pronoun) in lexicon().grammar["he_or_she"]
            return [] if any(letters(s, np) in "Hh" or (human and _is_agency(s, np)) for np in found) else found
    return []


def _is_agency(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is letters, whom no pronoun for people means: AFP reported that she was shot."""
    name = s.raw[s.lasts[np] - 1]
    return not s.article.upper and len(name) > 1 and name.isupper()


def _subject(s: Sentence, at: int, depth: int) -> list[int]:
    if depth > _DEEP:
        return []
    here = before(s, at)
    if here >= 0 and (begin := ending(s, at)) is not None:  # the man who police arrested attacked
        here = before(s, begin)
    for _ in range(REACH):
        mark = s.kinds[here]
        if here < 0:
            return _next_subject(s, at, depth)
        if mark == "n":
            if is_infinitive(s, at) and before(s, at) == here and _is_plan(s, here):
                return []
            if here == at - 1 and letters(s, at) == "g" and is_actor(s, here) and not is_actor(s, top(s, here)):
                return [here]  # the treatment of farmers protesting
            here = _first_name(s, here)
            if (
                s.kinds[here - 1] == "n" and s.kinds[here - 2] in "po" and has_name(s, here)
            ):  # of the group the Acme Front
                here -= 1
            ahead = before(s, here)
            if s.kinds[ahead] in PREPOSITIONS and here - ahead <= 2:
                if letters(s, at) in ("e", "g") and word(s, ahead) in lexicon().grammar["absolute"]:
                    return [here]  # with ten people killed, with thousands taking to the streets
                here = before(s, ahead)
                if s.kinds[here] == "v" and not is_finite(s, here):
                    here = before(s, here)
                elif s.kinds[here] == "v" and (is_infinitive(s, at) or letters(s, at) in "ge"):
                    return subject(s, here, depth + 1)
                elif s.kinds[here] not in "nv)":
                    if s.kinds[here] in ",c" and here > 0 and not is_infinitive(s, at):
                        continue
                    return _next_subject(s, at, depth) if here < 0 else _earlier_subject(s, here, depth)
                continue
            if is_infinitive(s, at) and s.kinds[ahead] == "v" and not _controls(s, ahead, here):
                return subject(s, ahead, depth + 1)
            outer = s.kinds[before(s, ahead)] if s.kinds[ahead] == "v" and is_finite(s, at) else "."
            if outer == "n" and _is_participle(s, ahead):
                here = before(s, ahead)
                continue
            if outer in "WT" and depth < _DEEP:
                here = before(s, ahead)  # X, who did it, V; X that did it V
                while s.kinds[here] in "WT,":
                    here = before(s, here)
                continue
            if letters(s, at) == "g" and s.kinds[ahead] == "v" and not is_actor(s, here):
                return subject(s, ahead, depth + 1)
            return joined_before(s, here)
        if mark in "WT":
            here = before(s, here)
            while s.kinds[here] in (",", *PREPOSITIONS):
                here = before(s, here)
            return [_relative(s, here)] if s.kinds[here] == "n" else []
        if mark == ")":
            while here >= 0 and s.kinds[here] != "(":
                here -= 1
            here = before(s, here)
        elif mark in (",", "-"):
            opening = opening_of(s, here, mark)
            if opening is None:
                return _earlier_subject(s, here, depth)
            here = before(s, opening)
        elif mark == "v":
            return subject(s, here, depth + 1)
        elif mark == "c":
            return _earlier_subject(s, here, depth)
        elif mark in "po" and letters(s, at)[0] in "gA" and (held := held_to(s, here)):
            return held
        elif mark in "Spy2o":
            return _earlier_subject(s, here, depth) or _next_subject(s, at, depth)
        else:
            return []
    return []


def _is_plan(s: Sentence, np: int) -> bool:
    """Whether a noun phrase after a preposition says whose the plan is: (called it a reply) to Norland's move."""
    if head(s, np) not in lexicon().grammar["plans"]:
        return False
    return s.kinds[before(s, np)] in PREPOSITIONS and owner(s, np) is not None


def _first_name(s: Sentence, np: int) -> int:
    """The first of several names joined after a preposition, which none of them is the subject of: staff at Acme and
    Norland Bank struck; the first of two that something is between; else the noun phrase itself."""
    ahead = before(s, np - 2)
    joined = s.kinds[np - 1] == "c" and s.kinds[np - 2] == "n" and s.kinds[ahead] in PREPOSITIONS
    if joined and s.kinds[ahead] == "o" and len(letters(s, np - 2)) > 1 and is_any(s, ahead - 1, "holder"):
        return np  # Secretary of State Ann Lee and Roe met
    named = joined and all(letters(s, name)[-1] == "N" for name in (np, np - 2))
    return np - 2 if named or (joined and word(s, ahead) in lexicon().grammar["both"]) else np


def held_to(s: Sentence, preposition: int) -> list[int]:
    """Who does what follows a preposition, where they are the object of a verb before it: accused X of leaving."""
    verb = verb_before(s, preposition)
    if verb is None or lemma(s, verb)[0] not in lexicon().grammar["held_to"] or is_passive(s, verb):
        return []
    return direct_object(s, verb)


def verb_before(s: Sentence, preposition: int) -> int | None:
    """The verb group to which a preposition belongs, where there is nothing but its object and times between them."""
    here = before(s, preposition)
    while here >= 0 and s.kinds[here] in "nc,":
        here = before(s, here)
    return here if here >= 0 and s.kinds[here] == "v" else None


def _controls(s: Sentence, at: int, np: int) -> bool:
    """Whether the object of a verb acts in the infinitive after it: urged X to leave; but not: held X to protest."""
    return lemma(s, at)[0] in lexicon().grammar["control"] and (is_actor(s, np) or is_armed(s, np))


def _is_participle(s: Sentence, at: int) -> bool:
    """Whether a verb group is a clause inside a noun phrase: aircraft using missiles, people held by rebels."""
    return letters(s, at) == "g" or reduced(s, at)


def _relative(s: Sentence, np: int) -> int:
    """What a relative clause after a noun phrase is about: the phrase, or the attack before it (attacks in X that)."""
    here = top(s, np)
    while s.kinds[here - 1] in PREPOSITIONS and s.kinds[here - 2] == "n":
        here = top(s, here - 2)
        if not kinds(s, here).isdisjoint(("attack", "blast")):
            return here
    return top(s, np)


def opening_of(s: Sentence, closing: int, mark: str) -> int | None:
    """Where what a comma or dash closes was opened: X, the mayor of Bath, V; None where it closes nothing."""
    verbs = False
    for at in range(closing - 1, max(-1, closing - 14), -1):
        if s.kinds[at] == mark:
            first = at + 1
            opens = s.kinds[first] in "WpSgt" or (s.kinds[first] == "v" and letters(s, first) in "gue")
            if s.kinds[before(s, at)] not in "n)":
                return None
            return at if opens or not verbs else None
        verbs = is_finite(s, at) or (verbs and s.kinds[at] not in "SW")  # the mayor until Roe left, V
        if s.kinds[at] in ENDS:
            return None
    return None


def closes(s: Sentence, sign: int) -> bool:
    """Whether a comma or dash closes what is between a subject and its verb."""
    return opening_of(s, sign, s.kinds[sign]) is not None


def _earlier_subject(s: Sentence, at: int, depth: int) -> list[int]:
    """The subject of the last clause before a place."""
    for earlier in range(at - 1, max(-1, at - REACH), -1):
        if is_finite(s, earlier):
            return subject(s, earlier, depth + 1)
    return []


def _next_subject(s: Sentence, at: int, depth: int) -> list[int]:
    """The subject of the clause that a participle or infinitive at the start belongs to."""
    for later in range(at + 1, min(len(s.parts), at + REACH)):
        if is_finite(s, later) and any(s.kinds[between] == "," for between in range(at, later)):
            here = before(s, later)
            return joined_before(s, here) if s.kinds[here] == "n" else []
    return []


@remembered
def is_passive(s: Sentence, at: int) -> bool:
    """Whether a verb group is passive: was held, held by; a bare participle with neither object nor subject."""
    group = letters(s, at)
    if ("E" in group and group[-1] in "eu") or group == "u":
        return True
    if group != "e":
        return False
    if s.kinds[next_content(s, at)] == "y" or reduced(s, at):
        return True
    ahead = before(s, at)
    if s.kinds[ahead] in "nWT)" or direct_object(s, at):
        return False
    if s.kinds[ahead] == "c" or (s.kinds[ahead] == "," and s.kinds[before(s, ahead)] == "v"):
        return _goes_on_passive(s, ahead)
    return not (s.kinds[ahead] in ",-" and closes(s, ahead))


def _goes_on_passive(s: Sentence, at: int) -> bool:
    """Whether a participle joined to an earlier verb is passive as that is: was arrested, beaten and jailed."""
    for earlier in range(at - 1, max(-1, at - 10), -1):
        group = letters(s, earlier) if s.kinds[earlier] == "v" else "2"
        if group[0] != "2" and (group != "e" or s.kinds[before(s, earlier)] not in ",c"):
            return "E" in group
    return False
