"""[[articles]] of dataset.toml: what is known of single articles that are .txt files, by the keys of an archive."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from publisher import DATASET
from publisher.inputs import archive, dataset
from publisher.problem import EntryName, Problem, refuse, shown, suggestion
from publisher.schemas import Schema

FILE_KEY = "file"
Listed = Mapping[str, Mapping[str, Any]]
"""Name of the .txt file -> what is known of it, by the keys of an archive."""


def listed(
    entries: Sequence[Mapping[str, Any]], sources: Schema, texts: Collection[str], only: str | None = None
) -> Listed:
    """The entries by their file. sources: the table whose columns they may give; texts: the names of the .txt files;
    only: the one article that is asked for. Raises Refused with every fault."""
    found: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    texts = dict.fromkeys(texts)  # there may be as many as entries
    for number, entry in enumerate(entries, 1):
        name = entry.get(FILE_KEY)
        if only not in (None, name):
            continue
        given = {key: _written(value) for key, value in entry.items() if key != FILE_KEY}
        came = archive.came_with(given, sources)
        faults = [*_name_faults(name, found, texts), *_strange(entry, archive.keys(sources)), *came.faults, *came.lost]
        problems += [Problem(DATASET, fault, EntryName("articles", f"number {number}")) for fault in faults]
        found[str(name)] = given
    refuse(problems)
    return found


def of_folder(folder: Path, sources: Schema, name: str) -> Mapping[str, Any]:
    """What dataset.toml in a folder of seeds says of one article; a fault in the entry of another one is not looked at.
    name: its .txt file. Raises Refused, OSError."""
    about = folder / DATASET
    if not about.is_file():
        return {}
    texts = [path.name for path in folder.glob("*.txt")]
    return listed(dataset.read(DATASET, about.read_bytes()).articles, sources, texts, name).get(name, {})


def _written(value: object) -> object:
    """A day or time of TOML as an archive has it."""
    return value.isoformat() if isinstance(value, date) else value


def _name_faults(name: object, found: Listed, texts: Collection[str]) -> Iterator[str]:
    if not isinstance(name, str):
        yield f"{FILE_KEY} {'is missing' if name is None else f'is {shown(name)}'}; write the name of a .txt file"
    elif name not in texts:
        yield f"{FILE_KEY}: there is no article {shown(name)}{suggestion(name, texts)}; name a .txt file of this folder"
    elif name in found:
        yield f"{FILE_KEY}: {shown(name)} has an entry already; keep one"


def _strange(entry: Mapping[str, Any], known: Sequence[str]) -> Iterator[str]:
    for key in entry:
        if key not in (FILE_KEY, *known):
            yield f"{key} is no key of this record{suggestion(key, known)}; known: {', '.join((FILE_KEY, *known))}"
