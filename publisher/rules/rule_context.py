"""What the domain rules look at: the rows of a range of sources, with the indexes that the rules share.

Everything is derived from the tables alone and computed at first use; nothing is ever changed. Offsets are code
points of the article, 0-based, half open.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import array
from publisher.extract.text import Document, read
from publisher.finding import Excuse
from publisher.grouped import grouped
from publisher.records.attribution import Contents, RecordPiece
from publisher.rules.spans import CandidateRow, EventTelling, EvidenceRow, MentionRow, Owner, Party, around, holds
from publisher.tables import BY_SOURCE, KEYS, OWNERS

_START = attrgetter("start")


@dataclasses.dataclass(frozen=True)
class Window:
    """tables: the rows of a range of sources, actors whole, every column of the schemas present and of its type.
    texts: the articles by source_id; None when they are not at hand. excuses: the findings in these sources that a
    curator calls none. documents: those of the articles whose paragraphs and sentences are known already."""

    tables: Mapping[str, pa.Table]
    texts: Mapping[str, str] | None = None
    excuses: Sequence[Excuse] = ()
    documents: Mapping[str, Document] | None = None
    _columns: dict[tuple[str, str], list[Any]] = dataclasses.field(default_factory=dict, init=False)
    _lookups: dict[tuple[str, str], Mapping[str, Any]] = dataclasses.field(default_factory=dict, init=False)
    _by_language: dict[str, Window | None] = dataclasses.field(default_factory=dict, init=False)
    _read: dict[str, Document] = dataclasses.field(default_factory=dict, init=False)

    def column(self, table: str, field: str) -> list[Any]:
        """The cells of a column, in row order."""
        if (table, field) not in self._columns:
            self._columns[table, field] = self.tables[table].column(field).to_pylist()
        return self._columns[table, field]

    def rows(self, table: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        """The named cells of every row, in row order."""
        return zip(*(self.column(table, field) for field in fields), strict=True)

    def reviewed(self, table: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        """Key and named cells of the rows that a curator wrote or confirmed; the extractor alone knows less."""
        for key, method, *cells in self.rows(table, KEYS[table], "method", *fields):
            if method != "automatic":
                yield key, *cells

    def lookup(self, table: str, field: str) -> Mapping[str, Any]:
        """Key of a row -> one of its cells."""
        if (table, field) not in self._lookups:
            self._lookups[table, field] = dict(self.rows(table, KEYS[table], field))
        return self._lookups[table, field]

    def parties(self, table: str) -> Iterator[Party]:
        """The actors that are linked to events (event_actors) or statements (statement_actors), in row order."""
        fields = [OWNERS[table][1], "actor_id", "role", "evidence_id"]
        fields += ["statement_id"] if table == "event_actors" else []
        return (Party(table, *row) for row in self.rows(table, *fields))

    @cached_property
    def roles(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """Statement and role (speaker, addressee, target) -> the actors that have it, in row order."""
        return dict(
            grouped(((party.owner_id, party.role), party.actor_id) for party in self.parties("statement_actors"))
        )

    @cached_property
    def told(self) -> Mapping[str, Sequence[EventTelling]]:
        """Event -> its mentions, in row order."""
        rows = self.rows("event_mentions", "event_id", "evidence_id", "voice", "statement_id", "event_type")
        known = ((event, key, rest) for event, key, *rest in rows if key in self.evidence)
        return dict(grouped((event, EventTelling(self.evidence[key], *rest)) for event, key, rest in known))

    def owner_of(self, table: str, row: str) -> str:
        """The record that a row of a table of links belongs to. row: its key, the parts joined by a space."""
        if table == "event_mentions":
            owner = self.owners.get(row)
            return owner.record_id if owner else ""
        return row.partition(" ")[0]

    def above(self, actor: str | None) -> Sequence[str]:
        """The actors that this one belongs to: its parent, the parent's parent and so on; a cycle ends it."""
        parents, found = self.lookup("actors", "parent_actor_id"), list[str]()
        at = parents.get(actor) if actor is not None else None
        while at is not None and at not in found:
            found.append(at)
            at = parents.get(at)
        return found

    @cached_property
    def supports(self) -> Sequence[tuple[Owner, EvidenceRow]]:
        """The evidence rows: what each supports, and its words; in row order."""
        owners = self.rows("evidence", "record_table", "record_id", "field")
        fields = ("source_id", "char_start", "char_end", "exact", "basis", "mention_type", "evidence_id")
        return list(zip(map(Owner._make, owners), map(EvidenceRow._make, self.rows("evidence", *fields)), strict=True))

    @cached_property
    def spans(self) -> Mapping[Owner, Sequence[EvidenceRow]]:
        """The evidence rows of each cell, in text order."""
        every = grouped(self.supports).items()
        return {owner: tuple(sorted(spans) if len(spans) > 1 else spans) for owner, spans in every}

    def of(self, table: str, record_id: str, field: str) -> Sequence[EvidenceRow]:
        """The evidence rows of one cell, in text order; none when there are none."""
        return self.spans.get(cast("Owner", (table, record_id, field)), ())  # an Owner takes longer than the answer

    def cells(self, table: str, field: str) -> Sequence[tuple[str, EvidenceRow]]:
        """The evidence rows of a field, each with its record; those of one record together, in text order."""
        return self._cells.get((table, field), ())

    @cached_property
    def curated_evidence(self) -> Sequence[tuple[Owner, EvidenceRow]]:
        """The evidence of the articles that a curator has coded."""
        return [(owner, span) for owner, span in self.supports if span.source_id in self.curated]

    @cached_property
    def owners(self) -> Mapping[str, Owner]:
        """Key of an evidence row -> what it supports, in row order."""
        return {span.evidence_id: owner for owner, span in self.supports}

    @cached_property
    def evidence(self) -> Mapping[str, EvidenceRow]:
        """Key of an evidence row -> its span, in row order."""
        return {span.evidence_id: span for _, span in self.supports}

    @cached_property
    def candidates(self) -> Sequence[CandidateRow]:
        """The candidates, in row order."""
        fields = ("candidate_id", "source_id", "kind", "char_start", "char_end", "exact", "value")
        return [
            CandidateRow._make(row) for row in self.rows("candidates", *fields, "decision", "reason", "evidence_id")
        ]

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[MentionRow]]:
        """The mentions of actors in each source, in text order."""
        found = grouped(
            (s.source_id, MentionRow(s.start, s.end, owner.record_id, s.exact, s.mention_type, s.evidence_id))
            for owner, s in self.supports
            if owner.table == "actors" and owner.field == "name"
        )
        return {source: sorted(mentions) for source, mentions in found.items()}

    def near(self, source_id: str, start: int, end: int) -> Sequence[MentionRow]:
        """The mentions that overlap text[start:end], in text order."""
        mentions = self.mentions.get(source_id, ())
        low = bisect_left(mentions, start - self._longest.get(source_id, 0), key=_START)
        high = bisect_left(mentions, end, low, key=_START)
        return [mention for mention in mentions[low:high] if mention.end > start]

    def inside(self, span: EvidenceRow) -> Sequence[MentionRow]:
        """The mentions that lie inside a span, in text order."""
        near = self.near(span.source_id, span.start, span.end)
        return [mention for mention in near if holds(span, mention)]

    @cached_property
    def curated(self) -> frozenset[str]:
        """The sources that a curator has coded: with a record or a decision that is not automatic."""
        found = set[str]()
        for table in ("events", "statements", "figures", "candidates"):
            field = "decision" if table == "candidates" else "method"
            found.update(source for source, how in self.rows(table, "source_id", field) if how != "automatic")
        return frozenset(found)

    @cached_property
    def contents(self) -> Mapping[str, Contents]:
        """What the statements of each source say and reach over."""
        pieces, hulls = (
            grouped((s.source_id, RecordPiece(s.start, s.end, key)) for key, s in self.cells("statements", field))
            for field in ("content", "record")
        )
        reporters = self.lookup("statements", "reported_by_statement_id")
        sources = self.column("sources", "source_id")
        return {source: Contents.made(pieces[source], hulls[source], reporters) for source in sources}

    def says(self, statement: str | None, span: EvidenceRow) -> bool:
        """Whether the content of a statement holds a span."""
        contents = self.of("statements", statement or "", "content")
        return any(content.source_id == span.source_id and holds(content, span) for content in contents)

    def text(self, source_id: str) -> str | None:
        """The article; None when it is not at hand."""
        return self.texts.get(source_id) if self.texts is not None else None

    def document(self, source_id: str) -> Document | None:
        """The article with its paragraphs and sentences; None when it is not at hand."""
        text = self.text(source_id)
        if text is None:
            return None
        if source_id not in self._read:
            self._read[source_id] = (self.documents or {}).get(source_id) or read(text)
        return self._read[source_id]

    def sentence(self, span: EvidenceRow) -> str:
        """The sentence that holds a span; empty where none does or the article is not at hand."""
        document = self.document(span.source_id)
        found = around(document.sentences, span.start, span.end) if document else None
        return document.text[slice(*found)] if document and found else ""

    def of_language(self, language: str) -> Window:
        """The rows of the articles in a language: `en` is also `en-GB`. Other articles' actors are kept."""
        if language not in self._by_language:
            spoken = self.column("sources", "language")
            here = [isinstance(code, str) and code.lower().split("-")[0] == language for code in spoken]
            self._by_language[language] = None if all(here) else self._only(here)
        return self._by_language[language] or self  # which does not hold itself, so that it goes when nobody needs it

    def _only(self, here: Sequence[bool]) -> Window:
        """The rows of some of the sources, marked in the order of their rows."""
        sources = self.tables["sources"].filter(array(here, pa.bool_()))
        tables = dict(self.tables) | {"sources": sources}
        parts = [(name, "sources", "source_id") for name in BY_SOURCE]
        for name, known, key in (*parts, *((name, *owner) for name, owner in OWNERS.items())):
            if name in tables:
                mine = pc.is_in(tables[name].column(key), value_set=tables[known].column(key))
                tables[name] = tables[name].filter(mine)
        return dataclasses.replace(self, tables=tables)

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], Sequence[tuple[str, EvidenceRow]]]:
        every = self.spans.items()
        return grouped(((table, field), (record, span)) for (table, record, field), some in every for span in some)

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """The length of the longest mention of each source."""
        return {source: max(m.end - m.start for m in mentions) for source, mentions in self.mentions.items()}
