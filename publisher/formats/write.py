"""Record batches to canonical CSV and to Parquet, in one pass.

Canonical CSV: UTF-8, LF, a header; a cell is quoted only if it holds comma, quote, CR or LF; null is empty; `true`,
`false`; ISO dates, instants `YYYY-MM-DDTHH:MM:SSZ`; numbers in shortest decimal without exponent, `.0` or `-0`.
One table has one such form, so equal bytes mean equal tables: `check` rests on that.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from publisher.arrays import array, scalar
from publisher.schemas import Schema

TABLE_SCHEMA = "table_schema"
"""The key under which a Parquet file carries its Table Schema."""
ROW_GROUP = 65_536  # rows; fixed, so that the bytes do not depend on how batches arrive
_NEED_QUOTES = (",", '"', "\r", "\n")
_LARGE = 1 << 30  # bytes; an Arrow string array ends at 2 GB
_SEPARATOR, _EMPTY, _LINE, _QUOTE = (scalar(text, pa.string()) for text in (",", "", "\n", '"'))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of one table, as the descriptor declares it. Hashes are hex digits of SHA-256."""

    rows: int
    csv_bytes: int
    csv_sha256: str
    parquet_bytes: int
    parquet_sha256: str


def csv_header(schema: pa.Schema) -> bytes:
    """The header line with its line feed."""
    return ",".join(_quoted(name) for name in schema.names).encode() + b"\n"


def csv_bytes(batch: pa.RecordBatch) -> pa.Buffer:
    """The rows of a batch as canonical CSV without header, each line with its line feed.

    Values that the published form excludes (NaN, an empty text) come out as Arrow prints them: refusing is the
    business of `tabulate.to_batch` and of `check`.
    """
    if not batch.num_rows:
        return pa.py_buffer(b"")
    if batch.nbytes > _LARGE and batch.num_rows > 1:
        half = batch.num_rows // 2
        return pa.py_buffer(b"".join(bytes(csv_bytes(part)) for part in (batch[:half], batch[half:])))
    cells = [csv_cells(column) for column in batch.columns]
    cells[-1] = _joined([cells[-1], _LINE], _EMPTY)
    lines = _joined(cells, _SEPARATOR)
    # The lines lie one behind the other in memory, each with its line feed: that buffer is the CSV.
    return _text(lines)


def csv_cells(column: pa.Array[Any]) -> pa.Array[Any]:
    """A column as its cells (text, null stays null)."""
    kind = column.type
    if pa.types.is_floating(kind):
        return _plain_numbers(column.cast(pa.string()))
    if pa.types.is_timestamp(kind):
        # Without a zone the cast is twenty times faster, and the values are UTC already.
        text = column.cast(pa.timestamp("s"), safe=False).cast(pa.string())
        return pc.binary_replace_slice(pc.binary_replace_slice(text, 10, 11, "T"), 19, 20, "Z")
    if not pa.types.is_string(kind):
        return column.cast(pa.string())
    # A look at all bytes at once is hundreds of times faster than one at each cell, and mostly the answer is no.
    held = _text(column).to_pybytes()
    marks = [mark for mark in _NEED_QUOTES if mark.encode() in held]
    if not marks:
        return column
    special: Any = reduce(pc.or_, [pc.match_substring(column, mark) for mark in marks])
    inner = column.filter(special)
    if '"' in marks:
        inner = pc.replace_substring(inner, '"', '""')
    return cast("pa.Array[Any]", pc.replace_with_mask(column, special, _joined([_QUOTE, inner, _QUOTE], _EMPTY)))


def _joined(parts: list[Any], between: Any) -> pa.Array[Any]:
    """The cells of several columns as one text for each row; a null is empty."""
    joined = pc.binary_join_element_wise(*parts, between, null_handling="replace", null_replacement="")
    return cast("pa.Array[Any]", joined)


def _text(column: pa.Array[Any]) -> pa.Buffer:
    """The cells of a text column one behind the other (a null has no bytes)."""
    _, offsets, data = column.buffers()
    if offsets is None or data is None or not len(column):
        return pa.py_buffer(b"")
    ends = memoryview(cast("Any", offsets)).cast("i")
    return data[ends[column.offset] : ends[column.offset + len(column)]]


