"""As test_bad_articles.py, of an archive in Parquet: by the number of the row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import NETS, Ran, briefly, run, seeds
from left_out_case import DATA, FINE, SOURCES, line, published, report

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def parquet(folder: Path, table: pa.Table) -> Ran:
    """A build of the small seeds and an archive, x.parquet."""
    seeds(folder / "seeds")
    pq.write_table(table, folder / "seeds" / "x.parquet")
    return run("--seeds", folder / "seeds", "--out", folder / "out")


NO_UTF8 = pa.Array.from_buffers(
    pa.string(), 2, [None, pa.array([0, 1, 2], pa.int32()).buffers()[1], pa.py_buffer(b"a\xff")]
)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"text": ["A.", " "]}, 'row 2 "bad": has an empty text'),
        ({"text": ["A.", None]}, 'row 2 "bad": text is None; write its text'),
        ({"text": NO_UTF8}, 'row 2 "bad": line 1 of the text holds half of the pair U+DCFF; remove it'),
        ({"doc_id": ["good", "good"]}, 'row 2 "good": becomes src-good, as does x.parquet row 1 "good"; give...'),
        ({"doc_date": [None, "May"]}, 'row 2 "bad": doc_date is "May"; write a day that exists, ...'),
    ],
)
def test_a_row_is_left_out_by_its_number(columns: dict[str, list[Any]], says: str, tmp_path: Path) -> None:
    ran = parquet(tmp_path, pa.table({"doc_id": ["good", "bad"], "text": [NETS, NETS], **columns}))
    assert ran.code == FINE, ran.errors
    (told,) = ran.lines
    assert told.startswith(f"left out: x.parquet: {says.removesuffix('...')}")
    assert published(tmp_path) == SOURCES
    assert [(entry["archive"], entry["row"]) for entry in report(tmp_path)] == [("x.parquet", 2)]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (pa.table({"doc_id": ["a"]}), "has no column text; an archive has both doc_id and text"),
        (pa.table({"doc_id": [1], "text": ["a"]}), "column doc_id holds int64; write texts"),
        (pa.table({"doc_id": ["a"], "text": [b"a"]}), "column text holds binary; write texts"),
        (pa.table({"doc_id": ["a"], "text": ["a"], "title": [["a"]]}), "column title holds list<element: string>; ..."),
        (
            pa.table([pa.array(["a"])] * 4, ["doc_id", "text", "doc_date", "doc_date"]),
            "has 2 columns doc_date; keep one",
        ),
        (pa.table({"doc_id": pa.nulls(0, pa.string()), "text": pa.nulls(0, pa.string())}), "is empty; fill it or ..."),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_file_with_other_columns_stops_the_build(table: pa.Table, says: str, tmp_path: Path) -> None:
    ran = parquet(tmp_path, table)
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith(f"x.parquet: {says.removesuffix('...')}")


def test_a_file_that_is_damaged_in_the_middle_stops_the_build(tmp_path: Path) -> None:
    assert parquet(tmp_path, pa.table({"doc_id": ["a"], "text": [NETS]})).code == FINE
    path = tmp_path / "seeds" / "x.parquet"
    raw = bytearray(path.read_bytes())
    raw[4:60] = b"\xff" * 56
    path.write_bytes(raw)
    ran = run("--seeds", tmp_path / "seeds", "--out", tmp_path / "new")
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith("x.parquet: cannot be read as Parquet: ")
    assert not (tmp_path / "new").exists()


def test_lines_in_a_file_that_is_called_like_an_unrolled_one(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds", **{"news.parquet.jsonl": line(doc_id="good") + b"\n{\n"})
    pq.write_table(pa.table({"doc_id": ["row"], "text": [NETS]}), tmp_path / "seeds" / "news.parquet")
    ran = run("--seeds", tmp_path / "seeds", "--out", tmp_path / "out")
    assert ran.code == FINE
    assert ran.lines[0].startswith("left out: news.parquet.jsonl: line 2: is no JSON")
    assert published(tmp_path, column="file_name") == {"nets.txt", "pier.txt", "news.parquet", "news.parquet.jsonl"}
