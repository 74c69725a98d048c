"""Keys across a whole package: what repeats, what points nowhere, and in which rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from publisher.check import keys
from publisher.check.columns import at
from publisher.check.issue import Issue
from publisher.check.report import Log
from publisher.check.tables import Files, Judged, pieces
from publisher.schemas import ForeignKey, Schema

# What is wrong with the rows of one batch, as a mask, or None.
Find = Callable[[pa.RecordBatch], Any]


def check_keys(
    schemas: Mapping[str, Schema], files: Mapping[str, Files], judged: Mapping[str, Judged], log: Log
) -> None:
    """Primary keys, unique fields and keys, foreign keys of every table that could be read."""
    for name, schema in schemas.items():
        if judged[name].source is None:
            log.note(f"{name}: keys (no file of the table could be read)")
            continue
        for fields, rule in keys.unique_fields(schema).items():
            values = keys.repeated([taken.whole[fields] for taken in judged[name].taken])
            if values is not None:
                log.add(
                    _rows(files[name], judged[name], fields, values, rule, "occurs more than once: keys are unique")
                )
        for key in schema.foreign_keys:
            _check_foreign_key(schemas, files, judged, name, key, log)


def _check_foreign_key(
    schemas: Mapping[str, Schema],
    files: Mapping[str, Files],
    judged: Mapping[str, Judged],
    name: str,
    key: ForeignKey,
    log: Log,
) -> None:
    broken = keys.broken(schemas, name, key)
    target = key.resource or name
    if broken:
        log.add([Issue(name, None, " ".join(key.fields), None, "foreign_key", broken)])
    elif judged[target].source is None:
        log.note(f"{name}: foreign key to {target} (no file of that table could be read)")
    else:
        referring = [taken.distinct[key.fields] for taken in judged[name].taken]
        values = keys.dangling(referring, [taken.whole[key.reference] for taken in judged[target].taken])
        if values is not None:
            message = f"is not in {target}.{' '.join(key.reference)}: restore that row or mend the reference"
            log.add(_rows(files[name], judged[name], key.fields, values, "foreign_key", message))


def _rows(files: Files, judged: Judged, fields: keys.Fields, values: Any, rule: str, message: str) -> Iterator[Issue]:
    """The rows whose key is among the values: the table is read once more."""
    assert judged.source is not None
    for piece in pieces(files, judged.source):
        mask = pc.is_in(keys.column(piece.batch, fields), value_set=values)
        if pc.any(mask).as_py():
            yield from at(files.schema, piece.batch, mask, piece.place, fields[0], rule, message)
