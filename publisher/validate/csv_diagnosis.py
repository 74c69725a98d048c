"""What precisely is wrong with a CSV that is not in canonical form.

Only a block whose bytes differ from its own values written again comes here, so this reads like a person: record by
record, forgiving, naming line and cell. It gives the values it could read as well, so that keys and constraints are
checked in a faulty file too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import array, scalar
from publisher.finding import Finding
from publisher.formats.csv import csv_cells, csv_header
from publisher.schemas import Field, Schema
from publisher.validate.csv_records import CsvRecord, read_records
from publisher.validate.custom_formats import read_cell
from publisher.validate.forms import CellReading

BOM = b"\xef\xbb\xbf"
LISTED_NAMES = 30  # names in a message
ROWS_AT_ONCE = 20_000  # in one block


@dataclass(frozen=True, slots=True)
class CsvBlock:
    """The rows that could be read of a stretch of CSV. lines: for each row its line in the file, from 1."""

    batch: pa.RecordBatch
    findings: tuple[Finding, ...]
    lines: Sequence[int]


def read_blocks(data: bytes, line: int, schema: Schema) -> Iterator[CsvBlock]:
    """Whole records of a CSV without header, the first of them on `line`: at most ROWS_AT_ONCE at a time."""
    records = read_records(data, line)
    while some := list(islice(records, ROWS_AT_ONCE)):
        rows = [(record.line, record.cells) for record in some if not record.blank]
        yield read_rows(rows, schema, tuple(fault for record in some for fault in _faults(record, schema)))
    if not data.endswith(b"\n"):
        last = line + data.count(b"\n")
        finding = Finding(schema.name, f"line {last}", None, None, "final_line_feed", "end the file with a line feed")
        yield read_rows([], schema, (finding,))


def read_rows(rows: Sequence[tuple[int, list[str]]], schema: Schema, findings: tuple[Finding, ...] = ()) -> CsvBlock:
    """Rows of cells (with their lines) as typed values; a cell that is none, or is written otherwise, is a finding."""
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
    return CsvBlock(batch, findings + tuple(found), [line for line, _ in rows])


def read_header(data: bytes, schema: Schema) -> tuple[int, list[Finding]]:
    """The first line of a CSV. Out: where its rows begin (0: the columns are not the schema's, the rows cannot be
    read), and what is wrong with it."""
    expected = csv_header(schema.arrow)
    if data.startswith(expected):
        return len(expected), []

    def fault(rule: str, value: str | None, message: str) -> Finding:
        return Finding(schema.name, "line 1", None, value, rule, message)

    findings = []
    first = next(read_records(data.removeprefix(BOM), 1, first=True), CsvRecord(1, [], ()))
    if data.startswith(BOM):
        findings.append(fault("byte_order_mark", None, "the file begins with a byte order mark: remove it"))
    findings += [fault(rule, None, message) for rule, message in first.faults]
    if not data:
        findings.append(fault("header", None, f"the file is empty: expected the header {listed(schema.names)}"))
        return 0, findings
    names = [cell.strip() for cell in first.cells]
    if names != first.cells:
        padded = next(cell for cell in first.cells if cell != cell.strip())
        findings.append(fault("header_space", padded, "a column name has white space around it: remove it"))
    start = data.find(b"\n") + 1
    if names == list(schema.names):
        return start, findings or [fault("needless_quotes", None, "write the header without quotes")]
    return 0, [*findings, fault("header", None, _header_fault(names, schema))]


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
        for found, what in ((twice, "is there twice"), (extra, "is not in the schema"), (missing, "is missing"))
        if found
    ]
    return "the columns are not the schema's: " + ("; ".join(parts) or f"put them in the order {listed(expected)}")


def listed(names: Sequence[str]) -> str:
    """Names for a message: the first ones, when there are many."""
    return ", ".join(names[:LISTED_NAMES]) + (
        f" and {len(names) - LISTED_NAMES} more" if len(names) > LISTED_NAMES else ""
    )


def _faults(record: CsvRecord, schema: Schema) -> Iterator[Finding]:
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


def _typed(field: Field, cells: Any) -> tuple[Any, dict[str, CellReading]]:
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
