"""An article without line breaks costs as much a word as any other: one paragraph is no worse than a thousand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import briefly, run, seeds
from linear_time import grows_linearly

UNITS = {
    "prose": "Harbour master Ines Varga said on Monday that 12 nets and “the pier” were lost. ",
    "quotations": "“We lost 12 nets,” Varga said, ",
    "quotations that do not end": "“We lost nets, ",
    "figures": "12 nets, ",
    "names": "Ines Varga and ",
    "plain words": "the pier is safe and ",
}


@pytest.mark.stress
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_build_takes_time_in_proportion(unit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)
    folder = seeds(tmp_path / "seeds")

    def build(article: str) -> None:
        entry = {"doc_id": "x", "text": article, "doc_date": "2024-01-03"}
        (folder / "x.jsonl").write_text(json.dumps(entry), encoding="utf-8")
        assert run("--seeds", folder, "--out", tmp_path / "out").code == 0

    build("The pier is safe.")  # what is done once
    assert grows_linearly(build, unit, characters=40_000)
