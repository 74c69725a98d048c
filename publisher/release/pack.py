"""A release: the package in one archive with its sums, and the record that the next version is measured against."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from publisher import schemas as table_schemas
from publisher.inputs.article_reader import source_id
from publisher.inputs.article_store import of_folder
from publisher.inputs.folder import NO_ARTICLES
from publisher.problem import Problem, Refused
from publisher.publish.swap import half_done
from publisher.release import prose
from publisher.schemas import Schema
from publisher.versions import released as last
from publisher.versions.changes import ABOUT
from publisher.zipped import DESCRIPTOR, pack

SUMS = "SHA256SUMS"
CHANGES = "CHANGELOG.md"
NEEDED = (DESCRIPTOR, "CITATION.cff", "LICENSE-DATA", CHANGES)
DOCUMENTS = (
    *NEEDED,
    "LICENSE",
    "index.html",
    "croissant.json",
    "README.md",
    "CONTRIBUTING.md",
    "data/README.md",
    "data/views.sql",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dataset lies: the folder of its package, that of its seeds, and that of its releases. secret: the
    seeds that hold a text which may not be shown."""

    root: Path
    seeds: Path
    dist: Path
    secret: frozenset[str]


def release(place: Place, schemas: Path) -> str:
    """Packs the package as DIST/NAME-VERSION.zip beside SHA256SUMS, and writes its record to the seeds.

    What is packed is checked as whoever unpacks it would. Raises Refused with what forbids the release; OSError.
    """
    root, dist = place.root, place.dist
    if half_done(root):
        raise Refused([Problem(str(root), "", "", "a build was cut off half-way; run `python build.py`, then release")])
    _needed(root)
    tables = table_schemas.load(schemas)
    _proved(place, tables)
    descriptor = json.loads((root / DESCRIPTOR).read_bytes())
    released, retired = last.read_record(place.seeds), last.read_retired(place.seeds)
    ids = last.lasting(root / "data", tables)
    found = [
        *last.problems(released, retired, descriptor, tables, ids),
        *_documents(root, descriptor, [entry.id for entry in retired]),
    ]
    if found:
        raise Refused(found)
    files = contents(place, descriptor)
    name = f"{descriptor['name']}-{descriptor['version']}.zip"
    dist.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=dist, prefix=".release-") as scratch:
        sums, draft = Path(scratch) / SUMS, Path(scratch) / name
        sums.write_text(_sums(files), encoding="utf-8")
        pack({**files, SUMS: sums}, draft)
        digest = _sha256(draft)
        _same_bytes(released, descriptor["version"], digest)
        others = _as_released(dist, name, digest)
        archive = draft.replace(dist / name)
    _write(dist / SUMS, _lines({**others, name: digest}))
    record = {**last.record(descriptor, tables, ids, retired), "sha256": digest}
    _write(place.seeds / last.RECORD, _as_json(record))
    return (
        f"{_shown(archive, root)}: {len(files) + 1} files, {archive.stat().st_size:,} bytes, sha256 {digest}\n"
        f"{_shown(place.seeds / last.RECORD, root)}: commit it; the next version is measured against it"
    )


