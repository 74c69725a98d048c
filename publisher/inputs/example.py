"""The beginning of a dataset of one's own: a folder of seeds with one short article, that builds at once, and the
documents that a release needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shlex import quote
from typing import Any

from publisher import DATASET
from publisher.inputs.dataset import Dataset, read
from publisher.problem import WHOLE, EntryName, Problem, Refused

SEEDS = "seeds"
DOCUMENT = ".md"
README = "README.md"
ARTICLE = ".txt"
OWN = ("name", "title", "description", "created")  # keys of dataset.toml that nobody can keep as they are begun
_FILLED = "<!-- generated"
_INVENTED = "is the invented article of `build.py new`; remove it, its records and actors"
_KEPT = "unchanged since `build.py new`; write your own"


def write(folder: Path) -> str:
    """Makes FOLDER/seeds: the article, its records, the actors, what the dataset says of itself; and beside it
    README.md and CHANGELOG.md. Returns what to tell. Raises Refused where the folder holds something, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused([Problem(str(folder), "is not empty; name a new folder")])
    seeds = folder / SEEDS
    seeds.mkdir(parents=True)
    for part in parts():
        (_place(folder, part.name) / part.name).write_bytes(part.read_bytes())
    held = {place: [part.name for part in parts() if _place(folder, part.name) == place] for place in (folder, seeds)}
    lines = [f"{place}: {', '.join(names)}" for place, names in held.items()]
    way = f"build it: python build.py --out {quote(str(folder))}"
    return "\n".join([*lines, way, f"then open {folder / 'index.html'}"])


def untouched(dataset: Dataset) -> list[str]:
    """The keys of dataset.toml that still say what they say at the beginning."""
    begun = read(DATASET, _begun(DATASET))
    makers = {contributor["title"] for contributor in begun.contributors}
    kept = [key for key in OWN if getattr(dataset, key) == getattr(begun, key)]
    return [
        *kept,
        *(["contributors"] if makers & {contributor["title"] for contributor in dataset.contributors} else []),
    ]


def is_begun(descriptor: Mapping[str, Any]) -> bool:
    """Whether a package is the example: its descriptor says what dataset.toml says at the beginning."""
    begun = read(DATASET, _begun(DATASET))
    return all(descriptor.get(key) == getattr(begun, key) for key in OWN)


def unwritten(root: Path, seeds: Path) -> Iterator[Problem]:
    """What a release would still tell of the beginning instead of its dataset: keys of dataset.toml, the invented
    article, the first lines of README.md. Raises Refused where dataset.toml is faulty, OSError."""
    yield from (Problem(DATASET, _KEPT, WHOLE, key) for key in untouched(read(DATASET, (seeds / DATASET).read_bytes())))
    invented = [part.read_bytes() for part in parts() if part.name.endswith(ARTICLE)]
    for path in sorted(seeds.glob(f"*{ARTICLE}")):
        if path.read_bytes() in invented:
            yield Problem(path.name, _INVENTED)
    if (root / README).is_file():
        first = _begun(README).decode().partition(_FILLED)[0].split("\n")
        for number, line in enumerate((root / README).read_text("utf-8").split("\n"), 1):
            if line and line in first:
                yield Problem(README, _KEPT, EntryName(f"line {number}"))


def _begun(name: str) -> bytes:
    return next(part for part in parts() if part.name == name).read_bytes()


def _place(folder: Path, name: str) -> Path:
    """Where a file of this name goes."""
    return folder if name.endswith(DOCUMENT) else folder / SEEDS


def parts() -> Iterator[Traversable]:
    """The files of the beginning, in the order of their names."""
    yield from sorted((files(__package__) / "example").iterdir(), key=lambda part: part.name)
