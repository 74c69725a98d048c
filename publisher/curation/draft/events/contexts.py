"""The context of an event, and its mode, where the words tell them: force of states and armies, dealings between
states; else the subject that its words or the article name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from publisher.extract.patterns import any_of
from publisher.extract.text import table
from publisher.model import Record

MILITARY, DIPLOMATIC, CRIME = "military", "diplomatic", "crime"
FORCE = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "CONCEDE"})
DEALINGS = frozenset({"CONSULT", "AGREE", "SUPPORT"})
_OFTEN = 5
_ARMED = frozenset({"MIL", "REB", "PRM"})
_ARREST = ("COERCE", "arrest")


def _beginning(stems: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(stems)}", re.IGNORECASE)


_CONTEXTS = {code: _beginning(stems) for code, stems in table("topics")["contexts"].items()}
_MODES = {
    kind: {mode: _beginning(stems) for mode, stems in modes.items()}
    for kind, modes in table("topics").items()
    if kind.isupper()
}


def with_contexts(records: Sequence[Record], actors: Mapping[str, Mapping[str, Any]], text: str) -> list[Record]:
    """The records, each event with its context and its mode. actors: their columns by id."""
    subject = _subject(text)
    return [_with(record, actors, text, subject) if record.table == "events" else record for record in records]


def _with(event: Record, actors: Mapping[str, Mapping[str, Any]], text: str, subject: str | None) -> Record:
    kind = str(event.values["event_type"])
    forced, between = _of_parties(event, actors)
    context = forced or _named(event, _CONTEXTS, text) or between or (None if kind in FORCE else subject)
    told = {"event_mode": _named(event, _MODES.get(kind, {}), text), "event_context": context}
    return replace(event, values={**{name: code for name, code in told.items() if code}, **event.values})


def _subject(text: str) -> str | None:
    """What an article is about: the code whose words it has most often, if often enough."""
    counts = {code: sum(1 for _ in stems.finditer(text)) for code, stems in _CONTEXTS.items()}
    most = max(counts, key=lambda code: counts[code])
    return most if counts[most] >= _OFTEN else None


def _named(event: Record, codes: Mapping[str, re.Pattern[str]], text: str) -> str | None:
    """The first of some codes whose words an event has."""
    spans = [(mark.start, mark.end) for mark in event.of("record")]
    return next((code for code, stems in codes.items() if any(stems.search(text, *span) for span in spans)), None)


def _of_parties(event: Record, actors: Mapping[str, Mapping[str, Any]]) -> tuple[str | None, str | None]:
    """What follows from who takes part: force of states and armies, an arrest; and of dealings between states, where
    the text names no subject."""
    parties = [actors[key] for link in event.links if (key := link.actor_id) and key in actors]
    codes = (event.values["event_type"], event.values.get("event_mode"))
    armed = any(party["sector_code"] in _ARMED for party in parties)
    if codes[0] in FORCE and (armed or any(party["actor_type"] == "state" for party in parties)):
        return MILITARY, None
    countries = {party["country_code"] for party in parties if party["country_code"]}
    if codes[0] in DEALINGS and len(countries) > 1:
        return None, DIPLOMATIC
    return ((MILITARY if armed else CRIME) if codes == _ARREST else None), None
