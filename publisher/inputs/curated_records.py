"""The records of a curated file: events with their participants and places, statements, figures.

Which keys a record has follows from schemas/: the columns whose origin is the curator, plus `paragraph` and, for spans,
the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.inputs import toml_fields
from publisher.inputs.curated_reader import SPAN_KEYS, Reader
from publisher.model import Link, Mark, Record
from publisher.problem import shown, suggestion
from publisher.schemas import Schema

SPANS = {"events": "mentions", "figures": "text"}  # the key whose words are the evidence of the whole record
LINKS = {"actors": "event_actors", "places": "event_places"}


def record_of(reader: Reader, table: str, place: str, entry: Mapping[str, Any]) -> Record | None:
    """A record of events, statements or figures; None where it is faulty. place: its name in messages."""
    schema = reader.schemas[table]
    key = schema.primary_key[0]
    fields = {f.name: f for f in schema.fields if f.origin == "curator" and f.name != key}
    extra = [SPANS[table]] if table in SPANS else []
    links = list(LINKS) if table == "events" else []
    needed = ["id", "paragraph", *extra, *(name for name, f in fields.items() if f.required)]
    before = len(reader.problems)
    reader.keys(place, entry, {"id", "paragraph", *extra, *links, *fields}, needed, {**fields, "id": schema.field(key)})
    home = reader.paragraph(place, entry)
    named = "id" in entry and reader.scalar(place, "id", schema.field(key), entry["id"])
    values: dict[str, Any] = {}
    marks: list[Mark] = []
    for name, column in fields.items():
        if name not in entry:
            continue
        if column.descriptor.get("verbatim"):
            values[name], found = reader.verbatim(place, column, entry[name], home)
            marks += found
        elif column.evidence == "own":
            values[name], dated = reader.dated(place, column, entry[name], home)
            marks += [dated] if dated else []
        elif reader.scalar(place, name, column, entry[name]):
            values[name] = entry[name]
    for name in (name for name in extra if name in entry):
        marks += [Mark("record", *pair) for pair in reader.spans(place, name, entry[name], home)]
    _follow(reader, place, schema, values)
    linked = tuple(link for name in links for link in _links(reader, place, name, entry, home))
    if len(reader.problems) > before or not named or home is None:
        return None
    return Record(table, entry["id"], {key: entry["id"], **values}, tuple(marks), linked)


def _links(reader: Reader, place: str, key: str, event: Mapping[str, Any], home: int | None) -> list[Link]:
    """The participants (actors) or places of an event."""
    schema = reader.schemas[LINKS[key]]
    fields = {f.name: f for f in schema.fields if f.origin == "curator"}
    own = [name for name in schema.primary_key if name in fields]
    needed = ["text", *(name for name, f in fields.items() if f.required)]
    found: list[Link] = []
    entries = toml_fields.entries(event, key, lambda _, f, m: reader.say(place, key, m))
    for number, entry in enumerate(map(toml_fields.to_decide, entries), 1):
        record = f"{place}.{key}[{entry.get(own[0], f'number {number}')}]"
        reader.keys(record, entry, {*SPAN_KEYS, *fields}, needed, fields)
        values = {n: entry[n] for n, f in fields.items() if n in entry and reader.scalar(record, n, f, entry[n])}
        _follow(reader, record, schema, values)
        if any(all(link.values.get(name) == values.get(name) for name in own) for link in found):
            reader.say(record, "", f"is there twice with the same {' and '.join(own)}; keep one")
        quote = entry.get("text")
        span = {k: entry[k] for k in SPAN_KEYS if k in entry} | (quote if isinstance(quote, dict) else {})
        if "text" in entry and (pair := reader.span(record, "text", span, home)):
            found.append(Link(schema.name, values, Mark(str(values.get("role", "place")), *pair)))
    return found


def _follow(reader: Reader, place: str, schema: Schema, values: Mapping[str, Any]) -> None:
    """Notes references to records that are not in the file."""
    for foreign in schema.foreign_keys:
        table, column = foreign.resource or schema.name, foreign.fields[0]
        value = values.get(column)
        if table in reader.ids and value is not None and value not in reader.ids[table]:
            found = f"{shown(value)} is no record of [[{table}]] in this file{suggestion(value, reader.ids[table])}"
            reader.say(place, column, found)
