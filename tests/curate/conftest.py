"""Nothing that a test does is noted in the cache folder of whoever runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from curating import harbour


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The article of the guide, without records and without actors."""
    return harbour(tmp_path / "seeds")
