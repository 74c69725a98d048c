"""What a build makes of a folder of seeds, before anything of it is written: a tenth of the time of a build."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher import SCHEMAS, pipeline, remarks
from publisher.inputs.build_inputs import read_inputs
from publisher.model import Row


@dataclass(frozen=True, slots=True)
class Judged:
    """rows: of every table but those that belong to all articles; faults: the lines for which a build stops, or leaves
    an article out; remarks: what it says of articles that it publishes."""

    rows: dict[str, list[Row]]
    faults: Sequence[str]
    remarks: Sequence[str]


def judged(seeds: Path) -> Judged:
    """The articles of the folder, read, extracted, reconciled and judged."""
    with tempfile.TemporaryDirectory() as scratch:
        given = read_inputs(seeds, SCHEMAS, Path(scratch))
        chunks = [*pipeline.judged(given)]
    rows: dict[str, list[Row]] = {}
    for chunk in chunks:
        for table, made in chunk.tables.items():
            rows.setdefault(table, []).extend(made.batch.to_pylist())
    accounts = [chunk.account for chunk in chunks]
    left_out = [*given.seeds.left_out, *(bad for account in accounts for bad in account.left_out)]
    problems = [*given.problems, *(one for account in accounts for one in account.problems)]
    faults = [str(one) for one in (*problems, *(bad.problem for bad in left_out))]
    return Judged(rows, faults, remarks.lines(remarks.together(account.remarks for account in accounts)))
