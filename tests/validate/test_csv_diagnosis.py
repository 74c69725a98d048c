"""What is wrong with a CSV that is not in canonical form: rule, row and what to write instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made.packages import declare, write_descriptor
from made.sample import write_library

from publisher.finding import Finding
from publisher.validate.package import Asked, check_package

BOOKS = "data/books.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The library, each CSV with its Parquet file."""
    return write_library(tmp_path / "library")


def spoil(folder: Path, before: bytes, after: bytes, path: str = BOOKS, times: int = 1) -> list[Finding]:
    data = (folder / path).read_bytes()
    assert before in data
    (folder / path).write_bytes(data.replace(before, after, times))
    declare(folder)
    return [finding for finding in check_package(folder, Asked(canonical=True)).errors if finding.rule != "csv_parquet"]


def test_the_canonical_library_is_valid(folder: Path) -> None:
    report = check_package(folder, Asked(canonical=True))
    assert (report.errors, report.notes) == ((), ())
    assert report.rows == {"authors": 3, "books": 3, "copies": 3}


@pytest.mark.parametrize(
    ("before", "after", "row", "rule"),
    [
        (b",300,", b",0300,", "bk-dunes", "leading_zero"),
        (b",300,", b",300.0,", "bk-dunes", "type"),
        (b"bk-fog", b'"bk-fog"', "bk-fog", "needless_quotes"),
        (b",false,\n", b",false,\r\n", "bk-fog", "line_end"),
        (b"\nbk-fog", b"\n\nbk-fog", "line 5", "blank_line"),
        (b"book_id,author_id", b"author_id,book_id", "line 1", "header"),
    ],
)
def test_without_a_parquet_file_the_same_is_said(
    before: bytes, after: bytes, row: str, rule: str, tmp_path: Path
) -> None:
    folder = write_library(tmp_path / "library", parquet=False)
    assert (row, rule) in {(finding.row, finding.rule) for finding in spoil(folder, before, after)}


@pytest.mark.parametrize(
    ("before", "after", "field", "rule", "advice"),
    [
        (b",300,", b",0300,", "pages", "leading_zero", "write 300"),
        (b",300,", b",+300,", "pages", "plus_sign", "write 300"),
        (b",300,", b",3_00,", "pages", "digit_grouping", "write 300"),
        (b",300,", ",٣00,".encode(), "pages", "foreign_digits", "write 300"),
        (b",300,", b", 300,", "pages", "white_space", "write 300"),
        (b",300,", b",300.0,", "pages", "type", "is no integer"),
        (b",300,", b",3e2,", "pages", "type", "is no integer"),
        (b",300,", b",99999999999999999999,", "pages", "type", "too large"),
        (b",7.5,", b",7.50,", "price", "number_form", "write 7.5"),
        (b",7.5,", b",75e-1,", "price", "exponent", "write 7.5"),
        (b",7.5,", b",NaN,", "price", "not_finite", "leave the cell empty"),
        (b",7.5,", b",-INF,", "price", "not_finite", "leave the cell empty"),
        (b",7.5,", b',"7,5",', "price", "type", "is no number"),
        (b",true,", b",True,", "in_print", "boolean_form", "write true"),
        (b",false,", b",0,", "in_print", "boolean_form", "write false"),
        (b",true,", b",yes,", "in_print", "type", "write true or false"),
        (b"2021-05-06T07:08:09Z", b"2021-05-06T09:08:09+02:00", "bought", "instant_form", "UTC"),
        (b"2021-05-06T07:08:09Z", b"2021-05-06 07:08:09Z", "bought", "type", "UTC"),
        (b"2021-05-06T07:08:09Z", b"2021-05-06", "bought", "type", "is no instant"),
        (b"2021-05-06T07:08:09Z", b"2021-02-30T07:08:09Z", "bought", "type", "of the calendar"),
    ],
)
def test_a_cell_in_another_form(folder: Path, before: bytes, after: bytes, field: str, rule: str, advice: str) -> None:
    first, *_ = spoil(folder, before, after)
    assert (first.table, first.field, first.rule) == ("books", field, rule)
    assert first.row in ("bk-dunes", "bk-ebb", "bk-fog")
    assert advice in first.message


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (b"1901-02-03", b"1901-2-3", "date_form"),
        (b"1901-02-03", b"1901-02-03 ", "date_form"),
        (b"1901-02-03", b"1901-02-29", "type"),
        (b"1901-02-03", b"03/02/1901", "type"),
    ],
)
def test_a_date_in_another_form(folder: Path, before: bytes, after: bytes, rule: str) -> None:
    first, *_ = spoil(folder, before, after, "data/authors.csv")
    assert (first.row, first.field, first.rule) == ("aut-brandt", "born", rule)


