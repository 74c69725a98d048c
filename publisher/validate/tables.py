"""One table of a package: its CSV and its Parquet file against its schema and against each other.

Where both files are there, the Parquet values are written again as CSV and compared with the bytes of the CSV: equal
bytes prove the canonical form of the one and the equality of both, and the CSV is never parsed. Only where they
differ is it read for itself, to say what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import scalar
from publisher.finding import Finding
from publisher.formats.csv import csv_bytes, csv_cells, csv_header
from publisher.formats.parts import Parts
from publisher.problem import shown
from publisher.schemas import Schema
from publisher.validate import keys
from publisher.validate.columns import NamedRows, cell, check_columns
from publisher.validate.constraints import Tests
from publisher.validate.csv_diagnosis import read_header
from publisher.validate.report import Log
from publisher.validate.row_streams import UNREADABLE, RowPiece, Work, csv_work, dialect_work, in_order, parquet_work
from publisher.validate.values import Memory

_NULL = scalar("\0", pa.string())
_BROKEN = {"row_width", "unclosed_quote", "stray_quote", "encoding"}  # rows like these differ from any other file's
HEADER = 1 << 20  # bytes; a longer header is no header


@dataclass(frozen=True, slots=True)
class Files:
    """Where a table lies. csv, parquet: None when there is none, or none that may be read.
    dialect, encoding: of the CSV; `canonical`: they are those of the published form."""

    schema: Schema
    csv: Parts | None
    parquet: Parts | None
    dialect: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"

    @property
    def canonical(self) -> bool:
        """Whether encoding and dialect are those in which this program writes a CSV."""
        dialect = self.dialect
        return (
            self.encoding.lower().replace("_", "-") in ("utf-8", "utf8")
            and dialect.get("delimiter", ",") == ","
            and dialect.get("quoteChar", '"') == '"'
            and dialect.get("lineTerminator", "\n") == "\n"
            and dialect.get("header", True) is True
            and dialect.get("doubleQuote", True) is True
            and dialect.get("escapeChar") is None
            and not dialect.get("skipInitialSpace", False)
        )


@dataclass(frozen=True, slots=True)
class Checks:
    """What the rows of a table are checked for. tests: by themselves; wanted: the keys that are kept, for the checks
    of all rows together."""

    tests: Tests
    wanted: keys.Wanted


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of a table when its rows have been read. source: the one of its files whose rows count, None when
    neither could be read; kept: its keys."""

    files: Files
    source: str | None
    rows: int = 0
    kept: keys.KeptKeys | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one piece gave. text: its rows written again as CSV, where that was asked for."""

    rows: int
    findings: list[Finding]
    taken: keys.Taken
    text: pa.Buffer | None


def check_table(files: Files, checks: Checks, memory: Memory, pool: ThreadPoolExecutor, log: Log) -> Checked:
    """Every check of one table that needs no other table. memory: for its keys. Raises nothing for faulty files: they
    are findings; DiskError."""
    parts = partial(_parts, checks=checks, pool=pool)
    if files.csv and files.parquet and files.canonical and files.schema.plain:
        kept = keys.KeptKeys(checks.wanted, memory)
        found = _as_one(files, files.csv, parts, kept)
        if found is not None:
            rows, findings = found
            log.add(findings)
            return Checked(files, "parquet", rows, kept)
        kept.close()
    for source in ("csv", "parquet"):
        if getattr(files, source) is None:
            continue
        kept, rows, broken = keys.KeptKeys(checks.wanted, memory), 0, False
        try:
            for part in parts(work(files, source, log), text=False):
                log.add(part.findings)
                broken = broken or any(finding.rule in _BROKEN for finding in part.findings)
                kept.add(part.taken)
                rows += part.rows
        except UNREADABLE as error:
            log.say(files.schema.name, f"{source}_unreadable", f"cannot be read: {error}")
            kept.close()
            continue
        except HeadlessError:
            kept.close()
            continue
        if source == "csv" and files.parquet and not broken:
            _compare(files, log)
        return Checked(files, source, rows, kept)
    return Checked(files, None)


def _as_one(
    files: Files, whole: Parts, parts: Callable[..., Iterator[Part]], kept: keys.KeptKeys
) -> tuple[int, list[Finding]] | None:
    """Rows and findings of the Parquet file, when the CSV is these rows in canonical form; else None. kept: takes its
    keys."""
    assert files.parquet is not None
    header = csv_header(files.schema.arrow)
    rows, findings = 0, list[Finding]()
    try:
        with whole.open() as csv:
            if csv.read(len(header)) != header:
                return None
            for part in parts(parquet_work(files.parquet, files.schema), text=True):
                assert part.text is not None
                if not part.text.equals(pa.py_buffer(csv.read(part.text.size))):
                    return None
                kept.add(part.taken)
                rows += part.rows
                findings += part.findings
            return None if csv.read(1) else (rows, findings)
    except UNREADABLE:
        return None


def _parts(work: Iterator[Work], checks: Checks, pool: ThreadPoolExecutor, *, text: bool) -> Iterator[Part]:
    """The work checked, in its order. text: with the rows written again as CSV."""

    tasks = (partial(_checked, task, checks, text) for task in work)
    return chain.from_iterable(in_order(pool, tasks))


def _checked(task: Work, checks: Checks, text: bool) -> list[Part]:
    return [_part(piece, checks, text) for piece in task()]


def _part(piece: RowPiece, checks: Checks, text: bool) -> Part:
    findings = [*piece.findings, *check_columns(checks.tests, piece.batch, piece.place)]
    written = csv_bytes(piece.batch) if text else None
    return Part(piece.batch.num_rows, findings, keys.taken(checks.wanted, piece.batch), written)


class HeadlessError(Exception):
    """The header is not the schema's: the rows of this CSV cannot be read."""


