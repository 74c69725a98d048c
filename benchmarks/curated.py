"""Curated articles, for the benchmarks of curating: those of a folder of seeds, as files or in archives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from made import call

from publisher import SCHEMAS
from publisher.curation.place import ACTORS, Place
from publisher.inputs.folder import find_seeds
from publisher.problem import Refused
from publisher.schemas import load

ROOT = Path(__file__).parent.parent


def asked(documentation: str | None) -> Path:
    """The folder of seeds that the command line names, else that of this repository."""
    parser = call.parser(documentation)
    parser.add_argument("seeds", type=call.folder, nargs="?", default=ROOT / "seeds")
    folder: Path = parser.parse_args().seeds
    return folder


@contextmanager
def curated(folder: Path) -> Iterator[list[Place]]:
    """The curated articles of a folder. Ends the program with a line where there is none, or where one is at fault."""
    try:
        with tempfile.TemporaryDirectory() as scratch:
            found = find_seeds(folder, Path(scratch), load(SCHEMAS)["sources"])
            places = [Place(folder, one) for one in found.articles if one.curated]
            if not places:
                raise SystemExit(f"{folder}: no article there has a curated file")
            yield places
    except (Refused, OSError) as fault:
        raise SystemExit(str(fault)) from None


@contextmanager
def uncurated(place: Place) -> Iterator[Place]:
    """The same article in a folder of its own, with the actors and without its records."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in (place.reference.file_name, ACTORS, "dataset.toml"):
            shutil.copy(place.folder / name, scratch)
        yield Place(Path(scratch), place.reference)
