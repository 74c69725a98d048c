"""Edits of the two files of an article: another value, an entry more, an entry less with what names it.

A rewritten key leaves all blocks in their places: removals come after, then additions. What cannot be written raises
Wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from publisher.curation import toml
from publisher.curation.browser import blocks
from publisher.curation.browser.derived import Source
from publisher.curation.browser.entries import ACTORS_FILE, RECORDS_FILE, Entry, Files, entries_of
from publisher.curation.browser.fields import FLAT, Key, keys_of, order_of
from publisher.curation.browser.proof import Accounted
from publisher.curation.browser.words import Value, Words, Wrong, spans_in
from publisher.curation.draft.draft import ONE
from publisher.curation.draft.entries import heading
from publisher.inputs.curated_records import WORDS_KEYS
from publisher.inputs.quoted_words import paragraph_at
from publisher.inputs.todo import TODO
from publisher.model import RECORDS

Open = Callable[[Files], Sequence[Accounted]]
"""Files -> the candidates of the article, as they are then accounted for."""


@dataclass(frozen=True)
class Article:
    """What steps are done to. entries: those of the files, by the key by which a page names them; taken: gives the ids
    that other articles use; source: what values are derived from, None where a file cannot be read; candidates: how
    they would be accounted for."""

    files: Files
    entries: Mapping[str, Entry]
    words: Words
    taken: Callable[[], frozenset[str]]
    source: Callable[[], Source | None]
    candidates: Open


@dataclass(frozen=True)
class New:
    """An entry that no file has yet. todo: what is still to be decided of it."""

    table: str
    values: Mapping[str, Value]
    todo: str = ""


def rewritten(article: Article, files: Files, entry: Entry, lines: Mapping[str, Sequence[str]]) -> Files:
    """The files with other lines for keys of an entry."""
    order, text = order_of(entry.table, article.words.schemas), files.of(entry.file)
    for key, new in lines.items():
        block = blocks.split(text)[entry.number]
        if block.nested:
            raise Wrong("it has tables of its own, [a.b]; correct it in an editor")
        text = blocks.rewritten(text, block, key, new, order)
    return files.with_(entry.file, text)


def edited(article: Article, files: Files, entry: Entry, values: Mapping[str, Value]) -> Files:
    """The files with other values of an entry."""
    if not entry.body:
        raise Wrong("it is no TOML; correct it in an editor")
    words, all_values = article.words, {**entry.values, **values}
    home, main = entry.body.get("paragraph"), WORDS_KEYS.get(entry.table, "content_text")
    moved: dict[str, list[str]] = {}
    if entry.table in RECORDS and (values.get(main) or not isinstance(home, int)):
        at = {paragraph_at(words.document.paragraphs, span[0]) for span in spans_in(all_values.get(main))}
        if at and home not in at:
            home = words.home(entry.table, {main: all_values[main]})
            moved["paragraph"] = [f"paragraph = {home}"]
            values = {**{k: v for k, v in entry.values.items() if any(spans_in(v))}, **values}
    if entry.table == "rejected" and values.keys() & {"text", "all"}:
        values = {"text": all_values.get("text"), "all": all_values.get("all"), **values}
    return rewritten(article, files, entry, {**moved, **lines_of(article, entry.table, values, home)})


def lines_of(article: Article, table: str, values: Mapping[str, Value], home: object) -> dict[str, list[str]]:
    """The lines of values by the key of the file. home: the paragraph of the entry. Raises Wrong."""
    known = {key.name: key for key in keys_of(table, article.words.schemas)}
    if unknown := values.keys() - known.keys():
        raise Wrong(f"{ONE.get(table, table)} has no {', '.join(sorted(unknown))}")
    found: dict[str, list[str]] = {}
    everywhere = table == "rejected" and values.get("all") is True
    for name, value in values.items():
        if everywhere and name == "text" and isinstance(value, list):
            value = value[:1]  # the others are the same words
        try:
            found |= article.words.lines(table, known[name], value, home if isinstance(home, int) else 0)
        except Wrong as wrong:
            raise Wrong(f"{name}: {wrong}") from None
    if everywhere and "text" in found:
        text = next((line for line in found["text"] if line.startswith("text = ")), "")
        found |= {"paragraph": [], "nth": [], "text": [text] if text else []}
    return found


def added(article: Article, files: Files, new: New, after: Entry | None = None) -> Files:
    """The files with one entry more: behind another one, else where it belongs in the order of the text."""
    table, values, todo = new.table, new.values, new.todo
    home = article.words.home(table, values)
    lines = lines_of(article, table, values, home)
    if table in RECORDS:
        lines["paragraph"] = [f"paragraph = {home}"]
    lines[TODO] = [f"{TODO} = {toml.text(todo)}"] if todo else []
    ordered = [line for key in order_of(table, article.words.schemas) for line in lines.get(key, ())]
    file = ACTORS_FILE if table == "actors" else RECORDS_FILE
    text = files.of(file)
    at = len(text)
    if after is not None and after.file == file:
        at = after.block.end
    elif file == RECORDS_FILE:
        at = _belongs(article, files, new)
    return files.with_(file, blocks.inserted(text, at, [f"[[{table}]]", *ordered]))


def _belongs(article: Article, files: Files, new: New) -> int:
    """Where a new entry goes: under the heading of its paragraph, behind what is in front of it in the text. In a file
    without such headings, behind those of its table."""
    document, text, table, values = article.words.document, files.records, new.table, new.values
    spans = list(spans_in(values.get(WORDS_KEYS.get(table, "content_text" if table == "statements" else "text"))))
    number = values.get("paragraph") if table == "waived" else article.words.home(table, values)
    number = number if isinstance(number, int) and 1 <= number <= len(document.paragraphs) else 1
    start = spans[0][0] if spans else document.paragraphs[number - 1][1]
    line = heading(document, number)
    under = text.find(f"\n{line}") + 1
    there = [one for one in entries_of(files, article.words) if one.file == RECORDS_FILE]
    before = [
        (one.main[0][0], one.block.end)
        for one in there
        if one.main and one.main[0][0] <= start and (under or one.table == table)
    ]
    if under:
        before = [(at, end) for at, end in before if paragraph_at(document.paragraphs, at) == number and end > under]
        return max(before)[1] if before else under + len(line) + text.startswith("\n", under + len(line))
    if before:
        return max(before)[1]
    same = [one.block.end for one in there if one.table == table]
    return max(same) if same else len(text)


def without(article: Article, entry: Entry) -> Files:
    """The files without an entry, and without what names it."""
    files, gone = article.files, [entry]
    if entry.id:
        files = renamed(article, files, entry, None)
    if entry.table == "actors":
        gone += [
            one for one in article.entries.values() if one.table in FLAT and one.values.get("actor_id") == entry.id
        ]
    return removed(files, gone)


def removed(files: Files, gone: Sequence[Entry]) -> Files:
    """The files without these entries; all entries have the numbers that they had."""
    for one in sorted(gone, key=lambda one: one.number, reverse=True):
        text = files.of(one.file)
        files = files.with_(one.file, blocks.removed(text, blocks.split(text)[one.number]))
    return files


def renamed(article: Article, files: Files, entry: Entry, new: str | None) -> Files:
    """The files with another id wherever an entry is named, or, for None, without its name there."""
    for one in article.entries.values():
        keys = keys_of(one.table, article.words.schemas)
        values = {key.name: _with_name(key, one.values[key.name], entry, new) for key in keys if key.name in one.values}
        changed = {name: value for name, value in values.items() if value != one.values[name]}
        if one is not entry and changed and not (new is None and one.table in FLAT):
            files = edited(article, files, one, changed)
    return files


def _with_name(key: Key, value: Value, entry: Entry, new: str | None) -> Value:
    """A value with another id in the place of that of an entry."""
    if key.to == entry.table or (key.name == "record" and entry.table in RECORDS):
        if value == entry.id:
            return new
        if isinstance(value, Mapping) and value.get("value") == entry.id:
            return {**value, "value": new} if new else None
    if key.of and isinstance(value, list):
        links = [_link_with_name(key, one, entry, new) for one in value]
        return [one for one in links if one is not None]
    return value


def _link_with_name(key: Key, link: Value, entry: Entry, new: str | None) -> Value:
    if not isinstance(link, Mapping):
        return link
    named_by = [one.name for one in key.of if one.to == entry.table and link.get(one.name) == entry.id]
    if new is None and "actor_id" in named_by:
        return None
    return {**link, **dict.fromkeys(named_by, new)}
