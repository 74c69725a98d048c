"""A judged chunk as bytes and back: Arrow for the tables, a pickle for the rest. To read it runs no code out of it: the
pickle may hold the values of an account and nothing else.

The bytes that the tables are in CSV are not kept. They are written anew and must have the digest of those that were
judged, the same by which the finished file is proved. Where in an archive an article is changes with every article that
is put before it: such places are told anew from the references of the build that reads it.
"""

from __future__ import annotations

import io
import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pyarrow as pa

from publisher.article import LeftOut, Reference
from publisher.finding import Excuse
from publisher.formats.parquet import UNREADABLE
from publisher.judge.chunk import rows_of_batch
from publisher.judged import Account, JudgedChunk, JudgedRows, Mentioned
from publisher.problem import EntryName
from publisher.remarks import RemarkCount, RemarkPlace
from publisher.schemas import Schema

_VALUES = (Account, Counter, EntryName, Excuse, LeftOut, Mentioned, RemarkCount, RemarkPlace, date)
_CODEC: Final = "zstd"
_SIZE = 8  # bytes of the number that says how long the pickle is
DAMAGED = (*UNREADABLE, TypeError, AttributeError, EOFError, pickle.UnpicklingError)
"""What `unpacked` raises for bytes that `packed` did not make."""


class _Account(pickle.Unpickler):
    """Reads an account: whatever else the bytes name is refused before it is called."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of a value. Raises UnpicklingError for any other."""
        for kind in _VALUES:
            if (kind.__module__, kind.__qualname__) == (module, name):
                return kind
        raise pickle.UnpicklingError(f"names {module}.{name}")


def packed(chunk: JudgedChunk) -> bytes:
    """The chunk, which has no problems, as bytes."""
    about = pickle.dumps((chunk.account, {name: rows.sha256 for name, rows in chunk.tables.items()}))
    found = pa.BufferOutputStream()
    with pa.CompressedOutputStream(found, _CODEC) as out:
        out.write(len(about).to_bytes(_SIZE, "little") + about)
        for rows in chunk.tables.values():
            with pa.ipc.new_stream(out, rows.batch.schema) as stream:
                stream.write_batch(rows.batch)
    return found.getvalue().to_pybytes()


def unpacked(raw: bytes, schemas: Mapping[str, Schema], references: Sequence[Reference]) -> JudgedChunk:
    """The chunk again; its account says that it was reused. references: its articles, where they are now. Raises
    DAMAGED."""
    with pa.CompressedInputStream(pa.BufferReader(raw), _CODEC) as source:
        about = source.read(int.from_bytes(source.read(_SIZE), "little"))
        account, digests = _Account(io.BytesIO(about)).load()
        tables = {name: _rows(source, schemas[name], sha256) for name, sha256 in digests.items()}
    if account.articles != len(references):
        raise ValueError("is of other articles")
    numbers: dict[str | None, int] = {reference.name: reference.number for reference in references}
    left_out = [replace(bad, number=numbers[bad.name]) if bad.number else bad for bad in account.left_out]
    remarks = {about: _placed(count, numbers) for about, count in account.remarks.items()}
    return JudgedChunk(tables, replace(account, reused=len(references), left_out=left_out, remarks=remarks))


def _placed(count: RemarkCount, numbers: Mapping[str | None, int]) -> RemarkCount:
    """The remark with the numbers that its articles have now."""
    return replace(count, places=tuple(place._replace(number=numbers[place.name]) for place in count.places))


def _rows(source: pa.NativeFile, schema: Schema, sha256: str) -> JudgedRows:
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
