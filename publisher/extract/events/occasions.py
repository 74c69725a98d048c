"""Which mentions in an article are of one event: one occasion, however often it is told.

Precision before recall: the mentions are of one type, nothing that they say differs, and they share a party, or the
place and the mode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..candidates import Name, Span
from ..numbers import read_amount
from .event import Event
from .lexicon import lexicon

_LOOK_BACK = 40  # occasions that a mention is compared with, the latest first, so that the time stays linear
_NEAR = 150  # characters between an attack and what came of it
_HARM = "event.assault-kill"  # the rule of what came of it: killed, wounded
_SENTENCE_ENDS = re.compile(r"[.;!?]\s|\n")


class _Party(NamedTuple):
    """Who a span names. named: by a name; key: the entity of the name, else the last word; many: how many."""

    named: bool
    key: str
    many: float | None


class _Told(NamedTuple):
    """What a mention says. real: its flags; each role with its parties."""

    kind: tuple[str, bool, bool, bool, bool]
    mode: str | None
    date: str | None
    actors: frozenset[_Party]
    recipients: frozenset[_Party]
    places: frozenset[_Party]


def merge(text: str, events: Sequence[Event], names: Sequence[Name]) -> list[Event]:
    """The events with `event`, equal for the mentions of one occasion. text: of the article; events, names: in text
    order, the names with their entities."""
    entity = {name.end: name.entity or name.text for name in names}
    occasions: list[list[_Told]] = []
    found: list[Event] = []
    for place, one in enumerate(events):
        told = _told(one, entity)
        if place and _is_result(text, events[place - 1], one):
            number = int(found[-1].event or 0)
        else:
            number = _number(told, occasions)
        if number == len(occasions):
            occasions.append([])
        if told not in occasions[number][-_LOOK_BACK:]:  # what is told again in the same words adds nothing
            occasions[number].append(told)
        found.append(one._replace(event=str(number)))
    return found


def _number(told: _Told, occasions: Sequence[Sequence[_Told]]) -> int:
    """Which of the occasions a mention is of, the latest that fits; their number where it is a new one."""
    for number in range(len(occasions) - 1, max(-1, len(occasions) - 1 - _LOOK_BACK), -1):
        if occasions[number][0].kind == told.kind and _is_one(told, occasions[number]):
            return number
    return len(occasions)


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


def _is_gerund(one: Event) -> bool:
    return lexicon().verbs.get(one.text.lower(), ("", ""))[1] == "g"


def _kind(one: Event) -> tuple[str, bool, bool, bool, bool]:
    return one.event_type, one.negated, one.future, one.hypothetical, one.historical


def _told(one: Event, entity: dict[int, str]) -> _Told:
    actors, recipients, places = (
        frozenset(party for span in spans for party in _parties(span, entity))
        for spans in (one.actors, one.recipients, one.places)
    )
    return _Told(_kind(one), one.mode, one.date, actors, recipients, places)


def _parties(span: Span, entity: dict[int, str]) -> Iterator[_Party]:
    """Who a span names: by the names in it, and by the last word before "of" (the port of Bath) where that is part of
    no name; nobody by a pronoun or by people of no kind."""
    known = lexicon()
    named = [end for end in range(span.start + 1, span.end + 1) if end in entity]
    for end in named:
        yield _Party(True, entity[end], None)
    words = span.text.lower().split()
    heads = words[: next((place for place, word in enumerate(words) if word in known.grammar["of"]), len(words))]
    if not heads or span.start + len(" ".join(heads)) in named:
        return
    if heads[-1] not in known.pronouns and heads[-1] not in known.grammar["plain"]:
        many = next((number for word in heads[:-1] if (number := read_amount(word)) is not None), None)
        yield _Party(False, heads[-1].removesuffix("s"), many)


def _is_one(told: _Told, occasion: Sequence[_Told]) -> bool:
    """Whether a mention is of an occasion of its kind: nothing of it differs from any of its mentions, and it shares
    something with one of them."""
    return all(_agree(told, other) for other in occasion) and any(_share(told, other) for other in occasion)


def _agree(one: _Told, other: _Told) -> bool:
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if one.date and other.date and one.date != other.date:
        return False
    if one.kind[0] == "CONSULT" and not _meet(one, other):
        return False
    return not (
        _differ(one.actors, other.actors)
        or _differ(one.recipients, other.recipients)
        or _differ(one.places, other.places)
    )


def _meet(one: _Told, other: _Told) -> bool:
    """Whether those who meet are the same: talks of Lee with Roe are not those of Lee with Doe."""
    here, there = ({party.key for party in (*told.actors, *told.recipients) if party.named} for told in (one, other))
    return here <= there or there <= here


def _differ(some: frozenset[_Party], others: frozenset[_Party]) -> bool:
    """Whether two mentions name different parties: only other names, or only other things, or other numbers of them."""
    for named in (True, False):
        here, there = ({party.key for party in parties if party.named == named} for parties in (some, others))
        if here and there and here.isdisjoint(there):
            return True
    return any(
        one.key == other.key and None not in (one.many, other.many) and one.many != other.many
        for one in some
        for other in others
    )


def _share(one: _Told, other: _Told) -> bool:
    keys = [
        ({party.key for party in here}, {party.key for party in there})
        for here, there in zip(one[3:], other[3:], strict=True)
    ]
    actors, recipients, places = (not here.isdisjoint(there) for here, there in keys)
    return actors or recipients or (places and one.mode is not None and one.mode == other.mode)
