"""The folder of seeds: its files, the articles in them, and what of them cannot be read."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePath

from publisher import ACTORS, DATASET, RETIRED
from publisher.article import LeftOut, Reference, source_id, stem
from publisher.formats.sink import sha256
from publisher.inputs import archive
from publisher.inputs.archive import Unread
from publisher.inputs.article_reader import CONTROLS
from publisher.problem import Problem, Refused, shown
from publisher.schemas import Schema

# What editors leave behind, notes, second codings. No article and no archive has such a name, however it is mistyped.
NO_SEEDS = re.compile(r".*~|#.*#|.*\.(?:bak|orig|swp|md|rst)|.*\.blind\.toml", re.IGNORECASE)
# What `import` reads, without JSON Lines, which have a fault of their own.
IMPORTED = (".csv", ".tsv", ".ndjson", ".gz", ".html", ".htm", ".xhtml", ".warc", ".rss", ".atom", ".xml")
JSON = ".json"
NO_ARTICLES = frozenset({ACTORS, DATASET, RETIRED, "released.json"})


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file of the folder: name, size in bytes and SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Seeds:
    """The folder: its files by name, the articles by source_id. left_out: articles of archives that cannot be read, in
    the order of the files; unread: keys of archives that nobody reads; ignored: names of the notes and of what an
    editor left behind; problems: what is wrong with the folder."""

    folder: Path
    files: tuple[SeedFile, ...]
    articles: tuple[Reference, ...]
    left_out: tuple[LeftOut, ...] = ()
    unread: tuple[Unread, ...] = ()
    ignored: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def find_seeds(folder: Path, scratch: Path, sources: Schema) -> Seeds:
    """The inventory of a folder of seeds. Archives in Parquet are unrolled into `scratch` first, so that every
    article can be read by itself. sources: the table whose columns an archive may give. Raises Refused where there
    is no folder, OSError."""
    problems: list[Problem] = []
    left_out: list[LeftOut] = []
    unread: list[Unread] = []
    entries = _entries(folder)
    ignored = tuple(entry.name for entry in entries if NO_SEEDS.fullmatch(entry.name))
    paths = list(_paths((entry for entry in entries if entry.name not in ignored), problems))
    texts = sorted(Reference(source_id(path.stem), path.stem, path) for path in paths if path.suffix == ".txt")
    problems += _clashes(texts)
    articles = {reference.source_id: reference for reference in texts}
    for path in (path for path in paths if path.suffix in archive.SUFFIXES):
        try:
            for found in archive.articles(path, scratch, archive.keys(sources)):
                if isinstance(found, Unread):
                    unread.append(found)
                elif isinstance(found, LeftOut):
                    left_out.append(found)
                elif (first := articles.setdefault(found.source_id, found)) is not found:
                    left_out.append(_second(found, first))
        except Refused as refused:
            problems += refused.problems
    curated = {path.stem for path in paths if path.suffix == ".toml" and path.name not in NO_ARTICLES}
    problems += _alone(curated, articles.values(), left_out, {problem.file for problem in problems})
    if not articles and not left_out and not problems:
        what = "holds no article; put in a .txt file for each, or an archive"
        what += f" ({ignored[0]} is a note, which is not read)" if ignored else ""
        problems.append(Problem(f"{folder.name}/", what))
    ordered = tuple(replace(one, curated=True) if one.stem in curated else one for one in sorted(articles.values()))
    files = tuple(map(_file, paths))
    return Seeds(folder, files, ordered, tuple(left_out), tuple(unread), ignored, tuple(problems))


def changed(found: Seeds) -> Iterator[Problem]:
    """The files that have changed since the inventory was taken."""
    for seed in found.files:
        try:
            same = _file(found.folder / seed.name) == seed
        except FileNotFoundError:
            same = False
        if not same:
            yield Problem(seed.name, "changed while it was read; build again")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in the folder, by name, without hidden files. Raises Refused when there is no such folder."""
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused.of(str(folder), "is not there; --seeds takes the folder of the articles") from None
    return [entry for entry in found if not entry.name.startswith(".")]


def _paths(entries: Iterable[os.DirEntry[str]], problems: list[Problem]) -> Iterator[Path]:
    """The seeds among the entries of the folder."""
    for entry in entries:
        if fault := _fault(entry):
            problems.append(Problem(entry.name, fault))
        else:
            yield Path(entry.path)


def _fault(entry: os.DirEntry[str]) -> str:
    """Why an entry of the folder is no seed, and what to do; empty when it is one."""
    if not _is_utf8(entry.name):
        return "has a name that is not UTF-8; rename it (or, in another locale, set PYTHONUTF8=1)"
    if re.search(r"[\\\t\n]", entry.name) or CONTROLS.search(entry.name):
        return "has a backslash or control character in its name; rename it"
    if entry.is_symlink():
        return "is a symbolic link; put the file itself there"
    if entry.is_dir():
        return "is a folder; move its files out of it, or it elsewhere"
    if not entry.is_file():
        return "is no file; move it elsewhere"
    if not entry.name.endswith((".txt", ".toml", *archive.SUFFIXES)) and entry.name not in NO_ARTICLES:
        kind = "is neither .txt, .toml, .jsonl nor .parquet"
        if entry.name.lower().endswith(IMPORTED):
            return f"{kind}; move it elsewhere, and make an archive of it: `build.py import`"
        if entry.name.lower().endswith(JSON):
            return f"{kind}; write one JSON object a line, and call the file .jsonl"
        return f"{kind}; save its text as .txt, or remove it"
    return ""


def _clashes(references: Sequence[Reference]) -> Iterator[Problem]:
    for one, other in pairwise(references):
        if one.source_id == other.source_id:
            found = f"{shown(one.name)} and {shown(other.name)} both become {one.source_id}; rename one"
            yield Problem(other.path.name, found)


def _second(second: Reference, first: Reference) -> LeftOut:
    """An article of an archive with the name of another one."""
    where = " ".join(filter(None, (first.file_name, first.place)))
    clash = f"becomes {second.source_id}, as does {where}; give it another doc_id"
    return LeftOut(second.archive, second.number, second.name, clash)


def _alone(
    curated: set[str], articles: Iterable[Reference], left_out: Sequence[LeftOut], faulty: Collection[str]
) -> Iterator[Problem]:
    """Curated files without the article that they are about: it is not there, or it cannot be read. faulty: files with
    a fault, from which it may be missing."""
    if any(name.endswith(archive.SUFFIXES) for name in faulty):
        return
    names = {reference.stem for reference in articles} | {PurePath(name).stem for name in faulty}
    unread = {stem(bad.name): bad for bad in left_out if bad.name}
    for name in sorted(curated - names):
        if name in unread:
            yield unread[name].problem
        else:
            what = f"its article is missing; add {name}.txt, or give this file the name of its article"
            yield Problem(f"{name}.toml", what)


def _is_utf8(name: str) -> bool:
    """Whether a file name, as Python gives it, is in UTF-8 in the folder."""
    try:
        return name.encode() == os.fsencode(name)
    except UnicodeEncodeError:
        return False


def _file(path: Path) -> SeedFile:
    return SeedFile(path.name, path.stat().st_size, sha256(path))
