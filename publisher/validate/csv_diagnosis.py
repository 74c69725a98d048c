"""What precisely is wrong with a CSV that is not in canonical form.

Only a block whose bytes differ from its own values written again comes here, so this reads like a person: record by
record, forgiving, naming line and cell. It gives the values it could read as well, so that keys and constraints are
checked in a faulty file too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import array, scalar
from publisher.finding import Finding
from publisher.formats.csv import csv_cells, csv_header
from publisher.schemas import Field, Schema
from publisher.validate.custom_formats import read_cell
from publisher.validate.forms import Reading
from publisher.validate.report import NAMED

BOM = b"\xef\xbb\xbf"
LISTED = 30  # names in a message
ROWS = 20_000  # in one block
_BLANK = re.compile(rb"(?:\r?\n)+")
_EMPTY = scalar("", pa.string())
_LINE_END = ("line_end", "the line ends with CR LF: end it with LF")
_UNCLOSED = "a quotation mark opens a cell that never closes: close it, or double it"
_STRAY = "a quotation mark stands inside a cell without quotes: quote the cell and double the mark"


@dataclass(frozen=True, slots=True)
class Block:
    """The rows that could be read of a stretch of CSV. lines: for each row its line in the file, from 1."""

    batch: pa.RecordBatch
    issues: tuple[Finding, ...]
    lines: Sequence[int]


@dataclass(frozen=True, slots=True)
class Record:
    """One row as text: cells, and the faults (rule, what to do) of its quotes and line end. count: of empty lines, how
    many follow one another."""

    line: int
    cells: list[str]
    faults: tuple[tuple[str, str], ...]
    count: int = 1

    @property
    def blank(self) -> bool:
        """Whether it is no row but an empty line."""
        return self.cells == [""]


def read_blocks(data: bytes, line: int, schema: Schema) -> Iterator[Block]:
    """Whole records of a CSV without header, the first of them on `line`: at most ROWS at a time."""
    records = read_records(data, line)
    while some := list(islice(records, ROWS)):
        rows = [(record.line, record.cells) for record in some if not record.blank]
        yield read_rows(rows, schema, counted(fault for record in some for fault in _faults(record, schema)))
    if not data.endswith(b"\n"):
        last = line + data.count(b"\n")
        issue = Finding(schema.name, f"line {last}", None, None, "final_line_feed", "end the file with a line feed")
        yield read_rows([], schema, (issue,))


def counted(issues: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of each rule the first issues; the last one stands for the others: a file may have one in every line."""
    found: dict[str, list[Finding]] = {}
    counts: Counter[str] = Counter()
    for issue in issues:
        first = found.setdefault(issue.rule, [])
        counts[issue.rule] += issue.count
        if len(first) < NAMED:
            first.append(issue)
    for rule, first in found.items():
        first[-1] = replace(first[-1], count=counts[rule] - sum(issue.count for issue in first[:-1]))
    return tuple(issue for first in found.values() for issue in first)


def read_rows(rows: Sequence[tuple[int, list[str]]], schema: Schema, issues: tuple[Finding, ...] = ()) -> Block:
    """Rows of cells (with their lines) as typed values; a cell that is none, or is written otherwise, is an issue."""
    width = len(schema.fields)
    cells = [(row + [""] * width)[:width] for _, row in rows]
    columns = list(zip(*cells, strict=True)) if cells else [()] * width
    values, faulty = [], []
    for position, (field, texts) in enumerate(zip(schema.fields, columns, strict=True)):
        column, readings = _typed(field, without_missing(field, array(texts, pa.string())))
        values.append(column)
        faulty += [(number, position, readings[text]) for number, text in enumerate(texts) if text in readings]
    places = [_place(schema, row, line) for line, row in rows] if faulty else []
    found = [
        Finding(
            schema.name,
            places[number],
            schema.names[position],
            cells[number][position],
            reading.rule or "",
            reading.message,
        )
        for number, position, reading in faulty
    ]
    batch = pa.RecordBatch.from_arrays(values, schema=_nullable(schema))
    return Block(batch, issues + tuple(found), [line for line, _ in rows])


