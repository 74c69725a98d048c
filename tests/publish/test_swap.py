"""The swap-in: whatever happens to the process that makes it, a folder holds the old package or the new one."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from command import ended, forked, tree
from swap_case import AFTER, BEFORE, NEW, build, published, put

from publisher.problem import Refused
from publisher.publish.swap import SEAL, WORKSHOP, half_done, settle, swap, workshop


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return put(tmp_path / "out", BEFORE)


# What a swap does


def test_the_new_package_takes_the_place_of_the_old_one(out: Path) -> None:
    build(out)
    assert published(out) == AFTER
    assert not (out / WORKSHOP).exists()


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    build(tmp_path / "here" / "and there")
    assert published(tmp_path / "here" / "and there") == NEW


def test_what_does_not_differ_is_not_touched(out: Path) -> None:
    before = (out / "schemas" / "a.json").stat()
    build(out)
    after = (out / "schemas" / "a.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_everybody_may_read_what_is_published(out: Path) -> None:
    before = os.umask(0o077)
    try:
        build(out)
    finally:
        os.umask(before)
    assert stat.S_IMODE((out / "data").stat().st_mode) == 0o755
    assert stat.S_IMODE((out / "data" / "c.csv").stat().st_mode) == 0o644


# Exceptions


def test_an_exception_before_the_swap_leaves_the_old_package(out: Path) -> None:
    with pytest.raises(ZeroDivisionError), workshop(out) as scratch:
        put(scratch / "package", NEW)
        raise ZeroDivisionError
    assert tree(out) == {name: text.encode() for name, text in BEFORE.items()}


def failing(step: int, error: BaseException) -> Callable[[Path, Path], Path]:
    """Path.rename that fails once, the step-th time it is called."""
    rename, calls = Path.rename, count(1)

    def rename_or_fail(self: Path, target: Path) -> Path:
        if next(calls) == step:
            raise error
        return rename(self, target)

    return rename_or_fail


MOVES = 8  # ready; data, page and descriptor out and in; new.txt in


@pytest.mark.parametrize("step", range(1, MOVES + 1))
@pytest.mark.parametrize("error", [OSError(28, "full"), KeyboardInterrupt(), SystemExit(143)], ids=repr)
def test_an_exception_in_any_move_undoes_those_before_it(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: int, error: BaseException
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", failing(step, error))
        with pytest.raises(type(error)):
            build(out)
    assert published(out) == BEFORE
    assert not (out / WORKSHOP).exists()


def test_there_are_no_more_moves_than_these(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "rename", failing(MOVES + 1, OSError()))
    build(out)
    assert published(out) == AFTER


def cut_off(out: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """A build of which a move fails, and the undoing of those before it, too."""
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", failing(step, OSError()))
        patched.setattr("publisher.publish.swap._undo", lambda *_: (_ for _ in ()).throw(OSError()))
        with pytest.raises(OSError):
            build(out)


@pytest.mark.parametrize("step", range(2, MOVES + 1))
def test_moves_that_cannot_be_undone_are_completed_by_the_next_command(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    cut_off(out, monkeypatch, step)
    assert half_done(out)
    settle(out)
    assert published(out) == AFTER
    assert not (out / WORKSHOP).exists()


# Kills

CALLS = ("os.mkdir", "os.chmod", "os.rename", "os.remove", "os.rmdir")  # those that change a folder


def killed(action: Callable[[Path], None], out: Path, step: int) -> bool:
    """Does something to `out` in a process that is killed before its step-th call that changes a folder; False when it
    does not come to that. Python announces these calls to an audit hook."""

    def child() -> int:
        calls = count(1)

        def kill(event: str, _: object) -> None:
            if event in CALLS and next(calls) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(kill)
        action(out)
        return 0

    return ended(forked(child)) == -signal.SIGKILL


def kills(action: Callable[[Path], None], start: Callable[[], Path], every: int = 1) -> Iterator[Path]:
    """The folder after each possible kill, or every third; `start` makes it anew."""
    for step in count(1, every):
        out = start()
        if not killed(action, out, step):
            assert step > 5  # the hook saw something
            return
        yield out


@pytest.fixture(autouse=True)
def in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill, unlike a power cut, loses nothing that was written: hundreds of swaps need not wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def fresh(folder: Path, files: dict[str, str]) -> Callable[[], Path]:
    """Makes a folder with these files whenever it is called, each time another."""
    number = count()
    return lambda: put(folder / str(next(number)), files)


def copies(folder: Path, out: Path) -> Callable[[], Path]:
    """Copies of a folder, each as if what is in it had come about there."""
    number = count()

    def copy() -> Path:
        made = Path(shutil.copytree(out, folder / f"{out.name}-{next(number)}"))
        if (seal := made / WORKSHOP / SEAL).exists() and seal.read_text():
            seal.write_text(f"{seal.parent.stat().st_ino}\n")
        return made

    return copy


@pytest.fixture(scope="module")
def killed_builds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folder after each possible kill of a build."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: None)
        return list(kills(build, fresh(tmp_path_factory.mktemp("killed"), BEFORE)))


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_old_package_or_the_new_one_or_moves_to_complete(
    killed_builds: list[Path], tmp_path: Path
) -> None:
    states = set()
    for killed_build in killed_builds:
        out = copies(tmp_path, killed_build)()
        states.add((half_done(out), published(out) == AFTER))
        assert published(out) in (BEFORE, AFTER) or half_done(out)
        begun = half_done(out) or published(out) == AFTER
        with workshop(out):
            assert published(out) == (AFTER if begun else BEFORE)
        assert not (out / WORKSHOP).exists()
    assert {(False, False), (True, False), (True, True), (False, True)} == states  # every state came about


FEWER = pytest.mark.parametrize(
    "every", [pytest.param(3, marks=pytest.mark.slow), pytest.param(1, marks=pytest.mark.stress)]
)


@FEWER
def test_a_kill_during_the_recovery_is_recovered_from(every: int, killed_builds: list[Path], tmp_path: Path) -> None:
    halves = [out for out in killed_builds if half_done(out)]
    for half in (halves[0], halves[len(halves) // 2]):
        for out in kills(settle, copies(tmp_path, half), every):
            settle(out)
            assert published(out) == AFTER
            assert not half_done(out)


@FEWER
def test_the_first_package_of_a_folder_is_whole_or_not_there(every: int, tmp_path: Path) -> None:
    for out in kills(build, fresh(tmp_path, {"notes.txt": "mine"}), every):
        assert published(out) in ({"notes.txt": "mine"}, AFTER) or half_done(out)
        with workshop(out):
            assert published(out) in ({"notes.txt": "mine"}, AFTER)


# A workshop of somebody else, as an unpacked archive or a copied folder may hold it

FORGED = {
    f"{WORKSHOP}/{SEAL}": "",
    f"{WORKSHOP}/ready/data/a.csv": "forged",
    f"{WORKSHOP}/ready/notes.txt": "forged",
    f"{WORKSHOP}/old/x": "x",
}


@pytest.mark.parametrize("seal", ["", "1\n", "no number", None])
def test_a_forged_workshop_moves_and_removes_nothing(seal: str | None, out: Path) -> None:
    put(out, {name: text for name, text in FORGED.items() if not name.endswith(SEAL)})
    if seal is not None:
        put(out, {f"{WORKSHOP}/{SEAL}": seal})
    before = tree(out)
    assert not half_done(out)
    settle(out)  # as `check` does
    with pytest.raises(Refused, match=r"\.build: was not made by a build in this place; move it elsewhere"):
        build(out)
    assert tree(out) == before


def test_a_copy_of_a_folder_with_a_half_finished_swap_is_left_alone(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cut_off(out, monkeypatch, MOVES // 2)
    copy = Path(shutil.copytree(out, tmp_path / "copy"))
    before = tree(copy)
    settle(copy)
    with pytest.raises(Refused, match="in this place"):
        build(copy)
    assert tree(copy) == before


def stops_the_completion(theirs: str, out: Path) -> bool:
    """Whether a file or folder that somebody puts into a half-finished swap stops it; moved away, it does not. False
    where the state has no place for it."""
    path = out / theirs
    if path.exists() or (theirs == "data/mine.csv" and not (out / WORKSHOP / "ready" / "data").exists()):
        return False  # a page that is there is ours; what comes after the move is for the next build
    path.parent.mkdir(exist_ok=True)
    path.touch() if path.suffix else path.mkdir()
    before = tree(out)
    with pytest.raises(Refused):
        settle(out)
    assert tree(out) == before
    path.unlink() if path.suffix else path.rmdir()
    if path.parent != out and not any(path.parent.iterdir()):
        path.parent.rmdir()
    settle(out)
    assert published(out) == AFTER
    return True


THEIRS = pytest.mark.parametrize("theirs", ["data/mine.csv", "data", "page.html"])


@THEIRS
def test_what_somebody_put_there_after_a_build_was_cut_off(
    theirs: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made, stopped = fresh(tmp_path, BEFORE), []
    for step in range(2, MOVES + 1):
        cut_off(out := made(), monkeypatch, step)
        stopped.append(stops_the_completion(theirs, out))
    assert any(stopped)


@pytest.mark.slow
@THEIRS
def test_it_stops_the_completion_in_every_state_that_a_kill_leaves(
    theirs: str, killed_builds: list[Path], tmp_path: Path
) -> None:
    stopped = [stops_the_completion(theirs, copies(tmp_path, one)()) for one in killed_builds if half_done(one)]
    assert any(stopped)


# Links instead of our own folders: an unpacked archive may hold them


@pytest.mark.parametrize("linked", [".build", ".build/ready", ".build/old"])
def test_a_link_in_the_place_of_the_workshop_is_not_followed(out: Path, tmp_path: Path, linked: str) -> None:
    theirs = put(tmp_path / "theirs", {"ready/data/a.csv": "x", "old/x": "x", "x": "x"})
    home = out / WORKSHOP
    if linked == ".build":
        home.symlink_to(theirs)
        put(theirs, {SEAL: f"{theirs.stat().st_ino}\n"})
    else:
        home.mkdir()
        put(home, {SEAL: f"{home.stat().st_ino}\n"})
        for name in ("ready", "old"):
            (home / name).mkdir(parents=True)
        (home / "ready" / "data").mkdir()
        (out / linked).rename(home / "away")
        (out / linked).symlink_to(theirs)
    before = tree(theirs)
    assert not half_done(out)
    if linked == ".build":
        with pytest.raises(Refused, match="was not made by a build"):
            build(out)
    else:
        build(out)
        assert published(out) == AFTER
    assert tree(theirs) == before


# Two builds


def test_a_folder_that_was_made_for_nothing_goes_again(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    with pytest.raises(Refused), workshop(tmp_path / "here" / "and" / "there"):
        raise Refused.of("x.txt", "is wrong")
    assert tree(tmp_path) == {}
    assert [*tmp_path.iterdir()] == [tmp_path / "here"]


def test_a_build_that_waited_makes_the_folder_again(tmp_path: Path) -> None:
    """The one before it made the folder, failed and removed it, with the lock that the other one waits for."""
    out, entered = tmp_path / "out", tmp_path / "entered"

    def first() -> int:
        with suppress(Refused), workshop(out):
            entered.touch()
            time.sleep(0.05)
            raise Refused.of("x.txt", "is wrong")
        return 0

    child = forked(first)
    while not entered.exists():
        time.sleep(0.001)
    build(out)
    assert (ended(child), published(out)) == (0, NEW)


def test_a_build_waits_for_the_one_before_it(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, waits = out.parent / "entered", out.parent / "waits"
    lock = fcntl.flock

    def flock(folder: int, how: int) -> None:
        if how == fcntl.LOCK_EX:
            waits.touch()
        lock(folder, how)

    def first() -> int:
        with workshop(out) as scratch:
            entered.touch()
            for _ in range(60_000):
                if not waits.exists():
                    time.sleep(0.001)
            assert sorted(scratch.parent.iterdir()) == [scratch.with_name(SEAL), scratch]
            swap(put(scratch / "package", NEW), out)
        return 0

    child = forked(first)
    while not entered.exists():
        time.sleep(0.005)
    monkeypatch.setattr(fcntl, "flock", flock)
    with workshop(out) as scratch:
        assert published(out) == AFTER
        assert not list(scratch.iterdir())
    assert ended(child) == 0
    assert "waiting for another build" in capsys.readouterr().err


def test_a_killed_build_does_not_lock_the_folder(out: Path) -> None:
    def first() -> int:
        with workshop(out) as scratch:
            put(scratch / "package", NEW)
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    assert ended(forked(first)) == -signal.SIGKILL
    assert (out / WORKSHOP).exists()
    build(out)
    assert published(out) == AFTER
    assert not (out / WORKSHOP).exists()
