"""The context of an event, and its mode, where the words tell them: force of states and armies, dealings between
states, an accident and what follows from it; else the subject that its words or the article name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from publisher.extract.patterns import any_of
from publisher.extract.text import Document, Pair, table, word_lists
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Mark, Record
from publisher.rules import words

MILITARY, DIPLOMATIC, CRIME, DISASTERS, LEGAL, CORRUPTION = (
    "military", "diplomatic", "crime", "disasters", "legal", "corruption"
)  # fmt: skip
FORCE = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "CONCEDE"})
DEALINGS = frozenset({"CONSULT", "AGREE", "SUPPORT"})
_FOLLOWS = {
    MILITARY: frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "CONCEDE"}),
    CRIME: frozenset({"ASSAULT", "COERCE", "ACCUSE", "OTHER"}),
    DISASTERS: frozenset({"OTHER", "AID", "RETREAT"}),
    "election": frozenset({"OTHER"}),
}
"""Context of an article -> the types whose events share it."""
_OFTEN = 3


def _beginning(stems: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(stems)}", re.IGNORECASE)


_CONTEXTS = {code: _beginning(stems) for code, stems in table("topics")["contexts"].items()}
_CARE = {code: _beginning(stems) for code, stems in table("topics")["care"].items()}
_MODES = {
    kind: {mode: _beginning(stems) for mode, stems in modes.items()}
    for kind, modes in table("topics").items()
    if kind.isupper()
}
_SUDDEN = ("disasters", "election")
"""What is the topic of an article that tells of one such event."""
_ARMED = frozenset({"MIL", "REB", "PRM"})
_ARMS = frozenset(table("topics")["arms"]["modes"])
_ARREST, _CONVICT = ("COERCE", "arrest"), ("SANCTION", "convict")
_CRIMES = re.compile(rf"\b{any_of(word_lists('drafts')['crimes'])}", re.IGNORECASE)


def with_contexts(
    records: Sequence[Record], actors: Mapping[str, Mapping[str, Any]], document: Document
) -> list[Record]:
    """The records, each event with its context: its own, else that of most events of the article. actors: their columns
    by id."""
    own = [
        _with(record, _context(record, actors, document), document) if record.table == "events" else record
        for record in records
    ]
    counts = Counter(event.values["event_context"] for event in own if event.values.get("event_context"))
    topics = [topic for topic, number in counts.most_common(1) if number > 1 or topic in _SUDDEN]
    subject = _subject(document.text)
    made = []
    for event in own:
        if event.table == "events":
            sudden = [topic for topic in topics if topic == DISASTERS]
            context = _shared(event, sudden) or _told(event, document.text) or _shared(event, topics) or subject
            event = _with(event, context, document)
            event = _with_mode(event, document.text)
        made.append(event)
    return made


def _subject(text: str) -> str | None:
    """What an article is about: the code whose words it has most often, if often enough."""
    counts = {code: sum(1 for _ in words_of.finditer(text)) for code, words_of in _CONTEXTS.items()}
    most = max(counts, key=lambda code: counts[code])
    return most if counts[most] >= _OFTEN else None


def _told(record: Record, text: str) -> str | None:
    """What the words of an event say that it is about."""
    spans = [_span(mark) for mark in record.of("record")]
    fits = (code for code, words_of in _CONTEXTS.items() if any(words_of.search(text, *span) for span in spans))
    return next(fits, None)


def _with_mode(record: Record, text: str) -> Record:
    """The event with the mode that its own words tell."""
    modes = _MODES.get(str(record.values["event_type"]), {})
    spans = [_span(mark) for mark in record.of("record")]
    fits = (mode for mode, words_of in modes.items() if any(words_of.search(text, *span) for span in spans))
    mode = None if record.values.get("event_mode") else next(fits, None)
    return replace(record, values={**record.values, "event_mode": mode}) if mode else record


def _with(record: Record, context: str | None, document: Document) -> Record:
    needed = words.needed("event_context", context) if context else None
    told = {paragraph_at(document.paragraphs, mark.start) for mark in record.of("record")}
    spans = [document.paragraphs[number - 1] for number in told if number]
    is_told = not needed or any(needed.search(document.text, *span) for span in spans)
    if context is None or record.values.get("event_context") or not is_told:
        return record
    return replace(record, values={**record.values, "event_context": context})


def _context(record: Record, actors: Mapping[str, Mapping[str, Any]], document: Document) -> str | None:
    parties = [actors[key] for link in record.links if (key := link.actor_id) and key in actors]
    kind = record.values["event_type"]
    codes = (kind, record.values.get("event_mode"))
    armed = any(party["sector_code"] in _ARMED for party in parties)
    if (
        (kind in FORCE and (armed or any(party["actor_type"] == "state" for party in parties)))
        or (armed and codes == _ARREST)
        or (kind == "ASSAULT" and codes[1] in _ARMS)
    ):
        return MILITARY
    countries = {party["country_code"] for party in parties if party["country_code"]}
    envoys = [party for party in parties if party["sector_code"] == "GOV" or party["actor_type"] == "state"]
    if kind in DEALINGS and (len(countries) > 1 or (kind == "CONSULT" and len(parties) == len(envoys) == 1)):
        return DIPLOMATIC
    if codes == _ARREST or (kind == "ASSAULT" and _has(record, _CRIMES, document)):
        return CRIME
    if kind == "AID":
        return next((code for code, words_of in _CARE.items() if _has(record, words_of, document)), None)
    if codes == _CONVICT:
        paragraphs = [
            document.paragraphs[paragraph_at(document.paragraphs, mark.start) - 1] for mark in record.of("record")
        ]
        is_graft = any(_CONTEXTS[CORRUPTION].search(document.text, *pair) for pair in paragraphs)
        return CORRUPTION if is_graft else LEGAL
    return None


def _has(record: Record, words_of: re.Pattern[str], document: Document) -> bool:
    """Whether the words of an event have some."""
    return any(words_of.search(document.text, *_span(mark)) for mark in record.of("record"))


def _span(mark: Mark) -> Pair:
    return mark.start, mark.end


def _shared(record: Record, topics: Sequence[str]) -> str | None:
    """The context of the article, where it is that of an event of this type."""
    return next((topic for topic in topics if record.values["event_type"] in _FOLLOWS.get(topic, ())), None)
