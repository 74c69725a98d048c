"""How far the words go that tell of an event, as the codebook asks. Of a verb: its subject, auxiliaries, verb and
object, with what says to whom or where to. Of a noun: its article, owner and adjectives, and the phrases that say who,
what or where. Left out are the time, the reason, who says it and what a relative clause adds. All positions are
chunks."""

from __future__ import annotations

from ..text import Pair, word_lists
from .arguments import (
    PREPOSITIONS,
    before,
    is_finite,
    is_infinitive,
    is_relative,
    next_content,
    reduced,
)
from .nouns import has_name, head, is_actor, is_any, is_place, kind, last_of, letters, top, word
from .sentence import Sentence, lemma
from .subjects import is_passive, opening_of

_LISTS = word_lists("drafts")
_INTO, _IN, _INSIDE, _WHEN, _PARTICLES, _GOING = (
    frozenset(_LISTS[name]) for name in ("directions", "where", "inside_nouns", "when_done", "particles", "going")
)
_BESIDE, _BOTH = frozenset(_LISTS["beside_done"]), frozenset(_LISTS["of_actors"])
_DEFINITE, _REASONS = frozenset(_LISTS["definite"]), frozenset(_LISTS["reasons"])
_AS, _BY = frozenset(_LISTS["as_said"]), frozenset(_LISTS["by_whom"])
_QUANTITIES = frozenset(word for phrase in [*_LISTS["quantities"], *_LISTS["more"]] for word in phrase.split()[-1:])
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
    first = min(_subject(s, begin), begin)
    return first - (first < begin and kind(s, first - 1) == "W"), max(_rest(s, at), at)  # whom Roe appointed


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
        is_where = word(s, after) in _IN and not (has_name(s, last_of(s, noun)) or is_place(s, noun))
        if word(s, after) in _WHEN or (is_where and word(s, after) not in _INTO):
            break
        last = _noun_end(s, noun)
    return first, last


def _noun_after(s: Sentence, preposition: int) -> int | None:
    """The noun phrase behind a preposition, and behind a hedge: of almost 40 boats."""
    at = preposition + 1
    while kind(s, at) in _HEDGES and at < preposition + _MOST:
        at += 1
    if kind(s, at) == "n" and kind(s, at + 1) == "S" and kind(s, at + 2) == "n" and word(s, at) in _QUANTITIES:
        at += 2  # worth more than 40 crowns
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
    if noun == ahead - 2 and not _goes_before(s, noun):
        return None  # left Bath, and boats sank
    if mark == "," and kind(s, top(s, noun) - 1) in PREPOSITIONS:
        return None  # by estimates, 20 women and men
    return top(s, noun) if kind(s, noun) == "n" else None


def _is_list(s: Sentence, comma: int, last: int) -> bool:
    """Whether a comma parts what is joined later on: A, B and C."""
    return "c" in s.kinds[comma + 1 : last] and "v" not in s.kinds[comma + 1 : last]


def _goes_before(s: Sentence, noun: int) -> bool:
    """Whether another noun phrase of a list is before one: A, B, and."""
    return kind(s, top(s, noun) - 1) == "," and kind(s, top(s, noun) - 2) == "n"


def _rest(s: Sentence, at: int) -> int:
    """The last chunk of what belongs to a verb group: its objects and its phrases, up to where another clause begins;
    what it begins or tries to do. A time, a reason and the name of where it is done are left out at the end."""
    last, bare = at, True
    here = at + 1
    for _ in range(_MOST * 2):
        mark = kind(s, here)
        noun = _noun_after(s, here)
        if mark == "p" and bare and word(s, here) in _PARTICLES and noun is not None and not has_name(s, noun):
            here, mark = noun, "n"  # set up an office
        if mark == "n" and (not _is_subject(s, here) or (bare and kind(s, before(s, at)) in "WT")):
            last, bare = _noun_end(s, here), False
        elif not bare and mark in "ap" and noun is None and word(s, here) in _PARTICLES:
            last = here  # brought her down
        elif mark in _SKIPPED or mark == "t" or (mark in "po" and kind(s, here + 1) == "t"):
            here += 1 + (mark in "po")
            continue
        elif noun is not None and (mark in PREPOSITIONS or mark == "S"):
            named = _is_place_name(s, here, noun)
            if not named and not _belongs(s, at, here, noun):
                break
            last = last if named else _noun_end(s, noun)
            bare, here = False, _noun_end(s, noun) + 1
            continue
        elif mark in PREPOSITIONS and kind(s, doing := next_content(s, here)) == "v" and letters(s, doing) == "g":
            return last if word(s, here) in _WHEN else _rest(s, doing)  # took charge of bringing her down
        elif mark == "v" and bare and (letters(s, here) == "g" or (is_infinitive(s, here) and not goes(s, at))):
            return _rest(s, here)
        else:
            break
        here = last + 1
    return last


