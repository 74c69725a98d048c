"""From one article to an archive: time by stage, memory and size for corpora of N articles, beside peers and the floor.

    python -m benchmarks.scale [N ...] [--jobs J ...] [--runs R]     default: 1 10 100 1000 10000, --jobs 1, --runs 1

Every N runs in a process of its own. whole: `python build.py --jobs J` in a process of its own for every J, R times in
turn, the median; gain: the first of them to the last, pair by pair, the median. peak: the largest process of any. The
stages alone (tables, rest, check, judge) are taken one after the other, with the first J. ratio: the whole build
(extract, reconcile, check, write, verify) to frictionless alone on its output, which is run up to what is bearable and
extrapolated (~) beyond. pandas: to_csv and to_parquet of the same tables. floor: reading and hashing every byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from made import call, corpus

ROOT = Path(__file__).parent.parent
BEARABLE = 10_000  # articles that frictionless judges whole: a minute and a half


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1, 10, 100, 1_000, 10_000])
    parser.add_argument("--jobs", nargs="+", type=int, default=[1])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.counts[0], given.jobs, given.runs)))
        return
    jobs = list(map(str, given.jobs))
    how = f"--jobs {' '.join(jobs)} --runs {given.runs}"
    print(f"python {sys.version.split()[0]}, {versions()}, {os.cpu_count()} cores, {how}")
    rate = 0.0
    for number, count in enumerate(given.counts):
        command = [sys.executable, "-m", "benchmarks.scale", str(count), *how.split(), "--one"]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
        rate = found["frictionless"] / found["rows"] if found["frictionless"] else rate
        cells = _cells(count, found, found["frictionless"] or rate * found["rows"] or math.nan)
        if number == 0:
            print("  ".join(f"{name:>{len(cell)}}" for name, cell in cells.items()))
        print("  ".join(f"{cell:>{len(name)}}" for name, cell in cells.items()), flush=True)


def _cells(count: int, found: Mapping[str, Any], judged: float) -> dict[str, str]:
    """A line of the table, each cell as wide as any in its column. judged: seconds that frictionless takes."""
    extrapolated = "" if found["frictionless"] else "~"
    thousands, whole = found["rows"] / 1000, found["whole"]
    return {
        "articles": f"{count:>8,}",
        "rows": f"{int(found['rows']):>10,}",
        "MB out": f"{found['bytes'] / 1e6:>7.1f}",
        "articles/s": f"{count / whole[0]:>10.1f}",
        "tables s": f"{found['tables']:>8.1f}",
        "krows/s": f"{thousands / found['tables']:>8.1f}",
        "check s": f"{found['check']:>7.1f}",
        "krows/s ": f"{thousands / found['check']:>8.1f}",
        "judge s": f"{found['judge']:>7.1f}",
        "rest s": f"{found['rest']:>6.1f}",
        "whole s": " ".join(f"{seconds:>7.1f}" for seconds in whole),
        "gain": f"{found['gain']:>4.2f}" if len(whole) > 1 else "    ",
        "peak MB": f"{found['peak']:>7.0f}",
        "frictionless s": f"{extrapolated}{judged:.1f}".rjust(14),
        "ratio": " ".join(f"{extrapolated}{seconds / judged:.2f}".rjust(5) for seconds in whole),
        "pandas s": f"{found['pandas']:>8.1f}",
        "floor s": f"{found['floor']:>7.2f}",
    }


def measure(count: int, jobs: Sequence[int], runs: int) -> dict[str, Any]:
    """Seconds of whole builds and of each stage, the peak of memory in MB, the output, and the peers on it."""
    from publisher import pipeline
    from publisher.inputs.build_inputs import read_inputs
    from publisher.publish import package_folder
    from publisher.publish.append import append
    from publisher.publish.description import describe
    from publisher.validate.frictionless_check import judge
    from publisher.validate.package import Asked, check_package
    from publisher.workers import workers

    seconds: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as home:
        seeds, scratch, out = (Path(home) / name for name in ("seeds", "scratch", "out"))
        corpus.write(count, seeds)
        scratch.mkdir()
        out.mkdir()
        turns = [[build(seeds, out, number) for number in jobs] for _ in range(runs)]
        seconds["whole"] = [median(took for took, _ in builds) for builds in zip(*turns, strict=True)]
        seconds["gain"] = median(turn[0][0] / turn[-1][0] for turn in turns)
        seconds["peak"] = max(peak for turn in turns for _, peak in turn)
        with workers(jobs[0]) as pool:
            with _timed(seconds, "tables"):
                given = read_inputs(seeds, ROOT / "schemas", scratch)
                folder = package_folder.begin_package(scratch, ROOT / "schemas")
                tables = append(pipeline.judged(given, pool), folder / "data", given)
            with _timed(seconds, "rest"):
                describe(package_folder.declare(folder, given, tables), out, given, pool)
        with _timed(seconds, "check"):
            report = check_package(folder, Asked(judged=True))
        assert report.valid, report.as_text()
        rows = sum(report.rows.values())
        with _timed(seconds, "judge"):
            problems = judge(folder, rows, given.schemas, scratch).problems
        assert not problems, problems
        seconds |= {"rows": rows, "bytes": sum(path.stat().st_size for path in _files(folder))}
        seconds |= peers(folder, count)
    return seconds


def build(seeds: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds of a build as a person starts it, and the memory of its largest process in MB."""
    command = [sys.executable, "build.py", "--seeds", str(seeds), "--out", str(out), "--jobs", str(jobs), "--no-cache"]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=call.ENVIRONMENT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def _files(folder: Path) -> list[Path]:
    """The files of a package's data, those of its articles' pages too."""
    return [path for path in (folder / "data").rglob("*") if path.is_file()]


def peers(folder: Path, count: int) -> dict[str, float]:
    """frictionless on the package (0 where it would take too long), pandas writing the same tables, and the floor:
    reading and hashing every byte."""
    import pandas as pd

    seconds = {"frictionless": 0.0, "pandas": 0.0}
    with _timed(seconds, "floor"):
        for path in _files(folder):
            with path.open("rb") as file:
                hashlib.file_digest(file, "sha256")
    if count <= BEARABLE:
        from frictionless import Package

        with _timed(seconds, "frictionless"):
            assert Package(str(folder / "datapackage.json")).validate().valid
    for path in sorted((folder / "data").glob("*.parquet")):
        frame = pd.read_parquet(path, dtype_backend="pyarrow")
        with tempfile.TemporaryDirectory() as home:
            begun = time.perf_counter()
            frame.to_csv(f"{home}/table.csv", index=False)
            frame.to_parquet(f"{home}/table.parquet")
            seconds["pandas"] += time.perf_counter() - begun
    return seconds


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - begun


def versions() -> str:
    from importlib.metadata import version

    return ", ".join(f"{name} {version(name)}" for name in ("frictionless", "pandas", "pyarrow"))


if __name__ == "__main__":
    main()
