"""The command line: 0 fine, 1 the data, 2 the call, 3 the machine; errors on standard error, and no traceback."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, SEEDS, Ran, briefly, quickly, run, seeds, thoroughly, tree

FINE, DATA, CALL, MACHINE, PIPE = 0, 1, 2, 3, 141


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with its seeds in it, as in a repository."""
    folder = tmp_path_factory.mktemp("package") / "harbour"
    with pytest.MonkeyPatch.context() as patched:
        quickly(patched)
        assert run("--seeds", seeds(folder / "seeds"), "--out", folder).code == FINE
    return folder


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


# Fine


def test_a_build_says_what_it_made(tmp_path: Path) -> None:
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out")
    assert (ran.code, ran.errors) == (FINE, "")
    assert "published" in ran.output.splitlines()[-1]


def test_a_package_is_validated_with_the_articles_in_its_seeds(package: Path) -> None:
    ran = run("validate", package)
    assert (ran.code, ran.errors) == (FINE, "")
    assert ran.output.splitlines()[-1].startswith("valid (12 tables")


def test_validate_for_machines(package: Path) -> None:
    found = json.loads(run("validate", package, "--json").output)
    assert found["valid"] is True
    assert found["issues"] == []


def test_the_schemas_one_trusts(package: Path, tmp_path: Path) -> None:
    assert run("validate", package, "--schemas", package / "schemas").code == FINE
    trusted = Path(shutil.copytree(package / "schemas", tmp_path / "trusted"))
    (trusted / "events.json").unlink()
    assert run("validate", package, "--schemas", trusted).code == DATA


def test_an_absent_article_is_a_note_or_if_required_an_issue(package: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(package, tmp_path / "copy", ignore=shutil.ignore_patterns("seeds")))
    ran = run("validate", copy)
    assert (ran.code, ran.output.splitlines()[0]) == (
        FINE,
        "not checked: evidence (the articles are elsewhere: give --seeds DIR)",
    )
    assert run("validate", copy, "--require-evidence").code == DATA
    assert run("validate", copy, "--seeds", package / "seeds", "--require-evidence").code == FINE


@pytest.mark.parametrize(
    "command", [(), ("check",), ("validate",), ("extract",), ("draft",), ("curate",), ("diff",), ("release",)]
)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    ran = run(*command, "--help")
    assert (ran.code, ran.errors) == (FINE, "")
    assert ran.output.startswith("Usage: ")


# The data


def test_seeds_that_are_wrong(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds", dataset_toml="name = 1\n", actors_toml="[[actor]]\n", pier_txt=b"\xff")
    ran = run("--seeds", folder, "--out", tmp_path / "out")
    assert (ran.code, ran.output) == (DATA, "")
    assert {line.partition(":")[0] for line in ran.faults} == {"dataset.toml", "actors.toml", "pier.txt"}
    assert tree(tmp_path / "out") == {}


def test_a_package_that_is_wrong(package: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(package, tmp_path / "copy"))
    (copy / "data" / "events.csv").write_text("nothing\n")
    ran = run("validate", copy)
    assert (ran.code, ran.errors) == (DATA, "")
    assert ran.output.splitlines()[-1].startswith("not valid")


def test_a_folder_without_a_package(tmp_path: Path) -> None:
    ran = run("validate", tmp_path)
    assert (ran.code, ran.output.splitlines()[0]) == (
        DATA,
        "datapackage: descriptor: datapackage.json: does not exist",
    )


@pytest.mark.parametrize("stale", ["index.html", "data/README.md", "schemas/events.json"])
def test_a_release_of_what_the_seeds_do_not_give(
    stale: str, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thoroughly(monkeypatch)
    root = Path(shutil.copytree(package, tmp_path / "root"))
    (root / stale).write_text("{}")
    ran = run("release", "--seeds", root / "seeds", "--out", root, "--dist", tmp_path / "dist")
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.lines[0].startswith(f"{stale}: ")
    assert not (tmp_path / "dist").exists()


def test_a_readme_whose_generated_blocks_are_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thoroughly(monkeypatch)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "README.md").write_text("<!-- generated: tables -->\n")
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out")
    assert (ran.code, len(ran.faults)) == (DATA, 1)
    assert ran.errors.startswith("README.md: ")


def test_a_folder_with_the_data_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.csv").write_text("years of work")
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path)
    assert (ran.code, len(ran.faults)) == (DATA, 1)
    assert (tmp_path / "data" / "thesis.csv").read_text() == "years of work"


