"""Keys across a whole package: what repeats, what points nowhere, and in which rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from publisher.finding import Finding
from publisher.problem import shown
from publisher.schemas import ForeignKey
from publisher.validate import keys
from publisher.validate.columns import NamedRows
from publisher.validate.report import NAMED_ROWS, Log
from publisher.validate.tables import Checked, pieces

_ARTICLE = "source_id"


def check_unique(checked: Checked, log: Log) -> None:
    """Primary key, unique fields and keys of a table, if it could be read."""
    if checked.kept is None:
        log.note(f"{checked.files.schema.name}: keys (no file of the table could be read)")
        return
    for fields, rule in keys.unique_fields(checked.files.schema).items():
        values = keys.repeated(checked.kept.whole[fields])
        if values is not None:
            message = "occurs more than once: keys are unique, give each row its own"
            log.add(_rows(checked, fields, values, rule, message))


def check_references(checked: Mapping[str, Checked], others: Collection[str], log: Log) -> None:
    """Foreign keys of every table that could be read. others: the names of resources whose rows nobody read."""
    schemas = {name: table.files.schema for name, table in checked.items()}
    for name, schema in schemas.items():
        if checked[name].source is None:
            continue
        for key in schema.foreign_keys:
            target = key.resource or name
            broken = keys.broken(schemas, name, key)
            if target in others or (target in checked and checked[target].source is None):
                log.note(f"{name}: foreign key to {target} (its rows could not be read)")
            elif broken:
                log.say(name, "foreign_key", broken, " ".join(key.fields))
            else:
                log.add(_dangling(checked[name], key, target, checked[target]))


def _dangling(checked: Checked, key: ForeignKey, target: str, referred: Checked) -> Iterator[Finding]:
    assert checked.kept and referred.kept
    values = keys.dangling(checked.kept.distinct[key.fields], referred.kept.whole[key.reference])
    if values is not None:
        message = f"is not in {target}.{' '.join(key.reference)}: restore that row or correct the reference"
        yield from _rows(checked, key.fields, values, "foreign_key", message)


def _rows(checked: Checked, fields: keys.Fields, values: Any, rule: str, message: str) -> Iterator[Finding]:
    """The rows whose key is among the values: the table is read once more."""
    assert checked.source is not None
    for piece in pieces(checked.files, checked.source):
        mask = pc.is_in(keys.column(piece.batch, fields), value_set=values)
        if pc.any(mask).as_py():
            told = message + (_where(piece.batch, mask, fields) if rule == "primary_key" else "")
            yield from NamedRows(checked.files.schema, piece.batch, piece.place).at(mask, fields[0], rule, told)


def _where(batch: pa.RecordBatch, mask: Any, fields: keys.Fields) -> str:
    """The articles of some rows, where the table says them: an id that is a hash tells nobody where it comes from."""
    if _ARTICLE in fields or _ARTICLE not in batch.schema.names:
        return ""
    found = batch.column(_ARTICLE).filter(mask).unique().to_pylist()
    return f" ({_ARTICLE} {', '.join(map(shown, found[:NAMED_ROWS]))})"
