"""`release`: the archive, its sums, the record, and what must be true before."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command import nobody, quickly

from build import app
from publisher.problem import Problem, Refused
from publisher.release import delta
from publisher.release.diff import compare
from publisher.release.pack import Place, contents, release
from publisher.schemas import load
from publisher.validate.frictionless_check import Judgement
from publisher.validate.package import Asked, check_package
from publisher.versions.released import read_record

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "schemas"
DATASET = """
name = "harbour"
title = "Harbour"
description = "What is written about a harbour."
version = "1.0.0"
created = 2024-03-04T00:00:00Z
keywords = ["harbour"]
publish_text = true
[licence]
name = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0"
path = "https://creativecommons.org/licenses/by/4.0/"
[[contributors]]
title = "Harbour watch"
roles = ["creator"]
"""
ACTORS = '[[actors]]\nid = "act-mara-lind"\nname = "Mara Lind"\nactor_type = "person"\n'
RELEASED = ("harbour-1.0.0.zip", "harbour-1.0.0.sqlite", "harbour-1.0.0.metadata.json")
WITHHELD = """
[source]
language = "en"
publish_text = false
[[waived]]
paragraph = 1
reason = "Nothing in it is coded."
"""


def run(root: Path, *command: str) -> int:
    """The exit code of build.py on the package in `root`. Raises Refused."""
    call = [*command, "--seeds", str(root / "seeds"), "--out", str(root)]
    return app(call, standalone_mode=False) or 0


def at(root: Path) -> Place:
    """A dataset as a repository holds it, with what a build says may not be shown."""
    return Place(root, root / "seeds", root / "dist", frozenset({"secret.txt", "secret.toml"}))


def build(root: Path) -> None:
    """The package of root/seeds in root, and its change log. The build refuses what a release would refuse, by the
    same rules: here it does not see the last release, so that `release` is asked."""
    record, hidden = root / "seeds" / "released.json", root / "hidden"
    if record.exists():
        record.rename(hidden)
    assert run(root) == 0
    if hidden.exists():
        hidden.rename(record)
    version = json.loads((root / "datapackage.json").read_text())["version"]
    (root / "CHANGELOG.md").write_text(f"# Changes\n\n## {version} (2024-03-04)\n\n**Nothing to do.**\n")


@pytest.fixture(autouse=True)
def unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("harbour")
    seeds = root / "seeds"
    seeds.mkdir()
    (seeds / "dataset.toml").write_text(DATASET)
    (seeds / "actors.toml").write_text(ACTORS)
    (seeds / "opening.txt").write_text("Mara Lind opened the harbour 🚢.\n")
    (seeds / "secret.txt").write_text("Mara Lind closed the harbour.\n")
    (seeds / "secret.toml").write_text(WITHHELD)
    (root / "LICENSE").write_text("Free.\n")
    with pytest.MonkeyPatch.context() as patched:
        quickly(patched)
        build(root)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "root"))


@pytest.fixture(scope="module")
def first(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset with its first release."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("first") / "root"))
    release(at(root), SCHEMAS)
    return root


@pytest.fixture
def released(first: Path, tmp_path: Path) -> Path:
    """A copy with its first release, that a test may change."""
    return Path(shutil.copytree(first, tmp_path / "root"))


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


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


@pytest.mark.slow
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


def described(root: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((root / "datapackage.json").read_bytes())
    return body


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


def test_the_same_version_is_released_again_only_as_the_same_bytes(released: Path) -> None:
    before = {
        path: path.read_bytes() for path in [*(released / "dist").iterdir(), released / "seeds" / "released.json"]
    }
    release(at(released), SCHEMAS)
    assert {path: path.read_bytes() for path in before} == before
    rewrite(released / "LICENSE", "Free", "Not free")
    with pytest.raises(Refused, match=r"dataset\.toml: version: 1\.0\.0 was released as an archive of other bytes"):
        release(at(released), SCHEMAS)
    assert {path: path.read_bytes() for path in before} == before
    assert sorted(path.name for path in (released / "dist").iterdir()) == ["SHA256SUMS", *sorted(RELEASED)]


def test_a_database_that_was_released_is_not_made_again(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another release of SQLite may write the same tables in other bytes."""
    before = (released / "dist" / "SHA256SUMS").read_bytes()
    monkeypatch.setattr("publisher.formats.sqlite.write", nobody)
    release(at(released), SCHEMAS)
    assert (released / "dist" / "SHA256SUMS").read_bytes() == before
    spoil(released / "dist" / "harbour-1.0.0.sqlite")
    with pytest.raises(Refused, match=r"dist/harbour-1\.0\.0\.sqlite: is not what was released"):
        release(at(released), SCHEMAS)


