"""The curated file of an article: what a person wrote, with every quote found in the text.

In: the bytes of <stem>.toml and the article. Out: records with values and the spans they rest on, and decisions on
candidates and paragraphs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publisher.extract.text import Document
from publisher.grouped import grouped
from publisher.inputs import toml_fields
from publisher.inputs.curated_decisions import Entries, excuse, mentions, offices, once, rejections, waivers
from publisher.inputs.curated_reader import CuratedReader
from publisher.inputs.curated_records import record_of
from publisher.inputs.todo import as_decided, is_open
from publisher.inputs.toml_fields import Lines, header_lines, places
from publisher.model import RECORDS, Curated
from publisher.problem import SOURCE, WHOLE, EntryName, cut, shown
from publisher.schemas import Schema

OTHERS = ("mentions", "offices", "rejected", "waived", "excused")
NAMED_CHARACTERS = 40  # characters of the words by which a record is named


def read(name: str, raw: bytes, document: Document, schemas: Mapping[str, Schema], decided: bool = False) -> Curated:
    """The records of a curated file called `name` that have no fault, and every fault of the file. decided: what is
    marked as still to do is read as if it were not. Raises Refused when it is no TOML, or has too many faults."""
    body, lines = toml_fields.toml(name, raw), header_lines(raw)
    todo = tuple(_to_do(body, lines))
    body = as_decided(body) if decided else body
    reader = CuratedReader(name, document, schemas)
    reader.keys(WHOLE, body, {"source", *RECORDS, *OTHERS}, {"source"})
    entries = {key: _entries(key, reader.entries(body, key), lines) for key in (*RECORDS, *OTHERS)}
    reader.ids = {table: _ids(reader, entries[table], places(table, len(entries[table]), lines)) for table in RECORDS}
    source, publish_text = _source(reader, body["source"]) if "source" in body else ({}, False)
    said = body["source"].get("document_date") if isinstance(body.get("source"), dict) else None
    dated, day = reader.document_date(said)
    found = Curated(
        source=source,
        publish_text=publish_text,
        dated=dated,
        records=tuple(r for t in RECORDS for place, e in entries[t] if (r := record_of(reader, t, place, e))),
        mentions=once(reader, (m for place, e in entries["mentions"] for m in mentions(reader, place, e))),
        offices=once(reader, (m for place, e in entries["offices"] for m in offices(reader, place, e))),
        rejected=once(reader, (r for place, e in entries["rejected"] for r in rejections(reader, place, e))),
        waived=waivers(reader, entries["waived"]),
        excused=tuple(kept for place, e in entries["excused"] if (kept := excuse(reader, place, e))),
        day=day,
        todo=todo,
    )
    return replace(found, problems=tuple(reader.problems), whole=len(reader.problems) == reader.spared)


def _to_do(body: Mapping[str, Any], lines: Lines) -> Iterator[EntryName]:
    """The names of the entries that are still to do."""
    if is_open(body.get("source")):
        yield SOURCE
    for key in (*RECORDS, *OTHERS):
        listed = body.get(key, [])
        whole = isinstance(listed, list) and all(isinstance(entry, dict) for entry in listed)
        yield from (place for place, entry in _entries(key, listed, lines) if is_open(entry)) if whole else ()


def _entries(key: str, listed: Sequence[Mapping[str, Any]], lines: Lines) -> Entries:
    """The records [[key]], each with its name in messages."""
    entries = [toml_fields.to_decide(entry) for entry in listed]
    named = zip(places(key, len(entries), lines), entries, strict=True)
    return [(_named(key, place, entry), entry) for place, entry in named]


def _named(key: str, place: str, entry: Mapping[str, Any]) -> EntryName:
    """A record by its id, else by its place and its words, which a person can search for."""
    if isinstance(entry.get("id"), str):
        return EntryName(key, cut(entry["id"]))
    return EntryName(key, place, shown(entry["text"], NAMED_CHARACTERS) if isinstance(entry.get("text"), str) else "")


def _ids(reader: CuratedReader, entries: Entries, where: Sequence[str]) -> Collection[str]:
    """The ids of a table, also of faulty records; says which are used twice. where: the place of each entry."""
    there = zip(entries, where, strict=True)
    ids = grouped((entry["id"], (name, at)) for (name, entry), at in there if isinstance(entry.get("id"), str))
    for same in (same for same in ids.values() if same[1:]):
        reader.say(same[0][0], "id", toml_fields.used_again([at for _, at in same]))
    return ids.keys()


def _source(reader: CuratedReader, entry: object) -> tuple[dict[str, Any], bool]:
    if not isinstance(entry, dict):
        reader.say(SOURCE, "", "is no table; write it under [source]")
        return {}, False
    fields = reader.schemas["sources"].written_by("curator")
    needed = ["publish_text", *(name for name, f in fields.items() if f.required)]
    reader.keys(SOURCE, entry, {*fields, "publish_text"}, needed)
    publish = entry.get("publish_text", False)
    if not isinstance(publish, bool):
        reader.say(SOURCE, "publish_text", f"is {shown(publish)}; write true or false")
    del fields["document_date"]
    return reader.cells(SOURCE, entry, fields), bool(publish)
