"""Names of files from anybody are published as they are. Those that are refused: test_folder.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import NETS, briefly, seeds
from hostile_case import rebuilt, refused, rows

from publisher.article import source_id


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


NAMES = {
    "a formula": "=1+1",
    "markup": "<b>&amp;'",
    "spaces": " a  b ",
    "a long name": "a" * 251,
    "other letters": "Ω💥",
    "homoglyph of pier": "ріer",
    "an option": "--out",
    "nothing but dots": "a....",
    "a device": "CON",
    "a word for nothing": "NULL",
    "right to left": "\u202eabc",
}


def test_the_name_of_a_file_is_published_as_it_stands(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    for name in NAMES.values():
        (tmp_path / "seeds" / f"{name}.txt").write_text(NETS)
    ran = rebuilt(tmp_path)
    assert ran.code == 0, ran.errors
    found = {str(row["file_name"]): str(row["source_id"]) for row in rows(tmp_path, "sources")}
    assert {f"{name}.txt" for name in NAMES.values()} < set(found)
    assert len(set(found.values())) == len(NAMES) + 2
    assert all(re.fullmatch(r"src-[a-z0-9]+(?:-[a-z0-9]+)*", source_id) for source_id in found.values())


def test_names_that_only_look_alike_are_told_apart(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    alike = ["é", "e\u0301", "е", "é\u200b"]  # composed, decomposed, with a Cyrillic letter, with a zero width
    for name in alike:
        (tmp_path / "seeds" / f"{name}.txt").write_text(NETS)
    assert rebuilt(tmp_path).code == 0
    assert len({source_id(name) for name in alike}) == len(alike)
    assert {f"{name}.txt" for name in alike} < {row["file_name"] for row in rows(tmp_path, "sources")}


def test_names_that_would_become_one_id_are_refused(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    (tmp_path / "seeds" / "PIER.txt").write_text(NETS)
    refused(rebuilt(tmp_path), '"PIER" and "pier" both become src-pier')
