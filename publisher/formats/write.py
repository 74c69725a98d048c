"""Record batches to the files of a table, in one pass: each format in which tables are published."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa

from publisher.formats import csv, parquet, parts
from publisher.formats.sink import Written
from publisher.schemas import Schema

FORMATS = (csv, parquet)
"""A format is a module: END, the end of its files; TITLE, its name for people; Writer(path, schema), whose `write`
takes batches, each with its canonical CSV, whose `next` goes on in another file, whose `close` gives the facts of
the files, and whose `let_go` leaves them unfinished; describe(schema, written), its resource of the descriptor.
"""
_SOUGHT = 1 / 2  # of the largest size: from there on a part may end
_EVERY = 1 / 8  # of the largest size: so far it is from one place where it may end to the next, on average
_ROW = 4096  # bytes of a last row that are looked at


class TableWriter:
    """Writes the files FOLDER/NAME.END of one table while batches arrive, in parts where it is large.

    A part ends behind a batch, of which the last row says by its hash whether it may; so where some rows change, other
    parts keep their bytes. The parts of all formats have the same rows. Use as a context: `close` gives the counts and
    hashes. After an exception inside the context the files are left as they are, since to end them might raise once
    more: the caller throws the scratch folder away.
    """

    def __init__(self, folder: Path, schema: Schema, largest: int = parts.LARGEST_PART) -> None:
        """largest: bytes of CSV that no part exceeds, unless a single row does."""
        self._folder, self._name = folder, schema.name
        self._schema = schema.arrow
        self._header = len(csv.csv_header(schema.arrow))
        self._largest = largest
        self._writers = {form.END: form.Writer(folder / parts.name(schema.name, form.END), schema) for form in FORMATS}
        self._rows = 0
        self._part, self._size, self._full = 1, self._header, False

    def write(self, batch: pa.RecordBatch, canonical: bytes | pa.Buffer | None = None) -> None:
        """Takes a batch of the schema's Arrow schema; canonical: its canonical CSV, where that is at hand. Raises
        ValueError for another schema, OSError."""
        if not batch.schema.equals(self._schema):
            raise ValueError(f"batch does not have the table's schema: {batch.schema}")
        text = csv.csv_bytes(batch) if canonical is None else canonical
        if self._header + len(text) > self._largest and batch.num_rows > 1:
            half = batch.num_rows // 2
            self.write(batch[:half])
            self.write(batch[half:])
        elif batch.num_rows:
            if self._full or (self._size + len(text) > self._largest and self._size > self._header):
                self._next()
            for writer in self._writers.values():
                writer.write(batch, text)
            self._rows += batch.num_rows
            self._size += len(text)
            self._full = self._size >= self._largest * _SOUGHT and _may_end(text, self._largest * _EVERY)

    def _next(self) -> None:
        """Goes on in another part."""
        self._part, self._size, self._full = self._part + 1, self._header, False
        for end, writer in self._writers.items():
            writer.next(self._folder / parts.name(self._name, end, self._part))
            if self._part == 2:  # until now the first one was the only one
                (self._folder / parts.name(self._name, end)).rename(self._folder / parts.name(self._name, end, 1))

    def close(self) -> Written:
        """Ends the files and says what they hold. Raises OSError."""
        return Written(self._rows, {end: writer.close() for end, writer in self._writers.items()})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            for writer in self._writers.values():
                writer.let_go()


def describe_resources(schema: Schema, written: Written) -> list[dict[str, Any]]:
    """The resources of a table in the descriptor, one a format."""
    return [form.describe(schema, written) for form in FORMATS]


def _may_end(text: bytes | pa.Buffer, distance: float) -> bool:
    """Whether a part may end behind these lines. A hash of the last row decides: on average every `distance` bytes."""
    tail = memoryview(text)[-_ROW:].tobytes()
    row = tail[tail.rfind(b"\n", 0, -1) + 1 :]
    drawn = int.from_bytes(hashlib.sha256(row).digest()[:8]) / 2**64
    return drawn < 1 - math.exp(-len(text) / distance)
