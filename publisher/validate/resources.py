"""The descriptor of a package, and the files it names. Nothing of it is trusted.

A path is followed only inside the package's folder, to a regular file: absolute paths, `..`, links that lead out and
devices are findings. Remote files are never fetched.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from publisher import DESCRIPTOR
from publisher.finding import Finding
from publisher.formats.parts import Parts
from publisher.schemas import Schema, parse
from publisher.unique_keys import with_unique_keys
from publisher.validate.report import Log

UNNAMED = 10  # files beside the package's own that are told
PACKAGE = "datapackage"  # named as the table in findings of the descriptor


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource. path: the first of its paths. file: None when it is remote, inline, or may not be read. schema:
    None when it has none."""

    name: str
    path: str
    file: Parts | None
    kind: str  # csv, parquet, other
    schema: Schema | None
    body: Mapping[str, Any]


# What of a Table Dialect is read, and what changes nothing.
_MARKS = ("delimiter", "quoteChar", "escapeChar", "lineTerminator")
_SWITCHES = ("doubleQuote", "skipInitialSpace", "header")
_DIALECT = {*_MARKS, *_SWITCHES}
_DIALECT |= {"$schema", "name", "title", "description", "type", "csv", "csvddfVersion", "caseSensitiveHeader"}


# Ends of the paths of tables that are not read here; other files are no tables unless they are said to be.
_TABULAR = {"json", "jsonl", "ndjson", "xls", "xlsx", "ods", "feather", "arrow", "avro", "orc", "dta", "sav", "sqlite"}
_PACKED = {"gz", "zip", "bz2", "xz", "zst"}


class RemoteError(Exception):
    """Something that would have to be fetched."""


class UnsafeError(ValueError):
    """A path that is not followed; says why."""


class AbsentError(UnsafeError):
    """A path that would be followed, and leads nowhere."""


def read_package(folder: Path, log: Log) -> tuple[Mapping[str, Any], list[Resource]]:
    """The descriptor and its resources; empty ones where it cannot be read. Logs what is wrong with it."""
    try:
        body = read_json(folder, DESCRIPTOR)
    except ValueError as error:
        log.say(PACKAGE, "descriptor", str(error))
        return {}, []
    _check_links(folder, body, log)
    entries = body.get("resources")
    if not isinstance(entries, list) or not entries:
        log.say(PACKAGE, "descriptor", "expected a list of resources", "resources")
        return body, []
    resources: list[Resource] = []
    names: set[str] = set()
    for number, entry in enumerate(entries, 1):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue  # the official profile says so
        if not name:
            log.say(PACKAGE, "descriptor", f"resource {number} has an empty name", "resources", str(number))
        elif name in names:
            log.say(PACKAGE, "descriptor", "two resources have this name", "resources", name)
        else:
            names.add(name)
            versioned = any("$schema" in part for part in (body, entry))
            resources.append(_resource(folder, name, entry, log, versioned=versioned))
    return body, resources


