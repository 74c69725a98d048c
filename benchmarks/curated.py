"""Curated articles, for the benchmarks of curating: those of a folder of seeds, as files or in archives."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher import SCHEMAS
from publisher.curation.place import ACTORS, Place
from publisher.inputs.folder import find_seeds
from publisher.schemas import load

ROOT = Path(__file__).parent.parent


def asked() -> Path:
    """The folder that the command line names, else that of this repository."""
    return Path(sys.argv[1]) if sys.argv[1:] else ROOT / "seeds"


@contextmanager
def curated(folder: Path) -> Iterator[list[Place]]:
    """The curated articles of a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        found = find_seeds(folder, Path(scratch), load(SCHEMAS)["sources"])
        yield [Place(folder, one) for one in found.articles if one.stem in found.curated]


@contextmanager
def uncurated(place: Place) -> Iterator[Place]:
    """The same article in a folder of its own, with the actors and without its records."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in (place.reference.file_name, ACTORS, "dataset.toml"):
            shutil.copy(place.folder / name, scratch)
        yield Place(Path(scratch), place.reference)
