"""Records as people read them: one card a record, with its facts and a link to every stretch of text it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .names import KINDS, Names, address_span, format_edtf
from .view import Row, Table, View
from .words import Words, clip, lower_code, name_column, read_value

# Columns that a card shows otherwise (title, quotation, evidence) or that say nothing to a reader beside the text.
_ELSEWHERE = frozenset({
    "label", "name", "cue_text", "content_text", "quoted_text", "speaker_text", "value_text",
    "counted_text", "counted_actor_id", "source_id", "evidence_id", "date_start", "date_end", "date_prec",
    "reported_by_statement_id", "file_name", "sha256",
})  # fmt: skip

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


def collect_cards(view: View, names: Names) -> Iterator[Card]:
    """All records in the order in which the text first gives evidence of them."""
    evidence: dict[str, list[Row]] = {}
    for row in view.by_article(view.rows("evidence")):
        evidence.setdefault(row["record_id"], []).append(row)
    rows = {row[table.key[0]]: (table, row) for name in KINDS if (table := view.tables.get(name)) for row in table.rows}
    links = _links(view)
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
        yield name_column(name), [words]


def _links(view: View) -> dict[str, dict[str, list[Words]]]:
    """What the link tables add to an event: event -> role or "place" -> who takes part, and where."""
    names = {row["actor_id"]: row["name"] for row in view.rows("actors")}
    found: dict[str, dict[str, list[Words]]] = {}
    for row in view.rows("event_actors"):
        claim = Words("claimed", row["statement_id"]) if row["statement_id"] else None
        key = str(row["actor_id"])
        actor = Words(names.get(key, key), key, note=claim)
        found.setdefault(row["event_id"], {}).setdefault(row["role"], []).append(actor)
    for row in view.rows("event_places"):
        place = Words(row["place_name"], code=row["admin1_code"] or row["country_code"])
        found.setdefault(row["event_id"], {}).setdefault("place", []).append(place)
    return found


def _evidence(rows: Sequence[Row], names: Names) -> list[tuple[str, list[tuple[Words, str]]]]:
    """The spans, field by field in the order of the text. The link is what connects a record with its words."""
    fields: dict[str, list[tuple[Words, str]]] = {}
    for row in rows:
        note = " · ".join(n for n in (row["mention_type"], row["basis"]) if n and n not in ("explicit", "name"))
        place = address_span(row["source_id"], row["char_start"], row["char_end"])
        fields.setdefault(name_column(row["field"]), []).append(
            (Words(clip(row["exact"]), place, names.lang(row)), note)
        )
    return list(fields.items())
