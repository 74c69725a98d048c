"""Parquet: written with an explicit schema; read, from anybody, with care: every row that the footer counts is read, or
the file is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from publisher.formats import csv, parts
from publisher.formats.footer import Footer, read_footer
from publisher.formats.sink import Facts, Sink, Written
from publisher.schemas import Schema

END = "parquet"
"""The end of the names of its files."""
TITLE = "Parquet"
"""What people call it."""
TABLE_SCHEMA = "table_schema"
"""The key under which a file carries its Table Schema."""
ROW_GROUP = 65_536  # rows; fixed, so that the bytes do not depend on how batches arrive

UNREADABLE = (OSError, ValueError, LookupError, NotImplementedError, pa.ArrowCapacityError, pa.ArrowTypeError)
"""What pyarrow raises for damaged files. Not pyarrow.ArrowException: that is memory that runs out, too."""


def open_file(path: Path) -> tuple[pq.ParquetFile, Footer]:
    """The file and its footer. Raises what pyarrow raises for a file that is none, ValueError where the footer
    contradicts itself, OSError."""
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
        file.schema_arrow.names  # noqa: B018  they are decoded when they are asked for
    except UnicodeDecodeError:
        raise ValueError("the name of a column is not UTF-8") from None
    return file, read_footer(path)


def read_group(
    file: pq.ParquetFile, number: int, size: int, columns: Sequence[str] | None = None
) -> Iterator[pa.RecordBatch]:
    """The rows of one row group (0-based), at most `size` at a time; columns: those that are read, None: all. Texts may
    be no UTF-8.

    Raises what pyarrow raises for damaged pages, ValueError where other than the rows of the footer are read.
    """
    expected, rows = file.metadata.row_group(number).num_rows, 0
    names = None if columns is None else list(columns)
    for batch in file.iter_batches(size, [number], columns=names, use_threads=False):
        rows += batch.num_rows
        yield batch
    if rows != expected:
        raise ValueError(f"row group {number + 1} has {expected} rows, of which {rows} can be read")


def read_rows(paths: Iterable[Path], size: int, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """All rows of the parts of a table. Raises as `open_file` and `read_group`, and where a text is no UTF-8."""
    for path in paths:
        file, footer = open_file(path)
        for number in range(len(footer.groups)):
            for batch in read_group(file, number, size, columns):
                batch.validate(full=True)
                yield batch


class Writer:
    """Writes one table to a file, or several, while batches arrive."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._schema = schema.arrow
        self._metadata = metadata(schema)
        self._waiting: list[pa.RecordBatch] = []
        self._sink = Sink(path)
        self._writer = self._begun()

    def _begun(self) -> pq.ParquetWriter:
        # Without pyarrow's own copy of the schema the types are Parquet's native ones, and are there once.
        sink = cast("IO[bytes]", self._sink)
        writer = pq.ParquetWriter(sink, self._schema, compression="snappy", store_schema=False)
        writer.add_key_value_metadata(self._metadata)
        return writer

    def next(self, path: Path) -> None:
        """Ends the file, and goes on in another one. Raises OSError."""
        self._end()
        self._sink = Sink(path, self._sink)
        self._writer = self._begun()

    def write(self, batch: pa.RecordBatch, canonical: bytes | pa.Buffer) -> None:
        """Takes some rows. Raises OSError."""
        self._waiting.append(batch)
        if sum(waiting.num_rows for waiting in self._waiting) >= ROW_GROUP:
            self._flush(last=False)

    def close(self) -> Facts:
        """Ends the last file. Raises OSError."""
        self._end()
        return self._sink.facts

    def let_go(self) -> None:
        """Leaves the file as it is."""
        self._writer.is_open = False  # or it would write the rest when it is collected
        self._sink.let_go()

    def _end(self) -> None:
        if not self._sink.closed:
            self._flush(last=True)
            self._writer.close()
            self._sink.close()

    def _flush(self, *, last: bool) -> None:
        """Whole row groups go out, the rest waits; at the end it is the last, shorter one."""
        table = pa.Table.from_batches(self._waiting, self._schema)
        whole = table.num_rows if last else table.num_rows - table.num_rows % ROW_GROUP
        if whole:
            self._writer.write_table(table.slice(0, whole).combine_chunks(), row_group_size=ROW_GROUP)
        self._waiting = table.slice(whole).to_batches()


def metadata(schema: Schema) -> dict[str, str]:
    """The key-values that every file of a table carries: readable in DuckDB, polars and pyarrow."""
    described = {key: str(schema.descriptor[key]) for key in ("title", "description") if key in schema.descriptor}
    return described | {TABLE_SCHEMA: schema.line}


def describe(schema: Schema, written: Written) -> dict[str, Any]:
    """The resource of the descriptor."""
    # No `type` and no format `parquet`: with either, frictionless reads the file through pandas, turns empty whole
    # numbers into NaN and checks neither bytes nor hash. So it checks both, and the official profile accepts it.
    title = schema.descriptor.get("title")
    twin = f"{schema.name}.csv" if not written.files[END].parts else f"{parts.name(schema.name, csv.END, 1)} and so on"
    return {
        "name": f"{schema.name}-{END}",
        **({"title": f"{title} (Parquet)"} if title else {}),
        "description": f"The same rows as {twin}, with their types.",
        "path": parts.path_of(schema.name, END, written.files[END]),
        "format": "x-parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": f"schemas/{schema.name}.json",
        "bytes": written.files[END].bytes,
        "hash": f"sha256:{written.files[END].sha256}",
        # Parquet bytes change with the writer's release, the canonical CSV of the same rows does not.
        "fingerprint": f"sha256:{written.files[csv.END].sha256}",
        **parts.listed(schema.name, END, written.files[END]),
    }
