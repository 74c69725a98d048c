"""What a curator does to the entries of an article: each step turns the texts of the two files into new ones.

Pure functions: nothing is read or written here. A step that cannot be done raises Wrong, which says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from publisher.curation.browser.derived import derived
from publisher.curation.browser.edits import Article, New, added, edited, lines_of, removed, renamed, rewritten, without
from publisher.curation.browser.entries import RECORDS_FILE, Entry, Files
from publisher.curation.browser.fields import TABLES, keys_of
from publisher.curation.browser.words import Value, Wrong, spans_in
from publisher.curation.draft.actors.propose import slug
from publisher.curation.draft.draft import ONE
from publisher.curation.draft.entries import NEW
from publisher.curation.draft.proposals import named
from publisher.curation.free_ids import FreeIds
from publisher.inputs.curated_records import WORDS_KEYS
from publisher.inputs.quoted_words import occurrences, paragraph_at
from publisher.inputs.todo import TODO, is_open
from publisher.model import JOINT, RECORDS, Link, Record

# Kind of candidate -> the keys of a record whose words account for it.
_RESTS = {"date": ("date_edtf", "document_date"), "name": ("places",), "figure": ("value_text",)}
Done = tuple[Files, str]
"""The files after a step, and what it is called."""


def done(article: Article, step: Mapping[str, Any]) -> Done:
    """The files after a step. Raises Wrong."""
    doing = _STEPS.get(str(step.get("op")))
    if doing is None:
        raise Wrong("there is no such step")
    return doing(article, step)


def dated_now(article: Article, step: Mapping[str, Any]) -> date | None:
    """The day that a step gives to an article that had none, where none of its records is decided yet: they can be
    drafted again with it."""
    entry, values = article.entries.get(str(step.get("key"))), step.get("values")
    given = values.get("document_date") if step.get("op") == "edit" and isinstance(values, Mapping) else None
    if entry is None or entry.table != "source" or "document_date" in entry.values or not isinstance(given, Mapping):
        return None
    if any(one.file == RECORDS_FILE and one.todo is None for one in article.entries.values()):
        return None
    try:
        return date.fromisoformat(str(given.get("value")))
    except ValueError:
        return None


def _accept(article: Article, step: Mapping[str, Any]) -> Done:
    entry = _entry(article, step)
    files = rewritten(article, article.files, entry, {TODO: []})
    nested = [k for k, v in entry.body.items() if isinstance(v, list) and any(map(is_open, v))]
    for name in nested:
        files = edited(article, files, entry, {name: entry.values.get(name)})
    return files, f"accept {_named(entry)}"


def _delete(article: Article, step: Mapping[str, Any]) -> Done:
    entry = _entry(article, step)
    return without(article, entry), f"delete {_named(entry)}"


def _reject(article: Article, step: Mapping[str, Any]) -> Done:
    """The entry goes, and what nothing else accounts for then is rejected; a rejection or a waiver is confirmed."""
    entry, reason = _entry(article, step), step.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise Wrong("say why, in a text")
    if entry.table in ("rejected", "waived"):
        files = edited(article, article.files, entry, {"reason": reason.strip()})
        return rewritten(article, files, entry, {TODO: []}), f"reject {_named(entry)}"
    before = {one for one in article.candidates(article.files) if one.open}
    files, text = without(article, entry), article.words.document.text
    together: dict[tuple[str, str], list[list[int]]] = {}
    for one in article.candidates(files):
        if one.open and one not in before:
            together.setdefault((one.kind, text[one.start : one.end]), []).append([one.start, one.end])
    for (kind, words), spans in together.items():
        values = {"kind": kind, "reason": reason.strip()}
        everywhere = spans[1:] and spans == [list(pair) for pair in occurrences(text, words, 0, len(text))]
        for span in spans[:1] if everywhere else spans:
            new = New("rejected", {**values, "text": [span], **({"all": True} if everywhere else {})})
            files = added(article, files, new)
    return files, f"reject {_named(entry)}"


def _edit(article: Article, step: Mapping[str, Any]) -> Done:
    entry, values = _entry(article, step), _values(step)
    files = article.files
    new = values.get("id")
    if new is not None and entry.id and new != entry.id:
        if not isinstance(new, str):
            raise Wrong("id: is a text")
        files = renamed(article, files, entry, new)
    lines_of(article, entry.table, values, entry.body.get("paragraph"))  # has its form, or raises Wrong
    values = {**values, **_derived(article, entry.table, values, entry.values)}
    return removed(edited(article, files, entry, values), _used(article, values)), f"edit {_named(entry)}"


def _used(article: Article, values: Mapping[str, Value]) -> list[Entry]:
    """The drafted rejections, on which nobody has decided, of words on which one of the values rests."""
    used = [(kind, span) for kind, names in _RESTS.items() for name in names for span in spans_in(values.get(name))]
    open_ = [one for one in article.entries.values() if one.table == "rejected" and one.todo is not None]
    return [
        one
        for one in open_
        if len(one.main) == 1 and not one.values.get("all") and (one.values.get("kind"), [*one.main[0]]) in used
    ]


def _add(article: Article, step: Mapping[str, Any]) -> Done:
    table, values = step.get("table"), dict(_values(step))
    if table not in TABLES or table == "source":
        raise Wrong("there is no such table")
    lines_of(article, table, values, None)
    begun = values.keys() <= {"id", WORDS_KEYS.get(table, "content_text"), "text", "paragraph", "name"}
    values |= _derived(article, table, values, {})
    ids = FreeIds({one.id for one in article.entries.values() if one.id} | article.taken())
    if table in (*RECORDS, "actors") and not values.get("id"):
        values = {"id": _new_id(article, table, values, ids), **values}
    needed = {key.name for key in keys_of(table, article.words.schemas) if key.required}
    todo = NEW if begun or not needed <= {name for name, value in values.items() if value not in (None, "", [])} else ""
    after = article.entries.get(str(step.get("after")))
    files = added(article, article.files, New(table, values, todo), after)
    return files, f"add {values.get('id') or ONE.get(table, table)}"


def _all(article: Article, step: Mapping[str, Any]) -> Done:
    """Each place of the same words: as a name of an actor, as mentions of one, as rejections."""
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
        return edited(article, article.files, entry, {name: [*known, words]}), label
    if entry.table == "rejected":
        values = {"text": [span], "all": True}
        return edited(article, article.files, entry, values), label
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
        files = added(article, files, New("mentions", {"actor_id": actor, "text": spans, **kind}))
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
