"""A release: the package in one archive with its sums, and the record that the next version is measured against.

`problems` is a pure rule, for `check` as for `release`: the version must be large enough for what changed since the
last release, and an id that was published may go only with a word about it. The record, seeds/released.json, is
written by `release` alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from publisher import schemas as table_schemas
from publisher.problem import Problem, Refused, shown
from publisher.publish.swap import half_done
from publisher.release import retired as withdrawals
from publisher.release import versions
from publisher.release.retired import Retired
from publisher.release.versions import Held
from publisher.release.zipped import DESCRIPTOR, pack
from publisher.schemas import Schema

RECORD = "released.json"
SUMS = "SHA256SUMS"
FOLDERS = ("schemas", "data")
FILES = (
    DESCRIPTOR,
    "index.html",
    "croissant.json",
    "README.md",
    "LICENSE",
    "LICENSE-DATA",
    "CITATION.cff",
    "CHANGELOG.md",
    "CONTRIBUTING.md",  # the annotation guide, by which the records were coded
)
NEEDED = (DESCRIPTOR, "CITATION.cff", "CHANGELOG.md", "LICENSE")
LISTED = 20  # vanished ids of a table that are named one by one


def problems(
    released: Mapping[str, Any] | None,
    retired: Sequence[Retired],
    descriptor: Mapping[str, Any],
    schemas: Mapping[str, Schema],
    ids: Mapping[str, Collection[str]],
) -> list[Problem]:
    """What forbids to publish the package as the version that it says it is; nothing when all is well.

    released: the record of the last release, None before the first. descriptor, schemas: of the package. ids: table ->
    its ids that last, as `lasting` gives them.
    """
    found = list(withdrawals.problems(retired, ids))
    if released is None:
        return found
    now = record(descriptor, schemas, ids, retired)
    return [*found, *_vanished(released, now), *_version(released, now)]


def lasting(data: Path, schemas: Mapping[str, Schema]) -> dict[str, list[str]]:
    """The ids that last, of every table in the folder `data`, sorted. Raises OSError, pyarrow.ArrowException."""
    found: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        columns = [column for column in (*schema.primary_key, "method") if column in schema.names]
        found[name] = sorted(versions.lasting(schema, pq.read_table(data / f"{name}.parquet", columns=columns)))
    return found


def record(
    descriptor: Mapping[str, Any],
    schemas: Mapping[str, Schema],
    ids: Mapping[str, Collection[str]],
    retired: Sequence[Retired],
) -> dict[str, Any]:
    """What a release leaves for the next one to be measured against, as a JSON value."""
    resources = {resource.get("name"): resource for resource in descriptor["resources"]}
    return {
        "version": descriptor["version"],
        "created": descriptor["created"],
        "metadata": versions.digests(versions.metadata(descriptor)),
        "retired": sorted(entry.id for entry in retired),
        "tables": {
            name: {
                "rows": resources[name]["rows"],
                "fingerprint": resources[name]["hash"],
                "schema": versions.shape(schema),
                "ids": sorted(ids[name]),
            }
            for name, schema in schemas.items()
        },
    }


def changes(released: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[versions.Change]:
    """From one record to another, by the same rules as between two packages."""
    old, new = released["tables"], now["tables"]
    shapes = ({name: table["schema"] for name, table in tables.items()} for tables in (old, new))
    yield from versions.schema_changes(*shapes)
    for name in [*old, *(name for name in new if name not in old)]:
        yield from versions.row_changes(name, _held(old.get(name)), _held(new.get(name)))
    yield from versions.metadata_changes(released["metadata"], now["metadata"])


def _held(table: Mapping[str, Any] | None) -> Held:
    return Held(set(table["ids"]), table["rows"], table["fingerprint"]) if table else Held(frozenset(), 0, "")


def _vanished(released: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """Ids of the last release that are neither there nor retired, and retirements that were taken back in silence."""
    spoken_for = set(now["retired"])
    for name, table in released["tables"].items():
        gone = sorted(set(table["ids"]) - _held(now["tables"].get(name)).ids - spoken_for)
        for key in gone[:LISTED]:
            way = f'bring it back, or withdraw it: [[retired]] id = "{key}", reason = "..."'
            yield Problem(withdrawals.FILE, key, "", f"stood in {name} of {released['version']} and is gone; {way}")
        if len(gone) > LISTED:
            yield Problem(withdrawals.FILE, name, "", f"and {len(gone) - LISTED:,} more ids are gone")
    for key in sorted(set(released["retired"]) - spoken_for):
        yield Problem(withdrawals.FILE, f"retired[{key}]", "", "its entry is gone; an id stays retired for good")


def _version(released: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """A version that is too small for what changed, and a new version with the date of the old one."""
    found = list(changes(released, now))
    step, old, new = versions.largest(found), released["version"], now["version"]
    if not versions.enough(old, new, step):
        why = "; ".join(f"{change.place}: {change.what}" for change in found if change.step == step) or "it goes back"
        needed = f"since {old} there is a {step} change ({shown(why, 200)}): write {versions.least(old, step)} or later"
        yield Problem(versions.ABOUT, "", "version", f"{shown(new)} is too small; {needed}")
    elif new != old and now["created"] <= released["created"]:
        message = f"{shown(now['created'])} is not after release {old} ({released['created']}); state the day of {new}"
        yield Problem(versions.ABOUT, "", "created", message)


# Making it


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
    retired = read_retired(root / "seeds")
    ids = lasting(root / "data", tables)
    found = [
        *problems(read_record(root / "seeds"), retired, descriptor, tables, ids),
        *_documents(root, descriptor["version"]),
    ]
    if found:
        raise Refused(found)
    name = f"{descriptor['name']}-{descriptor['version']}"
    dist.mkdir(parents=True, exist_ok=True)
    archive = dist / f"{name}.zip"
    with TemporaryDirectory() as scratch:
        files = contents(root)
        sums = Path(scratch) / SUMS
        sums.write_text(_sums(files), encoding="utf-8")
        pack({**files, SUMS: sums}, archive)
    _write(dist / SUMS, _sums({path.name: path for path in sorted(dist.glob("*.zip"))}))
    _write(root / "seeds" / RECORD, _as_json(record(descriptor, tables, ids, retired)))
    shown_path = archive.relative_to(root) if archive.is_relative_to(root) else archive
    return (
        f"{shown_path}: {len(files) + 1} files, {archive.stat().st_size:,} bytes, sha256 {_sha256(archive)}\n"
        f"seeds/{RECORD}: commit it; the next version is measured against it"
    )


def contents(root: Path) -> dict[str, Path]:
    """Name in the archive -> file: package, documents, and the articles whose full text may be shown. Hidden files are
    the desktop's."""
    files = {name: root / name for name in FILES if (root / name).is_file()}
    for folder in FOLDERS:
        within = ((path.relative_to(root), path) for path in (root / folder).rglob("*") if path.is_file())
        files |= {
            name.as_posix(): path for name, path in within if not any(part.startswith(".") for part in name.parts)
        }
    for name in published(root):
        if (root / "seeds" / name).is_file():
            files[f"seeds/{name}"] = root / "seeds" / name
    return files


