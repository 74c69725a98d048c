"""A whole article by steps alone: what the page makes of a draft is, row for row, what a person wrote by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from curating import ROOT, SCHEMAS, Desk, curate_into, harbour
from written_for import of_this_article

from publisher.article import Reference, source_id
from publisher.curation.check import beside_of, judged
from publisher.curation.place import Place


def rows(text: Path) -> tuple[Mapping[str, list[str]], Mapping[str, Any], list[str]]:
    """The rows that a build makes of an article, its actors, and what is said of it."""
    desk = Place(text.parent, Reference(source_id(text.stem), text.stem, text))
    beside = beside_of(desk, text.with_name("actors.toml").read_bytes(), SCHEMAS)
    verdict, coded, *_ = judged(beside, text.with_suffix(".toml").read_bytes())
    assert verdict.ready, verdict.lines
    assert coded.records
    made = {
        table: sorted(json.dumps(row, default=str, sort_keys=True) for row in own)
        for table, own in coded.records.rows.items()
    }
    return made, dict(beside.context.actors.values), list(verdict.warnings)


def entered(written: Path, empty: Path) -> Desk:
    """A desk at which the records beside one article were entered for a copy of it that had none."""
    empty.mkdir()
    for path in (written, written.with_name("dataset.toml")):
        shutil.copy(path, empty)
    desk = Desk(empty / written.name)
    steps = curate_into(
        desk, written.with_suffix(".toml").read_text("utf-8"), written.with_name("actors.toml").read_text("utf-8")
    )
    assert steps > 10
    return desk


@pytest.mark.parametrize("name", [pytest.param("harbour", marks=pytest.mark.slow), "storm"])
def test_the_articles_of_the_guide(tmp_path: Path, name: str) -> None:
    folder = harbour(tmp_path / "written", "actors.toml", "harbour.toml", "storm.txt", "storm.toml")
    desk = entered(folder / f"{name}.txt", tmp_path / "entered")
    assert rows(tmp_path / "entered" / f"{name}.txt") == rows(folder / f"{name}.txt")
    assert desk.state["ready"]
    assert desk.state["next"] == f"python build.py --seeds {tmp_path / 'entered'} --out {tmp_path}"


@pytest.mark.slow
@of_this_article
def test_the_article_of_this_dataset(tmp_path: Path) -> None:
    article = next((ROOT / "seeds").glob("*.txt"))
    desk = entered(article, tmp_path / "entered")
    assert rows(tmp_path / "entered" / article.name) == rows(article)
    assert (desk.state["ready"], desk.findings()) == (True, [])


def test_an_accepted_draft_is_ready_when_the_check_says_so(seeds: Path) -> None:
    desk = Desk(seeds / "harbour.txt")
    for one in desk.blocks:
        assert not desk.state["ready"]
        desk.agree(one["key"])
    assert desk.state["ready"]
    rows(seeds / "harbour.txt")
    desk.do(op="undo")
    assert not desk.state["ready"]
