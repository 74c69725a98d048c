"""The Parquet file of a table: the same rows as the CSV, and for a package of ours its exact schema and metadata."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made.packages import declare, write_descriptor
from made.sample import BOOKS, write_library

from publisher.formats.parquet import metadata
from publisher.validate.package import check_package
from publisher.validate.parquet import check_file
from publisher.validate.report import Report

PATH = "data/books.parquet"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


def rewritten(folder: Path, change: Any, **options: Any) -> Report:
    """The report after the Parquet file of the books was written again from a changed table."""
    table = change(pq.read_table(folder / PATH))
    pq.write_table(table, folder / PATH, **options)
    declare(folder)
    return check_package(folder)


def found(report: Report) -> list[tuple[str | None, str | None, str]]:
    return [(finding.row, finding.field, finding.rule) for finding in report.errors]


def replaced(name: str, values: list[Any]) -> Any:
    def change(table: pa.Table) -> pa.Table:
        position = table.schema.get_field_index(name)
        return table.set_column(
            position, table.schema.field(name).with_nullable(True), [pa.array(values, table.schema.field(name).type)]
        )

    return change


def test_another_writer_and_layout_are_the_same_table(folder: Path) -> None:
    assert rewritten(folder, lambda table: table, compression="zstd", row_group_size=1).valid


def test_a_value_that_differs_is_named_with_both_sides(folder: Path) -> None:
    report = rewritten(folder, replaced("pages", [300, None, 13]))
    assert found(report) == [("bk-fog", "pages", "csv_parquet")]
    assert (report.errors[0].value, '"13"' in report.errors[0].message) == ("12", True)


def test_null_and_empty_text_differ(folder: Path) -> None:
    """The CSV cannot tell them apart, so an empty text is refused wherever it stands."""
    report = rewritten(folder, replaced("kind", ["novel", "poems", ""]))
    assert ("bk-fog", "kind", "empty_text") in found(report)


@pytest.mark.parametrize(("rows", "longer"), [(2, "CSV"), (4, "Parquet file")])
def test_a_row_more_or_less(folder: Path, rows: int, longer: str) -> None:
    report = rewritten(folder, lambda table: pa.concat_tables([table, table])[:rows])
    assert found(report) == [(None, None, "csv_parquet_rows")]
    assert f"the {longer} has rows after the first" in report.errors[0].message


def test_rows_are_compared_across_row_groups(folder: Path) -> None:
    report = rewritten(folder, replaced("title", ["Dunes, and other 砂", "Ebb\nand flow", "Fog"]), row_group_size=2)
    assert found(report) == [("bk-fog", "title", "csv_parquet")]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"not Parquet at all"])
def test_a_file_that_is_no_parquet(folder: Path, data: bytes) -> None:
    (folder / PATH).write_bytes(data)
    declare(folder)
    assert found(check_package(folder)) == [(None, None, "parquet_unreadable")]


@pytest.mark.parametrize("position", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_damage_inside_is_an_issue_and_no_crash(folder: Path, position: float) -> None:
    data = bytearray((folder / PATH).read_bytes())
    start = int(len(data) * position)
    data[start : start + 40] = b"\xff" * 40
    (folder / PATH).write_bytes(data)
    assert ("books-parquet", "hash") in {(finding.table, finding.rule) for finding in check_package(folder).errors}


def test_text_that_is_no_utf8(folder: Path) -> None:
    broken = pa.array([b"bk-dunes", b"bk-\xff", b"bk-fog"]).view(pa.string())
    report = rewritten(folder, lambda table: table.set_column(0, "book_id", broken))
    assert (None, None, "parquet_unreadable") in found(report)


def test_columns_are_those_of_the_schema(folder: Path) -> None:
    assert found(rewritten(folder, lambda table: table.drop_columns(["kind"]))) == [(None, None, "parquet_columns")]


def test_other_types_that_hold_the_same_values_are_fine_for_anybody(folder: Path) -> None:
    kinds: dict[str, pa.DataType] = {
        "pages": pa.int32(),
        "title": pa.large_string(),
        "kind": pa.dictionary(pa.int32(), pa.string()),
    }

    def change(table: pa.Table) -> pa.Table:
        for name, kind in kinds.items():
            table = table.set_column(table.schema.get_field_index(name), name, table.column(name).cast(kind))
        return table

    assert rewritten(folder, change).valid


def ours(folder: Path, table: pa.Table, **options: Any) -> list[tuple[str | None, str]]:
    with pq.ParquetWriter(folder / PATH, table.schema, store_schema=False, **options) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata(
            {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        )
    return [(finding.field, finding.rule) for finding in check_file(folder / PATH, BOOKS, ours=True)]


def test_ours_has_the_exact_schema(folder: Path) -> None:
    table = pq.read_table(folder / PATH)
    assert ours(folder, table) == []
    loose = table.cast(pa.schema([field.with_nullable(True) for field in table.schema])).replace_schema_metadata(
        table.schema.metadata
    )
    assert ours(folder, loose) == [(name, "parquet_nullable") for name in ("book_id", "author_id", "title", "in_print")]
    short = table.set_column(4, "pages", table.column("pages").cast(pa.int32()))
    assert ours(folder, short) == [("pages", "parquet_type")]
    assert ours(folder, table, compression="gzip") == [(None, "parquet_compression")]


def test_ours_has_our_metadata_and_no_other(folder: Path) -> None:
    table = pq.read_table(folder / PATH)
    expected = metadata(BOOKS)
    assert set(expected) == {"title", "description", "table_schema"}
    assert ours(folder, table.replace_schema_metadata(expected | {"pandas": "{}"})) == [(None, "parquet_metadata")]
    assert ours(folder, table.replace_schema_metadata(expected | {"title": "Livres"})) == [(None, "parquet_metadata")]
    assert ours(folder, table.replace_schema_metadata(expected | {"table_schema": "{}"})) == [
        (None, "parquet_metadata")
    ]
    assert len(ours(folder, table.replace_schema_metadata(None))) == 3


def test_a_table_with_parquet_alone_is_judged_too(tmp_path: Path, folder: Path) -> None:
    body = json.loads((folder / "datapackage.json").read_bytes())
    body["resources"] = [resource for resource in body["resources"] if resource["name"] != "books"]
    for resource in body["resources"]:
        resource.pop("fingerprint", None)
    write_descriptor(folder, body)
    assert check_package(folder).rows == {"authors": 3, "copies": 3, "books": 3}
    report = rewritten(folder, replaced("pages", [300, None, 0]))
    assert found(report) == [("bk-fog", "pages", "exclusiveMinimum")]


def alone(folder: Path, data: bytes) -> Report:
    """The report on a package of one Parquet file with a column of text."""
    (folder / "t.parquet").write_bytes(data)
    schema = {"fields": [{"name": "x", "type": "string"}]}
    write_descriptor(folder, {"name": "p", "resources": [{"name": "t", "path": "t.parquet", "schema": schema}]})
    return check_package(folder)


def test_statistics_by_which_readers_skip_rows_hold(tmp_path: Path) -> None:
    pq.write_table(pa.table({"x": ["abc", "xyz"]}), tmp_path / "t.parquet")
    data = (tmp_path / "t.parquet").read_bytes()
    assert alone(tmp_path, data).valid
    start = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    for end, other in ((b"abc", b"bbc"), (b"xyz", b"xya")):
        assert end in data[start:]
        (finding,) = alone(tmp_path, data[:start] + data[start:].replace(end, other)).errors
        assert (finding.rule, "x has values beyond its statistics" in finding.message) == ("parquet_unreadable", True)


def test_checksums_of_pages_are_verified_where_there_are_any(tmp_path: Path) -> None:
    table = pa.table({"x": ["one", "two", "six"]})
    pq.write_table(table, tmp_path / "t.parquet", write_page_checksum=True, use_dictionary=False, compression="none")
    data = (tmp_path / "t.parquet").read_bytes()
    assert alone(tmp_path, data).valid
    (finding,) = alone(tmp_path, data.replace(b"six", b"sax")).errors
    assert finding.rule == "parquet_unreadable"
