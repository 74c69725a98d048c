"""What changed between two packages: schemas, metadata and rows, and the version step that asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from publisher.problem import printable, shown
from publisher.release import compared
from publisher.release.compared import WIDTH, Difference
from publisher.release.packages import Package, Stored, both, held, read, schema_changes
from publisher.versions import steps
from publisher.versions.steps import Change, Step
from publisher.zipped import opened

ROWS_NAMED = 20  # named of each kind in one table


@dataclass(frozen=True, slots=True)
class TableChange:
    """The rows of one table: how many there were and are, what that asks for, and which (None: they have no common
    key)."""

    name: str
    old: int
    new: int
    changes: Sequence[Change]
    difference: Difference | None


def compare(old: Path, new: Path) -> str:
    """The report on two packages, each a folder or a zip archive. Raises Refused for what is no readable package."""
    with opened(old) as one, opened(new) as two:
        before, after = read(one, str(old)), read(two, str(new))
        schemas, metadata = list(schema_changes(before, after)), list(_metadata(before.descriptor, after.descriptor))
        tables = [table for name in both(before, after) if (table := _table(name, before.rows(name), after.rows(name)))]
    return printable_lines(_report(before, after, schemas, metadata, tables))


def _table(name: str, old: Stored | None, new: Stored | None) -> TableChange | None:
    """What became of the rows of one table; None where they are the same."""
    if old and new and old.fingerprint() == new.fingerprint():
        return None
    joined = old and new and old.schema.primary_key == new.schema.primary_key
    difference = compared.compare(old, new, name, ROWS_NAMED) if old and new and joined else None
    if difference is not None and not difference:  # the same rows, written in another way
        return None
    before, after = held(old), held(new)
    return TableChange(name, before.rows, after.rows, list(steps.row_changes(name, before, after)), difference)


def _metadata(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    one, two = steps.metadata(old), steps.metadata(new)
    for change in steps.metadata_changes(one, two):
        yield Change(change.step, change.place, _values(one.get(change.place), two.get(change.place)))


# The report


def printable_lines(lines: Iterator[str]) -> str:
    """The lines as one text, in which nothing can steer a terminal."""
    return "\n".join(printable(line) for line in lines)


def _report(
    old: Package, new: Package, schemas: Sequence[Change], metadata: Sequence[Change], tables: Sequence[TableChange]
) -> Iterator[str]:
    yield f"old: {_called(old)}"
    yield f"new: {_called(new)}"
    if schemas:
        yield from ("", "Schemas", *(f"  {change.place}: {change.what} ({change.step})" for change in schemas))
    if metadata:
        yield from ("", "Metadata", *(f"  {change.place}: {change.what}" for change in metadata))
    if tables:
        yield from ("", "Rows", *(f"  {line}" for table in tables for line in _lines(table)))
    yield ""
    yield _verdict(old, new, [*schemas, *metadata, *chain.from_iterable(table.changes for table in tables)])


def _called(package: Package) -> str:
    about = package.descriptor
    return f"{about.get('name', 'no name')} {about.get('version', 'without version')} ({package.name})"


def _lines(table: TableChange) -> Iterator[str]:
    """Counts first, then rows: + added, - removed, ~ changed with old and new value."""
    found = table.difference
    if found is None:
        yield f"{table.name}: {table.old:,} -> {table.new:,} rows"
    else:
        counts = f"{len(found.added):,} added, {len(found.removed):,} removed, {found.count:,} changed"
        moved = ", in another order" if found.reordered else ""
        yield f"{table.name}: {table.old:,} -> {table.new:,} rows: {counts}{moved}"
    for change in table.changes:
        if change.step == Step.MAJOR or found is None:
            yield f"  {change.what} ({change.step})"
    if found is None:
        return
    if found.count > ROWS_NAMED:
        yield "  changed cells: " + ", ".join(f"{name} {count:,}" for name, count in found.fields.items())
    for sign, keys in (("+", found.added), ("-", found.removed)):
        yield from (f"  {sign} {_named(key, found)}" for key in keys[:ROWS_NAMED])
        yield from _more(sign, len(keys))
    for key, cells in found.changed:
        values = (f"{cell.field} {_value(cell.old)} -> {_value(cell.new)}" for cell in cells)
        yield f"  ~ {_named(key, found)}: {', '.join(values)}"
    yield from _more("~", found.count)


def _more(sign: str, count: int) -> Iterator[str]:
    if count > ROWS_NAMED:
        yield f"  {sign} ... and {count - ROWS_NAMED:,} more"


def _verdict(old: Package, new: Package, changes: Sequence[Change]) -> str:
    """The step, and whether the new version is large enough."""
    step = steps.largest(changes)
    if step == Step.NONE:
        return "nothing changed: no new version needed"
    before, after = (str(package.descriptor.get("version")) for package in (old, new))
    if steps.number(before) is None or steps.number(after) is None:
        return f"asks for: {step}"
    fits = "enough" if steps.enough(before, after, step) else "too small"
    return f"asks for: {step} ({before} -> {steps.least(before, step)} or later); the new package is {after}: {fits}"


def _values(old: Any, new: Any) -> str:
    """How one value became the other; of lists, what was removed and added; of objects, each key that differs."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        return "; ".join(f"{key}: {_values(old.get(key), new.get(key))}" for key in keys)
    if not (isinstance(old, list) and isinstance(new, list)):
        return f"{_value(old)} -> {_value(new)}"
    gone = [_value(entry) for entry in old if entry not in new]
    added = [_value(entry) for entry in new if entry not in old]
    same = [f"{entry} has other content" for entry in gone if entry in added]  # a file of the same name
    signed = [f"- {one}" for one in gone if one not in added] + [f"+ {one}" for one in added if one not in gone]
    return "; ".join([*same, *signed]) or "in another order"


def _value(value: Any) -> str:
    """A cell or a JSON value, short; an object by its title or name."""
    if isinstance(value, dict):
        value = value.get("title") or value.get("name") or value
    return "none" if value is None else shown(value, WIDTH)


def _named(key: str, found: Difference) -> str:
    """A key for people to read, cut where it is very long, and what tells them which row it is."""
    short = key if len(key) <= 2 * WIDTH else f"{key[: 2 * WIDTH]} ..."
    return f"{short} {found.names[key]}" if found.names.get(key) else short
