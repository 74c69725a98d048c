"""What a table tells of articles that were found elsewhere, such as the dates of web pages: a row for each of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from publisher.importing.entries import Bad, Columns, FoundArticle, Reader
from publisher.problem import Problem, Refused, refuse, shown
from publisher.remarks import few


class About:
    """The rows of such a table, and which of them were asked for. table: its name; rows: doc_id, or the name of the
    file of a page -> keys of an archive with their values; unused: the columns that are no key of an archive."""

    def __init__(
        self, table: str = "", rows: Mapping[str, Mapping[str, str]] | None = None, unused: Collection[str] = ()
    ) -> None:
        self._table, self._rows, self.unused = table, rows or {}, unused
        self._asked = set[str]()
        self._without: list[str] = []

    def added(self, article: FoundArticle) -> FoundArticle:
        """The article with what its row says, which counts for more than what the article says of itself."""
        names = [name for name in (article.values.get("doc_id", ""), article.place) if name in self._rows]
        if not names:
            self._without.append(article.values.get("doc_id", "") or article.place)
            return article
        self._asked.update(names)
        return replace(article, values={**article.values, **self._rows[names[0]]})

    @property
    def lines(self) -> Sequence[str]:
        """The rows without an article, and the articles without a row."""
        if not self._table:
            return []
        found = (("no article for the row", sorted(self._rows.keys() - self._asked)), ("no row for", self._without))
        return [f"{self._table}: {what} {few([*map(shown, names)])}" for what, names in found if names]


def read(path: Path, reader: Reader, columns: Columns) -> About:
    """The rows of a table, of which none has a text. Raises Refused for a row that cannot be used, OSError."""
    rows: dict[str, Mapping[str, str]] = {}
    faults, unused = [], set[str]()
    for found in reader(path, replace(columns, needed=frozenset({"doc_id"}))):
        if isinstance(found, Bad):
            faults.append(Problem(found.place, found.why))
            continue
        values = {key: value for key, value in found.values.items() if key != "text"}
        name = values.pop("doc_id", "")
        if not name or name in rows:
            column = columns.names["doc_id"]
            twice = f"{column} is {shown(name)}, as in a row before"
            faults.append(Problem(found.place, twice if name else f"has no {column}"))
        rows[name] = values
        unused.update(found.unused)
    refuse(faults)
    if not rows:
        raise Refused.of(path.name, "has no rows")
    return About(path.name, rows, unused)
