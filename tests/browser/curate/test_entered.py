"""A whole coding is entered by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from curate_case import ACTORS, HARBOUR, Open
from curator import Curator, cells, coding
from documents import block

pytestmark = pytest.mark.slow


def test_the_article_of_the_tutorial_is_entered_by_keyboard_alone(curate: Open, tmp_path: Path) -> None:
    curator = Curator(curate().page)
    wanted = coding(HARBOUR, block("toml", "harbour.toml"), ACTORS)
    curator.enter(wanted)
    curator.page.get_by_text("Ready to publish").wait_for()
    made = coding(HARBOUR, *((tmp_path / name).read_text("utf-8") for name in ("harbour.toml", "actors.toml")))
    assert cells(made, {}) == cells(wanted, curator.ids)
    assert curator.strokes < 400  # for two files of 4,100 characters


def test_the_rarer_forms_are_entered_by_keyboard_alone(curate: Open, tmp_path: Path) -> None:
    storm, final = block("text", "storm.txt"), block("toml", "storm.toml")
    curator = Curator(curate(text=storm, actors=ACTORS).page)
    wanted = coding(storm, final, "")
    curator.enter(wanted)
    curator.page.get_by_text("Ready to publish").wait_for()
    assert cells(coding(storm, (tmp_path / "harbour.toml").read_text("utf-8"), ""), {}) == cells(wanted, curator.ids)
    assert curator.strokes < 450  # for a file of 3,400 characters
