"""Which tests are run, and on how many examples hypothesis tries them."""

from __future__ import annotations

import atexit
import gc
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# `make stress` asks for many. No deadlines: the machine may be busy.
settings.register_profile("few", deadline=None, max_examples=10, derandomize=True)
settings.register_profile("many", deadline=None, max_examples=1_000)
settings.load_profile("few")

SLOW = re.compile(r"^pytestmark = \[?pytest\.mark\.slow\b", re.MULTILINE)
MEMORY = Path("/dev/shm")  # files in memory, on Linux
ROOM = 256 << 20  # bytes; the tests that are not slow take a tenth of it

# No build of a test takes anything from another one, or leaves anything to it, unless the test says so.
os.environ["ARTICLE_RECORDS_NO_CACHE"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    """Most files of a test are gone within a second: where there is room they are made in memory, since a disk takes
    twenty times as long. Slow tests, which make large ones, and whoever names another place, get what they ask for."""
    is_small = "not slow" in config.option.markexpr and "TMPDIR" not in os.environ
    if is_small and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """interop/ fetches clients from the registries and takes minutes: left out unless an argument names it. A file that
    is slow as a whole is not even read where no slow test is run: its libraries take seconds to import."""
    if collection_path.name == "interop":
        return None if any("interop" in argument for argument in config.args) else True
    if "not slow" in config.option.markexpr and collection_path.suffix == ".py":
        return True if SLOW.search(collection_path.read_text(encoding="utf-8")) else None
    return None


def pytest_sessionstart() -> None:
    """Modules and tests live to the end: nobody looks for cycles among them, neither while they are read nor later."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on there is something to find."""
    gc.freeze()
    gc.enable()


atexit.register(gc.unfreeze)  # libraries that count what they leave behind do so when all is cleared away


@pytest.fixture(scope="session")
def small_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the small seeds with its seeds in it, as in a repository, made once; a test changes copies."""
    from command import quickly, run, seeds

    folder = tmp_path_factory.mktemp("small") / "harbour"
    with pytest.MonkeyPatch.context() as patched:
        quickly(patched)
        assert run("--seeds", seeds(folder / "seeds"), "--out", folder).code == 0
    return folder
