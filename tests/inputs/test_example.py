"""`build.py new`: a dataset of one's own begins with an article that builds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from command import ACTORS, DATASET, PIER, PIER_RECORDS, quickly, run
from documents import block

from publisher.inputs import dataset, example
from publisher.problem import Refused


def test_it_builds_at_once_and_its_release_asks_for_what_is_not_yet_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly(monkeypatch)
    told = example.write(tmp_path / "mine")
    assert f"--out {tmp_path}/mine" in told
    built = run("--out", tmp_path / "mine")
    assert built.code == 0, built.errors
    begun = (tmp_path / "mine/README.md").read_text("utf-8")
    assert "# Records of my articles" in begun and "| Articles | 1 article, dated 2024-03-12 |" in begun
    keys = "name, title, description, created, contributors"
    assert f"warning: dataset.toml: {keys}: unchanged since `build.py new`" in built.output
    ran = run("release", "--out", tmp_path / "mine")
    assert ran.code == 1
    assert ran.errors.splitlines() == [
        *(f"dataset.toml: {key}: unchanged since `build.py new`; write your own" for key in keys.split(", ")),
        "harbour.txt: is the invented article of `build.py new`; remove it, its records and actors",
        "README.md: line 1: unchanged since `build.py new`; write your own",
        "README.md: line 3: unchanged since `build.py new`; write your own",
        "8 faults; nothing was released",
    ]


def test_when_these_are_ones_own_the_first_release_needs_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly(monkeypatch)
    mine = tmp_path / "mine"
    example.write(mine)
    own = {"pier.txt": PIER, "pier.toml": PIER_RECORDS, "actors.toml": ACTORS, "dataset.toml": DATASET}
    for name, text in own.items():
        (mine / "seeds" / name).write_text(text, "utf-8")
    for name in ("harbour.txt", "harbour.toml"):
        (mine / "seeds" / name).unlink()
    log = mine / "CHANGELOG.md"
    log.write_text(log.read_text("utf-8").replace("2024-05-10", "2024-01-02"), "utf-8")
    begun = (mine / "README.md").read_text("utf-8")
    (mine / "README.md").write_text("# Piers\n\n" + begun[begun.index("<!-- generated") :], "utf-8")
    built = run("--out", tmp_path / "mine")
    assert "unchanged since" not in built.output
    ran = run("release", "--out", tmp_path / "mine")
    assert ran.code == 0, ran.errors
    assert (tmp_path / "mine/dist/harbour-news-0.1.0.zip").exists()


def test_the_files_are_those_of_the_guide() -> None:
    held = {part.name: part.read_text("utf-8") for part in example.parts()}
    shown = {"harbour.txt": "text", "harbour.toml": "toml", "actors.toml": "toml"}
    assert {name: held[name] for name in shown} == {name: block(kind, name) for name, kind in shown.items()}


def test_every_key_of_a_dataset_is_explained() -> None:
    text = next(part for part in example.parts() if part.name == "dataset.toml").read_text("utf-8")
    keys = {*dataset.TEXTS, *dataset.LICENCE, "title", "roles", "created", "keywords", *dataset.OPTIONAL}
    assert {key for key in keys if f"{key} = " not in text} == set()
    assert tomllib.loads(text)["name"] == "my-records"


def test_nothing_is_written_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine")
    with pytest.raises(Refused, match="is not empty; name a new folder"):
        example.write(tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
