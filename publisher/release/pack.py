"""A release: the package in one archive with its sums, and the record that the next version is measured against."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from publisher import schemas as table_schemas
from publisher.inputs.article_reader import source_id
from publisher.inputs.folder import NO_ARTICLES
from publisher.problem import Problem, Refused
from publisher.publish.swap import half_done
from publisher.schemas import Schema
from publisher.versions import released as last
from publisher.versions.changes import ABOUT
from publisher.zipped import DESCRIPTOR, pack

SUMS = "SHA256SUMS"
NEEDED = (DESCRIPTOR, "CITATION.cff", "CHANGELOG.md", "LICENSE")
DOCUMENTS = (
    *NEEDED,
    "index.html",
    "croissant.json",
    "README.md",
    "LICENSE-DATA",
    "CONTRIBUTING.md",
    "docs/codebook.md",  # the rules by which the records were coded
    "docs/curating.md",
    "docs/publishing.md",
    "docs/releasing.md",
    "data/README.md",
)


def release(root: Path, schemas: Path, dist: Path) -> str:
    """Packs the package in `root` as DIST/NAME-VERSION.zip beside SHA256SUMS, and writes its record to seeds/.

    What is packed is checked as whoever unpacks it would. Raises Refused with what forbids the release; OSError.
    """
    if half_done(root):
        raise Refused([Problem(str(root), "", "", "a build was cut off half-way; run `python build.py`, then release")])
    _needed(root)
    tables = table_schemas.load(schemas)
    _proved(root, tables)
    descriptor = json.loads((root / DESCRIPTOR).read_bytes())
    released, retired = last.read_record(root / "seeds"), last.read_retired(root / "seeds")
    ids = last.lasting(root / "data", tables)
    found = [
        *last.problems(released, retired, descriptor, tables, ids),
        *_documents(root, descriptor["version"]),
    ]
    if found:
        raise Refused(found)
    files = contents(root, descriptor)
    name = f"{descriptor['name']}-{descriptor['version']}.zip"
    dist.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=dist, prefix=".release-") as scratch:
        sums, draft = Path(scratch) / SUMS, Path(scratch) / name
        sums.write_text(_sums(files), encoding="utf-8")
        pack({**files, SUMS: sums}, draft)
        digest = _sha256(draft)
        _same_bytes(released, descriptor["version"], digest)
        archive = draft.replace(dist / name)
    _write(dist / SUMS, _sums({path.name: path for path in sorted(dist.glob(f"{descriptor['name']}-*.zip"))}))
    record = {**last.record(descriptor, tables, ids, retired), "sha256": digest}
    _write(root / "seeds" / last.RECORD, _as_json(record))
    shown_path = archive.relative_to(root) if archive.is_relative_to(root) else archive
    return (
        f"{shown_path}: {len(files) + 1} files, {archive.stat().st_size:,} bytes, sha256 {digest}\n"
        f"seeds/{last.RECORD}: commit it; the next version is measured against it"
    )


def _same_bytes(released: Mapping[str, Any] | None, version: str, digest: str) -> None:
    """Raises Refused when the version is out already, as another archive."""
    if released is not None and released["version"] == version and released["sha256"] != digest:
        what = f"{version} was released as an archive of other bytes (sha256 {released['sha256']}, now {digest})"
        way = f"raise the version, or, if nobody has that archive, put back the seeds/{last.RECORD} from before"
        raise Refused([Problem(ABOUT, "", "version", f"{what}; {way}")])


def contents(root: Path, descriptor: Mapping[str, Any]) -> dict[str, Path]:
    """Name in the archive -> file: what the descriptor names and the documents that are there. Of the seeds, not the
    articles whose full text may not be shown. Raises Refused for a file that is missing or reached by a link."""
    archive = f"data/{descriptor['name']}.zip"  # the page links to it
    names = {name for name in (*DOCUMENTS, archive) if os.path.lexists(root / name)}
    names |= {str(resource[key]) for resource in descriptor["resources"] for key in ("path", "schema")}
    names |= _seeds(root, descriptor)
    problems = [Problem(name, "", "", fault) for name in sorted(names) if (fault := _unfit(root, name))]
    if problems:
        raise Refused(problems)
    return {name: root / name for name in sorted(names)}


def _unfit(root: Path, name: str) -> str | None:
    """Why a file is not packed."""
    path = root / name
    if not path.exists():
        return "is missing, and the release would hold it; run `python build.py`"
    if path.resolve() != root.resolve() / name:
        return "is a link; a release holds files, so put the file itself there"
    return None if path.is_file() else "is no file"


def _seeds(root: Path, descriptor: Mapping[str, Any]) -> set[str]:
    """The files of seeds/ that the package was made from, without each that holds an article whose curated file does
    not say publish_text = true."""
    paths = [PurePosixPath(source["path"]) for source in descriptor["sources"]]
    named = {path.name for path in paths if path.parent.name == "seeds"}
    curated = {name for name in named if name.endswith(".toml") and name not in NO_ARTICLES}
    withheld = {source_id(PurePosixPath(name).stem) for name in curated if not _open(root / "seeds" / name)}
    columns = ["source_id", "file_name"]
    articles = pq.read_table(root / "data" / "sources.parquet", columns=columns).to_pylist()
    secret = {article["file_name"] for article in articles if article["source_id"] in withheld}
    return {f"seeds/{name}" for name in {*named, *(article["file_name"] for article in articles)} - secret}


def _open(curated: Path) -> bool:
    body = tomllib.loads(curated.read_text(encoding="utf-8"))
    return body.get("source", {}).get("publish_text") is True


def _needed(root: Path) -> None:
    missing = [name for name in NEEDED if not (root / name).is_file()]
    if missing:
        raise Refused(Problem(name, "", "", "is missing; a release holds it") for name in missing)


def _documents(root: Path, version: str) -> Iterator[Problem]:
    """The change log and the citation speak of this version."""
    log = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## {re.escape(version)}\b", log, re.MULTILINE):
        message = f"says nothing of {version}; add `## {version}` and whether its readers must act"
        yield Problem("CHANGELOG.md", "", "", message)
    if f'\nversion: "{version}"\n' not in (root / "CITATION.cff").read_text(encoding="utf-8"):
        yield Problem("CITATION.cff", "", "", f"is not of version {version}; run `python build.py`")


def _proved(root: Path, schemas: Mapping[str, Schema]) -> None:
    """Raises Refused with what our own engine or frictionless finds in the files that would be packed."""
    from publisher.validate.frictionless_check import judge
    from publisher.validate.package import check_package
    from publisher.validate.report import line

    report = check_package(root, schemas=schemas, require_evidence=True)
    if report.issues:
        raise Refused(Problem("package", "", "", line(issue)) for issue in report.issues)
    with TemporaryDirectory() as scratch:
        judgement = judge(root, sum(report.rows.values()), schemas, Path(scratch))
    if judgement.problems:
        raise Refused(judgement.problems)


def _sums(files: Mapping[str, Path]) -> str:
    """Lines that `sha256sum --check` reads, in the order of the names."""
    return "".join(f"{_sha256(files[name])}  {name}\n" for name in sorted(files))


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
