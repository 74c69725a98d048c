"""Parties of events and speakers that no name tells: collectives, for which a draft makes actors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.curation.draft.actors.propose import NewActor, group, slug
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import Found
from publisher.curation.free_ids import FreeIds
from publisher.extract.candidates import Quote, Span


def new_parties(found: Found, referents: Referents, ids: FreeIds) -> list[NewActor]:
    """Collectives that speak, or take part in an event; those that are no actors yet."""
    made: dict[str, NewActor] = {}
    for span in _parties(found):
        if referents.actors(span):
            continue
        actor = group(span.text)
        if actor and actor.name not in made:
            made[actor.name] = replace(actor, actor_id=ids.take(f"act-{slug(actor.name)}"))
    return list(made.values())


def _parties(found: Found) -> Iterator[Span]:
    """Who speaks and who takes part in an event, by the words for them, in the order of the text."""
    spans = [candidate.speaker for candidate in found.candidates if isinstance(candidate, Quote) and candidate.speaker]
    spans += [span for event in found.events for span in (*event.actors, *event.recipients)]
    yield from sorted(spans, key=lambda span: (span.start, span.end))
