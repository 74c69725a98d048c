"""The tables as they are: every row a row, every cell as published, references as links, and what is in each column.

What people read comes first, what only joins tables or says how a row was made last; a column that holds the same in
every row is a line above the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .columns import Column, profile
from .names import KINDS, address_row, address_span
from .view import Field, Row, Table, View

LONG = 60  # characters; longer cells are wrapped


@dataclass(frozen=True, slots=True)
class Head:
    """A column heading. kind: key, n for quantities, which are on the right, or nothing."""

    name: str
    type: str
    kind: str
    codes: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the CSV has it. target: the id that it links to; kind: key, n, long or nothing."""

    text: str
    target: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table. rows: address and cells; the address is None where it is another row's already. same: columns not shown,
    since every row here has the same value, and that value; empty: those without any value."""

    table: Table
    head: Sequence[Head]
    rows: Sequence[tuple[str | None, Sequence[Cell]]]
    same: Sequence[tuple[str, str]]
    empty: Sequence[str]
    columns: Sequence[Column]

    @property
    def complete(self) -> bool:
        """Whether all rows are here."""
        return len(self.rows) == self.table.total


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables, and the address of a row as an example."""

    shown: Sequence[Shown]
    example: str


def collect_tables(view: View) -> Tables:
    """All tables, in the order of the descriptor. Raises OSError."""
    first = next(iter(view.tables.values()))
    example = _address(first, first.rows[0]) if first.rows else first.name
    return Tables([_table(view, table) for table in view.tables.values()], example)


def _address(table: Table, row: Row) -> str:
    return address_row(table.name, *(row[field] for field in table.key))


def _table(view: View, table: Table) -> Shown:
    alike = [f for f in table.fields if table.rows and f["name"] not in table.key and _is_alike(table, f["name"])]
    fields = sorted((f for f in table.fields if f not in alike), key=lambda field: _is_for_machines(table, field))
    values = [(f["name"], table.rows[0][f["name"]]) for f in alike]
    return Shown(
        table=table,
        head=[_head(table, field) for field in fields],
        rows=list(_rows(view, table, fields)),
        same=[(name, plain(value)) for name, value in values if value is not None],
        empty=[name for name, value in values if value is None],
        columns=profile(table, view.whole),
    )


def _is_alike(table: Table, name: str) -> bool:
    """Whether a column holds the same in all rows that are here, or nothing."""
    values = {row[name] for row in table.rows}
    return values == {None} or (len(values) == 1 and len(table.rows) > 1)


def _is_for_machines(table: Table, field: Field) -> bool:
    """Whether a column is there to join by or to say how the row was made: hashed ids, source, first span, method."""
    name = field["name"]
    hashed = "[0-9a-f]" in field["constraints"].get("pattern", "")
    joins = table.references.get(name) in ("sources", "evidence") and name != table.key[0]
    return hashed or name == "method" or joins


def _kind(field: Field) -> str:
    """n for quantities; codes that are numbers are none."""
    return "n" if field["type"] in ("integer", "number") and not field.get("codes") else ""


def _head(table: Table, field: Field) -> Head:
    kind = "key" if [field["name"]] == list(table.key) else _kind(field)
    return Head(field["name"], field["type"], kind, bool(field.get("codes")))


def _rows(view: View, table: Table, fields: Sequence[Field]) -> Iterator[tuple[str | None, Sequence[Cell]]]:
    """Where two keys differ only in what an address cannot hold, the first has it."""
    seen: set[str] = set()
    for row in table.rows:
        address = _address(table, row)
        yield None if address in seen else address, [_cell(view, table, field, row) for field in fields]
        seen.add(address)


def _cell(view: View, table: Table, field: Field, row: Row) -> Cell:
    name, value = field["name"], row[field["name"]]
    if value is None:
        return Cell("")
    words = plain(value)
    kind = "key" if [name] == list(table.key) else "long" if len(words) > LONG else _kind(field)
    return Cell(words, _target(view, table, name, row), kind)


def plain(value: object) -> str:
    """A value as the CSV has it: true, 2025-06-04, 0.5, 300."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _target(view: View, table: Table, name: str, row: Row) -> str | None:
    """Where a cell leads: a reference to the row it names, a key to the record beside the text, words to the text."""
    if not view.whole or (name == "source_id" and table.name != "sources"):
        return None  # the row may not be here; the source is the same in every row
    if name == "record_id":
        return str(row[name])
    if name in table.references:
        return address_row(table.references[name], row[name])
    if table.name == "evidence" and name == "exact":
        return address_span(row["source_id"], row["char_start"], row["char_end"])
    if [name] != list(table.key):
        return None
    return str(row[name]) if table.name in KINDS else None
