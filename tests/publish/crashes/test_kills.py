"""A build that is killed: the folder holds the old package or the new one, whole, or moves to complete."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from command import ROOT, ended, forked, run, tree
from crash_case import Files, building, published

from publisher.publish import swap
from publisher.publish.swap import WORKSHOP, half_done, workshop
from publisher.validate.package import check_package

pytestmark = pytest.mark.slow

CALLS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def hit(out: Path, source: Files, target: Files) -> str:
    """What a kill has hit, by what it left: the old package, moves, or the new package. The next command makes it one
    of them."""
    state = "moves" if half_done(out) else "before" if published(out) == source else "after"
    assert state != "after" or published(out) == target
    with workshop(out):
        assert published(out) == (source if state == "before" else target)
    assert not (out / WORKSHOP).exists()
    return state


Call = tuple[str, str]  # what changes a folder, as Python announces it to an audit hook: event, and name of the file


def calls_of(given: Path, out: Path, told: Path, stop: int = 0) -> list[Call]:
    """The calls of a whole build that change something in `out`, in a process that is killed before call `stop`,
    counted from 1; 0: it is not killed. told: a file to write them to."""

    def child() -> int:
        with told.open("w", buffering=1) as log:
            calls = count(1)

            def hook(event: str, arguments: tuple[object, ...]) -> None:
                if event in CALLS and str(arguments[0]).startswith(str(out)):
                    log.write(f"{event} {Path(str(arguments[0])).name}\n")
                    if next(calls) == stop:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(hook)
            return building(given, out)

    assert ended(forked(child)) == (-signal.SIGKILL if stop else 0)
    return [(event, name) for event, name in (line.split(" ", 1) for line in told.read_text().splitlines())]


def test_a_kill_of_a_build_in_each_of_its_parts(
    old: Path, new: Path, before: Files, after: Files, out: Path, tmp_path: Path
) -> None:
    """The build of the command line, killed while it makes the package, before its first move, between two moves,
    before its last, and while it clears up. Each possible kill of the swap alone is tried in test_swap.py."""
    kept = Path(shutil.copytree(out, tmp_path / "kept"))
    calls = calls_of(new, out, tmp_path / "told")
    assert published(out) == after
    begin = calls.index(("os.rename", "package")) + 1
    moves = [at for at, (event, _) in enumerate(calls, 1) if event == "os.rename" and at >= begin]
    expected = {3: "before", moves[0]: "before", moves[1]: "moves", moves[-1]: "moves", len(calls): "after"}
    for stop, state in expected.items():
        shutil.rmtree(out)
        shutil.copytree(kept, out)
        calls_of(new, out, tmp_path / "told", stop)
        assert hit(out, before, after) == state


def killed_before_move(number: int, given: Path, out: Path) -> bool:
    """Publishes what `given` gives in a process that is killed before it renames for the n-th time; False when it does
    not come to that."""

    def child() -> int:
        moves = count(1)

        def kill(event: str, _: object) -> None:
            if event == "os.rename" and next(moves) == number:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(kill)
        with workshop(out) as scratch:
            swap.swap(Path(shutil.copytree(given.parent / "out", scratch / "package")), out)
        return 0

    return ended(forked(child)) == -signal.SIGKILL


def half_finished(new: Path, out: Path) -> Iterator[Path]:
    """The folder in each of the states in which a killed swap can leave it, made anew each time."""
    old = shutil.copytree(out, out.parent / "kept")
    for number in count(1):
        shutil.rmtree(out)
        shutil.copytree(old, out)
        if not killed_before_move(number, new, out):
            return
        if half_done(out):
            yield out


def test_a_half_finished_swap_is_never_valid(new: Path, before: Files, after: Files, out: Path) -> None:
    states = 0
    for half in half_finished(new, out):
        states += 1
        ran = run("validate", half)
        assert (ran.code, ran.output) == (1, "")
        assert "cut off half-way" in ran.errors
        shutil.rmtree(half / WORKSHOP)  # as in a copy of what is published
        if published(half) != before:
            assert not check_package(half).valid
    assert states == 8  # two for each of data/, the page, its metadata and the descriptor


def test_check_completes_a_half_finished_swap(old: Path, new: Path, after: Files, out: Path) -> None:
    half = next(half_finished(new, out))
    assert run("check", "--seeds", new, "--out", half).code == 0
    assert tree(half) == after


def moment(
    chance: random.Random, turn: int, duration: float, moving: float, out: Path, runs: Callable[[], bool]
) -> None:
    """Waits for the moment of a kill: any in the time that a build takes or, every other turn, one in its moves."""
    if turn % 2:
        time.sleep(duration * chance.random())
        return
    while runs() and not (out / WORKSHOP / "ready").exists():
        time.sleep(0.0001)
    time.sleep(moving * chance.random())


@pytest.mark.stress
def test_kills_of_the_real_command(old: Path, new: Path, before: Files, after: Files, out: Path) -> None:
    command: list[str | Path] = [sys.executable, ROOT / "build.py", "--out", out]
    begun = time.perf_counter()
    subprocess.run([*command, "--seeds", old], check=True, capture_output=True)
    duration = time.perf_counter() - begun
    chance = random.Random(7)
    hits: Counter[str] = Counter()
    for turn in range(96):
        given, source, target = (new, before, after) if published(out) == before else (old, after, before)
        jobs = "2" if turn % 4 == 0 else "1"
        process = subprocess.Popen(
            [*command, "--seeds", given, "--jobs", jobs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

        def runs(process: subprocess.Popen[bytes] = process) -> bool:
            return process.poll() is None

        moment(chance, turn, duration * 1.1, 0.002, out, runs)
        process.kill()
        process.wait()
        hits[hit(out, source, target)] += 1
        if turn > 9 and hits["before"] > 2 and hits["moves"] > 2:
            break
    else:
        pytest.fail(f"too few kills at the moments that matter: {hits}")


def test_the_processes_of_a_killed_build_end() -> None:
    script = "from publisher.workers import workers; import os, time\n"
    script += "if __name__ == '__main__':\n"
    script += "  with workers(2) as pool: print(pool.submit(os.getpid).result(), flush=True); time.sleep(60)"
    build = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert build.stdout
    worker = int(build.stdout.readline())
    build.kill()
    build.communicate()
    deadline = time.monotonic() + 120
    while Path(f"/proc/{worker}").exists() or _alive(worker):
        assert time.monotonic() < deadline, "an orphan waits for work for ever"
        time.sleep(0.02)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
