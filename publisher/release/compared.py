"""Two states of one table, joined by key: which rows are new, which are gone, which cells differ.

Cells are compared as they are in the canonical CSV, as text; so a field that got another type still shows which of
its values changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from publisher.problem import Refused, shown
from publisher.release.packages import Stored

TOLD_BY = ("label", "content_text", "value_text", "name", "doc_id", "file_name", "exact", "text")
ARTICLE = "source_id"
WIDTH = 60  # characters shown of a text


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs: what was there and what is there (None = null)."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Keys (the cells of a composite one joined by a space) of the rows added and removed, in the order of their
    table; changed: the first changed rows, key and cells; count: how many there are; fields: how often each differs;
    reordered: whether the rows that stayed are in another order. names: key of the first rows of each kind -> what
    tells people which row it is, where the table has such a column."""

    added: Sequence[str]
    removed: Sequence[str]
    changed: Sequence[tuple[str, Sequence[CellChange]]]
    count: int
    fields: Mapping[str, int]
    reordered: bool
    names: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.count or self.reordered)


def compare(old: Stored, new: Stored, place: str, limit: int) -> Difference:
    """Rows joined by the primary key, which must be the same in both. changed names at most `limit` rows.

    place: names the table in a message. Raises Refused where a key is not unique.
    """
    one, two = _indexed(old, f"{place} (old)"), _indexed(new, f"{place} (new)")
    here, there = one.index.isin(two.index), two.index.isin(one.index)
    added, removed = two.index[~there], one.index[~here]
    after, before = two[there], one[here]
    reordered = not before.index.equals(after.index)
    before = before.reindex(after.index) if reordered else before
    fields = [name for name in before.columns if name in after.columns]
    differs = pd.DataFrame({name: ~_same(before[name], after[name]) for name in fields}, index=after.index)
    counts = {name: int(differs[name].sum()) for name in fields}
    rows = after.index[differs.any(axis=1)] if fields else after.index[:0]
    changed = [(_key(key), _cells(before.loc[key], after.loc[key])) for key in rows[:limit]]
    named = {**_names(one, removed[:limit]), **_names(two, [*added[:limit], *rows[:limit]])}
    return Difference(
        [_key(key) for key in added],
        [_key(key) for key in removed],
        changed,
        len(rows),
        {name: count for name, count in counts.items() if count},
        reordered,
        named,
    )


def _names(rows: pd.DataFrame, keys: Iterable[Any]) -> Mapping[str, str]:
    """What tells people which rows these are: words of the first column that has some, and the article."""
    told = [name for name in TOLD_BY if name in rows.columns]
    found = {}
    for key in keys if told else ():
        row = rows.loc[key]
        words = next((shown(str(row[name]), WIDTH) for name in told if not pd.isna(row[name])), "")
        article = f"of {row[ARTICLE]}" if ARTICLE in rows.columns and not pd.isna(row[ARTICLE]) else ""
        found[_key(key)] = " ".join(filter(None, (words, article)))
    return found


def _indexed(rows: Stored, place: str) -> pd.DataFrame:
    """The rows with their key as index. Rows of a table without a key are their own key, equal ones counted."""
    frame = rows.table().to_pandas(types_mapper=lambda kind: pd.ArrowDtype(kind))
    if not rows.schema.primary_key:
        columns = list(frame.columns)
        occurrence = frame.groupby(columns, dropna=False).cumcount() + 1  # a column of the index alone: no name clashes
        return frame.set_index(columns).set_index(occurrence, append=True)
    indexed = frame.set_index(list(rows.schema.primary_key))
    if not indexed.index.is_unique:
        twice = _key(indexed.index[indexed.index.duplicated()][0])
        raise Refused.of(place, "is the key of several rows; `validate` names them", twice)
    return indexed


def _same(before: pd.Series[Any], after: pd.Series[Any]) -> pd.Series[bool]:
    """Cell by cell; null equals null."""
    return (before == after).fillna(False) | (before.isna() & after.isna())


def _cells(before: pd.Series[Any], after: pd.Series[Any]) -> list[CellChange]:
    pairs = [(name, _value(before[name]), _value(after[name])) for name in before.index if name in after.index]
    return [CellChange(name, old, new) for name, old, new in pairs if old != new]


def _value(cell: Any) -> str | None:
    return None if pd.isna(cell) else str(cell)


def _key(key: Any) -> str:
    return " ".join("" if pd.isna(cell) else str(cell) for cell in (key if isinstance(key, tuple) else (key,)))
