"""No table goes unread in silence: it is checked, or said not to be, and then the package is not simply valid."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import run
from made.packages import write_descriptor

from publisher.validate.package import check_package
from publisher.validate.report import Report

FINE, DATA = 0, 1
SCHEMA = {"fields": [{"name": "id", "type": "string"}, {"name": "size", "type": "integer"}], "primaryKey": "id"}
CSV = b"id,size\na,1\n"
TABLE: dict[str, list[Any]] = {"id": ["a"], "size": [1]}


def report(folder: Path, *resources: dict[str, Any]) -> Report:
    """On a package with these resources, each with a schema if it says nothing else."""
    write_descriptor(folder, {"name": "p", "resources": [{"schema": SCHEMA} | resource for resource in resources]})
    return check_package(folder)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(CSV)
    (tmp_path / "a.tsv").write_bytes(CSV.replace(b",", b"\t"))
    for name in ("a.parquet", "a.parq", "a.pq"):
        pq.write_table(pa.table(TABLE), tmp_path / name)
    for name in ("a.csv.gz", "a.zip"):
        (tmp_path / name).write_bytes(gzip.compress(CSV))
    for name in ("a.json", "a.xlsx", "a.dat", "a.pdf"):
        (tmp_path / name).write_text("[]")
    return tmp_path


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        ({"path": "a.csv.gz"}, "gz is not read here"),
        ({"path": "a.csv.gz", "format": "csv", "compression": "gz"}, "gz is not read here"),
        ({"path": "a.zip", "schema": None}, "zip is not read here"),
        ({"path": "a.json"}, "json is not read here"),
        ({"path": "a.json", "schema": None}, "json is not read here"),
        ({"path": "a.xlsx", "schema": None}, "xlsx is not read here"),
        ({"path": "a.dat"}, "dat is not read here"),
        ({"path": "a.dat", "schema": None, "type": "table"}, "dat is not read here"),
        ({"path": "a.dat", "schema": None, "profile": "tabular-data-resource"}, "dat is not read here"),
        ({"path": "a.csv", "format": "xls"}, "xls is not read here"),
        ({"path": "a.csv", "schema": None}, "the resource has no schema"),
        ({"data": [{"id": "a", "size": 1}]}, "they are in the descriptor"),
        ({"data": "id,size\na,1", "format": "csv"}, "they are in the descriptor"),
        ({"path": "https://example.org/a.csv"}, "https://example.org/a.csv is remote"),
        ({"path": ["a.parquet", "https://example.org/b.parquet"]}, "the table is in 2 files"),
        ({"path": ["a.csv", "https://example.org/b.csv"]}, "the table is in 2 files"),
        (
            {"path": "a.csv", "dialect": "https://example.org/d.json"},
            "its dialect is remote: https://example.org/d.json",
        ),
        ({"path": "a.csv", "dialect": {"commentChar": "#"}}, "its dialect declares commentChar"),
    ],
)
def test_a_table_that_is_not_read(files: Path, resource: dict[str, Any], why: str) -> None:
    found = report(files, {"name": "things"} | resource)
    assert (found.valid, found.complete) == (True, False)
    assert f"things: rows ({why})" in found.notes
    if "path" not in resource or "data" not in resource:
        assert found.rows == {}


def test_a_file_that_is_no_table_hides_nothing(files: Path) -> None:
    (files / "b.csv").unlink()
    assert report(files, {"name": "paper", "path": "a.pdf", "schema": None}, {"name": "a", "path": "a.csv"}).complete


def test_of_files_that_differ_in_the_end_alone_each_is_checked(files: Path) -> None:
    resources = [{"name": name, "path": name} for name in ("a.csv", "a.tsv", "a.parquet", "a.parq")]
    resources.append({"name": "a.pq", "path": "a.pq", "format": "parquet"})
    found = report(files, *resources)
    assert (found.valid, found.rows) == (True, {"a.csv": 1, "a.tsv": 1, "a.pq": 1}), "a twin each, and one alone"
    for name in ("a.parquet", "a.parq", "a.pq"):
        pq.write_table(pa.table(TABLE | {"id": [None]}), files / name)
    assert [(finding.table, finding.rule) for finding in report(files, *resources).errors] == [
        ("a.csv", "csv_parquet"),
        ("a.tsv", "csv_parquet"),
        ("a.pq", "primary_key"),
    ]


def test_a_table_in_parquet_alone_takes_no_name_that_another_has(files: Path) -> None:
    found = report(files, {"name": "b", "path": "b.csv"}, {"name": "b-parquet", "path": "a.parquet"})
    assert found.rows == {"b": 1, "b-parquet": 1}


@pytest.mark.parametrize("name", ["a", "a-parquet"])
def test_a_foreign_key_to_a_table_in_parquet_alone(files: Path, name: str) -> None:
    key = {"fields": "id", "reference": {"resource": name, "fields": "id"}}
    child = {"name": "b", "path": "b.csv", "schema": SCHEMA | {"foreignKeys": [key]}}
    found = report(files, child, {"name": name, "path": "a.parquet"})
    assert (found.valid, found.notes) == (True, ("a.csv (no resource names it)",))
    (files / "b.csv").write_bytes(CSV.replace(b"a", b"b"))
    faulty = report(files, child, {"name": name, "path": "a.parquet"})
    assert [(finding.table, finding.rule) for finding in faulty.errors] == [("b", "foreign_key")]


def test_the_exit_code(files: Path) -> None:
    """0 as long as nothing that was checked is at fault; --complete asks for all."""
    report(files, {"name": "things", "path": "a.csv"}, {"name": "more", "path": "a.xlsx"})
    ran = run("validate", files)
    assert (ran.code, ran.output.splitlines()) == (
        FINE,
        [
            "not checked: more: rows (xlsx is not read here)",
            "not checked: b.csv (no resource names it)",
            f"valid as far as checked (1 table, 1 row): {files}, p",
        ],
    )
    assert run("validate", files, "--complete").code == DATA
    told = json.loads(run("validate", files, "--json").output)
    assert (told["valid"], told["complete"], told["rows"]) == (True, False, {"things": 1})
    (files / "b.csv").unlink()
    report(files, {"name": "things", "path": "a.csv"})
    assert run("validate", files, "--complete").code == FINE
