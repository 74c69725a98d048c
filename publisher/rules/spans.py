"""The rows of `evidence` as the domain rules see them: words, and what they refer to or support."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """An evidence row without the record it supports."""

    source_id: str
    start: int
    end: int
    exact: str
    basis: str
    mention_type: str | None
    evidence_id: str


class Mention(NamedTuple):
    """A stretch of text that refers to an actor."""

    start: int
    end: int
    actor_id: str
    exact: str
    mention_type: str | None
    evidence_id: str


class Found(NamedTuple):
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


class Telling(NamedTuple):
    """A mention of an event: its words, whose they are, and the type that they give it."""

    span: Span
    voice: str
    statement_id: str | None
    event_type: str | None


class Owner(NamedTuple):
    """The record and the cell that an evidence row supports."""

    table: str
    record_id: str
    field: str
