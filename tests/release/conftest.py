"""The dataset of the harbour, built and released once; a test gets a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command import quickly
from release_case import ACTORS, DATASET, SCHEMAS, WITHHELD, at, build

from publisher.release.pack import release


@pytest.fixture
def unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a build nor a release asks frictionless."""
    quickly(monkeypatch)


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def first(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset with its first release."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("first") / "root"))
    with pytest.MonkeyPatch.context() as patched:
        quickly(patched)
        release(at(root), SCHEMAS)
    return root


@pytest.fixture
def released(first: Path, tmp_path: Path) -> Path:
    """A copy with its first release, that a test may change."""
    return Path(shutil.copytree(first, tmp_path / "root"))
