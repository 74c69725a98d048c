"""Anybody's package: whatever stands in it, the check ends with a report and opens nothing outside."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import run, tree
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from linear_time import grows_linearly
from made.packages import declare, write_descriptor
from made.sample import write_library

from publisher.validate.package import check_package
from publisher.validate.report import Report

RELAXED = settings(suppress_health_check=list(HealthCheck))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**20)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["data/books.csv", "books", "book_id", "integer"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "path", "fields", "type", "schema", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("hostile") / "library")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a JSON value, as the keys that lead there."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


def report(library: Path, name: str, data: bytes, *, declared: bool = False) -> Report:
    """The report on the library with other bytes in one of its files."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "copy"
        shutil.copytree(library, folder)
        (folder / name).write_bytes(data)
        if declared:
            declare(folder)
        found = check_package(folder)
        assert found.as_text() and json.loads(found.as_json())
        return found


VALUES: tuple[Any, ...] = (None, 0, "", [], {}, "x", float("inf"), 10**30, [[]], True, "\ud800", ["x"], {"x": 1}, -1)


def altered(value: Any, each: int) -> Iterator[bytes]:
    """A JSON value with other values in each of its places, in lists only in the first: all of the other values, or in
    turn as many as `each` says. Infinity is written as a number that is too large."""
    first: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for place in places(value):
        first.setdefault(tuple("#" if isinstance(key, int) else key for key in place), place)
    for number, place in enumerate(first.values()):
        for new in range(number * each, (number + 1) * each):
            text = json.dumps(replaced(value, place, VALUES[new % len(VALUES)]))
            yield text.replace("Infinity", "1e400").encode()


@pytest.mark.parametrize("name", ["datapackage.json", "schemas/authors.json", "schemas/books.json"])
@pytest.mark.parametrize("each", [1, pytest.param(len(VALUES), marks=pytest.mark.stress)])
def test_values_in_each_place_of_descriptor_or_schema(library: Path, name: str, each: int) -> None:
    for data in altered(json.loads((library / name).read_bytes()), each):
        report(library, name, data)


@pytest.mark.stress
def test_values_in_each_place_of_our_own_descriptor(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    for name in ("data", "schemas"):
        shutil.copytree(root / name, tmp_path / "copy" / name)
    for data in altered(json.loads((root / "datapackage.json").read_bytes()), len(VALUES)):
        (tmp_path / "copy" / "datapackage.json").write_bytes(data)
        assert check_package(tmp_path / "copy").as_text()


@given(data=st.data())
@RELAXED
def test_any_value_anywhere_in_descriptor_or_schema(library: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["datapackage.json", "schemas/books.json", "schemas/copies.json"]))
    body = json.loads((library / name).read_bytes())
    path = data.draw(st.sampled_from(list(places(body))))
    report(library, name, json.dumps(replaced(body, path, data.draw(JSON))).encode())


@given(
    name=st.sampled_from(
        [f"data/{table}.{end}" for table in ("authors", "books", "copies") for end in ("csv", "parquet")]
    ),
    where=st.floats(0, 1),
    cut=st.integers(0, 40),
    insert=st.binary(max_size=30) | st.sampled_from([b'"', b"\n", b"\r", b",", b"\0", b"\xef\xbb\xbf", b'""', b"\n\n"]),
)
@example(name="data/authors.csv", where=0.999, cut=1, insert=b"")  # its last line feed
@RELAXED
def test_any_bytes_anywhere_in_a_file(library: Path, name: str, where: float, cut: int, insert: bytes) -> None:
    before = (library / name).read_bytes()
    start = int(where * len(before))
    after = before[:start] + insert + before[start + cut :]
    found = report(library, name, after, declared=True)
    if name.endswith(".csv") and after != before:
        assert not found.valid or found.deviations


@pytest.mark.parametrize("depth", [10, 300, 500, 900, 980, 990])
def test_deep_nesting_ends_with_a_verdict(library: Path, depth: int) -> None:
    deep = b'{"x":' * depth + b"1" + b"}" * depth
    for name in ("datapackage.json", "schemas/books.json"):
        report(library, name, b'{"x": ' + deep + b"," + (library / name).read_bytes().lstrip()[1:])


def test_a_key_that_stands_twice_is_refused(library: Path) -> None:
    """Readers would take one or the other."""
    for name in ("datapackage.json", "schemas/books.json"):
        data = (library / name).read_bytes().lstrip()
        for start in (b'{"x": 1, "x": 1, ', b'{"x": NaN, '):
            assert "is no JSON" in report(library, name, start + data[1:]).errors[0].message


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("datetime", "0001-01-01T00:00:00+10:00"),
        ("datetime", "9999-12-31T23:59:59-10:00"),
        ("geopoint", "nan,1"),
        ("geopoint", "sNaN, Infinity"),
        ("geopoint", "1e999999999, 1"),
        ("integer", "9" * 5000),
        ("number", "9" * 5000),
        ("array", "[" * 100_000),
        ("duration", "P" + "1" * 100_000),
    ],
)
def test_a_cell_at_the_bounds_is_no_value(tmp_path: Path, kind: str, cell: str) -> None:
    (tmp_path / "t.csv").write_text(f'x\n"{cell}"\n')
    for constraints in ({}, {"enum": [cell]}):
        schema = {"fields": [{"name": "x", "type": kind, "constraints": constraints}]}
        write_descriptor(tmp_path, {"name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": schema}]})
        found = {finding.rule for finding in check_package(tmp_path).errors}
        assert found & {"type", "not_finite"} and ("constraint" in found or not constraints)


