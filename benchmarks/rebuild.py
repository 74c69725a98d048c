"""What a build costs that takes over what has not changed: CPU of an archive of N articles plus one, and of all anew.

    python -m benchmarks.rebuild [N] [--jobs J] [--runs R]     default: 10000, --jobs 1, --runs 1

CPU is that of all processes of a build, user and system, in seconds: the median of R builds (of one where nothing is
taken over). full: without a cache; first: into an empty one; then each with an article more than that first build,
which sorts first, in the middle or last; at last the same seeds again. ratio: to the full build. The package with the
article in the middle is compared, byte for byte, with that of the full build.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median

from made import call, corpus

from benchmarks.scale import ROOT, versions

PLACES = {"first": "a-first", "middle": "article-{:07}-b", "last": "z-last"}


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--runs", type=int, default=1)
    given = parser.parse_args()
    how = f"{given.count:,} articles, --jobs {given.jobs} --runs {given.runs}"
    print(f"python {sys.version.split()[0]}, {versions()}, {os.cpu_count()} cores, {how}")
    with tempfile.TemporaryDirectory() as home:
        measure(Path(home), given.count, given.jobs, given.runs)


def measure(home: Path, count: int, jobs: int, runs: int) -> None:
    """Prints a line for each build."""
    cache, out = home / "cache", home / "out"
    seeds = home / "seeds"
    corpus.write(count, seeds)
    more = {place: one_more(seeds, home / place, count, name) for place, name in PLACES.items()}

    full = cpu(more["middle"], home / "full", jobs, "--no-cache")
    print(f"{'build':>12}  {'CPU s':>7}  {'ratio':>5}")
    tell("full", full, full)
    tell("first", cpu(seeds, out, jobs, "--cache-dir", str(cache)), full)
    kept = home / "kept"
    cache.rename(kept)
    for place, other in more.items():
        seconds = []
        for _ in range(runs):
            shutil.copytree(kept, cache)
            seconds.append(cpu(other, out, jobs, "--cache-dir", str(cache)))
            shutil.rmtree(cache)
        tell(f"+1 {place}", median(seconds), full)
        if place == "middle":
            assert same(out, home / "full"), "a build that takes over must give the bytes of one that does not"
    tell("the same", median(cpu(seeds, out, jobs, "--cache-dir", str(kept)) for _ in range(runs)), full)
    size = sum(path.stat().st_size for path in kept.iterdir())
    print(f"cache: {size / 1e6:.1f} MB, {size / count / 1e3:.1f} kB an article")


def one_more(seeds: Path, folder: Path, count: int, name: str) -> Path:
    """The seeds with an article more, which stands in the first line of the archive."""
    shutil.copytree(seeds, folder)
    corpus.write(0, folder)
    article = next(islice(corpus.corpus(count + 1), count, None))
    entry = {**article, "doc_id": name.format(count // 2)}
    with (folder / "corpus.jsonl").open("w", encoding="utf-8") as lines:
        lines.write(corpus.line(entry))
        lines.write((seeds / "corpus.jsonl").read_text(encoding="utf-8"))
    return folder


def cpu(seeds: Path, out: Path, jobs: int, *options: str) -> float:
    """Seconds that all processes of a build take, as a person starts it."""
    command = [sys.executable, "build.py", "--seeds", str(seeds), "--out", str(out), "--jobs", str(jobs), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_utime + used.ru_stime


def tell(name: str, seconds: float, full: float) -> None:
    print(f"{name:>12}  {seconds:>7.1f}  {seconds / full:>5.2f}", flush=True)


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""
    files = [{path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} for folder in (one, other)]
    return files[0] == files[1] and all(filecmp.cmp(one / name, other / name, shallow=False) for name in files[0])


if __name__ == "__main__":
    main()
