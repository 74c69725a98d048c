"""Which of the mentions of an article that a draft proposes are one event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from publisher.curation.draft.found import Found, Reader
from publisher.extract.events import Event, proposals
from publisher.extract.events.nouns import word
from publisher.extract.events.sentence import Sentence
from publisher.extract.text import word_lists
from publisher.model import Link, Record

SUFFERED = frozenset({"killed", "injured", "missing", "displaced", "destroyed", "damaged"})
"""What is counted of those who came to harm; and what somebody did to them, too."""
HARM = SUFFERED | {"captured", "abducted"}
_ANY = frozenset(word_lists("drafts")["another"])
_NEAR = 4  # mentions to each side of harm among which its cause is
_VIOLENT = "ASSAULT"
LOOK_BACK = 40  # events that a mention is compared with, so that the time stays linear


class Told(NamedTuple):
    """A mention of an event as a record of its own. occasion: its number; hurts: whether it may have victims."""

    record: Record
    occasion: str
    hurts: bool = False


@dataclass
class Occasions:
    """The occasions of an article, asked for event by event in the order of the text."""

    _reader: Reader
    _families: dict[tuple[str, ...], tuple[str, Sentence]] = field(default_factory=dict)
    """Of which an article has one, until another one is counted -> its occasion, with where it was told last."""

    def of(self, event: Event) -> str:
        """The occasion of the extractor; of a proposal the last one that the article has of its kind, or its own."""
        own = event.event or f"{event.rule} {event.start}"
        if not event.is_once:
            return own
        s, at = self._reader.sentence(event.start), self._reader.chunk(event.start)
        last, where = self._families.get(event.family, (own, None))
        if at is not None and s.kinds[at] == "n" and where is not None:
            counted, some = "m" in s.parts[at], word(s, at) in _ANY
            last = own if counted or (some and where is s) else last  # after four blasts, a fifth one
        self._families[event.family] = last, s
        return last


def merged(told: Iterable[Told]) -> list[Record]:
    """The events, each once: mentions of one occasion are one event, and so are two of one type in one clause, or with
    the same participants and no other date."""
    kept: list[Told] = []
    for mention in told:
        first = max(0, len(kept) - LOOK_BACK)
        alike = (n for n, earlier in enumerate(kept[first:], first) if _are_one(mention, earlier))
        if (same := next(alike, None)) is not None:
            kept[same] = kept[same]._replace(record=_together(kept[same].record, mention.record))
        else:
            kept.append(mention)
    return [mention.record for mention in kept]


def with_harm(records: Sequence[Record], harms: Sequence[Record], found: Found) -> list[Record]:
    """The events, each with the harm that it caused: a clause of its own is another mention of it, "nine people were
    killed". harms: these clauses; where nothing is told that may have victims, one is an event by itself."""
    kept = list(records)
    hurting = [n for n, one in enumerate(records) if may_hurt(one, found.text)]
    causes = sorted((mark.start, n) for n in hurting for mark in records[n].of("record"))
    for harm in harms:
        here = harm.of("record")[0]
        place = bisect_left(causes, (here.start, 0))
        near = causes[max(0, place - _NEAR) : place + _NEAR]
        if not near:
            kept.append(harm)
            continue
        sentence = found.sentence_number(here.start)
        apart = [(sentence - found.sentence_number(start), abs(here.start - start), n) for start, n in near]
        n = min(apart, key=lambda one: (abs(one[0]), one[0] < 0, one[1]))[2]  # of its sentence, else the last before
        mark = replace(here, basis="inferred")
        link = Link("event_mentions", {}, "record", mark)
        marks = sorted((*kept[n].marks, mark), key=lambda one: one.start)
        kept[n] = replace(kept[n], marks=tuple(marks), links=(*kept[n].links, link))
    return kept


def may_hurt(event: Record, text: str) -> bool:
    """Whether an event that happened may have victims: violence, a disaster."""
    told = " ".join(text[mark.start : mark.end] for mark in event.of("record"))
    return "auxiliary_mode" not in event.values and (event.values["event_type"] == _VIOLENT or proposals.may_hurt(told))


def _are_one(mention: Told, earlier: Told) -> bool:
    one, other = mention.record, earlier.record
    if mention.occasion == earlier.occasion:
        return True
    if one.values.get("auxiliary_mode") != other.values.get("auxiliary_mode"):
        return False
    if one.values["event_type"] != other.values["event_type"]:  # a bomb blast that killed five
        return (
            _VIOLENT in (one.values["event_type"], other.values["event_type"])
            and earlier.hurts
            and _crosses(one, other)
        )
    parties = [{link.actor_id for link in record.links if link.actor_id} for record in (one, other)]
    dates = {record.values["date_edtf"] for record in (one, other) if "date_edtf" in record.values}
    return _crosses(one, other) or (len(parties[0]) > 1 and parties[0] == parties[1] and len(dates) < 2)


def _crosses(entry: Record, other: Record) -> bool:
    return any(a.start < b.end and b.start < a.end for a in entry.of("record") for b in other.of("record"))


def _together(record: Record, other: Record) -> Record:
    """The first event with the mentions, participants, places and date of the second that it lacks."""
    known = {_key(link) for link in record.links}
    more = [link for link in other.links if link.table != "event_mentions" and _key(link) not in known]
    marks = list(record.marks)
    if not _crosses(record, other):
        more += [
            replace(link, mark=replace(link.mark, basis="resolved"))
            for link in other.links
            if link.table == "event_mentions" and link.mark
        ]
        marks += [replace(mark, basis="resolved") for mark in other.of("record")]
    if "date_edtf" not in record.values:
        marks += other.of("date_edtf")
    values = {**other.values, **record.values}
    if other.values["event_type"] == _VIOLENT:
        values["event_type"] = _VIOLENT
    return replace(record, values=values, marks=tuple(marks), links=(*record.links, *more))


def _key(link: Link) -> tuple[str, object]:
    return link.table, link.actor_id or link.values.get("place_name")
