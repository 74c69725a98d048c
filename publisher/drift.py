"""What differs between a package just built and the one that is published: file, and where in it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from .problem import printable

LINES = 6  # of each file that differs


def drift(built: Path, published: Path) -> list[str]:
    """One line for each difference; none when every file of `built` stands in `published` byte for byte, and data/
    holds nothing else."""
    return list(_drift(built, published))


def _drift(built: Path, published: Path) -> Iterator[str]:
    files = sorted(path.relative_to(built) for path in built.rglob("*") if path.is_file())
    for file in files:
        if not (published / file).is_file():
            yield f"{file}: is missing; run `python build.py`"
        elif (built / file).read_bytes() != (published / file).read_bytes():
            yield f"{file}: differs from what the seeds give; run `python build.py`, and review what changes"
            yield from _lines(built / file, published / file)
    known = set(files)
    for path in sorted((published / "data").rglob("*")):
        if path.is_file() and path.relative_to(published) not in known:
            yield f"{path.relative_to(published)}: is not made by the build; remove it"


def _lines(built: Path, published: Path) -> Iterator[str]:
    """The first lines that differ: - published, + built. Parquet says its part in the CSV of the same table."""
    if built.suffix == ".parquet":
        return
    texts = [path.read_text(encoding="utf-8", errors="backslashreplace").split("\n") for path in (published, built)]
    changes = [line for line in difflib.unified_diff(*texts, n=0, lineterm="") if line[:3] not in ("---", "+++")]
    for line in changes[:LINES]:
        yield "    " + printable(line[:200])
    if len(changes) > LINES:
        yield f"    ... and {len(changes) - LINES} more lines"
