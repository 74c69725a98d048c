"""A small article, coded completely and rightly: no domain rule finds fault with it, each test breaks one thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
from made.packages import from_rows, write_package
from rules_quay import SOURCE, TEXT, Row, place, span
from rules_rows import ALL, ROWS

from publisher.rules import Rule
from publisher.rules.rule_context import Window

ARROW = {name: schema.arrow for name, schema in ALL.items()}
MARK = {
    "profile": "article-records",
    "version": "1",
    "extractorDigest": f"sha256:{'0' * 64}",
    "texts": {"shown": 1, "withheld": 0},
}


@dataclass(frozen=True)
class Case:
    """The rows of every table, and the article (None: not at hand)."""

    rows: dict[str, list[Row]]
    text: str | None = TEXT

    def change(self, table: str, key: str, **cells: object) -> Case:
        """The case with other cells in one row; `key` of a link may leave out its last parts, for all such rows."""
        rows = [row | cells if f"{name(table, row)} ".startswith(f"{key} ") else row for row in self.rows[table]]
        assert rows != self.rows[table] or not cells, f"nothing changes in {key} of {table}"
        return self._with(table, rows)

    def drop(self, table: str, **cells: object) -> Case:
        """The case without the rows that have these cells."""
        kept = [row for row in self.rows[table] if any(row.get(name) != cell for name, cell in cells.items())]
        assert len(kept) < len(self.rows[table]), f"nothing to drop in {table}"
        return self._with(table, kept)

    def add(self, table: str, *rows: Row) -> Case:
        return self._with(table, [*self.rows[table], *rows])

    def moved(self, owner: str, old: str, new: str, paragraph: int, *, old_paragraph: int = 0) -> Case:
        """The case with one evidence row (`table/record/field`, its words) on other words of the paragraph; id kept.
        old_paragraph: where they were, if not there."""
        start, end = place(new, paragraph)
        key = span(owner, old, old_paragraph or paragraph)["evidence_id"]
        return self.change("evidence", key, char_start=start, char_end=end, exact=new)

    def without_text(self) -> Case:
        return replace(self, text=None)

    def reading(self, text: str) -> Case:
        return replace(self, text=text)

    def _with(self, table: str, rows: list[Row]) -> Case:
        return replace(self, rows=self.rows | {table: rows})

    def window(self) -> Window:
        tables = {name: RIGHT[name] if rows is ROWS[name] else _table(name, rows) for name, rows in self.rows.items()}
        return Window(tables, None if self.text is None else {SOURCE: self.text})


def _table(name: str, rows: list[Row]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=ARROW[name])


CASE = Case(ROWS)
RIGHT = {name: _table(name, rows) for name, rows in ROWS.items()}


def package(folder: Path, case: Case | None = None) -> Path:
    """The case as a package of ours, with its article where that is at hand. None: the right one."""
    case = CASE if case is None else case
    tables = [from_rows(schema, case.rows[name]) for name, schema in ALL.items()]
    write_package(folder, tables, publisher=MARK, sources=_seeds(case), **_temporal(case))
    if case.text is not None:
        (folder / "seeds").mkdir()
        (folder / "seeds" / case.rows["sources"][0]["file_name"]).write_bytes(case.text.encode())
    return folder


def _seeds(case: Case) -> list[dict[str, Any]]:
    """The sources as the descriptor has them; a seed that no row names is not at hand."""
    hashes = {row["file_name"]: f"sha256:{row['sha256']}" for row in case.rows["sources"]}
    hashes |= dict.fromkeys(("actors.toml", "dataset.toml"), f"sha256:{'0' * 64}")
    size = len((case.text or "").encode())
    return [{"title": name, "path": f"seeds/{name}", "bytes": size, "hash": value} for name, value in hashes.items()]


def _temporal(case: Case) -> dict[str, Any]:
    """The first and the last day of the records."""
    fields = ("date_start", "date_end", "document_date")
    rows = [row for table in ("events", "statements", "sources") for row in case.rows[table]]
    days = sorted(day.isoformat() for row in rows for field in fields if (day := row.get(field)))
    return {"temporal": {"start": days[0], "end": days[-1]}} if days else {}


def refused(rule: Rule, case: Case) -> set[tuple[str | None, str | None]]:
    """(row, field) of every finding of one rule; each names the rule and says what to do, its value not twice. Who has
    no article, as most users of a package, finds the same rows at fault or fewer: never others."""
    found = list(rule(case.window()))
    assert all(finding.rule == rule.name and len(finding.message) > 5 for finding in found)
    assert not [finding for finding in found if finding.message.startswith(f'"{finding.value}"')]
    unread = {finding.row for finding in rule(case.without_text().window())}
    assert unread <= {finding.row for finding in found}, "a fault that only the absence of the article makes"
    return {(finding.row, finding.field) for finding in found}


def name(table: str, row: Row) -> str:
    """The row's id as a finding gives it: the parts of its key, a space between them."""
    return " ".join(str(row[field]) for field in ALL[table].primary_key)


def told(text: str, speaker: str, cue: str, content: str, *, kind: str = "indirect", **mentions: str) -> Case:
    """One statement of an article of one paragraph; mentions: actor without `act-` -> its words."""
    text = f"🦀 {text}"
    parts = {"speaker": speaker, "cue": cue, "content": content}

    def at(owner: str, words: str) -> Row:
        start = text.index(words)
        return span(owner, "Brook", 2) | {
            "evidence_id": f"evd-{owner}",
            "char_start": start,
            "char_end": start + len(words),
            "exact": words,
        }

    rows = [at(f"statements/stm-vow/{field}", words) for field, words in parts.items() if words]
    rows += [at(f"actors/act-{actor}/name", words) | {"mention_type": "name"} for actor, words in mentions.items()]
    cells = {f"{field}_text": words or None for field, words in parts.items()} | {"quote_type": kind}
    case = CASE.reading(text)._with("evidence", rows)._with("candidates", [])
    return case._with("statements", [r | cells for r in CASE.rows["statements"] if r["statement_id"] == "stm-vow"])
