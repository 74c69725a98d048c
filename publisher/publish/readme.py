"""The generated blocks of the root README: what the dataset is, what it holds, under which licence it is.

In: `schemas`, table name -> Table Schema (JSON); the Data Package descriptor; an excerpt of the tables. Out: Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.problem import counted
from publisher.publish.dictionary import DICTIONARY
from publisher.publish.excerpt import Days, Excerpt
from publisher.publish.listing import FORMAT_TITLES, ListedTable, link_files, list_tables
from publisher.publish.markdown import code, link, prose, table


def render_blocks(
    schemas: Mapping[str, Mapping[str, Any]], descriptor: Mapping[str, Any], excerpt: Excerpt
) -> dict[str, str]:
    """Name -> Markdown of the generated blocks of the root README."""
    tables = list_tables(schemas, descriptor)
    head = ["Table", "What it holds", "Rows", "Columns", *FORMAT_TITLES.values()]
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


def _facts(tables: Sequence[ListedTable], descriptor: Mapping[str, Any], excerpt: Excerpt) -> Iterator[tuple[str, str]]:
    """What a reader asks first, in a few words each."""
    rows = {entry.name: entry.rows or 0 for entry in tables}
    yield "Holds", f"{counted(sum(rows.values()), 'row')} in {counted(len(rows), 'table')}"
    articles, events = rows.get("sources", 0), rows.get("events", 0)
    yield "Articles", counted(articles, "article") + _days(articles, excerpt.days.get("sources"))
    yield "Events", counted(events, "event") + _possible_days(excerpt.days.get("events"))
    day = str(descriptor.get("created", ""))[:10]  # not that of a release: the next build would have to know of one
    yield "Version", f"{code(descriptor['version'])} of {prose(day)}" if "version" in descriptor else ""
    yield "Licence", _licences(descriptor)


def _days(rows: int, days: Days | None) -> str:
    """How many rows have a date, where some have none, and between which days (ISO 8601) all these dates lie."""
    if days is None:
        return ""
    dated = ", dated" if days.rows == rows else f"; {days.rows:,} with a date,"
    return f"{dated} {days.first}" if days.first == days.last else f"{dated} between {days.first} and {days.last}"


def _possible_days(days: Days | None) -> str:
    """How many events have a date, and its first and last possible day: "June 2024" may be any day of that month."""
    if days is None:
        return ""
    return f"; {days.rows:,} with a date, on {days.first} at the earliest and {days.last} at the latest"


def _licences(descriptor: Mapping[str, Any]) -> str:
    entries = descriptor.get("licenses", [])
    names = (prose(entry.get("title") or entry.get("name") or entry["path"]) for entry in entries)
    return ", ".join(link(name, "LICENSE-DATA") for name in names)
