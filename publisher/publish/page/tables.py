"""The tables as they are: every row a row, every cell as published, references as links, and what is in each column.

What people read comes first, what only joins tables or says how a row was made last; a column that holds the same in
every row is a line above the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from markupsafe import escape

from .articles import path
from .names import KINDS, address_row, address_span
from .view import Field, Row, Table, View
from .words import name_column, read_value

LONG = 60  # characters; longer cells are wrapped
CUT = 160  # characters of a cell, and ...
ROOM = 12_000  # ... bytes of the rows of a table, where not all rows are here
CODES = 40  # meanings shown for one column
READ = ("label", "name", "content_text", "value_text", "counted_text")
"""What a row is about, in words; the first three are the name of a row, or as good as one."""
FIRST = ("title", "doc_id", "speaker_text", *READ, "exact")
"""Columns that come first, where they are not the key: who, then what."""
INSIDE = {"quoted_text": "content_text"}
"""Columns that repeat words of another one."""
LISTED = ("codes", "evidence")
"""Tables whose rows are not listed beside the text: the columns explain the codes, the records have the passages."""

Places = Mapping[str, str] | None
"""Evidence -> its address in the text; None where the text is not on the page."""


class Cell(NamedTuple):
    """A cell as the CSV has it. href: where it leads; kind: key, words, long, n for a number, or none."""

    text: str
    href: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What is in a column. filled: cells that are not empty; distinct: None where not all rows are at hand; codes:
    those that occur, how often, and what they mean; range: from the smallest to the largest, of texts by length."""

    field: Field
    filled: int
    distinct: int | None
    codes: Sequence[tuple[str, int, str]]
    range: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A table. head: its columns and the kind of each; rows: address and cells; the address is None where it is another
    row's already. same: columns not shown, since every row here has the same value, and that value; empty: those
    without any value; inside: those with words that another column has in every row, and that column."""

    table: Table
    head: Sequence[tuple[Field, str]]
    rows: Sequence[tuple[str | None, Sequence[Cell]]]
    same: Sequence[tuple[str, str]]
    empty: Sequence[str]
    inside: Sequence[tuple[str, str]]
    columns: Sequence[Column]

    def choices(self, field: Field) -> str:
        """The codes that a column may hold, with a space between them; nothing where they are too many to choose."""
        codes = ("true", "false") if field["type"] == "boolean" else field.get("codes") or ()
        return " ".join(codes) if len(codes) <= CODES else ""

    @property
    def labels(self) -> str:
        """A style that puts before each cell what its column holds, where a row is a card: after the first, which is
        the heading of the card."""
        names = [name_column(field["name"]) for field, _ in self.head[1:]]
        rule = '#{} .rows tr>:nth-child({})::before{{content:"{}"}}'
        return "".join(rule.format(self.table.name, place, name) for place, name in enumerate(names, 2))

    @property
    def complete(self) -> bool:
        """Whether all rows are here."""
        return len(self.rows) == self.table.total


def collect_tables(view: View) -> list[Shown]:
    """All tables, in the order of the descriptor. Raises OSError."""
    places = {row["evidence_id"]: address_span(row) for row in view.rows("evidence")} if view.whole else None
    return [_table(view, table, places) for table in view.tables.values()]


def _table(view: View, table: Table, places: Places) -> Shown:
    rows = () if view.whole and table.name in LISTED else table.rows
    columns = _profile(table) if view.whole else _footer(table)
    none = {column.field["name"]: None for column in columns if not column.filled}
    alike = {
        name: value for name, value in (_alike(table, rows) if view.whole else none).items() if name not in table.key
    }
    inside = [
        (one, other) for one, other in INSIDE.items() if view.whole and one not in alike and _repeats(rows, one, other)
    ]
    hidden = {*alike, *dict(inside)}
    fields = sorted((f for f in table.fields if f["name"] not in hidden), key=lambda f: _rank(table, f))
    head = [(field, _kind(table, field)) for field in fields]
    found = _rows(table, rows, head, partial(_href, view, table, places))
    return Shown(
        table=table,
        head=head,
        rows=list(found if view.whole else _few(found)),
        same=[(name, plain(value)) for name, value in alike.items() if value is not None],
        empty=[name for name, value in alike.items() if value is None],
        inside=inside,
        columns=columns,
    )


def _alike(table: Table, rows: Sequence[Row]) -> dict[str, Any]:
    """The columns that hold the same in every row, or nothing."""
    values = {field["name"]: {row[field["name"]] for row in rows} for field in table.fields}
    same = {name for name, found in values.items() if found == {None} or (len(found) == 1 and len(rows) > 1)}
    return {name: values[name].pop() for name in values if name in same}


def _repeats(rows: Sequence[Row], one: str, other: str) -> bool:
    """Whether a column has only words that another one has in the same row."""
    return all(one in row and (row[one] or "") in (row[other] or "") for row in rows)


def _rank(table: Table, field: Field) -> int:
    """The words that people read first, what is true or not, the rest, the remark on it, and last the key and what else
    is there for machines. A key of several columns is what the row says, and comes early."""
    if _is_for_machines(table, field):
        return 6
    if field["name"] in FIRST and len(table.key) == 1:
        return 0
    if field["name"] in table.key:
        return 5 if len(table.key) == 1 and any(one["name"] in READ for one in table.fields) else 2
    return 1 if field["type"] == "boolean" else 4 if field["name"] == "note" else 3


def _is_for_machines(table: Table, field: Field) -> bool:
    """Whether a column is there to join by or to say how the row was made: hashed ids, source, first span, method."""
    name = field["name"]
    hashed = "[0-9a-f]" in field["constraints"].get("pattern", "")
    joins = table.references.get(name) in ("sources", "evidence") and name != table.key[0]
    return hashed or name == "method" or joins


def _kind(table: Table, field: Field) -> str:
    if [field["name"]] == list(table.key) and not _is_for_machines(table, field):
        return "key"
    if field["name"] in READ[:3] and len(table.key) == 1:
        return "words"
    return "n" if field["type"] == "number" else ""


def _rows(
    table: Table, rows: Sequence[Row], head: Sequence[tuple[Field, str]], href: Callable[[Row, str], str | None]
) -> Iterator[tuple[str | None, Sequence[Cell]]]:
    """Where two keys differ only in what an address cannot hold, the first has it."""
    seen: set[str] = set()
    for row in rows:
        address = address_row(table.name, *(row[name] for name in table.key))
        yield None if address in seen else address, [_cell(row, *column, href) for column in head]
        seen.add(address)


def _few(rows: Iterator[tuple[str | None, Sequence[Cell]]]) -> Iterator[tuple[str | None, Sequence[Cell]]]:
    """The first of the rows that there is room for, at least one, with their long cells cut."""
    room = ROOM
    for address, cells in rows:
        short = [cell._replace(text=cut(cell.text)) for cell in cells]
        room -= sum(len(escape(cell.text).encode()) for cell in short)
        yield address if address and len(address) <= CUT else None, short
        if room < 0:
            return


def cut(words: str) -> str:
    """The words, or their beginning, which ends with a word unless that is too long."""
    if len(words) <= CUT:
        return words
    return f"{words[:CUT].rpartition(' ')[0] or words[:CUT]} …"


def _cell(row: Row, field: Field, kind: str, href: Callable[[Row, str], str | None]) -> Cell:
    if row[field["name"]] is None:
        return Cell("")
    words = plain(row[field["name"]])
    return Cell(words, href(row, field["name"]), kind or ("long" if len(words) > LONG else ""))


def plain(value: object) -> str:
    """A value as the CSV has it: true, 2025-06-04, 0.5, 300."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _href(view: View, table: Table, places: Places, row: Row, name: str) -> str | None:
    """Where a cell leads: what a row is about to the record beside its text, evidence to its words, a reference to its
    row. In an archive the text is on a page of its own, and the row may not be here."""
    about = table.name in KINDS and name == next((one for one in READ if one in row), table.key[0])
    if places is None:
        spans = table.name == "evidence" and name == "exact"
        to = address_span(row) if spans else row[table.key[0]]
        return f"{path(row['source_id'])}#{to}" if (about or spans) and row.get("source_id") in view.pages else None
    if name == "source_id" and table.name != "sources":
        return None  # it is the same in every row
    if about:
        return f"#{row[table.key[0]]}"
    if table.references.get(name) == "evidence":
        return f"#{places[row[name]]}" if row[name] in places else None
    return f"#{address_row(table.references[name], row[name])}" if name in table.references else None


