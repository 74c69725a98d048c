"""The generated blocks of the root README: what the dataset is, what it holds, under which licence it is.

In: `schemas`, table name -> Table Schema (JSON); the Data Package descriptor; an excerpt of the tables. Out: Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.publish.dictionary import DICTIONARY
from publisher.publish.excerpt import Excerpt
from publisher.publish.listing import FORMATS, Table, link_files, list_tables
from publisher.publish.markdown import code, link, prose, table


def render_blocks(
    schemas: Mapping[str, Mapping[str, Any]], descriptor: Mapping[str, Any], excerpt: Excerpt
) -> dict[str, str]:
    """Name -> Markdown of the generated blocks of the root README."""
    tables = list_tables(schemas, descriptor)
    head = ["Table", "What it holds", "Rows", "Columns", *FORMATS.values()]
    rows = [
        [
            link(code(entry.name), f"{DICTIONARY}#{entry.name}"),
            prose(entry.summary),
            entry.size,
            str(len(entry.fields)),
            *link_files(entry, "."),
        ]
        for entry in tables
    ]
    facts = [[prose(name), fact] for name, fact in _facts(tables, descriptor, excerpt) if fact]
    return {
        "about": table(["Dataset", prose(descriptor.get("title", ""))], facts),
        "contents": table(head, rows, right={2, 3, 4, 5}),
        "licence": f"Data: {_licences(descriptor)}.",
    }


def _facts(tables: Sequence[Table], descriptor: Mapping[str, Any], excerpt: Excerpt) -> Iterator[tuple[str, str]]:
    """What a reader asks first, in a few words each."""
    rows = {entry.name: entry.rows or 0 for entry in tables}
    yield "Holds", f"{_counted(sum(rows.values()), 'row')} in {_counted(len(rows), 'table')}"
    yield "Articles", _counted(rows.get("sources", 0), "article") + _days(", dated", excerpt.days.get("sources"))
    yield "Events", _counted(rows.get("events", 0), "event") + _days("; with a date:", excerpt.days.get("events"))
    day = str(descriptor.get("created", ""))[:10]  # not that of a release: the next build would have to know of one
    yield "Version", f"{code(descriptor['version'])} of {prose(day)}" if "version" in descriptor else ""
    yield "Licence", _licences(descriptor)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _days(words: str, ends: tuple[str, str] | None) -> str:
    """Days as ISO 8601, the same in every language."""
    return f"{words} {' to '.join(dict.fromkeys(ends))}" if ends else ""


def _licences(descriptor: Mapping[str, Any]) -> str:
    entries = descriptor.get("licenses", [])
    names = (prose(entry.get("title") or entry.get("name") or entry["path"]) for entry in entries)
    return ", ".join(link(name, "LICENSE-DATA") for name in names)
