"""Articles with the same text, and those dated after the dataset was made, are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publisher.publish.source_warnings import COLUMNS, source_warnings

MADE = date(2024, 5, 2)
A, B = "a" * 64, "b" * 64
AFTER = ": correct the date, or `created` in dataset.toml"


def told(folder: Path, *sources: tuple[str, str | None, str, date | None]) -> list[str]:
    columns = dict(zip(COLUMNS, zip(*sources, strict=True), strict=True))
    schema = pa.schema({"file_name": pa.string(), "doc_id": pa.string(), "sha256": pa.string()})
    pq.write_table(pa.table(columns, schema.append(pa.field("document_date", pa.date32()))), folder / "sources.parquet")
    return source_warnings([folder / "sources.parquet"], MADE)


def test_different_texts_of_known_days(tmp_path: Path) -> None:
    assert told(tmp_path, ("a.txt", None, A, MADE), ("b.txt", None, B, None)) == []


def test_a_text_that_is_there_twice(tmp_path: Path) -> None:
    assert told(tmp_path, ("a.txt", None, A, None), ("x.jsonl", "b\n", A, None), ("x.jsonl", "c", B, None)) == [
        'sources: 1 article has the text of another (x.jsonl "b\n" that of a.txt): '
        "what it says is there twice; remove one"
    ]


def test_many_are_counted(tmp_path: Path) -> None:
    same = [("x.jsonl", str(number), A, date(2024, 5, 3)) for number in range(1001)]
    assert told(tmp_path, *same) == [
        'sources: 1,000 articles have the text of another (x.jsonl "1" that of x.jsonl "0", x.jsonl "2" that of '
        'x.jsonl "0", x.jsonl "3" that of x.jsonl "0" and 997 more): what it says is there twice; remove one',
        "sources: 1,001 articles are dated after 2024-05-02, the day of the dataset "
        f'(x.jsonl "0", x.jsonl "1", x.jsonl "2" and 998 more){AFTER}',
    ]


def test_hashes_that_begin_alike_are_of_different_texts(tmp_path: Path) -> None:
    assert told(tmp_path, ("a.txt", None, A, None), ("b.txt", None, "a" * 63 + "b", None)) == []


@pytest.mark.parametrize(("day", "many"), [(date(2024, 5, 2), 0), (date(2024, 5, 3), 1), (date(2099, 1, 1), 1)])
def test_a_day_to_come(day: date, many: int, tmp_path: Path) -> None:
    said = f"sources: 1 article is dated after 2024-05-02, the day of the dataset (a.txt){AFTER}"
    assert told(tmp_path, ("a.txt", None, A, day)) == [said] * many
