"""The beginning of a dataset of one's own: a folder of seeds with one short article, that builds at once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shlex import quote

from publisher.problem import Problem, Refused

SEEDS = "seeds"


def write(folder: Path) -> str:
    """Makes FOLDER/seeds with the article, its records, the actors and what the dataset says of itself. Returns what to
    tell. Raises Refused where the folder holds anything already, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused([Problem(str(folder), "", "", "is not empty; name a new folder")])
    seeds = folder / SEEDS
    seeds.mkdir(parents=True)
    for part in parts():
        (seeds / part.name).write_bytes(part.read_bytes())
    names = ", ".join(part.name for part in parts())
    return f"{seeds}: {names}\nbuild it: python build.py --out {quote(str(folder))}"


def parts() -> Iterator[Traversable]:
    """The files of the beginning, in the order of their names."""
    yield from sorted((files(__package__) / "skeleton").iterdir(), key=lambda part: part.name)
