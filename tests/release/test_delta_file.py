"""`diff --json`: what changed between two packages as JSON Lines, and the file of them that a release carries."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import run
from documents import RELEASING, section
from hypothesis import given
from hypothesis import strategies as st
from made.packages import from_rows, write_package
from made.sample import book, tables, write_library

from publisher.problem import Refused
from publisher.release import delta_file
from publisher.schemas import parse

pytestmark = pytest.mark.slow

TABLES = tables()
LATER = {
    "books": [
        book("bk-cliff", "aut-doe", "Cliff 𝔘", pages=7),
        book("bk-dunes", "aut-brandt", "Dunes, and other 砂", kind="novel", pages=301, price=7.25),
        TABLES["books"][2],
    ],
    "copies": TABLES["copies"][:2],
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "old", version="1.0.0")


@pytest.fixture
def later(tmp_path: Path) -> Path:
    return write_library(tmp_path / "new", LATER, version="2.0.0", keywords=["books"])


def lines(old: Path, new: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The first line, and the others."""
    head, *changes = map(json.loads, delta_file.compare(old, new))
    return head, changes


def test_the_first_line_tells_of_the_packages(library: Path, later: Path) -> None:
    head, _ = lines(library, later)
    assert head["old"] == {"name": "made", "version": "1.0.0", "created": None}
    assert head["asks_for"] == "major"  # a book is gone
    assert {"place": "keywords", "what": "added", "step": "patch", "old": None, "new": ["books"]} in head["changes"]
    assert head["tables"]["copies"] == {
        side: {
            "fields": ["book_id", "number", "shelf", "bound_with", "bound_number"],
            "key": ["book_id", "number"],
            "rows": rows,
            "hash": f"sha256:{hashlib.sha256((folder / 'data' / 'copies.csv').read_bytes()).hexdigest()}",
        }
        for side, folder, rows in (("old", library, 3), ("new", later, 2))
    }


def test_every_row_that_differs_with_its_cells(library: Path, later: Path) -> None:
    _, changes = lines(library, later)
    dunes = {"book_id": "bk-dunes", "author_id": "aut-brandt", "title": "Dunes, and other 砂", "kind": "novel"}
    assert [(line["table"], line["change"], line["key"]) for line in changes] == [
        ("books", "added", {"book_id": "bk-cliff"}),
        ("books", "changed", {"book_id": "bk-dunes"}),
        ("books", "removed", {"book_id": "bk-ebb"}),
        ("copies", "removed", {"book_id": "bk-ebb", "number": "1"}),
    ]
    assert changes[1]["old"] == {"pages": "300", "price": "7.5"}
    assert changes[1]["new"] == {**dunes, "pages": "301", "price": "7.25", "in_print": "true", "bought": None}
    assert changes[2]["old"]["bought"] == "2021-05-06T07:08:09Z"


def test_more_rows_than_people_want_to_see(tmp_path: Path) -> None:
    old, new = (
        write_library(tmp_path / name, {"authors": authors, "books": [], "copies": []})
        for name, authors in (("old", []), ("new", [{"author_id": f"aut-{n}", "name": "No"} for n in range(99)]))
    )
    assert [line["row"] for line in lines(old, new)[1]] == list(range(1, 100))


def test_the_same_package(library: Path) -> None:
    head, changes = lines(library, library)
    assert (head["asks_for"], head["changes"], changes) == ("none", [], [])


def test_the_same_rows_written_in_another_way_are_no_change(library: Path, tmp_path: Path) -> None:
    shutil.copytree(library, tmp_path / "quoted")
    file = tmp_path / "quoted" / "data" / "copies.csv"
    file.write_bytes(file.read_bytes().replace(b"bk-dunes", b'"bk-dunes"').replace(b"\n", b"\r\n"))
    head, changes = lines(library, tmp_path / "quoted")
    assert (head["asks_for"], changes) == ("none", [])


def test_the_keys_come_in_one_order(library: Path, later: Path) -> None:
    text = list(delta_file.compare(library, later))
    assert text == list(delta_file.compare(library, later))
    orders = {tuple(json.loads(line)) for line in text[1:]}
    assert orders == {
        ("table", "change", "key", "row", "new"),
        ("table", "change", "key", "old_row", "row", "old", "new"),
        ("table", "change", "key", "old_row", "old"),
    }


