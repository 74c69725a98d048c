"""The values that travel from an article to the package; all are frozen.

Offsets are code points of the article, 0-based, half open. `place` names an entry of a curated file as messages do:
`mentions[line 20]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from publisher.problem import WHOLE, EntryName, Problem

if TYPE_CHECKING:
    import pyarrow as pa

    from publisher.article import Article, Reference
    from publisher.extract.candidates import Candidate
    from publisher.extract.events import Event
    from publisher.extract.text import Document
    from publisher.finding import Excuse
    from publisher.inputs.actors_file import Actors
    from publisher.remarks import Remarks
    from publisher.schemas import Schema
    from publisher.spanned import Spanned


RECORDS = ("events", "statements", "figures")
JOINT = " ... "  # between the fragments of a verbatim cell
Candidates: TypeAlias = "Sequence[Candidate | Event]"
"""What the extractor finds in an article, in text order."""
Row = dict[str, Any]
"""A row of a table: field -> value; a missing key or None is null."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every article is read and judged against.

    folder: that of the seeds.
    authority: the authority file as a table, whether or not a text names its actors; no rows if the file is faulty.
    language: that of an article that does not show its own.
    decided: what a curated file marks as still to do is read as if it were decided.
    publish_text: whether the full text of an article may be shown where nothing is said of it.
    private_persons: whether the extractor also makes actors of private persons.
    """

    folder: Path
    schemas: Mapping[str, Schema]
    actors: Actors
    authority: pa.Table
    language: str
    decided: bool = False
    publish_text: bool = False
    private_persons: bool = True


# What a curated file says


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that a cell rests on: the evidence field, code points, and how the value follows from it."""

    field: str
    start: int
    end: int
    basis: str = "explicit"

    @classmethod
    def of(cls, field: str, span: Spanned, basis: str = "explicit") -> Mark:
        """The words of a span, for an evidence field."""
        return cls(field, span.start, span.end, basis)


@dataclass(frozen=True, slots=True)
class Link:
    """A row of a table of links (event_mentions, event_actors, event_places, statement_actors).

    values: its columns.
    field: the evidence field.
    mark: the words that it rests on; None where they are the first mention of the actor in the record.
    mention_type: of words that the build cannot type by itself.
    """

    table: str
    values: Mapping[str, Any]
    field: str
    mark: Mark | None = None
    mention_type: str | None = None
    place: EntryName = WHOLE

    @property
    def actor_id(self) -> str | None:
        """The actor that is linked; None for a place or a mention of an event."""
        return self.values.get("actor_id")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of events, statements or figures.

    values: the columns that the curator wrote.
    marks: what they rest on.
    inferred: the columns whose value the curator takes from the context.
    """

    table: str
    id: str
    values: Mapping[str, Any]
    marks: tuple[Mark, ...]
    links: tuple[Link, ...] = ()
    inferred: frozenset[str] = frozenset()

    def of(self, *fields: str) -> list[Mark]:
        """What these evidence fields rest on, in the order of the text."""
        found = [mark for mark in self.marks if mark.field in fields]
        return sorted(found, key=lambda mark: (mark.start, mark.end)) if len(found) > 1 else found

    def having(self, **cells: Any) -> Record:
        """The record with other cells."""
        return replace(self, values={**self.values, **cells})

    def actors(self, role: str) -> list[str]:
        """The actors that are linked in a role, in the order in which they were written."""
        return [str(link.actor_id) for link in self.links if link.values.get("role") == role]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that mean an actor; mention_type is None where they state its office."""

    actor_id: str
    start: int
    end: int
    mention_type: str | None
    basis: str
    place: EntryName = WHOLE


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that is no record. start, end: where its words are; everywhere: they stand for every such place."""

    kind: str
    start: int
    end: int
    reason: str
    place: EntryName
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Curated:
    """Everything that the file holds.

    source: columns of sources.
    dated: the span of the document date.
    waived: paragraph -> why it has no record.
    day: the document date where it is known from elsewhere: in whole, or its year where the words do not say it.
    problems: every fault of the file; what has none is here all the same.
    whole: whether nothing but cells of records is missing because of them.
    todo: the names of the entries that are still to do.
    """

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
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    todo: tuple[EntryName, ...] = ()


# What is made of it


class Located(NamedTuple):
    """Where a place is. where_prec: how precise the name is, a code of `event_places`."""

    country_code: str
    where_prec: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it is read, before its records are made.

    day: the document date.
    came_with: columns of its row in `sources` that an archive gives, in the place of those that a curated file lacks.
    known: the actors that only the extractor knows, by id.
    places: where a place is named -> where that is.
    remarks: on what the archive gives, on its language and on the form of its text.
    faults: of the curated file.
    publish_text: whether the full text may be shown.
    dated: the words of the document date, if the article states it and neither the curator nor the archive gives it.
    """

    article: Article
    document: Document
    candidates: Candidates
    day: date | None = None
    curated: Curated | None = None
    came_with: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Mapping[tuple[int, int], Located] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=dict)
    faults: Sequence[Problem] = ()
    publish_text: bool = False
    dated: Mark | None = None

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.article.text

    @property
    def whole(self) -> bool:
        """Whether no entry was skipped because of a fault. Only then do we report what is missing."""
        entries = self.curated is not None and self.curated.whole and len(self.faults) == len(self.curated.problems)
        return entries or not self.faults

    @property
    def file(self) -> str:
        """The file in which a person corrects the records: the curated one, else that of the text."""
        return self.article.records if self.curated else self.article.file_name


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one article.

    rows: table -> its rows, in published order.
    actors: actor_id -> what this article adds to its row.
    whole: whether all could be looked at.
    """

    rows: Mapping[str, list[Row]]
    actors: Mapping[str, Row]
    publish_text: bool
    problems: Sequence[Problem] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Coded:
    """One article with its records, made by hand or by the extractor alone.

    records: None where there are none to be had because of the problems.
    day: the document date.
    remarks: what is said of it though it is published.
    warnings: what a rule that may be wrong finds in it, with the name of the rule.
    excused: how many findings the excuses are for.
    dropped: (table, rule) -> rows that the rule refused.
    judged: whether the domain rules have been applied.
    todo: the entries of its curated file that are still to do.
    """

    reference: Reference
    problems: Sequence[Problem]
    records: Records | None = None
    document: Document | None = None
    day: date | None = None
    excuses: Sequence[Excuse] = ()
    remarks: Remarks = field(default_factory=dict)
    warnings: Sequence[tuple[str, Problem]] = ()
    excused: int = 0
    dropped: Mapping[tuple[str, str], int] = field(default_factory=dict)
    judged: bool = False
    todo: Sequence[EntryName] = ()

    @property
    def source_id(self) -> str:
        """The id of the article."""
        return self.reference.source_id

    @property
    def curated(self) -> bool:
        """Whether it has a curated file."""
        return self.reference.curated

    @property
    def file(self) -> str:
        """The file in which a person corrects the records: the curated one, else that of the text."""
        return self.reference.records if self.curated else self.reference.file_name
