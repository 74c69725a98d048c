"""Figures that a draft proposes: each with what it counts, with the actor that this is, and with the event that it
counts for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from publisher.article import Article
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.merging import HARM, may_hurt
from publisher.curation.draft.figures.phrases import worded
from publisher.curation.draft.found import Found, sentence_number
from publisher.extract.candidates import Figure, Span
from publisher.extract.counting import MEASURED
from publisher.extract.patterns import any_of
from publisher.extract.text import Document, word_lists
from publisher.model import Record
from publisher.records.attribution import RecordPiece
from publisher.records.automatic.figures import figure_records
from publisher.records.span_index import SpanIndex
from publisher.rules.spans import is_near

PERSON = "person"
_AGE = re.compile(rf"[ -](?:[^\W\d_]+[ -])?{any_of(word_lists('drafts')['aged'])}\b")
_MEASURES = frozenset(["fraction", "percent", *MEASURED])
"""Units of what is no people and no things."""


def propose_figures(article: Article, found: Found, referents: Referents) -> list[Record]:
    """The figures of an article in the order of the text, without ids. An age counts nothing."""
    numbers = [candidate for candidate in found.candidates if isinstance(candidate, Figure)]
    counting = [figure for figure in numbers if not _AGE.match(found.text, figure.end)]
    made: list[Record] = []
    for figure in figure_records(article, counting, {}):
        here = found.sentence_number(figure.of("value")[0].start)
        before = made[-1] if made and found.sentence_number(made[-1].of("value")[0].start) == here else None
        made.append(_with_actor(_counted(worded(figure, found.reader), before), referents))
    return made


def _counted(record: Record, before: Record | None) -> Record:
    """The figure with what the one before it in its sentence counts, where the text leaves it out: "killed seven people
    and injured 115 more"."""
    words = before.values.get("counted_text") if before else None
    units = {figure.values["unit"] for figure in (before, record) if figure}
    if not before or not words or record.values.get("counted_text") or units != {PERSON}:
        return record
    if (before.values["measure"] in HARM) != (record.values["measure"] in HARM):
        return record
    marks = (*record.marks, *(replace(mark, basis="resolved") for mark in before.of("counted")))
    return replace(record, values={**record.values, "counted_text": words}, marks=marks)


def _with_actor(record: Record, referents: Referents) -> Record:
    """The figure with the actor that is counted, where the words for it name one."""
    marks = record.of("counted")
    if len(marks) != 1 or record.values["unit"] != PERSON:
        return record
    actors = referents.actors(Span(marks[0].start, marks[0].end, str(record.values["counted_text"])))
    return replace(record, values={**record.values, "counted_actor_id": actors[0]}) if len(actors) == 1 else record


def with_events(records: Sequence[Record], document: Document) -> list[Record]:
    """The records, each figure with the event that it counts for: the one in whose words its number is; of those who
    came to harm the last one told before that may have victims; else the only one that its sentence tells of."""
    events = [record for record in records if record.table == "events"]
    told = SpanIndex(RecordPiece(mark.start, mark.end, event.id) for event in events for mark in event.of("record"))
    harms = sorted((min(_starts(event)), event.id) for event in events if may_hurt(event, document.text))
    near = {event.id: _starts(event) for event in events}
    here: dict[int, set[str]] = defaultdict(set)
    for event in events:
        for start in _starts(event):
            here[sentence_number(document, start)].add(event.id)

    def event_of(figure: Record) -> str | None:
        start, end = figure.of("value")[0].start, figure.of("value")[0].end
        if piece := next(told.enclosing(start, end), None):
            return piece.id
        before = harms[: bisect_left(harms, (start, ""))]
        if before and figure.values.get("measure") in HARM:
            event = before[-1][1]
        elif len(here[sentence_number(document, start)]) == 1 and figure.values.get("unit") not in _MEASURES:
            (event,) = here[sentence_number(document, start)]
        else:
            return None
        return event if is_near(document.paragraphs, start, near[event]) else None

    counts = {figure.id: event_of(figure) for figure in records if figure.table == "figures"}
    return [
        replace(record, values={**record.values, "event_id": found}) if (found := counts.get(record.id)) else record
        for record in records
    ]


def _starts(event: Record) -> list[int]:
    return [mark.start for mark in event.of("record")]
