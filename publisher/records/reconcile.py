"""Machine and hand brought together: rows, the evidence they rest on, and a decision on every candidate.

In: an article, its candidates and, where there is one, its curated file. Out: the rows of the article for every
table, in the published order. Nothing is lost unseen: a candidate without a record and without a rejection, and a
value that the text does not give again, are problems.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from publisher import language
from publisher.extract.candidates import Candidate
from publisher.extract.events import Event
from publisher.inputs.actors_file import Actors
from publisher.inputs.quoted_words import Pair
from publisher.model import RECORDS, Candidates, Mark, Reading, Record, Records, Row
from publisher.problem import EntryName, first
from publisher.records import automatic, decisions, rederive
from publisher.records.attribution import Contents, hull
from publisher.records.dated import date_by_settings, days
from publisher.records.document_date import day_of_words
from publisher.records.drawn import Drawn
from publisher.records.evidence import Evidence
from publisher.records.links import draw_reporter, rows_of_links
from publisher.records.mentions import added_to_actors, draw_mentions
from publisher.records.span_index import SpanIndex
from publisher.tables import OURS, OWNERS

_READ_BY = {"numbers": ("value_text", *rederive.NUMBERS), "dates": ("date_edtf",)}


def reconcile(reading: Reading, actors: Actors) -> Records:
    """The records of one article. Problems are in the result: all of them, none raised."""
    curated = reading.curated
    found = [candidate for candidate in reading.candidates if curated is None or candidate.kind in decisions.DECIDED]
    drawn = Drawn(reading, actors, _not_rejected(reading, found))
    made = date_by_settings(curated.records) if curated else automatic.records(reading, found)
    rows = _rows(drawn, made)
    evidence = list(drawn.evidence.values())
    rows["evidence"] = [item.row() for item in evidence]
    if curated is None:
        rows["candidates"] = decisions.automatic(reading, found, evidence, rows)
    elif not drawn.whole:
        rows["candidates"] = []
    else:
        rows["candidates"] = decisions.decided(drawn, found, rows)
        decisions.uncovered(drawn)
    faults = first([*reading.faults, *drawn.problems])
    places = {item.evidence_id: item.position() for item in evidence}
    return Records(
        {table: _in_text_order(table, own, places) for table, own in rows.items()},
        added_to_actors(drawn),
        reading.publish_text,
        faults,
        drawn.whole,
    )


def _not_rejected(reading: Reading, found: Candidates) -> Candidates:
    """The candidates that no curator rejects, by itself or with its paragraph."""
    curated = reading.curated
    if curated is None:
        return found
    rejected = {(rejection.kind, rejection.start, rejection.end) for rejection in curated.rejected}
    waived = [reading.document.paragraphs[number - 1] for number in curated.waived]
    return [
        candidate
        for candidate in found
        if (candidate.kind, candidate.start, candidate.end) not in rejected
        and not any(start <= candidate.start < end for start, end in waived)
    ]


def _disagreements(reading: Reading, record: Record) -> Iterator[tuple[str, str]]:
    """(column, message) for each value of a record that the text does not give again. Numbers and dates in words are
    read only in languages that have the word lists; elsewhere the curator's reading counts."""
    code = reading.document.language
    unread = {column for kind, columns in _READ_BY.items() if not language.reads(code, kind) for column in columns}
    return (fault for fault in rederive.disagreements(record, reading.document, reading.day) if fault[0] not in unread)


