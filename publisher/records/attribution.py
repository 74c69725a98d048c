"""Whose words a span is: the statements whose content holds it, the innermost first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from publisher.model import Record
from publisher.records.span_index import SpanIndex

_PARTS = ("speaker", "cue", "content")


class Piece(NamedTuple):
    """A piece of the content of the statement `id`."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The pieces of content of an article's statements; lengths: id -> characters of all its pieces."""

    pieces: SpanIndex[Piece]
    lengths: Mapping[str, int]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Contents:
        """Those of the statements among the records."""
        statements = (record for record in records if record.table == "statements")
        pieces = [Piece(m.start, m.end, s.id) for s in statements for m in s.marks if m.field == "content"]
        lengths: dict[str, int] = {}
        for start, end, key in pieces:
            lengths[key] = lengths.get(key, 0) + end - start
        return cls(SpanIndex(pieces), lengths)

    def around(self, start: int, end: int) -> list[str]:
        """The statements that have text[start:end] in a piece of their content, that with the shortest piece first."""
        return [key for _, key in sorted((to - at, key) for at, to, key in self.pieces.enclosing(start, end))]


def attributed_to(event: Record, contents: Contents) -> str | None:
    """The innermost statement whose content holds the event's first mention; None where any mention stands in the
    article's own voice."""
    mentions = sorted((mark.start, mark.end) for mark in event.marks if mark.field == "record")
    around = [contents.around(*mention) for mention in mentions]
    return around[0][0] if around and all(around) else None


def counted_by(figure: Record, contents: Contents) -> str | None:
    """The innermost statement whose content holds the number."""
    around = next((contents.around(mark.start, mark.end) for mark in figure.marks if mark.field == "value"), [])
    return around[0] if around else None


def reported_by(statement: Record, contents: Contents) -> str | None:
    """The innermost other statement whose content holds speaker, cue and content of this one."""
    parts = (mark for mark in statement.marks if mark.field in _PARTS)
    around = [set(contents.around(mark.start, mark.end)) - {statement.id} for mark in parts]
    others = set.intersection(*around) if around else set()
    return min(others, key=lambda key: (contents.lengths[key], key), default=None)
