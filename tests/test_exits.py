"""How a command ends where the machine fails or nobody takes its output: one line and an exit code, no traceback."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, Ran, briefly, run, seeds, tree

FINE, CALL, MACHINE, PIPE = 0, 2, 3, 141


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def shell(*arguments: str | Path, given: str = "", **environment: str) -> Ran:
    """The command as a shell runs it, for what only the end of a process shows; $BUILD is `python build.py`."""
    build = shlex.join([sys.executable, str(ROOT / "build.py")])
    done = subprocess.run(
        ["sh", "-c", " ".join(map(str, arguments)).replace("$BUILD", build)],
        env={**os.environ, **environment},
        input=given,
        capture_output=True,
        text=True,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "lost").symlink_to("nowhere")
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "lost" / "out")
    assert (ran.code, ran.lines) == (MACHINE, [f"{tmp_path}/lost/out: File exists; give --out another folder"])


def test_of_a_file_that_was_to_be_there_for_a_moment_the_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / ".draft-x1"))

    monkeypatch.setattr("tempfile.mkdtemp", full)
    ran = run("draft", seeds(tmp_path / "seeds") / "pier.txt", "--blind")
    assert (ran.code, ran.lines) == (MACHINE, [f"{tmp_path}: No space left on device"])


def test_a_library_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    folder = seeds(tmp_path / "seeds")
    ran = run("--seeds", folder, "--out", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    assert (ran.code, len(ran.lines)) == (MACHINE, 1)
    assert "distributed" in ran.errors and "`make cluster` installs what it takes" in ran.errors


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (MemoryError(), "out of memory"),
        (RuntimeError("can't start new thread"), "can't start new thread; give --jobs a lower number"),
        (OSError(24, "Too many open files"), "Too many open files"),
        (ImportError("libarrow.so: no such file", name="pyarrow.lib"), "libarrow.so: no such file; run `make`"),
    ],
)
def test_a_machine_that_has_no_more(
    error: Exception, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("publisher.pipeline.append", fail)
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out")
    assert (ran.code, len(ran.lines)) == (MACHINE, 1)
    assert says in ran.errors
    assert tree(tmp_path / "out") == {}


@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError(),
        RuntimeError("of another kind"),
        ImportError("cannot import name 'appendix'", name="publisher.publish.append"),
        ModuleNotFoundError("No module named 'fractions'", name="fractions"),  # Python itself is damaged
    ],
)
def test_a_fault_of_ours_is_a_traceback(error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("publisher.pipeline.append", fail)
    with pytest.raises(type(error)):
        run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out")


def test_a_python_without_what_the_build_needs() -> None:
    bare = [sys.executable, "-S", str(ROOT / "build.py"), "validate"]
    done = subprocess.run(bare, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (MACHINE, "")
    assert "run `make`, then `. .venv/bin/activate`" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def listening() -> None:
    """A run in the background ignores Ctrl-C, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_windows_is_refused_in_a_line() -> None:
    begun = "import sys; sys.platform = 'win32'; import publisher.exits"
    done = subprocess.run([sys.executable, "-c", begun], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (MACHINE, "on Windows, run this in WSL\n")


def test_an_interruption_while_the_program_is_still_loaded(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    slow = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, str(ROOT / "build.py")]
    done = subprocess.run(command, capture_output=True, text=True, env=slow, preexec_fn=listening)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, "", "interrupted\n")


def test_a_path_made_for_a_terminal_is_shown_as_it_is_spelt(tmp_path: Path) -> None:
    (tmp_path / "lost").symlink_to("nowhere")
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "lost" / "\x1b[2J")
    assert (ran.code, ran.lines) == (MACHINE, [f"{tmp_path}/lost/\\x1b[2J: File exists; give --out another folder"])


ONE = '{"doc_id": "a", "text": "“No,” Varga said."}\n'
MANY = ONE * 3000


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["1", pytest.param("", marks=pytest.mark.stress)])
def test_a_reader_who_has_seen_enough(unbuffered: str) -> None:
    ran = shell("{ $BUILD extract -; echo $? >&2; } | head -1", given=MANY, PYTHONUNBUFFERED=unbuffered)
    assert (len(ran.output.splitlines()), ran.errors) == (1, f"{PIPE}\n")


def test_a_report_that_nobody_reads() -> None:
    ran = shell("{ $BUILD --help; echo $? >&2; } | true")
    assert ran.errors == f"{PIPE}\n"


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["extract -", "--help"])
def test_an_output_that_is_full(command: str) -> None:
    ran = shell("$BUILD", command, ">/dev/full", given=MANY)
    assert (ran.code, ran.lines) == (
        MACHINE,
        ["the machine: No space left on device; make room where the command writes, and in $TMPDIR"],
    )


@pytest.mark.slow
def test_streams_that_are_closed() -> None:
    assert shell("$BUILD extract - <&- >&-") == Ran(FINE, "", "")
    assert shell("$BUILD --nosuch 2>&-") == Ran(CALL, "", "")


@pytest.mark.slow
def test_a_terminal_without_unicode() -> None:
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ran = shell("$BUILD extract -", given=ONE, **plain)
    assert (ran.code, ran.errors) == (FINE, "")
    assert json.loads(ran.output)["spans"][0]["text"].startswith("“No")
