"""frictionless as the outside check: a package is published only if it, too, says valid.

It runs in a process of its own, beside our own checks, and reads about 15,000 rows a second. Beyond what is bearable
it checks the descriptor, and a sample package: the rows of the first articles and, along the foreign keys, every row
that these rest on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from publisher import DESCRIPTOR, exits
from publisher.problem import EntryName, Problem

if TYPE_CHECKING:
    from publisher.schemas import Schema

BEARABLE = 200_000  # rows


@dataclass(frozen=True)
class Judgement:
    """What was judged, in words, and what frictionless has to say against it: nothing when it is valid."""

    judged: str
    problems: tuple[Problem, ...]


# By name of a module Python would seek the program in the current folder, or with PYTHONSAFEPATH nowhere.
STARTED = f"import sys; sys.path.insert(0, sys.argv[1]); from {__name__} import started; started()"

Frictionless = Callable[[Path, int, Path, Path, bool], Callable[[], Judgement]]
"""What takes the folder of a package, the number of its rows, the folder of its Table Schemas, one for scratch, and
whether to check every row however many there are; what it returns waits for the result."""


@contextmanager
def judging() -> Iterator[Frictionless]:
    """frictionless for one package, in a process of its own: it gets ready while the package is still being made, and
    checks while the caller does something else."""
    with subprocess.Popen(
        [sys.executable, "-c", STARTED, str(Path(__file__).parents[2])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,  # Ctrl-C is for the build alone to answer
    ) as process:
        assert process.stdin
        asking = process.stdin

        def ask(folder: Path, rows: int, schemas: Path, scratch: Path, full: bool) -> Callable[[], Judgement]:
            case = [str(folder.resolve()), rows, str(schemas.resolve()), str(scratch.resolve()), full]
            with suppress(BrokenPipeError):  # it died, and gives no verdict
                asking.write(json.dumps(case) + "\n")
                asking.flush()
            return lambda: _verdict(process)

        try:
            yield ask
        finally:
            process.kill()
            with suppress(BrokenPipeError):  # what it did not read any more
                asking.close()


def _verdict(process: subprocess.Popen[str]) -> Judgement:
    """Raises ChildProcessError when there is none: what is wrong with the data is no failure of frictionless. Nobody
    waits for its process to end."""
    assert process.stdout
    output = process.stdout.readline()
    if not output.endswith("\n"):
        code = process.wait()
        why = f"signal {-code}; is there enough memory?" if code < 0 else f"exit code {code}"
        raise ChildProcessError(f"frictionless, which runs beside our own checks, ended without a result ({why})")
    said = json.loads(output)
    if "failed" in said:
        raise ChildProcessError(said["failed"])
    return Judgement(said["judged"], tuple(_problem(*fields) for fields in said["problems"]))


def judge(folder: Path, rows: int, schemas: Mapping[str, Schema], scratch: Path, full: bool = False) -> Judgement:
    """The verdict on the package in `folder`, in this process."""
    if full or rows <= BEARABLE:
        return Judgement("every row by frictionless", tuple(_validate(folder)))
    from publisher.validate.sample import write

    sample = scratch / "sample"
    taken = write(folder, sample, schemas)
    what = (
        f"descriptor and a sample of {taken:,} rows (closed under foreign keys) by frictionless; --full for every row"
    )
    return Judgement(what, (*_validate(folder, rows=False), *_validate(sample)))


def _validate(folder: Path, rows: bool = True) -> list[Problem]:
    """What it has against a package, or without the rows against its descriptor alone."""
    from frictionless import FrictionlessException, Package, system

    try:
        with _answering(), chdir(folder), system.use_context(trusted=False):  # [ in a path is a pattern to it
            package = Package(DESCRIPTOR)
            if not rows:
                return []
            report = package.validate()
    except FrictionlessException as exception:
        errors = exception.reasons or [exception.error]
        return [_problem(DESCRIPTOR, error.type, f"frictionless: {error.message}") for error in errors]
    problems = [_problem(DESCRIPTOR, error.type, f"frictionless: {error.message}") for error in report.errors]
    for task in report.tasks:
        problems += [
            _problem(task.place or task.name, error.type, f"frictionless: {error.message}") for error in task.errors
        ]
    return problems


def _problem(file: str, kind: str, message: str) -> Problem:
    return Problem(file, message, EntryName(kind))


@contextmanager
def _answering() -> Iterator[None]:
    """Reports what goes wrong inside frictionless as such. Raises ChildProcessError, and what frictionless says of the
    package."""
    from frictionless import FrictionlessException

    try:
        yield
    except (FrictionlessException, OSError, MemoryError):
        raise
    except Exception as error:
        why = f"{type(error).__name__}: {error}".splitlines()[0]
        raise ChildProcessError(f"frictionless, which runs beside our own checks, failed: {why}") from None


def main() -> None:
    """The child's side of `judging`, which ends when the parent does."""
    _get_ready()
    from publisher.schemas import load

    asked = sys.stdin.readline()
    if not asked:
        return
    Thread(target=_end_with_parent, daemon=True).start()
    folder, rows, schemas, scratch, full = json.loads(asked)
    try:
        found = judge(Path(folder), rows, load(Path(schemas)), Path(scratch), full)
    except ChildProcessError as error:
        said: dict[str, object] = {"failed": str(error)}
    else:
        problems = [(one.file, str(one.record), one.message) for one in found.problems]
        said = {"judged": found.judged, "problems": problems}
    print(json.dumps(said), flush=True)


def _get_ready() -> None:
    """Has frictionless load what it takes for a table, a date and an address, while the package is still being made."""
    from frictionless import Resource, Schema

    fields = [{"name": "day", "type": "date"}, {"name": "link", "type": "string", "format": "uri"}]
    schema = Schema.from_descriptor({"fields": fields})
    Resource(b"day,link\n2025-01-31,https://example.org\n", format="csv", schema=schema).validate()


def _end_with_parent() -> None:
    sys.stdin.read(1)  # nothing more ever comes but the end
    os._exit(1)


def started() -> None:
    """The process."""
    exits.run(main)
