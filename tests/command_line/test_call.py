"""What a call may say: options, folders, schemas. Exit code 2, and how to call it right."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from command import SEEDS, briefly, run, seeds, tree

FINE, DATA, CALL = 0, 1, 2


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


@pytest.mark.parametrize(
    "command",
    [(), ("check",), ("validate",), ("extract",), ("draft",), ("curate",), ("diff",), ("release",), ("import",)],
)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    ran = run(*command, "--help")
    assert (ran.code, ran.errors) == (FINE, "")
    assert ran.output.startswith("Usage: ")
    assert run(*command, "-h").output == ran.output


@pytest.mark.parametrize("out", ["seeds", "seeds/out", "seeds/../seeds"])
def test_a_package_in_its_own_seeds(out: str, tmp_path: Path) -> None:
    given = seeds(tmp_path / "seeds")
    ran = run("--seeds", given, "--out", tmp_path / out)
    assert (ran.code, ran.output) == (CALL, "")
    assert "lies in the seeds" in ran.lines[-1]
    assert run("--out", tmp_path / "seeds").lines[-1].endswith("; name the folder around it")
    assert tree(tmp_path / "seeds").keys() == SEEDS.keys()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("--seeds here check", "options go behind the command: python build.py check --seeds here"),
        ("--out 'a b' --jobs 2 check", "options go behind the command: python build.py check --out 'a b' --jobs 2"),
        ("--out here release --dist d", "options go behind the command: python build.py release --out here --dist d"),
        ("--strict check", "`check` has no --strict; see `python build.py check --help`"),
        ("--out here draft x.txt", "`draft` has no --out; see `python build.py draft --help`"),
        ("--seeds here --out here validate", "options go behind the command: python build.py validate here"),
        ("check --jobs 1 --jobs 2", "--jobs: given more than once; keep one"),
        ("--out here --out there", "--out: given more than once; keep one"),
        ("extract - --date 2024-01-01", "is the day of files; on standard input each line has its doc_date"),
        ("--scheduler tcp://localhost:1 --jobs 2", "is for processes here; a cluster has its own workers"),
        ("drafd x.txt", '"drafd" is no command (did you mean "draft"?); to build, name none: python build.py'),
        ("--out nowhere", "nowhere: is not there; `python build.py new nowhere` begins a dataset"),
        ("import x.txt --out news.csv", "news.csv: is to hold JSON Lines; name it news.jsonl"),
        ("compare x.txt here", "compares two files or two folders; name two of a kind"),
        ("compare here here --article x.txt", "is for two files; in a folder each article is beside its records"),
        ("--scheduler ''", "is empty; write tcp://HOST:PORT"),
        ("--timeout 5", "is for a cluster; name it with --scheduler"),
        ("--jobs 65", "65: at most 64 processes here"),
        ("check --jobs 99999999999999999999999", "at most 64 processes here"),
    ],
)
def test_an_option_is_obeyed_or_refused(call: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    (tmp_path / "here").mkdir()
    (tmp_path / "x.txt").touch()
    ran = run(*shlex.split(call))
    assert (ran.code, ran.output) == (CALL, "")
    assert says in ran.lines[-1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "x.txt"]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder with what is no folder."""
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "lost").symlink_to("nowhere")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("", "is empty"),
        (" ", "is empty"),
        ("s3://bucket/x", "s3://bucket/x: is an address; name a folder of this machine"),
        ("file:///tmp/x", "file:///tmp/x: is an address"),
        ("file", "file: is no folder"),
        ("file/x", "file: is no folder"),
        ("pipe", "pipe: is no folder"),
        ("loop", "loop: Too many levels of symbolic links"),
        ("loop/x", "loop/x: Too many levels of symbolic links"),
        ("lost", "lost: is a link that leads nowhere"),
        ("x" * 300, "File name too long"),
        (os.fsdecode(b"\xff"), "\\udcff: has a name that is not UTF-8; rename it"),
        ("\x1b[2J\n://x", "\\x1b[2J\\n://x: is not there"),
    ],
)
@pytest.mark.parametrize("call", ["--seeds here --out", "check --out", "release --dist", "--seeds", "validate --seeds"])
def test_what_can_be_no_folder(call: str, path: str, says: str, odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(odd)
    (odd / "here").mkdir()
    if "not there" in says and "seeds" not in call.split()[-1]:
        return  # a folder that is still to be made may have any name
    before = sorted(path.name for path in odd.iterdir())
    ran = run(*call.split(), path)
    assert (ran.code, ran.output) == (CALL, "")
    assert says in ran.lines[-1]
    assert sorted(path.name for path in odd.iterdir()) == before


@pytest.mark.parametrize("call", ["validate pipe", "diff pipe pipe", "draft pipe", "extract - --actors pipe"])
def test_what_would_never_be_read_to_its_end(call: str, odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(odd)
    ran = run(*call.split())
    assert ran.code in (DATA, CALL)
    assert "pipe" in ran.lines[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nosuch",),
        ("nosuch",),
        ("--jobs", "-1"),
        ("--jobs", "many"),
        ("--seeds", "nowhere"),
        ("--seeds", "a file"),
        ("--out", "a file"),
        ("check", "--seeds", "nowhere"),
        ("validate", "nowhere"),
        ("validate", ".", "--schemas", "nowhere"),
        ("extract",),
        ("extract", "nowhere"),
        ("extract", "-", "--actors", "nowhere"),
        ("extract", "-", "--date", "2024-02-30"),
        ("draft",),
        ("draft", "nowhere.txt"),
        ("draft", "."),
        ("diff",),
        ("diff", "nowhere"),
        ("diff", ".", "nowhere.zip"),
        ("release", "--dist", "a file"),
    ],
    ids=" ".join,
)
def test_a_call_that_cannot_be_meant(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a file").touch()
    ran = run(*arguments)
    assert (ran.code, ran.output) == (CALL, "")
    assert ran.errors.startswith("Usage: ")
    assert "\nError: " in ran.errors
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "events.json: no valid JSON"),
        ("[]", "events: the Table Schema: an object expected"),
        ('{"fields": [{"name": "a", "type": "colour"}]}', "events.a: unknown type 'colour'"),
        (None, "holds no Table Schema"),
    ],
)
def test_trusted_schemas_that_are_none(text: str | None, says: str, small_package: Path, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "events.json").write_text(text)
    ran = run("validate", small_package, "--schemas", tmp_path)
    assert (ran.code, ran.output) == (CALL, "")
    assert ran.lines[-1].startswith(f"Error: Invalid value for --schemas: {tmp_path}: {says}")


def test_trusted_schemas_that_cannot_be_read(small_package: Path, tmp_path: Path) -> None:
    (tmp_path / "events.json").mkdir()
    ran = run("validate", small_package, "--schemas", tmp_path)
    assert ran.code == CALL
    assert "Is a directory" in ran.lines[-1]