def read_header(data: bytes, schema: Schema) -> tuple[int, list[Finding]]:
    """The first line of a CSV. Out: where its rows begin (0: the columns are not the schema's, the rows cannot be
    read), and what is wrong with it."""
    expected = csv_header(schema.arrow)
    if data.startswith(expected):
        return len(expected), []

    def fault(rule: str, value: str | None, message: str) -> Finding:
        return Finding(schema.name, "line 1", None, value, rule, message)

    issues = []
    first = next(read_records(data.removeprefix(BOM), 1, first=True), Record(1, [], ()))
    if data.startswith(BOM):
        issues.append(fault("byte_order_mark", None, "the file begins with a byte order mark: remove it"))
    issues += [fault(rule, None, message) for rule, message in first.faults]
    if not data:
        issues.append(fault("header", None, f"the file is empty: expected the header {listed(schema.names)}"))
        return 0, issues
    names = [cell.strip() for cell in first.cells]
    if names != first.cells:
        padded = next(cell for cell in first.cells if cell != cell.strip())
        issues.append(fault("header_space", padded, "a column name has white space around it: remove it"))
    start = data.find(b"\n") + 1
    if names == list(schema.names):
        return start, issues or [fault("needless_quotes", None, "write the header without quotes")]
    return 0, [*issues, fault("header", None, _header_fault(names, schema))]


def _header_fault(names: list[str], schema: Schema) -> str:
    expected = list(schema.names)
    for delimiter, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if ",".join(names).split(delimiter) == expected:
            return f"the cells are parted by {name}: write commas"
    if any("\r" in name for name in names):
        return "the lines end with CR: end them with LF"
    counts, known = Counter(names), set(expected)
    twice = sorted(name for name, count in counts.items() if count > 1)
    extra = [name for name in counts if name not in known]
    missing = [name for name in expected if name not in counts]
    parts = [
        f"{listed(found)} {what}"
        for found, what in ((twice, "stands twice"), (extra, "is not in the schema"), (missing, "is missing"))
        if found
    ]
    return "the columns are not the schema's: " + ("; ".join(parts) or f"put them in the order {listed(expected)}")


def listed(names: Sequence[str]) -> str:
    """Names for a message: the first ones, when there are many."""
    return ", ".join(names[:LISTED]) + (f" and {len(names) - LISTED} more" if len(names) > LISTED else "")


def read_records(data: bytes, line: int, *, first: bool = False) -> Iterator[Record]:
    """The records of a stretch of CSV; first: only its first line counts. Quotes that do not add up end at the line."""
    at = 0
    while at < len(data) and not (first and at):
        if blank := not first and _BLANK.match(data, at):
            count, returns = data.count(b"\n", at, blank.end()), data.count(b"\r", at, blank.end())
            yield Record(line, [""], (_LINE_END,) if returns else (), count)
            at, line = blank.end(), line + count
            continue
        end = _line_end(data, at)
        record = _record(line, data[at:end])
        if not first and data.count(b'"', at, end) % 2 and (close := _closing_line(data, end + 1)):
            whole = _record(line, data[at:close])
            if not any(rule in ("stray_quote", "unclosed_quote") for rule, _ in whole.faults):
                record, end = whole, close
        yield record
        line += data.count(b"\n", at, end) + 1
        at = end + 1


def _line_end(data: bytes, at: int) -> int:
    """Where the line that begins there ends: at its line feed, or with the data."""
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end


def _closing_line(data: bytes, at: int) -> int:
    """The end of the next line with an odd number of quotation marks; 0 when there is none."""
    quote = data.find(b'"', at)
    while quote >= 0:
        start, end = data.rfind(b"\n", at, quote) + 1 or at, _line_end(data, quote)
        if data.count(b'"', start, end) % 2:
            return end
        quote = data.find(b'"', end)
    return 0


def _record(line: int, raw: bytes) -> Record:
    faults: dict[str, str] = {}
    if raw.endswith(b"\r"):
        raw = raw[:-1]
        faults.update([_LINE_END])
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode(errors="replace")
        faults["encoding"] = "the line is not UTF-8: save the file as UTF-8"
    if '"' not in text:
        if "\r" in text:
            faults["lone_return"] = "a CR stands outside quotes: quote the cell, or end lines with LF"
        return Record(line, text.split(","), tuple(faults.items()))
    cells, found = _quoted_cells(text)
    return Record(line, cells, tuple(faults.items()) + found)


