"""An article of an archive is curated beside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import briefly, run
from curating import ROOT, Desk, harbour

ADDRESS = "https://news.example/2024/port?page=1"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with the article of the guide, which has no date of its own there, and one that cannot be read."""
    text = (harbour(tmp_path / "guide") / "harbour.txt").read_text("utf-8").replace("BERGEN, 12 March 2024 - ", "")
    folder = tmp_path / "seeds"
    folder.mkdir()
    shutil.copy(ROOT / "seeds" / "dataset.toml", folder)
    lines = [{"doc_id": name, "text": text, "doc_date": "2024-03-12"} for name in ("port", ADDRESS)]
    entries = [*lines, {"doc_id": "empty", "text": " "}]
    (folder / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in entries), "utf-8")
    return folder / "a.jsonl"


def test_the_records_of_an_article_are_beside_its_archive(archive: Path) -> None:
    desk = Desk(f"{archive}#port")
    desk.do(op="accept", key=desk.blocks[0]["key"])
    assert sorted(path.name for path in archive.parent.iterdir()) == [
        "a.jsonl",
        "actors.toml",
        "dataset.toml",
        "port.toml",
    ]


def test_its_day_is_that_of_the_archive(archive: Path) -> None:
    assert Desk(f"{archive}#port").block("events")["values"]["date_edtf"]["value"] == "2024-03-11"


def test_an_address_is_no_name_of_a_file(archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The records are called by the source_id, and the build finds them."""
    desk = Desk(f"{archive}#{ADDRESS}")
    desk.do(op="accept", key=desk.blocks[0]["key"])
    (name,) = [path.name for path in archive.parent.glob("src-*.toml")]
    assert name == "src-https-news-example-2024-port-page-1.toml"
    again = Desk(f"{archive}#{name.removesuffix('.toml')}")
    for one in again.blocks:
        again.agree(one["key"])
    assert (again.state["ready"], again.findings()) == (True, [])
    briefly(monkeypatch)
    built = run("--seeds", archive.parent, "--out", tmp_path / "out")
    assert built.code == 0, built.lines
    candidates = (tmp_path / "out" / "data" / "candidates.csv").read_text("utf-8").splitlines()
    accepted = [line for line in candidates if name.removesuffix(".toml") in line and ",accepted," in line]
    assert len(accepted) > 5


def test_an_archive_in_parquet(archive: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in archive.read_text("utf-8").splitlines()]
    pq.write_table(pa.Table.from_pylist(lines), archive.with_suffix(".parquet"))
    archive.unlink()
    desk = Desk(f"{archive.with_suffix('.parquet')}#port", tmp_path)
    assert len(desk.blocks) > 10


def test_the_build_says_that_it_is_not_finished(archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    desk = Desk(f"{archive}#port")
    desk.do(op="accept", key=desk.blocks[0]["key"])
    briefly(monkeypatch)
    built = run("--seeds", archive.parent, "--out", tmp_path / "out")
    assert any("port.toml: the records are not finished" in line for line in built.lines)
