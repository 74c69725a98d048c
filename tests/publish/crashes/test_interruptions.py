"""A build that is interrupted says so, and leaves the old package or the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import ROOT, ended, forked, run, tree
from crash_case import Files, in_child, published

from publisher import exits
from publisher.publish.swap import WORKSHOP, half_done

pytestmark = pytest.mark.slow


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
