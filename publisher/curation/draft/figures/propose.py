"""Figures that a draft proposes: each with the event it counts for, and with what is counted where the clause before
says it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from operator import itemgetter

from publisher.article import Article
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.same_occasion import LASTING
from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.figures.counting import CURRENCY, PERSON, counted
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.counting import MEASURED
from publisher.extract.events.lexicon import human_nouns
from publisher.extract.events.proposals import may_hurt
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists
from publisher.model import Link, Mark, Record
from publisher.records.attribution import Contents, RecordPiece
from publisher.records.automatic.figures import figure_records
from publisher.records.span_index import SpanIndex
from publisher.rules.spans import is_near

_LISTS = word_lists("drafts")
_SAME = ("value", "lower", "upper", "modifier", "unit", "measure", "counted_text", "counted_actor_id", "event_id")
_COUNTED = frozenset(_LISTS["counted_people"])
_SHARE_OF = re.compile(rf"\s{any_of(_LISTS['share_of'])}\s")
_SHARES = ("fraction", "percent")
_MEASURES = frozenset([*_SHARES, *MEASURED])
"""Units of what is no people and no things."""
_GATHERINGS = ("PROTEST", "CONSULT")
_ATTEND = re.compile(rf"\b{any_of(_LISTS['attending'])}\b")
_HARM = frozenset({"killed", "injured", "missing", "captured", "abducted", "displaced", "destroyed", "damaged"})
_HELP = "AID"
_FAR = 8
_RELATIVE = re.compile(rf"\b{any_of(_LISTS['relative'])} \Z")
_CLAUSE = re.compile(rf"\b{any_of(_LISTS['harm_verbs'])}\b")


def propose_figures(article: Article, found: Found, referents: Referents) -> list[Record]:
    """The figures of an article in the order of the text, without ids."""
    made: list[Record] = []
    reader = Reader(found)
    for figure in figure_records(article, counted(found, reader), {}):
        before = made[-1] if made and _together(found, made[-1], figure) else None
        figure = _in_full(figure, reader)
        made.append(_with_actor(_of_people(_share(_counted(figure, before), found, reader), referents), referents))
    return made


def _in_full(record: Record, reader: Reader) -> Record:
    """The figure with the whole of the noun that its words begin in ("death toll"), and with its verb: "about 40 people
    marched", "paid 40 people"."""
    own = record.of("record")[0]
    start, end = reader.counting(own.start, own.end)
    unit = str(record.values["unit"])
    if (unit in MEASURED or CURRENCY.fullmatch(unit)) and (of := _SHARE_OF.match(reader.text, end)):
        end = max(end, reader.phrase(of.end())[1])  # three feet of water
    start = min(start, reader.noun_start(own.start))
    if (start, end) == (own.start, own.end):
        return record
    return replace(
        record, marks=tuple(replace(mark, start=start, end=end) if mark == own else mark for mark in record.marks)
    )


def _of_people(record: Record, referents: Referents) -> Record:
    """The figure, in persons where what is counted are people."""
    last = str(record.values.get("counted_text", "")).casefold().rpartition(" ")[2]
    people = last in human_nouns() or last in _COUNTED or last in referents.groups
    return replace(record, values={**record.values, "unit": PERSON}) if people else record


def _share(record: Record, found: Found, reader: Reader) -> Record:
    """A share with what it is of, where that follows, with its article: "two-thirds of the seats"."""
    (value,), own = record.of("value"), record.of("counted")
    of = _SHARE_OF.match(found.text, value.end)
    if not of or record.values["unit"] not in _SHARES or len(own) > 1:
        return record
    start, end = of.end(), own[0].end if own else reader.phrase(of.end())[1]
    if start >= end or (own and own[0].start < start):
        return record
    kept = (mark for mark in record.marks if mark.field != "counted")
    marks = [replace(mark, end=max(mark.end, end)) if mark.field == "record" else mark for mark in kept]
    words_of = found.text[start:end]
    return replace(
        record, values={**record.values, "counted_text": words_of}, marks=(*marks, Mark("counted", start, end))
    )


