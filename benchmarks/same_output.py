"""Whether two commits make the same of the same: packages and candidates, byte for byte.

    python -m benchmarks.same_output BASE [HEAD] [--gold FOLDER] [--articles N]

Each commit is checked out into a folder of its own and builds the package of its seeds, reads FOLDER/*.jsonl with
`extract`, and builds an archive of N articles (300) of `benchmarks.corpus`, which this checkout writes for both. The
two run at the same time, each in one process: half a minute on two quiet cores.
CSV and candidates must be identical; Parquet must, but for the metadata that carries the schema. Of other files it is
said that they differ, which is no fault. HEAD: this checkout as it is, unless a commit is named. Exit code 1 when
something differs that must not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path

import pyarrow.parquet as pq
from made import call, corpus

ROOT = Path(__file__).parent.parent
LINES = 3  # shown of each file that differs
WIDTH = 240  # characters shown of a line


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("base")
    parser.add_argument("head", nargs="?", default="")
    parser.add_argument("--gold", type=call.folder, help="folder of JSON Lines with doc_id, text, doc_date")
    parser.add_argument("--articles", type=int, default=300)
    given = parser.parse_args()
    gold = sorted(given.gold.glob("*.jsonl")) if given.gold else []
    if not gold:
        print(f"extract: skipped, {given.gold or 'no folder of JSON Lines was named (--gold)'} holds none")
    with tempfile.TemporaryDirectory(prefix="same-output-") as home:
        archive = Path(home) / "archive"
        if given.articles:
            corpus.write(given.articles, archive)
        sides = {"base": given.base, "head": given.head}
        codes = [checkout(one, Path(home) / f"{side}-code") if one else ROOT for side, one in sides.items()]
        with ThreadPoolExecutor() as pool:
            make = partial(outputs, archive=archive if given.articles else None, gold=gold)
            made = pool.map(make, codes, [Path(home) / side for side in sides])
        faults = [line for line in differences(*made) if print(line) or not line.startswith("note: ")]
    print(f"{len(faults)} files differ" if faults else "the same")
    raise SystemExit(bool(faults))


def checkout(commit: str, folder: Path) -> Path:
    """The files of a commit. Raises SystemExit with what git says of one that it does not know."""
    folder.mkdir()
    tar = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True)
    if tar.returncode:
        raise SystemExit(tar.stderr.decode().strip())
    subprocess.run(["tar", "-x", "-C", str(folder)], input=tar.stdout, check=True)
    return folder


def outputs(code: Path, out: Path, archive: Path | None, gold: Sequence[Path]) -> Path:
    """What the code in a folder makes of its seeds, of the archive and of the files, each in a folder below `out`."""
    cases = {"article": code / "seeds"} | ({"archive": archive} if archive else {})
    for name, seeds in cases.items():
        (out / name).mkdir(parents=True)
        run(code, "--seeds", str(seeds), "--out", str(out / name), "--jobs", "1")
    (out / "extract").mkdir()
    for path in gold:
        with path.open("rb") as lines, (out / "extract" / path.name).open("wb") as found:
            command = [sys.executable, "build.py", "extract", "-"]
            subprocess.run(command, cwd=code, stdin=lines, stdout=found, check=False)  # 1 where a line has no text
    return out


def run(code: Path, *arguments: str) -> None:
    """A build of that code. Raises SystemExit with what it says when it fails."""
    alone = {**os.environ, "ARTICLE_RECORDS_NO_CACHE": "1"}
    command = [sys.executable, "build.py", *arguments]
    done = subprocess.run(command, cwd=code, env=alone, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{code.name}: build.py {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")


def differences(base: Path, head: Path) -> Iterator[str]:
    """A line for each file that is not the same in both, with what differs in it."""
    names = sorted({path.relative_to(side) for side in (base, head) for path in side.rglob("*") if path.is_file()})
    for name in names:
        one, other = base / name, head / name
        if not (one.exists() and other.exists()):
            yield f"{name}: only in {'base' if one.exists() else 'head'}"
        elif one.read_bytes() == other.read_bytes():
            continue
        elif name.suffix == ".parquet":
            if fault := unequal_tables(one, other):
                yield f"{name}: {fault}"
        elif name.suffix in (".csv", ".jsonl"):
            yield f"{name}: {unequal_lines(one, other)}"
        else:
            yield f"note: {name}: differs"


def unequal_tables(one: Path, other: Path) -> str:
    """In what two Parquet files differ beside their metadata; empty when in nothing."""
    left, right = pq.ParquetFile(one), pq.ParquetFile(other)
    if not left.schema_arrow.remove_metadata().equals(right.schema_arrow.remove_metadata()):
        return "columns differ"
    groups = [
        [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] for file in (left, right)
    ]
    if groups[0] != groups[1]:
        return f"row groups of {groups[0]} and {groups[1]} rows"
    tables = [file.read().replace_schema_metadata() for file in (left, right)]
    return "" if tables[0].equals(tables[1]) else "cells differ"


def unequal_lines(one: Path, other: Path) -> str:
    """The first lines that differ."""
    with one.open(encoding="utf-8") as left, other.open(encoding="utf-8") as right:
        pairs = ((number, *pair) for number, pair in enumerate(zip_longest(left, right, fillvalue=""), 1))
        unlike = ((number, was, now) for number, was, now in pairs if was != now)
        shown = [
            f"line {number}\n  - {was[:WIDTH]!r}\n  + {now[:WIDTH]!r}" for number, was, now in islice(unlike, LINES)
        ]
    return "; ".join(shown)


if __name__ == "__main__":
    main()
