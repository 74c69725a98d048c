"""What a curated file says: records with values and the spans they rest on, and decisions on candidates.

Offsets are code points of the article, 0-based, half open. `place` names an entry as messages do: `mentions[number 2]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

RECORDS = ("events", "statements", "figures")
JOINT = " ... "  # between the fragments of a verbatim cell


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that a cell rests on: the evidence field, code points, and how the value follows from it."""

    field: str
    start: int
    end: int
    basis: str = "explicit"


@dataclass(frozen=True, slots=True)
class Link:
    """A row of event_actors or event_places: its columns and the span that names the participant or the place."""

    table: str
    values: Mapping[str, Any]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Record:
    """A row of events, statements or figures: the columns that the curator wrote, and what they rest on."""

    table: str
    id: str
    values: Mapping[str, Any]
    marks: tuple[Mark, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor; mention_type is None where they state its office."""

    actor_id: str
    start: int
    end: int
    mention_type: str | None
    basis: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that is no record. start, end: where its words stand."""

    kind: str
    start: int
    end: int
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Excuse:
    """A finding of a rule that reads grammar, in a record or a paragraph (1-based) or both, which the curator says is
    none, and why."""

    rule: str
    record: str | None
    paragraph: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Curated:
    """Everything that the file holds. source: columns of sources; dated: the span of the document date; day: that date
    where it is known from elsewhere, in whole or, where the words do not say it, the year."""

    source: Mapping[str, Any]
    publish_text: bool
    dated: Mark | None
    records: tuple[Record, ...]
    mentions: tuple[Mention, ...]
    offices: tuple[Mention, ...]
    rejected: tuple[Rejection, ...]
    waived: Mapping[int, str] = field(default_factory=dict)
    excused: tuple[Excuse, ...] = ()
    day: date | None = None
