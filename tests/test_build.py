"""The command line: 0 fine, 1 the data. What a call may say: test_call.py; the machine: test_exits.py."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import briefly, run, seeds, thoroughly, tree

FINE, DATA = 0, 1


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def test_a_build_says_what_it_made(tmp_path: Path) -> None:
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out")
    assert (ran.code, ran.errors) == (FINE, "")
    assert "published" in ran.output.splitlines()[-1]


def test_a_package_is_validated_with_the_articles_in_its_seeds(small_package: Path) -> None:
    ran = run("validate", small_package)
    assert (ran.code, ran.errors) == (FINE, "")
    assert ran.output.splitlines()[-1].startswith("valid (12 tables")


def test_validate_for_machines(small_package: Path) -> None:
    found = json.loads(run("validate", small_package, "--json").output)
    assert found["valid"] is True
    assert found["issues"] == []


def test_the_schemas_one_trusts(small_package: Path, tmp_path: Path) -> None:
    assert run("validate", small_package, "--schemas", small_package / "schemas").code == FINE
    trusted = Path(shutil.copytree(small_package / "schemas", tmp_path / "trusted"))
    (trusted / "events.json").unlink()
    assert run("validate", small_package, "--schemas", trusted).code == DATA


def test_an_absent_article_is_a_note_or_if_required_a_finding(small_package: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(small_package, tmp_path / "copy", ignore=shutil.ignore_patterns("seeds")))
    ran = run("validate", copy)
    assert (ran.code, ran.output.splitlines()[0]) == (
        FINE,
        "not checked: evidence (the articles are elsewhere: give --seeds DIR)",
    )
    assert run("validate", copy, "--require-evidence").code == DATA
    assert run("validate", copy, "--seeds", small_package / "seeds", "--require-evidence").code == FINE


def test_a_zip_is_judged_as_the_package_in_it(small_package: Path, tmp_path: Path) -> None:
    """With its articles, so that the evidence is proved again."""
    archive = shutil.make_archive(str(tmp_path / "harbour"), "zip", small_package)
    zipped = run("validate", archive, "--require-evidence").output.replace(archive, str(small_package))
    assert zipped == run("validate", small_package).output
    (tmp_path / "a.zip").write_text("no zip")
    assert run("validate", tmp_path / "a.zip").lines == [
        f"{tmp_path / 'a.zip'}: cannot be read as a zip archive: File is not a zip file"
    ]


@pytest.mark.slow
def test_one_process_more_than_there_is_work_for(tmp_path: Path) -> None:
    assert run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out", "--jobs", "64").code == FINE


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "a [b] st*r? {x}",
        pytest.param(" line\nbreak\t", marks=pytest.mark.stress),
        pytest.param("%41#a:b~$HOME", marks=pytest.mark.stress),
        pytest.param("\x1b[2J ü💥 quote'\"\\", marks=pytest.mark.stress),
    ],
)
def test_a_folder_of_any_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built, checked, read, compared and released as any other."""
    thoroughly(monkeypatch)
    given, out = seeds(tmp_path / name / "seeds"), tmp_path / name / "out"
    place = ("--seeds", given, "--out", out)
    for call in (
        place,
        ("check", *place),
        ("validate", out, "--seeds", given, "--require-evidence"),
        ("diff", out, out),
    ):
        ran = run(*call)
        assert (ran.code, ran.errors) == (FINE, "")
    (out / "CHANGELOG.md").write_text("## 0.1.0 (2024-01-02)\n\nNothing to do.\n")
    assert run("release", *place).code == FINE
    assert run("validate", out / "dist" / "harbour-news-0.1.0.zip").code == FINE


def test_seeds_that_are_wrong(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds", dataset_toml="name = 1\n", actors_toml="[[actor]]\n", pier_txt=b"\xff")
    ran = run("--seeds", folder, "--out", tmp_path / "out")
    assert (ran.code, ran.output) == (DATA, "")
    assert {line.partition(":")[0] for line in ran.faults} == {"dataset.toml", "actors.toml", "pier.txt"}
    assert tree(tmp_path / "out") == {}


def test_a_package_that_is_wrong(small_package: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(small_package, tmp_path / "copy"))
    (copy / "data" / "events.csv").write_text("nothing\n")
    ran = run("validate", copy)
    assert (ran.code, ran.errors) == (DATA, "")
    assert ran.output.splitlines()[-1].startswith("not valid")


def test_a_folder_without_a_package(tmp_path: Path) -> None:
    ran = run("validate", tmp_path)
    assert (ran.code, ran.output.splitlines()[0]) == (
        DATA,
        "datapackage: descriptor: datapackage.json: does not exist",
    )


def test_a_release_of_what_the_seeds_do_not_give(
    small_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thoroughly(monkeypatch)
    root = Path(shutil.copytree(small_package, tmp_path / "root"))
    stale = ("data/README.md", "schemas/events.json", "index.html")
    for name in stale:
        (root / name).write_text("{}")
    ran = run("release", "--seeds", root / "seeds", "--out", root, "--dist", tmp_path / "dist")
    assert (ran.code, ran.output) == (DATA, "")
    assert all(any(line.startswith(f"{name}: ") for line in ran.lines) for name in stale)
    assert not (tmp_path / "dist").exists()


def test_a_readme_whose_generated_blocks_are_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thoroughly(monkeypatch)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "README.md").write_text("<!-- generated: tables -->\n")
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out")
    assert (ran.code, len(ran.faults)) == (DATA, 1)
    assert ran.errors.startswith("README.md: ")


def test_a_folder_with_the_data_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.csv").write_text("years of work")
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path)
    assert (ran.code, len(ran.faults)) == (DATA, 1)
    assert (tmp_path / "data" / "thesis.csv").read_text() == "years of work"


def test_a_folder_with_a_package_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "thesis"}')
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path)
    assert (ran.code, len(ran.faults)) == (DATA, 1)
    assert ran.errors.startswith(f"{tmp_path}: holds datapackage.json that no build made")
    assert (tmp_path / "datapackage.json").read_text() == '{"name": "thesis"}'
