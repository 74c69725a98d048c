"""A release: the package in one archive with its sums, and the record that the next version is measured against."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from publisher import DATASET, DESCRIPTOR
from publisher.formats.parquet import END, ROW_GROUP, read_rows
from publisher.formats.parts import each, found
from publisher.formats.sink import sha256
from publisher.inputs import example
from publisher.problem import WHOLE, Problem, Refused, refuse, shown
from publisher.publish.ours import PAGES
from publisher.publish.sums import read_sums
from publisher.publish.swap import half_done
from publisher.release import database, delta_file, dist, prose
from publisher.release.hosts import huggingface, kaggle, zenodo
from publisher.schemas import Schema, load
from publisher.versions import released
from publisher.whole_file import put
from publisher.zipped import pack

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
class ReleasePlace:
    """Where a dataset lies: the folder of its package, that of its seeds, and that of its releases. secret: the
    seeds that may not be shown: texts, and the curated files that are about them."""

    root: Path
    seeds: Path
    dist: Path
    secret: frozenset[str]


def release(place: ReleasePlace, schemas: Path) -> str:
    """Packs the package as DIST/NAME-VERSION.zip, writes it as a database, NAME-VERSION.sqlite, writes what makes it of
    the release before, NAME-BEFORE-to-VERSION.jsonl.gz, and adds them to DIST/SHA256SUMS; then writes the record of the
    release to the seeds.

    What is packed is checked as whoever unpacks it would. Raises Refused with what forbids the release; OSError.
    """
    root = place.root
    if half_done(root):
        raise Refused.of(str(root), "a build was cut off half-way; run `python build.py`, then release")
    _needed(root)
    tables = load(schemas)
    _proved(place, tables)
    descriptor = json.loads((root / DESCRIPTOR).read_bytes())
    last, retired = released.read_record(place.seeds), released.read_retired(place.seeds)
    ids = released.lasting(root / "data", tables)
    faults = [
        *released.problems(last, retired, descriptor, tables, ids),
        *_documents(root, descriptor, [entry.id for entry in retired]),
        *example.unwritten(root, place.seeds),
    ]
    refuse(faults)
    before = released.before(last, descriptor["version"])
    place.dist.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.dist, prefix=".release-") as scratch:
        archive = _archive(place, descriptor, tables, Path(scratch))
        digest = sha256(archive)
        _same_bytes(last, descriptor["version"], digest)
        known = dist.released(place.dist)
        drafts = [archive, *database.write(root, descriptor, tables, archive.with_suffix(""), known)]
        if before:
            drafts += _delta(place, before, archive, known)
        told = [_told(place, draft) for draft in drafts]
        dist.add(place.dist, {draft.name: draft for draft in drafts}, known)
    record = released.record(descriptor, tables, ids, retired) | {"sha256": digest}
    record |= {"before": before} if before else {}
    put(place.seeds / released.RECORD, (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
    if before and not (old := _of(place, before, archive)).exists() and _delta_name(old, archive) not in known:
        told.append(f"{_shown(old)}: is not there, so no file of changes was made; put it there, and release again")
    told.append(
        f"{_shown(place.seeds / released.RECORD)}: keep it with the seeds; the next version is measured against it"
    )
    return "\n".join(told)


def _archive(place: ReleasePlace, descriptor: Mapping[str, Any], schemas: Mapping[str, Schema], scratch: Path) -> Path:
    """Packs the files of the package, what hosts want to be told of it, and the sums of all."""
    texts = {
        "hosts/huggingface/README.md": huggingface.card(descriptor, schemas, _of_articles(place.root, "language")),
        "hosts/kaggle/dataset-metadata.json": kaggle.metadata(descriptor, schemas),
        "hosts/zenodo/.zenodo.json": zenodo.metadata(descriptor),
    }
    files = contents(place, descriptor)
    files |= {name: _written(scratch / name, text) for name, text in texts.items()}
    files[dist.SUMS_OF_RELEASES] = _written(
        scratch / dist.SUMS_OF_RELEASES, dist.lines({name: sha256(path) for name, path in files.items()})
    )
    archive = scratch / f"{descriptor['name']}-{descriptor['version']}.zip"
    pack(files, archive)
    return archive


def _written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _of_articles(root: Path, column: str) -> set[str]:
    """The cells of a column of `sources`."""
    batches = read_rows(found(root / "data", "sources", END), ROW_GROUP, [column])
    return {str(cell) for batch in batches for cell in batch.column(0).to_pylist()}


def _delta(place: ReleasePlace, before: Mapping[str, str], archive: Path, known: Collection[str]) -> Iterator[Path]:
    """Writes what makes this package of the one before, where that is there, and this was not done before. Raises
    Refused where that is another one than was released; OSError."""
    old = _of(place, before, archive)
    target = archive.with_name(_delta_name(old, archive))
    if old.exists() and target.name not in known:
        if (here := sha256(old)) != before["sha256"]:
            raise Refused([dist.another(old, before["sha256"], here)])
        delta_file.write(old, place.root, target)
        yield target


def _delta_name(old: Path, new: Path) -> str:
    """The name of the file of changes between the archives of two releases."""
    return f"{old.stem}-to-{new.stem.rpartition('-')[2]}.jsonl.gz"


def _of(place: ReleasePlace, before: Mapping[str, str], archive: Path) -> Path:
    """Where the archive of the release before is."""
    return place.dist / f"{archive.stem.rpartition('-')[0]}-{before['version']}.zip"


def _told(place: ReleasePlace, draft: Path) -> str:
    return f"{_shown(place.dist / draft.name)}: {draft.stat().st_size:,} bytes, sha256 {sha256(draft)}"


def _shown(path: Path) -> Path:
    """The path as somebody writes it who works in this folder."""
    return path.relative_to(here) if path.is_relative_to(here := Path.cwd()) else path


def _same_bytes(last: Mapping[str, Any] | None, version: str, digest: str) -> None:
    """Raises Refused when the version is out already, as another archive."""
    if last is not None and last["version"] == version and last["sha256"] != digest:
        what = f"{version} was released as an archive of other bytes (sha256 {last['sha256']}, now {digest})"
        way = f"raise the version, or, if nobody has that archive, put back the seeds/{released.RECORD} from before"
        raise Refused([Problem(DATASET, f"{what}; {way}", WHOLE, "version")])


def contents(place: ReleasePlace, descriptor: Mapping[str, Any]) -> dict[str, Path]:
    """Name in the archive -> file: what the descriptor names and the documents that are there. Of the seeds, not the
    secret ones. Raises Refused for a file that is missing or reached by a link."""
    root = place.root
    archive = f"data/{descriptor['name']}.zip"  # the page links to it
    guides = {f"docs/{path.name}" for path in (root / "docs").glob("*.md")}  # among them how the records were coded
    names = guides | {name for name in (*DOCUMENTS, archive) if os.path.lexists(root / name)}
    names |= {name for name in read_sums(root) if name.startswith(f"{PAGES}/")}
    names |= {str(resource["schema"]) for resource in descriptor["resources"]}
    names |= {str(part["path"]) for resource in descriptor["resources"] for part in each(resource)}
    names |= {str(left_out["path"])} if (left_out := descriptor.get("publisher", {}).get("leftOut")) else set()
    packed = {name: (root, name) for name in names}
    packed |= {f"seeds/{name}": (place.seeds, name) for name in _seeds(place, descriptor)}
    problems = [Problem(name, fault) for name in sorted(packed) if (fault := _unfit(*packed[name]))]
    refuse(problems)
    return {name: folder / inside for name, (folder, inside) in sorted(packed.items())}


def _unfit(folder: Path, name: str) -> str | None:
    """Why a file of a folder is not packed."""
    path = folder / name
    if not path.exists():
        return "is missing, and the release would hold it; run `python build.py`"
    if path.resolve() != folder.resolve() / name:
        return "is a link; a release holds files, so put the file itself there"
    return None if path.is_file() else "is no file"


def _seeds(place: ReleasePlace, descriptor: Mapping[str, Any]) -> set[str]:
    """The files of the seeds that the package was made from, without the secret ones."""
    paths = [PurePosixPath(source["path"]) for source in descriptor["sources"]]
    named = {path.name for path in paths if path.parent.name == "seeds"}
    return (named | _of_articles(place.root, "file_name")) - place.secret


def _needed(root: Path) -> None:
    hints = {CHANGES: "begin an entry with `## VERSION (YYYY-MM-DD)`, and say whether readers must act"}
    missing = [name for name in NEEDED if not (root / name).is_file()]
    why = "is missing; a release holds it"
    refuse(Problem(name, f"{why}: {hints.get(name, 'run `python build.py`')}") for name in missing)


def _documents(root: Path, descriptor: Mapping[str, Any], retired: Sequence[str]) -> Iterator[Problem]:
    """What the change log, the citation and the README do not say of this version, or say of something else."""
    version = descriptor["version"]
    log = (root / CHANGES).read_text(encoding="utf-8")
    if fault := _entry_fault(log, version, str(descriptor["created"])[:10]):
        yield Problem(CHANGES, fault)
    if f'\nversion: "{version}"\n' not in (root / "CITATION.cff").read_text(encoding="utf-8"):
        yield Problem("CITATION.cff", f"is not of version {version}; run `python build.py`")
    for name in prose.DOCUMENTS:
        if (path := root / name).is_file():
            yield from prose.problems(name, path.read_text(encoding="utf-8"), descriptor, root / "data", retired)


def _entry_fault(log: str, version: str, day: str) -> str:
    """What is wrong with the entry of a version in the change log, and what to do; empty when nothing is. day: that of
    the version."""
    form = f"`## {version} ({day})`"
    heads = list(re.finditer(rf"^## {re.escape(version)}(?![\w.-])(.*)", log, re.MULTILINE))
    if not heads:
        return f"says nothing of {version}; add {form} and whether readers must act"
    dated = next((head for head in heads if head[1].rstrip() == f" ({day})"), None)
    if dated is None:
        return f"its entry begins {shown(heads[0][0].strip())}; write {form}, the day that {DATASET} has as `created`"
    if not log[dated.end() :].partition("\n## ")[0].strip():
        return f"its entry {dated[0].strip()} is empty; first say whether readers must act"
    return ""


def _proved(place: ReleasePlace, schemas: Mapping[str, Schema]) -> None:
    """Raises Refused with what our own engine or frictionless finds in the files that would be packed."""
    from publisher.validate.frictionless_check import judge
    from publisher.validate.package import Asked, check_package
    from publisher.validate.report import line

    report = check_package(place.root, Asked(schemas, place.seeds, require_evidence=True))
    refuse(Problem("package", line(finding)) for finding in report.errors)
    with TemporaryDirectory() as scratch:
        judgement = judge(place.root, sum(report.rows.values()), schemas, Path(scratch))
    refuse(judgement.problems)
