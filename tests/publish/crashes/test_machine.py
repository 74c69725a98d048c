"""A machine that fails, or does not permit: one line says how, and nothing has changed."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import ROOT, Ran, run, tree
from crash_case import MACHINE, Files, in_child, untouched

pytestmark = pytest.mark.slow

NOBODY = 65534


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
