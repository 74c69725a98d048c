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
    for one, occasion in made:
        first = max(0, len(kept) - LOOK_BACK)
        same = _told_before(one, occasion, kept[first:], found)
        if same is not None:
            before, told = kept[first + same]
            basis = "explicit" if _is_headline(before, found) or _has_name(one, found) else "resolved"
            kept[first + same] = (_together(before, one, basis), told.with_names_of(occasion))
        elif (cause := _cause(one, kept[first:], found)) is not None:
            before, told = kept[first + cause]
            kept[first + cause] = (_together(before, one, "inferred", hangs=not _is_clause(one, found)), told)
        elif _is_unhurt(one, found):
            continue
        elif not occasion.again:
            kept.append((one, occasion))
    return [one for one, _ in kept]


def _told_before(one: Record, occasion: Occasion, kept: Sequence[tuple[Record, Occasion]], found: Found) -> int | None:
    """Which of the events before it is again."""
    own = [(n, other, told) for n, (other, told) in enumerate(kept) if not _is_act_of(one, occasion, told)]
    alike = (
        n for n, other, told in own if occasion.is_that_of(told) or _are_one(one, other) or _count(one, other, found)
    )
    same = next(alike, None)
    if same is None and _is_accident(one):
        is_it = occasion.noun in _ACCIDENTS or _IT.match(found.text, one.of("record")[0].start)
        before = reversed([(n, told) for n, other, told in own if _is_accident(other)])
        same = next((number for number, told in before if is_it or told.noun in _ACCIDENTS), None)
    if same is None:
        same = next((number for number, other, _ in own if _is_headline(other, found) and _repeats(one, other)), None)
    if same is not None or not occasion.again:
        return same
    if occasion.noun in _INCIDENTS:
        return len(kept) - 1 if kept else None
    fitting = [n for n, (other, told) in enumerate(kept) if _fits(one, occasion, other, told)]
    return fitting[0] if len(fitting) == 1 else None


def _is_headline(one: Record, found: Found) -> bool:
    """Whether only the first line, which is no sentence, tells of an event."""
    start, end = found.document.paragraphs[0]
    marks = one.of("record")
    return len(marks) == 1 and marks[0].end <= end and found.text[start:end].rstrip()[-1:].isalnum()


def _has_name(one: Record, found: Found) -> bool:
    """Whether the words of an event name somebody or something, so that they tell by themselves which one it is."""
    return any(True for mark in one.of("record") for at in range(mark.start, mark.end) if at in found.entities)


def _is_accident(one: Record) -> bool:
    """Whether something happened that nobody did."""
    return one.values["event_type"] == "OTHER" and not any(link.actor_id for link in one.links)


def _repeats(one: Record, headline: Record) -> bool:
    """Whether an event may be that of the headline: of one kind, with nobody in it that the other cannot mean."""
    if any(
        one.values.get(name) != headline.values.get(name) for name in ("event_type", "event_mode", "auxiliary_mode")
    ):
        return False
    own, others = ({link.actor_id for link in record.links if link.actor_id} for record in (one, headline))
    return one.values["event_type"] != "OTHER" and (own <= others or others <= own)


def _cause(one: Record, kept: Sequence[tuple[Record, Occasion]], found: Found) -> int | None:
    """Of which event that was told in the paragraph or the one before an event is only the toll: nobody is named who
    was hit, and nobody who did it."""
    text = found.text
    own = one.of("record")[0]
    if any(link.actor_id for link in one.links) or "auxiliary_mode" in one.values or len(kept) < 1:
        return None
    if not any(pattern.search(text, own.start, own.end) for pattern in _TOLL):
        return None
    here = paragraph_at(found.document.paragraphs, own.start)
    may_hurt = [n for n, (other, _) in enumerate(kept) if is_harm(other, text) or other.values["event_type"] == _UNREST]
    near = [n for n in may_hurt if here - _paragraph(kept[n][0], found) <= 1]
    return near[-1] if near else None


