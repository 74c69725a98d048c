"""The tables as they are: every row a row, every cell as published, references as links, and what is in each column.

What people read stands first, what only joins tables or says how a row was made last; a column that holds the same in
every row is a line above the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from . import columns
from .markup import Markup, tag
from .names import KINDS, row_id, span_id
from .parts import link, listed, scroll, section
from .view import SHOWN, Row, Table, View

Field = Mapping[str, Any]
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
    fields, alike = _columns(entry)
    body = tag(
        "table",
        tag("thead", tag("tr", (_head(entry, field) for field in fields))),
        tag("tbody", (_row(view, entry, fields, row, seen) for row in entry.rows)),
    )
    return tag(
        "section",
        tag("h3", entry.title, " ", tag("small", _count(entry))),
        tag("p", columns.prose(entry.schema["description"])),
        _alike(entry, alike),
        scroll(f"{entry.title}, table", body),
        columns.profile(entry, view.whole),
        id=entry.name,
        class_="table",
    )


def _count(entry: Table) -> str:
    if len(entry.rows) < entry.total:
        return f"first {len(entry.rows):,} of {entry.total:,} rows"
    return f"{entry.total:,} {'row' if entry.total == 1 else 'rows'}"


def _columns(entry: Table) -> tuple[list[Field], list[Field]]:
    """The columns in the order to read them, and those that hold the same in all rows that are here, or nothing."""
    alike = [
        field for field in entry.fields if entry.rows and field["name"] not in entry.key and _is_alike(entry, field)
    ]
    shown = [field for field in entry.fields if field not in alike]
    return sorted(shown, key=lambda field: _for_machines(entry, field)), alike


def _is_alike(entry: Table, field: Field) -> bool:
    values = {row[field["name"]] for row in entry.rows}
    return values == {None} or (len(values) == 1 and len(entry.rows) > 1)


def _for_machines(entry: Table, field: Field) -> bool:
    """Whether a column is there to join by or to say how the row was made: hashed ids, source, first span, method."""
    name = field["name"]
    hashed = "[0-9a-f]" in field["constraints"].get("pattern", "")
    return (
        hashed or name == "method" or (entry.references.get(name) in ("sources", "evidence") and name != entry.key[0])
    )


def _alike(entry: Table, fields: Sequence[Field]) -> Markup | None:
    """What the columns hold that are not shown."""
    if not fields:
        return None
    where = "in every row" if len(entry.rows) == entry.total else "in the rows shown here"
    first = entry.rows[0]
    same = [[tag("code", f["name"]), " ", plain(first[f["name"]])] for f in fields if first[f["name"]] is not None]
    empty = [tag("code", f["name"]) for f in fields if first[f["name"]] is None]
    return tag(
        "p",
        [f"Same {where}: ", listed(same), ". "] if same else None,
        [f"Empty {where}: ", listed(empty), "."] if empty else None,
        class_="note",
    )


def _right(field: Field) -> str | None:
    """Quantities stand on the right; codes that are numbers do not."""
    return "n" if field["type"] in ("integer", "number") and not field.get("codes") else None


def _head(entry: Table, field: Field) -> Markup:
    kind = None if field["type"] == "string" else field["type"]
    named = "key" if [field["name"]] == list(entry.key) else _right(field)
    return tag("th", field["name"], scope="col", class_=named, data_type=kind, data_codes=bool(field.get("codes")))


def _row(view: View, entry: Table, fields: Sequence[Field], row: Row, seen: set[str]) -> Markup:
    """seen: the addresses given so far; where two keys differ only in what an address cannot hold, the first has it."""
    address = _id(entry, row)
    first = address not in seen
    seen.add(address)
    return tag("tr", (_cell(view, entry, field, row) for field in fields), id=address if first else None)


def _cell(view: View, entry: Table, field: Field, row: Row) -> Markup:
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
    """Where a cell leads: a reference to the row it names, a key to the record beside the text, words to the text."""
    if not view.whole or (name == "source_id" and entry.name != "sources"):
        return None  # the row may not be here; the source is the same in every row
    if name == "record_id":
        return str(row[name])
    if name in entry.references:
        return row_id(entry.references[name], row[name])
    if entry.name == "evidence" and name == "exact":
        return span_id(row["source_id"], row["char_start"], row["char_end"])
    if [name] != list(entry.key):
        return None
    return str(row[name]) if entry.name in KINDS else None