def told_again(records: Sequence[Record]) -> list[Record]:
    """The records, each figure that tells a number of an earlier one again with that as the fuller one."""
    first: dict[tuple[object, ...], Record] = {}
    made = []
    for record in records:
        if record.table == "figures":
            same = tuple(record.values.get(name) for name in _SAME)
            fuller = first.setdefault(same, record)
            again = fuller is not record and record.values.get("counted_text") is not None
            record = replace(record, values={**record.values, "fuller_figure_id": fuller.id}) if again else record
        made.append(record)
    return made


def with_events(records: Sequence[Record], text: str, sentences: Sequence[Pair]) -> list[Record]:
    """The records, each figure with the event that it counts for. sentences: of the article."""
    events = [record for record in records if record.table == "events"]
    mentions = SpanIndex(RecordPiece(mark.start, mark.end, event.id) for event in events for mark in event.of("record"))
    harms = [event for event in events if is_harm(event, text)]
    starts = sorted(
        (min(mark.start for mark in figure.of("record")), figure.id, _weight(figure, text)) for figure in harms
    )
    help_of = {event.id for event in events if event.values.get("event_type") == _HELP}
    told = [_of_event(record, mentions, starts, help_of) if record.table == "figures" else record for record in records]
    return _attending(_beside(told, events, text, sentences), events, text, sentences)


def _attending(
    records: Sequence[Record], events: Sequence[Record], text: str, sentences: Sequence[Pair]
) -> list[Record]:
    """The records, each number of people who took part with the gathering that was told of last."""
    starts = [
        (min(mark.start for mark in event.of("record")), event.id)
        for event in events
        if event.values.get("event_type") in _GATHERINGS
    ]
    starts.sort()
    made = []
    for record in records:
        if record.table == "figures" and record.values.get("event_id") is None and record.values.get("unit") == PERSON:
            at = record.of("value")[0].start
            sentence = sentences[bisect_right(sentences, at, key=itemgetter(0)) - 1]
            before = starts[: bisect_left(starts, (at, ""))]
            if before and _ATTEND.search(text, *sentence):
                record = replace(record, values={**record.values, "event_id": before[-1][1]})
        made.append(record)
    return made


def _beside(records: Sequence[Record], events: Sequence[Record], text: str, sentences: Sequence[Pair]) -> list[Record]:
    """The records, each figure of people or things without an event with the only one that its sentence tells of."""
    told: dict[tuple[int, str | None], set[str]] = defaultdict(set)
    inside = Contents.of(records)

    def place(mark: Mark) -> tuple[int, str | None]:
        return bisect_right(sentences, mark.start, key=itemgetter(0)), inside.telling(mark.start, mark.end)

    for event in events:
        for mark in event.of("record"):
            if LASTING.isdisjoint(text[mark.start : mark.end].casefold().split()):  # a war counts nobody
                told[place(mark)].add(event.id)
    spoken = SpanIndex(mark for record in records if record.table == "statements" for mark in record.of("speaker"))
    made = []
    for record in records:
        if (
            record.table == "figures"
            and record.values.get("event_id") is None
            and record.values.get("unit") not in _MEASURES
        ):
            value = record.of("value")[0]
            apart = any(spoken.enclosing(value.start, value.end)) or _has_verb(record)
            here = told[place(value)] if not apart else set[str]()
            record = replace(record, values={**record.values, "event_id": min(here)}) if len(here) == 1 else record
        made.append(record)
    return made


def _weight(record: Record, text: str) -> int:
    """How often an event is told; a war counts nobody by itself."""
    marks = record.of("record")
    lasts = any(not LASTING.isdisjoint(text[mark.start : mark.end].casefold().split()) for mark in marks)
    return 0 if lasts else len(marks)


def _has_verb(record: Record) -> bool:
    """Whether the words of a figure are a clause of their own: "40 trawlers blocked"."""
    counted = [mark for mark in record.of("counted") if mark.basis == "explicit"]
    return bool(counted) and record.of("record")[0].end > counted[0].end


