"""A finding in the curator's terms: record and key to correct in the curated file, not table, row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publisher import rules
from publisher.finding import Finding
from publisher.inputs.curated_records import WORDS_KEYS
from publisher.inputs.links import FIELDS, key_of
from publisher.judge.drop import Index
from publisher.model import RECORDS, Row
from publisher.problem import SOURCE, EntryName, Problem, shown
from publisher.tables import LINK_KEYS, OURS, OWNERS

Number = Callable[[int], int]
"""An offset of the article -> the number of the paragraph that holds it, from 1."""

# Columns that follow from the value of another key: table -> column -> key.
_DATES = dict.fromkeys(("date_start", "date_end", "date_prec"), "date_edtf")
_KEYS: Mapping[str, Mapping[str, str]] = {
    "events": {**_DATES, "event_id": "id", "is_asserted": "mentions", "evidence_id": "mentions"},
    "statements": {**_DATES, "statement_id": "id", "evidence_id": "content_text"},
    "figures": {"figure_id": "id", "evidence_id": "text"},
    "actors": {"actor_id": "id"},
    **{table: {"evidence_id": "text"} for table in OWNERS},
}
# Where the words of an evidence field are quoted: table -> field -> key.
_SPANS: Mapping[str, Mapping[str, str]] = {
    table: {
        "record": WORDS_KEYS.get(table, "content_text"),
        **{column.rests_under: column.name for column in OURS[table].resting},
        **FIELDS[table],
    }
    for table in RECORDS
}


def told(finding: Finding, rows: Index, number: Number, file: str) -> Problem:
    """The problem that a curator gets for a finding about one article. rows: those of the article; file: its
    curated file, or where it has none, that which holds its text."""
    place = _place(finding, rows, number)
    record, key = place or (EntryName(finding.table, finding.row or ""), finding.field or "")
    row = rows["evidence"].get(finding.row or "") if finding.table == "evidence" else None
    words = f'"{row["exact"]}" ' if row and row["record_table"] == "actors" else ""
    message = finding.message.removeprefix(words)  # the name of the record has them
    if finding.value is not None and finding.value not in record.names:
        message = f"{shown(finding.value)}: {message}"
    return Problem(file, f"{message} [{finding.rule}]{_excuse(finding, rows, number)}", record, key)


def _excuse(finding: Finding, rows: Index, number: Number) -> str:
    """How to excuse what a rule finds that may be wrong. A mention is named by its paragraph, since the actor that it
    means may have others."""
    if not any(rule.name == finding.rule and rule.may_be_excused for rule in rules.ALL):
        return ""
    name = finding.row or ""
    row = rows["evidence"].get(name) if finding.table == "evidence" else None
    where = f'record = "{row["record_id"] if row else name.partition(" ")[0]}"'
    if row and row["record_table"] == "actors":
        where = f"paragraph = {number(row['char_start'])}"
    return f'; where the coding is right: [[excused]] rule = "{finding.rule}", {where}, reason = "..."'


def _place(finding: Finding, rows: Index, number: Number) -> tuple[EntryName, str] | None:
    """Record and key; None where there is no such row."""
    table, field, name = finding.table, finding.field or "", finding.row or ""
    if table == "excused":
        return EntryName("excused", name.partition(" ")[2]), field
    key = _KEYS.get(table, {}).get(field, field)
    if table == "event_mentions":
        mention = rows["evidence"].get(name)
        if mention is None:
            return None
        return EntryName("events", mention["record_id"]).under("mentions", _quoted(mention, number)), key
    if table in OWNERS:
        owner, _, rest = name.partition(" ")
        link, _, role = (rest, "", "") if len(LINK_KEYS[table]) == 1 else rest.rpartition(" ")
        return EntryName(OWNERS[table][0], owner).under(key_of(table, role), link or role), key
    row = rows.get(table, {}).get(name)
    if row is None:
        return None
    if table == "evidence":
        return _words(row, number)
    if table == "candidates":
        return EntryName(f"{row['kind']} {_quoted(row, number)}"), ""
    return SOURCE if table == "sources" else EntryName(table, name), key


def _quoted(row: Row, number: Number) -> str:
    return f"{shown(row['exact'])} in paragraph {number(row['char_start'])}"


def _words(row: Row, number: Number) -> tuple[EntryName, str]:
    """Record and key of an evidence row."""
    table, field = row["record_table"], row["field"]
    if table == "actors":
        kind = "offices" if field == "office" else "mentions"
        return EntryName(kind, row["record_id"], _quoted(row, number)), ""
    if table == "sources":
        return SOURCE, field
    return EntryName(table, row["record_id"]), _SPANS.get(table, {}).get(field, field)
