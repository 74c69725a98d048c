"""Records as people read them: one card a record, with its facts and a link to every stretch of text it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .names import KINDS, Names, address_span, format_edtf
from .reports import Report
from .view import Row, Table, View
from .words import Words, clip, lower_code, name_column, read_value

# Columns that a card shows otherwise (title, quotation, evidence) or that say nothing to a reader beside the text.
_ELSEWHERE = frozenset({
    "label", "name", "cue_text", "content_text", "quoted_text", "speaker_text", "value_text", "counted_text",
    "counted_actor_id", "source_id", "evidence_id", "date_start", "date_end", "date_prec", "is_asserted", "method",
    "reported_by_statement_id", "file_name", "sha256",
})  # fmt: skip

_CALLED = {
    "fuller_statement_id": "more fully",
    "fuller_figure_id": "more fully",
    "parent_event_id": "part of",
    "setting_event_id": "said at",
    "statement_id": "from",
    "record": "words",
    "speaker_actor": "speaker",
}
"""Columns and parts of evidence that have another name on a card."""

_CODE = {"statements": "quote_type", "events": "event_type", "actors": "actor_type", "figures": "modifier"}
"""The code that is shown beside the kind of record."""


@dataclass(frozen=True, slots=True)
class Card:
    """A record. code: beside its kind, may be empty; facts: the name of a column, and what it holds; evidence: a
    part of the record, and its words with a note on them."""

    table: Table
    row: Row
    kind: str
    code: str
    facts: Sequence[tuple[str, Sequence[Words]]]
    evidence: Sequence[tuple[str, Sequence[tuple[Words, str]]]]

    @property
    def id(self) -> str:
        """The id of the record."""
        return str(self.row[self.table.key[0]])


def collect_cards(view: View, names: Names, reports: Mapping[str, Report]) -> Iterator[Card]:
    """All records in the order in which the text first gives evidence of them. reports: event -> what is told of it."""
    evidence: dict[str, list[Row]] = {}
    for row in view.by_article(view.rows("evidence")):
        evidence.setdefault(row["record_id"], []).append(row)
    rows = {row[table.key[0]]: (table, row) for name in KINDS if (table := view.tables.get(name)) for row in table.rows}
    links = _links(view, names, reports)
    for record in [*(r for r in evidence if r in rows), *(r for r in rows if r not in evidence)]:
        table, row = rows[record]
        yield Card(
            table=table,
            row=row,
            kind=KINDS[table.name],
            code=lower_code(row[_CODE[table.name]]) if table.name in _CODE else "",
            facts=[*_facts(table, row, names), *links.get(record, {}).items()],
            evidence=_evidence(evidence.get(record, []), names),
        )


def _facts(table: Table, row: Row, names: Names) -> Iterator[tuple[str, Sequence[Words]]]:
    """Column title and value of what the card does not say otherwise."""
    for field in table.fields:
        name, value = field["name"], row[field["name"]]
        if value is None or value is False or name == table.key[0] or name in _ELSEWHERE:
            continue
        if name == _CODE.get(table.name) and str(value).islower():
            continue  # the word is beside the kind of record
        if name == "date_edtf":
            words = Words(format_edtf(value), code=value)
        elif isinstance(value, str) and value in names:
            words = Words(names[value], value)
        else:
            words = read_value(field, value)
        yield _CALLED.get(name, name_column(name)), [words]


def _links(view: View, names: Names, reports: Mapping[str, Report]) -> Mapping[str, dict[str, list[Words]]]:
    """What other tables add to a record: its id -> what it is called -> who takes part, where, parts of an event."""
    found: Mapping[str, dict[str, list[Words]]] = defaultdict(lambda: defaultdict(list))
    for row in view.rows("event_actors"):
        claim = Words(f"claimed by {names[row['statement_id']]}", row["statement_id"]) if row["statement_id"] else None
        found[row["event_id"]][row["role"]].append(Words(names[row["actor_id"]], row["actor_id"], note=claim))
    for row in view.rows("event_places"):
        place = Words(row["place_name"], code=row["admin1_code"] or row["country_code"])
        found[row["event_id"]]["place"].append(place)
    for row in view.rows("statement_actors"):
        found[row["statement_id"]][row["role"]].append(Words(names[row["actor_id"]], row["actor_id"]))
    for key, report in reports.items():
        for part in report.parts:
            found[key]["includes"].append(Words(names[part], part))
    return found


def _evidence(rows: Sequence[Row], names: Names) -> list[tuple[str, list[tuple[Words, str]]]]:
    """The spans, part by part in the order of the text. The link is what connects a record with its words."""
    parts: dict[str, list[tuple[Words, str]]] = {}
    for row in rows:
        note = " · ".join(n for n in (row["mention_type"], row["basis"]) if n and n not in ("explicit", "name"))
        place = address_span(row["source_id"], row["char_start"], row["char_end"])
        part = parts.setdefault(_CALLED.get(row["field"], name_column(row["field"])), [])
        if all(words.target != place for words, _ in part):
            part.append((Words(clip(row["exact"]), place, names.lang(row)), note))
    return list(parts.items())
