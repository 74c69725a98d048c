"""Whether an event happened: denied, still to come, or only talked about."""

from __future__ import annotations

from typing import NamedTuple

from . import arguments
from .lexicon import lexicon
from .nouns import head, letters, top, word, words
from .parties import Found
from .sentence import Sentence, lemma
from .subjects import verb_before

_DEEP = 3  # infinitives that one hangs on
_SOON = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"),
    **dict.fromkeys(("CONCEDE", "RETREAT"), "CONCEDE"),
    **dict.fromkeys(("PROTEST", "ASSAULT", "COERCE", "SANCTION"), "THREATEN"),
}
"""What an act is while it is still to come: PLOVER codes a visit to come as AGREE."""
_NOT_SOON = dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"), "REJECT")
"""What an act is that its actor will not do."""


class Flags(NamedTuple):
    """negated: said not to have happened; future: still to come; hypothetical: nobody says that it happened;
    historical: only remembered."""

    negated: bool
    future: bool
    hypothetical: bool
    historical: bool = False


_NOT_TOLD = Flags(False, False, False)


def as_told(s: Sentence, found: Found, told: Flags) -> tuple[str, Flags]:
    """The type of an event, which is another one where somebody will do it, would do it, or will not; and its flags:
    who will not do it has refused already."""
    event_type = found.rule.type
    if s.kinds[found.at] != "v":
        return event_type, told
    if any(s.words[first] in lexicon().grammar["nobody"] for first, _ in (*found.actors, *found.recipients)):
        told = told._replace(negated=True)
    if _is_of_anyone(s, found):
        return event_type, told._replace(hypothetical=True)
    if not found.actors:
        return event_type, told
    would = not lexicon().grammar["conditional"].isdisjoint(words(s, found.at))
    if told.negated and (told.future or would):
        refused = _NOT_SOON.get(event_type)
        return (refused, told._replace(negated=False, future=False)) if refused else (event_type, told)
    comes = (told.future or would) and found.rule.mode != "resign"
    return (_SOON.get(event_type, event_type) if comes else event_type), told


def _is_of_anyone(s: Sentence, found: Found) -> bool:
    """Whether a verb tells of nobody in particular: anyone who was convicted."""
    grammar = lexicon().grammar
    return any(s.words[first] in grammar["anyone"] for first, _ in (*found.actors, *found.recipients))


def verb_flags(s: Sentence, at: int) -> Flags:
    """What a verb group and the words around it say of its event."""
    leader = _leader(s, at)
    grammar, own = lexicon().grammar, [*words(s, leader), *words(s, at)]
    ahead = arguments.before(s, at)
    adverbs = _adverbs(s, at)
    negated = (
        ("x" in letters(s, at) and adverbs.union(own).isdisjoint(grammar["not_only"]))
        or _is_denied(s, at, adverbs)
        or any(one.endswith("n't") for one in own)
        or (s.kinds[ahead] == "n" and _is_nobody(s, ahead))
        or (s.kinds[at - 1] == "c" and word(s, at - 1) in grammar["nor"])
        or (s.kinds[at - 1] == "p" and word(s, at - 1) in grammar["without"])
        or any(words(s, np)[0] in grammar["nobody"] for np in arguments.direct_object(s, at)[:1])  # held no talks
    )
    future, unreal = not grammar["future"].isdisjoint(own), not grammar["unreal"].isdisjoint(own)
    if unreal and not grammar["conditional"].isdisjoint(own) and _is_told(s, leader):  # said it would
        future, unreal = True, False
    if negated and not grammar["could"].isdisjoint(own):  # could not agree: they did not
        unreal = False
    unreal = unreal or not grammar["unsure"].isdisjoint(adverbs.union(own))
    told = Flags(negated, future, unreal or _is_doubted(s, at) or _is_conditional(s, at))
    form = letters(s, leader)[0]
    if form not in "2gA":
        return told
    more = _infinitive(s, leader, _DEEP) if form == "2" else _held_to(s, at)
    return Flags(*(one or other for one, other in zip(told, more, strict=True)))