def published(root: Path) -> list[str]:
    """The files of articles that may be shown in full: those of `sources` without any article whose curated file says
    publish_text = false."""
    from publisher.seeds.read import NO_ARTICLES, source_id

    columns = ["source_id", "file_name"]
    sources = pq.read_table(root / "data" / "sources.parquet", columns=columns).to_pylist()
    withheld = {
        source_id(path.stem)
        for path in (root / "seeds").glob("*.toml")
        if path.name not in NO_ARTICLES
        and tomllib.loads(path.read_text(encoding="utf-8")).get("source", {}).get("publish_text") is not True
    }
    secret = {source["file_name"] for source in sources if source["source_id"] in withheld}
    return sorted({source["file_name"] for source in sources} - secret)


def read_record(seeds: Path) -> dict[str, Any] | None:
    """The record of the last release, None before the first. Raises Refused when it is damaged."""
    path = seeds / RECORD
    if not path.exists():
        return None
    try:
        body = json.loads(path.read_bytes())
        changed = list(changes(body, body))
        fine = not changed and versions.number(body["version"]) and isinstance(body["created"], str)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        fine = False
    if not fine:
        raise Refused([Problem(RECORD, "", "", "is damaged; take it from the last release (`git checkout`)")])
    return body if isinstance(body, dict) else None


def read_retired(seeds: Path) -> tuple[Retired, ...]:
    """The entries of seeds/retired.toml; none when there is no such file. Raises Refused, OSError."""
    path = seeds / withdrawals.FILE
    return withdrawals.read(path.name, path.read_bytes()) if path.exists() else ()


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
    from publisher.check.judge import judge
    from publisher.check.package import check_package
    from publisher.check.report import line

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
