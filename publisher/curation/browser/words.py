"""The words of an entry as spans of the article, and spans as the words that a curator would quote.

Spans are [start, end) in code points of the article; one of several may have a third part, what else is said of these
words ({"basis": "resolved"}). Words that the article does not have are {"lost": words}.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from publisher.curation import toml
from publisher.curation.browser.fields import FLAT, Key, Schemas, keys_of
from publisher.extract.text import Document
from publisher.inputs.curated_reader import SPAN_KEYS, CuratedReader
from publisher.inputs.curated_records import WORDS_KEYS
from publisher.inputs.quoted_words import Pair, locate, occurrences, paragraph_at
from publisher.inputs.todo import TODO
from publisher.model import RECORDS

Value = Any
"""The value of a key as a page has it: JSON, with spans in the place of words."""


class Wrong(Exception):
    """What was asked cannot be done; says why in one line."""


class _Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Words:
    """An article in which words are found; compared by identity, so that what was read of a block can be remembered."""

    document: Document
    schemas: Schemas

    # From words to spans

    def values(self, table: str, entry: Mapping[str, Any]) -> dict[str, Value]:
        """The values of an entry by key; keys that are not known are left out."""
        home = entry.get("paragraph") if table in (*RECORDS, *FLAT) else None
        known = {key.name: key for key in keys_of(table, self.schemas)}
        return {
            name: self._value(table, known[name], entry, home) for name in entry if name in known and entry[name] != ""
        }

    def _value(self, table: str, key: Key, entry: Mapping[str, Any], home: object) -> Value:
        value = entry[key.name]
        if key.form == "words_list":
            if table == "rejected" and entry.get("all") is True:
                return [list(pair) for pair in self._everywhere(value, home)] or [{"lost": str(value)}]
            if table in FLAT and isinstance(value, str):
                value = {name: entry[name] for name in ("text", "nth") if name in entry}
            found = value if isinstance(value, list) else [value]
            return [self._placed(table, key, entry, one, home) for one in found]
        if key.form == "read":
            if not isinstance(value, Mapping):
                return {"span": None, "value": _plain(value)}
            rest = {name: _plain(value[name]) for name in ("value", "basis") if name in value}
            return {**self._spanned(value, home), **rest}
        if key.form in ("actors", "places"):
            links = value if isinstance(value, list) else [value]
            return [self._link(key, one, home) for one in links]
        return _plain(value)

    def _placed(self, table: str, key: Key, entry: Mapping[str, Any], one: object, home: object) -> Value:
        reader = CuratedReader("", self.document, self.schemas)
        if key.column and isinstance(home, int) and (phrase := reader.phrase(table, entry, home)):
            one = reader.placed(one, phrase, home)
        found = self.find(one, home)
        more = {k: _plain(v) for k, v in one.items() if k not in SPAN_KEYS} if isinstance(one, Mapping) else {}
        if found is None:
            said = one.get("text") if isinstance(one, Mapping) else one
            return {"lost": str(said), **more}
        return [*found, more] if more else list(found)

    def _spanned(self, entry: Mapping[str, Any], home: object) -> dict[str, Value]:
        """The span of the words of an entry, null where it has none or they are not found."""
        quote = entry.get("text")
        if quote is None:
            return {"span": None}
        own = {name: entry[name] for name in SPAN_KEYS if name in entry} | (quote if isinstance(quote, dict) else {})
        found = self.find(own, home)
        return {"span": list(found)} if found else {"span": None, "lost": str(own.get("text"))}

    def _link(self, key: Key, entry: object, home: object) -> Value:
        if not isinstance(entry, Mapping):
            return {"actor_id": str(entry), "span": None}
        kept = {k: _plain(v) for k, v in entry.items() if k not in (*SPAN_KEYS, TODO) and v != ""}
        return {**kept, **self._spanned(entry, home)}

    def _everywhere(self, text: object, home: object) -> Sequence[Pair]:
        if not isinstance(text, str) or not text:
            return ()
        within = self._paragraphs.get(home, (0, len(self.document.text))) if isinstance(home, int) else None
        return occurrences(self.document.text, text, *(within or (0, len(self.document.text))))

    @cached_property
    def _paragraphs(self) -> Mapping[int, Pair]:
        return dict(enumerate(self.document.paragraphs, 1))

    def find(self, value: object, home: object) -> Pair | None:
        """Where words are, as the build finds them; None where it does not."""
        entry = {"text": value} if isinstance(value, str) else value
        if not isinstance(entry, Mapping):
            return None
        text, number, nth = entry.get("text"), entry.get("paragraph", home), entry.get("nth")
        counted = all(isinstance(one, int) and not isinstance(one, bool) for one in (number, 1 if nth is None else nth))
        if not isinstance(text, str) or not counted:
            return None
        assert isinstance(number, int)
        within = self._paragraphs.get(number)
        if within is None or not occurrences(self.document.text, text, *within):
            return None  # without looking for what is closest, which takes time
        found = locate(self.document.text, self.document.paragraphs, text, number, nth)
        return None if isinstance(found, str) else found

    # From spans to words

    def home(self, table: str, values: Mapping[str, Value]) -> int:
        """The paragraph of a record: of its first words."""
        own = [values[main] for main in (WORDS_KEYS.get(table, "content_text"),) if main in values]
        starts = [span[0] for span in spans_in(own or [v for v in values.values() if isinstance(v, list | dict)])]
        return paragraph_at(self.document.paragraphs, min(starts)) if starts else 1

    def lines(self, table: str, key: Key, value: Value, home: int) -> dict[str, list[str]]:
        """The lines of a value by the key of the file: usually one key, its own; none for null. home: the paragraph of
        the entry, 0 for one without. Raises Wrong for what the form does not allow."""
        if table in FLAT and key.form == "words_list":
            return self._flat(key, value)
        if value is None or value == []:
            return {key.name: []}
        if key.form == "words_list":
            entries = [self._quoted(key, one, home, more) for one, more in map(_told, _list(value))]
            if table == "events":
                return {key.name: list(toml.listed(key.name, entries))}
            return {key.name: [f"{key.name} = {entries[0] if len(entries) == 1 else '[' + ', '.join(entries) + ']'}"]}
        if key.form in ("actors", "places"):
            return {key.name: list(toml.listed(key.name, [self._linked(key, one, home) for one in _list(value)]))}
        if key.form == "read":
            return {key.name: [f"{key.name} = {self._read(key, value, home)}"]}
        return {key.name: [f"{key.name} = {_written(key, value)}"]}

    def _flat(self, key: Key, value: Value) -> dict[str, list[str]]:
        if not value:
            return {"paragraph": [], "nth": [], "text": []}
        spans = [self._span(one) for one, _ in map(_told, _list(value))]
        number = paragraph_at(self.document.paragraphs, spans[0].start)
        if len(spans) == 1:
            made = {line.partition(" ")[0]: [line] for line in toml.flat(self.document, spans[0])}
            return {"paragraph": [], "nth": [], "text": [], **made}
        entries = [toml.table(toml.parts(self.document, one, number)) for one in spans]
        return {"paragraph": [f"paragraph = {number}"], "nth": [], "text": list(toml.listed("text", entries))}

    def _quoted(self, key: Key, span: Value, home: int, more: Mapping[str, Value]) -> str:
        if isinstance(span, Mapping):
            return toml.text(_text(span.get("lost")))
        _known(key, more)
        said = {k: v for k, v in more.items() if v is not None and (k, v) != ("basis", "explicit")}
        return toml.span(self.document, self._span(span), home, {k: _scalar(v) for k, v in said.items()})

    def _linked(self, key: Key, link: Value, home: int) -> str:
        if not isinstance(link, Mapping):
            raise Wrong(f"{key.name}: each entry is an object")
        given = {name: value for name, value in link.items() if value is not None and value != ""}
        _known(key, given)
        if set(given) == {"actor_id"} and key.name != "actors":
            return toml.text(_text(given["actor_id"]))
        order = [one.name for one in key.of]
        before = {name: _scalar(given[name]) for name in order[: order.index("span")] if name in given}
        after = {name: _scalar(given[name]) for name in order[order.index("span") + 1 :] if name in given}
        after = {name: value for name, value in after.items() if (name, value) != ("basis", "explicit")}
        words = toml.parts(self.document, self._span(given["span"]), home) if "span" in given else {}
        if "lost" in given and not words:
            words = {"text": _text(given["lost"])}
        return toml.table({**before, **words, **after})

    def _read(self, key: Key, value: Value, home: int) -> str:
        if not isinstance(value, Mapping):
            raise Wrong(f"{key.name}: is an object of span, value and basis")
        rest = {k: _scalar(value[k]) for k in ("value", "basis") if value.get(k) is not None}
        if value.get("span") is None:
            if key.name != "document_date":
                return toml.table({"text": _text(value.get("lost", "")), **rest})
            return toml.written(rest.get("value"))
        return toml.table({**toml.parts(self.document, self._span(value["span"]), home), **rest})

    def _span(self, value: Value) -> _Span:
        """A span that the build finds again from its words. Raises Wrong."""
        whole = isinstance(value, list) and len(value) >= 2 and all(type(at) is int for at in value[:2])
        if not whole or not 0 <= value[0] < value[1] <= len(self.document.text):
            raise Wrong("a span is [start, end] in the article")
        span = _Span(*value[:2])
        words = self.document.text[span.start : span.end]
        number = paragraph_at(self.document.paragraphs, span.start)
        if not number or span.end > self.document.paragraphs[number - 1][1]:
            raise Wrong("a span is inside one paragraph")
        if self.find(toml.parts(self.document, span, 0), None) != tuple(span):
            raise Wrong(f"{words[:40]!r}: take whole words, without white space at their ends")
        return span


def spans_in(value: Value) -> Iterator[list[int]]:
    """Every span in a value or in values, in their order."""
    if isinstance(value, list):
        if len(value) in (2, 3) and all(type(at) is int for at in value[:2]):
            yield value[:2]
        else:
            for one in value:
                yield from spans_in(one)
    elif isinstance(value, Mapping):
        yield from spans_in(list(value.values()))


def _known(key: Key, given: Mapping[str, Value]) -> None:
    """Raises Wrong for what nobody can say of words."""
    if unknown := given.keys() - {one.name for one in key.of} - {"lost"}:
        raise Wrong(f"has no {', '.join(map(str, sorted(unknown)))}")


def _told(value: Value) -> tuple[Value, Mapping[str, Value]]:
    """A span and what else is said of it."""
    if isinstance(value, list) and len(value) == 3 and isinstance(value[2], Mapping):
        return value[:2], value[2]
    return value, {}


def _plain(value: object) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _list(value: Value) -> list[Value]:
    if not isinstance(value, list):
        raise Wrong("is a list")
    return value


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise Wrong("is a text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Wrong("holds half a character") from None
    return value


def _scalar(value: Value) -> str | int | float | bool:
    return value if isinstance(value, bool | int | float) else _text(value)


def _written(key: Key, value: Value) -> str:
    if key.form == "texts":
        return toml.written([_text(one) for one in _list(value)])
    if key.inferable and isinstance(value, Mapping):
        return toml.table({name: _scalar(value.get(name, "")) for name in ("value", "basis")})
    return toml.written(_scalar(value))
