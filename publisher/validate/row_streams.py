"""The rows of a table as a stream of pieces, from its CSV or from its Parquet file.

A piece is work still to be done (a function without arguments), so that several can be read at once; each is read by
itself and small, so that a file of any size needs the memory of a few pieces.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from publisher.finding import Finding
from publisher.formats import parquet
from publisher.formats.csv import csv_bytes
from publisher.formats.parquet import ROW_GROUP, open_file, read_group
from publisher.formats.parts import Parts
from publisher.schemas import Field, Schema
from publisher.validate.csv_diagnosis import (
    ROWS_AT_ONCE,
    CsvBlock,
    finite,
    listed,
    read_blocks,
    read_rows,
    typed,
    without_missing,
)
from publisher.validate.digests import WORKERS
from publisher.validate.parquet import check_statistics

BLOCK = 4 << 20  # bytes of CSV in one piece, to the end of a record
LONGEST_RECORD = 64 << 20  # bytes of a record that is read as one
# What a damaged or hostile file may raise in pyarrow; the check reports it and goes on. Memory that runs out is the
# machine's: it ends the check.
UNREADABLE = (*parquet.UNREADABLE, TypeError, OverflowError, csv.Error)
csv.field_size_limit(2**31 - 1)  # a long cell is not a fault
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RowPiece:
    """Rows as read. findings: what is wrong with how they are written. place: names a row (0-based) of the piece."""

    batch: pa.RecordBatch
    findings: tuple[Finding, ...]
    place: Callable[[int], str]


Work = Callable[[], Iterator[RowPiece]]


def in_order(pool: ThreadPoolExecutor, work: Iterator[Callable[[], Value]]) -> Iterator[Value]:
    """The results of the work in its order, a few of them under way at any time. Raises what the work raises."""
    waiting: list[Future[Value]] = []
    try:
        for task in work:
            waiting.append(pool.submit(task))
            if len(waiting) > WORKERS:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()
    finally:
        for future in waiting:
            future.cancel()


def parquet_work(parts: Parts, schema: Schema) -> Iterator[Work]:
    """One piece of work a row group. Raises UNREADABLE."""
    row = 1
    for path in parts.paths:
        _, footer = open_file(path)
        for number, group in enumerate(footer.groups):
            yield partial(_group, path, number, row, schema)
            row += group.rows


def _group(path: Path, number: int, row: int, schema: Schema) -> Iterator[RowPiece]:
    """The rows of a row group (0-based), the first of which is row `row` of the table."""
    file, footer = open_file(path)  # a file of one's own for each thread: readers share no state
    for batch in read_group(file, number, ROW_GROUP):
        batch.validate(full=True)
        check_statistics(batch, footer.groups[number])
        yield RowPiece(_conform(batch, schema), (), partial(_row, row))
        row += batch.num_rows


def _row(first: int, number: int) -> str:
    return f"row {first + number}"


def _conform(batch: pa.RecordBatch, schema: Schema) -> pa.RecordBatch:
    """The batch with the schema's columns and types. Raises UNREADABLE where a column is missing or cannot be cast."""
    if schema.plain and batch.schema.names == list(schema.names) and batch.schema.types == schema.arrow.types:
        return batch
    columns = [_valued(batch.column(field.name), field) for field in schema.fields]
    return pa.RecordBatch.from_arrays(columns, names=list(schema.names))


def _valued(column: Any, field: Field) -> Any:
    """A column of a Parquet file as the field's type. Raises UNREADABLE."""
    if pa.types.is_string(column.type) and not field.plain:  # the texts of the CSV
        found = typed(field, column)
        if found is None:
            raise ValueError(f"column {field.name}: the texts are not in the form that the field declares")
        return found
    # As text, a time has as many digits behind the second as its unit.
    return (column.cast(pa.time32("s")) if pa.types.is_time(column.type) else column).cast(field.arrow.type)


def csv_work(file: BinaryIO, line: int, schema: Schema) -> Iterator[Work]:
    """One piece of work for about BLOCK bytes. file: at the first row, which is on `line`."""
    for data in blocks(file):
        yield partial(_block, data, line, schema)
        line += _count(data, b"\n")


def _block(data: bytes, line: int, schema: Schema) -> Iterator[RowPiece]:
    batch = parse(data, schema)
    if batch is not None:
        yield RowPiece(batch, (), lambda row: f"line {line + _lines(batch[:row])}")
    else:
        yield from map(_piece, read_blocks(data, line, schema))


def _lines(batch: pa.RecordBatch) -> int:
    return csv_bytes(batch).to_pybytes().count(b"\n")


