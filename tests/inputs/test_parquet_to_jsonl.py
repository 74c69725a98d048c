"""A Parquet archive becomes one line of JSON a row: texts as they are, days as their text, other columns named."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publisher.inputs.parquet_to_jsonl import unroll
from publisher.problem import Refused

NEEDED = ("doc_id", "text")
OPTIONAL = ("doc_date", "title")


def unrolled(place: Path, **columns: Any) -> tuple[list[dict[str, Any]], list[str]]:
    pq.write_table(pa.table({"doc_id": ["a"], "text": ["A."], **columns}), place / "x.parquet")
    unread = unroll(place / "x.parquet", place / "x.jsonl", NEEDED, OPTIONAL)
    return [json.loads(line) for line in (place / "x.jsonl").read_text("utf-8").splitlines()], unread


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (pa.array([date(2024, 5, 2)]), "2024-05-02"),
        (pa.array([datetime(2024, 5, 2)], pa.timestamp("ns")), "2024-05-02"),
        (pa.array([datetime(2024, 5, 2, 10, 30)], pa.timestamp("ms")), "2024-05-02 10:30:00.000"),
        (pa.array([datetime(2024, 5, 2, 23, 30)], pa.timestamp("ms", "Europe/Berlin")), "2024-05-03 01:30:00.000+0200"),
        (pa.array([None], pa.null()), None),
        (pa.array(["2 May"]).dictionary_encode(), "2 May"),
    ],
)
def test_a_day_is_the_text_that_it_is_read_from(days: pa.Array[Any], text: str | None, tmp_path: Path) -> None:
    assert unrolled(tmp_path, doc_date=days) == ([{"doc_id": "a", "text": "A.", "doc_date": text}], [])


def test_columns_that_nobody_reads_are_named(tmp_path: Path) -> None:
    rows, unread = unrolled(tmp_path, tittle=["T"], n=[1])
    assert (rows, unread) == ([{"doc_id": "a", "text": "A."}], ["tittle", "n"])


def test_what_holds_no_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        unrolled(tmp_path, title=[1])
    assert str(refused.value) == "x.parquet: column title holds int64; write texts"


def test_text_and_doc_id_are_needed(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["a"]}), tmp_path / "x.parquet")
    with pytest.raises(Refused) as refused:
        unroll(tmp_path / "x.parquet", tmp_path / "x.jsonl", NEEDED, OPTIONAL)
    assert str(refused.value) == "x.parquet: has no column doc_id or text; an archive has both doc_id and text"
