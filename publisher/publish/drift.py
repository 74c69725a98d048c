"""What differs between a package just built and the one that is published: file, and where in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path

from publisher import DESCRIPTOR
from publisher.publish.ours import edited

BINARY = {".parquet", ".zip"}  # another file has the same as text
LINES_SHOWN = 6  # shown of each file that differs
COMPARED = 1000  # lines that are compared each with each; of more, those at the same place


def drift(built: Path, published: Path) -> list[str]:
    """One line for each difference, lines of the files themselves indented below it; none when every file of `built`
    is in `published` byte for byte, and data/ holds nothing else. Raises OSError."""
    return [*_seeds(built, published), *_files(built, published)]


def _files(built: Path, published: Path) -> Iterator[str]:
    files = sorted(path.relative_to(built) for path in built.rglob("*") if path.is_file())
    by_hand = edited(published)
    for file in files:
        if not (published / file).is_file() or (published / file).is_symlink():
            yield f"{file}: is missing; run `python build.py`"
        elif (at := _first_difference(built / file, published / file)) is not None:
            text = file.suffix not in BINARY
            where = f"line {at[1]:,}, byte {at[0]:,}" if text else f"byte {at[0]:,}"
            review = "differs from what the seeds give; run `python build.py`, and review what changes"
            yield f"{file}: {where}: {by_hand.get(file.as_posix(), review)}"
            if text:
                yield from _lines(published / file, built / file, at[1])
    for path in sorted((published / "data").rglob("*")):
        if not path.is_dir() and path.relative_to(published) not in files:
            yield f"{path.relative_to(published)}: is not made by the build; remove it"


def _seeds(built: Path, published: Path) -> Iterator[str]:
    """The files that the published package was made from and that are now others."""
    now, then = _sources(built), _sources(published)
    for path in sorted(now.keys() | then.keys()):
        if now.get(path) != then.get(path):
            what = "is new" if path not in then else "is gone" if path not in now else "has changed"
            yield f"{path}: {what} since the package was built; run `python build.py`"


def _sources(package: Path) -> dict[str, object]:
    """Path -> hash of the seeds that a descriptor names; none where it cannot be read."""
    try:
        entries = json.loads((package / DESCRIPTOR).read_bytes())["sources"]
        return {str(entry["path"]): entry.get("hash") for entry in entries}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _first_difference(one: Path, other: Path) -> tuple[int, int] | None:
    """Byte and line of the file, both counted from 1, at which two files begin to differ."""
    size, line = 0, 1
    with one.open("rb") as left, other.open("rb") as right:
        while True:
            here, there = left.read(1 << 20), right.read(1 << 20)
            if here != there:
                common = next(
                    (at for at, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]),
                    min(len(here), len(there)),
                )
                return size + common + 1, line + here.count(b"\n", 0, common)
            if not here:
                return None
            size, line = size + len(here), line + here.count(b"\n")


def _lines(published: Path, built: Path, first: int) -> Iterator[str]:
    """Lines that differ, from line `first` on: - published, + built."""
    old, new = _from(published, first), _from(built, first)
    changes = [line for line in unified_diff(old, new, n=0, lineterm="") if line[:3] not in ("---", "+++", "@@ ")]
    for line in changes[:LINES_SHOWN]:
        yield "    " + line[:200]
    if len(changes) > LINES_SHOWN:
        yield "    ..."


def _from(path: Path, first: int) -> list[str]:
    with path.open("rb") as file:
        found = list(islice(file, first - 1, first - 1 + COMPARED))
    return [line.decode("utf-8", "backslashreplace").removesuffix("\n") for line in found]
