"""What an archive says of an article beside its text stands in `sources`, as a curator would have written it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import NETS, PIER, quickly, run, seeds

GIVEN = {
    "doc_date": "2024-05-02",
    "language": "en-GB",
    "title": "Nets lost 💥",
    "url": "https://example.org/nets?a=1",
    "publisher": "The Harbour Times",
    "licence": "CC-BY-4.0",
}
ROW = {"document_date": date(2024, 5, 2), **{key: value for key, value in GIVEN.items() if key != "doc_date"}}
UNKNOWN = {**dict.fromkeys(ROW), "language": "en"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


def source(folder: Path, name: str = "x", **changed: str | None) -> dict[str, Any]:
    """The row of an article of the folder's archives, without what tells of its text."""
    ran = run("--seeds", folder / "seeds", "--out", folder / "out")
    assert (ran.code, ran.errors) == (0, "")
    (row,) = pq.read_table(folder / "out/data/sources.parquet", filters=[("source_id", "=", f"src-{name}")]).to_pylist()
    return {key: row[key] for key in ROW}


def lines(folder: Path, doc_id: str = "x", text: str = NETS, **given: object) -> None:
    seeds(folder / "seeds", x_jsonl=json.dumps({"doc_id": doc_id, "text": text, **given}))


def test_of_a_line(tmp_path: Path) -> None:
    lines(tmp_path, **GIVEN)
    assert source(tmp_path) == ROW


def test_of_a_row(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    pq.write_table(
        pa.table({"doc_id": ["x"], "text": [NETS], **{k: [v] for k, v in GIVEN.items()}}), tmp_path / "seeds/x.parquet"
    )
    assert source(tmp_path) == ROW


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_is_null_or_empty_is_not_known(nothing: str | None, tmp_path: Path) -> None:
    lines(tmp_path, **dict.fromkeys(GIVEN, nothing))
    assert source(tmp_path) == UNKNOWN


def test_other_keys_are_not_looked_at(tmp_path: Path) -> None:
    lines(tmp_path, author=7, source_id="mine", sha256="0", text_length=3)
    assert source(tmp_path) == UNKNOWN


@pytest.mark.parametrize(
    "days",
    [
        pa.array(["2024-05-02"]),
        pa.array([19845], pa.date32()),
        pa.array([19845 * 86_400_000], pa.date64()),
        pa.array([19845 * 86_400], pa.timestamp("s")),
        pa.array([19845 * 86_400 * 10**9], pa.timestamp("ns")),
        pa.array(["2024-05-02"]).dictionary_encode(),
        pa.array(["2024-05-02"], pa.large_string()),
    ],
    ids=lambda days: str(days.type)[:14],
)
def test_a_day_in_any_type_of_column_that_holds_one(days: pa.Array[Any], tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    pq.write_table(pa.table({"doc_id": ["x"], "text": [NETS], "doc_date": days}), tmp_path / "seeds/x.parquet")
    assert source(tmp_path) == {**UNKNOWN, "document_date": date(2024, 5, 2)}


def test_a_file_as_pandas_writes_it(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    frame = pd.DataFrame({"doc_id": ["x"], "text": [NETS], "publisher": pd.Categorical(["The Harbour Times"])})
    frame["doc_date"] = pd.to_datetime(["2024-05-02"])
    frame["title"] = None
    frame.to_parquet(tmp_path / "seeds" / "x.parquet")
    assert source(tmp_path) == {**UNKNOWN, "document_date": date(2024, 5, 2), "publisher": "The Harbour Times"}


def test_the_curated_file_of_an_article_says_it_better(tmp_path: Path) -> None:
    lines(tmp_path, "pier", PIER, **GIVEN)
    (tmp_path / "seeds" / "pier.txt").unlink()
    assert source(tmp_path, "pier") == {**ROW, "language": "en", "document_date": date(2024, 1, 2)}


def test_relative_dates_are_counted_from_the_day_that_came_with_the_text(tmp_path: Path) -> None:
    lines(tmp_path, text="“We lost 12 nets,” Varga said on Monday.", doc_date="2024-01-03")
    run("--seeds", tmp_path / "seeds", "--out", tmp_path / "out")
    found = pq.read_table(
        tmp_path / "out/data/candidates.parquet", filters=[("source_id", "=", "src-x"), ("kind", "=", "date")]
    )
    assert found["value"].to_pylist() == ["2024-01-01"]