def _is_clause(one: Record, found: Found) -> bool:
    """Whether the words of a toll are a clause of their own: "nine were killed", and no "39 injured"."""
    mark = one.of("record")[0]
    return bool(_CLAUSE.search(found.text, mark.start, mark.end))


def _is_unhurt(one: Record, found: Found) -> bool:
    """Whether an event is only that somebody came to no harm: no event."""
    mark = one.of("record")[0]
    hurt = any(pattern.search(found.text, mark.start, mark.end) for pattern in _TOLL)
    return hurt and one.values.get("auxiliary_mode") == "negation" and not any(link.actor_id for link in one.links)


def _paragraph(one: Record, found: Found) -> int:
    return paragraph_at(found.document.paragraphs, one.of("record")[-1].start)


def _is_act_of(one: Record, occasion: Occasion, told: Occasion) -> bool:
    """Whether a verb tells of an act in a war, which is not the war itself: somebody is hit."""
    hit = any(link.values.get("role") == "recipient" for link in one.links)
    return hit and not occasion.noun and told.noun in LASTING


def _fits(one: Record, occasion: Occasion, other: Record, told: Occasion) -> bool:
    """Whether a bare noun ("the attack") may be for an event: of its type, both lasting or neither."""
    is_lasting = occasion.noun in LASTING
    return one.values["event_type"] == other.values["event_type"] and is_lasting is (told.noun in LASTING)


def _are_one(one: Record, other: Record) -> bool:
    if any(one.values.get(name) != other.values.get(name) for name in ("event_type", "auxiliary_mode")):
        return False
    if _crosses(one, other):
        return True
    dates = {record.values["date_edtf"] for record in (one, other) if "date_edtf" in record.values}
    by_role = one.values["event_type"] != _MEETING  # a visit and the meeting that it is for are one
    own, others = (
        {(link.actor_id, by_role and link.values.get("role")) for link in record.links if link.actor_id}
        for record in (one, other)
    )
    return len(own) > 1 and own == others and len(dates) < 2


def _count(one: Record, other: Record, found: Found) -> bool:
    """Whether two events of one kind tell of the same number of people or things: nine arrests, and nine again."""
    codes = [[record.values.get(name) for name in _CODES] for record in (one, other)]
    numbers = [
        {(figure.number, figure.unit) for mark in record.of("record") for figure in found.figures.inside(*_span(mark))}
        for record in (one, other)
    ]
    return codes[0] == codes[1] and any(unit for _, unit in numbers[0] & numbers[1])


def _span(mark: Mark) -> Pair:
    return mark.start, mark.end


def _crosses(one: Record, other: Record) -> bool:
    spans = [[(mark.start, mark.end) for mark in record.of("record")] for record in (one, other)]
    return any(a[0] < b[1] and b[0] < a[1] for a in spans[0] for b in spans[1])


def _together(one: Record, other: Record, basis: str, hangs: bool = False) -> Record:
    """The first event with the mentions, participants, places and date of the second that it lacks. basis: how the
    words of the second tell of the first; hangs: whether they are no mention of their own."""
    crossing = hangs or _crosses(one, other)
    more = [link for link in other.links if link.table != "event_mentions"]
    keys = {(link.table, link.actor_id or link.values.get("place_name")) for link in one.links}
    links = [
        *one.links,
        *(link for link in more if (link.table, link.actor_id or link.values.get("place_name")) not in keys),
    ]
    marks = list(one.marks)
    if not crossing:
        marks += [replace(mark, basis=basis) for mark in other.of("record")]
        links += [
            replace(link, mark=replace(link.mark, basis=basis))
            for link in other.links
            if link.table == "event_mentions" and link.mark
        ]
    if "date_edtf" not in one.values:
        marks += other.of("date_edtf")
    return replace(one, values={**other.values, **one.values}, marks=tuple(marks), links=tuple(links))