def _leader(s: Sentence, at: int) -> int:
    """The verb group whose auxiliaries a bare verb shares: would cut aid and ban flights; else the group itself."""
    if letters(s, at) != "b" or s.kinds[at - 1] != "c":
        return at
    earlier = (place for place in range(at - 2, max(-1, at - arguments.REACH), -1) if s.kinds[place] in "v;WST")
    leader = next(earlier, at)
    return leader if s.kinds[leader] == "v" and letters(s, leader)[0] in "2M" else at


def _adverbs(s: Sentence, at: int) -> frozenset[str]:
    """The adverbs before a verb group: never attacked."""
    first = at
    while first and s.kinds[first - 1] in "ax":
        first -= 1
    return frozenset(s.words[s.firsts[first] : s.firsts[at]])


def _is_denied(s: Sentence, at: int, adverbs: frozenset[str]) -> bool:
    """Whether a word before a verb group says no: never, no longer, neither; but not: not only."""
    first = at - 1
    while first > 0 and s.kinds[first] == "a":
        first -= 1
    grammar = lexicon().grammar
    said_no = (first >= 0 and s.kinds[first] == "x") or not adverbs.isdisjoint(grammar["not"])
    return said_no and adverbs.isdisjoint(grammar["not_only"])


def _is_nobody(s: Sentence, np: int) -> bool:
    """Whether a subject says that nobody did it: no soldiers, none of the soldiers, neither X nor Y."""
    grammar = lexicon().grammar
    after_nor = s.kinds[np - 1] == "c" and word(s, np - 1) in grammar["nor"]
    whole = top(s, np)
    not_one = whole > 0 and s.kinds[whole - 1] == "x"  # not a single soldier
    return after_nor or not_one or word(s, whole) in grammar["nobody"]


def _is_doubted(s: Sentence, at: int) -> bool:
    """Whether the clause of a verb is what somebody denies, doubts or suspects: denied that police had come."""
    grammar = lexicon().grammar
    for earlier in range(at - 1, max(-1, at - 8), -1):
        mark = s.kinds[earlier]
        if mark == "T":
            held = arguments.before(s, earlier)
            if s.kinds[held] == "n":
                return _as_judged(s, held)
            unsure = grammar["sure"] if "x" in letters(s, held) else grammar["doubted"]
            return s.kinds[held] == "v" and lemma(s, held)[0] in unsure
        if mark == "v":
            told = earlier == at - 2 and s.kinds[at - 1] == "n"
            return told and lemma(s, earlier)[0] in grammar["doubted"]
        if mark in ",;WSc":
            break
    return False


def _as_judged(s: Sentence, np: int) -> bool:
    """The same by the noun or adjective before "that": it is untrue that, no proof that, fears that."""
    grammar, judged = lexicon().grammar, head(s, np)
    verb = arguments.before(s, np)
    turned = s.kinds[verb] == "v" and "x" in letters(s, verb)
    doubted = word(s, np) in grammar["nobody"] or judged in lexicon().select["unreal"] or judged in grammar["false"]
    return doubted or (turned and judged in grammar["sure"])


def _infinitive(s: Sentence, at: int, depth: int) -> Flags:
    """What the verb before an infinitive says of it: planned to, failed to, began to."""
    grammar = lexicon().grammar
    coming = word(s, at - 1) in grammar["going"]  # is about to
    for earlier in range(at - 1, max(-1, at - 6), -1):
        mark = s.kinds[earlier]
        if mark == "v":
            name, _ = lemma(s, earlier)
            is_to = letters(s, earlier)[-1] == "E" and arguments.before(s, at) == earlier  # but not: was able to
            about = is_to or coming or s.words[s.lasts[earlier] - 1] in grammar["going"]
            if depth and letters(s, earlier)[0] == "2":  # want to have to
                return _infinitive(s, earlier, depth - 1)
            not_yet = word(s, at - 1) in grammar["after_not"]  # has yet to
            undone = not_yet or name in grammar["undone"] or "x" in letters(s, earlier)
            made = name in grammar["made"] and not about  # forced somebody to, was forced to
            group = words(s, earlier)
            ahead = about or name in grammar["ahead"] or not grammar["future"].isdisjoint(group)
            unreal = not (grammar["unreal"] | grammar["excess"]).isdisjoint(group)  # could use it to; was too ill to
            return Flags(undone, ahead, (name in grammar["wish"] and not made) or unreal)
        if mark in ",;W":
            break
        if mark == "n" and earlier == at - 1 and head(s, earlier) in grammar["wishes"]:
            return Flags(False, False, True)
    return _NOT_TOLD


