"""The curated file of an article: what a person wrote, with every quote found in the text.

In: the bytes of <stem>.toml and the article. Out: records with values and the spans they rest on. Which keys a record
has follows from schemas/: the columns whose origin is the curator, plus `paragraph` and, for spans, the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import strict
from .extract.text import Pair
from .problem import Problem, Refused, note, shown, suggestion
from .schemas import Field, Schema
from .spans import locate

RECORDS = ("events", "statements", "figures")
SPAN_KEYS = ("text", "nth", "paragraph")
RESTING = (*SPAN_KEYS, "basis")  # a span that need not state the value by itself
EXPLICIT_MENTIONS = ("name", "demonym")
JOINT = " ... "  # between the fragments of a verbatim cell


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that a cell rests on: the evidence field, code points, and how the value follows from it."""

    field: str
    start: int
    end: int
    basis: str = "explicit"


@dataclass(frozen=True, slots=True)
class Link:
    """A row of event_actors or event_places: its columns and the span that names the participant or the place."""

    table: str
    values: Mapping[str, Any]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Record:
    """A row of events, statements or figures: the columns that the curator wrote, and what they rest on."""

    table: str
    id: str
    values: Mapping[str, Any]
    marks: tuple[Mark, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor; mention_type is None where they state its office."""

    actor_id: str
    start: int
    end: int
    mention_type: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that is no record. start, end: where its words stand."""

    kind: str
    start: int
    end: int
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Curated:
    """Everything that the file holds. source: columns of sources; dated: the span of the document date."""

    source: Mapping[str, Any]
    publish_text: bool
    dated: Mark | None
    records: tuple[Record, ...]
    mentions: tuple[Mention, ...]
    offices: tuple[Mention, ...]
    rejected: tuple[Rejection, ...]
    waived: Mapping[int, str] = field(default_factory=dict)


def curate(name: str, raw: bytes, text: str, paragraphs: Sequence[Pair], schemas: Mapping[str, Schema]) -> Curated:
    """The records of a curated file called `name`. Raises Refused with every fault of the file."""
    body = strict.toml(name, raw)
    reader = _Reader(name, text, paragraphs, schemas)
    strict.keys("", body, {"source", *RECORDS, "mentions", "offices", "rejected", "waived"}, {"source"}, reader.say)
    source, publish_text, dated = reader.source(body.get("source", {}))
    curated = Curated(
        source=source,
        publish_text=publish_text,
        dated=dated,
        records=tuple(
            record
            for table in RECORDS
            for number, entry in enumerate(strict.entries(body, table, reader.say), 1)
            if (record := reader.record(table, number, entry))
        ),
        mentions=tuple(m for n, e in reader.entries(body, "mentions") for m in reader.mentions(n, e)),
        offices=tuple(m for n, e in reader.entries(body, "offices") for m in reader.offices(n, e)),
        rejected=tuple(r for n, e in reader.entries(body, "rejected") for r in reader.rejected(n, e)),
        waived=dict(w for n, e in reader.entries(body, "waived") if (w := reader.waived(n, e))),
    )
    reader.references(curated)
    if reader.problems:
        raise Refused(reader.problems)
    return curated


class _Reader:
    """One file while it is read: the article to find quotes in, and the problems so far."""

    def __init__(self, name: str, text: str, paragraphs: Sequence[Pair], schemas: Mapping[str, Schema]) -> None:
        self.name, self.text, self.paragraphs, self.schemas = name, text, paragraphs, schemas
        self.problems: list[Problem] = []

    def say(self, record: str, field: str, message: str) -> None:
        note(self.problems, Problem(self.name, record, field, message))

    def entries(self, body: Mapping[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
        found = enumerate(strict.entries(body, key, self.say), 1)
        return [(f"{key}[number {number}]", entry) for number, entry in found]

    # Spans

    def span(self, record: str, key: str, value: object, paragraph: object) -> Pair | None:
        """The place of one quote: "words", or {text, nth, paragraph}."""
        entry = {"text": value} if isinstance(value, str) else value
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            self.say(record, key, f'is {shown(value)}; write the words in quotes, or {{ text = "words", nth = 2 }}')
            return None
        strict.keys(f"{record}.{key}", entry, RESTING, (), self.say)
        number, nth = entry.get("paragraph", paragraph), entry.get("nth")
        for name, count in (("paragraph", number), ("nth", nth)):
            if isinstance(count, bool) or not isinstance(count, int) and not (name == "nth" and count is None):
                self.say(record, key, f"{name} is {shown(count)}; write a whole number, counted from 1")
                return None
        assert isinstance(number, int)
        found = locate(self.text, self.paragraphs, entry["text"], number, nth)
        if isinstance(found, str):
            self.say(record, key, found)
            return None
        return found

    def spans(self, record: str, key: str, value: object, paragraph: object) -> list[Pair]:
        """The places of one quote or of a list of them; fragments stand in text order."""
        values = value if isinstance(value, list) else [value]
        if not values:
            self.say(record, key, "is an empty list; write the words, or leave the key out")
        found = [pair for entry in values if (pair := self.span(record, key, entry, paragraph))]
        return found

    # Records

    def record(self, table: str, number: int, entry: Mapping[str, Any]) -> Record | None:
        schema = self.schemas[table]
        key = schema.primary_key[0]
        place = f"{table}[{entry.get('id', f'number {number}')}]"
        fields = {f.name: f for f in schema.fields if f.origin == "curator" and f.name != key}
        extra = {"events": ["mentions", "actors", "places"], "figures": ["text"]}.get(table, [])
        needed = ["id", "paragraph", *extra[:1], *(name for name, f in fields.items() if f.required)]
        strict.keys(place, entry, {"id", "paragraph", *extra, *fields}, needed, self.say)
        if "id" in entry and not (isinstance(entry["id"], str) and self.scalar(place, "id", schema.field(key), entry["id"])):
            return None
        before, paragraph = len(self.problems), entry.get("paragraph")
        values, marks = self.values(place, fields, entry)
        for word in ("mentions", "text"):
            if word in extra and word in entry:
                marks += [Mark("record", *pair) for pair in self.spans(place, word, entry[word], paragraph)]
        links = [link for name in ("actors", "places") if name in extra for link in self.links(place, name, entry)]
        if len(self.problems) > before or "id" not in entry:
            return None
        return Record(table, entry["id"], {key: entry["id"], **values}, tuple(marks), tuple(links))

    def values(self, place: str, fields: Mapping[str, Field], entry: Mapping[str, Any]) -> tuple[dict[str, Any], list[Mark]]:
        """The columns of a record, verbatim ones as printed, and the spans they rest on."""
        values: dict[str, Any] = {}
        marks: list[Mark] = []
        for name, column in fields.items():
            if name not in entry:
                continue
            if column.descriptor.get("verbatim"):
                pairs = self.spans(place, name, entry[name], entry.get("paragraph"))
                if pairs != sorted(pairs) or any(a[1] > b[0] for a, b in zip(pairs, pairs[1:], strict=False)):
                    self.say(place, name, "its fragments overlap or are not in the order of the text; reorder them")
                values[name] = JOINT.join(self.text[start:end] for start, end in pairs)
                basis = self.basis(place, name, entry[name])
                marks += [Mark(name.removesuffix("_text"), *pair, basis) for pair in pairs]
            elif column.evidence == "own":
                values[name], dated = self.dated(place, column, entry[name], entry.get("paragraph"))
                marks += [dated] if dated else []
            elif self.scalar(place, name, column, entry[name]):
                values[name] = entry[name]
        return values, marks

    def basis(self, place: str, key: str, value: object) -> str:
        """How a verbatim cell follows from its words: explicit, unless the curator says that it was resolved."""
        basis = value.get("basis", "explicit") if isinstance(value, dict) else "explicit"
        self.scalar(place, key, self.schemas["evidence"].field("basis"), basis)
        return str(basis)

    def dated(self, place: str, column: Field, value: object, paragraph: object) -> tuple[str | None, Mark | None]:
        """A value with the words it rests on: {text, value, basis}."""
        if not isinstance(value, dict):
            form = '{ text = "Monday", value = "2025-06-02", basis = "resolved" }'
            self.say(place, column.name, f"is {shown(value)}; write {form}")
            return None, None
        strict.keys(f"{place}.{column.name}", value, {*SPAN_KEYS, "value", "basis"}, {"text", "value", "basis"}, self.say)
        basis = self.schemas["evidence"].field("basis")
        if not {"text", "value", "basis"} <= set(value) or not self.scalar(place, column.name, basis, value["basis"]):
            return None, None
        if not self.scalar(place, column.name, column, value["value"]):
            return None, None
        span = {key: value[key] for key in SPAN_KEYS if key in value}
        pair = self.span(place, column.name, span, paragraph)
        return value["value"], Mark(column.name, *pair, value["basis"]) if pair else None

    def links(self, place: str, key: str, event: Mapping[str, Any]) -> list[Link]:
        """The participants (actors) or places of an event."""
        table = f"event_{key}"
        schema = self.schemas[table]
        fields = {f.name: f for f in schema.fields if f.origin == "curator"}
        found: list[Link] = []
        for number, entry in enumerate(strict.entries(event, key, lambda _, f, m: self.say(place, key, m)), 1):
            record = f"{place}.{key}[{entry.get('actor_id', entry.get('place_name', number))}]"
            needed = ["text", *(name for name, f in fields.items() if f.required)]
            strict.keys(record, entry, {*SPAN_KEYS, *fields}, needed, self.say)
            values = {n: entry[n] for n, f in fields.items() if n in entry and self.scalar(record, n, f, entry[n])}
            quote = entry.get("text")
            span = quote if isinstance(quote, dict) else {k: entry[k] for k in SPAN_KEYS if k in entry}
            if pair := "text" in entry and self.span(record, "text", span, event.get("paragraph")):
                found.append(Link(table, values, Mark(str(values.get("role", "place")), *pair)))
        return found

    def scalar(self, record: str, key: str, column: Field, value: object) -> bool:
        fault = strict.violation(column, value)
        if fault:
            self.say(record, key, fault)
        return not fault

    # The other tables of the file

    def source(self, entry: object) -> tuple[dict[str, Any], bool, Mark | None]:
        if not isinstance(entry, dict):
            self.say("source", "", "is no table; write it under [source]")
            return {}, False, None
        fields = {f.name: f for f in self.schemas["sources"].fields if f.origin == "curator"}
        needed = ["publish_text", *(name for name, f in fields.items() if f.required)]
        strict.keys("source", entry, {*fields, "publish_text"}, needed, self.say)
        publish = entry.get("publish_text", False)
        if not isinstance(publish, bool):
            self.say("source", "publish_text", f"is {shown(publish)}; write true or false")
        column = fields.pop("document_date")
        values = {n: entry[n] for n, f in fields.items() if n in entry and self.scalar("source", n, f, entry[n])}
        dated = entry.get("document_date")
        if dated is None:
            return values, bool(publish), None
        if not isinstance(dated, dict):
            if self.scalar("source", "document_date", column, dated):
                values["document_date"] = dated
            return values, bool(publish), None
        pair = self.span("source", "document_date", dated, None)
        return values, bool(publish), Mark("document_date", *pair) if pair else None

    def mentions(self, record: str, entry: Mapping[str, Any]) -> list[Mention]:
        kinds = self.schemas["evidence"]
        keys = ("actor_id", "paragraph", "text", "mention_type")
        strict.keys(record, entry, {*keys, "nth", "basis"}, keys, self.say)
        kind = entry.get("mention_type")
        if kind is not None and not self.scalar(record, "mention_type", kinds.field("mention_type"), kind):
            return []
        basis = entry.get("basis", "explicit" if kind in EXPLICIT_MENTIONS else "resolved")
        self.scalar(record, "basis", kinds.field("basis"), basis)
        return [Mention(str(entry.get("actor_id")), *pair, kind, basis) for pair in self._listed(record, entry)]

    def offices(self, record: str, entry: Mapping[str, Any]) -> list[Mention]:
        keys = ("actor_id", "paragraph", "text")
        strict.keys(record, entry, {*keys, "nth"}, keys, self.say)
        return [Mention(str(entry.get("actor_id")), *pair, None, "explicit") for pair in self._listed(record, entry)]

    def rejected(self, record: str, entry: Mapping[str, Any]) -> list[Rejection]:
        keys = ("kind", "text", "paragraph", "reason")
        strict.keys(record, entry, {*keys, "nth", "all"}, [k for k in keys if k != "paragraph"], self.say)
        if not self._reason(record, entry):
            return []
        kind, reason, text = entry.get("kind"), entry.get("reason"), entry.get("text")
        if not self.scalar(record, "kind", self.schemas["candidates"].field("kind"), kind):
            return []
        if entry.get("all") is not True:
            pairs = self._listed(record, entry)
        elif isinstance(text, str):
            from .spans import occurrences

            within = self.paragraphs
            if isinstance(number := entry.get("paragraph"), int) and 1 <= number <= len(within):
                within = within[number - 1 : number]
            pairs = [pair for start, end in within for pair in occurrences(self.text, text, start, end)]
            if not pairs:
                self.say(record, "text", f"{shown(text)} stands nowhere in the article; remove the record")
        else:
            pairs = []
        return [Rejection(str(kind), *pair, str(reason), f"{record} {shown(text)}") for pair in pairs]

    def waived(self, record: str, entry: Mapping[str, Any]) -> tuple[int, str] | None:
        strict.keys(record, entry, ("paragraph", "reason"), ("paragraph", "reason"), self.say)
        number = entry.get("paragraph")
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(self.paragraphs):
            self.say(record, "paragraph", f"is {shown(number)}; the article has paragraphs 1 to {len(self.paragraphs)}")
            return None
        return (number, entry["reason"]) if self._reason(record, entry) else None

    def _reason(self, record: str, entry: Mapping[str, Any]) -> bool:
        reason = entry.get("reason")
        fault = strict.plain(reason) if isinstance(reason, str) else "is no text; say why"
        if fault and "reason" in entry:
            self.say(record, "reason", fault)
        return not fault

    def _listed(self, record: str, entry: Mapping[str, Any]) -> list[Pair]:
        if "text" not in entry:
            return []
        value = {k: entry[k] for k in SPAN_KEYS if k in entry} if isinstance(entry["text"], str) else entry["text"]
        return self.spans(record, "text", value, entry.get("paragraph"))

    # References inside the file

    def references(self, curated: Curated) -> None:
        """Complains of ids used twice and of references to records that the file does not hold."""
        ids: dict[str, set[str]] = {table: set() for table in RECORDS}
        for record in curated.records:
            if record.id in ids[record.table]:
                self.say(f"{record.table}[{record.id}]", "id", "is used twice; give each record an id of its own")
            ids[record.table].add(record.id)
        for record in curated.records:
            place = f"{record.table}[{record.id}]"
            self._follow(place, self.schemas[record.table], record.values, ids)
            for link in record.links:
                name = link.values.get("actor_id", link.values.get("place_name"))
                self._follow(f"{place}.{link.table.removeprefix('event_')}[{name}]", self.schemas[link.table], link.values, ids)

    def _follow(self, place: str, schema: Schema, values: Mapping[str, Any], ids: Mapping[str, set[str]]) -> None:
        for foreign in schema.foreign_keys:
            table, column = foreign.resource or schema.name, foreign.fields[0]
            value = values.get(column)
            if table in ids and value is not None and value not in ids[table]:
                self.say(place, column, f"{shown(value)} is no record of [[{table}]] in this file{suggestion(value, ids[table])}")
