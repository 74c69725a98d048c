"""Two states of one table, joined by key: which rows are new, which are gone, which cells differ.

Cells are compared as they stand in the canonical CSV, as text; so a field that got another type still shows which of
its values changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from publisher.formats.csv import csv_cells
from publisher.formats.parquet import ROW_GROUP, read_rows
from publisher.problem import Problem, Refused, shown
from publisher.schemas import Schema
from publisher.validate.resources import Resource, dialect_of
from publisher.validate.row_streams import UNREADABLE
from publisher.versions.changes import Held, lasting


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table as text (null stays null)."""

    schema: Schema
    table: pa.Table
    fingerprint: str

    def held(self) -> Held:
        """The ids that last, the number of rows and the fingerprint, as the rules of versions take them."""
        return Held(set(lasting(self.schema, self.table)), self.table.num_rows, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that differs: what stood there and what stands there (None = null)."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Keys (the cells of a composite one joined by a space) of the rows added and removed, in the order of their
    table; changed: the first changed rows, key and cells; count: how many there are; fields: how often each differs;
    reordered: whether the rows that stayed stand in another order."""

    added: Sequence[str]
    removed: Sequence[str]
    changed: Sequence[tuple[str, Sequence[Cell]]]
    count: int
    fields: Mapping[str, int]
    reordered: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.count or self.reordered)


def read(folder: Path, csv: Resource | None, parquet: Resource | None, place: str) -> Rows | None:
    """The rows of a table from its CSV, else from its Parquet file; None where neither lies in the package.

    place: names the package in a message. Raises Refused for a file that does not hold the schema's fields.
    """
    for resource, reader in ((csv, _csv), (parquet, _parquet)):
        if resource is None or resource.file is None or resource.schema is None:
            continue
        with resource.file.open("rb") as file:
            fingerprint = hashlib.file_digest(file, "sha256").hexdigest()
        try:
            table = reader(folder, resource, resource.schema)
        except UNREADABLE as error:
            reason = f"cannot be read by its schema: {shown(str(error))}; `validate` says what is wrong"
            raise Refused([Problem(place, resource.path, "", reason)]) from None
        return Rows(resource.schema, table, fingerprint)
    return None


def _csv(folder: Path, resource: Resource, schema: Schema) -> pa.Table:
    dialect = dialect_of(folder, resource)
    text = pa.schema([pa.field(name, pa.string()) for name in schema.names])
    return pacsv.read_csv(
        cast("Path", resource.file).open("rb"),
        pacsv.ReadOptions(
            encoding=str(resource.body.get("encoding", "utf-8")),
            column_names=None if dialect.get("header", True) else list(schema.names),
        ),
        pacsv.ParseOptions(
            delimiter=dialect.get("delimiter", ","),
            quote_char=dialect.get("quoteChar", '"'),
            newlines_in_values=True,
        ),
        pacsv.ConvertOptions(
            column_types=text,
            include_columns=list(schema.names),
            strings_can_be_null=True,
            null_values=list(schema.missing_values),
        ),
    )


def _parquet(folder: Path, resource: Resource, schema: Schema) -> pa.Table:
    rows = read_rows(cast("Path", resource.file), ROW_GROUP, schema.names)
    texts = [pa.RecordBatch.from_arrays([_text(b.column(n)) for n in schema.names], list(schema.names)) for b in rows]
    return pa.Table.from_batches(texts, pa.schema([(name, pa.string()) for name in schema.names]))


def _text(column: pa.Array[Any]) -> pa.Array[Any]:
    """The cells as text; those that are text already stand in the CSV as they are, but for its quotes."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column.cast(pa.string())
    return csv_cells(column)


def compare(old: Rows, new: Rows, place: str, limit: int) -> Difference:
    """Rows joined by the primary key, which must be the same in both. changed names at most `limit` rows.

    place: names the table in a message. Raises Refused where a key is not unique.
    """
    one, two = _indexed(old, f"{place} (old)"), _indexed(new, f"{place} (new)")
    here, there = one.index.isin(two.index), two.index.isin(one.index)
    added, removed = two.index[~there], one.index[~here]
    after, before = two[there], one[here]
    reordered = not before.index.equals(after.index)
    before = before.reindex(after.index) if reordered else before
    fields = [name for name in before.columns if name in after.columns]
    differs = pd.DataFrame({name: ~_same(before[name], after[name]) for name in fields}, index=after.index)
    counts = {name: int(differs[name].sum()) for name in fields}
    rows = after.index[differs.any(axis=1)] if fields else after.index[:0]
    changed = [(_key(key), _cells(before.loc[key], after.loc[key])) for key in rows[:limit]]
    return Difference(
        [_key(key) for key in added],
        [_key(key) for key in removed],
        changed,
        len(rows),
        {name: count for name, count in counts.items() if count},
        reordered,
    )


def _indexed(rows: Rows, place: str) -> pd.DataFrame:
    """The rows with their key as index. Rows of a table without a key are their own key, equal ones counted."""
    frame = rows.table.to_pandas(types_mapper=lambda kind: pd.ArrowDtype(kind))
    if not rows.schema.primary_key:
        columns = list(frame.columns)
        occurrence = frame.groupby(columns, dropna=False).cumcount() + 1  # a column of the index alone: no name clashes
        return frame.set_index(columns).set_index(occurrence, append=True)
    indexed = frame.set_index(list(rows.schema.primary_key))
    if not indexed.index.is_unique:
        twice = _key(indexed.index[indexed.index.duplicated()][0])
        raise Refused([Problem(place, twice, "", "is the key of several rows; `validate` names them")])
    return indexed


def _same(before: pd.Series[Any], after: pd.Series[Any]) -> pd.Series[bool]:
    """Cell by cell; null equals null."""
    return (before == after).fillna(False) | (before.isna() & after.isna())


def _cells(before: pd.Series[Any], after: pd.Series[Any]) -> list[Cell]:
    pairs = [(name, _value(before[name]), _value(after[name])) for name in before.index if name in after.index]
    return [Cell(name, old, new) for name, old, new in pairs if old != new]


def _value(cell: Any) -> str | None:
    return None if pd.isna(cell) else str(cell)


def _key(key: Any) -> str:
    return " ".join("" if pd.isna(cell) else str(cell) for cell in (key if isinstance(key, tuple) else (key,)))
