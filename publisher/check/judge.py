"""frictionless as the outside judge: a package is published only if it, too, says valid.

It runs in a process of its own, beside our own checks, and reads about 15,000 rows a second. Beyond what is bearable
it judges the descriptor, and a sample package: the rows of the first articles and, along the foreign keys, every row
that these rest on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from threading import Thread

from publisher import exits
from publisher.problem import Problem
from publisher.schemas import Schema, load

BEARABLE = 200_000  # rows


@dataclass(frozen=True)
class Judgement:
    """What was judged, in words, and what frictionless has to say against it: nothing when it is valid."""

    judged: str
    problems: tuple[Problem, ...]


@contextmanager
def judging(
    folder: Path, rows: int, schemas: Path, scratch: Path, full: bool = False
) -> Iterator[Callable[[], Judgement]]:
    """Has the package in `folder` judged while the caller does something else; what it yields waits for the verdict.

    rows: of all tables; schemas: the folder of the Table Schemas; full: judge every row, however many there are.
    """
    arguments = [str(folder), str(rows), str(schemas), str(scratch), str(int(full))]
    command = [sys.executable, "-m", "publisher.check.judge", *arguments]
    with subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,  # Ctrl-C is for the build alone to answer
    ) as process:
        try:
            yield lambda: _verdict(process)
        finally:
            process.kill()


def _verdict(process: subprocess.Popen[str]) -> Judgement:
    """Raises ChildProcessError when there is none: frictionless itself never fails for what is wrong with the data."""
    assert process.stdout
    output = process.stdout.read()
    if process.wait():
        raise ChildProcessError("frictionless ended without a verdict")
    judged, problems = json.loads(output)
    return Judgement(judged, tuple(Problem(*fields) for fields in problems))


def judge(folder: Path, rows: int, schemas: Mapping[str, Schema], scratch: Path, full: bool = False) -> Judgement:
    """The verdict on the package in `folder`, in this process."""
    if full or rows <= BEARABLE:
        return Judgement("every row by frictionless", tuple(_validate(folder)))
    from publisher.check.sample import write

    sample = scratch / "sample"
    taken = write(folder, sample, schemas)
    what = (
        f"descriptor and a sample of {taken:,} rows (closed under foreign keys) by frictionless; --full for every row"
    )
    return Judgement(what, (*_descriptor(folder), *_validate(sample)))


def _validate(folder: Path) -> list[Problem]:
    from frictionless import Package, system

    with system.use_context(trusted=False):
        report = Package(str(folder / "datapackage.json")).validate()
    problems = [
        Problem("datapackage.json", error.type, "", f"frictionless: {error.message}") for error in report.errors
    ]
    for task in report.tasks:
        problems += [Problem(task.place or task.name, e.type, "", f"frictionless: {e.message}") for e in task.errors]
    return problems


def _descriptor(folder: Path) -> list[Problem]:
    from frictionless import FrictionlessException, Package

    try:
        Package(str(folder / "datapackage.json"))
    except FrictionlessException as exception:
        errors = exception.reasons or [exception.error]
        return [Problem("datapackage.json", error.type, "", f"frictionless: {error.message}") for error in errors]
    return []


def main() -> None:
    """The child's side of `judging`, which ends when the parent does."""
    Thread(target=_end_with_parent, daemon=True).start()
    folder, rows, schemas, scratch, full = sys.argv[1:]
    found = judge(Path(folder), int(rows), load(Path(schemas)), Path(scratch), full == "1")
    json.dump([found.judged, [astuple(problem) for problem in found.problems]], sys.stdout)


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing ever comes but the end
    os._exit(1)


if __name__ == "__main__":
    exits.run(main)
