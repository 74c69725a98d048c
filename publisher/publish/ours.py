"""What in a folder a build wrote: nothing else is ever replaced or deleted.

The descriptor that a build left there names its tables with their hashes, and `data/SHA256SUMS` all else that it made,
so these are known by their bytes; in an older package without these sums, other files are known by name. A file
that was changed afterwards, a file of somebody's own, a link: each stops a build.
"""

from __future__ import annotations

import filecmp
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publisher import DESCRIPTOR, MARK
from publisher.formats.parts import each
from publisher.formats.sink import sha256
from publisher.problem import EntryName, Problem, Refused, note, refuse, shown
from publisher.publish.sums import SUMS, read_sums

FOLDERS = ("data", "schemas")
PAGES = "data/articles"  # of an archive; what is in it is known by its sums alone
FILLED = "README.md"  # written by a person, with blocks that a build fills in
BESIDE_TABLES = {"README.md", "views.sql", "left-out.jsonl", PurePosixPath(SUMS).name}  # what no descriptor names
REPLACED = Path(".build", "old")  # where a swap puts what was there before; what is left of one that was cut off
DROPPED = {".DS_Store", "Thumbs.db", "desktop.ini"}  # by the file managers of other systems, into every folder
# Sought as text: a descriptor with a merge conflict in it is ours as well.
_OURS = re.compile(rb'"profile":\s*"%s"' % MARK.encode())
_NAMED = re.compile(rb'"((?:data|schemas)/[^"/]+)"')
_FILLED = re.compile(rb"(<!-- generated: [a-z-]+ -->).*?(<!-- /generated -->)", re.DOTALL)
_DATASET = re.compile(rb'"name":\s*"([^"]+)"')
_MERGED = re.compile(rb"^<<<<<<< .*^>>>>>>> ", re.DOTALL | re.MULTILINE)
_TABLE = "put what is right into the seeds, and remove it to have it made again"
_ABOUT = "put what is right into dataset.toml, and undo the change"  # without a descriptor, the folder is nobody's
_OTHER = "keep your change elsewhere, and remove it to have it made again"


