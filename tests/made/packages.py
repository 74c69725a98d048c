"""Data Packages made on the spot, for tests and benchmarks: schemas and rows in, a folder out."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from publisher.formats.write import TableWriter, describe_resources
from publisher.records.tabulate import to_batch
from publisher.schemas import Schema

csv.field_size_limit(2**31 - 1)  # a cell of 200 kB is long, not wrong
Table = tuple[Schema, Iterable[pa.RecordBatch]]


def from_rows(schema: Schema, rows: Sequence[Mapping[str, Any]]) -> Table:
    """Rows as a table to write."""
    return schema, [to_batch(rows, schema)]


def write_package(folder: Path, tables: Iterable[Table], *, parquet: bool = True, **more: Any) -> dict[str, Any]:
    """Writes schemas/, data/ and datapackage.json as the build lays them out. Out: the descriptor.

    parquet: with a Parquet resource beside each CSV. more: further properties of the descriptor.
    """
    (folder / "data").mkdir(parents=True)
    (folder / "schemas").mkdir()
    resources = []
    for schema, batches in tables:
        (folder / "schemas" / f"{schema.name}.json").write_text(
            json.dumps(schema.descriptor, ensure_ascii=False), encoding="utf-8"
        )
        with TableWriter(folder / "data", schema) as writer:
            for batch in batches:
                writer.write(batch)
            written = writer.close()
        entry, twin = describe_resources(schema, written)
        resources.append(entry)
        if parquet:
            resources.append(twin)
        else:
            (folder / twin["path"]).unlink()
    body = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "made",
        "resources": resources,
        **more,
    }
    write_descriptor(folder, body)
    return body


def write_descriptor(folder: Path, body: Mapping[str, Any]) -> None:
    (folder / "datapackage.json").write_text(json.dumps(body, indent=2))


def without_parquet(folder: Path) -> None:
    """Takes the Parquet resources out of the descriptor; the files stay."""
    body = json.loads((folder / "datapackage.json").read_bytes())
    body["resources"] = [resource for resource in body["resources"] if resource.get("format") == "csv"]
    write_descriptor(folder, body)


def declare(folder: Path, *, fingerprint: bool = False) -> None:
    """Brings hash, bytes and rows of the descriptor in line with the files, so that only the data is judged.

    fingerprint: keep that of the Parquet files, because the CSV files are the right ones."""
    body = json.loads((folder / "datapackage.json").read_bytes())
    for resource in body["resources"]:
        data = (folder / resource["path"]).read_bytes()
        resource["bytes"], resource["hash"] = len(data), f"sha256:{hashlib.sha256(data).hexdigest()}"
        if not fingerprint:
            resource.pop("fingerprint", None)
        if "rows" in resource:
            text = io.StringIO(data.decode("utf-8", "replace"), newline="")
            resource["rows"] = max(sum(1 for row in csv.reader(text) if row) - 1, 0)
    write_descriptor(folder, body)