def test_the_database_is_the_package(released: Path) -> None:
    with closing(sqlite3.connect(released / "dist" / "harbour-1.0.0.sqlite")) as database:
        assert database.execute("SELECT source_id FROM sources").fetchall() == [("src-opening",), ("src-secret",)]
        assert database.execute("SELECT exact FROM evidence").fetchall() == [("Mara Lind",)]
        assert database.execute("SELECT * FROM acts").fetchall() == []
    told = json.loads((released / "dist" / "harbour-1.0.0.metadata.json").read_bytes())
    assert set(load(SCHEMAS)) < set(told["databases"]["harbour-1.0.0"]["tables"])


@pytest.mark.slow
def test_a_second_release_of_one_day(root: Path) -> None:
    """The error says how to date it."""
    seeds = root / "seeds"
    release(at(root), SCHEMAS)
    rewrite(seeds / "dataset.toml", "1.0.0", "1.0.1")
    build(root)
    with pytest.raises(Refused, match=r"created: .* is not after release 1\.0\.0 .*, as 2024-03-04T01:00:00Z"):
        release(at(root), SCHEMAS)
    rewrite(seeds / "dataset.toml", "2024-03-04T00:00:00Z", "2024-03-04T01:00:00Z")
    build(root)
    assert "harbour-1.0.1.zip" in release(at(root), SCHEMAS)


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", [spoil, replaced_by_a_folder])
@pytest.mark.parametrize("version", ["1.0.0", "1.0.1"])
def test_an_archive_that_is_not_what_was_released(change: Callable[[Path], None], version: str, released: Path) -> None:
    """It is neither made again nor vouched for, in the release of its version as in a later one."""
    change(released / "dist" / "harbour-1.0.0.zip")
    before = [path.read_bytes() for path in (released / "dist").iterdir() if path.is_file()]
    rewrite(released / "seeds" / "dataset.toml", "2024-03-04", "2024-03-05" if version != "1.0.0" else "2024-03-04")
    rewrite(released / "seeds" / "dataset.toml", "1.0.0", version)
    build(released)
    with pytest.raises(Refused, match=r"dist/harbour-1\.0\.0\.zip: is not what was released \(sha256 .*, here .*\)"):
        release(at(released), SCHEMAS)
    assert [path.read_bytes() for path in (released / "dist").iterdir() if path.is_file()] == before
    assert json.loads((released / "seeds" / "released.json").read_text())["version"] == "1.0.0"


def test_an_archive_of_this_name_that_was_never_released(root: Path) -> None:
    (root / "dist").mkdir()
    (root / "dist" / "harbour-1.0.0.zip").write_text("mine")
    with pytest.raises(Refused, match=r"dist/harbour-1\.0\.0\.zip: is not what was released"):
        release(at(root), SCHEMAS)
    assert (root / "dist" / "harbour-1.0.0.zip").read_text() == "mine"


def test_sums_that_are_none(root: Path) -> None:
    (root / "dist").mkdir()
    (root / "dist" / "SHA256SUMS").write_text("my sums\n")
    with pytest.raises(Refused, match=r"dist/SHA256SUMS: line 1: is no sum of a file of a release"):
        release(at(root), SCHEMAS)
    assert (root / "dist" / "SHA256SUMS").read_text() == "my sums\n"


