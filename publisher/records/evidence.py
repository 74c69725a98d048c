"""Evidence: which characters of which article a cell rests on."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from publisher.article import Article
from publisher.model import Mark
from publisher.problem import EntryName
from publisher.tables import OURS


def hashed(*parts: object) -> str:
    """16 hex digits of the SHA-256 of the parts, joined by a pipe sign: ids that follow from what they name."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).digest()[:8].hex()


class Evidence(NamedTuple):
    """One row of the table evidence, cell by cell. start, end: code points of the article, half open; exact: those
    characters."""

    evidence_id: str
    source_id: str
    record_table: str
    record_id: str
    field: str
    start: int
    end: int
    exact: str
    mention_type: str | None
    basis: str

    @classmethod
    def of(cls, article: Article, owner: tuple[str, str, str], mark: Mark, mention_type: str | None = None) -> Evidence:
        """The row for the characters at which a mark points. owner: table, record and field that rest on them."""
        source, start, end = article.source_id, mark.start, mark.end
        key = "evd-" + hashed(source, *owner, start, end)
        return cls(key, source, *owner, start, end, article.text[start:end], mention_type, mark.basis)

    @property
    def place(self) -> EntryName:
        """The record, as messages name it."""
        return EntryName(self.record_table, self.record_id)

    def position(self) -> tuple[int, int]:
        """Start and end of the span: code points of the text, from 0, the end not included."""
        return self.start, self.end

    def row(self) -> dict[str, Any]:
        """The row of the table evidence, column -> value."""
        return dict(zip(OURS["evidence"].names, self, strict=True))
