"""The folder of the releases: files that were released and never change, and SHA256SUMS, which says so."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from publisher.formats.sink import sha256
from publisher.problem import EntryName, Problem, refuse
from publisher.whole_file import put

SUMS_OF_RELEASES = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([^/]+\.(?:zip|sqlite|json|jsonl\.gz))")


def released(dist: Path) -> dict[str, str]:
    """Name -> SHA-256 of the files in `dist` that were released before, as its SHA256SUMS says.

    Raises Refused for a file that is no longer what was released: whoever made it another one has to say which is
    right.
    """
    problems: list[Problem] = []
    known: dict[str, str] = {}
    for number, line in enumerate(
        (dist / SUMS_OF_RELEASES).read_text().splitlines() if (dist / SUMS_OF_RELEASES).exists() else (), 1
    ):
        if found := _LINE.fullmatch(line):
            known[found[2]] = found[1]
        else:
            what = "is no sum of a file of a release; remove it"
            problems.append(Problem(f"{dist.name}/{SUMS_OF_RELEASES}", what, EntryName(f"line {number}")))
    problems += [problem for name, digest in known.items() if (problem := _changed(dist, name, digest))]
    refuse(problems)
    return {name: digest for name, digest in known.items() if (dist / name).exists()}


def add(dist: Path, drafts: Mapping[str, Path], known: Mapping[str, str]) -> None:
    """Moves files into `dist` under their names, and writes its SHA256SUMS. known: those that are there, as `released`
    gives them. Raises Refused, and moves none, where a name is taken by other bytes; OSError."""
    made = {name: sha256(path) for name, path in drafts.items()}
    refuse(problem for name, digest in made.items() if (problem := _changed(dist, name, digest)))
    for name, path in drafts.items():
        path.replace(dist / name)
    put(dist / SUMS_OF_RELEASES, lines({**known, **made}).encode())


def _changed(dist: Path, name: str, promised: str) -> Problem | None:
    path = dist / name
    if not os.path.lexists(path) or (here := sha256(path) if path.is_file() else "no file") == promised:
        return None
    return another(path, promised, here)


def another(path: Path, promised: str, here: str) -> Problem:
    """Says that a file has other bytes than the released one; promised, here: their SHA-256."""
    what = f"is not what was released (sha256 {promised}, here {here}); put that one back, or move this one away"
    return Problem(f"{path.parent.name}/{path.name}", what)


def lines(digests: Mapping[str, str]) -> str:
    """The sums of files by name, as `sha256sum --check` reads them."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
