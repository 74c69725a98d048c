"""These tests fetch clients from the registries and take minutes: they run where they are asked for by name."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves the folder out unless an argument names it (`make interop` does)."""
    asked = any("interop" in argument for argument in config.args)
    return None if asked else True