def _rows(drawn: Drawn, made: Sequence[Record]) -> dict[str, list[Row]]:
    """The rows of the records; their evidence is drawn up on the way."""
    reading = drawn.reading
    draw_mentions(drawn, made)
    if dated := reading.curated.dated if reading.curated else reading.dated:
        basis = "explicit" if day_of_words(reading.text[dated.start : dated.end]) else "resolved"
        drawn.evidence_for(("sources", reading.article.source_id), replace(dated, basis=basis))
    contents = Contents.of(made)
    statements = {record.id: record for record in made if record.table == "statements"}
    candidates = SpanIndex(drawn.found if reading.curated else ())
    rows: dict[str, list[Row]] = {"sources": [_source(reading)], **{table: [] for table in (*RECORDS, *OWNERS)}}
    for record in made:
        row = _row(drawn, record, candidates)
        if outer := statements.get(str(record.values.get("reported_by_statement_id"))):
            draw_reporter(drawn, record, outer)
        linked = list(rows_of_links(drawn, record, contents))
        if record.table == "events":
            row["is_asserted"] = _is_asserted([link["voice"] for table, link in linked if table == "event_mentions"])
        rows[record.table].append(row)
        for table, link in linked:
            rows[table].append(link)
    return rows


def _is_asserted(voices: Sequence[str]) -> bool | None:
    """Whether the article itself tells of an event; None where that is not known."""
    return True if "own" in voices else None if "unknown" in voices else False


def _row(drawn: Drawn, record: Record, candidates: SpanIndex[Candidate | Event]) -> Row:
    """The row of one record with its derived columns; its evidence is drawn up on the way."""
    owner, place = (record.table, record.id), EntryName(record.table, record.id)
    day = drawn.reading.day
    marks = list(record.marks)
    if record.table == "statements":
        marks.insert(0, Mark("record", *hull(record)))
    evidence = [drawn.evidence_for(owner, _named(drawn, record, mark)) for mark in marks]
    earliest = min((item for item in evidence if item.field == "record"), key=Evidence.position)
    row: Row = {**record.values, "source_id": drawn.article.source_id, "evidence_id": earliest.evidence_id}
    row["method"] = _method(record, candidates) if drawn.reading.curated else "automatic"
    for column in (name for name in record.values if name.endswith("actor_id")):
        drawn.is_mentioned(place, column, record.values[column])
    for column, message in _disagreements(drawn.reading, record) if drawn.reading.curated else ():
        if drawn.whole or day or column != "date_edtf":  # the document date may be what is faulty
            drawn.say(place, column, message)
    if record.table in ("events", "statements"):
        row |= days(record, drawn.reading.document, day)
    return row


def _named(drawn: Drawn, record: Record, mark: Mark) -> Mark:
    """A speaker's words give the speaker by themselves only where they hold a name of it; "he" is resolved."""
    if mark.field != "speaker":
        return mark
    inside = list(drawn.mentions.inside(mark.start, mark.end))
    speakers = record.actors("speaker")
    own = [item for item in inside if item.record_id in speakers] if speakers else inside
    basis = "resolved" if own and not any(i.basis == "explicit" for i in own) else "explicit"
    return replace(mark, basis=basis)


def _method(record: Record, found: SpanIndex[Candidate | Event]) -> str:
    """`automatic-reviewed` where a candidate is behind the record; of events a curated article has none."""
    field, kinds = decisions.BEHIND.get(record.table, ("", ()))
    behind = any(one.kind in kinds for mark in record.of(field) for one in found.overlapping(mark.start, mark.end))
    return "automatic-reviewed" if behind else "manual"


def _source(reading: Reading) -> Row:
    article = reading.article
    return {
        "source_id": article.source_id,
        "file_name": article.file_name,
        "doc_id": article.given.get("doc_id"),
        "sha256": article.sha256,
        "char_length": len(article.text),
        **reading.came_with,
        **(reading.curated.source if reading.curated else {}),
        "document_date": reading.day,
    }


# Order


def _in_text_order(table: str, rows: list[Row], places: Mapping[str, Pair]) -> list[Row]:
    """By their own position or that of the (first) evidence, then by key."""
    keys = OURS[table].primary_key
    if "char_start" in OURS[table].names:
        return sorted(rows, key=itemgetter("char_start", "char_end", *keys))
    return sorted(rows, key=lambda r: (places.get(r.get("evidence_id", ""), (0, 0)), [r[k] for k in keys]))
