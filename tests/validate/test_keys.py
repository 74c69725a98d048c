"""Keys: what repeats, what points nowhere, what is half empty; in one batch or across many."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.packages import from_rows, write_package
from made.sample import AUTHORS, book, tables, write_library

from publisher.arrays import array
from publisher.schemas import parse
from publisher.validate import values
from publisher.validate.keys import dangling, repeated
from publisher.validate.package import check_package
from publisher.validate.report import Report
from publisher.validate.values import Memory, Values


def report(folder: Path, rows: dict[str, list[dict[str, Any]]]) -> Report:
    return check_package(write_library(folder / "library", rows))


def found(report: Report) -> list[tuple[str, str | None, str | None, str]]:
    return [(finding.table, finding.row, finding.field, finding.rule) for finding in report.errors]


def test_a_primary_key_that_repeats(tmp_path: Path) -> None:
    rows = [book(key, "aut-doe", "Again") for key in ("bk-dunes", "bk-ebb", "bk-dunes", "bk-fog")]
    assert found(report(tmp_path, {"books": rows})) == [("books", "bk-dunes", "book_id", "primary_key")]


def test_a_key_that_repeats_is_told_with_the_articles_that_it_is_in(tmp_path: Path) -> None:
    """As where the hashes of two spans begin alike: the id alone tells nobody which articles these are."""
    fields = [{"name": name, "type": "string"} for name in ("evidence_id", "source_id")]
    spans = parse("evidence", {"fields": fields, "primaryKey": "evidence_id"})
    rows = [{"evidence_id": f"evd-{key}", "source_id": f"src-{key}{number}"} for number, key in enumerate("abca")]
    write_package(tmp_path, [from_rows(spans, rows)])
    (finding,) = check_package(tmp_path).errors
    assert finding.message.endswith('give each row its own (source_id "src-a0", "src-a3")')


def test_a_composite_primary_key_is_all_its_fields(tmp_path: Path) -> None:
    rows = [{"book_id": "bk-ebb", "number": 1}, {"book_id": "bk-ebb", "number": 2}, {"book_id": "bk-fog", "number": 1}]
    assert report(tmp_path, {"copies": rows}).valid
    again = report(tmp_path / "again", {"copies": [*rows, rows[0]]})
    assert found(again) == [("copies", "bk-ebb 1", "book_id", "primary_key")]


def test_a_composite_primary_key_may_not_be_null_in_part(tmp_path: Path) -> None:
    findings = found(report(tmp_path, {"copies": [{"book_id": "bk-ebb"}]}))
    assert findings == [("copies", "row 1", "book_id", "primary_key")]


def test_a_unique_key_counts_whole_and_not_with_nulls(tmp_path: Path) -> None:
    authors = tables()["authors"]
    same_name = [*authors, {"author_id": "aut-eve", "name": authors[2]["name"]}]
    assert report(tmp_path / "null", {"authors": same_name}).valid, "born is null in both"
    same = [*authors, {"author_id": "aut-eve", "name": authors[0]["name"], "born": authors[0]["born"]}]
    findings = report(tmp_path / "same", {"authors": same}).errors
    assert [(finding.rule, finding.row, finding.count) for finding in findings] == [
        ("unique_key", "aut-brandt, aut-eve", 2)
    ]


def test_cells_of_a_composite_key_do_not_run_together(tmp_path: Path) -> None:
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    table = parse("t", {"fields": fields, "primaryKey": ["a", "b"]})
    rows = [{"a": "x", "b": "yz"}, {"a": "xy", "b": "z"}, {"a": "x,y", "b": "z"}, {"a": "x", "b": "y,z"}]
    write_package(tmp_path / "p", [from_rows(table, rows)])
    assert check_package(tmp_path / "p").valid


def test_a_foreign_key_that_dangles(tmp_path: Path) -> None:
    rows = [book("bk-dunes", "aut-nobody", "A"), book("bk-ebb", "aut-doe", "B"), book("bk-fog", "aut-doe", "C")]
    (finding,) = report(tmp_path, {"books": rows}).errors
    assert (finding.table, finding.row, finding.field, finding.value, finding.rule) == (
        "books",
        "bk-dunes",
        "author_id",
        "aut-nobody",
        "foreign_key",
    )
    assert "authors.author_id" in finding.message


def test_a_foreign_key_to_the_table_itself(tmp_path: Path) -> None:
    authors = tables()["authors"]
    assert report(tmp_path / "self", {"authors": [authors[0] | {"teacher_id": "aut-brandt"}, *authors[1:]]}).valid
    findings = found(report(tmp_path / "gone", {"authors": [authors[0] | {"teacher_id": "aut-x"}, *authors[1:]]}))
    assert findings == [("authors", "aut-brandt", "teacher_id", "foreign_key")]


def test_a_composite_foreign_key_is_whole_or_absent(tmp_path: Path) -> None:
    copies = tables()["copies"]
    half = [*copies[:2], copies[2] | {"bound_number": None}]
    assert found(report(tmp_path / "half", {"copies": half})) == [("copies", "bk-ebb 1", "bound_with", "foreign_key")]
    wrong = [*copies[:2], copies[2] | {"bound_number": 9}]
    assert found(report(tmp_path / "wrong", {"copies": wrong})) == [("copies", "bk-ebb 1", "bound_with", "foreign_key")]


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ({"resource": "publishers", "fields": "author_id"}, "does not have"),
        ({"resource": "authors", "fields": "nickname"}, "does not exist"),
        ({"resource": "authors", "fields": "born"}, "another type"),
    ],
)
def test_a_foreign_key_that_leads_nowhere_by_its_schema(
    tmp_path: Path, reference: dict[str, str], message: str
) -> None:
    fields = [{"name": "id", "type": "string"}, {"name": "by", "type": "string"}]
    table = parse("notes", {"fields": fields, "foreignKeys": [{"fields": "by", "reference": reference}]})
    authors = from_rows(AUTHORS, tables()["authors"])
    write_package(tmp_path / "p", [authors, from_rows(table, [{"id": "n1", "by": "aut-doe"}])])
    (finding,) = check_package(tmp_path / "p").errors
    assert (finding.table, finding.field, finding.rule) == ("notes", "by", "foreign_key")
    assert message in finding.message


def test_a_table_without_key_names_rows_by_number(tmp_path: Path) -> None:
    table = parse("t", {"fields": [{"name": "x", "type": "integer", "constraints": {"unique": True}}]})
    write_package(tmp_path / "p", [from_rows(table, [{"x": 5}, {"x": 6}, {"x": 5}])])
    (finding,) = check_package(tmp_path / "p").errors
    assert (finding.rule, finding.row, finding.count) == ("unique", "row 1, row 3", 2)


def test_keys_reach_across_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.formats.parquet.ROW_GROUP", 2)
    rows = [book(f"bk-{letter}", "aut-doe", "T") for letter in "abcdefa"] + [
        book(f"bk-{w}", "aut-doe", "T") for w in ("dunes", "ebb")
    ]
    assert found(report(tmp_path, {"books": rows})) == [("books", "bk-a", "book_id", "primary_key")]


CHUNKS = st.lists(st.lists(st.none() | st.sampled_from(["", "a", "b", "aa", "é", "𝔘"]), max_size=6), max_size=5)


def held(chunks: Iterable[pa.Array[Any]], limit: int = 1 << 20) -> Values:
    """The values of a key, batch after batch. limit: bytes that they may take in memory."""
    memory = Memory()
    found = memory.values()
    with patch.object(values, "MEMORY_LIMIT", limit):
        for chunk in chunks:
            found.add(chunk)
            memory.settle()
    return found


WAYS = [(1 << 20, 500_000), (1 << 20, 3), (0, 500_000), (20, 500_000)]
"""Bytes in memory and values at once: all in memory and whole, there in parts, all on the disk, some on the disk."""


@pytest.mark.parametrize(("limit", "at_once"), WAYS)
@given(CHUNKS)
def test_repeated_finds_what_a_count_finds(limit: int, at_once: int, chunks: list[list[str | None]]) -> None:
    """Whether the values are looked up all at once or in parts, in memory or on the disk."""
    given = [value for chunk in chunks for value in chunk if value is not None]
    expected = {value for value in given if given.count(value) > 1}
    with patch.object(values, "VALUES_AT_ONCE", at_once):
        result = repeated(held((array(chunk, pa.string()) for chunk in chunks), limit))
    assert (set(result.to_pylist()) if result is not None else set()) == expected


@pytest.mark.parametrize(("limit", "at_once"), WAYS)
@given(CHUNKS, CHUNKS)
def test_dangling_finds_what_a_set_finds(
    limit: int, at_once: int, referring: list[list[str | None]], referred: list[list[str | None]]
) -> None:
    known = {value for chunk in referred for value in chunk}
    expected = {value for chunk in referring for value in chunk if value is not None} - known
    taken = [array(chunk, pa.string()).unique().drop_null() for chunk in referring]
    with patch.object(values, "VALUES_AT_ONCE", at_once):
        result = dangling(held(taken, limit), held(array(chunk, pa.string()) for chunk in referred))
    assert (set(result.to_pylist()) if result is not None else set()) == expected


@pytest.mark.parametrize("limit", [0, 1 << 20])
def test_few_that_refer_to_many_are_looked_for_among_them(limit: int) -> None:
    many = [array(list(letters), pa.string()) for letters in ("abcdefgh", "ijklmnop")]
    result = dangling(held([array(["p", "z"], pa.string())], limit), held(many, limit))
    assert result.to_pylist() == ["z"]


@pytest.mark.parametrize(("limit", "at_once"), WAYS)
def test_numbers_repeat_across_parts(limit: int, at_once: int) -> None:
    chunks = [array([5, 17, 170, None], pa.int64()), array([70, 17, 1], pa.int64()).slice(1)]
    with patch.object(values, "VALUES_AT_ONCE", at_once):
        result = repeated(held(chunks, limit))
    assert result.to_pylist() == [17]
