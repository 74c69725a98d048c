"""When a statement was made: on the date of its setting, where the curator gives no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher import edtf
from publisher.model import Record


def date_by_settings(made: Sequence[Record]) -> list[Record]:
    """The records with a date for each statement that has none, where its setting has one. It rests on the words that
    date the setting, and is inferred: one date becomes an uncertain one (`D?`), an interval a time in it (`[A..B]`)."""
    events = {event.id: event for event in made if event.table == "events"}
    return [_dated(record, events.get(str(record.values.get("setting_event_id")))) for record in made]


def _dated(statement: Record, setting: Record | None) -> Record:
    words = setting.of("date_edtf") if setting else []
    if setting is None or not words or statement.values.get("date_edtf"):
        return statement
    value = str(setting.values["date_edtf"])
    if not edtf.valid(value):
        return statement
    first, last = edtf.ends(value)
    inferred = f"{first}?" if edtf.is_plain(value) else f"[{first}..{last}]"
    marks = (*statement.marks, *(replace(mark, basis="inferred") for mark in words))
    return replace(statement, values={**statement.values, "date_edtf": inferred}, marks=marks)