def _quoted_cells(text: str) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """The cells of a record with quotation marks, and what is wrong with these."""
    cells: list[str] = []
    faults: dict[str, str] = {}
    start = 0
    while start <= len(text):
        if text.startswith('"', start):
            end = _closing(text, start + 1)
            cell = text[start + 1 : end].replace('""', '"')
            if not any(mark in cell for mark in ',"\r\n'):
                faults["needless_quotes"] = "a cell is quoted that needs no quotes: remove them"
            comma = text.find(",", end + 1)
            comma = len(text) if comma < 0 else comma
            if end == len(text):
                faults["unclosed_quote"] = _UNCLOSED
            elif comma != end + 1:
                faults["stray_quote"] = _STRAY
                cell += text[end + 1 : comma]
        else:
            comma = text.find(",", start)
            comma = len(text) if comma < 0 else comma
            cell = text[start:comma]
            if '"' in cell:
                faults["stray_quote"] = _STRAY
            if "\r" in cell:
                faults["lone_return"] = "a CR stands outside quotes: quote the cell, or end lines with LF"
        cells.append(cell)
        start = comma + 1
    return cells, tuple(faults.items())


def _closing(text: str, start: int) -> int:
    """The mark that closes a quoted cell (doubled ones are text); the end of the text when there is none."""
    while True:
        end = text.find('"', start)
        if end < 0:
            return len(text)
        if not text.startswith('""', end):
            return end
        start = end + 2


def _faults(record: Record, schema: Schema) -> Iterator[Finding]:
    place = _place(schema, record.cells, record.line)
    for rule, message in record.faults:
        yield Finding(schema.name, place, None, None, rule, message, record.count)
    if record.blank:
        yield Finding(schema.name, place, None, None, "blank_line", "the line is empty: remove it", record.count)
    elif len(record.cells) != len(schema.fields):
        message = f"the row has {len(record.cells)} cells, the header {len(schema.fields)}: write one for each column"
        yield Finding(schema.name, place, None, None, "row_width", message)


def _place(schema: Schema, cells: list[str], line: int) -> str:
    """The primary key of a row as text; its line where the row has none, or not the cells to tell."""
    if len(cells) != len(schema.fields):
        return f"line {line}"
    positions = [schema.names.index(name) for name in schema.primary_key]
    key = [cells[position] for position in positions if cells[position]]
    return " ".join(key) if key and len(key) == len(positions) else f"line {line}"


def without_missing(field: Field, cells: Any) -> Any:
    """A column of texts with null for what the schema declares to be a missing value."""
    missing = pc.is_in(cells, value_set=array(field.missing_values, pa.string()))
    return pc.if_else(missing, scalar(None, pa.string()), cells)


def typed(field: Field, cells: Any) -> Any:
    """A column of texts as values; None when one of them is not in canonical form."""
    kind = field.arrow.type
    if not field.plain:
        return _declared(field, cells)
    if kind == pa.string():
        return cells
    try:
        column = cells.cast(kind)
    except pa.ArrowInvalid:
        return None
    return column if finite(column) and csv_cells(column).equals(cells) else None


def finite(column: Any) -> bool:
    """Whether every number is one: Arrow reads and writes `inf` and `nan`, which are no words of the standard."""
    return not pa.types.is_floating(column.type) or pc.all(pc.is_finite(column)).as_py() is not False


def _declared(field: Field, cells: Any) -> Any:
    """A column in a form of its own, each text of it read once; None when one does not read."""
    coded = cells.dictionary_encode()
    readings = [read_cell(field, text) for text in coded.dictionary.to_pylist()]
    if any(reading.rule for reading in readings):
        return None
    return array([reading.value for reading in readings], field.arrow.type).take(coded.indices)


def _typed(field: Field, cells: Any) -> tuple[Any, dict[str, Reading]]:
    """A column of texts as values, and what is wrong with those that are not canonical."""
    column = typed(field, cells)
    if column is not None:
        return column, {}
    kind, texts = field.arrow.type, cells.to_pylist()
    readings = {text: read_cell(field, text) for text in texts if text is not None}
    values = [None if text is None else readings[text].value for text in texts]
    return array(values, kind), {text: reading for text, reading in readings.items() if reading.rule}


def _nullable(schema: Schema) -> pa.Schema:
    """The Arrow schema for rows that may lack what is required."""
    return pa.schema([field.arrow.with_nullable(True) for field in schema.fields])