def _profile(table: Table) -> list[Column]:
    """The columns of a table of which all rows are at hand."""
    cells = [(f, [row[f["name"]] for row in table.rows if row[f["name"]] is not None]) for f in table.fields]
    return [Column(f, len(values), len(set(values)), _codes(f, values), _range(f, values)) for f, values in cells]


def _codes(field: Field, values: Sequence[Any]) -> list[tuple[str, int, str]]:
    """The codes that occur, most frequent first, with what they mean."""
    codes: Mapping[str, str] = field.get("codes") or {}
    found = sorted(Counter(map(str, values)).items(), key=lambda entry: (-entry[1], entry[0])) if codes else []
    return [(code, count, codes.get(code, "")) for code, count in found[:CODES]]


def _range(field: Field, values: Sequence[Any]) -> str:
    if not values or (field.get("codes") and field["type"] == "string"):
        return ""
    if field["type"] == "boolean":
        return " or ".join(sorted(map(plain, set(values))))
    if field["type"] != "string":
        return _ends(min(values), max(values))
    return _ends(min(map(len, values)), max(map(len, values))) + " characters"


def _ends(low: Any, high: Any) -> str:
    first, last = (read_value({}, end).text if isinstance(end, int | float) else str(end) for end in (low, high))
    return first if first == last else f"{first} to {last}"


def _footer(table: Table) -> list[Column]:
    """The columns by what the Parquet files say of themselves: they cut long texts off, so only numbers and dates have
    a range."""
    found: list[Column] = []
    groups = [footer.row_group(group) for footer in table.footers for group in range(footer.num_row_groups)]
    for index, field in enumerate(table.fields):
        known: list[Any] = [entry for group in groups if (entry := group.column(index).statistics)]
        ends = [entry for entry in known if entry.has_min_max and field["type"] not in ("string", "boolean")]
        range_ = _ends(min(entry.min for entry in ends), max(entry.max for entry in ends)) if ends else ""
        found.append(Column(field, table.total - sum(entry.null_count for entry in known), None, (), range_))
    return found
