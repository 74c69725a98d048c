"""The Parquet file of a table: its schema, its metadata, how it is compressed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from publisher.finding import Finding
from publisher.formats.footer import RowGroup
from publisher.formats.parquet import TABLE_SCHEMA, metadata, open_file
from publisher.formats.parts import Parts
from publisher.schemas import Schema
from publisher.validate.csv_diagnosis import listed

# How the types that we publish are stored and compared: the physical type, and the Arrow type that has it.
_STORED: dict[pa.DataType, tuple[str, pa.DataType]] = {
    pa.string(): ("BYTE_ARRAY", pa.binary()),
    pa.int64(): ("INT64", pa.int64()),
    pa.float64(): ("DOUBLE", pa.float64()),
    pa.date32(): ("INT32", pa.int32()),
    pa.timestamp("us", "UTC"): ("INT64", pa.int64()),
}
COMPRESSIONS = {"SNAPPY", "UNCOMPRESSED"}  # the ones that every reader has


def check_files(parts: Parts, schema: Schema, *, ours: bool) -> Iterator[Finding]:
    """`check_file` for each part; where there are several, `row` of a finding says which."""
    for path in parts.paths:
        for finding in check_file(path, schema, ours=ours):
            yield replace(finding, row=path.name) if len(parts.paths) > 1 else finding


def check_file(path: Path, schema: Schema, *, ours: bool) -> Iterator[Finding]:
    """The columns are the schema's, in order and type. ours: also required = not null, our metadata and no other.

    Raises what pyarrow raises for a file that is none.
    """
    file, footer = open_file(path)
    found = file.schema_arrow

    def finding(field: str | None, value: str | None, rule: str, message: str) -> Finding:
        return Finding(schema.name, None, field, value, rule, message)

    if found.names != list(schema.names):
        yield finding(None, listed(found.names), "parquet_columns", f"expected {listed(schema.names)}")
        return
    for column, expected in zip(found, schema.arrow, strict=True):
        if ours and column.type != expected.type:
            yield finding(column.name, str(column.type), "parquet_type", f"write it as {expected.type}")
        if ours and column.nullable != expected.nullable:
            state = "nullable" if expected.nullable else "not null"
            yield finding(column.name, None, "parquet_nullable", f"the schema says {state}: write it so")
    if ours:
        yield from _metadata(file.metadata.metadata or {}, schema)
        used = {chunk.codec for group in footer.groups for chunk in group.chunks}
        for name in sorted(used - COMPRESSIONS):
            yield finding(None, name, "parquet_compression", "not every reader has it: write SNAPPY")


def _metadata(raw: Mapping[bytes, bytes], schema: Schema) -> Iterator[Finding]:
    found = {key.decode(errors="replace"): value.decode(errors="replace") for key, value in raw.items()}
    for key, value in metadata(schema).items():
        same = found.get(key) == value or (key == TABLE_SCHEMA and _json(found.get(key)) == schema.descriptor)
        if not same:
            yield Finding(
                schema.name,
                None,
                None,
                found.get(key),
                "parquet_metadata",
                f"{key} is not that of the schema: build again",
            )
    for key in sorted(set(found) - set(metadata(schema))):
        yield Finding(schema.name, None, None, key, "parquet_metadata", "does not belong into the file: build again")


def check_statistics(batch: pa.RecordBatch, group: RowGroup) -> None:
    """Readers skip a row group where its statistics say that a value cannot be in it. Raises ValueError where a value
    is beyond them. Types that are not stored as they are compared are left out."""
    if len(group.chunks) != batch.num_columns:  # nested columns
        return
    for column, chunk in zip(batch.columns, group.chunks, strict=True):
        stored, kind = _STORED.get(column.type, (None, None))
        found = chunk.ends() if chunk.type == stored else None
        if kind is None or found is None or len(column) == column.null_count:
            continue
        ends = pc.min_max(column.view(kind))
        if ends["min"].as_py() < found[0] or ends["max"].as_py() > found[1]:
            raise ValueError(f"column {chunk.column} has values beyond its statistics")


def _json(text: str | None) -> object:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
