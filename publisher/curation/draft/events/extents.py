"""How far the words go that tell of an event, as the codebook asks. Of a verb: its subject, auxiliaries, verb and
object, with what says to whom or where to. Of a noun: its article, owner and adjectives, and the phrases that say who,
what or where. Left out are the time, the reason, who says it and what a relative clause adds. All positions are
chunks."""

from __future__ import annotations

from publisher.extract.events.arguments import (
    PREPOSITIONS,
    before,
    is_finite,
    is_infinitive,
    is_relative,
    joined_after,
    next_content,
    reduced,
)
from publisher.extract.events.nouns import has_name, head, is_actor, is_place, kind, last_of, letters, top, word
from publisher.extract.events.sentence import Sentence
from publisher.extract.events.subjects import is_passive, opening_of
from publisher.extract.text import Pair, word_lists

_LISTS = word_lists("drafts")
_INTO, _WITH, _IN, _OF_NOUN, _INSIDE = (
    frozenset(_LISTS[name]) for name in ("directions", "of_verbs", "where", "of_nouns", "inside_nouns")
)
_BESIDE = frozenset(_LISTS["beside_done"])
_AS, _BY = frozenset(_LISTS["as_said"]), frozenset(_LISTS["by_whom"])
_QUANTITIES = frozenset(word for phrase in _LISTS["quantities"] for word in phrase.split()[-1:])
_TRIES = frozenset(_LISTS["tries"])
_MOST = 8  # steps to each side
_PARTICIPLES = ("g", "e", "u")
_HEDGES = frozenset("axS")
_SKIPPED = frozenset('ax"')
_OPEN = {",": ",", "-": "-", ")": "("}


def clause(s: Sentence, at: int) -> Pair:
    """The first and the last chunk of the words for what a verb group tells."""
    begin = _governing(s, at)
    if is_infinitive(s, begin) and kind(s, tried := before(s, begin)) == "n" and head(s, tried) in _TRIES:
        return tried, max(_rest(s, at), at)  # an attempt to leave
    if is_infinitive(s, begin) and (done := _done_for(s, begin)) is not None:
        begin = at = done  # marched to protest
    return min(_subject(s, begin), begin), max(_rest(s, at), at)


def phrase(s: Sentence, at: int) -> Pair:
    """The first and the last chunk of the words for what a noun phrase tells."""
    first = top(s, at)
    first = first if head(s, first) in _QUANTITIES else at  # hundreds of marches
    last = last_of(s, at)
    for _ in range(_MOST):
        after = last + 1
        noun = _noun_after(s, after)
        if kind(s, after) not in PREPOSITIONS or noun is None:
            break
        named = word(s, after) in _IN and has_name(s, last_of(s, noun))
        if not named and word(s, after) not in _OF_NOUN:
            break
        last = _noun_end(s, noun)
    return first, last


def _noun_after(s: Sentence, preposition: int) -> int | None:
    """The noun phrase behind a preposition, and behind a hedge: of almost 40 boats."""
    at = preposition + 1
    while kind(s, at) in _HEDGES and at < preposition + _MOST:
        at += 1
    return at if kind(s, at) == "n" else None


def _governing(s: Sentence, at: int) -> int:
    """The verb group on which an infinitive hangs: continued to search, is believed to have sunk."""
    for _ in range(_MOST):
        outer = before(s, at)
        hangs = is_infinitive(s, at) or (letters(s, at) in _PARTICIPLES and outer == at - 1)
        if not hangs or kind(s, outer) != "v":
            break
        at = outer
    return at


def _done_for(s: Sentence, purpose: int) -> int | None:
    """The verb group of which an infinitive tells the purpose."""
    for at in range(purpose - 1, max(-1, purpose - 2 * _MOST), -1):
        if kind(s, at) in "WTS;":
            return None
        if is_finite(s, at):
            return at
    return None


def _subject(s: Sentence, at: int) -> int:
    """The first chunk of the subject of a verb group; the verb group itself where no words before it are that."""
    here = before(s, at)
    if kind(s, here) in _OPEN:
        begin = opening_of(s, here, kind(s, here)) if kind(s, here) != ")" else _bracket(s, here)
        here = before(s, begin) if begin is not None else -1
    elif kind(s, here) == "W" or (kind(s, here) == "T" and is_relative(s, here)):
        here = here - 1  # behind a comma it only adds something
    return _noun_begin(s, here) if here >= 0 and kind(s, here) == "n" else at


