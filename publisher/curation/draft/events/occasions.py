"""Where something is said, and who reports it: a meeting in the text is the setting of what its participants
say as long as the account of it goes on; and of which war an act of violence is a part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.same_occasion import LASTING
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.inputs.quoted_words import Pair, paragraph_at
from publisher.model import Record
from publisher.records.span_index import SpanIndex

_MEETING, _FORCE = "CONSULT", "ASSAULT"
_WARS = 4  # of an article
_PRESS = re.compile(rf"\b{any_of(word_lists('drafts')['press'])}\b", re.IGNORECASE)
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REACH = 60  # statements after a meeting that are looked at


class Telling(NamedTuple):
    """A piece of what a statement says."""

    start: int
    end: int
    statement: Record


def with_settings(records: Sequence[Record], paragraphs: Sequence[Pair], referents: Referents) -> list[Record]:
    """The records, each statement with the meeting at which it was made: that of its paragraph or of one before, where
    all statements from there on are by participants of the meeting or report what they say. Whoever reports the meeting
    is then taken to report them, too."""
    text = referents.found.text
    meetings = [record for record in records if record.table == "events" and record.values["event_type"] == _MEETING]
    meetings = [meeting for meeting in meetings if not meeting.values.get("auxiliary_mode")]
    spoken = [record for record in records if record.table == "statements"]
    settled = {statement.id: statement for statement in spoken}
    reporting = {statement.values.get("reported_by_statement_id") for statement in spoken}
    places = [paragraph_at(paragraphs, statement.of("content")[0].start) for statement in spoken]
    meetings.sort(key=_told_last, reverse=True)
    for meeting in meetings:
        own = [link.actor_id for link in meeting.links if link.actor_id]
        there = set(own).union(*map(referents.above, own))
        first = min(paragraph_at(paragraphs, mark.start) for mark in meeting.of("record"))
        reporter = None
        begin = min(mark.start for mark in meeting.of("record"))
        at = bisect_left(places, first)
        while at < len(spoken) and places[at] == first and spoken[at].of("content")[-1].end < begin:
            at += 1  # said before the meeting comes up
        for number, statement in zip(places[at : at + _REACH], spoken[at : at + _REACH], strict=True):
            speakers = statement.actors("speaker")
            if settled[statement.id].values.get("setting_event_id") or not speakers:
                continue
            if there.issuperset(speakers) and _holds(statement, meeting):
                continue
            if _PRESS.search(text, *paragraphs[number - 1]):
                break
            if there.issuperset(speakers):
                reporter = statement.values.get("reported_by_statement_id") or reporter
                if number == first or not statement.values.get("date_edtf"):
                    settled[statement.id] = _set(settled[statement.id], meeting, reporter)
            elif statement.id not in reporting:
                break
    return [settled.get(record.id, record) if record.table == "statements" else record for record in records]


def _told_last(meeting: Record) -> tuple[bool, int]:
    """Whether more than one takes part, and where the meeting is told of last."""
    parties = {link.actor_id for link in meeting.links if link.actor_id}
    return len(parties) > 1, max(mark.start for mark in meeting.of("record"))


def _set(record: Record, meeting: Record, reporter: str | None) -> Record:
    values = {**record.values, "setting_event_id": meeting.id}
    if reporter and not values.get("reported_by_statement_id"):
        return replace(
            record,
            values={**values, "reported_by_statement_id": reporter},
            inferred=record.inferred | {"reported_by_statement_id"},
        )
    return replace(record, values=values)


def _holds(record: Record, meeting: Record) -> bool:
    """Whether a statement itself tells of the meeting."""
    return any(
        said.start <= mark.start and mark.end <= said.end
        for said in record.of("content")
        for mark in meeting.of("record")
    )


def with_wars(records: Sequence[Record], text: str) -> list[Record]:
    """The records, each act of violence with the war of which it is a part: one whose sides are named, and one of them
    takes part in it."""
    wars = [record for record in records if record.table == "events" and _is_war(record, text)][:_WARS]
    sides = {war.id: {link.actor_id for link in war.links if link.actor_id} for war in wars}
    return [_of_war(record, {key: found for key, found in sides.items() if key != record.id}) for record in records]


def _is_war(record: Record, text: str) -> bool:
    told = [text[mark.start : mark.end].casefold().split() for mark in record.of("record")]
    return record.values["event_type"] == _FORCE and any(not LASTING.isdisjoint(words) for words in told)


def _of_war(record: Record, sides: Mapping[str, Set[str | None]]) -> Record:
    own = {link.actor_id for link in record.links if link.actor_id}
    is_act = (
        record.table == "events" and record.values["event_type"] == _FORCE and "auxiliary_mode" not in record.values
    )
    war = next((key for key, found in sides.items() if len(found) > 1 and found & own), None) if is_act else None
    return replace(record, values={**record.values, "parent_event_id": war}) if war else record


def with_limits(records: Sequence[Record], text: str) -> list[Record]:
    """The records, each event that only somebody tells of who speaks on a known day, and that has no date, with that
    day as the last on which it can have happened."""
    told = SpanIndex(
        Telling(mark.start, mark.end, record)
        for record in records
        if record.table == "statements"
        for mark in record.of("content")
    )
    return [_limited(record, told, text) if record.table == "events" else record for record in records]


def _limited(record: Record, told: SpanIndex[Telling], text: str) -> Record:
    marks = record.of("record")
    lasts = any(not LASTING.isdisjoint(text[mark.start : mark.end].casefold().split()) for mark in marks)
    if "date_edtf" in record.values or lasts or record.values.get("auxiliary_mode") not in (None, "negation"):
        return record
    tellers = [min(told.enclosing(m.start, m.end), key=_length, default=None) for m in marks]
    if None in tellers or not (first := tellers[0]):
        return record
    day = str(first.statement.values.get("date_edtf"))
    if not _A_DAY.fullmatch(day):
        return record
    said = (replace(mark, basis="inferred") for mark in first.statement.of("date_edtf"))
    return replace(record, values={**record.values, "date_edtf": f"[..{day}]"}, marks=(*record.marks, *said))


def _length(piece: Telling) -> int:
    return piece.end - piece.start
