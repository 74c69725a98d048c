"""What a curator does to the entries of an article: each step turns the texts of the two files into new ones.

Pure functions: nothing is read or written here. A step that cannot be done raises Wrong, which says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.curate import blocks
from publisher.curate.derived import Source, derived
from publisher.curate.entries import ACTORS_FILE, RECORDS_FILE, Entry, Files, entries_of
from publisher.curate.fields import FLAT, TABLES, Key, keys_of, order_of
from publisher.curate.proof import Account
from publisher.curate.words import Value, Words, Wrong, spans_in
from publisher.curation.draft import ONE
from publisher.curation.entries import NEW, heading
from publisher.curation.free_ids import FreeIds
from publisher.curation.new_actors import slug
from publisher.curation.proposals import named
from publisher.curation.toml_lines import text as text_of
from publisher.inputs.curated_records import WORDS
from publisher.inputs.quoted_words import occurrences, paragraph_at
from publisher.inputs.todo import TODO, is_open
from publisher.model import JOINT, RECORDS, Link, Record

Open = Callable[[Files], Sequence[Account]]
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


Done = tuple[Files, str]
"""The files after a step, and what it is called."""


def done(article: Article, step: Mapping[str, Any]) -> Done:
    """The files after a step. Raises Wrong."""
    doing = _STEPS.get(str(step.get("op")))
    if doing is None:
        raise Wrong("there is no such step")
    return doing(article, step)


def _accept(article: Article, step: Mapping[str, Any]) -> Done:
    entry = _entry(article, step)
    files = _rewritten(article, article.files, entry, {TODO: []})
    nested = [k for k, v in entry.body.items() if isinstance(v, list) and any(map(is_open, v))]
    for name in nested:
        files = _edited(article, files, entry, {name: entry.values.get(name)})
    return files, f"accept {_named(entry)}"


def _delete(article: Article, step: Mapping[str, Any]) -> Done:
    entry = _entry(article, step)
    return _without(article, entry), f"delete {_named(entry)}"


def _reject(article: Article, step: Mapping[str, Any]) -> Done:
    """The entry goes, and what nothing else accounts for then is rejected; a rejection or a waiver is confirmed."""
    entry, reason = _entry(article, step), step.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise Wrong("say why, in a text")
    if entry.table in ("rejected", "waived"):
        files = _edited(article, article.files, entry, {"reason": reason.strip()})
        return _rewritten(article, files, entry, {TODO: []}), f"reject {_named(entry)}"
    before = {one for one in article.candidates(article.files) if one.open}
    files = _without(article, entry)
    for one in article.candidates(files):
        if one.open and one not in before:
            values = {"kind": one.kind, "text": [[one.start, one.end]], "reason": reason.strip()}
            files = _added(article, files, "rejected", values)
    return files, f"reject {_named(entry)}"


def _edit(article: Article, step: Mapping[str, Any]) -> Done:
    entry, values = _entry(article, step), _values(step)
    files = article.files
    new = values.get("id")
    if new is not None and entry.id and new != entry.id:
        if not isinstance(new, str):
            raise Wrong("id: is a text")
        files = _renamed(article, files, entry, new)
    _lines(article, entry.table, values, entry.body.get("paragraph"))  # has its form, or raises Wrong
    values = {**values, **_derived(article, entry.table, values, entry.values)}
    return _edited(article, files, entry, values), f"edit {_named(entry)}"


def _add(article: Article, step: Mapping[str, Any]) -> Done:
    table, values = step.get("table"), dict(_values(step))
    if table not in TABLES or table == "source":
        raise Wrong("there is no such table")
    _lines(article, table, values, None)
    begun = values.keys() <= {"id", WORDS.get(table, "content_text"), "text", "paragraph", "name"}
    values |= _derived(article, table, values, {})
    ids = FreeIds({one.id for one in article.entries.values() if one.id} | article.taken())
    if table in (*RECORDS, "actors") and not values.get("id"):
        values = {"id": _new_id(article, table, values, ids), **values}
    needed = {key.name for key in keys_of(table, article.words.schemas) if key.required}
    todo = NEW if begun or not needed <= {name for name, value in values.items() if value not in (None, "", [])} else ""
    after = article.entries.get(str(step.get("after")))
    return _added(
        article, article.files, table, values, after, todo
    ), f"add {values.get('id') or ONE.get(table, table)}"


def _all(article: Article, step: Mapping[str, Any]) -> Done:
    """The same words everywhere: as a name of an actor, as mentions of one, as rejections."""
    entry, span = _entry(article, step), step.get("span")
    words = article.words.document.text[slice(*next(spans_in([span]), [0, 0]))]
    if not words:
        raise Wrong("say which words: span is [start, end]")
    label = f"all {words}"
    if entry.table == "actors":
        name = str(step.get("field") or "aliases")
        known = entry.values.get(name, [])
        if not isinstance(known, list) or words in known:
            raise Wrong(f"{words}: is there already")
        return _edited(article, article.files, entry, {name: [*known, words]}), label
    if entry.table == "rejected":
        values = {"text": [span], "all": True}
        return _edited(article, article.files, entry, values), label
    actor = entry.values.get("actor_id")
    if not isinstance(actor, str):
        raise Wrong("words everywhere are those of an actor, or a rejection")
    text, paragraphs = article.words.document.text, article.words.document.paragraphs
    there = [one for one in article.entries.values() if one.table == "mentions" and one.values.get("actor_id") == actor]
    known = {tuple(at) for one in there for at in one.main}
    new: dict[int, list[list[int]]] = {}
    for pair in occurrences(text, words, 0, len(text)):
        if pair not in known:
            new.setdefault(paragraph_at(paragraphs, pair[0]), []).append(list(pair))
    files = article.files
    kind = {name: entry.values[name] for name in ("mention_type", "basis") if name in entry.values}
    for spans in new.values():
        files = _added(article, files, "mentions", {"actor_id": actor, "text": spans, **kind})
    return files, label


_STEPS: Mapping[str, Callable[[Article, Mapping[str, Any]], Done]] = {
    "accept": _accept,
    "delete": _delete,
    "reject": _reject,
    "edit": _edit,
    "add": _add,
    "all": _all,
}


def _derived(
    article: Article, table: str, values: Mapping[str, Value], before: Mapping[str, Value]
) -> dict[str, Value]:
    source = article.source()
    return derived(source, table, values, before) if source else {}


def _entry(article: Article, step: Mapping[str, Any]) -> Entry:
    entry = article.entries.get(str(step.get("key")))
    if entry is None:
        raise Wrong("there is no such entry any more")
    return entry


def _values(step: Mapping[str, Any]) -> Mapping[str, Value]:
    values = step.get("values")
    if not isinstance(values, Mapping):
        raise Wrong("values: is an object")
    return values


def _named(entry: Entry) -> str:
    return entry.id or ONE.get(entry.table, entry.table)


# Edits of the files. A rewritten key leaves all blocks in their places: removals come after, then additions.


def _rewritten(article: Article, files: Files, entry: Entry, lines: Mapping[str, Sequence[str]]) -> Files:
    """The files with other lines for keys of an entry."""
    order, text = order_of(entry.table, article.words.schemas), files.of(entry.file)
    for key, new in lines.items():
        block = blocks.split(text)[entry.number]
        if block.nested:
            raise Wrong("it has tables of its own, [a.b]; mend it in an editor")
        text = blocks.rewritten(text, block, key, new, order)
    return files.with_(entry.file, text)


def _edited(article: Article, files: Files, entry: Entry, values: Mapping[str, Value]) -> Files:
    """The files with other values of an entry."""
    if not entry.body:
        raise Wrong("it is no TOML; mend it in an editor")
    words, all_values = article.words, {**entry.values, **values}
    home, main = entry.body.get("paragraph"), WORDS.get(entry.table, "content_text")
    moved: dict[str, list[str]] = {}
    if entry.table in RECORDS and (values.get(main) or not isinstance(home, int)):
        at = {paragraph_at(words.document.paragraphs, span[0]) for span in spans_in(all_values.get(main))}
        if at and home not in at:
            home = words.home(entry.table, {main: all_values[main]})
            moved["paragraph"] = [f"paragraph = {home}"]
            values = {**{k: v for k, v in entry.values.items() if any(spans_in(v))}, **values}
    if entry.table == "rejected" and values.keys() & {"text", "all"}:
        values = {"text": all_values.get("text"), "all": all_values.get("all"), **values}
    return _rewritten(article, files, entry, {**moved, **_lines(article, entry.table, values, home)})


def _lines(article: Article, table: str, values: Mapping[str, Value], home: object) -> dict[str, list[str]]:
    """The lines of values by the key of the file. home: the paragraph of the entry. Raises Wrong."""
    known = {key.name: key for key in keys_of(table, article.words.schemas)}
    if unknown := values.keys() - known.keys():
        raise Wrong(f"{ONE.get(table, table)} has no {', '.join(sorted(unknown))}")
    found: dict[str, list[str]] = {}
    for name, value in values.items():
        try:
            found |= article.words.lines(table, known[name], value, home if isinstance(home, int) else 0)
        except Wrong as wrong:
            raise Wrong(f"{name}: {wrong}") from None
    if table == "rejected" and values.get("all") is True and "text" in found:
        text = next((line for line in found["text"] if line.startswith("text = ")), "")
        found |= {"paragraph": [], "nth": [], "text": [text] if text else []}
    return found


def _added(
    article: Article, files: Files, table: str, values: Mapping[str, Value], after: Entry | None = None, todo: str = ""
) -> Files:
    """The files with one entry more: behind another one, else where it belongs in the order of the text. todo: what is
    still to be decided of it."""
    home = article.words.home(table, values)
    lines = _lines(article, table, values, home)
    if table in RECORDS:
        lines["paragraph"] = [f"paragraph = {home}"]
    lines[TODO] = [f"{TODO} = {text_of(todo)}"] if todo else []
    ordered = [line for key in order_of(table, article.words.schemas) for line in lines.get(key, ())]
    file = ACTORS_FILE if table == "actors" else RECORDS_FILE
    text = files.of(file)
    at = len(text)
    if after is not None and after.file == file:
        at = after.block.end
    elif file == RECORDS_FILE:
        at = _belongs(article, files, table, values)
    return files.with_(file, blocks.inserted(text, at, [f"[[{table}]]", *ordered]))


def _belongs(article: Article, files: Files, table: str, values: Mapping[str, Value]) -> int:
    """Where a new entry goes: under the heading of its paragraph, behind what is in front of it in the text. In a file
    without such headings, behind those of its table."""
    document, text = article.words.document, files.records
    spans = list(spans_in(values.get(WORDS.get(table, "content_text" if table == "statements" else "text"))))
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


def _without(article: Article, entry: Entry) -> Files:
    """The files without an entry, and without what names it."""
    files, gone = article.files, [entry]
    if entry.id:
        files = _renamed(article, files, entry, None)
    if entry.table == "actors":
        gone += [
            one for one in article.entries.values() if one.table in FLAT and one.values.get("actor_id") == entry.id
        ]
    for one in sorted(gone, key=lambda one: one.number, reverse=True):
        text = files.of(one.file)
        files = files.with_(one.file, blocks.removed(text, blocks.split(text)[one.number]))
    return files


def _renamed(article: Article, files: Files, entry: Entry, new: str | None) -> Files:
    """The files with another id wherever an entry is named, or, for None, without its name there."""
    for one in article.entries.values():
        keys = keys_of(one.table, article.words.schemas)
        values = {key.name: _with_name(key, one.values[key.name], entry, new) for key in keys if key.name in one.values}
        changed = {name: value for name, value in values.items() if value != one.values[name]}
        if one is not entry and changed and not (new is None and one.table in FLAT):
            files = _edited(article, files, one, changed)
    return files


def _with_name(key: Key, value: Value, entry: Entry, new: str | None) -> Value:
    """A value with another id in the place of that of an entry."""
    if key.to == entry.table or (key.form, key.name, entry.table in RECORDS) == ("text", "record", True):
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


def _new_id(article: Article, table: str, values: Mapping[str, Value], ids: FreeIds) -> str:
    """An id from who and what, as a draft makes it."""
    if table == "actors":
        return ids.take(f"act-{slug(str(values.get('name', 'actor')))}")
    text = article.words.document.text
    said = {
        name: JOINT.join(text[start:end] for start, end in spans_in(value)) if any(spans_in(value)) else str(value)
        for name, value in values.items()
    }
    speakers = values.get("speakers")
    links = tuple(
        Link("statement_actors", {"actor_id": one.get("actor_id"), "role": "speaker"}, "speaker_actor")
        for one in (speakers if isinstance(speakers, list) else ())
        if isinstance(one, Mapping)
    )
    told = {"label": "event", "content_text": "", "measure": "other", "unit": "figure", **said}
    return named(Record(table, "", told, (), links), ids).id
