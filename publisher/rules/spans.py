"""The rows that have a place in a text, as the domain rules see them: which lies in which, and what holds an offset.

Offsets are code points, 0-based, half open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from publisher.finding import Finding
from publisher.spanned import Spanned


class EvidenceRow(NamedTuple):
    """An evidence row without the record it supports."""

    source_id: str
    start: int
    end: int
    exact: str
    basis: str
    mention_type: str | None
    evidence_id: str

    def wrong(self, field: str, message: str) -> Finding:
        """What a rule says of one of its cells."""
        return Finding.at("evidence", self.evidence_id, field, getattr(self, field), message)


class MentionRow(NamedTuple):
    """A stretch of text that refers to an actor."""

    start: int
    end: int
    actor_id: str
    exact: str
    mention_type: str | None
    evidence_id: str

    def wrong(self, field: str, message: str) -> Finding:
        """What a rule says of the actor (`record_id`) or of the `mention_type`."""
        value = self.actor_id if field == "record_id" else self.mention_type
        return Finding.at("evidence", self.evidence_id, field, value, message)


class CandidateRow(NamedTuple):
    """A row of `candidates`."""

    candidate_id: str
    source_id: str
    kind: str
    start: int
    end: int
    exact: str
    value: str | None
    decision: str
    reason: str | None
    evidence_id: str | None

    def wrong(self, field: str, message: str) -> Finding:
        """What a rule says of one of its cells."""
        return Finding.at("candidates", self.candidate_id, field, getattr(self, field), message)


class Party(NamedTuple):
    """An actor that is linked to an event or a statement. statement_id: the only one that says so of an event."""

    table: str
    owner_id: str
    actor_id: str
    role: str
    evidence_id: str
    statement_id: str | None = None

    def wrong(self, field: str, message: str) -> Finding:
        """What a rule says of one of its cells."""
        row = f"{self.owner_id} {self.actor_id} {self.role}"
        return Finding.at(self.table, row, field, getattr(self, field), message)


class EventTelling(NamedTuple):
    """A mention of an event: its words, whose they are, and the type that they give it."""

    span: EvidenceRow
    voice: str
    statement_id: str | None
    event_type: str | None


class Owner(NamedTuple):
    """The record and the cell that an evidence row supports."""

    table: str
    record_id: str
    field: str


def holds(outer: Spanned, inner: Spanned) -> bool:
    """Whether a span has every character of another one."""
    return outer.start <= inner.start and inner.end <= outer.end


def hull(spans: Iterable[Spanned]) -> tuple[int, int] | None:
    """The shortest stretch that holds every span; None without spans."""
    found = list(spans)
    return (min(span.start for span in found), max(span.end for span in found)) if found else None


def number_at(pieces: Sequence[tuple[int, int]], offset: int) -> int | None:
    """The position of the paragraph or sentence (of a list in text order) that holds an offset; None when none does."""
    number = bisect_right(pieces, offset, key=lambda piece: piece[0]) - 1
    return number if number >= 0 and offset < pieces[number][1] else None


def is_near(paragraphs: Sequence[tuple[int, int]], offset: int, others: Iterable[int]) -> bool:
    """Whether one of some offsets is in the paragraph of another one, or in one of the two before or after it."""
    here = number_at(paragraphs, offset)
    numbers = [number_at(paragraphs, other) for other in others]
    return any(here is not None and number is not None and abs(number - here) <= 2 for number in numbers)


def around(pieces: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The paragraph or sentence (of a list in text order) that holds a span; None when none does."""
    number = number_at(pieces, start)
    return pieces[number] if number is not None and end <= pieces[number][1] else None


def cyclic(links: Mapping[str, str | None]) -> set[str]:
    """The ids from which following the links leads back to the id itself. Links to unknown ids end a path."""
    state: dict[str, int] = {}  # the walk that saw the id first
    found: set[str] = set()
    for number, start in enumerate(links):
        at: str | None = start
        while at is not None and at in links and at not in state:
            state[at] = number
            at = links[at]
        if at is not None and state.get(at) == number:
            while at is not None and at not in found:
                found.add(at)
                at = links[at]
    return found