def _piece(block: CsvBlock) -> RowPiece:
    return RowPiece(block.batch, block.findings, lambda row: f"line {block.lines[row]}")


def parse(data: bytes, schema: Schema) -> pa.RecordBatch | None:
    """The rows of a block in canonical form; None when it is in another one.

    The proof is that the values, written again, give the same bytes: whatever the parser tolerates is found. Where
    a schema declares forms of its own, texts are read first, and then what they mean.
    """
    plain = schema.plain
    kinds = [(field.name, field.arrow.type if plain else pa.string()) for field in schema.fields]
    try:
        table = pacsv.read_csv(
            cast("Any", pa.BufferReader(data)),
            pacsv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=list(schema.names)),
            pacsv.ParseOptions(newlines_in_values=b'"' in data),
            pacsv.ConvertOptions(
                column_types=pa.schema(kinds),
                null_values=[""],
                true_values=["true"],
                false_values=["false"],
                strings_can_be_null=plain,
            ),
        )
    except UNREADABLE:
        return None
    batches = table.combine_chunks().to_batches()
    if len(batches) != 1 or not all(map(finite, batches[0].columns)) or not canonical(batches[0], data):
        return None
    return batches[0] if plain else _interpreted(batches[0], schema)


def _interpreted(texts: pa.RecordBatch, schema: Schema) -> pa.RecordBatch | None:
    """Cells as the values that they mean; None when one is not in canonical form."""
    pairs = zip(schema.fields, texts.columns, strict=True)
    columns = [typed(field, without_missing(field, cells)) for field, cells in pairs]
    if any(column is None for column in columns):
        return None
    return pa.RecordBatch.from_arrays(columns, names=list(schema.names))


def canonical(batch: pa.RecordBatch, data: bytes) -> bool:
    """Whether these bytes are the rows in canonical form."""
    return csv_bytes(batch).equals(pa.py_buffer(data))


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """The rest of a CSV in stretches that end with a record (the last one may not, and none that is longer than
    LONGEST_RECORD)."""
    rest, more = b"", BLOCK
    while data := file.read(more):
        data = rest + data
        end = _end_of_records(data)
        if not end and len(data) > LONGEST_RECORD:  # a quotation mark that never closes
            end = data.rfind(b"\n") + 1 or len(data)
        if end:
            yield data[:end]
        rest, more = data[end:], BLOCK if end else more * 2
    if rest:
        yield rest


def _count(data: bytes, mark: bytes) -> int:
    """How often a byte occurs: five times as fast as bytes.count."""
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == mark[0]))


def _end_of_records(data: bytes) -> int:
    """Behind the last line feed that is not inside quotes; data begins outside. 0: there is none."""
    quotes, end = _count(data, b'"'), len(data)
    while (cut := data.rfind(b"\n", 0, end)) >= 0:
        quotes -= data.count(b'"', cut, end)
        if quotes % 2 == 0:
            return cut + 1
        end = data.rfind(b'"', 0, cut)  # up to this one all line feeds are inside quotes
        quotes -= 1
    return 0


def dialect_work(parts: Parts, encoding: str, dialect: Mapping[str, Any], schema: Schema) -> Iterator[Work]:
    """One piece of work for some rows of a CSV with a dialect or an encoding of its own. Raises UNREADABLE."""
    with parts.open(encoding=codecs.lookup(encoding).name, newline="") as file:
        reader = csv.reader(
            file,
            delimiter=dialect.get("delimiter", ","),
            quotechar=dialect.get("quoteChar", '"'),
            doublequote=dialect.get("doubleQuote", True),
            escapechar=dialect.get("escapeChar"),
            skipinitialspace=dialect.get("skipInitialSpace", False),
            strict=True,  # a quotation mark that never closes would swallow the rows behind it
        )
        if dialect.get("header", True):
            names = next(reader, [])
            if names != list(schema.names):
                raise ValueError(f"the header is {listed(names)}, expected {listed(schema.names)}")
        rows = ((reader.line_num, row) for row in reader)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            yield partial(_rows, some, schema)


def _rows(rows: list[tuple[int, list[str]]], schema: Schema) -> Iterator[RowPiece]:
    faults = (_fault(schema, line, len(cells)) for line, cells in rows if len(cells) != len(schema.fields))
    yield _piece(read_rows([row for row in rows if row[1]], schema, tuple(faults)))


def _fault(schema: Schema, line: int, cells: int) -> Finding:
    """What is wrong with a row of another width than the header, or with an empty line."""
    if not cells:
        return Finding(schema.name, f"line {line}", None, None, "blank_line", "the line is empty: remove it")
    return Finding(schema.name, f"line {line}", None, None, "row_width", f"the row has {cells} cells")
