"""Persons who have no title and say nothing are no actors where dataset.toml says so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from command import DATASET, briefly, run, seeds

TEXT = """🦀 A car bomb killed Lena Moor in Kabul on Monday, and police arrested Paul Reed.

“The minister must go,” said Anna Brook, a fisherman.

President Max Stern met Susan Finn.
"""


def actors(folder: Path, switch: str) -> set[str]:
    given = seeds(folder / "seeds", dataset_toml=switch + DATASET, pier_txt=TEXT, pier_toml=None, nets_txt=None)
    assert run("--seeds", given).code == 0
    with (folder / "data/actors.csv").open(encoding="utf-8") as file:
        return {row["name"] for row in csv.DictReader(file) if row["actor_type"] == "person"}


def test_private_persons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)
    everybody = actors(tmp_path / "one", "")
    assert everybody >= {"Anna Brook", "Max Stern", "Paul Reed"}
    assert actors(tmp_path / "two", "private_persons = true\n") == everybody
    assert actors(tmp_path / "three", "private_persons = false\n") == {"Anna Brook", "Max Stern"}
    assert run("validate", tmp_path / "three", "--reextract").code == 0