def _bracket(s: Sentence, closing: int) -> int | None:
    return next((at for at in range(closing - 1, max(-1, closing - 2 * _MOST), -1) if kind(s, at) == "("), None)


def _noun_begin(s: Sentence, at: int) -> int:
    """The first chunk of a noun phrase of which a chunk is the last: two boats in Bath and Utopia."""
    first = top(s, at)
    for _ in range(_MOST):
        earlier = _earlier(s, first, at)
        if earlier is None:
            break
        first = earlier
    return first


def _earlier(s: Sentence, first: int, last: int) -> int | None:
    """The noun phrase before another one that is a part of the same words; last: the end of these."""
    ahead = first - 1
    mark = kind(s, ahead)
    is_joined = mark == "c" or (mark == "," and _is_list(s, ahead, last))
    if not (mark in PREPOSITIONS or is_joined or (mark == "v" and reduced(s, ahead))):
        return None
    noun = ahead - 2 if mark == "c" and kind(s, ahead - 1) == "," else ahead - 1
    if mark == "," and kind(s, top(s, noun) - 1) in PREPOSITIONS:
        return None  # by estimates, 20 women and men
    return top(s, noun) if kind(s, noun) == "n" else None


def _is_list(s: Sentence, comma: int, last: int) -> bool:
    """Whether a comma parts what is joined later on: A, B and C."""
    return "c" in s.kinds[comma + 1 : last] and "v" not in s.kinds[comma + 1 : last]


def _rest(s: Sentence, at: int) -> int:
    """The last chunk of what belongs to a verb group: its objects, where to, what it begins or tries to do."""
    last, objects, phrases = at, 0, 0
    here = at + 1
    for _ in range(_MOST):
        while kind(s, here) in _SKIPPED or kind(s, here) == "t" or (kind(s, here) in "po" and kind(s, here + 1) == "t"):
            here += 1
        mark = kind(s, here)
        is_object = not _is_subject(s, here) or (not objects and kind(s, before(s, at)) in "WT")
        if mark == "n" and not phrases and objects < 2 and is_object:
            objects += 1
            last = _noun_end(s, here)
        elif (noun := _noun_after(s, here)) is not None and _belongs(s, at, here, noun, objects):
            phrases += 1
            last = _noun_end(s, noun)
        elif mark == "o" and kind(s, here + 1) == "v" and letters(s, here + 1) == "g":
            return _rest(s, here + 1)  # took charge of bringing her down
        elif mark == "v" and not objects and not phrases and (is_infinitive(s, here) or letters(s, here) == "g"):
            return _rest(s, here)
        else:
            break
        here = last + 1
    return last


def _belongs(s: Sentence, at: int, preposition: int, noun: int, objects: int) -> bool:
    """Whether a phrase says what a verb is about or where to, and not only when, where or why."""
    printed = word(s, preposition)
    if kind(s, preposition) == "S":
        return printed in _AS and not _is_subject(s, noun)  # named her as its head
    if kind(s, preposition) not in PREPOSITIONS:
        return False
    if printed in _BY:
        return is_passive(s, at) and is_actor(s, noun)
    if printed in _INTO:
        return True
    if objects or (printed in _BESIDE and is_passive(s, at)):
        return False
    is_where = has_name(s, last_of(s, noun)) or is_place(s, noun)
    return printed in _WITH or (printed in _IN and not is_where)


def _is_subject(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is that of the next clause."""
    after = next_content(s, last_of(s, np))
    return kind(s, after) == "v" and is_finite(s, after) and not is_infinitive(s, after)


def _noun_end(s: Sentence, np: int) -> int:
    """The last chunk of a noun phrase with what is joined to it and what it is of."""
    last = last_of(s, max(joined_after(s, np)))
    for _ in range(_MOST):
        inside = (
            _noun_after(s, last + 1) if kind(s, last + 1) in PREPOSITIONS and word(s, last + 1) in _INSIDE else None
        )
        if inside is not None:
            last = last_of(s, max(joined_after(s, inside)))
        elif _is_in_region(s, last):
            last += 2
        else:
            break
    return last


def _is_in_region(s: Sentence, np: int) -> bool:
    """Whether a name is followed by that of the land it is in: Bath, Utopia."""
    is_apart = kind(s, np + 1) == "," and kind(s, np + 2) == "n" and kind(s, np + 3) in ",."
    return is_apart and letters(s, np)[-1] == "N" and set(letters(s, np + 2)) == {"N"}
