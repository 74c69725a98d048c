"""`pip install .` installs the program whole: modules, word lists, templates, schemas, the command line."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from command import ROOT, run, seeds, tree

pytestmark = pytest.mark.slow


@pytest.mark.stress
def test_an_empty_environment_builds_from_another_folder(tmp_path: Path) -> None:
    """The same bytes as build.py gives here, and `check`, `validate` and `python -m publisher` beside it."""
    home = tmp_path / "home"
    given = seeds(home / "seeds")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    pip: list[str | Path] = [
        tmp_path / "venv" / "bin" / "pip",
        "install",
        "--quiet",
        "--constraint",
        ROOT / "constraints.txt",
    ]
    subprocess.run([*pip, ROOT], check=True, cwd=tmp_path)
    program = tmp_path / "venv" / "bin" / "article-records"
    for command in ([], ["check"], ["validate"]):
        done = subprocess.run([program, *command], cwd=home, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
    module: list[str | Path] = [tmp_path / "venv" / "bin" / "python", "-m", "publisher", "check"]
    assert subprocess.run(module, cwd=home, capture_output=True, text=True).stdout == "home: as built from seeds\n"
    assert run("--seeds", given, "--out", tmp_path / "out").code == 0
    published = {name: raw for name, raw in tree(home).items() if not name.startswith("seeds/")}
    assert published == tree(tmp_path / "out")


@pytest.mark.stress
def test_the_wheel_holds_every_file_of_the_program(tmp_path: Path) -> None:
    wheel: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        tmp_path,
        ROOT,
    ]
    subprocess.run(wheel, check=True, capture_output=True)
    (made,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(made) as packed:
        names = set(packed.namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "publisher", "schemas"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    wanted = {name.replace("schemas/", "publisher/table_schemas/") if name[0] == "s" else name for name in tracked}
    assert wanted - names == set()
    assert "publisher/__main__.py" in names


def test_what_pip_installs_is_what_make_installs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["dependencies"] == project["dependency-groups"]["build"]


def test_without_the_folder_of_the_program_on_the_path(tmp_path: Path) -> None:
    """PYTHONSAFEPATH, as some set it for all that they run."""
    command: list[str | Path] = [
        sys.executable,
        "-P",
        ROOT / "build.py",
        "--seeds",
        seeds(tmp_path / "seeds"),
        "--out",
        tmp_path / "out",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
