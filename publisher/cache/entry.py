"""A judged chunk as bytes and back: Arrow for the tables, JSON for the rest. To read it runs no code out of it.

The bytes that the tables are in CSV are not kept. They are written anew and must have the digest of those that were
judged, the same by which the finished file is proved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pyarrow as pa

from publisher.cache.account import as_json, from_json
from publisher.formats.parquet import UNREADABLE
from publisher.inputs.article_reader import Reference
from publisher.judge.chunk import rows_of_batch
from publisher.judged import JudgedChunk, Rows
from publisher.schemas import Schema

_CODEC: Final = "zstd"
_SIZE = 8  # bytes of the number that says how long the JSON is
NOT_OURS = (*UNREADABLE, TypeError, AttributeError)
"""What `unpacked` raises for bytes that `packed` did not make."""


def packed(chunk: JudgedChunk) -> bytes:
    """The chunk, which has no problems, as bytes."""
    about = {
        "account": as_json(chunk.account),
        "tables": {name: rows.sha256 for name, rows in chunk.tables.items()},
    }
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()
    found = pa.BufferOutputStream()
    with pa.CompressedOutputStream(found, _CODEC) as out:
        out.write(len(text).to_bytes(_SIZE, "little") + text)
        for rows in chunk.tables.values():
            with pa.ipc.new_stream(out, rows.batch.schema) as stream:
                stream.write_batch(rows.batch)
    return found.getvalue().to_pybytes()


def unpacked(raw: bytes, schemas: Mapping[str, Schema], references: Sequence[Reference]) -> JudgedChunk:
    """The chunk again; its account says that it was reused. references: its articles, where they are now. Raises
    NOT_OURS."""
    with pa.CompressedInputStream(pa.BufferReader(raw), _CODEC) as source:
        about = json.loads(source.read(int.from_bytes(source.read(_SIZE), "little")))
        tables = {name: _rows(source, schemas[name], sha256) for name, sha256 in about["tables"].items()}
    account = from_json(about["account"], references)
    if account.articles != len(references):
        raise ValueError("is of other articles")
    return JudgedChunk(tables, replace(account, reused=len(references)))


def _rows(source: pa.NativeFile, schema: Schema, sha256: str) -> Rows:
    """The next table, when its rows are those that were judged."""
    with pa.ipc.open_stream(source) as stream:
        (batch,) = stream
    batch.validate(full=True)
    if not batch.schema.equals(schema.arrow):
        raise ValueError("has other columns")
    rows = rows_of_batch(batch)
    if rows.sha256 != sha256:
        raise ValueError("has other rows than were judged")
    return rows
