"""The same seeds give the same bytes, whoever builds them, where, when and how."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import NETS, PIER, ROOT, ended, forked, quickly, run, seeds, tree

pytestmark = pytest.mark.slow

NOBODY = 65534
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


def give(folder: Path) -> Path:
    """Seeds of every form: articles with and without records, an archive as JSON Lines and one as Parquet."""
    seeds(folder)
    entries = [{"doc_id": f"{number}é", "text": PIER, "doc_date": f"2024-01-0{number}"} for number in (3, 1, 2)]
    lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    (folder / "lines.jsonl").write_text("".join(lines), encoding="utf-8")
    table = pa.table({"doc_id": ["last", "first"], "text": [NETS, NETS]})
    pq.write_table(table, folder / "table.parquet")
    return folder


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return give(tmp_path_factory.mktemp("given") / "seeds")


@pytest.fixture(scope="module")
def expected(given: Path) -> Files:
    """The package as this process makes it."""
    with pytest.MonkeyPatch.context() as patched:
        quickly(patched)
        ran = run("--seeds", given, "--out", given.parent / "out")
    assert ran.code == 0, ran.errors
    return tree(given.parent / "out")


def built(given: Path, out: Path, *options: str) -> Files:
    ran = run("--seeds", given, "--out", out, *options)
    assert ran.code == 0, ran.errors
    return tree(out)


def elsewhere(given: Path, out: Path, python: str = sys.executable, **environment: str) -> Files:
    """The package as another process makes it."""
    script = (
        f"import sys; sys.path[:0] = {[str(ROOT), str(ROOT / 'tests')]!r}\n"
        "import command, publisher.validate.frictionless_check\n"
        "publisher.validate.frictionless_check.judging = command.nobody\n"
        "ran = command.run(*sys.argv[1:]); sys.exit(ran.errors or ran.code)"
    )
    ran = subprocess.run(
        [python, "-c", script, "--seeds", given, "--out", out],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return tree(out)


# When


def test_twice(given: Path, expected: Files, tmp_path: Path) -> None:
    assert built(given, tmp_path / "out") == expected


@pytest.fixture
def kathmandu() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("kathmandu")
def test_another_time_zone(given: Path, expected: Files, tmp_path: Path) -> None:
    assert time.timezone == -20700
    assert built(given, tmp_path / "out") == expected


def test_another_day(given: Path, expected: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    for path in given.iterdir():
        os.utime(path, (1, 1))
    assert built(given, tmp_path / "out") == expected


# Where


def test_another_folder_with_spaces_and_other_letters(expected: Files, tmp_path: Path) -> None:
    home = tmp_path / "a b" / "Ö 💥 'ñ\""
    assert built(give(home / "seeds"), home / "öut") == expected


def test_another_working_directory(given: Path, expected: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    (given.parent / "relative").mkdir()
    monkeypatch.chdir(given.parent / "relative")
    assert built(Path("../seeds"), Path("out")) == expected


def test_another_order_of_the_files(expected: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan, names = os.scandir, os.listdir

    class Backwards(list[os.DirEntry[str]]):
        def __enter__(self) -> Backwards:
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(os, "scandir", lambda *path: Backwards(sorted(scan(*path), key=lambda e: e.name, reverse=True)))
    monkeypatch.setattr(os, "listdir", lambda *path: sorted(names(*path), reverse=True))
    assert [path.name for path in tmp_path.parent.iterdir()] == sorted(names(tmp_path.parent), reverse=True)
    assert built(give(tmp_path / "seeds"), tmp_path / "out") == expected


# Who


@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_another_umask(mask: int, given: Path, expected: Files, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        assert built(given, tmp_path / "out") == expected
    finally:
        os.umask(before)
    modes = {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "out").rglob("*")}
    assert modes == {"0o755", "0o644"}


def test_root_and_not_root(given: Path, expected: Files) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can be somebody else as well")
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o777)
    copy = shutil.copytree(given, folder / "seeds")

    def as_nobody() -> int:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        if not os.access(ROOT / "schemas" / "events.json", os.R_OK):
            return 77
        return run("--seeds", copy, "--out", folder / "out").code

    try:
        code = ended(forked(as_nobody))
        if code == 77:
            pytest.skip("nobody cannot read this repository")
        assert code == 0
        assert (folder / "out").stat().st_uid == NOBODY
        assert tree(folder / "out") == expected
    finally:
        shutil.rmtree(folder)


# How


@pytest.mark.stress  # their order is proved by test_pipeline.py in each run
def test_more_processes(given: Path, expected: Files, tmp_path: Path) -> None:
    assert built(given, tmp_path / "out", "--jobs", "2") == expected


def test_another_hash_seed_and_another_locale(given: Path, expected: Files, tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert elsewhere(given, tmp_path / "out", **plain, PYTHONHASHSEED="5") == expected


def test_a_locale_that_cannot_name_the_files_is_refused(
    given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Latin-1, Python gives the bytes of é as two letters, and the name would be published as these."""
    other = Path(shutil.copytree(given, tmp_path / "seeds"))
    (other / "nets.txt").rename(other / "nÃ©.txt")
    monkeypatch.setattr(os, "fsencode", lambda name: str(name).encode("latin-1"))
    ran = run("--seeds", other, "--out", tmp_path / "out")
    assert ran.faults == ["nÃ©.txt: has a name that is not UTF-8; rename it (or, in another locale, set PYTHONUTF8=1)"]


@cache
def other_python() -> str | None:
    """Another release of Python with the same libraries: PYTHON_OTHER, or one of the usual names."""
    wanted = f"import pyarrow, frictionless, click; assert pyarrow.__version__ == {pa.__version__!r}"
    names = [os.environ.get("PYTHON_OTHER", ""), *(f"python3.{minor}" for minor in (11, 12, 13, 14))]
    for name in names:
        path = shutil.which(name) if name else None
        if path and name != f"python3.{sys.version_info.minor}":
            if not subprocess.run([path, "-c", wanted], capture_output=True).returncode:
                return path
    return None


def test_another_python(given: Path, expected: Files, tmp_path: Path) -> None:
    python = other_python()
    if not python:
        pytest.skip("no other Python with the same libraries; PYTHON_OTHER may name one")
    assert elsewhere(given, tmp_path / "out", python) == expected


# Another pyarrow


@pytest.mark.usefixtures("expected")
def test_the_fingerprint_of_a_parquet_file_does_not_depend_on_who_wrote_it(given: Path, tmp_path: Path) -> None:
    """Parquet names its writer, so its bytes change with pyarrow's release; the canonical CSV of its rows does not."""
    from publisher.formats.write import TableWriter
    from publisher.schemas import load

    out = given.parent / "out"
    body = json.loads((out / "datapackage.json").read_bytes())
    schemas = load(out / "schemas")
    for resource in body["resources"]:
        if "fingerprint" in resource:
            name = resource["name"].removesuffix("-parquet")
            with TableWriter(tmp_path, schemas[name]) as writer:
                for batch in pq.read_table(out / resource["path"], schema=schemas[name].arrow).to_batches():
                    writer.write(batch)
                csv = writer.close().files["csv"]
                assert f"sha256:{csv.sha256}" == resource["fingerprint"]
