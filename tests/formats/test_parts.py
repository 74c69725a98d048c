"""A large table in parts: where they end, what they are called, and that together they are the table in one file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publisher.formats import csv, parquet, parts
from publisher.formats.parts import Parts
from publisher.formats.sink import Facts, Written
from publisher.formats.write import TableWriter, describe_resources
from publisher.schemas import parse

BOATS = parse(
    "boats",
    {
        "title": "Boats",
        "fields": [{"name": "id", "type": "string"}, {"name": "says", "type": "string"}],
        "primaryKey": "id",
    },
)
HEADER = b"id,says\n"
Batch = Sequence[tuple[str, str]]


def written(folder: Path, batches: Sequence[Batch], largest: int) -> Written:
    folder.mkdir(exist_ok=True)
    with TableWriter(folder, BOATS, largest) as writer:
        for batch in batches:
            writer.write(pa.RecordBatch.from_pylist([{"id": i, "says": s} for i, s in batch], BOATS.arrow))
        return writer.close()


def fleet(count: int, rows: int = 3) -> list[list[tuple[str, str]]]:
    """Batches as chunks of articles give them, with characters beyond the BMP and breaks inside of cells."""
    return [[(f"b{number:03}-{row}", f"🚢 {number}\r\nahoy") for row in range(rows)] for number in range(count)]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def whole(folder: Path, end: str) -> bytes:
    data = Parts(tuple(parts.found(folder, "boats", end)), headed=end == csv.END).open().read()
    assert isinstance(data, bytes)
    return data


def test_a_table_that_is_not_large_is_one_file(tmp_path: Path) -> None:
    found = written(tmp_path, fleet(2), 1000)
    assert list(bytes_of(tmp_path)) == ["boats.csv", "boats.parquet"]
    described = describe_resources(BOATS, found)
    assert [resource["path"] for resource in described] == ["data/boats.csv", "data/boats.parquet"]
    assert not any("parts" in resource for resource in described)


def test_a_large_one_is_in_parts_of_the_same_rows_each_with_the_header(tmp_path: Path) -> None:
    one, several = written(tmp_path / "one", fleet(40), 10**6), written(tmp_path / "several", fleet(40), 500)
    files = bytes_of(tmp_path / "several")
    texts = [content for name, content in files.items() if name.endswith(".csv")]
    assert len(texts) > 3 and all(len(text) <= 500 and text.startswith(HEADER) for text in texts)
    assert list(files) == [f"boats-{n:04}.{end}" for n in range(1, len(texts) + 1) for end in ("csv", "parquet")]
    for number, text in enumerate(texts, 1):
        keys = pq.read_table(tmp_path / "several" / f"boats-{number:04}.parquet")["id"].to_pylist()
        assert [key for key in keys if f"{key},".encode() not in text] == []
    assert several.rows == one.rows == 120
    assert whole(tmp_path / "several", "csv") == (tmp_path / "one" / "boats.csv").read_bytes()


@pytest.mark.parametrize("end", ["csv", "parquet"])
def test_bytes_and_hash_are_those_of_the_whole_and_of_each(tmp_path: Path, end: str) -> None:
    facts = written(tmp_path, fleet(20), 300).files[end]
    data = whole(tmp_path, end)
    assert facts.parts
    assert (facts.bytes, facts.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    each = [path.read_bytes() for path in parts.found(tmp_path, "boats", end)]
    assert list(facts.parts) == [Facts(len(part), hashlib.sha256(part).hexdigest()) for part in each]


def test_what_the_descriptor_says(tmp_path: Path) -> None:
    found = written(tmp_path, fleet(2), 100)
    table, twin = describe_resources(BOATS, found)
    assert table["path"] == ["data/boats-0001.csv", "data/boats-0002.csv"]
    assert [part["path"] for part in table["parts"]] == table["path"] == [one["path"] for one in parts.each(table)]
    assert twin["description"] == "The same rows as boats-0001.csv and so on, with their types."
    assert twin["fingerprint"] == table["hash"]


def rows_of(number: int, changed: str = "") -> Batch:
    return [(f"b{number:03}", f"ahoy {number}{changed}"), (f"b{number:03}-last", "end")]


def test_a_change_reaches_one_part_or_those_beside_it(tmp_path: Path) -> None:
    """What is before the part that changes stays what it is, and soon behind it parts end where they ended before."""
    before, few = written(tmp_path / "before", [rows_of(n) for n in range(300)], 1000), []
    for place in range(0, 300, 30):
        after = written(tmp_path / f"after-{place}", [rows_of(n, " and more" * (n == place)) for n in range(300)], 1000)
        few += [len({*after.files[end].parts} - {*before.files[end].parts}) for end in (csv.END, parquet.END)]
    assert len(before.files["csv"].parts) > 8
    assert sorted(few)[len(few) // 2] == 1
    assert max(few) <= 3


def test_rows_that_are_larger_than_a_part_are_shared_out(tmp_path: Path) -> None:
    written(tmp_path, [[(f"b{n}", "x" * 40) for n in range(20)]], 150)
    assert all(len(content) <= 150 for name, content in bytes_of(tmp_path).items() if name.endswith("csv"))
    assert whole(tmp_path, "csv").count(b"\n") == 21


def test_a_row_that_is_larger_than_a_part_is_one_by_itself(tmp_path: Path) -> None:
    written(tmp_path, [[("a", "1"), ("b", "x" * 900), ("c", "3")]], 100)
    sizes = [len(content) for name, content in bytes_of(tmp_path).items() if name.endswith("csv")]
    assert (len(sizes), sum(size > 100 for size in sizes)) == (3, 1)


@pytest.mark.parametrize("batches", [[], [[]], [[], [("a", "1")], []]])
def test_no_part_is_empty_unless_the_table_is(tmp_path: Path, batches: list[Any]) -> None:
    written(tmp_path, batches, 10)
    assert list(bytes_of(tmp_path)) == ["boats.csv", "boats.parquet"]


def test_which_files_are_those_of_a_table(tmp_path: Path) -> None:
    for name in ("a-0001.csv", "a-0002.csv", "a-0004.csv", "ab-0001.csv", "b.csv", "b-0001.csv"):
        (tmp_path / name).touch()
    names = {table: [path.name for path in parts.found(tmp_path, table, "csv")] for table in ("a", "b", "c")}
    assert names == {"a": ["a-0001.csv", "a-0002.csv"], "b": ["b.csv"], "c": ["c.csv"]}
