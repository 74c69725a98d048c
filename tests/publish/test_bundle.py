"""All in one: data/NAME.zip, which the build makes and the page offers."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest
from command import quickly, run, tree

from publisher.publish import bundle
from publisher.publish.bundle import pack_all
from publisher.publish.sums import SUMS

NAME = "data/harbour-news.zip"  # of the dataset in `command`


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture(scope="module")
def built(small_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package, its seeds beside it."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(small_package / "seeds", folder / "seeds")
    return Path(shutil.copytree(small_package, folder / "out", ignore=shutil.ignore_patterns("seeds")))


def test_it_holds_the_package_as_it_lies_beside_it(built: Path) -> None:
    with zipfile.ZipFile(built / NAME) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    files = tree(built)
    assert held == {name: files[name] for name in files if name not in {NAME, SUMS, "index.html"}}
    assert {"datapackage.json", "data/events.csv", "data/events.parquet", "data/README.md"} < held.keys()
    assert {"schemas/events.json", "LICENSE-DATA", "CITATION.cff", "croissant.json"} < held.keys()


def test_it_is_a_package_of_its_own(built: Path) -> None:
    ran = run("validate", built / NAME)
    assert (ran.code, ran.errors) == (0, "")
    assert run("diff", built, built / NAME).output.splitlines()[-1] == "nothing changed: no new version needed"


def test_the_page_states_what_it_is(built: Path) -> None:
    raw = (built / NAME).read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    page = (built / "index.html").read_text(encoding="utf-8").replace('"', "")
    assert f"All in one: <a href={NAME} download>harbour-news.zip</a>" in page
    with zipfile.ZipFile(built / NAME) as archive:
        files = len(archive.namelist())
    assert f" {files} files: the tables and what explains them" in page
    assert f"{digest}  {NAME}" in page
    assert f"{digest}  {NAME}\n" in page


def test_the_same_files_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    made = []
    for number in (1, 2):
        folder = Path(shutil.copytree(built, tmp_path / str(number)))
        (folder / NAME).unlink()
        made.append((pack_all(folder, "harbour-news"), (folder / NAME).read_bytes()))
    assert made[0] == made[1]
    assert made[0][1] == (built / NAME).read_bytes()


def test_a_package_with_it_is_valid_and_one_with_another_is_not_as_built(built: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(built, tmp_path / "out"))
    given = built.parent / "seeds"
    assert run("validate", out, "--seeds", given).output.splitlines()[-1].startswith("valid")
    (out / NAME).write_bytes((out / NAME).read_bytes() + b"0")
    ran = run("check", "--seeds", given, "--out", out)
    assert (ran.code, ran.lines[0].split(": ")[0]) == (1, NAME)


def test_a_large_package_has_none_and_keeps_none(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = Path(shutil.copytree(built, tmp_path / "out"))
    monkeypatch.setattr(bundle, "LARGEST_BUNDLE", 1000)
    assert run("--seeds", built.parent / "seeds", "--out", out).code == 0
    assert not (out / NAME).exists()
    assert "All in one" not in (out / "index.html").read_text(encoding="utf-8")
