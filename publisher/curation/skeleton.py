"""The beginning of a dataset of one's own: a folder of seeds with one short article, that builds at once, and the
documents that a release needs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shlex import quote

from publisher.problem import Problem, Refused

SEEDS = "seeds"
DOCUMENT = ".md"


def write(folder: Path) -> str:
    """Makes FOLDER/seeds: the article, its records, the actors, what the dataset says of itself; and beside it
    README.md and CHANGELOG.md. Returns what to tell. Raises Refused where the folder holds something, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused([Problem(str(folder), "", "", "is not empty; name a new folder")])
    seeds = folder / SEEDS
    seeds.mkdir(parents=True)
    for part in parts():
        (_place(folder, part.name) / part.name).write_bytes(part.read_bytes())
    held = {place: [part.name for part in parts() if _place(folder, part.name) == place] for place in (folder, seeds)}
    lines = [f"{place}: {', '.join(names)}" for place, names in held.items()]
    return "\n".join([*lines, f"build it: python build.py --out {quote(str(folder))}"])


def _place(folder: Path, name: str) -> Path:
    """Where a file of this name goes."""
    return folder if name.endswith(DOCUMENT) else folder / SEEDS


def parts() -> Iterator[Traversable]:
    """The files of the beginning, in the order of their names."""
    yield from sorted((files(__package__) / "skeleton").iterdir(), key=lambda part: part.name)
