"""The tables as they are: every row a row, every cell as published, references as links, and what is in each column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from . import columns
from .markup import Markup, tag
from .names import KINDS, row_id, span_id
from .parts import link, scroll, section
from .view import SHOWN, Row, Table, View

LONG = 60  # characters; longer cells are wrapped


def tables(view: View) -> Markup:
    """All tables, in the order of the descriptor."""
    every = view.tables.values()
    part = "Cells stand as they are published; an empty cell is null. "
    rest = "" if view.whole else f"Of each table the first {SHOWN:,} rows; the files have them all. "
    address = ["An address such as ", tag("code", f"#{_example(view)}"), " leads to a row."]
    jump = tag("ul", (tag("li", link(entry.title, entry.name)) for entry in every), class_="jump")
    return section("tables", [part, rest, address], jump, (_table(view, entry) for entry in every))


def _example(view: View) -> str:
    entry = next(iter(view.tables.values()))
    return _id(entry, entry.rows[0]) if entry.rows else entry.name


def _id(entry: Table, row: Row) -> str:
    return row_id(entry.name, *(row[field] for field in entry.key))


def _table(view: View, entry: Table) -> Markup:
    seen: set[str] = set()
    body = tag(
        "table",
        tag("thead", tag("tr", map(_head, entry.fields))),
        tag("tbody", (_row(view, entry, row, seen) for row in entry.rows)),
    )
    return tag(
        "section",
        tag("h3", entry.title, " ", tag("small", _count(entry))),
        tag("p", columns.prose(entry.schema["description"])),
        scroll(f"{entry.title}, table", body),
        columns.profile(entry, view.whole),
        id=entry.name,
        class_="table",
    )


def _count(entry: Table) -> str:
    if len(entry.rows) < entry.total:
        return f"first {len(entry.rows):,} of {entry.total:,} rows"
    return f"{entry.total:,} {'row' if entry.total == 1 else 'rows'}"


def _right(field: Mapping[str, Any]) -> str | None:
    """Quantities stand on the right; codes that are numbers do not."""
    return "n" if field["type"] in ("integer", "number") and not field.get("codes") else None


def _head(field: Mapping[str, Any]) -> Markup:
    kind = None if field["type"] == "string" else field["type"]
    return tag(
        "th", field["name"], scope="col", class_=_right(field), data_type=kind, data_codes=bool(field.get("codes"))
    )


def _row(view: View, entry: Table, row: Row, seen: set[str]) -> Markup:
    """seen: the addresses given so far; where two keys differ only in what an address cannot hold, the first has it."""
    address = _id(entry, row)
    first = address not in seen
    seen.add(address)
    return tag("tr", (_cell(view, entry, field, row) for field in entry.fields), id=address if first else None)


def _cell(view: View, entry: Table, field: Mapping[str, Any], row: Row) -> Markup:
    name, value = field["name"], row[field["name"]]
    if value is None:
        return tag("td")
    words = plain(value)
    target = _target(view, entry, name, row)
    content = link(words, target) if target else words
    if [name] == list(entry.key):
        return tag("th", content, scope="row")
    return tag("td", content, class_="long" if len(words) > LONG else _right(field))


def plain(value: object) -> str:
    """A value as the CSV has it: true, 2025-06-04, 0.5, 300."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _target(view: View, entry: Table, name: str, row: Row) -> str | None:
    """Where a cell leads: a reference to the row it names, a key to the record beside the text or to its words."""
    if not view.whole or (name == "source_id" and entry.name != "sources"):
        return None  # the row may not be here; the source is the same in every row
    if name == "record_id":
        return str(row[name])
    if name in entry.references:
        return row_id(entry.references[name], row[name])
    if [name] != list(entry.key):
        return None
    if entry.name == "evidence":
        return span_id(row["source_id"], row["char_start"], row["char_end"])
    return str(row[name]) if entry.name in KINDS else None