def work(files: Files, source: str, log: Log) -> Iterator[Work]:
    """The rows of a table from one of its files. Raises UNREADABLE, and HeadlessError after logging what is wrong."""
    if source == "parquet":
        assert files.parquet is not None
        yield from parquet_work(files.parquet, files.schema)
        return
    assert files.csv is not None
    if not files.canonical:
        yield from dialect_work(files.csv, files.encoding, files.dialect, files.schema)
        return
    with files.csv.open() as csv:
        yield from csv_work(csv, _behind_header(csv, files.schema, log) + 1, files.schema)


def _behind_header(csv: BinaryIO, schema: Schema, log: Log) -> int:
    """Moves the file to its first row. Out: the lines of the header. Raises HeadlessError."""
    data = csv.read(max(HEADER, 2 * len(csv_header(schema.arrow))))
    start, findings = read_header(data, schema)
    log.add(findings)
    if not start:
        log.note(f"{schema.name}: rows of the CSV (its header is wrong)")
        raise HeadlessError
    csv.seek(start)
    return data.count(b"\n", 0, start)


def pieces(files: Files, source: str) -> Iterator[RowPiece]:
    """The rows once more, one piece after the other, for whoever looks for those at fault."""
    for task in work(files, source, Log()):
        yield from task()


def _compare(files: Files, log: Log) -> None:
    """Says where CSV and Parquet differ. Logs UNREADABLE Parquet."""
    name = files.schema.name
    try:
        for left, right, place in _side_by_side(pieces(files, "csv"), pieces(files, "parquet")):
            for column in files.schema.names:
                unequal = _unequal(left.column(column), right.column(column))
                if unequal is not None:
                    log.add(_differences(NamedRows(files.schema, left, place), right, unequal, column))
    except UnequalError as error:
        log.say(name, "csv_parquet_rows", str(error))
    except UNREADABLE as error:
        log.say(name, "parquet_unreadable", f"the Parquet file cannot be read: {error}")


class UnequalError(Exception):
    """One file has more rows than the other."""


def _differences(left: NamedRows, right: pa.RecordBatch, unequal: Any, column: str) -> Iterator[Finding]:
    """The rows of a mask, in which two columns differ. left, right: those of the CSV and of the Parquet file."""
    rows = pc.indices_nonzero(unequal).to_pylist()
    for number, row in enumerate(rows[:3]):
        other = cell(right, column, row)
        has = "no value" if other is None else shown(other)
        message = f"the Parquet file has {has}: write both from the same table"
        count = len(rows) - 2 if number == 2 else 1
        value = cell(left.batch, column, row)
        yield Finding(left.schema.name, left.name(row), column, value, "csv_parquet", message, count)


def _shifted(place: Callable[[int], str], offset: int, row: int) -> str:
    return place(offset + row)


def _unequal(left: Any, right: Any) -> Any:
    """The rows in which two columns differ, as a mask, or None."""
    if left.equals(right):
        return None
    texts = [pc.coalesce(csv_cells(side), _NULL) for side in (left, right)]
    found = pc.not_equal(*texts)
    return found if pc.any(found).as_py() else None


def _side_by_side(
    left: Iterator[RowPiece], right: Iterator[RowPiece]
) -> Iterator[tuple[pa.RecordBatch, pa.RecordBatch, Callable[[int], str]]]:
    """Two streams cut to pieces of equal length. Raises UnequalError when one is longer."""
    ones, others = ((piece for piece in side if piece.batch.num_rows) for side in (left, right))
    one, other, rows = next(ones, None), next(others, None), 0
    at = there = 0  # how much of the two is done
    while one and other:
        length = min(one.batch.num_rows - at, other.batch.num_rows - there)
        yield one.batch[at : at + length], other.batch[there : there + length], partial(_shifted, one.place, at)
        at, there, rows = at + length, there + length, rows + length
        if at == one.batch.num_rows:
            one, at = next(ones, None), 0
        if there == other.batch.num_rows:
            other, there = next(others, None), 0
    if one or other:
        longer = "CSV" if one else "Parquet file"
        raise UnequalError(
            f"the {longer} has rows after the first {rows}, the other file ends there: write both from the same table"
        )
