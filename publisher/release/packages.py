"""Packages as they are compared: what a descriptor says, and the rows of its tables as text, some at a time, as often
as they are wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from publisher.arrays import scalar
from publisher.formats.csv import texts
from publisher.formats.parquet import ROW_GROUP, read_rows
from publisher.formats.parts import Parts
from publisher.problem import Problem, Refused, refuse, shown
from publisher.schemas import Schema
from publisher.validate.report import Log, line
from publisher.validate.resources import Resource, dialect_of, read_package
from publisher.validate.row_streams import UNREADABLE
from publisher.versions import steps
from publisher.versions.steps import Change, Held, lasting

BLOCK = 1 << 24  # bytes of CSV in memory; no row may be longer


@dataclass(frozen=True, slots=True)
class Stored:
    """A table with a file, or several, in a package. place: names the package in a message."""

    schema: Schema
    folder: Path
    resource: Resource
    place: str

    @property
    def parts(self) -> Parts:
        """Its files."""
        return cast("Parts", self.resource.file)

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows, cells as in the CSV without its quotes, null for an empty one. columns: those wanted; None: those
        of the schema. Raises Refused for a file that does not hold the schema's fields."""
        names = list(self.schema.names if columns is None else columns)
        read = _csv if self.resource.kind == "csv" else _parquet
        try:
            yield from read(self, names)
        except UNREADABLE as error:
            reason = f"cannot be read by its schema: {shown(str(error))}; `validate` says what is wrong"
            raise Refused.of(self.place, reason, self.resource.path) from None

    def fingerprint(self) -> str:
        """The SHA-256 of the file, or of the one that its parts make up, in hex digits. Raises OSError."""
        with self.parts.open() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def held(self) -> Held:
        """The ids that last, the number of rows and the fingerprint, as the rules of versions take them. Raises Refused
        where several rows have one key."""
        key = list(self.schema.primary_key)
        names = list(dict.fromkeys([*key, *({"method"} & {*self.schema.names})])) or list(self.schema.names[:1])
        table = pa.Table.from_batches(self.batches(names), _text_schema(names))
        rows = table.group_by(key).aggregate([([], "count_all")]) if key else table
        if rows.num_rows < table.num_rows:
            twice = rows.filter(pc.greater(rows["count_all"], scalar(1, pa.int64()))).select(key).slice(0, 1)
            told = " ".join(str(column[0]) for column in twice.columns)
            place = f"{self.place}: {self.resource.path}"
            raise Refused.of(place, "is the key of several rows; `validate` names them", told)
        return Held(set(lasting(self.schema, table)), table.num_rows, self.fingerprint())


def held(table: Stored | None) -> Held:
    """What a table holds; nothing where there is none."""
    return table.held() if table else Held()


def _text_schema(names: Sequence[str]) -> pa.Schema:
    return pa.schema([pa.field(name, pa.string()) for name in names])


def _csv(table: Stored, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
    resource, schema = table.resource, table.schema
    dialect = dialect_of(table.folder, resource)
    reader = pacsv.open_csv(
        table.parts.open(),
        pacsv.ReadOptions(
            encoding=str(resource.body.get("encoding", "utf-8")),
            column_names=None if dialect.get("header", True) else list(schema.names),
            block_size=BLOCK,
        ),
        pacsv.ParseOptions(
            delimiter=dialect.get("delimiter", ","),
            quote_char=dialect.get("quoteChar", '"'),
            newlines_in_values=True,
        ),
        pacsv.ConvertOptions(
            column_types=_text_schema(names),
            include_columns=list(names),
            strings_can_be_null=True,
            null_values=list(schema.missing_values),
        ),
    )
    with reader:
        yield from reader


def _parquet(table: Stored, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
    for batch in read_rows(table.parts.paths, ROW_GROUP, names):
        yield pa.RecordBatch.from_arrays([texts(batch.column(name)) for name in names], list(names))


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it is compared. tables: name -> its CSV where that lies in the package, else its Parquet file."""

    name: str
    descriptor: Mapping[str, Any]
    tables: Mapping[str, Stored]

    def rows(self, table: str) -> Stored | None:
        """The rows of a table; None where the package has no file of it."""
        found = self.tables.get(table)
        return found if found and found.resource.file else None


def read(folder: Path, name: str) -> Package:
    """The package in a folder; name: what a message calls it. Raises Refused for what is no readable package."""
    log = Log()
    descriptor, resources = read_package(folder, log)
    refuse(Problem(name, line(finding)) for finding in log.report().errors)
    tables: dict[str, Stored] = {}
    for resource in resources:
        if resource.schema is not None and resource.kind in ("csv", "parquet"):
            table = resource.name.removesuffix("-parquet") if resource.kind == "parquet" else resource.name
            known = tables.get(table)
            if known is None or (resource.file and (resource.kind == "csv" or not known.resource.file)):
                tables[table] = Stored(resource.schema, folder, resource, name)
    return Package(name, descriptor, tables)


def both(old: Package, new: Package) -> list[str]:
    """The tables of two packages, each once."""
    return list(dict.fromkeys([*old.tables, *new.tables]))


def schema_changes(old: Package, new: Package) -> Iterator[Change]:
    """What differs in the Table Schemas."""
    shapes = ({name: steps.shape(table.schema) for name, table in p.tables.items()} for p in (old, new))
    return steps.schema_changes(*shapes)
