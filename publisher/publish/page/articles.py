"""Which articles of an archive have a page of their own, and the rows of each: its text with the marked words, beside
the records that rest on them.

A page is a file, so that it can be read without a server and without a script, and that the page of the archive stays
small. Its name is the id of the article, checked against the schema, in a folder inside data/: a build replaces that
folder as a whole, so no page stays behind when its article is gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import array
from publisher.formats.parquet import ROW_GROUP, read_rows
from publisher.publish.ours import PAGES

from .view import Row, Table, View, dicts, paged

if TYPE_CHECKING:
    from .overview import Overview

FOLDER = PAGES
AT_ONCE = 500
"""Articles whose rows are in memory together."""
GROUP = 20
"""Articles whose pages are made together: few enough for several processes to share them out."""
OF_EVENTS = ("event_mentions", "event_actors", "event_places")

Rows = Mapping[str, Mapping[str, list[Row]]]
"""Article -> table -> its rows."""


def path(source: str) -> str:
    """The page of an article, in the package."""
    return f"{FOLDER}/{source}.html"


def choose(view: View, overview: Overview) -> frozenset[str]:
    """The articles that have a page: those that the overview names, then those of the rows on the page, which without a
    server has no other words of theirs, then the latest; as many as there is room for."""
    pattern = re.compile(view.tables["sources"].fields[0]["constraints"]["pattern"])
    listed = (row["source_id"] for table in view.tables.values() for row in table.rows if "source_id" in row)
    wanted = list(dict.fromkeys([*overview.called, *listed, *overview.latest]))[: paged(view)]
    return frozenset(source for source in wanted if pattern.fullmatch(source))


def groups(view: View) -> Iterator[Mapping[str, View]]:
    """The articles that have a page, by their ids, a group at a time: source_id -> a view of nothing but this article.
    Raises OSError."""
    pages = sorted(view.pages)
    for first in range(0, len(pages), AT_ONCE):
        found = sorted(_rows(view, pages[first : first + AT_ONCE]).items())
        for place in range(0, len(found), GROUP):
            yield {source: _alone(view, source, rows) for source, rows in found[place : place + GROUP]}


def _alone(view: View, source: str, rows: Mapping[str, list[Row]]) -> View:
    tables = {name: replace(table, rows=rows.get(name, ())) for name, table in view.tables.items()}
    texts = {source: view.texts[source]} if source in view.texts else {}
    return replace(view, tables=tables, texts=texts)


def _rows(view: View, pages: Sequence[str]) -> Rows:
    """Row by row of the tables to these articles."""
    found: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    homes: dict[str, str] = {}  # event or statement -> article
    named: defaultdict[str, set[str]] = defaultdict(set)  # actor -> articles
    for name in ("sources", "events", "statements", "figures", "evidence"):
        for row in _picked(view.tables[name], "source_id", pages):
            found[row["source_id"]][name].append(row)
            homes[row[view.tables[name].key[0]]] = row["source_id"]
            if row.get("record_table") == "actors":
                named[row["record_id"]].add(row["source_id"])
    for name, key in [*((name, "event_id") for name in OF_EVENTS), ("statement_actors", "statement_id")]:
        for row in _picked(view.tables[name], key, homes):
            found[homes[row[key]]][name].append(row)
    for row in _picked(view.tables["actors"], "actor_id", named):
        for source in named[row["actor_id"]]:
            found[source]["actors"].append(row)
    return found


def _picked(table: Table, column: str, wanted: Collection[str]) -> Iterator[Row]:
    """The rows that have one of these values in a column."""
    values = array(sorted(wanted), pa.string())
    for batch in read_rows(table.files, ROW_GROUP):
        yield from dicts(batch.filter(pc.is_in(batch.column(column), values)))
