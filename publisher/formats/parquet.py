"""Parquet files from anybody, read with care: every row that the footer counts is read, or the file is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from publisher.formats.footer import Footer, read_footer

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


def read_rows(path: Path, size: int, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """All rows of a file. Raises as `open_file` and `read_group`, and where a text is no UTF-8."""
    file, footer = open_file(path)
    for number in range(len(footer.groups)):
        for batch in read_group(file, number, size, columns):
            batch.validate(full=True)
            yield batch