def test_a_dataset_kept_elsewhere(released: Path, tmp_path: Path) -> None:
    """Seeds, package and releases in three folders of any names give the archive that a repository gives."""
    apart = Place(tmp_path / "the package", tmp_path / "articles", tmp_path / "releases", at(released).secret)
    shutil.copytree(released, apart.root, ignore=shutil.ignore_patterns("seeds", "dist"))
    shutil.copytree(released / "seeds", apart.seeds, ignore=shutil.ignore_patterns("released.json"))
    call = ("release", "--seeds", apart.seeds, "--out", apart.root, "--dist", apart.dist)
    assert app([*map(str, call)], standalone_mode=False) is None
    for name in (*RELEASED, "SHA256SUMS"):
        assert (apart.dist / name).read_bytes() == (released / "dist" / name).read_bytes()
    assert (apart.seeds / "released.json").read_bytes() == (released / "seeds" / "released.json").read_bytes()


def test_a_readme_of_another_dataset(root: Path) -> None:
    (root / "README.md").write_text("Unpack other-1.0.0.zip.\nIt holds act-nobody.\n")
    with pytest.raises(Refused) as refused:
        release(at(root), SCHEMAS)
    assert [problem.record for problem in refused.value.problems] == ["line 1", "line 2"]
    assert not (root / "dist").exists()


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


def test_the_record_says_what_was_released(released: Path) -> None:
    record = json.loads((released / "seeds" / "released.json").read_text())
    assert (record["version"], record["created"]) == ("1.0.0", "2024-03-04T00:00:00Z")
    assert record["tables"]["sources"]["ids"] == ["src-opening", "src-secret"]
    assert record["tables"]["actors"]["ids"] == ["act-mara-lind"]
    assert record["tables"]["evidence"]["ids"] == []
    assert record["tables"]["evidence"]["rows"] == 1


@pytest.mark.slow
def test_from_one_release_to_the_next(root: Path) -> None:
    """An article more is a minor version; without it the build of it cannot be released."""
    seeds = root / "seeds"
    release(at(root), SCHEMAS)
    first = (seeds / "released.json").read_bytes()
    (seeds / "later.txt").write_text("Mara Lind left.\n")
    rewrite(seeds / "dataset.toml", "1.0.0", "1.0.1")
    rewrite(seeds / "dataset.toml", "2024-03-04", "2024-04-04")
    build(root)
    with pytest.raises(Refused, match=r'"1\.0\.1" is too small.*sources: 1 new id: src-later.*write 1\.1\.0'):
        release(at(root), SCHEMAS)
    assert (seeds / "released.json").read_bytes() == first
    rewrite(seeds / "dataset.toml", "1.0.1", "1.1.0")
    build(root)
    release(at(root), SCHEMAS)
    assert json.loads((seeds / "released.json").read_text())["version"] == "1.1.0"
    assert [line.split()[1] for line in (root / "dist" / "SHA256SUMS").read_text().splitlines()] == [
        "harbour-1.0.0-to-1.1.0.jsonl.gz",
        *sorted(RELEASED),
        *(name.replace("1.0.0", "1.1.0") for name in sorted(RELEASED)),
    ]
    assert "asks for: minor" in compare(root / "dist" / "harbour-1.0.0.zip", root / "dist" / "harbour-1.1.0.zip")


def raised(root: Path, version: str, day: str) -> Path:
    """The package with an article more, built as the next version."""
    (root / "seeds" / "later.txt").write_text("Mara Lind left the harbour 🚢.\n")
    dataset = (root / "seeds" / "dataset.toml").read_text()
    dataset = re.sub(r'version = ".*"', f'version = "{version}"', dataset)
    (root / "seeds" / "dataset.toml").write_text(re.sub(r"created = [\d-]+", f"created = {day}", dataset))
    build(root)
    return root / "dist"


@pytest.mark.slow
def test_a_release_carries_the_delta_to_the_one_before(released: Path) -> None:
    dist = raised(released, "1.1.0", "2024-04-04")
    assert "dist/harbour-1.0.0-to-1.1.0.jsonl.gz: " in release(at(released), SCHEMAS)
    with gzip.open(dist / "harbour-1.0.0-to-1.1.0.jsonl.gz", "rt", encoding="utf-8") as lines:
        head, *changes = map(json.loads, lines)
    assert (head["old"]["version"], head["new"]["version"], head["asks_for"]) == ("1.0.0", "1.1.0", "minor")
    assert [(line["table"], line["change"]) for line in changes if line["table"] == "sources"] == [("sources", "added")]
    # Once more, the files stay, also without the archive of before; and a delta that is gone is made again.
    before = {path.name: path.read_bytes() for path in dist.iterdir()}
    record = (released / "seeds" / "released.json").read_bytes()
    release(at(released), SCHEMAS)
    (dist / "harbour-1.0.0-to-1.1.0.jsonl.gz").unlink()
    release(at(released), SCHEMAS)
    assert {path.name: path.read_bytes() for path in dist.iterdir()} == before
    assert (released / "seeds" / "released.json").read_bytes() == record
    assert json.loads(record)["before"]["version"] == "1.0.0"