def _shown(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


def _same_bytes(released: Mapping[str, Any] | None, version: str, digest: str) -> None:
    """Raises Refused when the version is out already, as another archive."""
    if released is not None and released["version"] == version and released["sha256"] != digest:
        what = f"{version} was released as an archive of other bytes (sha256 {released['sha256']}, now {digest})"
        way = f"raise the version, or, if nobody has that archive, put back the seeds/{last.RECORD} from before"
        raise Refused([Problem(ABOUT, "", "version", f"{what}; {way}")])


def _as_released(dist: Path, name: str, digest: str) -> dict[str, str]:
    """Name -> SHA-256 of the archives in `dist` that were released before, as its SHA256SUMS says.

    name, digest: of the archive that is to go there. Raises Refused for an archive that is no longer what was
    released: whoever made it another one has to say which is right.
    """
    problems: list[Problem] = []
    known: dict[str, str] = {}
    for number, line in enumerate((dist / SUMS).read_text().splitlines() if (dist / SUMS).exists() else (), 1):
        if found := re.fullmatch(r"([0-9a-f]{64})  ([^/]+\.zip)", line):
            known[found[2]] = found[1]
        else:
            problems.append(Problem(f"{dist.name}/{SUMS}", f"line {number}", "", "is no sum of an archive; remove it"))
    for archive, promised in {**known, name: digest}.items():
        path = dist / archive
        if os.path.lexists(path) and (here := _sha256(path) if path.is_file() else "no file") != promised:
            what = (
                f"is not what was released (sha256 {promised}, here {here}); put that one back, or move this one away"
            )
            problems.append(Problem(f"{dist.name}/{archive}", "", "", what))
    if problems:
        raise Refused(problems)
    return {archive: promised for archive, promised in known.items() if (dist / archive).exists()}


def contents(place: Place, descriptor: Mapping[str, Any]) -> dict[str, Path]:
    """Name in the archive -> file: what the descriptor names and the documents that are there. Of the seeds, not the
    articles whose full text may not be shown. Raises Refused for a file that is missing or reached by a link."""
    root = place.root
    archive = f"data/{descriptor['name']}.zip"  # the page links to it
    guides = {f"docs/{path.name}" for path in (root / "docs").glob("*.md")}  # among them how the records were coded
    names = guides | {name for name in (*DOCUMENTS, archive) if os.path.lexists(root / name)}
    names |= {str(resource[key]) for resource in descriptor["resources"] for key in ("path", "schema")}
    found = {name: (root, name) for name in names}
    found |= {f"seeds/{name}": (place.seeds, name) for name in _seeds(place, descriptor)}
    problems = [Problem(name, "", "", fault) for name in sorted(found) if (fault := _unfit(*found[name]))]
    if problems:
        raise Refused(problems)
    return {name: folder / inside for name, (folder, inside) in sorted(found.items())}


def _unfit(folder: Path, name: str) -> str | None:
    """Why a file of a folder is not packed."""
    path = folder / name
    if not path.exists():
        return "is missing, and the release would hold it; run `python build.py`"
    if path.resolve() != folder.resolve() / name:
        return "is a link; a release holds files, so put the file itself there"
    return None if path.is_file() else "is no file"


def _seeds(place: Place, descriptor: Mapping[str, Any]) -> set[str]:
    """The files of the seeds that the package was made from, without each that holds an article whose curated file does
    not say publish_text = true."""
    paths = [PurePosixPath(source["path"]) for source in descriptor["sources"]]
    named = {path.name for path in paths if path.parent.name == "seeds"}
    curated = {name for name in named if name.endswith(".toml") and name not in NO_ARTICLES}
    withheld = {source_id(PurePosixPath(name).stem) for name in curated if not _open(place.seeds / name)}
    columns = ["source_id", "file_name"]
    articles = pq.read_table(place.root / "data" / "sources.parquet", columns=columns).to_pylist()
    secret = {article["file_name"] for article in articles if article["source_id"] in withheld}
    secret |= {PurePosixPath(name).with_suffix(".txt").name for name in curated if not _open(place.seeds / name)}
    return {*named, *(article["file_name"] for article in articles)} - secret - place.secret


def _open(curated: Path) -> bool:
    body = tomllib.loads(curated.read_text(encoding="utf-8"))
    return body.get("source", {}).get("publish_text") is True


def _needed(root: Path) -> None:
    hints = {CHANGES: "begin it with `## VERSION (DAY)`, and whether readers must act"}
    missing = [name for name in NEEDED if not (root / name).is_file()]
    if missing:
        why = "is missing; a release holds it"
        raise Refused(Problem(name, "", "", f"{why}: {hints.get(name, 'run `python build.py`')}") for name in missing)


def _documents(root: Path, descriptor: Mapping[str, Any], retired: Sequence[str]) -> Iterator[Problem]:
    """What the change log, the citation and the README do not say of this version, or say of something else."""
    version = descriptor["version"]
    log = (root / CHANGES).read_text(encoding="utf-8")
    if not re.search(rf"^## {re.escape(version)}\b", log, re.MULTILINE):
        message = f"says nothing of {version}; add `## {version}` and whether its readers must act"
        yield Problem(CHANGES, "", "", message)
    if f'\nversion: "{version}"\n' not in (root / "CITATION.cff").read_text(encoding="utf-8"):
        yield Problem("CITATION.cff", "", "", f"is not of version {version}; run `python build.py`")
    for name in prose.DOCUMENTS:
        if (path := root / name).is_file():
            yield from prose.problems(name, path.read_text(encoding="utf-8"), descriptor, root / "data", retired)


def _proved(place: Place, schemas: Mapping[str, Schema]) -> None:
    """Raises Refused with what our own engine or frictionless finds in the files that would be packed."""
    from publisher.validate.frictionless_check import judge
    from publisher.validate.package import Asked, check_package
    from publisher.validate.report import line

    library = of_folder(place.seeds)
    report = check_package(place.root, Asked(schemas, library, require_evidence=True))
    if report.issues:
        raise Refused(Problem("package", "", "", line(issue)) for issue in report.issues)
    with TemporaryDirectory() as scratch:
        judgement = judge(place.root, sum(report.rows.values()), schemas, Path(scratch))
    if judgement.problems:
        raise Refused(judgement.problems)


def _sums(files: Mapping[str, Path]) -> str:
    """The sums of the files, as `sha256sum --check` reads them."""
    return _lines({name: _sha256(path) for name, path in files.items()})


def _lines(digests: Mapping[str, str]) -> str:
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _as_json(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    """The file appears whole or stays what it was."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
