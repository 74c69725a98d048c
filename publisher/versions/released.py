"""The record of the last release, seeds/released.json, and what it forbids the next one.

`problems` is a pure rule, for a build as for `release`: the version must be large enough for what changed since the
last release, and an id that was published may go only with a word about it. The record is written by `release` alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from publisher import DATASET, RETIRED
from publisher.formats import parquet, parts
from publisher.formats.parquet import ROW_GROUP, read_rows
from publisher.problem import WHOLE, EntryName, Problem, Refused, shown
from publisher.schemas import Schema
from publisher.versions import steps, withdrawals
from publisher.versions.steps import Held
from publisher.versions.withdrawals import Retired

RECORD = "released.json"
LISTED_IDS = 20  # vanished ids of a table that are named one by one
ANY_KEY = ""  # means every key of an object
SHAPE = {
    "version": str,
    "created": str,
    "sha256": str,  # of the archive
    "metadata": {ANY_KEY: str},
    "retired": [str],
    "tables": {
        ANY_KEY: {
            "rows": int,
            "fingerprint": str,
            "ids": [str],
            "schema": {
                "primaryKey": [str],
                "foreignKeys": list,
                "rest": str,
                "fields": {ANY_KEY: {"type": str, "format": str, "constraints": dict, "rest": str}},
            },
        }
    },
}
BEFORE = {"version": str, "sha256": str}  # of the release before that one; the first has none
TYPE_NAMES = {str: "text", int: "whole number", list: "list", dict: "object"}


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
        batches = read_rows(parts.found(data, name, parquet.END), ROW_GROUP, columns)
        found[name] = sorted(key for batch in batches for key in steps.lasting(schema, batch))
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
        "metadata": steps.digests(steps.metadata(descriptor)),
        "retired": sorted(entry.id for entry in retired),
        "tables": {
            name: {
                "rows": resources[name]["rows"],
                "fingerprint": resources[name]["hash"],
                "schema": steps.shape(schema),
                "ids": sorted(ids[name]),
            }
            for name, schema in schemas.items()
        },
    }


def changes(released: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[steps.Change]:
    """From one record to another, by the same rules as between two packages."""
    old, new = released["tables"], now["tables"]
    shapes = ({name: table["schema"] for name, table in tables.items()} for tables in (old, new))
    yield from steps.schema_changes(*shapes)
    for name in dict.fromkeys([*old, *new]):
        yield from steps.row_changes(name, _held(old.get(name)), _held(new.get(name)))
    yield from steps.metadata_changes(released["metadata"], now["metadata"])


def _held(table: Mapping[str, Any] | None) -> Held:
    return Held(set(table["ids"]), table["rows"], table["fingerprint"]) if table else Held()


def _vanished(released: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """Ids of the last release that are neither there nor retired, and retirements that were taken back."""
    spoken_for = set(now["retired"])
    for name, table in released["tables"].items():
        gone = sorted(set(table["ids"]) - _held(now["tables"].get(name)).ids - spoken_for)
        for key in gone[:LISTED_IDS]:
            what = f"was in {name} of {released['version']} and is gone; bring it back, or withdraw it"
            yield Problem(RETIRED, what, EntryName(id=key), "", f'[[retired]]\nid = "{key}"\nreason = "..."\n')
        if len(gone) > LISTED_IDS:
            yield Problem(RETIRED, f"and {len(gone) - LISTED_IDS:,} more ids are gone", EntryName(name))
    for key in sorted(set(released["retired"]) - spoken_for):
        yield Problem(RETIRED, "its entry is gone; an id stays retired for good", EntryName("retired", key))


def _version(released: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """A version that is too small for what changed, and a new version with the date of the old one."""
    found = list(changes(released, now))
    step, old, new = steps.largest(found), released["version"], now["version"]
    if not steps.enough(old, new, step):
        why = "; ".join(f"{change.place}: {change.what}" for change in found if change.step == step) or "it goes back"
        is_later = now["created"] > released["created"]
        needed = f"since {old} there is a {step} change ({shown(why, 200)}): write {steps.least(old, step)} or later"
        needed += "" if is_later else f", and a `created` after {released['created']}"
        yield Problem(DATASET, f"{shown(new)} is too small; {needed}", WHOLE, "version")
    elif new != old and now["created"] <= released["created"]:
        way = f"state the day of {new}, or a later time of one day, as {_later(released['created'])}"
        message = f"{shown(now['created'])} is not after release {old} ({released['created']}); {way}"
        yield Problem(DATASET, message, WHOLE, "created")


def _later(moment: str) -> str:
    """An hour after a moment, as dataset.toml takes it."""
    try:
        return (datetime.fromisoformat(moment) + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return "2024-03-04T15:00:00Z"


def read_record(seeds: Path) -> dict[str, Any] | None:
    """The record of the last release, None before the first. Raises Refused when it is damaged."""
    path = seeds / RECORD
    if not path.exists():
        return None
    try:
        body: dict[str, Any] = json.loads(path.read_bytes())
        fault = _misfit(body, SHAPE)
        if fault is None and "before" in body:
            fault = _misfit(body["before"], BEFORE, "before")
        if fault is None and steps.number(body["version"]) is None:
            fault = f"version: {shown(body['version'])} is no version"
    except (ValueError, RecursionError) as error:
        fault = f"is no JSON: {error}"
    if fault is not None:
        raise Refused.of(RECORD, f"{fault}; take the file from the last release (`git checkout`)")
    return body


def _misfit(value: object, shape: Any, place: str = "") -> str | None:
    """The first place at which a JSON value is not of a shape, and what is wrong there; None when it fits."""
    kind = shape if isinstance(shape, type) else type(shape)
    if type(value) is not kind:
        return f"{place or 'the record'}: {shown(value)} is no {TYPE_NAMES[kind]}"
    if isinstance(value, list) and isinstance(shape, list):
        return next(filter(None, (_misfit(entry, shape[0], f"{place}[{n}]") for n, entry in enumerate(value))), None)
    if isinstance(value, dict) and isinstance(shape, dict):
        parts = shape if ANY_KEY not in shape else dict.fromkeys(value, shape[ANY_KEY])
        if absent := next((key for key in parts if key not in value), None):
            return f"{place or 'the record'}: has no {shown(absent)}"
        inside = (_misfit(value[key], part, f"{place}.{key}".lstrip(".")) for key, part in parts.items())
        return next(filter(None, inside), None)
    return None


def before(released: Mapping[str, Any] | None, version: str) -> Mapping[str, str] | None:
    """Version and SHA-256 of the release before `version`; None where that is the first. released: the record of the
    last one, which may be that of `version` itself."""
    found: Mapping[str, str] | None = released
    if released and released["version"] == version:
        found = released.get("before")
    return {key: found[key] for key in BEFORE} if found else None


def read_retired(seeds: Path) -> tuple[Retired, ...]:
    """The entries of seeds/retired.toml; none when there is no such file. Raises Refused, OSError."""
    path = seeds / RETIRED
    return withdrawals.read(path.name, path.read_bytes()) if path.exists() else ()
