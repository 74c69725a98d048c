"""The curated file of an article: what a person wrote, with every quote found in the text.

In: the bytes of <stem>.toml and the article. Out: records with values and the spans they rest on. Which keys a record
has follows from schemas/: the columns whose origin is the curator, plus `paragraph` and, for spans, the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from publisher.inputs import toml_fields
from publisher.inputs.curated_reader import SPAN_KEYS, Reader
from publisher.inputs.quoted_words import Pair, occurrences
from publisher.model import RECORDS, Curated, Excuse, Link, Mark, Mention, Record, Rejection
from publisher.problem import cut, shown, sound, suggestion
from publisher.schemas import Schema

__all__ = ["RECORDS", "Curated", "Mark", "Record", "curate", "curated"]

OTHERS = ("mentions", "offices", "rejected", "waived", "excused")
SPANS = {"events": "mentions", "figures": "text"}  # the key whose words are the evidence of the whole record
LINKS = {"actors": "event_actors", "places": "event_places"}
NAMED = 40  # characters of the words by which a record is named
EXPLICIT_MENTIONS = ("name", "demonym")

T = TypeVar("T", Mention, Rejection)
Entries = Sequence[tuple[str, Mapping[str, Any]]]
"""The records [[key]] of the file, each with its name in messages."""
Lines = Mapping[str, Sequence[int]]
"""[[key]] -> the lines of its headers, from 1."""
NO_LINES: Lines = {}
_RECORD = re.compile("(?:evt|stm|fig)-")
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*(\w+)[ \t]*\]\]")


def curate(name: str, raw: bytes, text: str, paragraphs: Sequence[Pair], schemas: Mapping[str, Schema]) -> Curated:
    """The records of a curated file called `name`. Raises Refused with every fault of the file."""
    return sound(read(name, raw, text, paragraphs, schemas))


def read(name: str, raw: bytes, text: str, paragraphs: Sequence[Pair], schemas: Mapping[str, Schema]) -> Curated:
    """The records of a curated file called `name` that have no fault, and every fault of the file. Raises Refused when
    it is no TOML, or has too many of them."""
    return curated(name, toml_fields.toml(name, raw), text, paragraphs, schemas, _lines(raw.decode()))


def curated(
    name: str,
    body: Mapping[str, Any],
    text: str,
    paragraphs: Sequence[Pair],
    schemas: Mapping[str, Schema],
    lines: Lines = NO_LINES,
) -> Curated:
    """The same from the tables of the file. lines: where the records of each begin, for messages."""
    reader = Reader(name, text, paragraphs, schemas)
    reader.keys("", body, {"source", *RECORDS, *OTHERS}, {"source"})
    entries = {key: _entries(reader, key, body, lines.get(key, ())) for key in (*RECORDS, *OTHERS)}
    ids = {table: _ids(reader, entries[table]) for table in RECORDS}
    source, publish_text = _source(reader, body["source"]) if "source" in body else ({}, False)
    said = body["source"].get("document_date") if isinstance(body.get("source"), dict) else None
    dated, day = reader.document_date(said)
    found = Curated(
        source=source,
        publish_text=publish_text,
        dated=dated,
        records=tuple(r for t in RECORDS for place, e in entries[t] if (r := _record(reader, t, place, e, ids))),
        mentions=_once(reader, (m for place, e in entries["mentions"] for m in _mentions(reader, place, e))),
        offices=_once(reader, (m for place, e in entries["offices"] for m in _offices(reader, place, e))),
        rejected=_once(reader, (r for place, e in entries["rejected"] for r in _rejected(reader, place, e))),
        waived=_waived(reader, entries["waived"]),
        excused=tuple(e for place, entry in entries["excused"] if (e := _excused(reader, place, entry, ids))),
        day=day,
    )
    return replace(found, problems=tuple(reader.problems))


def _lines(toml: str) -> Lines:
    """Where the headers [[key]] stand. One inside a text of several lines is taken for one, too: see `_entries`."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(toml.split("\n"), 1):
        if header := _HEADER.match(line):
            found.setdefault(header[1], []).append(number)
    return found


def _entries(reader: Reader, key: str, body: Mapping[str, Any], lines: Sequence[int]) -> Entries:
    """The records [[key]], named by their lines where these are known for sure, else by their numbers."""
    entries = [toml_fields.to_decide(entry) for entry in toml_fields.entries(body, key, reader.say)]
    places = [f"line {line}" for line in lines] if len(lines) == len(entries) else []
    places = places or [f"number {number}" for number in range(1, len(entries) + 1)]
    return [(f"{key}[{_named(place, entry)}]", entry) for place, entry in zip(places, entries, strict=True)]


