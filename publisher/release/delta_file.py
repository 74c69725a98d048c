"""All that differs between two packages, as JSON Lines: what `diff --json` prints, and what a release carries.

The first line tells of the packages, each other line of one row: its table, and what `delta.changes` says.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from publisher.release import delta
from publisher.release.packages import Package, Stored, both, held, read, schema_changes
from publisher.versions import steps
from publisher.versions.steps import Change, Step
from publisher.zipped import opened

FORM = "1"  # of these lines
HEAD_KEYS = ("name", "version", "created")


def compare(old: Path, new: Path) -> Iterator[str]:
    """The lines on two packages, each a folder or a zip archive; safe to print, whatever is in the data. Raises
    Refused for what is no readable package."""
    with opened(old) as one, opened(new) as two:
        yield from map(_json, _lines(read(one, str(old)), read(two, str(new))))


def write(old: Path, new: Path, target: Path) -> None:
    """Writes these lines to a file, packed by gzip, without what was there before: words that were withdrawn would be
    published again. Proves that with it the old tables give the new ones, byte for byte. Raises Refused, OSError;
    RuntimeError where they do not: then the file is gone."""
    with opened(old) as one, opened(new) as two:
        before, after = read(one, str(old)), read(two, str(new))
        with target.open("wb") as file, gzip.GzipFile("", "wb", 6, file, 0) as packed:
            for line in _lines(before, after):
                if "change" in line:
                    line.pop("old", None)
                packed.write(_json(line).encode() + b"\n")
        if wrong := list(_misfits(before, after, target)):
            target.unlink()
            raise RuntimeError(f"the delta does not give {', '.join(wrong)}")


def _lines(old: Package, new: Package) -> Iterator[dict[str, Any]]:
    yield _head(old, new)
    for name in both(old, new):
        for change in _changes(name, old.rows(name), new.rows(name)):
            yield {"table": name, **change}


def _head(old: Package, new: Package) -> dict[str, Any]:
    was, now = (steps.metadata(package.descriptor) for package in (old, new))
    found = list(schema_changes(old, new))
    for name in both(old, new):
        found += _row_changes(name, old.rows(name), new.rows(name))
    metadata = list(steps.metadata_changes(was, now))
    return {
        "delta": FORM,
        "old": {key: old.descriptor.get(key) for key in HEAD_KEYS},
        "new": {key: new.descriptor.get(key) for key in HEAD_KEYS},
        "asks_for": str(steps.largest([*found, *metadata])),
        "changes": [
            *map(_told, found),
            *({**_told(c), "old": was.get(c.place), "new": now.get(c.place)} for c in metadata),
        ],
        "tables": {name: {"old": _table(old, name), "new": _table(new, name)} for name in both(old, new)},
    }


def _told(change: Change) -> dict[str, Any]:
    return {"place": change.place, "what": change.what, "step": str(change.step)}


def _table(package: Package, name: str) -> dict[str, Any] | None:
    """Fields and key of a table and, of its CSV, what the descriptor says; None where there is no such table."""
    if name not in package.tables:
        return None
    schema, resource = package.tables[name].schema, package.tables[name].resource
    known = {key: resource.body[key] for key in ("rows", "hash") if resource.kind == "csv" and key in resource.body}
    return {"fields": list(schema.names), "key": list(schema.primary_key), **known}


def _changes(name: str, old: Stored | None, new: Stored | None) -> Iterator[delta.RowChange]:
    return iter(()) if _same(old, new) else delta.changes(old, new, name)


def _same(old: Stored | None, new: Stored | None) -> bool:
    """Whether a table is the same file with the same fields."""
    if old is None or new is None:
        return False
    return old.schema.names == new.schema.names and old.fingerprint() == new.fingerprint()


def _row_changes(name: str, old: Stored | None, new: Stored | None) -> list[Change]:
    if _same(old, new):
        return []
    found = list(steps.row_changes(name, held(old), held(new)))
    if any(change.step > Step.PATCH for change in found):
        return found
    return found if found and any(_changes(name, old, new)) else []  # else the same rows, written in another way


def _misfits(old: Package, new: Package, file: Path) -> Iterator[str]:
    """The tables of the new package that the file does not give."""
    with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
        head, *_ = (json.loads(line) for line in [next(lines)])
        groups = groupby(map(json.loads, lines), lambda line: line["table"])
        group = next(groups, None)
        for name, table in head["tables"].items():
            changes = group[1] if group and group[0] == name else ()
            made = hashlib.sha256()
            for piece in delta.apply(old.rows(name), table["new"]["fields"] if table["new"] else (), changes):
                made.update(piece)
            if table["new"] and f"sha256:{made.hexdigest()}" != table["new"].get("hash"):
                yield name
            group = next(groups, None) if group and group[0] == name else group
        if group:
            yield group[0]


def _json(line: dict[str, Any]) -> str:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
