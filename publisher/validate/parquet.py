"""The Parquet file of a table: its schema, its metadata, how it is compressed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from publisher.formats.write import metadata
from publisher.rules.issue import Issue
from publisher.schemas import Schema
from publisher.validate.csv_diagnosis import listed

# How the types that we publish are stored and compared.
_STORED: dict[pa.DataType, pa.DataType] = {
    pa.string(): pa.binary(),
    pa.int64(): pa.int64(),
    pa.float64(): pa.float64(),
    pa.date32(): pa.int32(),
    pa.timestamp("us", "UTC"): pa.int64(),
}
COMPRESSIONS = {"SNAPPY", "UNCOMPRESSED"}  # the ones that every reader has


def check_schema(path: Path, schema: Schema, *, ours: bool) -> Iterator[Issue]:
    """The columns are the schema's, in order and type. ours: also required = not null, our metadata and no other.

    Raises what pyarrow raises for a file that is none.
    """
    file = pq.ParquetFile(path)
    found = file.schema_arrow

    def issue(field: str | None, value: str | None, rule: str, message: str) -> Issue:
        return Issue(schema.name, None, field, value, rule, message)

    if found.names != list(schema.names):
        yield issue(None, listed(found.names), "parquet_columns", f"expected {listed(schema.names)}")
        return
    for column, expected in zip(found, schema.arrow, strict=True):
        if ours and column.type != expected.type:
            yield issue(column.name, str(column.type), "parquet_type", f"write it as {expected.type}")
        if ours and column.nullable != expected.nullable:
            state = "nullable" if expected.nullable else "not null"
            yield issue(column.name, None, "parquet_nullable", f"the schema says {state}: write it so")
    if ours:
        yield from _metadata(file, schema)


def _metadata(file: pq.ParquetFile, schema: Schema) -> Iterator[Issue]:
    found = {
        key.decode(errors="replace"): value.decode(errors="replace")
        for key, value in (file.metadata.metadata or {}).items()
    }
    for key, value in metadata(schema).items():
        same = found.get(key) == value or (key == "table_schema" and _json(found.get(key)) == schema.descriptor)
        if not same:
            yield Issue(
                schema.name,
                None,
                None,
                found.get(key),
                "parquet_metadata",
                f"{key} is not that of the schema: build again",
            )
    for key in sorted(set(found) - set(metadata(schema))):
        yield Issue(schema.name, None, None, key, "parquet_metadata", "does not belong into the file: build again")
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    used = {group.column(number).compression for group in groups for number in range(group.num_columns)}
    for name in sorted(used - COMPRESSIONS):
        yield Issue(schema.name, None, None, name, "parquet_compression", "not every reader has it: write SNAPPY")


def check_statistics(batch: pa.RecordBatch, group: pq.RowGroupMetaData) -> None:
    """Readers skip a row group where its statistics say that a value cannot be in it. Raises ValueError where a value
    is beyond them. Types that are not stored as they are compared are left out."""
    if group.num_columns != batch.num_columns:  # nested columns
        return
    for number, column in enumerate(batch.columns):
        found = group.column(number).statistics
        kind = _STORED.get(column.type)
        if kind is None or found is None or not found.has_min_max or len(column) == column.null_count:
            continue
        ends = pc.min_max(column.view(kind))
        if ends["min"].as_py() < found.min_raw or ends["max"].as_py() > found.max_raw:
            raise ValueError(f"column {batch.schema.names[number]} has values beyond its statistics")


def _json(text: str | None) -> object:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
