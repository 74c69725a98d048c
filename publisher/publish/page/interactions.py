"""Who does something to somebody or speaks about somebody, and who says so: two by two, each act with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.grouped import grouped

from .names import Names, clip
from .reports import Report, Voices, read_accounts
from .view import Row, View
from .words import Words, read_cell

WORDS = 160  # characters of a statement
NOBODY = "nobody named"
NATURES = ("conflict", "cooperation")
"""The last word of a quad class."""


@dataclass(frozen=True, slots=True)
class Act:
    """A row of the view `acts`. type: what kind of act; what: the event, or the words of the statement, as a link;
    said: the statement, None where something is done; inferred: the actors of it that the words do not name; origins,
    relays: whose words tell of an event that the article itself does not tell of, and who passed these words on."""

    row: Row
    type: Words
    what: Words
    said: Row | None
    inferred: frozenset[str]
    origins: Voices
    relays: Voices

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

    @property
    def called(self) -> str:
        """Both, with an arrow where all that is between them goes one way."""
        if len(self.names) < 2:
            row = self.acts[0].row
            return f"{row['actor'] or NOBODY} → {row['recipient'] or NOBODY}"
        mutual = [bool(act.row["is_mutual"]) for act in self.acts]
        one_way = not any(mutual) and all(act.row["actor"] == self.names[0] for act in self.acts)
        return (" → " if one_way else " ↔ " if all(mutual) else " and ").join(self.names)

    def of(self, nature: str) -> Sequence[Act]:
        """The acts of a nature, the first of each kind."""
        mine = [act for act in self.acts if act.nature == nature]
        return list({(act.type.text, act.said is None, act.row["is_claimed"]): act for act in reversed(mine)}.values())[
            ::-1
        ]


def collect_interactions(
    view: View, names: Names, acts: Sequence[Row], told: Mapping[str, Report]
) -> list[Pair] | None:
    """The pairs with the most acts first; their acts in the order of the text. acts: the rows of the view `acts`; told:
    event -> what is said of it. None where there are none."""
    spans = {row["evidence_id"]: row for row in view.rows("evidence")}
    statements = {row["statement_id"]: row for row in view.rows("statements")}
    parts = [("event_id", row) for row in view.rows("event_actors")]
    parts += [("statement_id", row) for row in view.rows("statement_actors")]
    inferred = grouped(
        (row[key], row["actor_id"]) for key, row in parts if spans[row["evidence_id"]]["basis"] == "inferred"
    )

    def act(row: Row) -> Act:
        said = statements.get(row["record_id"])
        table, column = ("statements", "act_type") if said else ("events", "event_type")
        words = clip(row["what"], WORDS) if said else row["what"]
        what = Words(words, row["record_id"], names.lang(row) if said else None)
        kind = read_cell(view, table, column, row["act_type"])
        return Act(row, kind, what, said, frozenset(inferred.get(row["record_id"], ())), *voices(row))

    def voices(row: Row) -> tuple[Voices, Voices]:
        if row["claim_statement_id"]:
            return read_accounts(names, [(names.chain(statements[row["claim_statement_id"]]), False)])
        report = None if row["is_asserted"] else told.get(row["record_id"])
        return (report.origins, report.relays) if report else read_accounts(names, ())

    def place(row: Row) -> tuple[str, int]:
        return spans[row["evidence_id"]]["source_id"], spans[row["evidence_id"]]["char_start"]

    groups = grouped((_parties(row), act(row)) for row in sorted(acts, key=place))
    pairs = [Pair([name for name in (found[0].row["actor"], found[0].row["recipient"]) if name], found)
             for found in groups.values()]  # fmt: skip
    return sorted(pairs, key=lambda pair: (len(pair.names) < 2, -len(pair.acts))) or None


def _parties(row: Row) -> frozenset[str]:
    return frozenset(name for name in (row["actor"], row["recipient"]) if name)
