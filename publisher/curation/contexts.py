"""The context of an event, where its type and who takes part leave little choice: force of states and armies, dealings
between states, arrests for a crime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from publisher.extract.text import Document
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Record
from publisher.rules import words

MILITARY, DIPLOMATIC, CRIME = "military", "diplomatic", "crime"
FORCE = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "CONCEDE"})
DEALINGS = frozenset({"CONSULT", "AGREE", "SUPPORT"})
_ARMED = frozenset({"MIL"})


def with_contexts(
    records: Sequence[Record], actors: Mapping[str, Mapping[str, Any]], document: Document
) -> list[Record]:
    """The records, each event with its context. actors: their columns by id."""
    return [_with(one, actors, document) if one.table == "events" else one for one in records]


def _with(one: Record, actors: Mapping[str, Mapping[str, Any]], document: Document) -> Record:
    context = _context(one, [actors[key] for link in one.links if (key := link.actor_id) and key in actors])
    needed = words.needed("event_context", context) if context else None
    told = {paragraph_at(document.paragraphs, mark.start) for mark in one.of("record")}
    spans = [document.paragraphs[number - 1] for number in told if number]
    if context is None or (needed and not any(needed.search(document.text, *span) for span in spans)):
        return one
    return replace(one, values={**one.values, "event_context": context})


def _context(one: Record, parties: Sequence[Mapping[str, Any]]) -> str | None:
    kind = one.values["event_type"]
    states = {party["country_code"] for party in parties if party["country_code"]}
    if kind in FORCE and any(party["actor_type"] == "state" or party["sector_code"] in _ARMED for party in parties):
        return MILITARY
    if kind in DEALINGS and len(states) > 1:
        return DIPLOMATIC
    return CRIME if (kind, one.values.get("event_mode")) == ("COERCE", "arrest") else None
