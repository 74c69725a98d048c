"""Packages of other people: dialects, encodings and layouts that are not ours but are fine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made.packages import write_descriptor

from publisher.validate.package import Asked, check_package
from publisher.validate.report import Report

FIELDS = [
    {"name": "id", "type": "string", "constraints": {"required": True}},
    {"name": "size", "type": "integer", "constraints": {"minimum": 1}},
]


def report(folder: Path, data: bytes, **resource: Any) -> Report:
    """One CSV resource without hash, as many a package has it."""
    folder.mkdir(exist_ok=True)
    body = {"name": "things", "path": "things.csv", "schema": {"fields": FIELDS, "primaryKey": "id"}, **resource}
    (folder / body["path"]).write_bytes(data)
    write_descriptor(folder, {"name": "p", "resources": [body]})
    return check_package(folder, Asked(canonical=True))


def rules(found: Report) -> list[str]:
    return [finding.rule for finding in found.errors]


def test_a_bare_resource_in_canonical_form(tmp_path: Path) -> None:
    found = report(tmp_path, b"id,size\na,1\nb,\n")
    assert (found.valid, found.notes, found.rows) == (True, (), {"things": 2})


@pytest.mark.parametrize(
    ("data", "resource"),
    [
        (b"id;size\na;1\n'b;b';2\n", {"dialect": {"delimiter": ";", "quoteChar": "'"}}),
        (b"id\tsize\r\na\t1\r\nb\t2\r\n", {"dialect": {"delimiter": "\t", "lineTerminator": "\r\n"}}),
        (b"id\tsize\na\t1\nb\t2\n", {"path": "things.tsv", "format": "tsv"}),
        (b"a,1\nb,2\n", {"dialect": {"header": False}}),
        ("id,size\nä,1\nb,2\n".encode("latin-1"), {"encoding": "iso-8859-1"}),
        ("id,size\na,1\nb,2\n".encode("utf-16"), {"encoding": "utf-16"}),
    ],
)
def test_a_declared_dialect_or_encoding_is_read(tmp_path: Path, data: bytes, resource: dict[str, Any]) -> None:
    found = report(tmp_path, data, **resource)
    assert (found.valid, found.rows) == (True, {"things": 2})
    assert found.notes == ("things: canonical form of the CSV (it declares a dialect or encoding of its own)",)
    faulty = report(tmp_path, data.replace("2".encode(resource.get("encoding", "ascii"))[-2:], b"0"), **resource)
    assert not faulty.valid


def test_values_in_a_dialect_are_judged_all_the_same(tmp_path: Path) -> None:
    found = report(tmp_path, b"id;size\na;01\na;0\nc;x\nd\n", dialect={"delimiter": ";"})
    assert rules(found) == ["row_width", "leading_zero", "type", "minimum", "primary_key"]


def test_a_dialect_in_a_file_and_one_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "dialect.json").write_text(json.dumps({"delimiter": ";"}))
    assert report(tmp_path, b"id;size\na;1\n", dialect="dialect.json").valid
    assert "dialect" in rules(report(tmp_path, b"id,size\na,1\n", dialect="gone.json"))
    assert "dialect" in rules(report(tmp_path, b"id,size\na,1\n", dialect=7))
    assert rules(report(tmp_path, b"id,size\na,1\n", dialect={"delimiter": "too long"})) == ["csv_unreadable"]
    assert rules(report(tmp_path, b"id,size\na,1\n", encoding="klingon")) == ["csv_unreadable"]


@pytest.mark.parametrize(
    "dialect",
    [{"header": 0}, {"header": "no"}, {"doubleQuote": None}, {"delimiter": 7}, {"quoteChar": None}, {"csv": []}],
)
def test_a_dialect_of_other_types_is_none(tmp_path: Path, dialect: dict[str, Any]) -> None:
    assert rules(report(tmp_path, b"id,size\na,1\n", dialect=dialect)) == ["dialect"]


@pytest.mark.parametrize("key", ["type", "format", "mediatype", "encoding", "compression"])
def test_a_property_that_is_no_text(tmp_path: Path, key: str) -> None:
    found = report(tmp_path, b"id,size\na,1\n", **{key: ["x"]}).errors
    assert (key, True) in [(finding.field, finding.message.startswith("expected a text")) for finding in found]


@pytest.mark.parametrize("dialect", [{"csv": {"delimiter": ";"}}, {"delimiter": ";", "csvddfVersion": 1.2}])
def test_a_dialect_as_other_tools_write_it(tmp_path: Path, dialect: dict[str, Any]) -> None:
    assert report(tmp_path, b"id;size\na;1\n", dialect=dialect).rows == {"things": 1}


def test_what_this_check_does_not_know_is_left_alone(tmp_path: Path) -> None:
    found = report(tmp_path, b"# words\nid,size\na,1\n", dialect={"commentChar": "#"})
    assert (found.valid, found.rows) == (True, {})
    assert "things: rows (its dialect declares commentChar)" in found.notes
    loose = {"fields": FIELDS, "fieldsMatch": "subset"}
    assert report(tmp_path, b"id,size,more\na,1,2\n", schema=loose).valid


def test_crlf_is_fine_where_the_dialect_says_so_and_only_there(tmp_path: Path) -> None:
    data = b"id,size\r\na,1\r\nb,2\r\n"
    assert rules(report(tmp_path, data)) == ["line_end"]
    assert report(tmp_path, data, dialect={"lineTerminator": "\r\n"}).valid


def test_a_cell_larger_than_a_block(tmp_path: Path) -> None:
    long = b"x" * (9 << 20)
    found = report(tmp_path, b"id,size\n" + long + b',1\n"a,\n' + long + b'",2\nb,3\n')
    assert (found.valid, found.rows) == (True, {"things": 3})


def test_a_file_cut_anywhere_into_blocks_is_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"id,size\n" + b"".join(b'"k""%d,\n",%d\n' % (number, number) for number in range(1, 40))
    for size in (1, 7, 64, 300):
        monkeypatch.setattr("publisher.validate.row_streams.blocks.__defaults__", (size,))
        found = report(tmp_path, data)
        assert (found.valid, found.rows) == (True, {"things": 39})
        assert [finding.row for finding in report(tmp_path, data.replace(b",20\n", b",020\n")).errors] == ['k"20,\n']
