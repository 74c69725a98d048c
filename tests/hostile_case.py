"""A build of seeds that somebody wrote with no good intention, and what it must say."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
from command import Ran, run, seeds

DATA = 1
TEXTS = ("file_name", "doc_id", "exact", "content_text")


def built(folder: Path, **changed: str | bytes | None) -> Ran:
    """A build of the small seeds with some changed, in folder/out. Everything else in the folder stays as it was."""
    seeds(folder / "seeds", **changed)
    return rebuilt(folder)


def rebuilt(folder: Path) -> Ran:
    """A build of the seeds that are in the folder."""
    before = {path for path in folder.rglob("*") if not path.is_relative_to(folder / "out")}
    ran = run("--seeds", folder / "seeds", "--out", folder / "out")
    assert "Traceback" not in ran.errors
    assert {path for path in folder.rglob("*") if not path.is_relative_to(folder / "out")} == before
    return ran


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    """A table as its Parquet file and its CSV file give it: the same."""
    parquet = pq.read_table(folder / "out" / "data" / f"{table}.parquet")
    with (folder / "out" / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        cells = [[row[name] for name in TEXTS if name in row] for row in csv.DictReader(file)]
    found: list[dict[str, object]] = parquet.to_pylist()
    assert cells == [[row[name] or "" for name in TEXTS if name in row] for row in found]
    return found


def refused(ran: Ran, *says: str) -> None:
    """One line that says these words, without anything that a terminal would obey."""
    assert (ran.code, ran.output, len(ran.faults)) == (DATA, "", 1), ran.errors
    assert all(word in ran.errors for word in says), ran.errors
    assert all(character.isprintable() for character in ran.faults[0])
