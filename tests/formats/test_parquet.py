"""Parquet files from anybody: all rows that the footer counts, or one line; never the end of the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made.packages import write_descriptor

from publisher.formats.footer import read_footer
from publisher.formats.parquet import read_rows
from publisher.inputs.archive import NEEDED
from publisher.inputs.parquet_to_jsonl import unroll
from publisher.problem import Refused
from publisher.validate.package import check_package

DAMAGED = Path(__file__).parent / "damaged"
ROWS = 65_536


def read(path: Path) -> int:
    """The rows of a file, its statistics looked at too."""
    for group in read_footer(path).groups:
        for chunk in group.chunks:
            chunk.ends()
    return sum(batch.num_rows for batch in read_rows([path], ROWS))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("archive_row_count_changed", "the footer says 40 rows, and 10 + -23 + 10 + 10 in its row groups"),
        ("archive_column_name_not_utf8", "the name of a column is not UTF-8"),
    ],
)
def test_an_archive_that_would_lose_articles_is_refused(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        unroll(DAMAGED / f"{name}.parquet", tmp_path / "lines", NEEDED, ())
    assert [str(problem) for problem in refused.value.problems] == [f"{name}.parquet: cannot be read as Parquet: {why}"]


@pytest.mark.parametrize(
    ("name", "fields", "why"),
    [
        ("package_footer_row_count", {"a": "string", "n": "integer"}, "the footer is damaged"),
        ("package_statistics_abort", {"a": "string"}, "column a is BYTE_ARRAY in the schema, and of type 16"),
    ],
)
def test_a_package_with_a_damaged_footer_is_not_valid(
    tmp_path: Path, name: str, fields: dict[str, str], why: str
) -> None:
    (tmp_path / "t.parquet").write_bytes((DAMAGED / f"{name}.parquet").read_bytes())
    schema = {"fields": [{"name": field, "type": kind} for field, kind in fields.items()]}
    write_descriptor(tmp_path, {"name": "p", "resources": [{"name": "t", "path": "t.parquet", "schema": schema}]})
    (finding,) = check_package(tmp_path).errors
    assert (finding.rule, why in finding.message) == ("parquet_unreadable", True)


def footer(path: Path) -> int:
    """Where the footer begins."""
    data = path.read_bytes()
    return len(data) - 8 - int.from_bytes(data[-8:-4], "little")


def test_all_of_a_file_is_read_group_by_group(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": ["x", None, "z"], "l": [[1, 2], [], None]}), path, row_group_size=2)
    assert [batch["a"].to_pylist() for batch in read_rows([path], 1)] == [["x"], [None], ["z"]]
    assert [group.rows for group in read_footer(path).groups] == [2, 1]
    (text, numbers) = read_footer(path).groups[0].chunks
    assert (text.column, text.repeated, text.values, text.codec, text.ends()) == ("a", False, 2, "SNAPPY", (b"x", b"x"))
    assert (numbers.repeated, numbers.values, numbers.ends()) == (True, 3, (1, 2))


def test_the_ends_of_numbers_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(
        pa.table({"n": [-1, 7], "f": [0.5, 2.0], "b": [True, False], "d": pa.array([1, 2], pa.date32())}), path
    )
    (group,) = read_footer(path).groups
    assert [chunk.ends() for chunk in group.chunks] == [(-1, 7), (0.5, 2.0), None, (1, 2)]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" * 3, b"PAR1\xff\xff\xff\x7fPAR1", b"PAR1\x15\x02\0\0\0PAR1"])
def test_what_has_no_footer_is_said_to_have_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.parquet").write_bytes(data)
    with pytest.raises(ValueError, match="footer"):
        read_footer(tmp_path / "t.parquet")


def mutants(scratch: Path, every: int) -> None:
    """Reads files with one changed byte in the footer: each gives its three rows or an error that is reported."""
    table = pa.table({"a": ["abc", "xyz", None], "n": [1, 2, 3], "d": pa.array([1, 2, None], pa.date32())})
    odd = pa.table({"x": pa.array([1, 2, 3], pa.decimal128(10, 2)), "l": [[1], [2], None], "b": [b"x", b"y", b"z"]})
    case = scratch / "case.parquet"
    number = 0
    for rows in (table, odd):
        pq.write_table(rows, case, row_group_size=2)
        data = case.read_bytes()
        for at in range(footer(case), len(data) - 8):
            for other in {0, 255, data[at] ^ 1, data[at] ^ 0x10, data[at] ^ 0x80, data[at] + 1 & 255} - {data[at]}:
                number += 1
                if number % every:
                    continue
                case.write_bytes(data[:at] + bytes([other]) + data[at + 1 :])
                try:
                    found = read(case)
                except (ValueError, OSError, pa.ArrowException):
                    continue
                assert found == 3, (at, other)


@pytest.mark.slow
@pytest.mark.parametrize("every", [150, pytest.param(1, marks=pytest.mark.stress)])
def test_no_changed_byte_of_a_footer_ends_the_process_or_loses_a_row(tmp_path: Path, every: int) -> None:
    code = f"from pathlib import Path; import test_parquet; test_parquet.mutants(Path({str(tmp_path)!r}), {every})"
    root = Path(__file__).parents[2]
    paths = f"{root}:{root / 'tests'}:{Path(__file__).parent}"
    found = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_memory_that_runs_out_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> object:
        raise pa.ArrowMemoryError("malloc of size 64 failed")

    pq.write_table(pa.table({"a": ["x"]}), tmp_path / "t.parquet")
    schema = {"fields": [{"name": "a"}]}
    write_descriptor(tmp_path, {"name": "p", "resources": [{"name": "t", "path": "t.parquet", "schema": schema}]})
    monkeypatch.setattr("publisher.validate.row_streams.read_group", exhausted)
    with pytest.raises(MemoryError):
        check_package(tmp_path)
    monkeypatch.setattr("publisher.inputs.parquet_to_jsonl.open_file", exhausted)
    with pytest.raises(MemoryError):
        unroll(tmp_path / "t.parquet", tmp_path / "lines", NEEDED, ())