def read_json(folder: Path, path: str) -> dict[str, Any]:
    """A JSON object of the package. Raises ValueError."""
    try:
        text = safe(folder, path).read_bytes().decode()
        if text.startswith("\ufeff"):
            raise UnsafeError("begins with a byte order mark: save it as UTF-8 without one")
        body = json.loads(text, object_pairs_hook=with_unique_keys, parse_constant=_constant)
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8: save it as UTF-8") from None
    except (OSError, RecursionError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from None
    except ValueError as error:
        raise ValueError(
            f"{path}: {error}" if isinstance(error, UnsafeError) else f"{path} is no JSON: {error}"
        ) from None
    if not isinstance(body, dict):
        raise ValueError(f"{path} is no JSON object")
    return body


def _constant(text: str) -> None:
    raise ValueError(f"{text} is no value of JSON")


def safe(folder: Path, path: object) -> Path:
    """The file that a descriptor names. Raises UnsafeError."""
    if not isinstance(path, str) or not path or "\0" in path:
        raise UnsafeError("is no path")
    posix, windows = PurePosixPath(path), PureWindowsPath(path)
    if posix.is_absolute() or windows.is_absolute() or windows.drive or path.startswith(("~", "\\")):
        raise UnsafeError("is an absolute path: name the file relative to the descriptor")
    if ".." in posix.parts or ".." in windows.parts:
        raise UnsafeError("leads out of the package: keep its files inside")
    try:
        file = (folder / path).resolve(strict=True)
        mode = file.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        raise AbsentError("does not exist") from None
    if not file.is_relative_to(folder.resolve()):
        raise UnsafeError("is a link that leads out of the package: put the file itself there")
    if not stat.S_ISREG(mode):
        raise UnsafeError("is no regular file")
    return file


def unnamed(folder: Path, resources: Sequence[Resource]) -> list[str]:
    """The files that look like tables of the package, of the kind of a resource and beside it, and are none: whoever
    put one there may believe that it was checked. At most a few."""
    files = [(r.kind, path) for r in resources if r.file for path in r.file.paths]
    named = {path for _, path in files}
    kinds = {(path.parent, path.suffix) for kind, path in files if kind in ("csv", "parquet")}
    beside = (path for parent in {parent for parent, _ in kinds} for path in parent.iterdir())
    found = sorted(path for path in beside if (path.parent, path.suffix) in kinds and path not in named)
    return [str(path.relative_to(folder.resolve())) for path in found if not path.name.startswith(".")][:UNNAMED]


def remote(path: object) -> bool:
    """Whether the path of a resource is an address elsewhere."""
    return isinstance(path, str) and "://" in path


def _resource(folder: Path, name: str, entry: Mapping[str, Any], log: Log, *, versioned: bool) -> Resource:
    """versioned: whether package or resource name a version of the standard; those that do not are of version 1."""
    path = entry.get("path")
    path = path[0] if isinstance(path, list) and len(path) == 1 else path
    file: Parts | None = None
    if "data" in entry:
        log.note(f"{name}: rows (they are in the descriptor)")
    if "data" in entry and path is None:
        path = ""
    elif remote(path):
        log.note(f"{name}: rows ({path} is remote)")
    elif "path" in entry:  # that there is none, the official profile says
        listed = path if isinstance(path, list) and path else [path]
        file, path = _parts(folder, name, entry, listed, log), listed[0]
    if not isinstance(entry.get("compression", ""), str):  # all others are in the official profile
        log.say(name, "descriptor", "expected a text", "compression", str(entry["compression"]))
    kind = _KINDS.get(_format(str(path), entry), "other")
    return Resource(name, str(path), file, kind, _schema(folder, name, entry, log, versioned=versioned), entry)


def _parts(folder: Path, name: str, entry: Mapping[str, Any], listed: Sequence[object], log: Log) -> Parts | None:
    """The files of a resource; None when they are not read. listed: their paths. Logs why."""
    paths: list[Path] = []
    kind = _KINDS.get(_format(str(listed[0]), entry))
    for path in listed:
        try:
            paths += [] if remote(path) else [safe(folder, path)]
        except UnsafeError as unsafe:
            log.say(name, "file", str(unsafe), value=str(path))
    if len(listed) > 1 and (len(paths) < len(listed) or kind not in ("csv", "parquet")):
        log.note(f"{name}: rows (the table is in {len(listed)} files)")
        return None
    if len(listed) == 1 or kind == "parquet":
        return Parts(tuple(paths)) if paths else None
    try:
        headed = dialect_of(folder, Resource(name, "", None, "csv", None, entry)).get("header", True) is True
    except (RemoteError, ValueError):  # reported where the rows are read
        headed = True
    parts = Parts(tuple(paths), headed)
    log.add(Finding(name, place, None, None, "parts", fault) for place, fault in parts.faults())
    return parts


_KINDS = {"csv": "csv", "tsv": "csv", "parquet": "parquet", "parq": "parquet", "x-parquet": "parquet"}


def _format(path: str, entry: Mapping[str, Any]) -> str:
    """How a file is packed, else the declared format, else the end of the path."""
    end = PurePosixPath(path).suffix.lstrip(".").lower()
    if end in _PACKED:
        return end
    if entry.get("compression") not in (None, "", "no"):
        return str(entry["compression"])
    return str(entry.get("format", end)).lower()


def unknown(resource: Resource) -> str | None:
    """Why a resource that is a table, or looks like one, is none that this check reads; None for all others."""
    body, format = resource.body, _format(resource.path, resource.body)
    if resource.kind != "other":
        if resource.schema is not None:
            return None
        return "the resource has no schema" if body.get("schema") is None else "its schema cannot be used"
    said = body.get("schema") is not None or body.get("type") == "table" or "tabular" in str(body.get("profile"))
    if resource.file is None or not (said or format in _TABULAR | _PACKED):
        return None
    return f"{format or 'a file without a format'} is not read here"


def _schema(folder: Path, name: str, entry: Mapping[str, Any], log: Log, *, versioned: bool) -> Schema | None:
    found = entry.get("schema")
    if found is None:
        return None
    if remote(found):
        log.note(f"{name}: schema ({found} is remote)")
        return None
    try:
        body = read_json(folder, found) if isinstance(found, str) else found
        return parse(name, body if versioned else _of_version_1(name, body, log))
    except ValueError as error:
        log.say(name, "schema", str(error), value=found if isinstance(found, str) else None)
        return None


# Of a field, since version 2 of the standard, with their types; before, they were anybody's own.
_SINCE_2: Mapping[str, type] = {"categories": list, "categoriesOrdered": bool, "missingValues": list}


def _of_version_1(name: str, body: Any, log: Log) -> Any:
    """A Table Schema of a package that names no version of the standard, and so is of version 1: without properties of
    its fields that version 2 knows in another form. Notes each."""
    if not isinstance(body, dict) or "$schema" in body or not isinstance(body.get("fields"), list):
        return body
    fields = []
    for field in body["fields"]:
        known = field if isinstance(field, dict) else {}
        own = {key for key, kind in _SINCE_2.items() if key in known and not isinstance(known[key], kind)}
        for key in sorted(own):
            log.note(f"{name}.{known.get('name')}: {key} (of version 2 of the standard, not named here)")
        fields.append({key: known[key] for key in known if key not in own} if own else field)
    return {**body, "fields": fields}


def dialect_of(folder: Path, resource: Resource) -> Mapping[str, Any]:
    """The dialect of a CSV resource. Raises ValueError, RemoteError."""
    dialect = resource.body.get("dialect", {})
    if remote(dialect):
        raise RemoteError(f"its dialect is remote: {dialect}")
    dialect = read_json(folder, dialect) if isinstance(dialect, str) else dialect
    if not isinstance(dialect, dict):
        raise ValueError("dialect: expected an object")
    own = dialect.get("csv", {})  # where frictionless writes it
    if not isinstance(own, dict):
        raise ValueError("dialect.csv: expected an object")
    tabs = {"delimiter": "\t"} if resource.path.endswith(".tsv") or resource.body.get("format") == "tsv" else {}
    found: Mapping[str, Any] = tabs | dialect | own
    for names, kind, expected in ((_SWITCHES, bool, "true or false"), (_MARKS, str, "a text")):
        for name in (name for name in names if name in found and type(found[name]) is not kind):
            if (name, found[name]) != ("escapeChar", None):
                raise ValueError(f"dialect.{name}: {found[name]!r}: expected {expected}")
    return found


def unread(schema: Schema, dialect: Mapping[str, Any]) -> str | None:
    """Why the rows of a table are left alone: it declares what this check does not know. None: they are read."""
    match = schema.descriptor.get("fieldsMatch", "exact")
    if match not in ("exact", ["exact"]):
        return f"fieldsMatch is {match}"
    strange = sorted(name for name in dialect if name not in _DIALECT)
    return f"its dialect declares {', '.join(strange)}" if strange else None


def _check_links(folder: Path, body: Mapping[str, Any], log: Log) -> None:
    """Logs unsafe paths outside `resources`: a reader may follow these too."""
    links = [("image", body.get("image"))]
    for name in ("licenses", "sources", "contributors"):
        entries = body.get(name)
        links += [(name, e.get("path")) for e in (entries if isinstance(entries, list) else []) if isinstance(e, dict)]
    for name, path in links:
        if path is None or remote(path):
            continue
        try:
            safe(folder, path)
        except AbsentError:
            continue  # a package travels without its sources
        except UnsafeError as unsafe:
            log.say(PACKAGE, "file", str(unsafe), name, str(path))
