"""What can be wrong with the Parquet file and the descriptor of a table of ours, beside a CSV that is right.

Each damage is one function: it changes a copy of the package, brings hash and bytes of the descriptor in line with the
files, so that the content itself is what is tested, and says whether the table had a place for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from made.packages import declare, write_descriptor

Spoil = Callable[[Path, str], bool]


@dataclass(frozen=True, slots=True)
class Damage:
    """spoil: changes the package in a folder, in one table; False where there is nothing to change."""

    name: str
    spoil: Spoil


def _written(path: Path, table: pa.Table, extra: dict[str, str] | None = None, **options: Any) -> None:
    """A Parquet file as we write it, in all that is not asked for otherwise."""
    metadata = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
    as_ours: dict[str, Any] = {"compression": "snappy", "store_schema": False}
    with pq.ParquetWriter(path, table.schema, **as_ours | options) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata(metadata | (extra or {}))


def _table(change: Callable[[pa.Table], pa.Table | None], **options: Any) -> Spoil:
    """The Parquet file written again with other rows or columns. options: of the writer."""

    def spoil(folder: Path, name: str) -> bool:
        path = folder / "data" / f"{name}.parquet"
        before = pq.read_table(path)
        after = change(before)
        if after is None:
            return False
        _written(path, after.replace_schema_metadata(before.schema.metadata), **options)
        declare(folder, fingerprint=True)
        return True

    return spoil


def _bytes(change: Callable[[bytes, pq.FileMetaData], bytes]) -> Spoil:
    def spoil(folder: Path, name: str) -> bool:
        path = folder / "data" / f"{name}.parquet"
        path.write_bytes(change(path.read_bytes(), pq.read_metadata(path)))
        declare(folder, fingerprint=True)
        return True

    return spoil


def _resource(ending: str, change: Callable[[dict[str, Any]], object]) -> Spoil:
    """The entry of the CSV ("") or of the Parquet file ("-parquet") in the descriptor is changed."""

    def spoil(folder: Path, name: str) -> bool:
        body = json.loads((folder / "datapackage.json").read_bytes())
        change(next(resource for resource in body["resources"] if resource["name"] == name + ending))
        write_descriptor(folder, body)
        return True

    return spoil


def _body(change: Callable[[dict[str, Any], str], object]) -> Spoil:
    def spoil(folder: Path, name: str) -> bool:
        body = json.loads((folder / "datapackage.json").read_bytes())
        change(body, name)
        write_descriptor(folder, body)
        return True

    return spoil


def _schema(change: Callable[[dict[str, Any]], object]) -> Spoil:
    def spoil(folder: Path, name: str) -> bool:
        path = folder / "schemas" / f"{name}.json"
        body = json.loads(path.read_bytes())
        before = json.dumps(body)
        change(body)
        path.write_text(json.dumps(body))
        return json.dumps(body) != before

    return spoil


def _replaced(table: pa.Table, column: int, values: Any) -> pa.Table:
    field = table.schema.field(column)
    return table.set_column(column, pa.field(field.name, values.type, field.nullable), values)


def _other_value(table: pa.Table) -> pa.Table | None:
    """The first value of the last column of text that has one."""
    for number in reversed(range(table.num_columns)):
        values: list[Any] = table.column(number).to_pylist()
        at = next((row for row, value in enumerate(values) if isinstance(value, str)), None)
        if at is not None:
            values[at] += "x"
            return _replaced(table, number, pa.array(values, table.schema.field(number).type))
    return None


def _null_value(table: pa.Table) -> pa.Table | None:
    for number, field in enumerate(table.schema):
        values = table.column(number).to_pylist()
        if field.nullable and any(value is not None for value in values):
            return _replaced(table, number, pa.array([None] * len(values), field.type))
    return None


def _swapped_rows(table: pa.Table) -> pa.Table | None:
    return table.take(pa.array([1, 0, *range(2, table.num_rows)])) if table.num_rows > 1 else None


def _cast(kind: Callable[[pa.DataType], pa.DataType | None]) -> Callable[[pa.Table], pa.Table | None]:
    """The first column of a type that can be written as another one."""

    def change(table: pa.Table) -> pa.Table | None:
        for number, field in enumerate(table.schema):
            other = kind(field.type)
            if other is not None:
                return _replaced(table, number, table.column(number).cast(other))
        return None

    return change


def _loose(table: pa.Table) -> pa.Table | None:
    """The first column that may not be null is allowed to be."""
    number = next((n for n, field in enumerate(table.schema) if not field.nullable), None)
    if number is None:
        return None
    return table.cast(table.schema.set(number, table.schema.field(number).with_nullable(True)))


def _renamed(table: pa.Table) -> pa.Table:
    return table.rename_columns([*table.column_names[:-1], table.column_names[-1] + "s"])


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _in_page(data: bytes, metadata: pq.FileMetaData) -> bytes:
    """A bit in the values of the first column: a key, so that every bit counts."""
    column = metadata.row_group(0).column(0)
    return _flipped(
        data, (column.dictionary_page_offset or column.data_page_offset) + column.total_compressed_size // 3
    )


def _swap_paths(body: dict[str, Any], name: str) -> None:
    entries = [resource for resource in body["resources"] if not resource["name"].endswith("-parquet")]
    one = next(entry for entry in entries if entry["name"] == name)
    other = next(entry for entry in entries if entry["name"] != name)
    for key in ("path", "bytes", "hash", "rows"):
        one[key], other[key] = other[key], one[key]


def _without(body: dict[str, Any], *names: str) -> None:
    body["resources"] = [resource for resource in body["resources"] if resource["name"] not in names]


def _strict(body: dict[str, Any]) -> None:
    """One constraint less."""
    for field in body["fields"]:
        for name in ("pattern", "enum", "minimum"):
            if field["constraints"].pop(name, None) is not None:
                return


DAMAGES: tuple[Damage, ...] = (
    Damage("Parquet: another value", _table(_other_value)),
    Damage("Parquet: null for values", _table(_null_value)),
    Damage("Parquet: last row missing", _table(lambda t: t[: t.num_rows - 1] if t.num_rows else None)),
    Damage("Parquet: no row group", _table(lambda t: t[:0] if t.num_rows else None)),
    Damage("Parquet: a row group twice", _table(lambda t: pa.concat_tables([t, t]) if t.num_rows else None)),
    Damage("Parquet: rows in another order", _table(_swapped_rows)),
    Damage("Parquet: columns in another order", _table(lambda t: t.select([1, 0, *range(2, t.num_columns)]))),
    Damage("Parquet: column missing", _table(lambda t: t.select(t.column_names[:-1]))),
    Damage("Parquet: column renamed", _table(_renamed)),
    Damage("Parquet: extra column", _table(lambda t: t.append_column("extra", t.column(0)))),
    Damage("Parquet: 32 bits for 64", _table(_cast(lambda kind: pa.int32() if kind == pa.int64() else None))),
    Damage("Parquet: whole numbers as float", _table(_cast(lambda kind: pa.float64() if kind == pa.int64() else None))),
    Damage("Parquet: text as bytes", _table(_cast(lambda kind: pa.binary() if kind == pa.string() else None))),
    Damage("Parquet: dates as text", _table(_cast(lambda kind: pa.string() if kind == pa.date32() else None))),
    Damage("Parquet: required column nullable", _table(_loose)),
    Damage("Parquet: extra metadata", _table(lambda t: t, extra={"pandas": "{}"})),
    Damage("Parquet: schema of the writer", _table(lambda t: t, store_schema=True)),
    Damage("Parquet: another title", _table(lambda t: t, extra={"title": "Another"})),
    Damage("Parquet: another Table Schema", _table(lambda t: t, extra={"table_schema": "{}"})),
    Damage("Parquet: compression of few readers", _table(lambda t: t, compression="brotli")),
    Damage("Parquet: a bit in a page", _bytes(_in_page)),
    Damage("Parquet: cut off", _bytes(lambda data, _: data[:-8])),
    Damage("Parquet: empty file", _bytes(lambda data, _: b"")),
    *(
        Damage(f"descriptor: {key} of the {'Parquet file' if ending else 'CSV'} {how}", _resource(ending, change))
        for ending, keys in (("", ("hash", "bytes", "rows", "fields")), ("-parquet", ("hash", "bytes", "fingerprint")))
        for key in keys
        for how, change in (
            ("missing", lambda resource, key=key: resource.pop(key)),
            ("0", lambda resource, key=key: resource.update({key: 0})),
            (
                "of another file",
                lambda resource, key=key: resource.update(
                    {key: resource[key] + 1 if isinstance(resource[key], int) else "sha256:" + "0" * 64}
                ),
            ),
        )
    ),
    Damage("descriptor: no CSV", _body(lambda body, name: _without(body, name))),
    Damage("descriptor: no Parquet file", _body(lambda body, name: _without(body, f"{name}-parquet"))),
    Damage("descriptor: no table", _body(lambda body, name: _without(body, name, f"{name}-parquet"))),
    Damage("descriptor: the table twice", _body(lambda body, _: body["resources"].append(body["resources"][0]))),
    Damage("descriptor: paths of two tables swapped", _body(_swap_paths)),
    Damage("descriptor: no schema", _resource("", lambda resource: resource.pop("schema"))),
    Damage("descriptor: another delimiter", _resource("", lambda r: r.update(dialect={"delimiter": ";"}))),
    Damage("descriptor: no header", _resource("", lambda r: r.update(dialect={"header": False}))),
    Damage("descriptor: another encoding", _resource("", lambda r: r.update(encoding="iso-8859-1"))),
    Damage("descriptor: standard missing", _body(lambda body, _: body.pop("$schema"))),
    Damage("descriptor: profile of another version", _body(lambda body, _: body["publisher"].update(version="0"))),
    Damage("schema: fields in another order", _schema(lambda body: body["fields"].reverse())),
    Damage("schema: field missing", _schema(lambda body: body["fields"].pop())),
    Damage("schema: a constraint less", _schema(_strict)),
    Damage("schema: primary key less", _schema(lambda body: body.pop("primaryKey", None))),
    Damage("schema: foreign keys less", _schema(lambda body: body.pop("foreignKeys", None))),
    Damage("schema: NA for null", _schema(lambda body: body["missingValues"].append("NA"))),
    Damage(
        "schema: every column text", _schema(lambda body: [field.update(type="string") for field in body["fields"]])
    ),
)
