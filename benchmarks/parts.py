"""What large archives need, computed from small ones; and what of a package in parts an article more makes new.

    python -m benchmarks.parts [N]     default: 1200

measured: a build of N / 4 articles and one of N, with an empty cache and in one process; what an article more takes is
the difference of the two, divided. CPU is that of the build itself, user and system, without that of frictionless,
which looks at a sample of a large archive. computed: as many articles as are said, by these figures; a part has on
average 5/8 of the largest size; collision: the chance that two rows of one table get the same id, of which 64 bits are
a hash. changed: the same N and one more, which sorts in the middle, with parts as small as would give the archive of N
a hundred of `evidence`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, exp
from pathlib import Path
from typing import Any

from made import call, corpus

from benchmarks.rebuild import one_more
from benchmarks.scale import ROOT, versions
from publisher.formats.parts import LARGEST_PART, each
from publisher.tables import KEYS

MANY = (1_000_000, 10_000_000)
FILLED = 5 / 8  # of the largest size
CALL = """
import atexit, resource, sys
atexit.register(lambda: print(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), file=sys.stderr))
import build
build.main()
"""


@dataclass(frozen=True)
class Built:
    """cpu: seconds; memory: bytes of the largest process; kept: bytes of the cache; resources: those of the package, by
    their names."""

    cpu: float
    memory: int
    kept: int
    resources: Mapping[str, Mapping[str, Any]]

    def size(self, end: str) -> int:
        """Bytes of all tables in one format."""
        return sum(told["bytes"] for told in self.resources.values() if each(told)[0]["path"].endswith(end))


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1200)
    count = parser.parse_args().count
    print(f"python {sys.version.split()[0]}, {versions()}, {os.cpu_count()} cores, {count:,} articles")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        few, many = (measured(home / str(number), number) for number in (count // 4, count))
        tell(few, many, count - count // 4, count)
        changed(home, many, count)


def measured(home: Path, count: int) -> Built:
    corpus.write(count, home / "seeds")
    return build(home / "seeds", home, home / "cache")


def build(seeds: Path, out: Path, cache: Path) -> Built:
    """A build as a person starts it."""
    options = ["--seeds", seeds, "--out", out, "--jobs", "1", "--cache-dir", cache]
    command = [sys.executable, "-c", CALL, *map(str, options)]
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        errors.seek(0)
        cpu = float(errors.read().split()[-1])
    body = json.loads((out / "datapackage.json").read_bytes())
    kept = sum(path.stat().st_size for path in cache.rglob("*"))  # nothing of a few articles
    return Built(cpu, used.ru_maxrss * 1024, kept, {told["name"]: told for told in body["resources"]})


def tell(few: Built, many: Built, more: int, count: int) -> None:
    """Prints what is measured, and what follows from it. more: articles that the second build had more."""
    cpu = (many.cpu - few.cpu) / more
    sizes = {end: (many.size(end) - few.size(end)) / more for end in ("csv", "parquet")}
    kept = (many.kept - few.kept) / more
    print(f"measured, an article more: {cpu * 1000:.0f} ms CPU, ", end="")
    print(", ".join(f"{size / 1000:.1f} kB {end}" for end, size in sizes.items()), end="")
    print(f", {kept / 1000:.1f} kB cache; memory at {count:,}: {many.memory / 1e6:.0f} MB")
    print(
        f"{'computed':>12}  {'CPU h':>7}  {'CSV GB':>7}  {'Parquet':>7}  {'cache':>7}  {'parts':>7}  {'collision':>9}"
    )
    for number in MANY:
        tables = (told["bytes"] * number / count for told in many.resources.values() if told["format"] == "csv")
        parts = sum(ceil(size / LARGEST_PART / FILLED) if size > LARGEST_PART / 2 else 1 for size in tables)
        rows = (many.resources[name]["rows"] * number / count for name in KEYS if name != "sources")
        chance = 1 - exp(-sum(held**2 for held in rows) / 2**65)
        gigabytes = (*sizes.values(), kept)
        cells = (f"{size * number / 1e9:>7.1f}" for size in gigabytes)
        print(
            f"{number:>12,}  {cpu * number / 3600:>7.1f}  {'  '.join(cells)}  {parts:>7,}  {chance:>9.5f}", flush=True
        )


def changed(home: Path, whole: Built, count: int) -> None:
    """Prints how much of the package of N articles is new when there is one more."""
    seeds, cache = home / str(count) / "seeds", home / str(count) / "cache"
    size = max(10_000, int(whole.resources["evidence"]["bytes"] / 100 / FILLED))
    more = one_more(seeds, home / "more", count, "article-{:07}-b")
    for folder in (seeds, more):
        dataset = folder / "dataset.toml"
        dataset.write_text(f"part_size = {size}\n" + dataset.read_text(encoding="utf-8"), encoding="utf-8")
    before, after = build(seeds, home / "before", cache), build(more, home / "after", cache)
    hashes = {part["hash"] for told in before.resources.values() for part in each(told)}
    files = [part for told in after.resources.values() for part in each(told)]
    new = [part for part in files if part["hash"] not in hashes]
    bytes_of = [sum(part["bytes"] for part in parts) for parts in (new, files)]
    print(f"changed, parts of at most {size:,} bytes: {len(new)} of {len(files)} files, ", end="")
    print(f"{bytes_of[0] / 1e6:.2f} of {bytes_of[1] / 1e6:.1f} MB")
    for name, told in after.resources.items():
        parts = each(told)
        if told["format"] == "csv" and parts[1:]:
            print(f"{name:>20}  {sum(part['hash'] not in hashes for part in parts)} of {len(parts)} parts")


if __name__ == "__main__":
    main()
