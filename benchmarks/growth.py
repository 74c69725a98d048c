"""How time and memory grow with an archive: whole builds of N articles, one after the other, and their validation.

    python -m benchmarks.growth [N ...] [--paragraphs LEAST MOST] [--jobs J] [--home DIR]     default: 10000 100000

CPU: user and system time of a build with all its processes, without what frictionless and a start cost whatever the
size (that of a build of one article). growth: CPU of an article, to that of the line before. peak: the largest process.
validate: `build.py validate` on every row, in a process of its own. Wall clock time is not printed: these runs take so
long that the machine does other things meanwhile. home: where seeds and packages go (gigabytes); what is made is
removed again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from made import call, corpus

from benchmarks.scale import ROOT, versions


@dataclass(frozen=True, slots=True)
class Used:
    """What a command took. cpu: seconds of all its processes; memory: MB of the largest."""

    cpu: float
    memory: float


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--paragraphs", nargs=2, type=int, default=corpus.SIZE)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--home", type=call.folder)
    given = parser.parse_args()
    least, most = given.paragraphs
    how = f"--paragraphs {least} {most} --jobs {given.jobs}"
    print(f"python {sys.version.split()[0]}, {versions()}, {os.cpu_count()} cores, {how}")
    head = ("articles", "MB text", "rows", "MB csv", "MB parquet", "CPU s", "ms each", "growth", "peak MB")
    print("  ".join(f"{name:>11}" for name in (*head, "validate s", "peak MB ")), flush=True)
    before = 0.0
    with tempfile.TemporaryDirectory(dir=given.home) as home:
        start = measured(Path(home), 1, (least, most), given.jobs)[0].cpu
        for count in given.counts:
            built, judged, cells = measured(Path(home), count, (least, most), given.jobs)
            each = (built.cpu - start) * 1000 / count
            cells += [f"{built.cpu:,.0f}", f"{each:.2f}", f"{each / (before or each):.2f}", f"{built.memory:,.0f}"]
            before = each
            cells += [f"{judged.cpu:,.0f}", f"{judged.memory:,.0f}"]
            print("  ".join(f"{cell:>11}" for cell in cells), flush=True)


def measured(home: Path, count: int, size: tuple[int, int], jobs: int) -> tuple[Used, Used, list[str]]:
    """A build and its validation, and what was built: articles, MB of text, rows, MB of CSV and of Parquet."""
    with tempfile.TemporaryDirectory(dir=home) as name:
        seeds, out = Path(name, "seeds"), Path(name, "out")
        corpus.write(count, seeds, size)
        built = used(["--seeds", str(seeds), "--out", str(out), "--jobs", str(jobs), "--no-cache"])
        judged = used(["validate", str(out)])
        resources = json.loads((out / "datapackage.json").read_bytes())["resources"]
        tables = [[told for told in resources if told["format"] == form] for form in ("csv", "x-parquet")]
        sizes = [sum(told["bytes"] for told in some) for some in tables]
        rows = sum(told["rows"] for told in tables[0])
        text = (seeds / "corpus.jsonl").stat().st_size
    return built, judged, [f"{count:,}", f"{text / 1e6:,.1f}", f"{rows:,}", *(f"{size / 1e6:,.1f}" for size in sizes)]


def used(command: Sequence[str]) -> Used:
    """What a command of build.py takes; it must succeed."""
    whole = [sys.executable, "build.py", *command]
    process = subprocess.Popen(whole, stdout=subprocess.DEVNULL, cwd=ROOT, env=call.ENVIRONMENT)
    _, status, spent = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Used(spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
