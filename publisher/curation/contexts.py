"""The context of an event, where its type, who takes part and what the article is about leave little choice: force of
states and armies, dealings between states, crime, an accident and what follows from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from publisher.extract.patterns import any_of
from publisher.extract.text import Document, Pair, word_lists
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Mark, Record
from publisher.rules import words

MILITARY, DIPLOMATIC, CRIME, DISASTERS, LEGAL = "military", "diplomatic", "crime", "disasters", "legal"
FORCE = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "CONCEDE"})
DEALINGS = frozenset({"CONSULT", "AGREE", "SUPPORT"})
_FOLLOWS = {
    MILITARY: frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "CONCEDE"}),
    CRIME: frozenset({"ASSAULT", "COERCE", "ACCUSE", "OTHER"}),
    DISASTERS: frozenset({"OTHER", "AID", "RETREAT"}),
    "election": frozenset({"OTHER"}),
}
"""Context of an article -> the types whose events share it."""
_SUDDEN = ("disasters", "election")
"""What is the topic of an article that tells of one such event."""
_ARMED = frozenset({"MIL", "REB", "PRM"})
_ARREST, _CONVICT = ("COERCE", "arrest"), ("SANCTION", "convict")
_CRIMES = re.compile(rf"\b{any_of(word_lists('drafts')['crimes'])}", re.IGNORECASE)


def with_contexts(
    records: Sequence[Record], actors: Mapping[str, Mapping[str, Any]], document: Document
) -> list[Record]:
    """The records, each event with its context: its own, else that of most events of the article. actors: their columns
    by id."""
    own = [_with(one, _context(one, actors, document), document) if one.table == "events" else one for one in records]
    counts = Counter(one.values["event_context"] for one in own if one.values.get("event_context"))
    topics = [topic for topic, number in counts.most_common(1) if number > 1 or topic in _SUDDEN]
    return [_with(one, _shared(one, topics), document) if one.table == "events" else one for one in own]


def _with(one: Record, context: str | None, document: Document) -> Record:
    needed = words.needed("event_context", context) if context else None
    told = {paragraph_at(document.paragraphs, mark.start) for mark in one.of("record")}
    spans = [document.paragraphs[number - 1] for number in told if number]
    is_told = not needed or any(needed.search(document.text, *span) for span in spans)
    if context is None or one.values.get("event_context") or not is_told:
        return one
    return replace(one, values={**one.values, "event_context": context})


def _context(one: Record, actors: Mapping[str, Mapping[str, Any]], document: Document) -> str | None:
    parties = [actors[key] for link in one.links if (key := link.actor_id) and key in actors]
    kind = one.values["event_type"]
    codes = (kind, one.values.get("event_mode"))
    armed = any(party["sector_code"] in _ARMED for party in parties)
    if (kind in FORCE and (armed or any(party["actor_type"] == "state" for party in parties))) or (
        armed and codes == _ARREST
    ):
        return MILITARY
    if kind in DEALINGS and len({party["country_code"] for party in parties if party["country_code"]}) > 1:
        return DIPLOMATIC
    if codes == _ARREST or (
        kind == "ASSAULT" and any(_CRIMES.search(document.text, *_span(m)) for m in one.of("record"))
    ):
        return CRIME
    return LEGAL if codes == _CONVICT else None


def _span(mark: Mark) -> Pair:
    return mark.start, mark.end


def _shared(one: Record, topics: Sequence[str]) -> str | None:
    """The context of the article, where it is that of an event of this type."""
    return next((topic for topic in topics if one.values["event_type"] in _FOLLOWS.get(topic, ())), None)
