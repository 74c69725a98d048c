"""One curated file while it is read: the article in which its quotes are found, and what is wrong with it so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from publisher import edtf
from publisher.extract.text import Document
from publisher.inputs.days import day
from publisher.inputs.quoted_words import Pair, locate, occurrences
from publisher.inputs.toml_fields import TomlFile
from publisher.model import JOINT, Mark
from publisher.problem import SOURCE, EntryName, shown
from publisher.schemas import Field, Schema

SPAN_KEYS = ("text", "nth", "paragraph")
RESTING = (*SPAN_KEYS, "basis")  # a span that need not state the value by itself
_PHRASES = {"figures": "text", "statements": "content_text"}
_FORM = 'write the words in quotes, or { text = "words", nth = 2 }'
_DATED = '{ text = "Monday", value = "2025-06-02", basis = "resolved" }'


class CuratedReader(TomlFile):
    """Finds quotes and checks values. Every fault becomes a problem of the file; a faulty value is returned as None or
    left out of a list."""

    def __init__(self, name: str, document: Document, schemas: Mapping[str, Schema]) -> None:
        super().__init__(name)
        self.text, self.paragraphs, self.schemas = document.text, document.paragraphs, schemas
        self._sentences = document.sentences
        self.ids: Mapping[str, Collection[str]] = {}
        """Table -> the ids of its records in the file, as soon as they are known."""
        self.spared = 0
        """How many of the problems are of records that are there all the same, without a cell."""

    def paragraph(self, record: EntryName, entry: Mapping[str, Any]) -> int | None:
        """The paragraph of an entry. `keys` says so where it is missing."""
        number = entry.get("paragraph")
        if number is None or self._counted(record, "paragraph", "", number, len(self.paragraphs)):
            return number
        return None

    def span(
        self, record: EntryName, key: str, value: object, home: int | None, known: Collection[str] = SPAN_KEYS
    ) -> Pair | None:
        """The place of one quote: "words", looked for in the paragraph `home`, or {text, nth, paragraph}."""
        entry = {"text": value} if isinstance(value, str) else value
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            self.say(record, key, f"is {shown(value)}; {_FORM}")
            return None
        self.keys(record.under(key), entry, known, ())
        number, nth = entry.get("paragraph", home), entry.get("nth")
        if number is None:  # the fault of the entry, which says so itself
            return None
        whole = nth is None or self._counted(record, key, "nth ", nth)
        if not (self._counted(record, key, "paragraph ", number) and whole):
            return None
        found = locate(self.text, self.paragraphs, entry["text"], number, nth)
        if isinstance(found, str):
            self.say(record, key, found)
            return None
        return found

    def spans(
        self, record: EntryName, key: str, value: object, home: int | None, known: Collection[str] = SPAN_KEYS
    ) -> list[Pair]:
        """The places of one quote or of a list of different ones."""
        values = value if isinstance(value, list) else [value]
        if not values:
            self.say(record, key, "is an empty list; write the words")
        found = [pair for entry in values if (pair := self.span(record, key, entry, home, known))]
        for start, end in sorted({pair for pair in found if found.count(pair) > 1}):
            self.say(record, key, f"quotes {shown(self.text[start:end])} twice; quote each span once")
        return found

    def listed(self, record: EntryName, entry: Mapping[str, Any], home: int | None) -> list[Pair]:
        """The places of an entry that is itself a span ({text, nth} among its keys) or has a list of them as text."""
        value = entry.get("text")
        if value is None:
            return []
        if isinstance(value, str):
            value = {key: entry[key] for key in ("text", "nth") if key in entry}
        elif "nth" in entry:
            self.say(record, "nth", 'counts for one text only; write { text = "words", nth = 2 } in the list')
        return self.spans(record, "text", value, home)

    def verbatim(self, record: EntryName, column: Field, value: object, home: int | None) -> tuple[str, list[Mark]]:
        """A cell as printed: one quote or fragments in the order of the text, and the spans it rests on."""
        name, fragments = column.name, value if isinstance(value, list) else [value]
        pairs = self.spans(record, name, value, home, RESTING)
        if any(one[1] > other[0] for one, other in pairwise(pairs)):
            self.say(record, name, "its fragments overlap or are not in the order of the text; reorder them")
        words = [self.text[start:end] for start, end in pairs]
        bases = [self.basis(record, name, fragment) for fragment in fragments]
        marks = [Mark(column.rests_under, *pair, basis) for pair, basis in zip(pairs, bases, strict=False)]
        return JOINT.join(words), marks

    def phrase(self, table: str, entry: Mapping[str, Any], home: object) -> Pair | None:
        """Where the words of a record are looked for first: in the counting phrase of a figure, in the sentences of
        what is said."""
        value = entry.get(_PHRASES.get(table, ""))
        pieces = value if isinstance(value, list) else [value]
        if not isinstance(home, int) or not 0 < home <= len(self.paragraphs):
            return None
        found = [occurrences(self.text, one, *self.paragraphs[home - 1]) for one in pieces if isinstance(one, str)]
        if not found or any(len(places) != 1 for places in found):
            return None
        start, end = found[0][0][0], found[-1][0][1]
        around = [piece for piece in self._sentences if piece[0] < end and start < piece[1]]
        return (around[0][0], around[-1][1]) if table == "statements" and around else (start, end)

    def placed(self, value: object, phrase: Pair, home: int) -> object:
        """A quote, or each of several, with the number of the occurrence that is in the phrase, where just one is and
        nobody says which."""
        if isinstance(value, list):
            return [self.placed(one, phrase, home) for one in value]
        told = {"text": value} if isinstance(value, str) else value
        if not isinstance(told, dict) or not isinstance(told.get("text"), str) or told.keys() & {"nth", "paragraph"}:
            return value
        inside = occurrences(self.text, told["text"], *phrase)
        if len(inside) != 1 or told.get("basis", "explicit") != "explicit":
            return value
        return {**told, "nth": occurrences(self.text, told["text"], *self.paragraphs[home - 1]).index(inside[0]) + 1}

    def dated(
        self, record: EntryName, column: Field, value: object, home: int | None
    ) -> tuple[str | None, Mark | None]:
        """A value with the words it rests on: {text, value, basis}."""
        name = column.name
        if not isinstance(value, dict):
            self.say(record, name, f"is {shown(value)}; write {_DATED}")
            return None, None
        needed = ("text", "value", "basis")
        self.keys(record.under(name), value, {*RESTING, "value"}, needed)
        said, basis = value.get("value"), self.basis(record, name, value)
        pair = self.words(record, name, value, home) if "text" in value else None
        mark = Mark(name, *pair, basis) if pair else None
        if isinstance(said, str) and said and not edtf.valid(said):
            self.say(record, name, edtf.refusal(said))
            return None, mark
        if not set(needed) <= set(value) or not self.scalar(record, name, column, said):
            return None, mark
        return value["value"], mark

    def words(self, record: EntryName, key: str, entry: Mapping[str, Any], home: int | None) -> Pair | None:
        """The place of the words of an entry, which are among its keys or a span under `text`."""
        own, quote = {name: entry[name] for name in SPAN_KEYS if name in entry}, entry["text"]
        return self.span(record, key, own | (quote if isinstance(quote, dict) else {}), home, RESTING)

    def inferable(self, record: EntryName, column: Field, value: object) -> tuple[object, bool]:
        """A value, and whether the curator takes it from the context: {value, basis = "inferred"}."""
        if not isinstance(value, dict):
            return value if self.scalar(record, column.name, column, value) else None, False
        self.keys(record.under(column.name), value, {"value", "basis"}, ("value", "basis"), {"basis": self._basis})
        basis = self.basis(record, column.name, value)
        known = "value" in value and self.scalar(record, column.name, column, value["value"])
        return value["value"] if known else None, basis == "inferred"

    def document_date(self, said: object) -> tuple[Mark | None, date | None]:
        """The words of the article that state its date, and the day as the curator knows it; either may be missing."""
        if isinstance(said, dict) and "paragraph" in said:
            pair = self.span(SOURCE, "document_date", said, None, {*SPAN_KEYS, "value"})
            known = self._day("value ", said["value"]) if "value" in said else None
            return Mark("document_date", *pair) if pair else None, known
        if isinstance(said, dict):
            form = '{ text = "6 June 2025", paragraph = 1 }, the words of the article that state it'
            self.say(SOURCE, "document_date", f"is {shown(said)}; write {form}")
        return None, None if said is None or isinstance(said, dict) else self._day("", said)

    def _day(self, what: str, value: object) -> date | None:
        """A day, as a text or as a date of TOML; anything else is a problem."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return day(value)
        except ValueError as error:
            self.say(SOURCE, "document_date", f"{what}{error}")
            return None

    def basis(self, record: EntryName, key: str, value: object) -> str:
        """How a cell follows from its words: explicit, unless the curator says otherwise."""
        basis = value.get("basis", "explicit") if isinstance(value, dict) else "explicit"
        self.scalar(record, key, self._basis, basis)
        return str(basis)

    @property
    def _basis(self) -> Field:
        return self.schemas["evidence"].field("basis")

    def _counted(self, record: EntryName, key: str, what: str, number: object, most: int | None = None) -> bool:
        """Whether something counted from 1 is a whole number, and not above `most`."""
        if isinstance(number, bool) or not isinstance(number, int):
            self.say(record, key, f"{what}is {shown(number)}; write a whole number, counted from 1")
            return False
        if most is not None and not 1 <= number <= most:
            self.say(record, key, f"{what}is {number}; the article has paragraphs 1 to {most}")
            return False
        return True
