"""An issue of the check in the curator's terms: the file, the record and the key to mend, not table, row and column.

The check looks at finished tables, which know nothing of the seeds. This is the way back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from publisher.problem import Problem, shown
from publisher.rules import READINGS
from publisher.rules.issue import Issue
from publisher.validate.report import line

Find = Callable[[str, str], Mapping[str, Any] | None]
"""table, primary key -> the row, None when there is none."""
Number = Callable[[str, int], int]
"""source_id, offset -> the number of the paragraph, from 1."""

_READINGS = frozenset(rule.name for rule in READINGS)
# Columns that follow from what stands under another key: table -> column -> key.
_DATES = dict.fromkeys(("date_start", "date_end", "date_prec"), "date_edtf")
_KEYS: Mapping[str, Mapping[str, str]] = {
    "events": {**_DATES, "event_id": "id", "statement_id": "mentions", "evidence_id": "mentions"},
    "statements": {**_DATES, "statement_id": "id", "evidence_id": "content_text"},
    "figures": {"figure_id": "id", "evidence_id": "text"},
    "actors": {"actor_id": "id"},
    "event_actors": {"evidence_id": "text"},
    "event_places": {"evidence_id": "text"},
}
# Where the words of an evidence field are quoted: table -> field -> key.
_SPANS: Mapping[str, Mapping[str, str]] = {
    "events": {"record": "mentions", "actor": "actors", "recipient": "actors", "place": "places"},
    "statements": {"record": "content_text", **{f: f"{f}_text" for f in ("speaker", "cue", "content", "quoted")}},
    "figures": {"record": "text", "value": "value_text", "counted": "counted_text"},
}


def blame(issue: Issue, find: Find, number: Number) -> tuple[str, Problem]:
    """The source whose records an issue about one row is about (empty: none), and the problem behind it, whose file is
    that of the source. An issue that no record is to blame for stays one of the package."""
    place = _place(issue, issue.row or "", find, number)
    if place is None:
        return "", Problem("package", "", "", line(issue))
    source, record, key = place
    message = f"{shown(issue.value)}: {issue.message}" if issue.value is not None else issue.message
    file = "" if source else "actors.toml"
    return source, Problem(file, record, key, f"{message} [{issue.rule}]{_excuse(issue, find, number)}")


def _excuse(issue: Issue, find: Find, number: Number) -> str:
    """How to excuse an issue of a rule that may be wrong. A mention is named by its paragraph, since the actor that it
    stands for may have others."""
    if issue.rule not in _READINGS:
        return ""
    name = issue.row or ""
    row = find("evidence", name) if issue.table == "evidence" else None
    where = f'record = "{row["record_id"] if row else name.partition(" ")[0]}"'
    if row and row["record_table"] == "actors":
        where = f"paragraph = {number(row['source_id'], row['char_start'])}"
    return f'; where the coding is right: [[excused]] rule = "{issue.rule}", {where}, reason = "..."'


def _place(issue: Issue, name: str, find: Find, number: Number) -> tuple[str, str, str] | None:
    """source_id, record and key; None where there is no such row."""
    table, field = issue.table, issue.field or ""
    if table == "excused":
        source, _, entry = name.partition(" ")
        return source, f"excused[{entry}]", field
    key = _KEYS.get(table, {}).get(field, field)
    row = None if table in ("event_actors", "event_places") else find(table, name)
    if table in ("event_actors", "event_places"):
        event, _, rest = name.partition(" ")
        row = find("events", event)
        link = rest.rpartition(" ")[0] if table == "event_actors" else rest
        return (row["source_id"], f"events[{event}].{table.removeprefix('event_')}[{link}]", key) if row else None
    if row is None:
        return None
    if table == "evidence":
        return row["source_id"], *_words(row, number)
    if table == "candidates":
        return row["source_id"], f"{row['kind']} {_quoted(row, number)}", ""
    if table == "actors" and key == "office":  # the one column of an actor that an article gives
        mention = find("evidence", row["evidence_id"])
        return mention["source_id"] if mention else "", f"offices[{name}]", ""
    return row.get("source_id", ""), "source" if table == "sources" else f"{table}[{name}]", key


def _quoted(row: Mapping[str, Any], number: Number) -> str:
    return f"{shown(row['exact'])} in paragraph {number(row['source_id'], row['char_start'])}"


def _words(row: Mapping[str, Any], number: Number) -> tuple[str, str]:
    """Record and key of an evidence row."""
    table, field = row["record_table"], row["field"]
    if table == "actors":
        kind = "offices" if field == "office" else "mentions"
        return f"{kind}[{row['record_id']}, {_quoted(row, number)}]", ""
    if table == "sources":
        return "source", field
    return f"{table}[{row['record_id']}]", _SPANS.get(table, {}).get(field, field)
