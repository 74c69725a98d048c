"""Curated files that are compared: the article of each, beside it, and the rows that a build makes of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from publisher.article import Reference
from publisher.coding import read_article
from publisher.curation.codings import Coding
from publisher.curation.place import ACTORS, place
from publisher.inputs import actors_file, archive, toml_fields
from publisher.inputs.text_language import DEFAULT
from publisher.inputs.todo import as_decided
from publisher.judge.authority import authority_table
from publisher.model import Context
from publisher.problem import Problem, Refused, sound
from publisher.records.reconcile import reconcile
from publisher.schemas import Schema

BLIND = ".blind"


def stem_of(records: Path) -> str:
    """The name of the article that a curated file is of, its own or that of a second coder."""
    return records.stem.removesuffix(BLIND)


def articles_of(records: Sequence[Path], sources: Schema, scratch: Path) -> dict[Path, Reference]:
    """Curated file -> its article: the .txt file beside it, else that of an archive there; none where there is none.
    sources, scratch: as for `place`. Raises Refused, OSError."""
    archived: dict[Path, Mapping[str, Reference]] = {}
    found: dict[Path, Reference] = {}
    for path in records:
        folder, text = path.parent, path.with_name(f"{stem_of(path)}.txt")
        if text.is_file():
            found[path] = place(str(text), sources, scratch).reference
            continue
        if folder not in archived:
            archived[folder] = _archived(folder, sources, scratch)
        if stem_of(path) in archived[folder]:
            found[path] = archived[folder][stem_of(path)]
    return found


def _archived(folder: Path, sources: Schema, scratch: Path) -> dict[str, Reference]:
    """Stem -> article, of the archives in a folder."""
    archives = [path for path in sorted(folder.iterdir()) if path.suffix in archive.SUFFIXES]
    listed = (found for path in archives for found in archive.articles(path, scratch, archive.keys(sources)))
    return {found.stem: found for found in listed if isinstance(found, Reference)}


def coding_of(records: Path, article: Reference, schemas: Mapping[str, Schema]) -> Coding:
    """What a build makes of a curated file, as if all in it were decided. The authority file is that beside it, else
    that beside the article. Raises Refused, OSError."""
    folders = (records.parent, article.path.parent)
    beside = next(filter(Path.is_file, (folder / ACTORS for folder in folders)), None)
    body = as_decided(toml_fields.toml(ACTORS, beside.read_bytes())) if beside else {"actors": []}
    actors = sound(actors_file.actors(ACTORS, body, schemas["actors"]))
    authority = authority_table(actors.values, schemas["actors"])
    context = Context(records.parent, schemas, actors, authority, DEFAULT, decided=True)
    try:
        reading = read_article(context, replace(article, curated=True), records.read_bytes())
        if reading.curated:
            sound(reading.curated)
    except Refused as refused:
        raise Refused([_in_file(records, problem) for problem in refused.problems]) from None
    return Coding(reading.text, reconcile(reading, actors).rows, actors)


def _in_file(records: Path, problem: Problem) -> Problem:
    """A problem with the path of the curated file, since both codings of an article may be called the same."""
    return replace(problem, file=str(records)) if problem.file.endswith(".toml") else problem
