"""A table in several files: read, hashed and counted as the one that they make up, as frictionless does."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from made.packages import write_descriptor

from publisher.validate.package import check_package
from publisher.validate.report import Report

SCHEMA = {
    "fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}],
    "primaryKey": ["id"],
}
WHOLE = b"id,n\na,1\nb,2\nc,3\nd,4\n"


def report(folder: Path, *parts: bytes, **more: Any) -> Report:
    """The report on one table in these files."""
    names = [f"part-{number}.csv" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        (folder / name).write_bytes(part)
    resource = {"name": "t", "path": names, "schema": SCHEMA, "dialect": {"delimiter": ","}} | more
    write_descriptor(folder, {"name": "p", "resources": [resource]})
    return check_package(folder)


def test_parts_have_the_identity_of_the_whole(tmp_path: Path) -> None:
    declared = {"hash": f"sha256:{hashlib.sha256(WHOLE).hexdigest()}", "bytes": len(WHOLE), "rows": 4}
    found = report(tmp_path, b"id,n\na,1\n", b"id,n\n", b"id,n\nb,2\nc,3\nd,4\n", **declared)
    assert (found.as_text(), found.rows) == ("valid (1 table, 4 rows)", {"t": 4})
    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_a_fault_in_a_later_part(tmp_path: Path) -> None:
    (finding,) = report(tmp_path, b"id,n\na,1\n", b"id,n\nb,x\n").errors
    assert (finding.row, finding.field, finding.rule) == ("b", "n", "type")
    (finding,) = report(tmp_path, b"id,n\na,1\n", b"id,n\na,2\n").errors
    assert (finding.rule, finding.value) == ("primary_key", "a")


@pytest.mark.parametrize(
    ("parts", "row", "why"),
    [
        ((b"id,n\na,1\n", b"n,id\n2,b\n"), "part-2.csv", "has another header"),
        ((b"id,n\na,1\n", b"b,2\nc,3\n"), "part-2.csv", "has another header"),
        ((b"id,n\na,1", b"id,n\nb,2\n"), "part-1.csv", "does not end with a line feed"),
    ],
)
def test_parts_that_do_not_fit(tmp_path: Path, parts: tuple[bytes, ...], row: str, why: str) -> None:
    finding = report(tmp_path, *parts).errors[0]
    assert (finding.rule, finding.row, finding.message.startswith(why)) == ("parts", row, True)


def test_parts_without_header_where_the_dialect_says_so(tmp_path: Path) -> None:
    found = report(tmp_path, b"a,1\n", b"b,2\n", dialect={"delimiter": ",", "header": False})
    assert (found.valid, found.rows) == (True, {"t": 2})


def test_a_part_that_is_missing(tmp_path: Path) -> None:
    report(tmp_path, WHOLE, WHOLE)
    (tmp_path / "part-2.csv").unlink()
    found = check_package(tmp_path)
    assert [(finding.rule, finding.value) for finding in found.errors] == [("file", "part-2.csv")]
    assert "t: rows (the table is in 2 files)" in found.notes


def test_parts_larger_than_what_is_read_at_once(tmp_path: Path) -> None:
    parts = [b"id,n\n" + b"".join(b"k%d,%d\n" % (n, n) for n in range(at, at + 250_000)) for at in (0, 250_000)]
    found = report(tmp_path, *parts)
    assert (found.valid, found.rows) == (True, {"t": 500_000})
    assert json.loads(found.as_json())["complete"]


def parquet_report(folder: Path, *parts: pa.Table) -> Report:
    """The report on one table in these Parquet files, of somebody else."""
    names = [f"part-{number}.parquet" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        pq.write_table(part, folder / name)
    data = b"".join((folder / name).read_bytes() for name in names)
    declared = {"hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
    resource = {"name": "t", "path": names, "format": "x-parquet", "schema": SCHEMA} | declared
    write_descriptor(folder, {"name": "p", "resources": [resource]})
    return check_package(folder)


def rows(*pairs: tuple[str, int]) -> pa.Table:
    return pa.table({"id": [key for key, _ in pairs], "n": [number for _, number in pairs]})


def test_parquet_in_parts_is_hashed_one_behind_the_other(tmp_path: Path) -> None:
    found = parquet_report(tmp_path, rows(("a", 1)), rows(("b", 2), ("🚢", 3)))
    assert (found.as_text(), found.rows) == ("valid (1 table, 3 rows)", {"t": 3})
    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_a_key_that_stands_in_two_parquet_parts(tmp_path: Path) -> None:
    (finding,) = parquet_report(tmp_path, rows(("a", 1)), rows(("b", 2), ("a", 3))).errors
    assert (finding.rule, finding.value) == ("primary_key", "a")


def test_a_parquet_part_with_other_columns_is_named(tmp_path: Path) -> None:
    finding = parquet_report(tmp_path, rows(("a", 1)), pa.table({"n": [2]})).errors[0]
    assert (finding.rule, finding.row) == ("parquet_columns", "part-2.parquet")


def test_a_parquet_part_that_is_none(tmp_path: Path) -> None:
    parquet_report(tmp_path, rows(("a", 1)), rows(("b", 2)))
    (tmp_path / "part-2.parquet").write_bytes(b"no Parquet")
    assert {"parquet_unreadable", "hash"} <= {finding.rule for finding in check_package(tmp_path).errors}
