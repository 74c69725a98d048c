"""The records of a curated file: events and statements with what is linked to them, figures.

Which keys a record has follows from schemas/: the columns whose origin is the curator, plus `paragraph` and, for spans,
the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.inputs import toml_fields
from publisher.inputs.curated_reader import RESTING, SPAN_KEYS, CuratedReader
from publisher.inputs.links import KINDS, LINKS, LinkKind, field_of
from publisher.inputs.quoted_words import Pair
from publisher.inputs.toml_fields import DATE
from publisher.model import Link, Mark, Record
from publisher.problem import EntryName, shown, suggestion
from publisher.remarks import few
from publisher.schemas import Field, Schema
from publisher.tables import LINK_KEYS

WORDS_KEYS = {"events": "mentions", "figures": "text"}
"""The key whose words are the evidence of the whole record."""


def record_of(reader: CuratedReader, table: str, place: EntryName, entry: Mapping[str, Any]) -> Record | None:
    """A record of events, statements or figures; None if a cell that another
    record may need is faulty. place: its name in messages."""
    schema = reader.schemas[table]
    key = schema.primary_key[0]
    fields = schema.written_by("curator")
    del fields[key]
    words = [WORDS_KEYS[table]] if table in WORDS_KEYS else []
    needed = ["id", "paragraph", *words, *(name for name, f in fields.items() if f.required)]
    known = {"id", "paragraph", *words, *LINKS[table], *fields}
    before = len(reader.problems)
    reader.keys(place, entry, known, needed, {**fields, "id": schema.field(key)})
    home = reader.paragraph(place, entry)
    named = "id" in entry and reader.scalar(place, "id", schema.field(key), entry["id"])
    cells = _Cells(reader, place, home, reader.phrase(table, entry, home))
    for name, column in fields.items():
        if name in entry:
            cells.read(column, entry[name])
    marks, links = cells.marks, [link for name in LINKS[table] for link in _links(reader, place, name, entry, home)]
    for name in (name for name in words if name in entry):
        mentions = list(_mentions(reader, place, name, entry[name], home))
        marks += [mark for mark, _ in mentions]
        if table == "events":
            links = [*(Link("event_mentions", said, "record", mark, place=place) for mark, said in mentions), *links]
    _follow(reader, place, schema, cells.values)
    faults = reader.problems[before:]
    spared = {name for name, f in fields.items() if not f.required and "enum" in f.constraints}
    spared |= {DATE} & {mark.field for mark in marks}
    needed_by_others = known - spared  # a key that no record has is no loss
    if not named or home is None or any(fault.key in needed_by_others for fault in faults):
        return None
    reader.spared += len(faults)
    values = {key: entry["id"], **cells.values}
    return Record(table, entry["id"], values, tuple(marks), tuple(links), frozenset(cells.inferred))


class _Cells:
    """The columns of one record while they are read. phrase: where its words are looked for first."""

    def __init__(self, reader: CuratedReader, place: EntryName, home: int | None, phrase: Pair | None) -> None:
        self._reader, self._place, self._home, self._phrase = reader, place, home, phrase
        self.values: dict[str, Any] = {}
        self.marks: list[Mark] = []
        self.inferred: set[str] = set()

    def read(self, column: Field, value: object) -> None:
        """Takes the value of a column, and the words that it rests on."""
        reader, place, name = self._reader, self._place, column.name
        if column.descriptor.get("verbatim"):
            if self._phrase and self._home is not None:
                value = reader.placed(value, self._phrase, self._home)
            self.values[name], found = reader.verbatim(place, column, value, self._home)
            self.marks += found
        elif column.descriptor.get("inferable"):
            self.values[name], inferred = reader.inferable(place, column, value)
            self.inferred |= {name} if inferred else set()
        elif column.evidence == "own":
            self.values[name], dated = reader.dated(place, column, value, self._home)
            self.marks += [dated] if dated else []
        elif reader.scalar(place, name, column, value):
            self.values[name] = value


def _mentions(
    reader: CuratedReader, place: EntryName, key: str, value: object, home: int | None
) -> Iterator[tuple[Mark, Mapping[str, Any]]]:
    """The words of the whole record, each with what the curator says of them: for an event the type that they give
    it."""
    fields = reader.schemas["event_mentions"].written_by("curator") if key == "mentions" else {}
    known = {*SPAN_KEYS, *(("basis", *fields) if key == "mentions" else ())}
    entries = value if isinstance(value, list) else [value]
    found = reader.spans(place, key, value, home, known)
    for entry, pair in zip(entries, found, strict=False):
        told = entry if isinstance(entry, dict) else {}
        said = {n: told[n] for n, f in fields.items() if n in told and reader.scalar(place, key, f, told[n])}
        yield Mark("record", *pair, reader.basis(place, key, told)), said


def _links(
    reader: CuratedReader, place: EntryName, key: str, record: Mapping[str, Any], home: int | None
) -> list[Link]:
    """The participants or places of an event, or the actors of a statement."""
    kind = KINDS[key]
    first, *_ = keys = LINK_KEYS[kind.table]
    entries = record.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, str | dict) and entry for entry in entries):
        form = 'such as ["act-ana-lind"]' if kind.role else f"of tables in braces: [{{ {first} = ... }}]"
        reader.say(place, key, f"is {shown(entries)}; write a list {form}")
        return []
    if kind.role is not None and key in record and not entries:
        reader.say(place, key, "is an empty list; name the actors, or leave the key out")
    found: list[Link] = []
    for number, entry in enumerate(entries, 1):
        told = toml_fields.to_decide(entry) if isinstance(entry, dict) else {first: entry}
        link = _link(reader, kind, place.under(key, str(told.get(first, f"number {number}"))), told, home)
        if any(all(other.values.get(name) == link.values.get(name) for name in keys) for other in found):
            way = "; its other words are [[mentions]]" if "actor_id" in keys else ""
            reader.say(link.place, "", f"is there twice with the same {' and '.join(keys)}; keep one{way}")
        found.append(link)
    return found


def _link(reader: CuratedReader, kind: LinkKind, place: EntryName, entry: Mapping[str, Any], home: int | None) -> Link:
    """One link. place: its name in messages."""
    schema, mention = reader.schemas[kind.table], reader.schemas["evidence"].field("mention_type")
    fields = schema.written_by("curator")
    if kind.role:
        del fields["role"]
    needed = [*([] if "actor_id" in fields else ["text"]), *(name for name, f in fields.items() if f.required)]
    more = {"mention_type": mention} if "actor_id" in fields else {}
    reader.keys(place, entry, {*RESTING, *fields, *more}, needed, {**fields, **more})
    values = reader.cells(place, entry, fields)
    _follow(reader, place, schema, values)
    values |= {"role": kind.role} if kind.role else {}
    typed = reader.cells(place, entry, {"mention_type": mention}).get("mention_type")
    field = field_of(kind.table, values.get("role"))
    return Link(kind.table, values, field, _words(reader, place, field, entry, home), typed, place)


def _words(
    reader: CuratedReader, record: EntryName, field: str, entry: Mapping[str, Any], home: int | None
) -> Mark | None:
    """The words of a link, where it has any."""
    basis = reader.basis(record, "basis", entry)
    if "text" not in entry:
        for key in ("nth", "paragraph", "basis"):
            if key in entry:
                reader.say(record, key, "belongs to words; add text, or leave it out")
        return None
    pair = reader.words(record, "text", entry, home)
    return Mark(field, *pair, basis) if pair else None


def _follow(reader: CuratedReader, place: EntryName, schema: Schema, values: Mapping[str, Any]) -> None:
    """Notes references to records that are not in the file."""
    for foreign in schema.foreign_keys:
        table, column = foreign.resource or schema.name, foreign.fields[0]
        value = values.get(column)
        if table in reader.ids and value is not None and value not in reader.ids[table]:
            ids = sorted(reader.ids[table])
            near = suggestion(value, ids) or (f"; known: {few(ids)}" if ids else "")
            reader.say(place, column, f"{shown(value)} is no record of [[{table}]] in this file{near}")
