"""Which tests are run, and on how many examples hypothesis tries them."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# `make stress` asks for many. No deadlines: the machine may be busy.
settings.register_profile("few", deadline=None, max_examples=20, derandomize=True)
settings.register_profile("many", deadline=None, max_examples=1_000)
settings.load_profile("few")

# No build of a test takes anything from another one, or leaves anything to it, unless the test says so.
os.environ["ARTICLE_RECORDS_NO_CACHE"] = "1"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """interop/ fetches clients from the registries and takes minutes: left out unless an argument names it."""
    asked = any("interop" in argument for argument in config.args)
    return True if collection_path.name == "interop" and not asked else None


def pytest_sessionstart() -> None:
    """Modules and tests live to the end: nobody looks for cycles among them, neither while they are read nor later."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on there is something to find."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    """Libraries that count what they leave behind do so when all is cleared away."""
    gc.unfreeze()
