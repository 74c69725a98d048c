"""Record batches to the files of a table, in one pass: each format in which tables are published."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa

from publisher.formats import csv, parquet
from publisher.formats.sink import Written
from publisher.schemas import Schema

FORMATS = (csv, parquet)
"""A format is a module: END, the end of its files; TITLE, its name for people; Writer(path, schema), whose `write`
takes batches, each with its canonical CSV, and whose `close` gives the facts of the file; describe(schema, written),
its resource of the descriptor.
"""


class TableWriter:
    """Writes the files FOLDER/NAME.END of one table while batches arrive.

    Use as a context: `close` gives the counts and hashes. After an exception inside the context the files are left as
    they are: the caller throws the scratch folder away.
    """

    def __init__(self, folder: Path, schema: Schema) -> None:
        self._schema = schema.arrow
        self._writers = {form.END: form.Writer(folder / f"{schema.name}.{form.END}", schema) for form in FORMATS}
        self._rows = 0

    def write(self, batch: pa.RecordBatch, canonical: bytes | pa.Buffer | None = None) -> None:
        """Takes a batch of the schema's Arrow schema; canonical: its canonical CSV, where that is at hand. Raises
        ValueError for another schema, OSError."""
        if not batch.schema.equals(self._schema):
            raise ValueError(f"batch does not have the table's schema: {batch.schema}")
        text = csv.csv_bytes(batch) if canonical is None else canonical
        for writer in self._writers.values():
            writer.write(batch, text)
        self._rows += batch.num_rows

    def close(self) -> Written:
        """Ends the files and says what they hold. Raises OSError."""
        return Written(self._rows, {end: writer.close() for end, writer in self._writers.items()})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def describe_resources(schema: Schema, written: Written) -> list[dict[str, Any]]:
    """The resources of a table in the descriptor, one a format."""
    return [form.describe(schema, written) for form in FORMATS]
