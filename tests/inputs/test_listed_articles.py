"""[[articles]] of dataset.toml gives an article that is a .txt file what a line of an archive would give it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from command import DATASET, ROOT, quickly, run, seeds

from publisher import pipeline
from publisher.inputs.build_inputs import read_inputs
from publisher.inputs.listed_articles import listed
from publisher.problem import Refused
from publisher.schemas import load
from publisher.workers import Waiting, done

pytestmark = pytest.mark.slow

SOURCES = load(ROOT / "schemas")["sources"]
UNDATED = (
    "no date, so weekdays and the like are not resolved; write a doc_date for it under [[articles]] in dataset.toml"
)
NETS = 'file = "nets.txt"\n'


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


def built(folder: Path, entry: str, **files: str) -> tuple[dict[str, object], list[str]]:
    """The row of nets.txt, and what the build warns of its date."""
    entry = f"{DATASET}\n[[articles]]\n{entry}" if entry else DATASET
    ran = run("--seeds", seeds(folder / "seeds", dataset_toml=entry, **files), "--out", folder / "out")
    assert (ran.code, ran.errors) == (0, "")
    of_nets = pc.field("source_id") == "src-nets"
    (row,) = pq.read_table(folder / "out/data/sources.parquet", filters=of_nets).to_pylist()
    return row, [line for line in ran.output.splitlines() if "no date" in line]


def refused(*entries: dict[str, object]) -> list[str]:
    with pytest.raises(Refused) as error:
        listed(entries, SOURCES, ["nets.txt", "pier.txt"])
    return [problem.within for problem in error.value.problems]


@pytest.mark.parametrize("day", ["2024-01-03", '"2024-01-03"', '"Wed, 03 Jan 2024 10:00:00 +0000"'])
def test_what_is_listed_is_in_the_row(day: str, tmp_path: Path) -> None:
    row, warnings = built(tmp_path, f'{NETS}doc_date = {day}\npublisher = "The Harbour Times 🌊"\npublish_text = true')
    assert (row["document_date"], row["publisher"], row["doc_id"]) == (date(2024, 1, 3), "The Harbour Times 🌊", None)
    assert warnings == []
    assert run("validate", tmp_path / "out").code == 0


def test_without_a_date_there_is_a_warning(tmp_path: Path) -> None:
    row, warnings = built(tmp_path, "")
    assert row["document_date"] is None
    assert warnings == [f"warning: nets.txt: {UNDATED}"]


def test_the_date_of_the_dateline_has_evidence(tmp_path: Path) -> None:
    text = "HAMMERNESS, 3 January 2024 (AP) - “We lost 12 nets 🌊,” Ines Varga said on Monday.\n"
    row, warnings = built(tmp_path, "", nets_txt=text)
    assert (row["document_date"], warnings) == (date(2024, 1, 3), [])
    rows = pq.read_table(
        tmp_path / "out/data/evidence.parquet", filters=pc.field("record_id") == "src-nets"
    ).to_pylist()
    assert [(one["field"], one["exact"], one["basis"]) for one in rows] == [
        ("document_date", "3 January 2024", "explicit")
    ]
    assert "2024-01-01" in (tmp_path / "out/data/statements.csv").read_text(encoding="utf-8")
    assert run("validate", tmp_path / "out").code == 0


def test_what_is_listed_counts_more_than_the_dateline(tmp_path: Path) -> None:
    row, _ = built(
        tmp_path, f"{NETS}doc_date = 2024-01-04", nets_txt="3 January 2024\n\n“We lost 12 nets,” Varga said.\n"
    )
    assert row["document_date"] == date(2024, 1, 4)


def test_the_curated_file_counts_more_than_what_is_listed(tmp_path: Path) -> None:
    entry = 'file = "pier.txt"\ndoc_date = 2024-01-04\ntitle = "Pier"'
    built(tmp_path, entry)
    of_pier = pc.field("source_id") == "src-pier"
    (row,) = pq.read_table(tmp_path / "out/data/sources.parquet", filters=of_pier).to_pylist()
    assert (row["document_date"], row["title"]) == (date(2024, 1, 2), "Pier")


def test_every_fault_is_told_with_its_entry() -> None:
    assert refused({"file": "net.txt", "doc_date": "May"}, {"title": "x"}, {"file": 7, "titel": "x"}) == [
        'articles[number 1]: file: there is no article "net.txt" (did you mean "nets.txt"?); name a .txt file of this '
        "folder",
        *[line for line in refused({"file": "nets.txt", "doc_date": "May"}) if "doc_date" in line],
        "articles[number 2]: file is missing; write the name of a .txt file",
        "articles[number 3]: file is 7; write the name of a .txt file",
        'articles[number 3]: titel is no key of this record (did you mean "title"?); known: file, language, doc_date, '
        "title, publisher, url, licence, raw_sha256, reader, publish_text",
    ]


def test_one_file_has_one_entry() -> None:
    assert refused({"file": "nets.txt"}, {"file": "nets.txt"}) == [
        'articles[number 2]: file: "nets.txt" has an entry already; keep one'
    ]


def test_a_worker_is_told_of_its_own_articles_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of all of them, sent with each chunk, would take time that grows with their square."""
    monkeypatch.setattr(pipeline, "CHUNK", 1)
    entry = '\n[[articles]]\nfile = "nets.txt"\npublisher = "The Lisbon Post"\n'
    folder = seeds(tmp_path / "seeds", dataset_toml=DATASET + entry)
    sent: list[bytes] = []

    class Handing:
        def submit(self, work: Callable[[Any], Any], item: Any, /) -> Waiting[Any]:
            sent.append(pickle.dumps((work, item)))
            return done(work(item))

    chunks = list(pipeline.judged(read_inputs(folder, ROOT / "schemas", tmp_path), Handing()))
    assert len(chunks) == len(sent) > 1
    assert sum(b"The Lisbon Post" in one for one in sent) == 1
    assert sum(b"The Lisbon Post" in bytes(chunk.tables["sources"].csv) for chunk in chunks) == 1
