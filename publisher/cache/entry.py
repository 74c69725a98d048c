"""A judged chunk as bytes and back: Arrow for the tables, JSON for the rest. To read it runs no code out of it.

The bytes that the tables are in CSV are not kept. They are written anew and must have the digest of those that were
judged, the same by which the finished file is proved. Where in an archive an article is changes with every article that
is put before it: such places are told anew from the references of the build that reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
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

# JSON has them as they are.
_SAME = ("articles", "shown", "withheld", "characters", "excused", "unchecked", "unjudged", "warnings", "warned")


def as_json(account: Account) -> dict[str, Any]:
    """The account of a chunk without problems, of values that JSON has."""
    return {
        **{name: getattr(account, name) for name in _SAME},
        "actors": [[actor, *_mentioned(added)] for actor, added in account.actors.items()],
        "ids": [(record.table, record.id, name) for record, name in account.ids],
        "decisions": _pairs(account.decisions),
        "days": [day.isoformat() for day in account.days],
        "countries": sorted(account.countries),
        "secret": sorted(account.secret),
        "excuses": [astuple(excuse) for excuse in account.excuses],
        "dropped": _pairs(account.dropped),
        "left_out": [astuple(bad) for bad in account.left_out],
        "remarks": [[*about, count.articles, count.places] for about, count in account.remarks.items()],
    }


def from_json(body: Mapping[str, Any], references: Sequence[Reference]) -> Account:
    """The account again. references: the articles of the chunk, where they are now. Raises ValueError, LookupError or
    TypeError for what `as_json` did not make."""
    numbers = {reference.name: reference.number for reference in references}
    return Account(
        **{name: body[name] for name in _SAME},
        actors={actor: _as_mentioned(added) for actor, *added in body["actors"]},
        ids=[(EntryName(table, key), name) for table, key, name in body["ids"]],
        decisions=_counted(body["decisions"]),
        days=[date.fromisoformat(day) for day in body["days"]],
        countries=frozenset(body["countries"]),
        secret=frozenset(body["secret"]),
        excuses=[Excuse(*excuse) for excuse in body["excuses"]],
        dropped=_counted(body["dropped"]),
        left_out=[
            LeftOut(archive, numbers[name] if number else 0, name, why)
            for archive, number, name, why in body["left_out"]
        ],
        remarks={
            (file, said): RemarkCount(
                articles, tuple(RemarkPlace(numbers[name], name, detail) for _, name, detail in places)
            )
            for file, said, articles, places in body["remarks"]
        },
    )


def _mentioned(added: Mentioned) -> list[Any]:
    named = [[*naming, number] for naming, number in added.named.items()]
    return [added.evidence_id, added.method, added.office, added.when.isoformat(), added.file, named]


def _as_mentioned(added: Sequence[Any]) -> Mentioned:
    evidence, method, office, when, file, named = added
    namings = {(name, kind, country): number for name, kind, country, number in named}
    return Mentioned(evidence, method, office, date.fromisoformat(when), file, namings)


def _pairs(counts: Mapping[tuple[str, str], int]) -> list[list[Any]]:
    return [[*pair, number] for pair, number in counts.items()]


def _counted(pairs: Sequence[Sequence[Any]]) -> dict[tuple[str, str], int]:
    return {(one, other): number for one, other, number in pairs}


_CODEC: Final = "zstd"
_SIZE = 8  # bytes of the number that says how long the JSON is
DAMAGED = (*UNREADABLE, TypeError)
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
    DAMAGED."""
    with pa.CompressedInputStream(pa.BufferReader(raw), _CODEC) as source:
        about = json.loads(source.read(int.from_bytes(source.read(_SIZE), "little")))
        tables = {name: _rows(source, schemas[name], sha256) for name, sha256 in about["tables"].items()}
    account = from_json(about["account"], references)
    if account.articles != len(references):
        raise ValueError("is of other articles")
    return JudgedChunk(tables, replace(account, reused=len(references)))


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
