"""frictionless as the outside judge: its verdict, or one line that says why there is none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from made.sample import write_library

from publisher.validate.frictionless_check import judge, judging


def test_a_verdict(tmp_path: Path) -> None:
    folder = write_library(tmp_path / "library")
    with judging() as ask:
        fine = ask(folder, 9, folder / "schemas", tmp_path, False)()
    assert (fine.judged, fine.problems) == ("every row by frictionless", ())
    (folder / "data" / "books.csv").write_text("x")
    assert {str(problem.record) for problem in judge(folder, 9, {}, tmp_path).problems} >= {"hash-count"}


def test_a_judge_that_was_killed_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it read what it was asked: what was written to it must not surface as a broken pipe."""
    children: list[Any] = []

    class Recorded(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            children.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    with (
        pytest.raises(ChildProcessError, match=r"ended without a result \(signal 9; is there enough memory\?\)"),
        judging() as ask,
    ):
        os.kill(children[0].pid, signal.SIGKILL)
        while children[0].poll() is None:
            time.sleep(0.01)
        ask(tmp_path, 9, tmp_path, tmp_path, False)()


def test_a_judge_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken" / "frictionless"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text(
        "class FrictionlessException(Exception): pass\nclass system:\n    use_context = 1\nPackage = None\n"
        "class Schema:\n    from_descriptor = dict\n"
        "class Resource:\n    def __init__(self, *given, **more): pass\n    def validate(self): pass\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{broken.parent}{os.pathsep}{os.pathsep.join(sys.path)}")
    folder = write_library(tmp_path / "library")
    with pytest.raises(ChildProcessError, match=r"frictionless, .* failed: TypeError: "), judging() as ask:
        ask(folder, 9, folder / "schemas", tmp_path, False)()
