"""What in a folder a build wrote: nothing else is ever replaced or deleted.

The descriptor that a build left there names its tables with their hashes, so these are known by their bytes; what has
no hash is known by its name. A table that was changed afterwards, a file of somebody's own, a link: each stops a build.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publisher import MARK
from publisher.problem import Problem, Refused, note

DESCRIPTOR = "datapackage.json"
FILLED = "README.md"  # written by a person, with blocks that a build fills in
BESIDE_TABLES = {"README.md", "views.sql", "left-out.jsonl"}  # in data/, and what no descriptor names
DROPPED = {".DS_Store", "Thumbs.db", "desktop.ini"}  # by the file managers of other systems, into every folder
# Sought as text: a descriptor with a merge conflict in it is ours as well.
_OURS = re.compile(rb'"profile":\s*"%s"' % MARK.encode())
_NAMED = re.compile(rb'"(?:path|schema)":\s*"((?:data|schemas)/[^"/]+)"')
_FILLED = re.compile(rb"(<!-- generated: [a-z-]+ -->).*?(<!-- /generated -->)", re.DOTALL)
_DATASET = re.compile(rb'"name":\s*"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Described:
    """What the descriptor in a folder says that a build wrote there: path -> SHA-256, or None where it is not known."""

    files: Mapping[str, str | None]

    def has(self, path: PurePosixPath) -> bool:
        """Whether the descriptor, or the form of a package, names the file."""
        return (
            str(path) in self.files
            or path.name in DROPPED
            or (path.parent.name == "data" and path.name in BESIDE_TABLES)
        )


def refuse_others(out: Path, names: Iterable[str], coming: Path | None = None) -> None:
    """Raises Refused when one of the entries of `out` that are to be replaced is not what a build wrote; OSError.

    coming: the folder of what takes their place. Without one only names are looked at, and no bytes of tables.
    """
    there = [name for name in names if name != FILLED and os.path.lexists(out / name)]
    described = _described(out / DESCRIPTOR)
    if described is None and there:
        found = f"holds {', '.join(there)} that no build made; give --out another folder, or move them elsewhere"
        raise Refused([Problem(str(out), "", "", found)])
    problems: list[Problem] = []
    if fault := _readme(out / FILLED, coming):
        problems.append(Problem(str(out), FILLED, "", fault))
    if described is not None:
        for name in there:
            for path, fault in _faults(out, name, described, coming):
                note(problems, Problem(str(out), str(path), "", fault))
    if problems:
        raise Refused(problems)


def _described(path: Path) -> Described | None:
    """What a descriptor of ours names; None where there is no such descriptor."""
    if path.is_symlink() or not path.is_file():
        return None
    raw = path.read_bytes()
    if not _OURS.search(raw):
        return None
    try:
        body = json.loads(raw)
        files: dict[str, str | None] = {str(r["schema"]): None for r in body["resources"]}
        files |= {str(r["path"]): str(r["hash"]).removeprefix("sha256:") for r in body["resources"]}
        names = [str(body["name"])]
    except (ValueError, KeyError, TypeError, RecursionError):  # as after a merge: then by names alone
        files = dict.fromkeys(name.decode("utf-8", "replace") for name in _NAMED.findall(raw))
        names = [name.decode("utf-8", "replace") for name in _DATASET.findall(raw)]
    return Described({**files, **{f"data/{name}.zip": None for name in names}})


def _faults(out: Path, name: str, described: Described, coming: Path | None) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of one entry that no build wrote, by their path in `out`."""
    path, away = out / name, "move it elsewhere, then build again"
    if path.is_symlink():
        yield PurePosixPath(name), f"is a link, and a build makes none; {away}"
    elif name not in ("data", "schemas"):
        if not path.is_file():
            yield PurePosixPath(name), f"is no file, so no build made it; {away}"
    elif not path.is_dir():
        yield PurePosixPath(name), f"is no folder, so no build made it; {away}"
    else:
        for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
            inside = PurePosixPath(name, entry.name)
            if not entry.is_file(follow_symlinks=False) or not described.has(inside):
                yield inside, f"was not made by a build; {away}"
            elif coming and _changed(Path(entry.path), described.files.get(str(inside)), coming / inside):
                right = "put what is right into the seeds"
                yield inside, f"was changed since a build wrote it; {right}, and remove it to have it made again"


def _readme(path: Path, coming: Path | None) -> str:
    """What stops a build from putting a README with filled blocks in the place of the one that is there; empty when
    nothing does."""
    if coming is None or not (coming / FILLED).is_file() or not os.path.lexists(path):
        return ""
    if path.is_symlink() or not path.is_file():
        return "is no file of its own; put the file itself there, then build again"
    one, other = (_FILLED.sub(rb"\1\2", file.read_bytes()) for file in (path, coming / FILLED))
    return "" if one == other else "was edited while the build ran; build again"


def _changed(path: Path, known: str | None, new: Path) -> bool:
    """Whether bytes would be lost that no build wrote."""
    return (
        known is not None and _sha256(path) != known and not (new.is_file() and filecmp.cmp(path, new, shallow=False))
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