def _plain_numbers(text: pa.Array[Any]) -> pa.Array[Any]:
    """Arrow prints the shortest digits that give the number again, but 1e+10, 1e-7 and -0 with them."""
    held = _text(text).to_pybytes()
    if b"e" not in held and b"-0" not in held:
        return text
    odd = pc.match_substring_regex(text, r"e|^-0$")
    if not pc.any(odd).as_py():
        return text
    plain = [_plain_number(number) for number in text.filter(odd).to_pylist()]
    return cast(
        "pa.Array[Any]",
        pc.replace_with_mask(text, odd, array([number for number in plain if number is not None], pa.string())),
    )


def _plain_number(text: str | None) -> str | None:
    return None if text is None else "0" if text == "-0" else format(Decimal(text), "f")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in _NEED_QUOTES) else cell


class TableWriter:
    """Writes FOLDER/NAME.csv and FOLDER/NAME.parquet of one table while batches arrive.

    Use as a context: `close` gives the counts and hashes. After an exception inside the context the two files are
    left as they are: the caller throws the scratch folder away.
    """

    def __init__(self, folder: Path, schema: Schema) -> None:
        self._schema = schema.arrow
        self._csv = _Sink(folder / f"{schema.name}.csv")
        self._parquet = _Sink(folder / f"{schema.name}.parquet")
        # Without pyarrow's own copy of the schema the types are Parquet's native ones, and stand there once.
        self._writer = pq.ParquetWriter(
            cast("IO[bytes]", self._parquet), schema.arrow, compression="snappy", store_schema=False
        )
        self._writer.add_key_value_metadata(metadata(schema))
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0
        self._csv.write(csv_header(schema.arrow))

    def write(self, batch: pa.RecordBatch, csv: bytes | pa.Buffer | None = None) -> None:
        """Takes a batch of the schema's Arrow schema; csv: its canonical CSV, where that is at hand. Raises ValueError
        for another one."""
        if not batch.schema.equals(self._schema):
            raise ValueError(f"batch does not have the table's schema: {batch.schema}")
        self._csv.write(csv_bytes(batch) if csv is None else csv)
        self._rows += batch.num_rows
        self._waiting.append(batch)
        if sum(waiting.num_rows for waiting in self._waiting) >= ROW_GROUP:
            self._flush(last=False)

    def close(self) -> Written:
        """Ends both files and says what stands in them. Raises OSError."""
        self._flush(last=True)
        self._writer.close()
        self._csv.close()
        self._parquet.close()
        return Written(self._rows, self._csv.bytes, self._csv.sha256, self._parquet.bytes, self._parquet.sha256)

    def _flush(self, *, last: bool) -> None:
        """Whole row groups go out, the rest waits; at the end it is the last, shorter one."""
        table = pa.Table.from_batches(self._waiting, self._schema)
        whole = table.num_rows if last else table.num_rows - table.num_rows % ROW_GROUP
        if whole:
            self._writer.write_table(table.slice(0, whole).combine_chunks(), row_group_size=ROW_GROUP)
        self._waiting = table.slice(whole).to_batches()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()
        self._csv.close()
        self._parquet.close()


def metadata(schema: Schema) -> dict[str, str]:
    """The key-values that every Parquet file of a table carries: readable in DuckDB, polars and pyarrow."""
    described = {key: str(schema.descriptor[key]) for key in ("title", "description") if key in schema.descriptor}
    return described | {TABLE_SCHEMA: json.dumps(schema.descriptor, ensure_ascii=False, separators=(",", ":"))}


class _Sink:
    """A file that counts and hashes what is written to it; pyarrow takes it for a Python file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._hash = hashlib.sha256()
        self.bytes = 0

    @property
    def closed(self) -> bool:
        return self._file.closed

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, data: bytes | pa.Buffer) -> int:
        self._file.write(data)
        self._hash.update(data)
        written = len(data) if isinstance(data, bytes) else data.size
        self.bytes += written
        return written

    def tell(self) -> int:
        return self.bytes

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()
