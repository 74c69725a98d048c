"""Everything that a build reads before the articles: schemas, dataset, authority file, the folder's inventory."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from publisher.problem import Problem, Refused
from publisher.schemas import Schema, load
from publisher.seeds import authority, dataset
from publisher.seeds.folder import Seeds
from publisher.seeds.folder import seeds as seeds_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the articles are read against, and where they are."""

    schemas: Mapping[str, Schema]
    dataset: dataset.Dataset
    actors: authority.Actors
    seeds: Seeds


def inputs(folder: Path, schemas: Path, scratch: Path) -> Inputs:
    """Reads them all. Raises Refused with the faults of all of them together; OSError."""
    problems: list[Problem] = []
    tables = load(schemas)
    seeds = _try(lambda: seeds_of(folder, scratch, tables["sources"]), problems)
    about = _try(lambda: dataset.read("dataset.toml", _bytes(folder / "dataset.toml")), problems)
    actors = _try(lambda: authority.read("actors.toml", _bytes(folder / "actors.toml"), tables["actors"]), problems)
    if seeds is None or about is None or actors is None:
        raise Refused(problems)
    return Inputs(tables, about, actors, seeds)


def _try(step: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return step()
    except Refused as refused:
        problems += refused.problems
        return None


def _bytes(path: Path) -> bytes:
    if not os.path.lexists(path):
        raise Refused([Problem(path.name, "", "", "is missing; CONTRIBUTING.md shows what it holds")])
    if path.is_symlink() or not path.is_file():
        raise Refused([])  # the fault of the folder, which is told with its others
    return path.read_bytes()
