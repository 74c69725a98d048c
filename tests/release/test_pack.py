"""`release`: what is in the archive, and what must be in order before."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from release_case import RELEASED, SCHEMAS, at, build, described, rewrite

from build import app
from publisher.problem import EntryName, Problem, Refused
from publisher.release.diff import compare
from publisher.release.pack import ReleasePlace, contents, release
from publisher.schemas import load
from publisher.validate.frictionless_check import Judgement
from publisher.validate.package import Asked, check_package

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unjudged")]


def frictionless(folder: Path) -> int:
    """The exit code of `frictionless validate datapackage.json`."""
    call = [str(Path(sys.executable).with_name("frictionless")), "validate", "datapackage.json"]
    return subprocess.run(call, cwd=folder, capture_output=True).returncode


def test_the_links_of_a_released_page_lead_somewhere(released: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(released / "dist" / "harbour-1.0.0.zip") as archive:
        archive.extractall(tmp_path / "unzipped")
    page = (tmp_path / "unzipped" / "index.html").read_text(encoding="utf-8")
    links = set(re.findall(r'href="?([\w./-]+)(?=[\s">])', page))
    assert "data/harbour.zip" in links
    assert [link for link in sorted(links) if not (tmp_path / "unzipped" / link).exists()] == []


def test_an_unzipped_release_is_a_valid_package(released: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(released / "dist" / "harbour-1.0.0.zip") as archive:
        archive.extractall(tmp_path / "unzipped")
    report = check_package(tmp_path / "unzipped", Asked(schemas=load(SCHEMAS)))
    assert report.valid
    assert [note for note in report.notes if "evidence" in note]  # of the article that is withheld
    assert frictionless(tmp_path / "unzipped") == 0
    assert compare(released, released / "dist" / "harbour-1.0.0.zip").endswith("nothing changed: no new version needed")


def test_it_holds_the_articles_that_may_be_shown_and_no_other(released: Path) -> None:
    with zipfile.ZipFile(released / "dist" / "harbour-1.0.0.zip") as archive:
        names = archive.namelist()
        everything = b"".join(map(archive.read, names))
    assert [name for name in names if name.startswith("seeds/")] == [
        "seeds/actors.toml",
        "seeds/dataset.toml",
        "seeds/opening.txt",
    ]
    assert {"datapackage.json", "CITATION.cff", "CHANGELOG.md", "LICENSE", "SHA256SUMS"} <= set(names)
    # Each table in both forms; all in one, dictionary, views.
    assert sum(name.startswith("data/") for name in names) == 2 * len(load(SCHEMAS)) + 3
    assert [name for name in names if name.startswith("hosts/")] == [
        "hosts/huggingface/README.md",
        "hosts/kaggle/dataset-metadata.json",
        "hosts/zenodo/.zenodo.json",
    ]
    assert b"closed the harbour" not in everything


@pytest.mark.parametrize(
    "stray", ["data/.DS_Store", "data/notes.csv", "schemas/draft.json", "seeds/draft.toml", "x.txt"]
)
def test_what_nobody_names_is_not_packed(stray: str, root: Path) -> None:
    before = contents(at(root), described(root))
    (root / stray).write_text("[broken")
    assert contents(at(root), described(root)) == before


@pytest.mark.parametrize("linked", ["data", "schemas/events.json", "LICENSE", "seeds/opening.txt", "index.html"])
def test_a_link_is_not_packed(linked: str, root: Path, tmp_path: Path) -> None:
    (root / linked).rename(tmp_path / "elsewhere")
    (root / linked).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match=f"{linked}.*: is a link"):
        contents(at(root), described(root))


def test_what_the_descriptor_names_must_be_there(root: Path) -> None:
    (root / "seeds" / "actors.toml").unlink()
    with pytest.raises(Refused, match=r"seeds/actors\.toml: is missing"):
        release(at(root), SCHEMAS)


def test_what_was_left_out_is_told_in_the_release_too(root: Path, tmp_path: Path) -> None:
    (root / "seeds" / "news.jsonl").write_text('{"doc_id": "1", "text": "Mara Lind sang."}\n{\n')
    build(root)
    release(at(root), SCHEMAS)
    with zipfile.ZipFile(root / "dist" / "harbour-1.0.0.zip") as archive:
        assert json.loads(archive.read("data/left-out.jsonl"))["line"] == 2
        archive.extractall(tmp_path / "unzipped")
    assert check_package(tmp_path / "unzipped", Asked(schemas=load(SCHEMAS))).valid


def test_a_dataset_kept_elsewhere(released: Path, tmp_path: Path) -> None:
    """Seeds, package and releases in three folders of any names give the archive that a repository gives."""
    apart = ReleasePlace(tmp_path / "the package", tmp_path / "articles", tmp_path / "releases", at(released).secret)
    shutil.copytree(released, apart.root, ignore=shutil.ignore_patterns("seeds", "dist"))
    shutil.copytree(released / "seeds", apart.seeds, ignore=shutil.ignore_patterns("released.json"))
    call = ("release", "--seeds", apart.seeds, "--out", apart.root, "--dist", apart.dist)
    assert app([*map(str, call)], standalone_mode=False) is None
    for name in (*RELEASED, "SHA256SUMS"):
        assert (apart.dist / name).read_bytes() == (released / "dist" / name).read_bytes()
    assert (apart.seeds / "released.json").read_bytes() == (released / "seeds" / "released.json").read_bytes()


def test_the_same_package_gives_the_same_bytes(released: Path, tmp_path: Path) -> None:
    """Whatever the clock, the times and permissions of the files, and the folder."""
    shutil.copytree(released, tmp_path / "elsewhere")
    for path in (tmp_path / "elsewhere").rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    release(at(tmp_path / "elsewhere"), SCHEMAS)
    for name in (*(f"dist/{name}" for name in RELEASED), "dist/SHA256SUMS", "seeds/released.json"):
        assert (released / name).read_bytes() == (tmp_path / "elsewhere" / name).read_bytes()


def test_the_sums_are_read_by_sha256sum(released: Path, tmp_path: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=released / "dist", check=True)
    with zipfile.ZipFile(released / "dist" / "harbour-1.0.0.zip") as archive:
        archive.extractall(tmp_path / "unzipped")
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "unzipped", check=True)
    lines = (tmp_path / "unzipped" / "SHA256SUMS").read_text().splitlines()
    files = [path for path in (tmp_path / "unzipped").rglob("*") if path.is_file()]
    assert len(lines) == len(files) - 1


def test_a_readme_of_another_dataset(root: Path) -> None:
    (root / "README.md").write_text("Unpack other-1.0.0.zip.\nIt holds act-nobody.\n")
    with pytest.raises(Refused) as refused:
        release(at(root), SCHEMAS)
    assert [str(problem.record) for problem in refused.value.problems] == ["line 1", "line 2"]
    assert not (root / "dist").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("CHANGELOG.md", "## 1.0.0", "## 1.0.01", "CHANGELOG.md: says nothing of 1.0.0; add `## 1.0.0 .2024-03-04.`"),
        (
            "CHANGELOG.md",
            " (2024-03-04)",
            "",
            'CHANGELOG.md: its entry begins "## 1.0.0"; write `## 1.0.0 .2024-03-04.`',
        ),
        ("CHANGELOG.md", "2024-03-04", "4 March", "CHANGELOG.md: its entry begins"),
        ("CHANGELOG.md", "2024-03-04", "2024-03-05", "write `## 1.0.0 .2024-03-04.`, the day that dataset.toml has"),
        (
            "CHANGELOG.md",
            "**Nothing to do.**",
            "## 0.9.0\n\nx",
            "CHANGELOG.md: its entry ## 1.0.0 .2024-03-04. is empty",
        ),
        (
            "CHANGELOG.md",
            "\n\n**Nothing to do.**",
            "\n## 0.9.0\n\nx",
            "CHANGELOG.md: its entry ## 1.0.0 .2024-03-04. is empty",
        ),
        ("CITATION.cff", 'version: "1.0.0"', 'version: "1.0.1"', "CITATION.cff: is not of version 1.0.0"),
        ("data/actors.csv", "Mara", "Mira", "package: actors"),
        ("seeds/opening.txt", "Mara", "Mira", "package: .*seeds/opening.txt"),
    ],
)
def test_what_is_not_in_order_is_not_released(root: Path, file: str, old: str, new: str, message: str) -> None:
    rewrite(root / file, old, new)
    with pytest.raises(Refused, match=message):
        release(at(root), SCHEMAS)
    assert not (root / "dist").exists()
    assert not (root / "seeds" / "released.json").exists()


def test_what_frictionless_objects_to_is_not_released(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    objection = Problem("data/actors.csv", "frictionless: another file", EntryName("hash-count"))
    monkeypatch.setattr("publisher.validate.frictionless_check.judge", lambda *_, **__: Judgement("all", (objection,)))
    with pytest.raises(Refused, match="another file"):
        release(at(root), SCHEMAS)
    assert not (root / "dist").exists()


@pytest.mark.parametrize("name", ["LICENSE-DATA", "CITATION.cff", "CHANGELOG.md", "datapackage.json"])
def test_what_is_missing_is_not_released(root: Path, name: str) -> None:
    (root / name).unlink()
    with pytest.raises(Refused, match=f"{name}: is missing"):
        release(at(root), SCHEMAS)