def _named(place: str, entry: Mapping[str, Any]) -> str:
    """A record by its id, else by its place and its words, which a person can search for."""
    if isinstance(entry.get("id"), str):
        return cut(entry["id"])
    return f"{place}, {shown(entry['text'], NAMED)}" if isinstance(entry.get("text"), str) else place


def _ids(reader: Reader, entries: Entries) -> Counter[str]:
    """The ids of a table, also of records that are faulty otherwise; complains of those used twice."""
    named = [(place, entry["id"]) for place, entry in entries if isinstance(entry.get("id"), str)]
    ids = Counter(name for _, name in named)
    for place in dict.fromkeys(place for place, name in named if ids[name] > 1):
        reader.say(place, "id", "is used twice; give each record an id of its own")
    return ids


# Records


def _record(
    reader: Reader, table: str, place: str, entry: Mapping[str, Any], ids: Mapping[str, Counter[str]]
) -> Record | None:
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
    _follow(reader, place, schema, values, ids)
    linked = tuple(link for name in links for link in _links(reader, place, name, entry, home, ids))
    if len(reader.problems) > before or not named or home is None:
        return None
    return Record(table, entry["id"], {key: entry["id"], **values}, tuple(marks), linked)


def _links(
    reader: Reader, place: str, key: str, event: Mapping[str, Any], home: int | None, ids: Mapping[str, Counter[str]]
) -> list[Link]:
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
        _follow(reader, record, schema, values, ids)
        if any(all(link.values.get(name) == values.get(name) for name in own) for link in found):
            reader.say(record, "", f"stands twice with the same {' and '.join(own)}; keep one")
        quote = entry.get("text")
        span = {k: entry[k] for k in SPAN_KEYS if k in entry} | (quote if isinstance(quote, dict) else {})
        if "text" in entry and (pair := reader.span(record, "text", span, home)):
            found.append(Link(schema.name, values, Mark(str(values.get("role", "place")), *pair)))
    return found


def _follow(
    reader: Reader, place: str, schema: Schema, values: Mapping[str, Any], ids: Mapping[str, Counter[str]]
) -> None:
    """Complains of references to records that the file does not hold."""
    for foreign in schema.foreign_keys:
        table, column = foreign.resource or schema.name, foreign.fields[0]
        value = values.get(column)
        if table in ids and value is not None and value not in ids[table]:
            found = f"{shown(value)} is no record of [[{table}]] in this file{suggestion(value, ids[table])}"
            reader.say(place, column, found)


# The other tables of the file


def _source(reader: Reader, entry: object) -> tuple[dict[str, Any], bool]:
    if not isinstance(entry, dict):
        reader.say("source", "", "is no table; write it under [source]")
        return {}, False
    fields = {f.name: f for f in reader.schemas["sources"].fields if f.origin == "curator"}
    needed = ["publish_text", *(name for name, f in fields.items() if f.required)]
    reader.keys("source", entry, {*fields, "publish_text"}, needed)
    publish = entry.get("publish_text", False)
    if not isinstance(publish, bool):
        reader.say("source", "publish_text", f"is {shown(publish)}; write true or false")
    del fields["document_date"]
    values = {n: entry[n] for n, f in fields.items() if n in entry and reader.scalar("source", n, f, entry[n])}
    return values, bool(publish)


def _mentions(reader: Reader, record: str, entry: Mapping[str, Any]) -> list[Mention]:
    kinds = reader.schemas["evidence"]
    keys = ("actor_id", "paragraph", "text", "mention_type")
    reader.keys(record, entry, {*keys, "nth", "basis"}, keys, {"mention_type": kinds.field("mention_type")})
    kind = entry.get("mention_type")
    basis = entry.get("basis", "explicit" if kind in EXPLICIT_MENTIONS else "resolved")
    known = kind is not None and reader.scalar(record, "mention_type", kinds.field("mention_type"), kind)
    known &= reader.scalar(record, "basis", kinds.field("basis"), basis)
    found = _stands_for(reader, record, entry)
    return [Mention(entry["actor_id"], *pair, kind, basis, record) for pair in found] if known else []


def _offices(reader: Reader, record: str, entry: Mapping[str, Any]) -> list[Mention]:
    keys = ("actor_id", "paragraph", "text")
    reader.keys(record, entry, {*keys, "nth"}, keys)
    return [Mention(entry["actor_id"], *pair, None, "explicit", record) for pair in _stands_for(reader, record, entry)]


