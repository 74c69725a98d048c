"""Who does something to somebody or speaks about somebody, and who says so: two by two, each act with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.grouped import grouped

from .names import Names, clip
from .reports import Voices, read_account
from .view import Row, View
from .words import Words, read_cell

WORDS = 160  # characters of a statement
NATURES = ("conflict", "cooperation")
"""The last word of a quad class."""


@dataclass(frozen=True, slots=True)
class Act:
    """A row of the view `acts`. type: what kind of act; what: the event, or the words of the statement, as a link;
    said: the statement, None where something is done; inferred: the actors of it that the words do not name."""

    row: Row
    type: Words
    what: Words
    said: Row | None
    inferred: frozenset[str]

    @property
    def origins(self) -> Voices:
        """Whose words tell of an event."""
        return read_account(self.row["by_account_of"])[0]

    @property
    def relays(self) -> Voices:
        """Who passed these words on."""
        return read_account(self.row["by_account_of"])[1]

    @property
    def nature(self) -> str:
        """Conflict or cooperation; empty where it is neither, or did not happen."""
        found = (self.row["quad_class"] or "").rpartition(" ")[2]
        return found if found in NATURES else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors and all acts between them; of one where the text names no other."""

    names: Sequence[str]
    acts: Sequence[Act]

    def of(self, nature: str) -> Sequence[Act]:
        """The acts of a nature, the first of each kind."""
        mine = [act for act in self.acts if act.nature == nature]
        return list({(act.type.text, act.said is None, act.row["is_claimed"]): act for act in reversed(mine)}.values())[
            ::-1
        ]


def collect_interactions(view: View, names: Names, acts: Sequence[Row]) -> list[Pair] | None:
    """The pairs with the most acts first; their acts in the order of the text. acts: the rows of the view `acts`. None
    where there are none."""
    spans = {row["evidence_id"]: row for row in view.rows("evidence")}
    statements = {row["statement_id"]: row for row in view.rows("statements")}
    parts = [("event_id", row) for row in view.rows("event_actors")]
    parts += [("statement_id", row) for row in view.rows("statement_actors")]
    inferred = grouped(
        (row[key], row["actor_id"]) for key, row in parts if spans[row["evidence_id"]]["basis"] == "inferred"
    )

    def act(row: Row) -> Act:
        return _act(view, names, row, statements, frozenset(inferred.get(row["record_id"], ())))

    def place(row: Row) -> tuple[str, int]:
        return spans[row["evidence_id"]]["source_id"], spans[row["evidence_id"]]["char_start"]

    groups = grouped((_parties(row), act(row)) for row in sorted(acts, key=place))
    pairs = [Pair([name for name in (found[0].row["actor"], found[0].row["recipient"]) if name], found)
             for found in groups.values()]  # fmt: skip
    return sorted(pairs, key=lambda pair: (len(pair.names) < 2, -len(pair.acts))) or None


def _parties(row: Row) -> frozenset[str]:
    return frozenset(name for name in (row["actor"], row["recipient"]) if name)


def _act(view: View, names: Names, row: Row, statements: Mapping[str, Row], inferred: frozenset[str]) -> Act:
    said = statements.get(row["record_id"])
    table, column = ("statements", "act_type") if said else ("events", "event_type")
    words = clip(row["what"], WORDS) if said else row["what"]
    what = Words(words, row["record_id"], names.lang(row) if said else None)
    return Act(row, read_cell(view, table, column, row["act_type"]), what, said, inferred)
