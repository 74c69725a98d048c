"""Rows taken out of an article that nobody has curated, with every row that depends on them.

The extractor made them, a domain rule refuses them: the article is published without them. What refers to a row that
goes, goes with it: a report inside a statement that is dropped would otherwise become the article's own words. Some
only lose the link, where the schema lets that cell be empty: a candidate its record, a record its event or its actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from publisher.finding import Finding
from publisher.model import RECORDS, Row
from publisher.schemas import Schema
from publisher.tables import KEYS, OWNERS

TableRows = Mapping[str, Sequence[Row]]
Index = Mapping[str, Mapping[str, Row]]
"""The rows of an article by table and key."""
Doomed = tuple[str, str]
"""Table and key of a row that is to go."""


def indexed(rows: TableRows) -> Index:
    """The rows of the tables that have a key of one field."""
    return {table: {row[key]: row for row in rows[table]} for table, key in KEYS.items() if table in rows}


def at_fault(finding: Finding, rows: Index) -> Doomed | None:
    """The row to drop for a finding: the record that it is about, the mention of an actor, or the candidate. None
    where no row can go without the whole article."""
    table, key = finding.table, finding.row or ""
    if table == "event_mentions":
        table = "evidence"
    elif table in OWNERS:
        table, key = OWNERS[table][0], key.partition(" ")[0]
    if table == "evidence":
        owner = rows["evidence"].get(key)
        if owner is None:
            return None
        if owner["record_table"] in RECORDS:
            table, key = owner["record_table"], owner["record_id"]
        elif owner["record_table"] != "actors":
            return None
    if table not in (*RECORDS, "evidence", "candidates"):
        return None
    return (table, key) if key in rows[table] else None


def without(rows: TableRows, doomed: Iterable[Doomed], schemas: Mapping[str, Schema]) -> dict[str, list[Row]]:
    """The rows of an article but for these and all that depend on them; new rows where a cell changes, the others as
    they are, in their order."""
    kept = {table: list(found) for table, found in rows.items()}
    gone: dict[str, set[str]] = {}
    for table, key in doomed:
        if table == "candidates" and _cut_off(kept["candidates"], key):
            continue
        gone.setdefault(table, set()).add(key)
    while gone:
        for table, keys in gone.items():
            name = KEYS[table]
            kept[table] = [row for row in kept[table] if row[name] not in keys]
        gone = _dependent(kept, gone, schemas)
    return kept


def _cut_off(candidates: list[Row], key: str) -> bool:
    """Takes a candidate's record from it; False where it has none, so that itself is at fault."""
    for position, row in enumerate(candidates):
        if row["candidate_id"] == key and row["evidence_id"] is not None:
            candidates[position] = {**row, "evidence_id": None}
            return True
    return False


def _dependent(
    kept: dict[str, list[Row]], gone: Mapping[str, set[str]], schemas: Mapping[str, Schema]
) -> dict[str, set[str]]:
    """The rows that depend on those that have gone: table -> keys. Cells that may be empty are emptied on the way, and
    rows whose key has several fields taken out."""
    more: dict[str, set[str]] = {}
    for row in kept["evidence"]:
        if row["record_id"] in gone.get(row["record_table"], ()):
            more.setdefault("evidence", set()).add(row["evidence_id"])
    mentioned = {row["record_id"] for row in kept["evidence"] if row["record_table"] == "actors"}
    for table, field, target in _links(kept, schemas):
        ends = {row[field] for row in kept[table] if row.get(field) is not None}
        lost = ends - mentioned if target == "actors" else ends & gone.get(target, set())
        pairs = [(row, row.get(field) in lost) for row in kept[table]]
        schema = schemas[table]
        if not schema.field(field).required and (table == "candidates" or target in ("actors", "events")):
            kept[table] = [{**row, field: None} if bad else row for row, bad in pairs]
        elif schema.own_key is None:
            for row, bad in pairs:
                if bad and table == "event_mentions":  # else what somebody tells would become the article's own words
                    more.setdefault("events", set()).add(row["event_id"])
            kept[table] = [row for row, bad in pairs if not bad]
        elif found := {row[schema.primary_key[0]] for row, bad in pairs if bad}:
            more.setdefault(table, set()).update(found)
    return more


def _links(rows: TableRows, schemas: Mapping[str, Schema]) -> list[tuple[str, str, str]]:
    """The foreign keys of these tables: table, field, table that it refers to."""
    keys = ((table, key) for table in rows for key in schemas[table].foreign_keys)
    return [(table, key.fields[0], key.resource or table) for table, key in keys]