def test_a_header_of_many_columns_is_named_shortly(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("," * 200_000 + "\n")
    schema = {"fields": [{"name": f"f{number}"} for number in range(10_000)]}
    write_descriptor(tmp_path, {"name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": schema}]})
    (finding,) = check_package(tmp_path).errors
    assert (finding.rule, len(finding.message) < 500) == ("header", True)


def test_deep_nesting_is_refused(library: Path) -> None:
    assert not report(library, "schemas/books.json", b'{"fields":' * 100_000).valid
    assert not report(library, "datapackage.json", b"[" * 1_000_000).valid


def test_a_line_of_many_megabytes_is_read_and_named_shortly(library: Path) -> None:
    line = b"x" * (8 << 20)
    data = (library / "data/books.csv").read_bytes().replace(b"Fog", line)
    found = report(library, "data/books.csv", data)
    assert {finding.rule for finding in found.errors} == {"hash", "bytes", "csv_parquet"}
    assert len(found.as_json()) < 3000


@pytest.mark.slow
@pytest.mark.parametrize("times", [2_000, pytest.param(20_000, marks=pytest.mark.stress)])
def test_any_number_of_quotation_marks_ends(library: Path, times: int) -> None:
    data = (library / "data/books.csv").read_bytes()
    for tail in (b'"' * (50 * times + 1), b'"\n' * (times + 1), b'a"b\n' * (times + 1), b'"a\n' * times):
        assert not report(library, "data/books.csv", data + tail).valid


@pytest.mark.slow
@pytest.mark.parametrize("size", [250_000, pytest.param(4_000_000, marks=pytest.mark.stress)])
def test_a_csv_of_line_ends_only_takes_time_by_its_length(library: Path, size: int) -> None:
    """60 MB of them once took 300 s, and were then killed."""
    head = (library / "data/books.csv").read_bytes().split(b"\n")[0]

    def judge(tail: str) -> None:
        assert not report(library, "data/books.csv", head + tail.encode()).valid

    assert grows_linearly(judge, "\n", size, doublings=1)


def test_names_and_cells_of_a_spreadsheet_are_only_text(tmp_path: Path) -> None:
    cells = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\u202eabc",
        "\u200b",
        "e\u0301",
        "é",
        "<script>",
        "../../x",
        "NULL",
        "nan",
    ]
    rows = [{"author_id": "aut-a", "name": "xx" + cell} for cell in cells[:1]]
    folder = write_library(tmp_path / "l", {"authors": rows, "books": [], "copies": []})
    assert check_package(folder).valid
    books = [
        {"book_id": f"b{n}", "author_id": "aut-a", "title": cell, "in_print": True} for n, cell in enumerate(cells)
    ]
    assert check_package(write_library(tmp_path / "m", {"authors": rows, "books": books, "copies": []})).valid


def test_a_schema_may_not_lead_out_of_the_package(library: Path, tmp_path: Path) -> None:
    shutil.copytree(library, tmp_path / "copy")
    (tmp_path / "books.json").write_bytes((library / "schemas/books.json").read_bytes())
    body = json.loads((tmp_path / "copy/datapackage.json").read_bytes())
    for resource in body["resources"]:
        resource["schema"] = resource["schema"].replace("schemas/books.json", "../books.json")
    write_descriptor(tmp_path / "copy", body)
    assert "schema" in {finding.rule for finding in check_package(tmp_path / "copy").errors}


def test_a_package_cannot_make_validate_read_or_write_elsewhere(library: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(library, tmp_path / "copy"))
    secret = tmp_path / "secret.csv"
    secret.write_text("a secret\n")
    (folder / "inside.csv").symlink_to(secret)
    descriptor = folder / "datapackage.json"
    body, before = json.loads(descriptor.read_bytes()), tree(tmp_path)
    for path in ("../secret.csv", str(secret), "inside.csv", "a\0b", "\ud800", "a" * 5000, "data", "."):
        for key in ("path", "schema"):
            first, *others = body["resources"]
            descriptor.write_text(json.dumps({**body, "resources": [{**first, key: path}, *others]}))
            ran = run("validate", folder)
            assert (ran.code, ran.errors) == (1, "")
            assert "a secret" not in ran.output
            assert all(line.isprintable() for line in ran.output.splitlines())
    descriptor.write_bytes(before["copy/datapackage.json"])
    assert tree(tmp_path) == before
