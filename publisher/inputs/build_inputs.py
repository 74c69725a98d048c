"""Everything that a build reads before the articles: schemas, dataset, authority file, the folder's inventory."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from publisher import ACTORS, DATASET
from publisher.inputs import actors_file, dataset
from publisher.inputs.folder import Seeds, find_seeds
from publisher.inputs.listed_articles import listed
from publisher.problem import Problem, Refused
from publisher.schema_values import SchemaError
from publisher.schemas import Schema, load

T = TypeVar("T")
_HOLDS = {
    ACTORS: "write `actors = []` where none are known; docs/curating.md shows what it holds",
    DATASET: "docs/publishing.md shows what it holds",
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the articles are read against, and where they are. problems: faults of these files, which stop a build when
    it has told those of the articles, too."""

    schemas: Mapping[str, Schema]
    dataset: dataset.Dataset
    actors: actors_file.Actors
    seeds: Seeds
    problems: Sequence[Problem] = ()


def read_inputs(folder: Path, schemas: Path, scratch: Path) -> Inputs:
    """Reads all inputs of a build. Raises Refused with the faults of all files together, where the articles cannot be
    read without what is missing; OSError."""
    problems: list[Problem] = []
    tables = load(schemas)
    refuse_unsupported(tables)
    seeds = _try(lambda: find_seeds(folder, scratch, tables["sources"]), problems)
    about = _try(lambda: dataset.read(DATASET, _bytes(folder / DATASET)), problems)
    actors = _try(lambda: actors_file.read(ACTORS, _bytes(folder / ACTORS), tables["actors"]), problems)
    texts = [seed.name for seed in seeds.files if seed.name.endswith(".txt")] if seeds else []
    told = (lambda: listed(about.articles, tables["sources"], texts)) if about and seeds else dict
    known = _try(told, problems)
    problems = [*(seeds.problems if seeds else ()), *problems, *(actors.problems if actors else ())]
    if seeds is None or actors is None:
        raise Refused(problems, "the articles")
    if known:
        seeds = replace(seeds, articles=tuple(replace(a, given=known.get(a.file_name, {})) for a in seeds.articles))
    return Inputs(tables, about or dataset.UNKNOWN, actors, seeds, tuple(problems))


def refuse_unsupported(schemas: Mapping[str, Schema]) -> None:
    """Raises SchemaError for the first column whose cells rest on words that no row of `evidence` may be of."""
    fits = schemas["evidence"].field("field").descriptor["fits"]
    for table, schema in schemas.items():
        for column in schema.resting:
            if column.rests_under not in fits.get(table, ()):
                field = f"the evidence field {column.rests_under!r} of {table}"
                raise SchemaError(
                    f"{table}.{column.name}: {field} is missing; add it to enum, codes and fits in evidence.json"
                )


def _try(step: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return step()
    except Refused as refused:
        problems += refused.problems
        return None


def _bytes(path: Path) -> bytes:
    if not os.path.lexists(path):
        raise Refused.of(path.name, f"is missing; {_HOLDS[path.name]}")
    if path.is_symlink() or not path.is_file():
        raise Refused([])  # the fault of the folder is reported together with its other faults
    return path.read_bytes()