def test_what_stands_in_the_data_cannot_steer_the_terminal(library: Path, tmp_path: Path) -> None:
    authors = [{"author_id": "aut-doe", "name": "\x1b[2J\u009b2J\u202e\U000e0001"}]
    evil = write_library(tmp_path / "evil", {"authors": authors, "books": [], "copies": []})
    text = "".join(delta_file.compare(library, evil))
    assert text.isprintable()
    assert "\\u001b[2J\\u009b2J\\u202e\\udb40\\udc01" in text
    assert authors[0]["name"] in {line.get("new", {}).get("name") for line in lines(library, evil)[1]}


def test_the_command(library: Path, later: Path) -> None:
    assert run("diff", library, later, "--json").output.splitlines() == list(delta_file.compare(library, later))
    assert run("diff", library, library / "nowhere", "--json").code == 2


def test_the_file_has_the_same_lines_without_what_was_there_before_and_the_same_bytes(
    library: Path, later: Path, tmp_path: Path
) -> None:
    for name in ("1", "2"):
        delta_file.write(library, later, tmp_path / name)
        os.utime(library, (1, 1))
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    text = gzip.decompress((tmp_path / "1").read_bytes()).decode()
    head, *told = map(json.loads, text.splitlines())
    assert [head, *told] == [
        {key: value for key, value in json.loads(line).items() if number == 0 or key != "old"}
        for number, line in enumerate(delta_file.compare(library, later))
    ]
    assert not any("old" in line for line in told)
    assert any(line["change"] == "removed" for line in told)


def test_a_new_package_that_is_not_what_it_says_has_no_delta(library: Path, later: Path, tmp_path: Path) -> None:
    file = later / "data" / "books.csv"
    file.write_bytes(file.read_bytes().replace(b"7.25", b"7.75"))
    with pytest.raises(RuntimeError, match="does not give books"):
        delta_file.write(library, later, tmp_path / "delta")
    assert not (tmp_path / "delta").exists()


def test_what_is_no_package_is_refused(library: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nowhere"):
        list(delta_file.compare(library, tmp_path / "nowhere"))


def updated(folder: Path, table: str) -> bytes:
    """The CSV of a table after the code of the guide, on old/ and delta.jsonl.gz in `folder`."""
    (code,) = re.findall(r"^```python\n# update\.py\n(.*?)^```", section(RELEASING, "What changed"), re.M | re.S)
    code = code.replace("article-records-1.0.0-to-1.1.0.jsonl.gz", "../delta.jsonl.gz").replace("events", table)
    subprocess.run([sys.executable, "-c", code], cwd=folder / "old", check=True)
    return (folder / "old" / "data" / f"{table}.csv").read_bytes()


@pytest.mark.parametrize("table", ["authors", "books", "copies"])
def test_the_code_of_the_guide_gives_the_new_table(library: Path, later: Path, tmp_path: Path, table: str) -> None:
    delta_file.write(library, later, tmp_path / "delta.jsonl.gz")
    assert updated(tmp_path, table) == (later / "data" / f"{table}.csv").read_bytes()


WORDS = parse(
    "words",
    {
        "fields": [
            {"name": "id", "constraints": {"required": True}},
            {"name": "text"},
            {"name": "whole", "type": "integer"},
            {"name": "size", "type": "number"},
            {"name": "day", "type": "date"},
            {"name": "fits", "type": "boolean"},
        ],
        "primaryKey": "id",
    },
)
TEXT = st.text(st.sampled_from('aé砂𝔘🚢",\r\n =\u2028'), min_size=1, max_size=5)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["a", "b", "𐍈", "d e", "f,"])},
        optional={
            "text": TEXT,
            "whole": st.integers(-9, 2**53 - 1),
            "size": st.floats(allow_nan=False, allow_infinity=False, width=16),
            "day": st.dates(),
            "fits": st.booleans(),
        },
    ),
    unique_by=lambda record: record["id"],
    max_size=5,
)


@given(RECORDS, RECORDS)
def test_any_two_packages(tmp_path_factory: pytest.TempPathFactory, old: Any, new: Any) -> None:
    """`write` proves that the file applies; no row is told that did not change."""
    folder = tmp_path_factory.mktemp("any")
    for name, rows in (("old", old), ("new", new)):
        write_package(folder / name, [from_rows(WORDS, rows)])
    delta_file.write(folder / "old", folder / "new", folder / "delta")
    told = {line["key"]["id"] for line in lines(folder / "old", folder / "new")[1] if line["change"] != "moved"}
    one, two = ({row["id"]: row for row in rows} for rows in (old, new))
    assert told == {key for key in {*one, *two} if one.get(key) != two.get(key)}