@dataclass(frozen=True, slots=True)
class Described:
    """What a build wrote in a folder. files: what the descriptor names, path -> SHA-256, or None where it has none.
    sums: path -> those of all else."""

    files: Mapping[str, str | None]
    sums: Mapping[str, frozenset[str]]

    def edited(self, file: Path, path: PurePosixPath) -> str:
        """What is wrong where the file at a path is not as a build wrote it; empty where it is, or nobody knows."""
        of_table = self.files.get(str(path))
        known = frozenset([of_table]) if of_table else self.sums.get(str(path), frozenset())
        if not known or sha256(file) in known:
            return ""
        if not of_table and _MERGED.search(file.read_bytes()):
            return ""  # two builds, put together by nobody
        way = _TABLE if of_table else _ABOUT if str(path) == DESCRIPTOR else _OTHER
        return f"was changed since a build wrote it; {way}"

    def has(self, path: PurePosixPath) -> bool:
        """Whether the descriptor, or the form of a package, names the file."""
        return (
            str(path) in self.files
            or (str(path.parent) == PAGES and str(path) in self.sums)
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
        raise Refused.of(str(out), found)
    problems: list[Problem] = []
    if fault := _readme(out / FILLED, coming):
        problems.append(Problem(str(out), fault, EntryName(FILLED)))
    if described is not None:
        for name in there:
            for path, fault in _faults(out, name, described, coming):
                note(problems, Problem(str(out), fault, EntryName(str(path))))
    refuse(problems)


def within_package(out: Path) -> str:
    """The folder of a package of ours that a path lies in, where a build replaces it whole, and of which package it is;
    empty where it lies in none. Raises OSError."""
    path = out.resolve()
    inner = (folder for folder in (path, *path.parents) if folder.name in FOLDERS and _ours(folder.parent / DESCRIPTOR))
    return next((f"{folder.name}/ of the package {folder.parent}" for folder in inner), "")


def refuse_other(out: Path, name: str) -> None:
    """Raises Refused when the package in `out` is of a dataset of another name, which would be lost; the example of
    `new` is no loss. Raises OSError."""
    try:
        body = json.loads(_ours(out / DESCRIPTOR) or b"{}")
        there = body.get("name", name)
    except (ValueError, AttributeError, RecursionError):  # as after a merge
        return
    if there == name:
        return
    from publisher.inputs.example import is_begun  # here, since `validate` looks at this room without the inputs

    if not is_begun(body):
        found = f"holds the package {shown(there)}, and the seeds are of {shown(name)}"
        way = "name the folders that belong together with --seeds and --out"
        again = "if the dataset is to have another name, build once with --rename"
        raise Refused.of(str(out), f"{found}; {way}; {again}")


def edited(out: Path) -> Mapping[str, str]:
    """The files of a package of ours that are not as a build wrote them: path -> what is wrong. Raises OSError."""
    described = _described(out / DESCRIPTOR)
    if described is None:
        return {}
    paths = [path for path in map(PurePosixPath, (*described.files, *described.sums)) if (out / path).is_file()]
    return {str(path): fault for path in paths if (fault := described.edited(out / path, path))}


def _ours(path: Path) -> bytes | None:
    """A descriptor of ours; None where there is no such descriptor."""
    if path.is_symlink() or not path.is_file():
        return None
    raw = path.read_bytes()
    return raw if _OURS.search(raw) else None


def _described(path: Path) -> Described | None:
    """What a descriptor of ours names; None where there is no such descriptor."""
    raw = _ours(path)
    if raw is None:
        return None
    try:
        body = json.loads(raw)
        files: dict[str, str | None] = {str(r["schema"]): None for r in body["resources"]}
        parts = [part for resource in body["resources"] for part in each(resource)]
        files |= {str(part["path"]): str(part["hash"]).removeprefix("sha256:") for part in parts}
        names = [str(body["name"])]
    except (ValueError, KeyError, TypeError, RecursionError):  # as after a merge: then by names alone
        files = dict.fromkeys(name.decode("utf-8", "replace") for name in _NAMED.findall(raw))
        names = [name.decode("utf-8", "replace") for name in _DATASET.findall(raw)]
    before, now = read_sums(path.parent / REPLACED), read_sums(path.parent)
    sums = {name: before.get(name, frozenset()) | now.get(name, frozenset()) for name in before.keys() | now.keys()}
    return Described({**files, **{f"data/{name}.zip": None for name in names}}, sums)


def _faults(out: Path, name: str, described: Described, coming: Path | None) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of one entry that no build wrote, by their path in `out`."""
    path, away = out / name, "move it elsewhere, then build again"
    if path.is_symlink():
        yield PurePosixPath(name), f"is a link, and a build makes none; {away}"
    elif name not in (*FOLDERS, PAGES):
        if not path.is_file():
            yield PurePosixPath(name), f"is no file, so no build made it; {away}"
        elif fault := _lost(described, path, PurePosixPath(name), coming):
            yield PurePosixPath(name), fault
    elif not path.is_dir():
        yield PurePosixPath(name), f"is no folder, so no build made it; {away}"
    else:
        for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
            inside = PurePosixPath(name, entry.name)
            if str(inside) == PAGES and entry.is_dir(follow_symlinks=False):
                yield from _faults(out, PAGES, described, coming)
            elif not entry.is_file(follow_symlinks=False) or not described.has(inside):
                yield inside, f"was not made by a build; {away}"
            elif fault := _lost(described, Path(entry.path), inside, coming):
                yield inside, fault


def _readme(path: Path, coming: Path | None) -> str:
    """What stops a build from putting a README with filled blocks in the place of the one that is there; empty when
    nothing does."""
    if coming is None or not (coming / FILLED).is_file() or not os.path.lexists(path):
        return ""
    if path.is_symlink() or not path.is_file():
        return "is no file of its own; put the file itself there, then build again"
    one, other = (_FILLED.sub(rb"\1\2", file.read_bytes()) for file in (path, coming / FILLED))
    return "" if one == other else "was edited while the build ran; build again"


def _lost(described: Described, file: Path, path: PurePosixPath, coming: Path | None) -> str:
    """What is wrong where bytes would be lost that no build wrote; empty where none would be."""
    if coming is None or ((coming / path).is_file() and filecmp.cmp(file, coming / path, shallow=False)):
        return ""
    return described.edited(file, path)
