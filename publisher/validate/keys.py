"""Primary keys, unique fields, unique keys and foreign keys of a whole package.

While the tables stream by, `KeptKeys` keeps of each batch the columns that matter; at the end of a table `repeated`, at
the end of all `dangling` finds the values at fault. Only then are their rows looked for, by a second look at the table:
a valid package never pays for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import scalar
from publisher.formats.csv import texts
from publisher.schemas import ForeignKey, Schema
from publisher.validate.values import Memory, Values, together

Fields = tuple[str, ...]
_FEW = 4  # how many times as many there are of the others
_JOINT = scalar("\0", pa.string())  # parts the cells of a composite key: no published text holds it


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns to keep of one table. whole: every value (own keys, and what other tables point to);
    distinct: the values without repetition and null (what points to other tables)."""

    whole: frozenset[Fields]
    distinct: frozenset[Fields]


@dataclass(frozen=True, slots=True)
class Taken:
    """The columns kept of one batch."""

    whole: Mapping[Fields, Any]
    distinct: Mapping[Fields, Any]


class KeptKeys:
    """The columns kept of a table: those of all its batches. memory: what they share with other tables."""

    def __init__(self, wanted: Wanted, memory: Memory) -> None:
        self._memory = memory
        self.whole = {fields: memory.values() for fields in wanted.whole}
        self.distinct = {fields: memory.values() for fields in wanted.distinct}

    def add(self, taken: Taken) -> None:
        """Takes the columns of the next batch. Raises DiskError."""
        for kept, new in ((self.whole, taken.whole), (self.distinct, taken.distinct)):
            for fields, values in new.items():
                kept[fields].add(values)
        self._memory.settle()

    def drop(self, but: Collection[Fields] = ()) -> None:
        """Gives up the own keys, but for these."""
        for fields in [fields for fields in self.whole if fields not in but]:
            self._memory.forget(self.whole.pop(fields))

    def close(self) -> None:
        """Gives up everything."""
        self.drop()
        for values in self.distinct.values():
            self._memory.forget(values)
        self.distinct = {}


def unique_fields(schema: Schema) -> dict[Fields, str]:
    """Every combination of fields that must not repeat -> the rule that says so."""
    single = {(field.name,): "unique" for field in schema.fields if field.constraints.get("unique") is True}
    keys = single | dict.fromkeys(schema.unique_keys, "unique_key")
    return keys | ({schema.primary_key: "primary_key"} if schema.primary_key else {})


def wanted(schemas: Mapping[str, Schema]) -> dict[str, Wanted]:
    """Which columns each table must hand over."""
    others = referred(schemas)
    return {
        name: Wanted(
            frozenset(unique_fields(schema)) | others[name], frozenset(key.fields for key in schema.foreign_keys)
        )
        for name, schema in schemas.items()
    }


def referred(schemas: Mapping[str, Schema]) -> dict[str, set[Fields]]:
    """The fields of each table that foreign keys refer to."""
    found: dict[str, set[Fields]] = {name: set() for name in schemas}
    for name, key in links(schemas):
        found[key.resource or name].add(key.reference)
    return found


def links(schemas: Mapping[str, Schema]) -> list[tuple[str, ForeignKey]]:
    """The foreign keys that can be followed: table and fields exist, and have the types of the fields that refer."""
    return [
        (name, key) for name, schema in schemas.items() for key in schema.foreign_keys if not broken(schemas, name, key)
    ]


def broken(schemas: Mapping[str, Schema], name: str, key: ForeignKey) -> str | None:
    """What is wrong with a foreign key before any row is read."""
    target = schemas.get(key.resource or name)
    if target is None:
        return f"refers to a table {key.resource!r} that the package does not have"
    for field, reference in zip(key.fields, key.reference, strict=True):
        if reference not in target.names:
            return f"refers to {target.name}.{reference}, which does not exist"
        if schemas[name].field(field).arrow.type != target.field(reference).arrow.type:
            return f"refers to {target.name}.{reference}, which has another type"
    return None


def taken(wanted: Wanted, batch: pa.RecordBatch) -> Taken:
    """The columns of one batch that the keys need."""
    return Taken(
        whole={fields: column(batch, fields) for fields in wanted.whole},
        distinct={fields: column(batch, fields).unique().drop_null() for fields in wanted.distinct},
    )


def column(batch: pa.RecordBatch, fields: Fields) -> Any:
    """One array for a key: the column itself, or the cells of several as one text; null where any of them is."""
    cells = [batch.column(name) for name in fields]
    if len(cells) == 1 and not pa.types.is_floating(cells[0].type):
        return cells[0]
    joined = list(map(texts, cells))
    return joined[0] if len(joined) == 1 else pc.binary_join_element_wise(*joined, _JOINT)


def repeated(values: Values) -> Any:
    """The values that occur more than once (nulls aside), or None. Keys in ascending order cost one comparison. Raises
    DiskError."""
    if values.ascending:
        return None
    found = []
    for (part,) in together(values):
        counts = part.value_counts()
        more = pc.and_(pc.greater(counts.field(1), scalar(1, pa.int64())), counts.field(0).is_valid())
        found.append(counts.field(0).filter(more))
    return _any(found)


def dangling(referring: Values, referred: Values) -> Any:
    """The values of a foreign key that the table it refers to does not have, or None. Raises DiskError."""
    if not referring.rows:
        return None
    found = []
    for part, known in _pairs(referring, referred):
        missing = pc.invert(pc.is_in(part, value_set=known))
        found.append(part.filter(missing).unique())
    return _any(found)


def _pairs(referring: Values, referred: Values) -> Iterator[tuple[Any, ...]]:
    """The values that refer, beside those among which they should be. Of many that few refer to, only those that these
    name: to look for them takes less time than to make a set of all, once for each key. Raises DiskError."""
    if referring.rows * _FEW > referred.rows or referring.stored or referred.stored:
        yield from together(referring, referred)
    else:
        few, many = (values.whole(referring.kind) for values in (referring, referred))
        yield few, many.filter(pc.is_in(many, value_set=few))


def _any(found: Sequence[Any]) -> Any:
    """The values of all parts as one, or None when there is none."""
    values = pa.chunked_array([chunk for part in found for chunk in getattr(part, "chunks", [part])])
    return values.combine_chunks() if len(values) else None
