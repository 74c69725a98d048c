"""Which mentions in an article are of one event: one occasion, however often the text comes back to it.

Precision before recall: the mentions are of one type, nothing that they say differs, and they share a party, or the
place and the mode.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..candidates import Name, Span
from ..numbers import read_amount
from ..text import words_before
from .event import Event
from .lexicon import lexicon, rules

_LOOK_BACK = 40  # occasions that a mention is compared with, the latest first, so that the time stays linear
_NEAR = 150  # characters between an attack and what came of it
_HARM = "event.assault-kill"  # the rule of what came of it: killed, wounded
_OTHER, _ELECTION = "OTHER", "election"
_BEFORE = 2  # words before a noun that may say that it is known
_LEFT = "event.assault-leaves-dead"
_TOLLS = (_HARM, _LEFT)
_NEXT = 2  # sentences, this one and the next
_SENTENCE_ENDS = re.compile(r"[.;!?]\s|\n")


class _Parties(NamedTuple):
    """Whom the spans of a role name. names: entities of the names in them; things: last words of the others; counts:
    such a word, and how many of them there are; keys: names and things."""

    names: frozenset[str]
    things: frozenset[str]
    counts: frozenset[tuple[str, float]]
    keys: frozenset[str]


class _Told(NamedTuple):
    """What a mention says. rule: that found it; meant: whether it is done to somebody that only a pronoun names; kind:
    its type, of a disaster which (earthquake), and its flags, but for historical; once: whether an article that tells
    of it twice means one; new: whether it is one that the article speaks of as not known yet (an earthquake); other:
    whether it is said to be another one (a second fire); words: of what has no type, what it is called; again: whether
    a noun alone takes it for known (the trial)."""

    rule: str
    meant: bool
    kind: tuple[str, bool, bool, bool]
    historical: bool
    mode: str | None
    date: str | None
    actors: _Parties
    recipients: _Parties
    places: _Parties
    once: bool = False
    new: bool = False
    other: bool = False
    words: frozenset[str] = frozenset()
    again: bool = False


_NOBODY = _Parties(frozenset(), frozenset(), frozenset(), frozenset())


def merge(text: str, events: Sequence[Event], names: Sequence[Name]) -> list[Event]:
    """The events with `event`, equal for the mentions of one occasion. text: of the article; events, names: in text
    order, the names with their entities."""
    entity = {name.end: name.entity or name.text for name in names}
    occasions: list[list[_Told]] = []
    found: list[Event] = []
    for place, one in enumerate(events):
        told = _told(text, one, entity)
        if place and any(same(text, events[place - 1], one) for same in (_is_result, _is_toll)):
            number = int(found[-1].event or 0)
        else:
            number = _number(told, occasions)
        if number == len(occasions):
            occasions.append([])
        if told not in occasions[number][-_LOOK_BACK:]:  # the same words again add nothing
            occasions[number].append(told)
        found.append(one._replace(event=str(number)))
    return found


def _number(told: _Told, occasions: Sequence[Sequence[_Told]]) -> int:
    """Which of the occasions a mention is of, the latest that fits; their number where it is a new one. A pronoun means
    the last one of its kind."""
    meant = told.meant
    if told.other:
        return len(occasions)
    for number in range(len(occasions) - 1, max(-1, len(occasions) - 1 - _LOOK_BACK), -1):
        first = occasions[number][0]
        if first.kind == told.kind and _is_of_one_time(first, told):
            if _is_one(told._replace(meant=meant), occasions[number]):
                return number
            meant = False
    return len(occasions)


def _is_of_one_time(one: _Told, other: _Told) -> bool:
    """Whether both are history, or neither; a mention without a date may be of either time."""
    dated = one if one.date else other
    return one.historical == other.historical or (dated.historical and bool(one.date) != bool(other.date))


def _is_result(text: str, first: Event, second: Event) -> bool:
    """Whether two mentions that follow each other tell of an attack and of what came of it: attacked a bus, killing two
    guards; ten were killed when rebels attacked."""
    if first.event_type != "ASSAULT" or _kind(first) != _kind(second) or second.start - first.end > _NEAR:
        return False
    between = text[first.end : second.start]
    words = between.lower().split()
    if not words or _SENTENCE_ENDS.search(between):
        return False
    joined = _is_gerund(first) and words[-1] in lexicon().grammar["joining"]
    if _is_gerund(second) and (joined or between.rstrip().endswith(",")):
        return True
    return not first.actors and first.rule == _HARM and not lexicon().grammar["when"].isdisjoint(words)


def _is_toll(text: str, first: Event, second: Event) -> bool:
    """Whether a mention only tells who came to harm in the attack of the mention before it, by it or by those who made
    it, and at no other time or place: A bomb hit a bus. Ten people were killed. The attack left five wounded."""
    if first.event_type != "ASSAULT" or second.rule not in _TOLLS or _kind(first) != _kind(second):
        return False
    between = text[first.end : second.start]
    *sentences, last = _SENTENCE_ENDS.split(between)
    words, known = between.lower().split(), lexicon()
    if len(sentences) >= _NEXT or not known.grammar["other_one"].isdisjoint(words):
        return False
    if second.rule == _LEFT and sentences and known.grammar["again"].isdisjoint(last.lower().split()[:1]):
        return False
    apart = first.date and second.date and first.date != second.date
    by_them = all(span.text.lower() in known.pronouns for span in second.actors)
    return by_them and not apart and {one.text for one in second.places} <= {one.text for one in first.places}


def _is_gerund(one: Event) -> bool:
    return lexicon().verbs.get(one.text.lower(), ("", ""))[1] == "g"


def _kind(one: Event) -> tuple[str, bool, bool, bool]:
    which = one.event_type if one.event_type != _OTHER else " ".join(one.family) if one.is_once else one.rule
    return which, one.negated, one.future, one.hypothetical


def _told(text: str, one: Event, entity: dict[int, str]) -> _Told:
    actors, recipients, places = (_parties(spans, entity) for spans in (one.actors, one.recipients, one.places))
    pronouns = lexicon().pronouns
    meant = bool(one.recipients) and all(span.text.lower() in pronouns for span in one.recipients)
    new = one.is_once and not lexicon().grammar["new"].isdisjoint(words_before(text, one.start)[:1])
    known = (one.rule, meant, _kind(one), one.historical, one.mode, one.date)
    another = one.is_once and not lexicon().grammar["other_one"].isdisjoint(one.text.lower().split())
    words = _words(one) if one.event_type == _OTHER and not one.is_once else frozenset()
    alone = one.rule in _named() and not (one.actors or one.recipients or one.places or one.date)
    again = alone and not lexicon().grammar["again"].isdisjoint(words_before(text, one.start)[:_BEFORE])
    return _Told(*known, actors, recipients, places, one.is_once, new, another, words, again)


@cache
def _named() -> frozenset[str]:
    """The rules for events that a noun names."""
    return frozenset(f"event.{rule.id}" for rule in rules() if rule.nouns)


def _words(one: Event) -> frozenset[str]:
    """What is told, without articles: sign, law."""
    known = lexicon()
    said = [word for word in one.phrase.text.lower().split() if word not in known.grammar["articles"]]
    return frozenset(known.verbs[word][0] if word in known.verbs else word for word in said)


def _parties(spans: Sequence[Span], entity: dict[int, str]) -> _Parties:
    """Whom spans name: by the names in them, and by the last word before "of" (the port of Bath) where that is part of
    no name; nobody by a pronoun or by people of no kind."""
    if not spans:
        return _NOBODY
    known = lexicon()
    names: set[str] = set()
    things: set[str] = set()
    counts: set[tuple[str, float]] = set()
    for span in spans:
        named = [end for end in range(span.start + 1, span.end + 1) if end in entity]
        names.update([entity[end] for end in named])
        words = span.text.lower().split()
        heads = words[: next((place for place, word in enumerate(words) if word in known.grammar["of"]), len(words))]
        if not heads or span.start + len(" ".join(heads)) in named:
            continue
        if heads[-1] not in known.pronouns and heads[-1] not in known.grammar["plain"]:
            thing = heads[-1].removesuffix("s")
            things.add(thing)
            many = next((number for word in heads[:-1] if (number := read_amount(word)) is not None), None)
            counts.update(() if many is None else [(thing, many)])
    return _Parties(frozenset(names), frozenset(things), frozenset(counts), frozenset(names | things))


def _is_one(told: _Told, occasion: Sequence[_Told]) -> bool:
    """Whether a mention is of an occasion of its kind: nothing of it differs from any of its mentions, and it shares
    something with one of them."""
    return all(_agree(told, other) for other in occasion) and any(_share(told, other) for other in occasion)


def _agree(one: _Told, other: _Told) -> bool:
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if one.once:  # the quake, wherever else it was felt
        apart = one.new or one.kind[0] == _ELECTION
        return _may_be_one_day(one.date, other.date) and not (apart and _differ(one.places, other.places))
    if not (one.words <= other.words or other.words <= one.words):
        return False  # won a prize, won another
    if one.date and other.date and one.date != other.date:
        return False
    if one.kind[0] == "CONSULT" and not _meet(one, other):
        return False
    return not (
        _differ(one.actors, other.actors)
        or _differ(one.recipients, other.recipients)
        or _differ(one.places, other.places)
    )


def _may_be_one_day(one: str | None, other: str | None) -> bool:
    """Whether two dates in EDTF may be of one day: the same one, a month and a day in it, or one of several days."""
    if not one or not other or ".." in one or ".." in other:
        return True
    return one.startswith(other) or other.startswith(one)


def _meet(one: _Told, other: _Told) -> bool:
    """Whether those who meet are the same: talks of Lee with Roe are not those of Lee with Doe."""
    here, there = (told.actors.names | told.recipients.names for told in (one, other))
    return here <= there or there <= here


def _differ(some: _Parties, others: _Parties) -> bool:
    """Whether two mentions name different parties: only other names, or only other things, or other numbers of them."""
    if some.names and others.names and some.names.isdisjoint(others.names):
        return True
    if some.things and others.things and some.things.isdisjoint(others.things):
        return True
    return any(one == other and many != number for one, many in some.counts for other, number in others.counts)


def _share(one: _Told, other: _Told) -> bool:
    if one.once or one.again:
        return True
    if not (one.actors.keys.isdisjoint(other.actors.keys) and one.recipients.keys.isdisjoint(other.recipients.keys)):
        return True
    if one.meant and one.rule == other.rule and other.recipients.names:  # Lee was killed; she was killed
        return True
    return one.mode is not None and one.mode == other.mode and not one.places.keys.isdisjoint(other.places.keys)