def test_a_value_that_reads_all_the_same_is_judged_by_the_constraints(folder: Path) -> None:
    rules = {finding.rule for finding in spoil(folder, b",300,", b",09000,")}
    assert rules == {"leading_zero", "maximum"}


@pytest.mark.parametrize(
    ("before", "after", "row", "rule"),
    [
        (b"book_id", b"\xef\xbb\xbfbook_id", "line 1", "byte_order_mark"),
        (b"book_id,", b"book_id ,", "line 1", "header_space"),
        (b"book_id,", b'"book_id",', "line 1", "needless_quotes"),
        (b"bk-fog", b'"bk-fog"', "bk-fog", "needless_quotes"),
        (b"bk-fog", b'bk-"fog', 'bk-"fog', "stray_quote"),
        (b"bk-fog", b'"bk-fog', "line 5", "unclosed_quote"),
        (b"bk-fog", b"bk-\xe9fog", "bk-�fog", "encoding"),
        (b"\nbk-fog", b"\n\nbk-fog", "line 5", "blank_line"),
        (b"bk-fog", b"bk-fog,", "line 5", "row_width"),
        (b",false,\n", b",false\n", "line 5", "row_width"),
        (b",false,\n", b",false,", "line 5", "final_line_feed"),
        (b",false,\n", b",false,\r\n", "bk-fog", "line_end"),
        (b"Fog ", b"F\rog ", "bk-fog", "lone_return"),
        (b"Fog ", b"F\0og ", "bk-fog", "nul"),
    ],
)
def test_a_file_in_another_form(folder: Path, before: bytes, after: bytes, row: str, rule: str) -> None:
    found = {(finding.row, finding.rule) for finding in spoil(folder, before, after)}
    assert (row, rule) in found


def test_line_numbers_count_line_feeds_inside_cells(folder: Path) -> None:
    (finding,) = spoil(folder, b"\nbk-fog", b"\n\nbk-fog")
    assert finding.row == "line 5", "header, bk-dunes, bk-ebb on two lines, the blank line"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (b"book_id;author_id;title;kind;pages;price;in_print;bought", "semicolons"),
        (b"book_id\tauthor_id\ttitle\tkind\tpages\tprice\tin_print\tbought", "tabs"),
        (b"author_id,book_id,title,kind,pages,price,in_print,bought", "in the order book_id"),
        (b"book_id,author_id,title,kind,pages,price,in_print", "bought is missing"),
        (b"book_id,author_id,title,kind,pages,price,in_print,bought,more", "more is not in the schema"),
        (b"book_id,author_id,title,kind,pages,price,in_print,in_print", "in_print is there twice"),
        (b"Book_id,author_id,title,kind,pages,price,in_print,bought", "Book_id is not in the schema"),
    ],
)
def test_a_header_that_is_not_the_schemas(folder: Path, header: bytes, message: str) -> None:
    findings = spoil(folder, b"book_id,author_id,title,kind,pages,price,in_print,bought", header)
    assert [(finding.table, finding.rule) for finding in findings] == [("books", "header")]
    assert message in findings[0].message


def test_an_empty_file_and_one_that_is_all_one_line(folder: Path) -> None:
    (folder / BOOKS).write_bytes(b"")
    declare(folder)
    assert "header" in {finding.rule for finding in check_package(folder, Asked(canonical=True)).errors}
    spoil(folder, b"", b"book_id,author_id\rbk-dunes,aut-brandt\r")
    assert any("end them with LF" in finding.message for finding in check_package(folder, Asked(canonical=True)).errors)


def test_a_fault_that_repeats_is_one_issue(tmp_path: Path) -> None:
    rows = {"copies": [{"book_id": "bk-dunes", "number": number} for number in range(1, 101)]}
    folder = write_library(tmp_path / "library", rows)
    (finding,) = spoil(folder, b"\n", b"\r\n", "data/copies.csv", times=-1)
    assert (finding.rule, finding.count, finding.row) == ("line_end", 101, "line 1, bk-dunes 1, bk-dunes 2, ...")


def test_missing_values_of_the_schema_are_null(tmp_path: Path) -> None:
    folder = write_library(tmp_path / "library", parquet=False)
    schema = json.loads((folder / "schemas/books.json").read_bytes())
    write_descriptor(folder, json.loads((folder / "datapackage.json").read_bytes()))
    (folder / "schemas/books.json").write_text(json.dumps(schema | {"missingValues": ["", "n/a"]}))
    assert spoil(folder, b",300,", b",n/a,") == []
    assert [finding.rule for finding in spoil(folder, b",n/a,", b",none,")] == ["type"]
