"""A batch of rows against the constraints of its schema: which rows are at fault, and how they are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc

from publisher.finding import Finding
from publisher.formats.csv import texts
from publisher.schemas import Schema
from publisher.validate.constraints import Tests
from publisher.validate.masks import Mask
from publisher.validate.report import NAMED_ROWS


@dataclass(frozen=True, slots=True)
class NamedRows:
    """Some rows of a table, for those that are at fault to be named. place: names a row (0-based) when its primary key
    cannot."""

    schema: Schema
    batch: pa.RecordBatch
    place: Callable[[int], str]

    def name(self, row: int) -> str:
        """The primary key of a row, its cells joined by a space; its place where that says nothing."""
        cells = [cell(self.batch, name, row) for name in self.schema.primary_key]
        return " ".join(filter(None, cells)) if cells and all(cells) else self.place(row)

    def at(self, mask: Mask, column: str, rule: str, message: str) -> Iterator[Finding]:
        """The rows of a mask as findings; the last one counts those that are not named."""
        rows: list[int] = cast("list[int]", pc.indices_nonzero(mask).to_pylist())
        for number, row in enumerate(rows[:NAMED_ROWS]):
            count = len(rows) - number if number == NAMED_ROWS - 1 else 1
            value = cell(self.batch, column, row)
            yield Finding(self.schema.name, self.name(row), column, value, rule, message, count)


def check_columns(tests: Tests, batch: pa.RecordBatch, place: Callable[[int], str]) -> list[Finding]:
    """Findings of a batch of the schema's Arrow types: of each test the first rows, and a count of the rest. place:
    as in `NamedRows`."""
    rows = NamedRows(tests.schema, batch, place)
    findings: list[Finding] = []
    for test in tests.tests:
        mask = test.wrong(*map(batch.column, test.fields))
        if mask is not None:
            findings += rows.at(mask, test.fields[0], test.rule, test.message)
    return findings


def cell(batch: pa.RecordBatch, column: str, row: int) -> str | None:
    """One cell as it is in the CSV, without quotes; None for null."""
    found: str | None = texts(batch.column(column).slice(row, 1))[0].as_py()
    return found
