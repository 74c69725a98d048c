"""The table of actors as one article is judged beside it: the authority file, whoever the texts mention."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from publisher.arrays import array
from publisher.schemas import Schema


def authority_table(values: Mapping[str, Mapping[str, Any]], schema: Schema) -> pa.Table:
    """One row for each actor of the authority file, by actor_id; null where only the articles know. values: actor_id
    -> its columns."""
    rows = [values[actor] for actor in sorted(values)]
    columns = [array([row.get(field.name) for row in rows], field.arrow.type) for field in schema.fields]
    return pa.Table.from_arrays(columns, schema=pa.schema([field.with_nullable(True) for field in schema.arrow]))
