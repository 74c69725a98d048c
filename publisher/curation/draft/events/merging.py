"""Which of the mentions of an article that a draft proposes are one event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publisher.curation.draft.events.same_occasion import LASTING, Occasion
from publisher.curation.draft.figures.propose import is_harm
from publisher.curation.draft.found import Found
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Mark, Record
from publisher.rules import words

LOOK_BACK = 40  # events that a mention is compared with, so that the time stays linear
_TOLL = [words.MEASURES[measure] for measure in ("killed", "injured")]
_CLAUSE = re.compile(rf"\b{any_of(word_lists('drafts')['harm_verbs'])}\b")
_UNREST, _MEETING = "PROTEST", "CONSULT"
_IT = re.compile(rf"{any_of(word_lists('drafts')['it'])} ", re.IGNORECASE)
_ACCIDENTS, _INCIDENTS = (frozenset(word_lists("drafts")[name]) for name in ("accidents", "incidents"))
_CODES = ("event_type", "event_mode", "auxiliary_mode")


def merged(made: Sequence[tuple[Record, Occasion]], found: Found) -> list[Record]:
    """The events, each once: two mentions of one occasion, or of one type and the same parties, with no other date, are
    one event; so are two of one type in one clause."""
    kept: list[tuple[Record, Occasion]] = []
    for record, occasion in made:
        first = max(0, len(kept) - LOOK_BACK)
        same = _told_before(record, occasion, kept[first:], found)
        if same is not None:
            before, told = kept[first + same]
            basis = "explicit" if _is_headline(before, found) or _has_name(record, found) else "resolved"
            kept[first + same] = (_together(before, record, basis), told.with_names_of(occasion))
        elif (cause := _cause(record, kept[first:], found)) is not None:
            before, told = kept[first + cause]
            kept[first + cause] = (_together(before, record, "inferred", hangs=not _is_clause(record, found)), told)
        elif _is_unhurt(record, found):
            continue
        elif not occasion.again:
            kept.append((record, occasion))
    return [record for record, _ in kept]


def _told_before(
    record: Record, occasion: Occasion, kept: Sequence[tuple[Record, Occasion]], found: Found
) -> int | None:
    """Which of the events before it is again."""
    own = [(n, other, told) for n, (other, told) in enumerate(kept) if not _is_act_of(record, occasion, told)]
    alike = (
        n
        for n, other, told in own
        if occasion.is_that_of(told) or _are_one(record, other) or _count(record, other, found)
    )
    same = next(alike, None)
    if same is None and _is_accident(record):
        is_it = occasion.noun in _ACCIDENTS or _IT.match(found.text, record.of("record")[0].start)
        before = reversed([(n, told) for n, other, told in own if _is_accident(other)])
        same = next((number for number, told in before if is_it or told.noun in _ACCIDENTS), None)
    if same is None:
        same = next(
            (number for number, other, _ in own if _is_headline(other, found) and _repeats(record, other)), None
        )
    if same is not None or not occasion.again:
        return same
    if occasion.noun in _INCIDENTS:
        return len(kept) - 1 if kept else None
    fitting = [n for n, (other, told) in enumerate(kept) if _fits(record, occasion, other, told)]
    return fitting[0] if len(fitting) == 1 else None


def _is_headline(record: Record, found: Found) -> bool:
    """Whether only the first line, which is no sentence, tells of an event."""
    start, end = found.document.paragraphs[0]
    marks = record.of("record")
    return len(marks) == 1 and marks[0].end <= end and found.text[start:end].rstrip()[-1:].isalnum()


def _has_name(record: Record, found: Found) -> bool:
    """Whether the words of an event name somebody or something, so that they tell by themselves which one it is."""
    return any(True for mark in record.of("record") for at in range(mark.start, mark.end) if at in found.entities)


def _is_accident(record: Record) -> bool:
    """Whether something happened that nobody did."""
    return record.values["event_type"] == "OTHER" and not any(link.actor_id for link in record.links)


def _repeats(entry: Record, headline: Record) -> bool:
    """Whether an event may be that of the headline: of one kind, with nobody in it that the other cannot mean."""
    if any(
        entry.values.get(name) != headline.values.get(name) for name in ("event_type", "event_mode", "auxiliary_mode")
    ):
        return False
    own, others = ({link.actor_id for link in record.links if link.actor_id} for record in (entry, headline))
    return entry.values["event_type"] != "OTHER" and (own <= others or others <= own)


def _cause(record: Record, kept: Sequence[tuple[Record, Occasion]], found: Found) -> int | None:
    """Of which event that was told in the paragraph or the one before an event is only the toll: nobody is named who
    was hit, and nobody who did it."""
    text = found.text
    own = record.of("record")[0]
    if any(link.actor_id for link in record.links) or "auxiliary_mode" in record.values or len(kept) < 1:
        return None
    if not any(pattern.search(text, own.start, own.end) for pattern in _TOLL):
        return None
    here = paragraph_at(found.document.paragraphs, own.start)
    may_hurt = [n for n, (other, _) in enumerate(kept) if is_harm(other, text) or other.values["event_type"] == _UNREST]
    near = [n for n in may_hurt if here - _paragraph(kept[n][0], found) <= 1]
    return near[-1] if near else None


def _is_clause(record: Record, found: Found) -> bool:
    """Whether the words of a toll are a clause of their own: "nine were killed", and no "39 injured"."""
    mark = record.of("record")[0]
    return bool(_CLAUSE.search(found.text, mark.start, mark.end))


def _is_unhurt(record: Record, found: Found) -> bool:
    """Whether an event is only that somebody came to no harm: no event."""
    mark = record.of("record")[0]
    hurt = any(pattern.search(found.text, mark.start, mark.end) for pattern in _TOLL)
    return (
        hurt and record.values.get("auxiliary_mode") == "negation" and not any(link.actor_id for link in record.links)
    )


def _paragraph(record: Record, found: Found) -> int:
    return paragraph_at(found.document.paragraphs, record.of("record")[-1].start)


def _is_act_of(record: Record, occasion: Occasion, told: Occasion) -> bool:
    """Whether a verb tells of an act in a war, which is not the war itself: somebody is hit."""
    hit = any(link.values.get("role") == "recipient" for link in record.links)
    return hit and not occasion.noun and told.noun in LASTING


def _fits(record: Record, occasion: Occasion, other: Record, told: Occasion) -> bool:
    """Whether a bare noun ("the attack") may be for an event: of its type, both lasting or neither."""
    is_lasting = occasion.noun in LASTING
    return record.values["event_type"] == other.values["event_type"] and is_lasting is (told.noun in LASTING)


def _are_one(entry: Record, other: Record) -> bool:
    if any(entry.values.get(name) != other.values.get(name) for name in ("event_type", "auxiliary_mode")):
        return False
    if _crosses(entry, other):
        return True
    dates = {record.values["date_edtf"] for record in (entry, other) if "date_edtf" in record.values}
    by_role = entry.values["event_type"] != _MEETING  # a visit and the meeting that it is for are one
    own, others = (
        {(link.actor_id, by_role and link.values.get("role")) for link in record.links if link.actor_id}
        for record in (entry, other)
    )
    return len(own) > 1 and own == others and len(dates) < 2


def _count(entry: Record, other: Record, found: Found) -> bool:
    """Whether two events of one kind tell of the same number of people or things: nine arrests, and nine again."""
    codes = [[record.values.get(name) for name in _CODES] for record in (entry, other)]
    numbers = [
        {(figure.number, figure.unit) for mark in record.of("record") for figure in found.figures.inside(*_span(mark))}
        for record in (entry, other)
    ]
    return codes[0] == codes[1] and any(unit for _, unit in numbers[0] & numbers[1])


def _span(mark: Mark) -> Pair:
    return mark.start, mark.end


def _crosses(entry: Record, other: Record) -> bool:
    spans = [[(mark.start, mark.end) for mark in record.of("record")] for record in (entry, other)]
    return any(a[0] < b[1] and b[0] < a[1] for a in spans[0] for b in spans[1])


def _together(record: Record, other: Record, basis: str, hangs: bool = False) -> Record:
    """The first event with the mentions, participants, places and date of the second that it lacks. basis: how the
    words of the second tell of the first; hangs: whether they are no mention of their own."""
    crossing = hangs or _crosses(record, other)
    more = [link for link in other.links if link.table != "event_mentions"]
    keys = {(link.table, link.actor_id or link.values.get("place_name")) for link in record.links}
    links = [
        *record.links,
        *(link for link in more if (link.table, link.actor_id or link.values.get("place_name")) not in keys),
    ]
    marks = list(record.marks)
    if not crossing:
        marks += [replace(mark, basis=basis) for mark in other.of("record")]
        links += [
            replace(link, mark=replace(link.mark, basis=basis))
            for link in other.links
            if link.table == "event_mentions" and link.mark
        ]
    if "date_edtf" not in record.values:
        marks += other.of("date_edtf")
    return replace(record, values={**other.values, **record.values}, marks=tuple(marks), links=tuple(links))
