"""Canonical CSV: one table has one such form, so equal bytes mean equal tables; `check` rests on that.

UTF-8, LF, a header; a cell is quoted only if it holds comma, quote, CR or LF; null is empty; `true`, `false`; ISO
dates, instants `YYYY-MM-DDTHH:MM:SSZ`; numbers in shortest decimal without exponent, `.0` or `-0`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import array, scalar
from publisher.formats import parts
from publisher.formats.sink import Facts, Sink, Written
from publisher.schemas import Schema

END = "csv"
"""The end of the names of its files."""
TITLE = "CSV"
"""What people call it."""
_NEED_QUOTES = (",", '"', "\r", "\n")
_LARGE = 1 << 30  # bytes; an Arrow string array ends at 2 GB
_SEPARATOR, _EMPTY, _LINE, _QUOTE = (scalar(text, pa.string()) for text in (",", "", "\n", '"'))


class Writer:
    """Writes one table to a file, or several, while batches arrive."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._header = csv_header(schema.arrow)
        self._sink = Sink(path)
        self._sink.write(self._header)

    def next(self, path: Path) -> None:
        """Ends the file, and goes on in another one, with the header. Raises OSError."""
        self._sink = Sink(path, self._sink)
        self._sink.repeat(self._header)

    def write(self, batch: pa.RecordBatch, canonical: bytes | pa.Buffer) -> None:
        """Takes some rows. Raises OSError."""
        self._sink.write(canonical)

    def close(self) -> Facts:
        """Ends the last file. Raises OSError."""
        self._sink.close()
        return self._sink.facts

    def let_go(self) -> None:
        """Leaves the file as it is."""
        self._sink.let_go()


def describe(schema: Schema, written: Written) -> dict[str, Any]:
    """The resource of the descriptor."""
    return {
        "name": schema.name,
        "type": "table",
        "profile": "tabular-data-resource",  # the mark of version 1, which frictionless-r asks for
        **{key: schema.descriptor[key] for key in ("title", "description") if key in schema.descriptor},
        "path": parts.path_of(schema.name, END, written.files[END]),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": f"schemas/{schema.name}.json",
        "rows": written.rows,
        "fields": len(schema.fields),
        "bytes": written.files[END].bytes,
        "hash": f"sha256:{written.files[END].sha256}",
        **parts.listed(schema.name, END, written.files[END]),
    }


def csv_header(schema: pa.Schema) -> bytes:
    """The header line with its line feed."""
    return ",".join(quoted(name) for name in schema.names).encode() + b"\n"


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


def texts(column: pa.Array[Any]) -> pa.Array[Any]:
    """A column as its cells without the quotes of the CSV."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column.cast(pa.string())
    return csv_cells(column)


def ends(columns: Iterable[pa.Array[Any]]) -> list[Any]:
    """The least and the greatest value of each column that has any."""
    found = [end for column in columns for end in cast("Any", pc.min_max(column)).values()]
    return [end.as_py() for end in found if end.is_valid]


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


def quoted(cell: str) -> str:
    """A text as a cell."""
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in _NEED_QUOTES) else cell
