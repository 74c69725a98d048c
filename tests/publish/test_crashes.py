"""Whatever ends a build, the folder holds the old package or the new one, whole; or the next command sees to it."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from command import DATASET, NETS, ROOT, Ran, ended, forked, quickly, run, seeds, tree

from publisher import exits
from publisher.inputs import build_inputs
from publisher.publish import swap
from publisher.publish.swap import WORKSHOP, half_done, workshop
from publisher.validate.package import check_package

pytestmark = pytest.mark.slow

MACHINE = 3
NOBODY = 65534
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture(autouse=True)
def no_stray_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is left in the system's folder for temporary files, whatever happens in a test."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    yield
    assert not list(temporary.iterdir())


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeds of the package that is published already."""
    return seeds(tmp_path_factory.mktemp("old") / "seeds")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeds of the package that is to take its place; its table of codes is in parts."""
    more = {"nets_txt": NETS + "\n“All 12,” Varga said.\n", "dataset_toml": "part_size = 10_000\n" + DATASET}
    return seeds(tmp_path_factory.mktemp("new") / "seeds", **more)


@pytest.fixture(scope="module")
def packages(old: Path, new: Path) -> dict[str, Files]:
    """What the two folders of seeds give: "old" stands in old/out, "new" in new/out."""
    with pytest.MonkeyPatch.context() as patched:
        quickly(patched)
        for given in (old, new):
            ran = run("--seeds", given, "--out", given.parent / "out")
            assert ran.code == 0, ran.errors
    return {"old": tree(old.parent / "out"), "new": tree(new.parent / "out")}


@pytest.fixture
def before(packages: dict[str, Files]) -> Files:
    return packages["old"]


@pytest.fixture
def after(packages: dict[str, Files]) -> Files:
    return packages["new"]


@pytest.fixture
def out(old: Path, before: Files, tmp_path: Path) -> Path:
    """A folder with the old package."""
    return Path(shutil.copytree(old.parent / "out", tmp_path / "out"))


def building(given: Path, out: Path) -> int:
    return run("--seeds", given, "--out", out).code


def published(out: Path) -> Files:
    """The files of the folder, without those in its workshop."""
    return {name: raw for name, raw in tree(out).items() if not name.startswith(WORKSHOP)}


def untouched(ran: Ran, out: Path, before: Files) -> None:
    """The machine failed; one line says how, and nothing has changed."""
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert tree(out) == before
    assert not (out / WORKSHOP).exists()


def in_child(action: Callable[[], Ran], folder: Path) -> Ran:
    """What a command does in a process of its own, which may limit itself."""
    said = folder / "said"

    def child() -> int:
        ran = action()
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        said.write_text(ran.errors)
        return ran.code

    code = ended(forked(child))
    return Ran(code, "", said.read_text())


# Kills

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


# Interruptions


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_at_a_random_moment(
    number: signal.Signals, old: Path, new: Path, before: Files, after: Files, out: Path, tmp_path: Path
) -> None:
    said, begun = tmp_path / "said", tmp_path / "begun"
    chance = random.Random(number)
    codes = set[int]()

    def child() -> int:
        begun.touch()
        ran = run("--seeds", new if published(out) == before else old, "--out", out)
        said.write_text(ran.errors)
        return ran.code

    turns = 0
    while turns < 3 or (128 + number not in codes and turns < 60):  # a busy machine may be late, or early
        turns += 1
        said.write_text("")
        process = forked(child)
        while not begun.exists():
            time.sleep(0.001)
        begun.unlink()
        time.sleep(0.15 * chance.random())
        os.kill(process, number)
        codes.add(ended(process))
        assert said.read_text() in ("", "interrupted\n")
        assert not half_done(out)
        assert published(out) in (before, after)
    assert 128 + number in codes
    assert codes <= {0, 128 + number, -number}  # the last one before the command has begun


def test_what_complains_of_an_interruption_is_not_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file that is closed twice, since the signal came while it was closed."""

    class File:
        def __enter__(self) -> None: ...

        def __exit__(self, *_: object) -> None:
            raise OSError(9, "Bad file descriptor")

    def command() -> None:
        with File():
            os.kill(os.getpid(), signal.SIGTERM)

    def child() -> int:
        with pytest.raises(SystemExit) as ended:
            exits.run(command)
        return int(str(ended.value.code))

    assert ended(forked(child)) == 128 + signal.SIGTERM
    assert capfd.readouterr().err == "interrupted\n"


@pytest.mark.parametrize(
    "step",
    ["publisher.pipeline.append", "publisher.publish.verification.verify", "publisher.publish.drift.drift"],
)
def test_an_interrupted_check_leaves_nothing(
    step: str, old: Path, before: Files, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    ran = in_child(lambda: run("check", "--seeds", old, "--out", out), tmp_path)
    assert (ran.code, ran.errors) == (128 + signal.SIGTERM, "interrupted\n")
    assert tree(out) == before


@pytest.mark.stress
def test_ctrl_c_reaches_every_process_of_a_build(new: Path, before: Files, after: Files, out: Path) -> None:
    command: list[str | Path] = [sys.executable, ROOT / "build.py", "--out", out, "--seeds", new, "--jobs", "2"]
    for fifth in range(8):
        shutil.rmtree(out / WORKSHOP, ignore_errors=True)
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=True
        )
        while process.poll() is None and not (out / WORKSHOP).exists():
            time.sleep(0.001)
        time.sleep(fifth / 5)
        try:
            os.killpg(process.pid, signal.SIGINT)
        except ProcessLookupError:
            assert process.wait() == 0
        _, errors = process.communicate()
        assert errors in ("", "interrupted\n")
        assert published(out) in (before, after)
        assert not half_done(out)


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


# The machine fails


