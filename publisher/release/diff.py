"""What changed between two packages: schemas, metadata and rows, and the version step that asks for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from publisher.problem import printable, shown
from publisher.release import delta
from publisher.release.delta import RowChange
from publisher.release.packages import Package, Stored, both, held, read, schema_changes
from publisher.versions import steps
from publisher.versions.steps import Change, Step
from publisher.zipped import opened

ROWS_NAMED = 20  # named of each kind in one table
TOLD_BY = ("label", "content_text", "value_text", "name", "doc_id", "file_name", "exact", "text")
ARTICLE = "source_id"
WIDTH = 60  # characters shown of a text
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows that differ between two states of a table. counts: how many of each kind; lines: the first of each kind,
    as people read them; fields: how often each differs; reordered: whether the rows that stayed are in another order.
    """

    counts: Counter[str] = field(default_factory=Counter)
    lines: Mapping[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in _SIGNS})
    fields: Counter[str] = field(default_factory=Counter)
    reordered: bool = False


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
    before, after = held(old), held(new)
    joined = old and new and old.schema.primary_key == new.schema.primary_key
    difference = _difference(old, new, name) if old and new and joined else None
    if difference and not (difference.counts or difference.reordered):  # the same rows, written in another way
        return None
    return TableChange(name, before.rows, after.rows, list(steps.row_changes(name, before, after)), difference)


def _difference(old: Stored, new: Stored, name: str) -> Difference:
    """How the rows differ in the fields that both states have."""
    common = [field for field in old.schema.names if field in new.schema.names]
    found, places, rows = Difference(), list[tuple[int, int]](), {"added": list[int](), "removed": list[int]()}
    for change in delta.changes(old, new, name):
        kind, was = change["change"], change.get("old", {})
        if kind in rows:
            rows[kind].append(change.get("row") or change["old_row"])
            cells = []
        else:
            places.append((change["old_row"], change["row"]))
            cells = [(field, was[field], change["new"][field]) for field in common if field in was]
        if kind in rows or cells:
            found.counts[kind] += 1
            found.fields.update(field for field, _, _ in cells)
            if found.counts[kind] <= ROWS_NAMED:
                values = ", ".join(f"{field} {_value(one)} -> {_value(other)}" for field, one, other in cells)
                told = _named(change, new.schema.primary_key)
                found.lines[kind].append(f"{told}: {values}" if values else told)
    stayed = ((at - bisect_left(rows["removed"], at), to - bisect_left(rows["added"], to)) for at, to in places)
    return replace(found, reordered=any(at != to for at, to in stayed))


def _named(change: RowChange, key: Collection[str]) -> str:
    """A row for people to read: its key, cut where it is very long, or without one its cells and its place; then what
    tells them which row it is: words of the first column that has some, and the article."""
    row = change.get("new") or change["old"]
    if not key:
        return f"{' '.join(cell or '' for cell in row.values())} (row {change.get('row') or change['old_row']})"
    name = " ".join(row[field] or "" for field in key)
    told = [field for field in TOLD_BY if field in row and field not in key]
    words = [shown(str(row[field]), WIDTH) for field in told if row[field] is not None][:1]
    article = [f"of {row[ARTICLE]}"] if told and ARTICLE not in key and row.get(ARTICLE) is not None else []
    return " ".join([name if len(name) <= 2 * WIDTH else f"{name[: 2 * WIDTH]} ...", *words, *article])


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
    rows = f"{table.name}: {table.old:,} -> {table.new:,} rows"
    if found is not None:
        counts = ", ".join(f"{found.counts[kind]:,} {kind}" for kind in _SIGNS)
        rows += f": {counts}{', in another order' if found.reordered else ''}"
    yield rows
    for change in table.changes:
        if change.step == Step.MAJOR or found is None:
            yield f"  {change.what} ({change.step})"
    if found is None:
        return
    if found.counts["changed"] > ROWS_NAMED:
        yield "  changed cells: " + ", ".join(f"{name} {count:,}" for name, count in found.fields.items())
    for kind, sign in _SIGNS.items():
        yield from (f"  {sign} {line}" for line in found.lines[kind])
        if (more := found.counts[kind] - ROWS_NAMED) > 0:
            yield f"  {sign} ... and {more:,} more"


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
