"""What a descriptor declares, against what is there: hashes, sizes, counts, and for one of ours the published form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publisher import MARK
from publisher.finding import Finding
from publisher.formats.parquet import TABLE_SCHEMA, open_file
from publisher.formats.parts import Parts
from publisher.validate.digests import HASH, Digest, read_digest
from publisher.validate.resources import PACKAGE, Resource, UnsafeError, remote, safe
from publisher.validate.row_streams import UNREADABLE
from publisher.validate.tables import Checked, Files

STANDARD = "https://datapackage.org/profiles/2.0/datapackage.json"
VERSION = "1"  # of our profile
UNNAMED_PROFILE = f"the tables have our schemas, but the descriptor does not name the profile {MARK}: build again"
_MEND = "restore it, or declare what it has"


@dataclass(frozen=True, slots=True)
class DeclaredTable:
    """A table with the resources that hold it."""

    name: str
    csv: Resource | None
    parquet: Resource | None
    files: Files


def _differs(said: object, found: object, must: bool) -> bool:
    """Whether a descriptor says something else than there is; 0 is a number like any other. must: it has to say it."""
    return must if said is None else type(said) is not type(found) or said != found


def _finding(resource: Resource, field: str, message: str) -> Finding:
    said = resource.body.get(field)
    return Finding(resource.name, None, field, None if said is None else str(said), field, message)


def declared_file(resource: Resource, digest: Digest, *, ours: bool) -> Iterator[Finding]:
    """Hash and bytes of the descriptor against the file."""
    hash = resource.body.get("hash")
    found = HASH.fullmatch(str(hash))
    if hash is None and ours:
        yield _finding(resource, "hash", f"is not declared: sha256:{digest.hash}")
    elif hash is not None and found is None:
        yield _finding(resource, "hash", "is no hash: write sha256: and 64 hex digits in lower case")
    elif found is not None and digest.hash != found[2]:
        message = f"the file has {digest.hash}: restore the one that was published, or build again"
        yield _finding(resource, "hash", message)
    if _differs(resource.body.get("bytes"), digest.bytes, ours):
        yield _finding(resource, "bytes", f"the file has {digest.bytes}: {_MEND}")


def declared_parts(resource: Resource, digests: Sequence[Digest]) -> Iterator[Finding]:
    """What a descriptor of ours says of each part."""
    paths, found = resource.body.get("path"), resource.body.get("parts")
    pairs = zip(paths, digests, strict=True) if isinstance(paths, list) and digests else ()
    expected = [{"path": path, "bytes": part.bytes, "hash": f"sha256:{part.hash}"} for path, part in pairs]
    if found is None and not expected:
        return
    if not isinstance(found, list) or not expected or len(found) != len(expected):
        several = f"{len(expected)} files, each with path, bytes and hash" if expected else "one file"
        yield Finding(resource.name, None, "parts", None, "parts", f"the table is in {several}: build again")
        return
    for said, has in zip(found, expected, strict=True):
        if said != has:
            message = f"the part has {has['bytes']} bytes and {has['hash']}: {_MEND}"
            yield Finding(resource.name, str(has["path"]), "parts", None, "parts", message)


def declared_table(table: DeclaredTable, checked: Checked, *, ours: bool) -> Iterator[Finding]:
    """Rows, fields and fingerprint of the descriptor against the table."""
    counts = {"rows": checked.rows, "fields": len(table.files.schema.fields)}
    for resource in filter(None, (table.csv, table.parquet) if checked.source else ()):
        for field, count in counts.items():
            if _differs(resource.body.get(field), count, ours and resource is table.csv):
                yield _finding(resource, field, f"the table has {count}: {_MEND}")
    if ours and (table.csv is None or table.parquet is None):
        yield Finding(table.name, rule="twin", message="a table is published as CSV and as Parquet: add the other")
    elif table.csv and table.parquet:
        hash = table.csv.body.get("hash")
        if _differs(table.parquet.body.get("fingerprint"), hash, ours):
            yield _finding(table.parquet, "fingerprint", f"is not the hash of the canonical CSV, {hash}")


def sources(folder: Path, entries: object) -> Iterator[Finding]:
    """Hash and bytes of the files that the package was made from, where these are at hand."""
    for entry in entries if isinstance(entries, list) else []:
        path = entry.get("path") if isinstance(entry, dict) else None
        if path is None or remote(path):
            continue
        try:
            resource = Resource(PACKAGE, str(path), Parts((safe(folder, path),)), "other", None, entry)
        except UnsafeError:
            continue
        for finding in declared_file(resource, read_digest(resource), ours=False):
            yield replace(finding, row=str(path), field=f"sources.{finding.field}")


def listed_apart(folder: Path, body: Mapping[str, Any]) -> Iterator[Finding]:
    """Hash and bytes of the list of articles that a package of ours leaves out, which is no table."""
    entry = profile_of(body).get("leftOut")
    for finding in sources(folder, [entry]) if isinstance(entry, Mapping) else ():
        yield replace(finding, field="publisher.leftOut")
    if isinstance(entry, Mapping) and not (folder / str(entry.get("path"))).is_file():
        yield Finding(PACKAGE, None, "publisher.leftOut", str(entry.get("path")), "file", "is not there: build again")


# Whether a package is one of ours, to which more rules apply than the standard has


def profile_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a descriptor of ours has under `publisher`; empty where there is no such thing."""
    profile = body.get("publisher")
    return profile if isinstance(profile, Mapping) else {}


def carries_our_schemas(tables: Iterable[DeclaredTable]) -> bool:
    """Whether a table has a schema of ours, in the descriptor or in its Parquet file: that the descriptor does not name
    the profile any more turns no fault into a note."""
    return any(
        _is_our_schema(table.files.schema.descriptor)
        or (table.files.parquet is not None and _is_our_schema(_schema_in(table.files.parquet.paths[0])))
        for table in tables
    )


def _is_our_schema(descriptor: object) -> bool:
    """Ours say of each field who writes it and which evidence it has."""
    fields = descriptor.get("fields") if isinstance(descriptor, dict) else None
    return isinstance(fields, list) and any(isinstance(f, dict) and {"evidence", "origin"} <= f.keys() for f in fields)


def _schema_in(path: Path) -> object:
    """The Table Schema that the footer of a Parquet file carries; None where there is none."""
    try:
        file, _ = open_file(path)
        return json.loads((file.metadata.metadata or {}).get(TABLE_SCHEMA.encode(), b"null"))
    except (*UNREADABLE, RecursionError):  # reported where the rows are read
        return None