def _stands_for(reader: Reader, record: str, entry: Mapping[str, Any]) -> list[Pair]:
    """The words of an entry, when it names an actor for them."""
    known = "actor_id" in entry and reader.scalar(
        record, "actor_id", reader.schemas["actors"].field("actor_id"), entry["actor_id"]
    )
    found = reader.listed(record, entry, reader.paragraph(record, entry))
    return found if known else []


def _rejected(reader: Reader, record: str, entry: Mapping[str, Any]) -> list[Rejection]:
    everywhere = entry.get("all", False)
    needed = ["kind", "text", "reason", *([] if everywhere is True else ["paragraph"])]
    kinds = {"kind": reader.schemas["candidates"].field("kind")}
    reader.keys(record, entry, {*needed, "paragraph", "nth", "all"}, needed, kinds)
    if not isinstance(everywhere, bool):
        reader.say(record, "all", f"is {shown(everywhere)}; write true, or leave it out")
    known = _reason(reader, record, entry)
    if "kind" in entry:
        known &= reader.scalar(record, "kind", kinds["kind"], entry["kind"])
    home, text = reader.paragraph(record, entry), entry.get("text")
    if everywhere is not True:
        pairs = reader.listed(record, entry, home)
    elif not isinstance(text, str) or "nth" in entry:
        reader.say(record, "all", "goes with one text and without nth; write one record for each text")
        pairs = []
    else:
        within = reader.paragraphs if home is None else reader.paragraphs[home - 1 : home]
        pairs = [pair for start, end in within for pair in occurrences(reader.text, text, start, end)]
        if not pairs:
            reader.say(record, "text", f"{shown(text)} stands nowhere in the article; remove the record")
    if not known or "kind" not in entry:
        return []
    return [Rejection(entry["kind"], *pair, entry["reason"], record) for pair in pairs]


def _waived(reader: Reader, entries: Entries) -> dict[int, str]:
    waived: dict[int, str] = {}
    for record, entry in entries:
        reader.keys(record, entry, ("paragraph", "reason"), ("paragraph", "reason"))
        number = reader.paragraph(record, entry)
        if _reason(reader, record, entry) and number is not None:
            if number in waived:
                reader.say(record, "paragraph", f"{number} is waived twice; keep one")
            waived[number] = entry["reason"]
    return waived


def _excused(reader: Reader, place: str, entry: Mapping[str, Any], ids: Mapping[str, Counter[str]]) -> Excuse | None:
    """Which rules there are, and whether one finds anything, only the check knows."""
    before = len(reader.problems)
    reader.keys(place, entry, ("rule", "record", "paragraph", "reason"), ("rule", "reason"))
    for key in ("rule", "record"):
        if key in entry and (not isinstance(entry[key], str) or not entry[key]):
            reader.say(
                place, key, f"is {shown(entry[key])}; write {'its name' if key == 'rule' else 'an id'} as a text"
            )
    if not entry.keys() & {"record", "paragraph"}:
        reader.say(place, "", "needs the id of a record or the number of a paragraph")
    record = entry.get("record")
    if isinstance(record, str) and _RECORD.match(record) and not any(record in known for known in ids.values()):
        near = suggestion(record, [key for known in ids.values() for key in known])
        reader.say(place, "record", f"{shown(record)} is no record of this file{near}")
    number = reader.paragraph(place, entry)
    if not _reason(reader, place, entry) or len(reader.problems) > before:
        return None
    return Excuse(entry["rule"], entry.get("record"), number, entry["reason"])


def _once(reader: Reader, found: Iterable[T]) -> tuple[T, ...]:
    """All of them; complains of words of which the same thing is said twice."""
    seen: dict[tuple[str, int, int], T] = {}
    for entry in found:
        said = entry.actor_id if isinstance(entry, Mention) else entry.kind
        first = seen.setdefault((said, entry.start, entry.end), entry)
        if first is not entry:
            words = shown(reader.text[entry.start : entry.end])
            reader.say(entry.place, "text", f"{words} is {said} in {first.place} already; keep one of the two")
    return tuple(seen.values())


def _reason(reader: Reader, record: str, entry: Mapping[str, Any]) -> bool:
    reason = entry.get("reason")
    fault = (
        toml_fields.plain(reason) if reason and isinstance(reason, str) else f"is {shown(reason)}; say why in a text"
    )
    if fault and "reason" in entry:
        reader.say(record, "reason", fault)
    return not fault
