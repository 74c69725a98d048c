"""What the descriptor of a package of ours must say, proved from what is at hand: schemas, tables, seeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from publisher import ACTORS, DATASET, EXTRACTOR
from publisher.finding import Finding
from publisher.formats.csv import ends
from publisher.formats.parquet import ROW_GROUP, read_rows
from publisher.formats.sink import Facts, Written
from publisher.formats.write import FORMATS, describe_resources
from publisher.inputs import dataset
from publisher.problem import Refused
from publisher.program import EXTRACTOR_ROOMS, program
from publisher.validate.descriptor import STANDARD, VERSION, DeclaredTable, profile_of
from publisher.validate.resources import PACKAGE, unread

_ALWAYS = (ACTORS, DATASET)
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_TEXTS = ("shown", "withheld")
_MEASURED = ("bytes", "hash", "rows", "fingerprint", "parts")  # proved from the files


def check_published(folder: Path, body: Mapping[str, Any], tables: list[DeclaredTable]) -> Iterator[Finding]:
    """What differs from what a build of ours would have written. Raises UNREADABLE."""
    profile = profile_of(body)
    yield from _same("$schema", body.get("$schema"), STANDARD)
    yield from _same("publisher", profile.get("version"), VERSION)
    digest = profile.get("extractorDigest")
    if not _HASH.fullmatch(str(digest)):
        yield _finding("publisher.extractorDigest", digest, "a package of ours says by what it was extracted")
    elif digest == f"sha256:{program(EXTRACTOR_ROOMS)}":
        yield from _same("publisher.extractor", profile.get("extractor"), EXTRACTOR)
    for table in tables:
        yield from _resources(table)
    yield from _temporal(body.get("temporal"), tables)
    yield from _sources(folder, body.get("sources"), tables)
    yield from _texts(profile.get("texts"), tables)
    yield from _dataset(folder, body)


def _finding(field: str, found: object, message: str, table: str = PACKAGE) -> Finding:
    value = None if found is None else str(found)
    return Finding(table, None, field, value, "profile", f"{message}: build again")


def _same(field: str, found: object, expected: object, table: str = PACKAGE) -> Iterator[Finding]:
    if found != expected or type(found) is not type(expected):
        yield _finding(field, found, f"a package of ours has {expected}", table)


def _resources(table: DeclaredTable) -> Iterator[Finding]:
    """Each resource says of its table what the schema says."""
    if table.csv and (not table.files.canonical or unread(table.files.schema, table.files.dialect)):
        message = "a table of ours is in UTF-8, with commas, quotation marks and a header: declare nothing else"
        yield Finding(table.csv.name, rule="dialect", message=message)
    found = {resource.name: resource.body for resource in (table.csv, table.parquet) if resource}
    several = len(table.csv.file.paths) if table.csv and table.csv.file else 1
    facts = Facts(0, "", (Facts(0, ""),) * several if several > 1 else ())
    for expected in describe_resources(table.files.schema, Written(0, {form.END: facts for form in FORMATS})):
        entry = found.get(expected["name"], {})
        if not entry and len(found) == len(FORMATS):
            yield _finding("resources", None, f"no resource of the table is named {expected['name']}", table.name)
        for key in expected.keys() - set(_MEASURED) if entry else ():
            yield from _same(key, entry.get(key), expected[key], expected["name"])


def _temporal(found: object, tables: Iterable[DeclaredTable]) -> Iterator[Finding]:
    """The first and the last day that an event, a statement or an article has."""
    days: list[Any] = []
    for table in tables:
        columns = [field.name for field in table.files.schema.fields if field.type == "date"]
        if columns and table.files.parquet:
            batches = read_rows(table.files.parquet.paths, ROW_GROUP, columns)
            days += ends(column for batch in batches for column in batch.columns)
    expected = {"start": min(days).isoformat(), "end": max(days).isoformat()} if days else None
    yield from _same("temporal", found, expected)


def _sources(folder: Path, found: object, tables: Iterable[DeclaredTable]) -> Iterator[Finding]:
    """Each seed under its name, with bytes and hash; the articles as the table `sources` has them."""
    entries = [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []
    hashes: dict[str, object] = {}
    every = True
    for number, entry in enumerate(entries, 1):
        path = entry.get("path")
        if path in _of_sources(tables):  # for articles that are too many to be named
            every = False
            continue
        name = str(path).removeprefix("seeds/")
        hashes[name] = entry.get("hash")
        if path != f"seeds/{name}" or entry.get("title") != name or not {"bytes", "hash"} <= entry.keys():
            message = f"a seed has the path seeds/{name}, the title {name}, bytes and hash"
            yield _finding(f"sources[{number}]", path, message)
    articles = dict(_articles(tables))
    for name, digest in articles.items():
        if name in hashes and name.endswith(".txt") and hashes[name] != f"sha256:{digest}":
            yield _finding("sources", name, f"the table sources has the hash {digest}")
    needed = {*_ALWAYS, *(articles if every else ()), *_at_hand(folder, every)}
    for name in sorted(needed - hashes.keys()):
        yield _finding("sources", name, "is not among them")


def _of_sources(tables: Iterable[DeclaredTable]) -> Iterator[object]:
    """The path of the table `sources`."""
    yield from (table.csv.path for table in tables if table.name == "sources" and table.csv)


def _articles(tables: Iterable[DeclaredTable]) -> Iterator[tuple[str, str]]:
    """File and hash of each article, by the table `sources`."""
    fields = ("file_name", "sha256")
    for table in tables:
        if table.name == "sources" and table.files.parquet and set(fields) <= set(table.files.schema.names):
            for batch in read_rows(table.files.parquet.paths, ROW_GROUP, fields):
                for name, digest in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    yield str(name), str(digest)


def _texts(found: object, tables: Iterable[DeclaredTable]) -> Iterator[Finding]:
    """How many articles may be shown in full, and how many may not: together these are all."""
    counts = [found.get(key) for key in _TEXTS] if isinstance(found, Mapping) else []
    numbers = [count for count in counts if type(count) is int and count >= 0]
    articles = sum(1 for _ in _articles(tables))
    if len(numbers) != len(_TEXTS) or (articles and sum(numbers) != articles):
        yield _finding("publisher.texts", found, f"says of {articles:,} articles how many are shown, how many withheld")


def _at_hand(folder: Path, every: bool) -> Iterator[str]:
    """The seeds in the package's folder of which the descriptor must tell."""
    if (folder / "seeds").is_dir():
        for path in (folder / "seeds").iterdir():
            if path.suffix == ".toml" or (every and path.suffix in (".txt", ".jsonl", ".parquet")):
                yield path.name


def _dataset(folder: Path, body: Mapping[str, Any]) -> Iterator[Finding]:
    """What dataset.toml says, where it is at hand."""
    path = folder / "seeds" / DATASET
    if not path.is_file() or path.is_symlink():
        return
    try:
        given = dataset.read(path.name, path.read_bytes())
    except Refused:
        return  # another file than the one that the package was made from: its hash says so
    for key, value in given.described.items():
        yield from _same(key, body.get(key), value)
    documents = [dict(one) for one in given.documents] or None
    yield from _same("documents", profile_of(body).get("documents"), documents)
