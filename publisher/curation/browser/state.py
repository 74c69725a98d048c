"""What a page is shown of an article: text, entries, what the build would say of them, how far the work is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from publisher.curation.browser.entries import ACTORS_FILE, RECORDS_FILE, Entry, forms, named_in, title, visible
from publisher.curation.browser.proof import Proof
from publisher.curation.browser.words import spans_in
from publisher.extract.text import Document
from publisher.grouped import grouped
from publisher.inputs.quoted_words import inside_word, paragraph_at
from publisher.problem import SOURCE, EntryName, Problem, shown

_TOKEN = re.compile(r"['’]s\b|\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}|(?:[^\W\d_][\u0300-\u036f]*+)+|\S")


@lru_cache(maxsize=4)
def words(document: Document) -> list[list[int]]:
    """The words and marks of an article, at whose ends a quote may begin or end."""
    found: list[list[int]] = []
    for begin, end in document.paragraphs:
        for token in _TOKEN.finditer(document.text, begin, end):
            if found and found[-1][1] == token.start() and inside_word(document.text, token.start()):
                found[-1][1] = token.end()
            else:
                found.append([token.start(), token.end()])
    return found


def state(
    document: Document, entries: Sequence[Entry], keys: Mapping[int, str], proof: Proof, unread: Sequence[Problem]
) -> dict[str, Any]:
    """The part of the state that follows from the files. keys: of the entries, by their number among `entries`;
    unread: what is wrong with a file that cannot be read."""
    numbers = {id(entry): number for number, entry in enumerate(entries)}
    names = {one.id: str(one.values.get("name", one.id)) for one in entries if one.file == ACTORS_FILE and one.id}
    findings, rest = _findings(document, entries, [*unread, *proof.errors], proof.warnings)
    listed = visible(entries, document.text)
    ordered = sorted(listed, key=lambda one: _place(one, document))
    blocks = [
        {
            "key": keys[numbers[id(one)]],
            "file": one.file,
            "table": one.table,
            "id": one.id,
            "todo": one.todo,
            "title": title(one, _spans(one, document), document.text, names),
            "spans": _spans(one, document),
            "values": one.values,
            "toml": one.text,
            "findings": findings[numbers[id(one)]],
        }
        for one in ordered
    ]
    still = sum(one.todo is not None for one in listed)
    accounted = sum(not one.open for one in proof.candidates)
    return {
        "text": document.text,
        "paragraphs": document.paragraphs,
        "sentences": document.sentences,
        "words": words(document),
        "blocks": blocks,
        "findings": rest,
        "reasons": _reasons(entries),
        "candidates": [{"span": [one.start, one.end], "kind": one.kind, "open": one.open} for one in proof.candidates],
        "progress": {
            "decided": len(listed) - still,
            "open": still,
            "candidates": [accounted, len(proof.candidates)],
            "paragraphs": [len(proof.covered), len(document.paragraphs)],
        },
        "ready": proof.ready and not unread,
        "actors": [
            {
                "id": one.id,
                "name": names[one.id],
                "names": forms(one),
                "actor_type": str(one.values.get("actor_type", "")),
            }
            for one in entries
            if one.file == ACTORS_FILE and one.id
        ],
    }


def _spans(entry: Entry, document: Document) -> list[list[int]]:
    """The words of an entry; of an actor where it is named, of a waiver its paragraph."""
    number = entry.values.get("paragraph")
    if isinstance(number, int) and 1 <= number <= len(document.paragraphs):
        return [list(document.paragraphs[number - 1])]
    if entry.file != ACTORS_FILE:
        return entry.spans
    return [list(at) for at in sorted(set(named_in(entry, document.text)))]


def _place(entry: Entry, document: Document) -> tuple[int, int, int, int]:
    """Actors to decide, other actors, the source, then the order of the text."""
    if entry.file == ACTORS_FILE:
        return 0, int(entry.todo is None), 0, entry.block.start
    if entry.table == "source":
        return 1, 0, 0, 0
    spans, number = entry.main or entry.spans, entry.values.get("paragraph")
    if not spans and isinstance(number, int) and 1 <= number <= len(document.paragraphs):
        return 2, document.paragraphs[number - 1][1], 0, entry.block.start
    return 2, spans[0][0] if spans else len(document.text) + 1, 0, entry.block.start


def _findings(
    document: Document, entries: Sequence[Entry], errors: Sequence[Problem], warnings: Sequence[Problem]
) -> tuple[Mapping[int, list[dict[str, Any]]], list[dict[str, Any]]]:
    """What is found of each entry, by its number, and of none."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rest = []
    listed = {id(one) for one in visible(entries, document.text)}
    ids = {(one.table, one.id): number for number, one in enumerate(entries) if one.id and id(one) in listed}
    ids |= {(e.table, f"line {e.block.line}"): number for number, e in enumerate(entries) if e.file == RECORDS_FILE}
    said = {name: number for number, one in enumerate(entries) for name in _names(one, document)}
    for severity, problems in (("error", errors), ("warning", warnings)):
        for problem in problems:
            record = problem.record
            number = ids.get((record.table, record.id), said.get(record.entry))
            if number is None:
                rest.append(_finding(severity, problem))
            elif not _is_awaited(entries[number], problem):
                found[number].append(_finding(severity, problem, of_entry=True))
    return found, rest


def _is_awaited(entry: Entry, problem: Problem) -> bool:
    """Whether a problem is that something is missing in an entry that is still to do: whoever fills it in knows."""
    return (
        entry.todo is not None and not problem.record.path and bool(problem.field) and problem.field not in entry.body
    )


def _reasons(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """The reasons that the file gives for each kind of candidate, and for waivers, most used first."""
    reasons = (one for one in entries if one.values.get("reason") and isinstance(one.values["reason"], str))
    given = grouped((str(one.values.get("kind", one.table)), one.values["reason"]) for one in reasons)
    return {kind: [reason for reason, _ in Counter(those).most_common()] for kind, those in given.items()}


def _names(entry: Entry, document: Document) -> Iterator[EntryName]:
    """How messages name an entry that has no id: by nothing but its table, or by its actor and its words."""
    if entry.table == "source":
        yield SOURCE
    for start, end in spans_in(entry.values.get("text", [])):
        number = paragraph_at(document.paragraphs, start)
        words = f"{shown(document.text[start:end])} in paragraph {number}"
        yield EntryName(entry.table, str(entry.values.get("actor_id", "")), words)


def _finding(severity: str, problem: Problem, of_entry: bool = False) -> dict[str, Any]:
    """A finding as a page has it. of_entry: it is shown with its entry, whose name then goes without saying."""
    where = ".".join(filter(None, (problem.record.below, problem.field)))
    message = problem.within if not of_entry else f"{where}: {problem.message}" if where else problem.message
    span = {"span": list(problem.span)} if problem.span else {}
    return {"severity": severity, "field": problem.key, "message": message, **span}
