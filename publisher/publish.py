"""The swap-in: a finished package takes the place of the old one, whole or not at all.

Several entries of a folder cannot be exchanged in one call. So the new package is built under OUT/.build, a journal
says what is to be moved, and the moves follow: data/ first, the descriptor last. A process that dies before the
journal leaves the old package untouched; one that dies after it leaves moves that `recover` completes. A lock on the
folder keeps two builds apart; the system lets it go when its holder dies.
"""

from __future__ import annotations

import fcntl
import filecmp
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKSHOP = ".build"
JOURNAL = "journal.json"
LAST = "datapackage.json"


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """An empty scratch folder on the file system of `out`, for one build at a time; gone afterwards.

    Waits for another build of the same folder to end, then clears up what a killed one left. Raises OSError.
    """
    out.mkdir(parents=True, exist_ok=True)
    lock = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        recover(out)
        home = out / WORKSHOP
        home.mkdir()
        try:
            yield Path(tempfile.mkdtemp(prefix="new-", dir=home))
        finally:
            if not half_done(out):
                shutil.rmtree(home, ignore_errors=True)
    finally:
        os.close(lock)


def half_done(out: Path) -> bool:
    """Whether a swap was begun and not ended: what stands in `out` is then neither the old package nor the new."""
    return (out / WORKSHOP / JOURNAL).exists()


def swap(scratch: Path, out: Path) -> None:
    """Moves every entry of `scratch` that differs to `out`, in the place of its forerunner. On OSError all is undone."""
    entries = [path.name for path in scratch.iterdir() if not _same(path, out / path.name)]
    entries.sort(key=lambda name: (name == LAST, name != "data", name))
    for path in sorted(scratch.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        _sync(path)
    _sync(scratch)
    home = out / WORKSHOP
    old = home / "old"
    old.mkdir()
    journal = home / JOURNAL
    draft = journal.with_suffix(".draft")
    draft.write_text(json.dumps({"new": str(scratch.relative_to(home)), "entries": entries}))
    _sync(draft)
    os.replace(draft, journal)
    _sync(journal.parent)
    try:
        _move(scratch, old, out, entries)
    except OSError:
        _undo(scratch, old, out, entries)
        journal.unlink()
        raise
    _sync(out)
    journal.unlink()


def recover(out: Path) -> None:
    """Completes a swap that was cut off, and clears up after a killed build. Only the holder of the lock calls it."""
    home = out / WORKSHOP
    journal = home / JOURNAL
    if journal.exists():
        plan = json.loads(journal.read_text())
        _move(home / plan["new"], home / "old", out, plan["entries"])
        _sync(out)
        journal.unlink()
    if home.exists():
        shutil.rmtree(home)


def _move(new: Path, old: Path, out: Path, entries: list[str]) -> None:
    """Each move can be repeated: what has arrived is no longer in `new`."""
    for name in entries:
        if (new / name).exists():
            if (out / name).exists():
                os.rename(out / name, old / name)
            os.rename(new / name, out / name)


def _undo(new: Path, old: Path, out: Path, entries: list[str]) -> None:
    for name in reversed(entries):
        if not (new / name).exists():
            os.rename(out / name, new / name)
        if (old / name).exists():
            os.rename(old / name, out / name)


def _same(one: Path, other: Path) -> bool:
    """Whether two files, or two folders of files, hold the same names and bytes."""
    if one.is_dir() and other.is_dir():
        names = {path.name for path in one.iterdir()}
        return names == {path.name for path in other.iterdir()} and all(_same(one / n, other / n) for n in names)
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
