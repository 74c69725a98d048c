"""What a version promises to its readers, and how large a step a change asks for.

major: something that a reader may rely on is gone (table, field, type, key, id); minor: something is new (table, field,
code, row); patch: anything else that differs. One rule for `diff`, which sees two packages, and for `release`, which
sees a package and the record of the last release. The ids of evidence, candidates and automatic rows are hashed from
their place in the text, so they come and go: such rows are only counted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from publisher import DATASET
from publisher.problem import counted
from publisher.remarks import few
from publisher.schemas import Field, Schema

HASHED = r"^(?:evd|cnd)-[0-9a-f]{16}$"
AUTOMATIC = r"^[a-z]+-[0-9a-f]{16}$"  # together with method = automatic
VOLATILE = {"version", "created", "resources"}  # of the descriptor: no change by themselves, or compared as tables
# Of a resource: they follow from the rows.
OF_THE_FILE = {"bytes", "hash", "rows", "fields", "fingerprint", "schema", "parts"}


class Step(IntEnum):
    """How far a version must move."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the step it asks for, where it is (table, table.field, property), what it is."""

    step: Step
    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds. ids: those that are promised to stay; rows: their number; fingerprint: of the CSV."""

    ids: Set[str] = frozenset()
    rows: int = 0
    fingerprint: str = ""


def number(version: object) -> tuple[int, ...] | None:
    """`1.2.3` as numbers that can be compared; None for anything else."""
    parts = str(version).split(".")
    fine = len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts)
    return tuple(map(int, parts)) if fine else None


def least(version: str, step: Step) -> str:
    """The smallest version that is `step` away. Raises ValueError for what is no version."""
    found = number(version)
    if found is None:
        raise ValueError(f"{version!r} is no version")
    major, minor, patch = found
    steps = (found, (major, minor, patch + 1), (major, minor + 1, 0), (major + 1, 0, 0))
    return ".".join(map(str, steps[step]))


def enough(old: str, new: str, step: Step) -> bool:
    """Whether `new` is at least `step` away from `old`. Raises ValueError for what is no version."""
    found = number(new)
    if found is None:
        raise ValueError(f"{new!r} is no version")
    return found >= (number(least(old, step)) or ())


def largest(changes: Iterable[Change]) -> Step:
    """The step of a version that all changes together ask for."""
    return max((change.step for change in changes), default=Step.NONE)


# Schemas


def shape(schema: Schema) -> dict[str, Any]:
    """What readers of a table rely on, as a JSON value; of all else, `rest` is a hash."""
    known = {"fields", "primaryKey", "foreignKeys"}
    return {
        "primaryKey": list(schema.primary_key),
        "foreignKeys": [[list(key.fields), key.resource, list(key.reference)] for key in schema.foreign_keys],
        "rest": _digest({key: value for key, value in schema.descriptor.items() if key not in known}),
        "fields": {field.name: _field(field) for field in schema.fields},
    }


def _field(field: Field) -> dict[str, Any]:
    known = {"type": field.type, "format": field.format, "constraints": dict(field.constraints)}
    rest = {key: value for key, value in field.descriptor.items() if key not in ("name", *known)}
    return {**known, "rest": _digest(rest)}


def _digest(value: object) -> str:
    """16 hex digits of the hash of a JSON value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def schema_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """From the shapes of the old tables to those of the new ones, in the order of the tables."""
    for table in dict.fromkeys([*old, *new]):
        if table not in new:
            yield Change(Step.MAJOR, table, "table removed")
        elif table not in old:
            yield Change(Step.MINOR, table, "table added")
        elif old[table] != new[table]:
            yield from _table_changes(table, old[table], new[table])


