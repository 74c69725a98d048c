"""A judged chunk follows from its articles alone, wherever and beside whatever it is made."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from command import NETS, PIER, PIER_RECORDS, seeds

from publisher import pipeline
from publisher.inputs.build_inputs import read_inputs
from publisher.judged import JudgedChunk
from publisher.model import Context

SCHEMAS = Path(__file__).parents[2] / "schemas"
OTHER = "On Tuesday Ines Varga said: “We lost 30 oars.”\n"


def judged(folder: Path, *names: str) -> JudgedChunk:
    """The chunk of these articles of a folder."""
    given = read_inputs(folder, SCHEMAS, folder)
    return pipeline.judged_chunk(pipeline.context_of(given), [one for one in given.seeds.articles if one.name in names])


def test_it_holds_the_bytes_that_its_rows_are_in_csv(tmp_path: Path) -> None:
    chunk = judged(seeds(tmp_path / "seeds"), "nets", "pier")
    rows = chunk.tables["statements"]
    assert rows.batch.num_rows == rows.csv.count(b"\n") == 2
    assert rows.sha256 == hashlib.sha256(rows.csv).hexdigest()
    assert set(chunk.tables) == {path.stem for path in SCHEMAS.glob("*.json")} - {"actors", "codes"}


def test_beside_other_articles_an_article_has_the_same_rows(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds", zebra_txt=OTHER)
    alone, both = judged(folder, "nets"), judged(folder, "nets", "zebra")
    for table, rows in alone.tables.items():
        assert both.tables[table].csv.startswith(rows.csv)


def test_it_is_the_same_in_another_process(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds")
    given = read_inputs(folder, SCHEMAS, folder)
    context: Context = pickle.loads(pickle.dumps(pipeline.context_of(given)))
    there = pickle.loads(pickle.dumps(pipeline.judged_chunk(context, given.seeds.articles)))
    here = judged(folder, "nets", "pier")
    assert there.account == here.account
    assert {name: rows.sha256 for name, rows in there.tables.items()} == {
        name: rows.sha256 for name, rows in here.tables.items()
    }


def test_with_a_problem_it_has_no_rows(tmp_path: Path) -> None:
    wrong = PIER_RECORDS.replace('cue_text = "said"', 'cue_text = "sang"')
    chunk = judged(seeds(tmp_path / "seeds", pier_toml=wrong), "nets", "pier")
    assert chunk.tables == {}
    assert [str(problem).partition(": ")[0] for problem in chunk.account.problems] == ["pier.toml"]
    assert chunk.account.unchecked == ["pier.toml"]


def test_articles_without_a_problem_are_judged_beside_one_with(tmp_path: Path) -> None:
    """Both faults are told at once."""
    records = PIER_RECORDS.replace('quote_type = "direct"', 'quote_type = "indirect"')
    wrong = PIER_RECORDS.replace("stm-pier-safe", "stm-quay-safe").replace('cue_text = "said"', 'cue_text = "sang"')
    folder = seeds(tmp_path / "seeds", pier_toml=records, quay_txt=PIER, quay_toml=wrong)
    told = [str(problem).partition(": ")[0] for problem in judged(folder, "pier", "quay").account.problems]
    assert sorted(set(told)) == ["pier.toml", "quay.toml"]
    assert NETS  # of the folder, and not in this chunk
