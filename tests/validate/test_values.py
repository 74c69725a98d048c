"""The values of keys, in memory or on the disk: nothing is lost, equal ones meet, and the disk is left as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow as pa
import pytest
from command import run
from made.sample import AUTHORS, book, tables, write_library

from publisher.arrays import array
from publisher.validate import values
from publisher.validate.package import check_package
from publisher.validate.values import PARTS, Memory, Values, together

IDS = [f"evd-{number:016x}" for number in range(3_000)]
KINDS: list[tuple[pa.DataType, list[Any]]] = [
    (pa.string(), [*IDS, "", "é", "𝔘𝔘", "\r\n", None, *IDS[:7]]),
    (pa.int64(), [*range(-500, 500), 2**62, None, 3, 3]),
    (pa.bool_(), [True, False, None, True]),
]


def held(limit: int, chunks: list[Any], memory: Memory | None = None) -> Values:
    memory = memory or Memory()
    found = memory.values()
    with patch.object(values, "MEMORY_LIMIT", limit):
        for chunk in chunks:
            found.add(chunk)
            memory.settle()
    return found


@pytest.mark.parametrize(("kind", "given"), KINDS)
@pytest.mark.parametrize("limit", [0, 5_000, 1 << 30])
def test_nothing_is_lost_and_equal_ones_are_in_one_part(kind: pa.DataType, given: list[Any], limit: int) -> None:
    whole = array(given, kind)
    kept = held(limit, [whole[:100], whole[100:101], whole[:0], whole[101:]])
    assert kept.rows == len(given)
    for _ in range(2):  # several keys may ask for the same values
        parts = [part.to_pylist() for part in kept.parts(kind)]
        assert len(parts) == PARTS
        assert sorted(map(repr, (value for part in parts for value in part))) == sorted(map(repr, given))
        assert sum(len(set(part)) for part in parts) == len(set(given))


def test_ids_that_differ_anywhere_are_spread_over_the_parts() -> None:
    """Also keys of several fields, which end alike."""
    for given in (IDS, [f"{name}\0actor" for name in IDS], [f"act-{name}-person" for name in IDS]):
        sizes = [len(part) for part in held(0, [array(given, pa.string())]).parts(pa.string())]
        assert max(sizes) < 4 * len(given) / PARTS


def test_the_most_go_to_the_disk_first_and_what_is_given_up_makes_room() -> None:
    memory = Memory()
    small, large = (
        held(1 << 30, [array(IDS[:10], pa.string())], memory),
        held(1 << 30, [array(IDS, pa.string())], memory),
    )
    with patch.object(values, "MEMORY_LIMIT", 1_000):
        memory.settle()
    assert (small.many, large.many) == (False, True)
    assert small.bytes > 0 == large.bytes
    memory.forget(large)
    with patch.object(values, "MEMORY_LIMIT", 0):
        memory.settle()
    assert small.many


def test_values_in_memory_meet_those_on_the_disk() -> None:
    one, other = held(0, [array(IDS, pa.string())]), held(1 << 30, [array(IDS[::-1], pa.string())])
    turns = [(set(a.to_pylist()), set(b.to_pylist())) for a, b in together(one, other)]
    assert all(a == b for a, b in turns)
    assert set().union(*(a for a, _ in turns)) == set(IDS)


@pytest.mark.parametrize(
    ("chunks", "ascending"),
    [
        ([], True),
        ([["a", "b"], [], ["c"]], True),
        ([["a", "b"], ["b"]], False),
        ([["b", "a"]], False),
        ([["a", None]], False),
        ([["b"], ["a"], ["c"]], False),
    ],
)
@pytest.mark.parametrize("limit", [0, 1 << 30])
def test_keys_in_ascending_order_are_known(chunks: list[list[str | None]], ascending: bool, limit: int) -> None:
    assert held(limit, [array(chunk, pa.string()) for chunk in chunks]).ascending is ascending


def findings(folder: Path) -> list[tuple[str, str | None, str]]:
    return [(finding.table, finding.row, finding.rule) for finding in check_package(folder).errors]


def test_a_check_finds_the_same_with_all_keys_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [book(key, author, "T 🚢") for key, author in (("bk-a", "aut-doe"), ("bk-b", "aut-x"), ("bk-a", "aut-doe"))]
    folder = write_library(tmp_path / "library", {"books": [*rows, *tables()["books"]], "authors": tables()["authors"]})
    expected = findings(folder)
    assert {("books", "bk-a", "primary_key"), ("books", "bk-b", "foreign_key")} <= set(expected)
    monkeypatch.setattr(values, "MEMORY_LIMIT", 0)
    assert findings(folder) == expected


def test_files_have_no_name_and_end_with_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nothing is left when the process is killed."""
    monkeypatch.setattr(values, "MEMORY_LIMIT", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    folder, opened = write_library(tmp_path / "library", tables()), len(list(Path("/proc/self/fd").iterdir()))
    assert check_package(folder).valid
    assert list((tmp_path / "temporary").iterdir()) == []
    assert len(list(Path("/proc/self/fd").iterdir())) == opened


def test_a_full_disk_is_the_machine_s_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no fault of the package."""

    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = write_library(tmp_path / "library", tables())
    assert AUTHORS.primary_key
    monkeypatch.setattr(values, "MEMORY_LIMIT", 0)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    ran = run("validate", folder)
    assert (ran.code, ran.output, ran.lines) == (
        3,
        "",
        ["the machine: No space left on device; make room where the command writes, and in $TMPDIR"],
    )