def _of_event(
    record: Record, mentions: SpanIndex[RecordPiece], harms: Sequence[tuple[int, str, int]], help_of: Collection[str]
) -> Record:
    """The figure with the event in whose mention its number or what it counts is; of those who came to harm, with the
    one that was told of most before. harms: where events that may have victims are first told, in the order of the
    text, and how often they are told; help_of: the events that help whoever came to harm before."""
    marks = (*record.of("value"), *(mark for mark in record.of("counted") if mark.basis == "explicit"))
    around = next((piece for mark in marks for piece in mentions.enclosing(mark.start, mark.end)), None)
    event = around.id if around and not _is_size(record) else None
    if (event is None or event in help_of) and record.values.get("measure") in _HARM:
        before = harms[: bisect_left(harms, (marks[0].start, "", 0))]
        told = max(before, key=lambda harm: (harm[2], harm[0]), default=None) or next(iter(harms), None)
        event = told[1] if told else event
    return replace(record, values={**record.values, "event_id": event}) if event else record


def _is_size(record: Record) -> bool:
    """Whether a number only says how large a thing is: a 300-metre pier."""
    counted = record.of("counted")
    return record.values.get("unit") in _MEASURES and bool(counted) and counted[0].end < record.of("record")[0].end


def with_harm(records: Sequence[Record], text: str) -> list[Record]:
    """The records, each event with the clauses that count whom or what it harmed: they are mentions of it, too."""
    told = SpanIndex(mark for record in records if record.table == "events" for mark in record.of("record"))
    more: dict[str, list[Mark]] = defaultdict(list)
    for record in records:
        event = record.values.get("event_id") if record.table == "figures" else None
        mark = record.of("record")[0] if event else None
        if mark is None or record.values["measure"] not in _HARM or any(told.overlapping(mark.start, mark.end)):
            continue
        hangs = _RELATIVE.search(text, max(0, mark.start - _FAR), mark.start)  # raids that killed nine
        if not hangs and _CLAUSE.search(text, record.of("value")[0].end, mark.end):
            more[str(event)].append(Mark("record", mark.start, mark.end, "inferred"))
    return [_with_mentions(record, more[record.id]) if record.id in more else record for record in records]


def _with_mentions(record: Record, marks: Sequence[Mark]) -> Record:
    links = [Link("event_mentions", {}, "record", mark) for mark in marks]
    return replace(record, marks=(*record.marks, *marks), links=(*record.links, *links))


def with_near_events(records: Sequence[Record], paragraphs: Sequence[Pair]) -> list[Record]:
    """The records, each figure without an event that is told nowhere near it: the build would warn of that."""
    told = {record.id: [mark.start for mark in record.of("record")] for record in records if record.table == "events"}
    made = []
    for record in records:
        event = record.values.get("event_id") if record.table == "figures" else None
        if event in told and not is_near(paragraphs, record.of("record")[0].start, told[event]):
            record = replace(record, values={key: value for key, value in record.values.items() if key != "event_id"})
        made.append(record)
    return made


def is_harm(record: Record, text: str) -> bool:
    """Whether an event that happened may have victims: violence, a disaster."""
    told = " ".join(text[mark.start : mark.end] for mark in record.of("record"))
    return "auxiliary_mode" not in record.values and (record.values.get("event_type") == "ASSAULT" or may_hurt(told))


def _together(found: Found, earlier: Record, later: Record) -> bool:
    """Whether two figures are in one sentence."""
    mark, other = (found.sentence_number(figure.of("value")[0].start) for figure in (earlier, later))
    return mark == other


def _counted(record: Record, before: Record | None) -> Record:
    """The figure with what the one before it counts, where the text leaves it out: "killed seven people and injured 115
    more"."""
    words = before.values.get("counted_text") if before else None
    if not before or not words or record.values.get("counted_text") or before.values["unit"] != record.values["unit"]:
        return record
    harmed = [figure.values["measure"] in _HARM for figure in (before, record)]
    if harmed[0] != harmed[1] or record.values["unit"] != PERSON:
        return record
    marks = (*record.marks, *(replace(mark, basis="resolved") for mark in before.of("counted")))
    return replace(record, values={**record.values, "counted_text": words}, marks=marks)


def _with_actor(record: Record, referents: Referents) -> Record:
    """The figure with the actor that is counted, where the words for it name one."""
    marks = record.of("counted")
    if len(marks) != 1 or record.values["unit"] != PERSON:
        return record
    mark: Mark = marks[0]
    actors = referents.actors(Span(mark.start, mark.end, str(record.values["counted_text"])))
    return replace(record, values={**record.values, "counted_actor_id": actors[0]}) if len(actors) == 1 else record
