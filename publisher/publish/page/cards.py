"""Records as people read them: one card a record, with its facts and a link to every stretch of text it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.grouped import grouped
from publisher.records.codes import lower_code

from .names import KINDS, Names, format_edtf
from .reports import Report
from .view import Row, Table, View
from .words import Words, name_column, quote, read_note, read_type, read_value

# Columns that a card shows otherwise (title, quotation, evidence) or that say nothing to a reader beside the text.
_ELSEWHERE = frozenset({
    "label", "name", "cue_text", "content_text", "quoted_text", "speaker_text", "value_text", "counted_text",
    "counted_actor_id", "source_id", "evidence_id", "date_start", "date_end", "date_prec", "is_asserted", "method",
    "reported_by_statement_id", "file_name", "sha256", "char_length", "language",
})  # fmt: skip

_CALLED = {
    "fuller_statement_id": "more fully in",
    "fuller_figure_id": "more fully in",
    "cue": "word of saying",
    "parent_event_id": "part of",
    "setting_event_id": "said at",
    "statement_id": "said in",
    "record": "words",
    "speaker_actor": "speaker",
}
"""Columns and parts of evidence that have another name on a card."""

FEW = 3
"""Passages of one part of a record that are shown at once."""

_CODE = {"statements": "quote_type", "events": "event_type", "actors": "actor_type", "figures": "measure"}
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
    """All records in the order of the words that each of them rests on as a whole. reports: event -> what is said of
    it."""
    evidence = grouped((row["record_id"], row) for row in view.by_article(view.rows("evidence")))
    rows = {row[table.key[0]]: (table, row) for name in KINDS if (table := view.tables.get(name)) for row in table.rows}
    links = _links(view, names, reports)
    for record in sorted(rows, key=_order(view, evidence, rows)):
        table, row = rows[record]
        yield Card(
            table=table,
            row=row,
            kind=KINDS[table.name],
            code=_code(table, row),
            facts=[*_facts(table, row, names), *links.get(record, {}).items()],
            evidence=_evidence(evidence[record], names),
        )


def _order(
    view: View, evidence: Mapping[str, Sequence[Row]], rows: Mapping[str, tuple[Table, Row]]
) -> Callable[[str], tuple[int, int, int]]:
    """The key by which records are sorted: article, and the place of the words of the whole record; a date that is
    before them does not count. Records without evidence come last."""
    articles = {row["source_id"]: place for place, row in enumerate(view.articles)}
    first = {row["evidence_id"]: row for row in view.rows("evidence")}

    def order(record: str) -> tuple[int, int, int]:
        whole = first.get(rows[record][1].get("evidence_id")) or next(iter(evidence.get(record, ())), None)
        if whole is None:
            return len(articles), 0, 0
        return articles.get(whole["source_id"], len(articles)), whole["char_start"], -whole["char_end"]

    return order


def _code(table: Table, row: Row) -> str:
    """The word beside the kind of record."""
    if table.name == "events":
        return read_type(table.fields, row).text
    field = next((field for field in table.fields if field["name"] == _CODE.get(table.name)), None)
    code = row[field["name"]] if field else None
    return str((field.get("labels") or {}).get(code) or lower_code(code)) if field and code else ""


def _facts(table: Table, row: Row, names: Names) -> Iterator[tuple[str, Sequence[Words]]]:
    """Column title and value of what the card does not say otherwise."""
    for field in table.fields:
        name, value = field["name"], row[field["name"]]
        if value is None and name == "publisher":
            yield name, [Words("not known")]  # who wrote it is what one asks first
        if value is None or value is False or name == table.key[0] or name in _ELSEWHERE:
            continue
        if name == _CODE.get(table.name) and (str(value).islower() or field.get("labels")):
            continue  # the word is beside the kind of record
        if name == "note":
            yield name, read_note(names, value)
            continue
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
        said = row["statement_id"]
        claim = Words(f"named only by {names[said]}", said) if said else None
        found[row["event_id"]][row["role"]].append(Words(names[row["actor_id"]], row["actor_id"], note=claim))
    alone = {row["event_id"]: row["is_asserted"] for row in view.rows("events") if row["event_id"] not in reports}
    for event, asserted in alone.items():  # of the others a sentence says who tells of them
        if asserted:
            found[event]["told by"].append(Words("the article itself"))
    for row in view.rows("event_mentions"):
        if row["statement_id"] and row["event_id"] in alone:
            found[row["event_id"]]["told by"].append(Words(names.who(row["statement_id"]), row["statement_id"]))
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
        words = quote(names, row)
        part = parts.setdefault(_CALLED.get(row["field"], name_column(row["field"])), [])
        if all(other.target != words.target for other, _ in part):
            part.append((words, note))
    return list(parts.items())