def test_a_folder_with_a_package_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "thesis"}')
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path)
    assert (ran.code, len(ran.faults)) == (DATA, 1)
    assert ran.errors.startswith(f"{tmp_path}: holds datapackage.json that no build made")
    assert (tmp_path / "datapackage.json").read_text() == '{"name": "thesis"}'


# The call


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


@pytest.mark.slow
def test_one_process_more_than_there_is_work_for(tmp_path: Path) -> None:
    assert run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out", "--jobs", "64").code == FINE


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


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "a [b] st*r? {x}",
        pytest.param(" line\nbreak\t", marks=pytest.mark.stress),
        pytest.param("%41#a:b~$HOME", marks=pytest.mark.stress),
        pytest.param("\x1b[2J ü💥 quote'\"\\", marks=pytest.mark.stress),
    ],
)
def test_a_folder_of_any_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built, checked, read, compared and released as any other."""
    thoroughly(monkeypatch)
    given, out = seeds(tmp_path / name / "seeds"), tmp_path / name / "out"
    place = ("--seeds", given, "--out", out)
    for call in (
        place,
        ("check", *place),
        ("validate", out, "--seeds", given, "--require-evidence"),
        ("diff", out, out),
    ):
        ran = run(*call)
        assert (ran.code, ran.errors) == (FINE, "")
    (out / "CHANGELOG.md").write_text("## 0.1.0 (2024-01-02)\n\nNothing to do.\n")
    assert run("release", *place).code == FINE
    assert run("validate", out / "dist" / "harbour-news-0.1.0.zip").code == FINE


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


def test_a_zip_is_judged_as_the_package_in_it(package: Path, tmp_path: Path) -> None:
    """With its articles, so that the evidence is proved again."""
    archive = shutil.make_archive(str(tmp_path / "harbour"), "zip", package)
    zipped = run("validate", archive, "--require-evidence").output.replace(archive, str(package))
    assert zipped == run("validate", package).output
    (tmp_path / "a.zip").write_text("no zip")
    assert run("validate", tmp_path / "a.zip").lines == [
        f"{tmp_path / 'a.zip'}: cannot be read as a zip archive: File is not a zip file"
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "events.json: no valid JSON"),
        ("[]", "events: the Table Schema: an object expected"),
        ('{"fields": [{"name": "a", "type": "colour"}]}', "events.a: unknown type 'colour'"),
        (None, "holds no Table Schema"),
    ],
)
def test_trusted_schemas_that_are_none(text: str | None, says: str, package: Path, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "events.json").write_text(text)
    ran = run("validate", package, "--schemas", tmp_path)
    assert (ran.code, ran.output) == (CALL, "")
    assert ran.lines[-1].startswith(f"Error: Invalid value for --schemas: {tmp_path}: {says}")


def test_trusted_schemas_that_cannot_be_read(package: Path, tmp_path: Path) -> None:
    (tmp_path / "events.json").mkdir()
    ran = run("validate", package, "--schemas", tmp_path)
    assert ran.code == CALL
    assert "Is a directory" in ran.lines[-1]


# The machine


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "lost").symlink_to("nowhere")
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "lost" / "out")
    assert (ran.code, ran.lines) == (MACHINE, [f"{tmp_path}/lost/out: File exists; give --out another folder"])


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


def test_a_fault_of_ours_is_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.pipeline.append", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out")


def test_a_python_without_what_the_build_needs() -> None:
    bare = [sys.executable, "-S", str(ROOT / "build.py"), "validate"]
    done = subprocess.run(bare, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (MACHINE, "")
    assert "run `make`, then `. .venv/bin/activate`" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_interruption_while_the_program_is_still_loaded(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    slow = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, str(ROOT / "build.py")], capture_output=True, text=True, env=slow)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, "", "interrupted\n")


def test_a_path_made_for_a_terminal_is_shown_as_it_is_spelt(tmp_path: Path) -> None:
    (tmp_path / "lost").symlink_to("nowhere")
    ran = run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "lost" / "\x1b[2J")
    assert (ran.code, ran.lines) == (MACHINE, [f"{tmp_path}/lost/\\x1b[2J: File exists; give --out another folder"])


# Where the output goes

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
    assert (ran.code, ran.lines) == (MACHINE, ["the machine: No space left on device"])


@pytest.mark.slow
def test_streams_that_are_closed() -> None:
    assert shell("$BUILD extract - <&- >&-") == Ran(FINE, "", "")
    assert shell("$BUILD --nosuch 2>&-") == Ran(CALL, "", "")


@pytest.mark.slow
def test_a_terminal_without_unicode(package: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ran = shell("$BUILD extract -", given=ONE, **plain)
    assert (ran.code, ran.errors) == (FINE, "")
    assert json.loads(ran.output)["spans"][0]["text"].startswith("“No")
