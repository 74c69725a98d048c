"""What a build wrote, by its bytes, so that the next one does not replace what somebody edited since.

`data/SHA256SUMS` has the SHA-256 of every file that a build makes and of which the descriptor has none, in the form of
`sha256sum`, which can check it. README.md is not in it: that is a person's, with blocks that a build fills in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

from publisher.formats.sink import sha256

SUMS = "data/SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def write_sums(package: Path, left_out: Collection[str]) -> None:
    """Writes the file into a package that is otherwise finished. left_out: paths of which no sum is kept. Raises
    OSError."""
    files = sorted(path for path in package.rglob("*") if path.is_file())
    names = {path.relative_to(package).as_posix(): path for path in files}
    lines = [f"{sha256(path)}  {name}\n" for name, path in names.items() if name not in {SUMS, *left_out}]
    (package / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(folder: Path) -> Mapping[str, frozenset[str]]:
    """Path -> its sums; several where the file was merged with another one. Empty where there are none. Raises
    OSError."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    path = folder / SUMS
    if path.is_file() and not path.is_symlink():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if match := _LINE.fullmatch(line):
                found[match[2]].add(match[1])
    return {name: frozenset(sums) for name, sums in found.items()}
