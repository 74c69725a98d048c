"""The swap-in: a finished package takes the place of the old one, whole or not at all.

Several entries of a folder cannot be exchanged in one call. So the package is made under OUT/.build, and one rename
to OUT/.build/ready begins the swap: from then on its entries are moved into OUT, data/ first, the descriptor last,
and what stood in their place goes to OUT/.build/old. A process that dies before that rename leaves the old package
untouched; one that dies after it leaves moves that `recover` completes. As long as `ready` is there, what is in OUT is
neither the old package nor the new one, and its descriptor does not fit its files.

Only what a build wrote is replaced or removed (see `ours`). A workshop is sealed with its own number in the file
system, which no archive and no copy can bring along: one without its seal is somebody else's, and left alone.

A lock on the folder keeps two builds apart; the system lets it go when its holder dies.
"""

from __future__ import annotations

import fcntl
import filecmp
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publisher import DESCRIPTOR
from publisher.problem import EntryName, Problem, Refused, printable, refuse
from publisher.publish.ours import refuse_others

WORKSHOP = ".build"
READY = "ready"
OLD = "old"
SEAL = "of-article-records"  # a file in the workshop that holds its inode
LAST = DESCRIPTOR


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """An empty scratch folder on the file system of `out`, for one build at a time; gone afterwards, and so is `out` if
    it was made for nothing.

    Waits for another build of the same folder to end, then clears up what a killed one left. Raises OSError, and
    Refused when `out` holds a package or a workshop of somebody else's.
    """
    new = [folder for folder in (out, *out.parents) if not folder.exists()]
    with _locked(out):
        recover(out)
        refuse_others(out, ("data", LAST))
        home = out / WORKSHOP
        try:
            with _writable(out):
                home.mkdir()
            (home / SEAL).write_text(_number(home))
            scratch = home / "scratch"
            scratch.mkdir()
            yield scratch
        finally:
            if not half_done(out):
                with suppress(OSError):
                    _clear(out)
                    for folder in new:  # none that holds anything
                        folder.rmdir()


@contextmanager
def _writable(out: Path) -> Iterator[None]:
    """Raises OSError that says what to do where a folder cannot be written to."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, f"{error.strerror}; give --out another folder", str(out)) from None


def half_done(out: Path) -> bool:
    """Whether a swap was begun and not ended: `out` is then neither the old package nor the new one."""
    # A link instead of a folder is not ours: to follow it would be to move files from or to anywhere.
    return _sealed(out) and all(_is_folder(out / WORKSHOP / name) for name in (READY, OLD))


def settle(out: Path) -> None:
    """Completes a swap that was cut off, if there is one; waits while it is merely under way. Raises OSError."""
    if half_done(out):
        with _locked(out):
            recover(out)


def recover(out: Path) -> None:
    """Completes a swap that was cut off, and clears up after a killed build. Only the holder of the lock calls it.

    Raises OSError, and Refused where a workshop, or what is to be replaced, is not ours.
    """
    home = out / WORKSHOP
    if half_done(out):
        names = _ordered(home / READY)
        refuse_others(out, names, home / READY)
        between = [name for name in names if os.path.lexists(out / name) and os.path.lexists(home / OLD / name)]
        found = "was put there after a build was cut off; move it elsewhere, then run the command again"
        refuse(Problem(str(out), found, EntryName(name)) for name in between)
        _move(home, out, names)
    _clear(out)


def _clear(out: Path) -> None:
    """Removes the workshop, its seal last, so that a removal that is cut off can be taken up again."""
    home = out / WORKSHOP
    if not os.path.lexists(home):
        return
    if not _sealed(out) and not _hardly_begun(home):
        found = "was not made by a build in this place; move it elsewhere, or give --out another folder"
        raise Refused.of(str(home), found)
    for path in sorted(home.iterdir(), key=lambda path: path.name == SEAL):
        shutil.rmtree(path) if _is_folder(path) else path.unlink()
    home.rmdir()


def _sealed(out: Path) -> bool:
    """Whether the workshop was made by a build, in this place."""
    home = out / WORKSHOP
    seal = home / SEAL
    return _is_folder(home) and not seal.is_symlink() and seal.is_file() and seal.read_bytes() == _number(home).encode()


def _hardly_begun(home: Path) -> bool:
    """Whether a build was killed before it sealed its workshop, or after it broke the seal: nothing is in it."""
    if not _is_folder(home):
        return False
    return all(path.name == SEAL and path.is_file() and not path.stat().st_size for path in home.iterdir())


def _number(home: Path) -> str:
    return f"{home.lstat().st_ino}\n"


def swap(package: Path, out: Path) -> None:
    """Moves the entries of `package` (a folder in the workshop of `out`) that differ to `out`, each in the place of its
    forerunner. On an exception all is undone. Raises OSError, and Refused when a forerunner is not ours."""
    home = out / WORKSHOP
    for path in sorted(package.iterdir()):
        if _same(path, out / path.name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    names = _ordered(package)
    refuse_others(out, names, package)
    for path in [*package.rglob("*"), package]:
        path.chmod(0o755 if path.is_dir() else 0o644)
        _sync(path)
    (home / OLD).mkdir()
    try:
        package.rename(home / READY)
        _sync(home)
        _move(home, out, names)
    except BaseException:
        if half_done(out):
            _undo(home, out, names)
        raise


def _ordered(package: Path) -> list[str]:
    """What is to be moved: first the tables, last the descriptor that vouches for them."""
    return sorted((path.name for path in package.iterdir()), key=lambda name: (name == LAST, name != "data", name))


def _move(home: Path, out: Path, names: list[str]) -> None:
    """Each move can be repeated: what has arrived is no longer in `ready`."""
    for name in names:
        if os.path.lexists(home / READY / name):
            if os.path.lexists(out / name):
                (out / name).rename(home / OLD / name)
            (home / READY / name).rename(out / name)
    _sync(out)
    (home / READY).rmdir()


def _undo(home: Path, out: Path, names: list[str]) -> None:
    """The moves backwards. A process that dies here leaves moves that `recover` makes again."""
    for name in reversed(names):
        if not os.path.lexists(home / READY / name):
            (out / name).rename(home / READY / name)
        if os.path.lexists(home / OLD / name):
            (home / OLD / name).rename(out / name)
    (home / READY).rename(home / "undone")


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Holds the lock on a folder, which is made if it is not there. Raises OSError."""
    with _writable(out):
        out.mkdir(parents=True, exist_ok=True)
    folder = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"{printable(str(out))}: waiting for another build of this folder to end", file=sys.stderr)
            fcntl.flock(folder, fcntl.LOCK_EX)
        if out.exists() and os.path.samestat(os.fstat(folder), out.stat()):
            yield
        else:  # the other build had made it for nothing, and removed it
            with _locked(out):
                yield
    finally:
        os.close(folder)


def _same(one: Path, other: Path) -> bool:
    """Whether two files, or two folders of files, hold the same names and bytes."""
    if other.is_symlink():
        return False
    if one.is_dir() and other.is_dir():
        names = {path.name for path in one.iterdir()}
        return names == {path.name for path in other.iterdir()} and all(_same(one / n, other / n) for n in names)
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