def _held_to(s: Sentence, at: int) -> Flags:
    """What the verb before a participle says of it: denied, accused (X) of, kept (X) from."""
    grammar, here = lexicon().grammar, arguments.before(s, at)
    if s.kinds[here] == "v" and lemma(s, here)[0] in grammar["denied"]:
        return Flags(False, False, True)
    if s.kinds[here] not in "po":
        return _NOT_TOLD
    if s.kinds[here - 1] == "v" and f"{lemma(s, here - 1)[0]}_{word(s, here)}" in grammar["denied"]:
        return Flags(False, False, True)  # ruled out sending
    if s.kinds[here - 1] == "n" and head(s, here - 1) in grammar["wishes"]:  # an offer of holding talks
        return Flags(False, False, True)
    verb = verb_before(s, here)
    name = lemma(s, verb)[0] if verb is not None else ""
    averted = name in grammar["averted_from"] and word(s, here) in grammar["from"]  # but not: keeps on
    return Flags(averted, False, name in grammar["alleged"])


def _is_told(s: Sentence, at: int) -> bool:
    """Whether the clause of a verb is what somebody said, and on no condition."""
    for earlier in range(at - 1, max(-1, at - arguments.REACH), -1):
        mark = s.kinds[earlier]
        if mark == "v" and arguments.is_finite(s, earlier):
            return arguments.is_speech(s, earlier)
        if mark in ";W" or (mark == "S" and word(s, earlier) in lexicon().grammar["conditions"]):
            return False
    return False


def _is_conditional(s: Sentence, at: int) -> bool:
    """Whether the clause begins with if or unless, or with the verb: had they known."""
    for earlier in range(at - 1, max(-1, at - 8), -1):
        if s.kinds[earlier] == "S":
            return word(s, earlier) in lexicon().grammar["conditions"]
        if s.kinds[earlier] == "v" and word(s, earlier) in lexicon().grammar["inverted"] and s.kinds[at - 1] == "n":
            return not earlier or s.kinds[earlier - 1] in ",;c"
        joined = s.kinds[earlier] == "v" and s.kinds[earlier + 1] == "c"  # whether X was hurt or arrested
        if s.kinds[earlier] in ",;v" and not joined:
            return False
    return False


def noun_flags(s: Sentence, at: int) -> Flags:
    """What a noun phrase and the words before it say of its event."""
    grammar, unlikely = lexicon().grammar, lexicon().select["unreal"]
    own = [*words(s, at), *(words(s, at - 1) if s.kinds[at - 1] == "t" else ())]  # next year's vote
    negated = own[0] in grammar["nobody"] or (at > 0 and word(s, at - 1) in grammar["without"])
    future = not grammar["coming"].isdisjoint(own)
    unreal = not unlikely.isdisjoint(own)
    past = not grammar["remembered"].isdisjoint(own)
    particle = ""
    for earlier in range(at - 1, max(-1, at - 5), -1):
        mark = s.kinds[earlier]
        if mark in "pa":
            particle = f"_{word(s, earlier)}"
        if mark == "v":
            name, _ = lemma(s, earlier)
            if name + particle in grammar["denied"]:  # ruled out an attack
                unreal = True
            if name in grammar["asks"] and particle[1:] in grammar["for"]:  # asked a judge for the arrest of
                unreal = True
            is_charge = (
                name in grammar["alleged"] and particle[1:] not in grammar["over"]
            )  # charged over it: it happened
            undone, unsaid = name in grammar["averted"], name in grammar["unreal_before"] or is_charge
            return Flags(negated or undone, future, unreal or unsaid, past or name in grammar["remember"])
        if mark == "n":
            unreal = unreal or head(s, earlier) in unlikely
            past = past or head(s, earlier) in grammar["remembered"]
        if mark in ",;S":
            break
    return Flags(negated, future, unreal, past)
