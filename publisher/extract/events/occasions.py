"""Which mentions in an article are of one event: one occasion, however often it is told.

Precision before recall: the mentions are of one type, nothing that they say differs, and they share a party, or the
place and the mode.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..candidates import Name, Span
from ..numbers import read_amount
from .event import Event
from .lexicon import lexicon

_LOOK_BACK = 40  # occasions that a mention is compared with, the latest first, so that the time stays linear


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


def merge(events: Sequence[Event], names: Sequence[Name]) -> list[Event]:
    """The events with `event`, equal for the mentions of one occasion. events, names: in text order, the names with
    their entities."""
    entity = {name.end: name.entity or name.text for name in names}
    occasions: list[list[_Told]] = []
    found = []
    for one in events:
        told = _told(one, entity)
        number = len(occasions)
        for n in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            if occasions[n][0].kind == told.kind and _is_one(told, occasions[n]):
                number = n
                break
        if number == len(occasions):
            occasions.append([])
        occasions[number].append(told)
        found.append(one._replace(event=str(number)))
    return found


def _told(one: Event, entity: dict[int, str]) -> _Told:
    actors, recipients, places = (
        frozenset(party for span in spans for party in _parties(span, entity))
        for spans in (one.actors, one.recipients, one.places)
    )
    kind = (one.event_type, one.negated, one.future, one.hypothetical, one.historical)
    return _Told(kind, one.mode, one.date, actors, recipients, places)


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
    return not (
        _differ(one.actors, other.actors)
        or _differ(one.recipients, other.recipients)
        or _differ(one.places, other.places)
    )


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
