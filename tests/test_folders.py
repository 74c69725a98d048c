"""Which package is meant: a package is beside its seeds, and no build replaces that of another dataset."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command import DATASET, Ran, briefly, run, seeds, thoroughly, tree

FINE, DATA, CALL = 0, 1, 2
OTHER = DATASET.replace("harbour-news", "river-wire")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two datasets in a folder: harbour/seeds, which is built, and river/seeds."""
    folder = tmp_path_factory.mktemp("two") / "folder"
    seeds(folder / "harbour/seeds")
    seeds(folder / "river/seeds", dataset_toml=OTHER)
    with pytest.MonkeyPatch.context() as patched:
        briefly(patched)
        assert run("--seeds", folder / "harbour/seeds").code == FINE
    return folder


@pytest.fixture(autouse=True)
def two(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder is a copy of it."""
    briefly(monkeypatch)
    monkeypatch.chdir(shutil.copytree(built, tmp_path / "folder"))


def refused(ran: Ran, *words: str) -> bool:
    return ran.code == DATA and all(word in ran.lines[0] for word in words)


@pytest.mark.parametrize("call", [("--seeds", "river/seeds"), ("--out", "river"), ("--seeds", "river/seeds/")])
def test_one_of_the_folders_names_the_other(call: tuple[str, str]) -> None:
    assert run(*call).code == FINE
    assert run("check", *call).output == "river: as built from seeds\n"
    assert Path("river/datapackage.json").is_file()


def test_the_seeds_are_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("river/seeds")
    assert run("--seeds", ".").code == FINE
    assert Path("../datapackage.json").is_file()


@pytest.mark.parametrize("command", [(), ("check",), ("release",)])
def test_seeds_of_another_name_tell_no_package(command: tuple[str, ...]) -> None:
    Path("river/seeds").rename("archive")
    ran = run(*command, "--seeds", "archive")
    assert (ran.code, ran.output) == (CALL, "")
    assert "Invalid value for --out: is needed: only beside a folder called seeds/" in ran.lines[-1]


@pytest.mark.parametrize("command", [(), ("check",), ("release",)])
def test_a_package_that_is_not_there(command: tuple[str, ...]) -> None:
    ran = run(*command, "--out", "nowhere")
    assert (ran.code, ran.output) == (CALL, "")
    assert "--out: nowhere: is not there; `python build.py new nowhere` begins a dataset" in ran.lines[-1]
    assert not Path("nowhere").exists()


def test_validate_looks_at_the_package_of_the_seeds_and_says_which() -> None:
    assert run("validate", "--seeds", "harbour/seeds").output.splitlines()[-1].endswith(": harbour, harbour-news 0.1.0")
    Path("harbour/seeds").rename("harbour/archive")
    ran = run("validate", "--seeds", "harbour/archive")
    assert (ran.code, ran.output) == (CALL, "")
    assert "PACKAGE: is needed" in ran.lines[-1]


def test_seeds_that_are_not_built_yet() -> None:
    ran = run("validate", "river")
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.lines == ["river: has no datapackage.json; build it first: python build.py --out river"]


@pytest.mark.parametrize("command", [(), ("check",), ("release",)])
def test_the_package_of_another_dataset_is_left_alone(command: tuple[str, ...]) -> None:
    before = tree(Path("harbour"))
    ran = run(*command, "--seeds", "river/seeds", "--out", "harbour")
    assert refused(ran, 'holds the package "harbour-news"', 'the seeds are of "river-wire"', "--rename")
    assert tree(Path("harbour")) == before


@pytest.mark.parametrize("out", ["harbour/data", "harbour/data/x", "harbour/schemas"])
def test_a_package_inside_another_one(out: str) -> None:
    before = tree(Path("harbour"))
    ran = run("--seeds", "river/seeds", "--out", out)
    assert (ran.code, ran.output) == (CALL, "")
    assert f"{out}: lies in {out.split('/')[1]}/ of the package " in ran.lines[-1]
    assert tree(Path("harbour")) == before


def test_the_example_of_new_is_no_other_dataset() -> None:
    run("new", "mine")
    assert run("--out", "mine").code == FINE
    about = Path("mine/seeds/dataset.toml")
    about.write_text(about.read_text().replace('name = "my-records"', 'name = "trams"'))
    assert run("--out", "mine").code == FINE
    about.write_text(about.read_text().replace('name = "trams"', 'name = "buses"'))
    assert refused(run("--out", "mine"), 'holds the package "trams"')


def test_a_dataset_gets_another_name_on_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    thoroughly(monkeypatch)
    Path("harbour/seeds/dataset.toml").write_text(OTHER)
    assert refused(run("--out", "harbour"), "build once with --rename")
    assert run("--out", "harbour", "--rename").code == FINE
    assert Path("harbour/data/river-wire.zip").is_file()
    assert not Path("harbour/data/harbour-news.zip").exists()
    assert run("check", "--out", "harbour").code == FINE


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("validate --out m", "`validate` has no --out; name the package: python build.py validate m"),
        ("validate --out=m", "`validate` has no --out; name the package: python build.py validate m"),
        ("check --strict", "`check` has no --strict; see `python build.py check --help`"),
        ("--seeds river/seeds --out river validate", "options go behind the command: python build.py validate river"),
    ],
)
def test_an_option_of_the_build_alone(call: str, says: str) -> None:
    ran = run(*call.split())
    assert (ran.code, ran.output) == (CALL, "")
    assert ran.lines[-1].endswith(says)
