"""Whose words a span is: the statements whose content holds it, the innermost first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from publisher.model import Record
from publisher.records.span_index import SpanIndex
from publisher.spanned import Spanned

PARTS = ("speaker", "cue", "content")
"""What a statement reaches over."""


class RecordPiece(NamedTuple):
    """A stretch of text that belongs to the record `id`."""

    start: int
    end: int
    id: str


def hull(statement: Record) -> tuple[int, int]:
    """From the first to the last character of speaker, cue and content."""
    parts = [mark for mark in statement.marks if mark.field in PARTS]
    return min([mark.start for mark in parts]), max([mark.end for mark in parts])


@dataclass(frozen=True, slots=True)
class Contents:
    """What an article's statements say and reach over. pieces: of content; hulls: whole statements; lengths: id ->
    characters of all its pieces; reporters: id -> the statement that reports it."""

    pieces: SpanIndex[RecordPiece]
    hulls: SpanIndex[RecordPiece]
    lengths: Mapping[str, int]
    reporters: Mapping[str, str | None]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Contents:
        """Those of the statements among the records."""
        statements = [record for record in records if record.table == "statements"]
        pieces = [
            RecordPiece(mark.start, mark.end, statement.id)
            for statement in statements
            for mark in statement.of("content")
        ]
        hulls = [RecordPiece(*hull(statement), statement.id) for statement in statements]
        reporters = {statement.id: statement.values.get("reported_by_statement_id") for statement in statements}
        return cls.made(pieces, hulls, reporters)

    @classmethod
    def made(
        cls, pieces: Sequence[RecordPiece], hulls: Sequence[RecordPiece], reporters: Mapping[str, str | None]
    ) -> Contents:
        """Those of these pieces of content and whole statements."""
        lengths = Counter[str]()
        for start, end, key in pieces:
            lengths[key] += end - start
        return cls(SpanIndex(pieces), SpanIndex(hulls), lengths, reporters)

    def around(self, start: int, end: int) -> list[str]:
        """The statements that have text[start:end] in a piece of their content, that with the shortest piece first."""
        return [key for alike in innermost(self.pieces, start, end) for key in alike]

    def telling(self, start: int, end: int) -> str | None:
        """The statement whose words text[start:end] are; None where they are the article's own. What is in a
        statement but not in its content, such as its verb, are the words of whoever reports that statement."""
        if around := self.around(start, end):
            return around[0]
        saying = innermost(self.hulls, start, end)
        return self.reporters[saying[0][0]] if saying else None


def innermost(pieces: SpanIndex[RecordPiece], start: int, end: int) -> list[list[str]]:
    """The statements whose pieces hold text[start:end], those with pieces of equal length together, the shortest
    first."""
    found = sorted([(to - at, key) for at, to, key in pieces.enclosing(start, end)])
    return [[key for _, key in group] for _, group in groupby(found, itemgetter(0))]


def counted_by(figure: Record, contents: Contents) -> str | None:
    """The innermost statement whose content holds the number."""
    around = next((contents.around(mark.start, mark.end) for mark in figure.of("value")), [])
    return around[0] if around else None


def reported_by(statement: Record, contents: Contents) -> str | None:
    """The innermost other statement whose content holds speaker, cue and content of this one."""
    outer = holding(statement.id, (mark for mark in statement.marks if mark.field in PARTS), contents)
    return outer[0][0] if outer else None


def holding(statement: str, parts: Iterable[Spanned], contents: Contents) -> list[list[str]]:
    """The other statements whose content holds all parts of this one, those with content of equal length together, the
    shortest first."""
    others: set[str] | None = None
    for part in parts:
        around = contents.around(part.start, part.end)
        others = (set(around) if others is None else others.intersection(around)) - {statement}
        if not others:  # nearly always: the rest need not be looked at
            return []
    length = contents.lengths.__getitem__
    alike = groupby(sorted(others or (), key=lambda other: (length(other), other)), length)
    return [list(group) for _, group in alike]
