"""A small package out of a large one: the first articles and, along the foreign keys, every row that these rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from publisher import DESCRIPTOR
from publisher.arrays import array
from publisher.formats import parquet, parts
from publisher.formats.write import TableWriter, describe_resources
from publisher.schemas import ForeignKey, Schema

ARTICLES = 20


def write(folder: Path, sample: Path, schemas: Mapping[str, Schema]) -> int:
    """Writes the sample of the package in `folder`; the number of its rows. Raises OSError, pyarrow.ArrowException."""
    (sample / "data").mkdir(parents=True)
    tables = _first_articles(folder, schemas)
    missing = True
    while missing:
        missing = False
        for name, schema in schemas.items():
            for key in schema.foreign_keys:
                other = key.resource or name
                found = _referenced(folder, tables[name], tables[other], schemas[other], key)
                if found.num_rows:
                    tables[other] = pa.concat_tables([tables[other], found])
                    missing = True
    body: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_bytes())
    resources = {resource["name"]: resource for resource in body["resources"]}
    for name, schema in schemas.items():
        with TableWriter(sample / "data", schema) as writer:
            for batch in tables[name].to_batches():
                writer.write(batch)
            written = writer.close()
        for entry in describe_resources(schema, written):
            resources[entry["name"]].pop("parts", None)  # the sample has none
            resources[entry["name"]] |= entry
    (sample / DESCRIPTOR).write_text(json.dumps(body), encoding="utf-8")
    (sample / "schemas").symlink_to(folder / "schemas")
    return sum(table.num_rows for table in tables.values())


def _first_articles(folder: Path, schemas: Mapping[str, Schema]) -> dict[str, pa.Table]:
    """The rows of the first articles, table by table; a link belongs to the article of its owner."""
    tables: dict[str, pa.Table] = {}
    first = next(parquet.read_rows(_files(folder, schemas["sources"]), ARTICLES, ["source_id"]), None)
    sources = () if first is None else first["source_id"]
    for name in sorted(schemas, key=lambda name: "source_id" not in schemas[name].names):
        schema = schemas[name]
        if "source_id" in schema.names:
            tables[name] = _rows(folder, schema, "source_id", sources)
        elif schema.owner:
            tables[name] = _rows(folder, schema, schema.owner_key, tables[schema.owner][schema.owner_key])
        else:
            tables[name] = schema.arrow.empty_table()
    return tables


def _referenced(folder: Path, table: pa.Table, other: pa.Table, schema: Schema, key: ForeignKey) -> pa.Table:
    """The rows of the other table that this one refers to and that are not in the sample yet. schema: the other's."""
    field, reference = key.fields[0], key.reference[0]
    wanted = set(table[field].to_pylist()) - set(other[reference].to_pylist()) - {None}
    if not wanted:
        return schema.arrow.empty_table()
    return _rows(folder, schema, reference, array(sorted(wanted), pa.string()))


def _rows(folder: Path, schema: Schema, column: str, values: Any) -> pa.Table:
    """The rows whose column has one of the values, read a row group at a time."""
    if not len(values):  # nothing has no type that a column could be compared with
        return schema.arrow.empty_table()
    rows = ds.dataset(_files(folder, schema)).to_table(filter=ds.field(column).isin(values))
    return rows.cast(schema.arrow)


def _files(folder: Path, schema: Schema) -> list[Path]:
    return parts.found(folder / "data", schema.name, parquet.END)