def test_where_the_archive_of_before_is_gone_the_release_says_so(released: Path) -> None:
    dist = raised(released, "1.1.0", "2024-04-04")
    (dist / "harbour-1.0.0.zip").unlink()
    assert "dist/harbour-1.0.0.zip: is not there, so no file of changes was made" in release(at(released), SCHEMAS)
    assert list(dist.glob("*-to-*")) == []


def test_of_a_file_of_changes_that_is_there_nothing_is_said(released: Path) -> None:
    dist = raised(released, "1.1.0", "2024-04-04")
    release(at(released), SCHEMAS)
    (dist / "harbour-1.0.0.zip").unlink()
    assert "is not there" not in release(at(released), SCHEMAS)


def test_the_delta_is_to_the_archive_that_was_released_and_no_other(released: Path) -> None:
    """Also where nothing else knows its sum."""
    dist = raised(released, "1.1.0", "2024-04-04")
    spoil(dist / "harbour-1.0.0.zip")
    (dist / "SHA256SUMS").unlink()
    with pytest.raises(Refused, match=r"dist/harbour-1\.0\.0\.zip: is not what was released"):
        release(at(released), SCHEMAS)


def test_a_delta_that_does_not_apply_is_never_shipped(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dist = raised(released, "1.1.0", "2024-04-04")
    before = {path.name: path.read_bytes() for path in dist.iterdir()}
    changes = delta.changes
    monkeypatch.setattr(delta, "changes", lambda *tables: list(changes(*tables))[1:])
    with pytest.raises(RuntimeError, match=r"the delta does not give .*sources"):
        release(at(released), SCHEMAS)
    assert {path.name: path.read_bytes() for path in dist.iterdir()} == before
    assert json.loads((released / "seeds" / "released.json").read_bytes())["version"] == "1.0.0"


def test_build_and_check_refuse_by_the_same_rules(released: Path) -> None:
    assert run(released, "check") == 0
    (released / "seeds" / "later.txt").write_text("Mara Lind left.\n")
    for command in ((), ("check",)):
        with pytest.raises(Refused, match=r'dataset\.toml: version: "1\.0\.0" is too small'):
            run(released, *command)


@pytest.mark.slow
def test_a_withdrawn_article_needs_a_word(root: Path) -> None:
    seeds = root / "seeds"
    release(at(root), SCHEMAS)
    (seeds / "opening.txt").unlink()
    rewrite(seeds / "dataset.toml", "1.0.0", "2.0.0")
    rewrite(seeds / "dataset.toml", "2024-03-04", "2024-04-04")
    build(root)
    with pytest.raises(Refused, match=r"retired\.toml: src-opening: was in sources of 1\.0\.0 and is gone"):
        release(at(root), SCHEMAS)
    gone = (
        f'[[retired]]\nid = "{name}"\nreason = "Its publisher withdrew it."\n'
        for name in ("src-opening", "act-mara-lind")
    )
    (seeds / "retired.toml").write_text("".join(gone))  # nobody else mentions the actor
    build(root)
    release(at(root), SCHEMAS)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("CHANGELOG.md", "## 1.0.0", "## 1.0.01", "CHANGELOG.md: says nothing of 1.0.0; add `## 1.0.0 .YYYY-MM-DD.`"),
        (
            "CHANGELOG.md",
            " (2024-03-04)",
            "",
            'CHANGELOG.md: its entry begins "## 1.0.0"; write `## 1.0.0 .YYYY-MM-DD.`',
        ),
        ("CHANGELOG.md", "2024-03-04", "4 March", "CHANGELOG.md: its entry begins"),
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
    objection = Problem("data/actors.csv", "hash-count", "", "frictionless: another file")
    monkeypatch.setattr("publisher.validate.frictionless_check.judge", lambda *_, **__: Judgement("all", (objection,)))
    with pytest.raises(Refused, match="another file"):
        release(at(root), SCHEMAS)
    assert not (root / "dist").exists()


@pytest.mark.parametrize("name", ["LICENSE-DATA", "CITATION.cff", "CHANGELOG.md", "datapackage.json"])
def test_what_is_missing_is_not_released(root: Path, name: str) -> None:
    (root / name).unlink()
    with pytest.raises(Refused, match=f"{name}: is missing"):
        release(at(root), SCHEMAS)


RECORD = {"version": "1.0.0", "created": "2024-03-04", "sha256": "0", "metadata": {}, "retired": [], "tables": {}}
TABLE = {"rows": 0, "fingerprint": "", "ids": [], "schema": {}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no JSON"),
        ("\\xff", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", r"the record: \[\] is no object"),
        ("{}", 'the record: has no "version"'),
        (json.dumps({key: RECORD[key] for key in RECORD if key != "retired"}), 'the record: has no "retired"'),
        (json.dumps({**RECORD, "version": "one"}), 'version: "one" is no version'),
        (json.dumps({**RECORD, "version": f"1.0.{'9' * 5000}"}), "version: .* is no version"),
        (json.dumps({**RECORD, "retired": ["evt-a", 1]}), r"retired\[1\]: 1 is no text"),
        (json.dumps({**RECORD, "tables": {"events": {**TABLE, "rows": True}}}), "tables.events.rows: True is no whole"),
        (json.dumps({**RECORD, "tables": {"events": TABLE}}), 'tables.events.schema: has no "primaryKey"'),
    ],
)
def test_a_damaged_record_is_refused(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "released.json").write_bytes(text.encode().replace(b"\\xff", b"\xff"))
    with pytest.raises(Refused, match=rf"released\.json: {says}.*; take the file from the last release"):
        read_record(tmp_path)


def test_before_the_first_release_there_is_no_record(tmp_path: Path) -> None:
    assert read_record(tmp_path) is None


def test_what_was_left_out_is_told_in_the_release_too(root: Path, tmp_path: Path) -> None:
    (root / "seeds" / "news.jsonl").write_text('{"doc_id": "1", "text": "Mara Lind sang."}\n{\n')
    build(root)
    release(at(root), SCHEMAS)
    with zipfile.ZipFile(root / "dist" / "harbour-1.0.0.zip") as archive:
        assert json.loads(archive.read("data/left-out.jsonl"))["line"] == 2
        archive.extractall(tmp_path / "unzipped")
    assert check_package(tmp_path / "unzipped", Asked(schemas=load(SCHEMAS))).valid


def test_an_article_that_is_left_out_after_its_release_is_told_as_the_cause(root: Path) -> None:
    archive = root / "seeds" / "news.jsonl"
    whole = '{"doc_id": "1", "text": "Mara Lind sang."}\n'
    archive.write_text(whole + whole.replace("1", "2"))
    build(root)
    release(at(root), SCHEMAS)
    archive.write_text(whole + "{\n")
    with pytest.raises(Refused) as refused:
        run(root)
    first, second, *_ = map(str, refused.value.problems)
    assert first.startswith("news.jsonl: line 2: is no JSON")
    assert second.startswith("retired.toml: src-2: was in sources of 1.0.0 and is gone")


def test_an_article_that_is_still_to_do_is_no_fault_beside_another_one(root: Path) -> None:
    release(at(root), SCHEMAS)
    (root / "seeds" / "more.txt").write_text("Mara Lind left.\n")
    (root / "seeds" / "later.txt").write_text("Mara Lind left.\n")
    (root / "seeds" / "later.toml").write_text(f'{WITHHELD}[[events]]\ntodo = "look"\n')
    with pytest.raises(Refused) as refused:
        run(root)
    (only,) = map(str, refused.value.problems)
    assert only.startswith('dataset.toml: version: "1.0.0" is too small')
