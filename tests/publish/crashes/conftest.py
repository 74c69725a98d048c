"""A package that is published, and the seeds of the one that is to take its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import DATASET, NETS, quickly, run, seeds, tree
from crash_case import Files


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture(autouse=True)
def no_stray_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is left in the system's folder for temporary files, whatever happens in a test."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    yield
    assert not list(temporary.iterdir())


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeds of the package that is published already."""
    return seeds(tmp_path_factory.mktemp("old") / "seeds")


@pytest.fixture(scope="session")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeds of the package that is to take its place; its table of codes is in parts."""
    more = {"nets_txt": NETS + "\n“All 12,” Varga said.\n", "dataset_toml": "part_size = 10_000\n" + DATASET}
    return seeds(tmp_path_factory.mktemp("new") / "seeds", **more)


@pytest.fixture(scope="session")
def packages(old: Path, new: Path) -> dict[str, Files]:
    """What the two folders of seeds give: "old" stands in old/out, "new" in new/out."""
    with pytest.MonkeyPatch.context() as patched:
        quickly(patched)
        for given in (old, new):
            ran = run("--seeds", given, "--out", given.parent / "out")
            assert ran.code == 0, ran.errors
    return {"old": tree(old.parent / "out"), "new": tree(new.parent / "out")}


@pytest.fixture
def before(packages: dict[str, Files]) -> Files:
    return packages["old"]


@pytest.fixture
def after(packages: dict[str, Files]) -> Files:
    return packages["new"]


@pytest.fixture
def out(old: Path, before: Files, tmp_path: Path) -> Path:
    """A folder with the old package."""
    return Path(shutil.copytree(old.parent / "out", tmp_path / "out"))