def _table_changes(table: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before, after = old["fields"], new["fields"]
    for name in dict.fromkeys([*before, *after]):
        place = f"{table}.{name}"
        if name not in after:
            yield Change(Step.MAJOR, place, "field removed")
        elif name not in before:
            yield Change(Step.MINOR, place, f"field added ({after[name]['type']})")
        elif before[name] != after[name]:
            yield from _field_changes(place, before[name], after[name])
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield Change(Step.PATCH, table, "fields in another order")
    if old["primaryKey"] != new["primaryKey"]:
        keys = " -> ".join(" + ".join(side["primaryKey"]) or "none" for side in (old, new))
        yield Change(Step.MAJOR, table, f"primary key {keys}")
    if old["foreignKeys"] != new["foreignKeys"]:
        yield Change(Step.PATCH, table, "foreign keys changed")
    if old["rest"] != new["rest"]:
        yield Change(Step.PATCH, table, "description or another property changed")


def _field_changes(place: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for key in ("type", "format"):
        if old[key] != new[key]:
            yield Change(Step.MAJOR, place, f"{key} {old[key]} -> {new[key]}")
    before, after = dict(old["constraints"]), dict(new["constraints"])
    if all(isinstance(side.get("enum"), list) for side in (before, after)):
        codes, now = before.pop("enum"), after.pop("enum")
        added, gone = [c for c in now if c not in codes], [c for c in codes if c not in now]
        if added:
            yield Change(Step.MINOR, place, f"code added: {few(list(map(str, added)))}")
        if gone:
            yield Change(Step.PATCH, place, f"code removed: {few(list(map(str, gone)))}")
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            sides = " -> ".join(json.dumps(side.get(key), ensure_ascii=False) for side in (before, after))
            yield Change(Step.PATCH, place, f"constraint {key} {sides.replace('null', 'none')}")
    if old["rest"] != new["rest"]:
        yield Change(Step.PATCH, place, "description or another property changed")


# Metadata


def metadata(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """What a descriptor says besides the tables: property -> JSON value. Left out are the seed that states the version,
    because it changes with every version, and the digest of the extractor, which changes with its comments, too."""
    found = {key: value for key, value in descriptor.items() if key not in VOLATILE}
    if isinstance(found.get("sources"), list):
        found["sources"] = [s for s in found["sources"] if not (isinstance(s, dict) and s.get("title") == DATASET)]
    if isinstance(found.get("publisher"), dict):
        found["publisher"] = {key: value for key, value in found["publisher"].items() if key != "extractorDigest"}
    for resource in descriptor.get("resources") or []:
        for key, value in resource.items():
            if key not in {"name", *OF_THE_FILE}:
                found[f"resources[{resource.get('name')}].{key}"] = value
    return found


def digests(values: Mapping[str, Any]) -> dict[str, str]:
    """Each value as 16 hex digits: enough to see that it is another one."""
    return {key: _digest(value) for key, value in values.items()}


def metadata_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Properties that are new, gone or different. Those of a resource that is new or gone go without saying."""
    resources = [{_resource(key) for key in side} for side in (old, new)]
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key) and all(_resource(key) in side | {""} for side in resources):
            yield Change(Step.PATCH, key, "added" if key not in old else "removed" if key not in new else "changed")


def _resource(key: str) -> str:
    """`resources[NAME]` for a property of a resource, else empty."""
    return key.rsplit(".", 1)[0] if key.startswith("resources[") else ""


# Rows


def lasting(schema: Schema, table: pa.Table | pa.RecordBatch) -> list[str]:
    """The ids of a table that are promised to stay, in its order: those of a primary key of one field, but for hashed
    ones; none of a table without such a key."""
    if len(schema.primary_key) != 1:
        return []
    ids = table.column(schema.primary_key[0]).cast(pa.string())
    passing: Any = pc.match_substring_regex(ids, HASHED)
    if "method" in table.schema.names:
        automatic = pc.match_substring_regex(table.column("method").cast(pa.string()), "^automatic$")
        hashed = pc.match_substring_regex(ids, AUTOMATIC)
        passing = pc.or_kleene(passing, pc.and_kleene(automatic, hashed)).fill_null(False)
    return [str(key) for key in ids.filter(pc.invert(passing)).to_pylist()]


def row_changes(table: str, old: Held, new: Held) -> Iterator[Change]:
    """Ids that vanished and ids that are new; of rows without a lasting id, more than before are new ones, and the
    rest counts as changed."""
    gone, added = old.ids - new.ids, new.ids - old.ids
    more = (new.rows - len(new.ids)) - (old.rows - len(old.ids))
    if gone:
        yield Change(Step.MAJOR, table, f"gone: {counted(len(gone), 'id')}: {few(sorted(gone))}")
    if added:
        yield Change(Step.MINOR, table, f"{counted(len(added), 'new id')}: {few(sorted(added))}")
    if more > 0:
        which = "row without an id of its own" if more == 1 else "rows without ids of their own"
        yield Change(Step.MINOR, table, f"{more:,} more {which}")
    if old.fingerprint != new.fingerprint and not (gone or added or more > 0):
        yield Change(Step.PATCH, table, "rows changed")
