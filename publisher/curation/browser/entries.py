"""The entries of the two files as a page shows them: values with spans in the place of words, in the order of the text.

The files are the truth: nothing here is kept from one step to the next but the keys by which a page names entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple

from publisher.curation.browser import blocks
from publisher.curation.browser.blocks import Block
from publisher.curation.browser.fields import TABLES
from publisher.curation.browser.words import Value, Words, spans_in
from publisher.inputs import toml_fields
from publisher.inputs.actors_file import MENTION_TYPES
from publisher.inputs.curated_records import WORDS_KEYS
from publisher.inputs.quoted_words import Pair, occurrences
from publisher.inputs.todo import TODO, is_open
from publisher.problem import Refused

RECORDS_FILE, ACTORS_FILE = "records", "actors"


@dataclass(frozen=True, slots=True)
class Files:
    """The texts of the curated file and of the authority file."""

    records: str
    actors: str

    def of(self, file: str) -> str:
        """One of the two."""
        return self.actors if file == ACTORS_FILE else self.records

    def with_(self, file: str, text: str) -> Files:
        """Both files, one of them with another text."""
        return Files(self.records, text) if file == ACTORS_FILE else Files(text, self.actors)


@dataclass(frozen=True, slots=True)
class Entry:
    """A block of a file, read. number: its place among all blocks of the file, from 0; body: its keys and values as
    TOML has them, none where it is no TOML."""

    file: str
    number: int
    block: Block
    text: str
    body: Mapping[str, Any]
    values: Mapping[str, Value]

    @property
    def id(self) -> str | None:
        """The id of a record or an actor."""
        found = self.body.get("id")
        return found if isinstance(found, str) else None

    @property
    def table(self) -> str:
        """The table of the block."""
        return self.block.table

    @property
    def todo(self) -> str | None:
        """What is still to be decided; None where nothing is."""
        return str(self.body.get(TODO, "")) if is_open(self.body) else None

    @property
    def spans(self) -> list[list[int]]:
        """All its words, each once, in the order of the text."""
        return [list(span) for span in sorted({(start, end) for start, end in spans_in(self.values)})]

    @property
    def main(self) -> list[list[int]]:
        """The words of the whole: of an event those that tell of it, of a statement what is said."""
        return list(spans_in(self.values.get(_main(self.table), [])))

    def named(self) -> Iterator[str]:
        """Every text in the entry."""
        return _texts(self.body)


@lru_cache(maxsize=8)  # a step asks ten times for those of the same files
def entries_of(files: Files, words: Words) -> tuple[Entry, ...]:
    """The entries of both files, those of the authority file first, each in the order of its file."""
    return tuple(
        _entry(file, number, block, files.of(file), words)
        for file in (ACTORS_FILE, RECORDS_FILE)
        for number, block in enumerate(blocks.split(files.of(file)))
        if block.table in TABLES and (block.table == "actors") == (file == ACTORS_FILE)
    )


def _entry(file: str, number: int, block: Block, text: str, words: Words) -> Entry:
    own = text[block.start : block.end]
    body, values = _read(own, block.table, words)
    return Entry(file, number, block, own, body, values)


@lru_cache(maxsize=1 << 12)
def _read(text: str, table: str, words: Words) -> tuple[Mapping[str, Any], Mapping[str, Value]]:
    """What a block holds. Nothing where it is no TOML: the proof of the whole file says so."""
    try:
        body = toml_fields.toml(table, text.encode()).get(table)
    except Refused:
        return {}, {}
    found = body[0] if isinstance(body, list) and len(body) == 1 else body
    return (found, words.values(table, found)) if isinstance(found, dict) else ({}, {})


def visible(entries: Sequence[Entry], text: str) -> list[Entry]:
    """The entries that a page shows: all records, and the actors that they or the article name or that are still to
    do. text: the article."""
    named = {text for one in entries if one.file == RECORDS_FILE for text in one.named()}
    return [
        one
        for one in entries
        if one.file == RECORDS_FILE or one.todo is not None or one.id in named or any(named_in(one, text))
    ]


def forms(actor: Entry) -> list[str]:
    """What an actor is called, its name first."""
    found = [actor.values.get("name"), *(form for key in MENTION_TYPES for form in actor.values.get(key) or ())]
    return [form for form in found if isinstance(form, str) and form]


def named_in(actor: Entry, text: str) -> Iterator[Pair]:
    """Where an article names an actor; what a group is called is no proper name."""
    called = forms(actor)
    if called and actor.values.get("actor_type") == "group":
        called.append(called[0][0].lower() + called[0][1:])
    for form in called:
        yield from occurrences(text, form, 0, len(text)) if form in text else ()


def title(entry: Entry, spans: Sequence[Sequence[int]], text: str, names: Mapping[str, str]) -> str:
    """What an entry is called; a page cuts it. spans: its words, where nothing says which of them are its own; text: of
    the article; names: of the actors, by id."""
    values = entry.values
    quoted = " … ".join(text[start:end] for start, end in entry.main or spans)
    if entry.table == "statements":
        speakers = [names.get(link.get("actor_id"), link.get("actor_id")) for link in values.get("speakers", [])]
        said = [text[start:end] for start, end in spans_in(values.get("speaker_text", []))]
        who = ", ".join(map(str, speakers or said))
        return f"{who}: {quoted}" if who else quoted
    actor = str(values.get("actor_id", ""))
    parts = [values.get("label") or values.get("name") or quoted, names.get(actor, actor), values.get("reason")]
    return " · ".join(str(part) for part in parts if part) or (entry.id or entry.table)


def _main(table: str) -> str:
    return "content_text" if table == "statements" else WORDS_KEYS.get(table, "text")


class Named(NamedTuple):
    """An entry by the key that a page knows it by. table, id, text: what it was when it got the key."""

    key: str
    table: str
    id: str | None
    text: str


def keyed(old: Sequence[Named], entries: Sequence[Entry], fresh: Iterator[str]) -> list[Named]:
    """The entries with their keys: that of the entry that was the same, else that had the same id, else that was in
    its place among those of its table; else a new one."""
    same, by_id = defaultdict[str, list[Named]](list), {(one.table, one.id): one for one in old}
    for one in old:
        same[one.text].append(one)
    found = [same[entry.text].pop(0).key if same[entry.text] else None for entry in entries]
    taken = set(found)
    for number, entry in enumerate(entries):
        before = by_id.get((entry.table, entry.id)) if entry.id and found[number] is None else None
        if before and before.key not in taken:
            found[number] = before.key
            taken.add(before.key)
    was = [one.key if one.key in taken else f"[{one.table}]" for one in old]
    now = [key or f"[{entry.table}]" for key, entry in zip(found, entries, strict=True)]
    for at, to, size in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
        found[to : to + size] = [one.key for one in old[at : at + size]]
    return [
        Named(key or next(fresh), entry.table, entry.id, entry.text) for key, entry in zip(found, entries, strict=True)
    ]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