def goes(s: Sentence, at: int) -> bool:
    """Whether a verb is one of going somewhere, of which an infinitive tells the purpose."""
    return lemma(s, at)[0] in _GOING


def _belongs(s: Sentence, at: int, preposition: int, noun: int) -> bool:
    """Whether a phrase is part of what a verb tells, and not only when or why it is done."""
    printed = word(s, preposition)
    if head(s, noun) in _REASONS:
        return False
    if kind(s, preposition) == "S":
        return printed in _AS and not _is_subject(s, noun)  # named her as its head
    if printed in _BY:
        return is_passive(s, at) and is_actor(s, noun)
    return printed not in _WHEN and not (printed in _BESIDE and is_passive(s, at))


def _is_place_name(s: Sentence, preposition: int, noun: int) -> bool:
    """Whether a phrase says where something is done, by a name: in Bath."""
    is_where = word(s, preposition) in _IN and word(s, preposition) not in _INTO
    named = has_name(s, last_of(s, noun)) or (is_place(s, noun) and word(s, noun) in _DEFINITE)
    return is_where and named and not is_any(s, noun, "human")


def _is_subject(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is that of the next clause."""
    after = next_content(s, last_of(s, np))
    return kind(s, after) == "v" and is_finite(s, after) and not is_infinitive(s, after)


def _noun_end(s: Sentence, np: int) -> int:
    """The last chunk of a noun phrase with what is joined to it, what it is of, and a bracket."""
    last = last_of(s, np)
    for _ in range(_MOST):
        after = last + 1
        listed = _listed(s, after, last)
        if listed is not None:
            last = last_of(s, listed)
        elif kind(s, after) in PREPOSITIONS and word(s, after) in _INSIDE and (noun := _noun_after(s, after)):
            last = last_of(s, noun)
        elif _is_in_region(s, last) or kind(s, after) + kind(s, after + 1) + kind(s, after + 2) == "(n)":
            last += 2 + (kind(s, after) == "(")
        else:
            break
    return last


def _listed(s: Sentence, after: int, last: int) -> int | None:
    """The noun phrase that a comma or a conjunction joins to the words before it: cars, oil, and other goods."""
    noun = after + 1 + (kind(s, after) == "," and kind(s, after + 1) == "c")
    if kind(s, after) not in ",c" or kind(s, noun) != "n":
        return None
    if _is_subject(s, noun) and not (kind(s, last - 1) in PREPOSITIONS and word(s, last - 1) in _BOTH):
        return None
    if kind(s, after) == "c" or noun > after + 1:
        return noun
    for later in range(noun + 1, noun + 2 * _MOST):
        if kind(s, later) == "c":
            return noun if kind(s, later + 1) == "n" and not _is_subject(s, later + 1) else None
        if kind(s, later) not in "n,o":
            return None
    return None


def _is_in_region(s: Sentence, np: int) -> bool:
    """Whether a name is followed by that of the land it is in: Bath, Utopia."""
    is_apart = kind(s, np + 1) == "," and kind(s, np + 2) == "n" and kind(s, np + 3) in ",."
    return is_apart and letters(s, np)[-1] == "N" and set(letters(s, np + 2)) == {"N"}