@pytest.mark.parametrize("largest", [0, 100, 1_000, 10_000, 50_000])
def test_files_that_cannot_grow(largest: int, new: Path, before: Files, out: Path, tmp_path: Path) -> None:
    def build() -> Ran:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
        return run("--seeds", new, "--out", out)

    untouched(in_child(build, tmp_path), out, before)


def test_a_full_disk(new: Path, before: Files, out: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", disk], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        out = Path(shutil.copytree(out, disk / "out"))
        for free in (0, 20_000, 100_000, 250_000):
            with (disk / "full").open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(1 << 16))
                except OSError:
                    file.truncate(max(0, file.tell() - free))
            untouched(run("--seeds", new, "--out", out), out, before)
            (disk / "full").unlink()
        assert run("--seeds", new, "--out", out).code == 0
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def test_memory_that_does_not_suffice(new: Path, before: Files, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def append(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("publisher.pipeline.append", append)
    ran = run("--seeds", new, "--out", out)
    untouched(ran, out, before)
    assert "out of memory" in ran.errors


# Permissions


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder in which the user that the tests switch to may work."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o777)
    yield folder
    subprocess.run(["chmod", "-R", "u+rwX", folder], check=True)
    shutil.rmtree(folder)


def unprivileged(action: Callable[[], Ran], folder: Path) -> Ran:
    """What a command does for somebody whom permissions bind: root becomes nobody."""
    unreadable = "nobody cannot read this repository"

    def as_nobody() -> Ran:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            if not os.access(ROOT / "schemas" / "events.json", os.R_OK):
                return Ran(0, "", unreadable)
        return action()

    ran = in_child(as_nobody, folder)
    if ran.errors == unreadable:
        pytest.skip(unreadable)
    return ran


@pytest.mark.parametrize("closed", ["out", "out/data", "out/nowhere"])
def test_folders_that_must_not_be_written(closed: str, old: Path, new: Path, before: Files, public: Path) -> None:
    given = [shutil.copytree(folder, public / name) for name, folder in (("old", old), ("new", new))]
    out = public / "out"
    assert unprivileged(lambda: run("--seeds", given[0], "--out", out), public).code == 0
    target = out / "nowhere" if closed == "out/nowhere" else out
    (out if closed == "out/nowhere" else public / closed).chmod(0o555)
    ran = unprivileged(lambda: run("--seeds", given[1], "--out", target), public)
    untouched(ran, out, before)
    assert "Permission denied" in ran.errors
    assert str(out) in ran.errors


@pytest.mark.usefixtures("before")
def test_a_seed_that_must_not_be_read(new: Path, public: Path) -> None:
    given = Path(shutil.copytree(new, public / "seeds"))
    (given / "nets.txt").chmod(0)
    ran = unprivileged(lambda: run("--seeds", given, "--out", public / "out"), public)
    assert (ran.code, ran.lines) == (MACHINE, [f"{given / 'nets.txt'}: Permission denied"])
    assert tree(public / "out") == {}


# Seeds that change while they are read


def after_inventory(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Something happens between the inventory of the seeds and their reading."""

    def take_and_change(*arguments: Any) -> object:
        found = build_inputs.inputs(*arguments)
        change()
        return found

    monkeypatch.setattr("publisher.pipeline.inputs", take_and_change)


@pytest.mark.parametrize("name", ["pier.txt", "pier.toml", "nets.txt"])
def test_a_seed_that_vanishes(
    name: str, new: Path, before: Files, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Path(shutil.copytree(new, tmp_path / "given"))
    after_inventory(monkeypatch, (given / name).unlink)
    ran = run("--seeds", given, "--out", out)
    untouched(ran, out, before)
    assert ran.lines == [f"{given / name}: No such file or directory"]


@pytest.mark.parametrize("name", ["pier.txt", "pier.toml", "actors.toml", "dataset.toml"])
def test_a_seed_that_changes(
    name: str, new: Path, before: Files, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Path(shutil.copytree(new, tmp_path / "given"))

    def change() -> None:
        raw = (given / name).read_bytes()
        (given / name).write_bytes(raw + b"\n")

    after_inventory(monkeypatch, change)
    ran = run("--seeds", given, "--out", out)
    assert (ran.code, ran.faults) == (1, [f"{name}: changed while it was read; build again"])
    assert tree(out) == before


def test_a_seed_that_is_gone_at_the_end(
    new: Path, before: Files, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Path(shutil.copytree(new, tmp_path / "given"))
    after_inventory(monkeypatch, (given / "dataset.toml").unlink)
    ran = run("--seeds", given, "--out", out)
    assert (ran.code, ran.faults) == (1, ["dataset.toml: changed while it was read; build again"])
    assert tree(out) == before


# Two builds at once


def test_builds_at_once_do_not_mix(old: Path, new: Path, before: Files, after: Files, out: Path) -> None:
    children = [forked(partial(building, given, out)) for given in (new, old, new)]
    assert [ended(child) for child in children] == [0, 0, 0]
    assert tree(out) in (before, after)


def test_a_command_between_the_moves_of_a_build_waits(new: Path, after: Files, out: Path, tmp_path: Path) -> None:
    """`check` meets a swap that is under way, not cut off: it lets it end."""
    begun = tmp_path / "begun"

    def child() -> int:
        move = swap._move

        def slowly(*arguments: object) -> None:
            begun.touch()
            time.sleep(0.2)
            move(*arguments)  # type: ignore[arg-type]

        swap._move = slowly  # type: ignore[assignment]
        return run("--seeds", new, "--out", out).code

    process = forked(child)
    while not begun.exists():
        time.sleep(0.005)
    ran = run("check", "--seeds", new, "--out", out)
    assert (ran.code, ended(process)) == (0, 0)
    assert tree(out) == after
