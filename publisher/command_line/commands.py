"""What the larger commands do, from their options to the exit code. Each imports what it takes when it is called."""

from __future__ import annotations

import datetime
import shlex
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from publisher import DESCRIPTOR, SCHEMAS
from publisher.exits import DATA, say
from publisher.problem import concluded, printable

if TYPE_CHECKING:
    from publisher.order import Order
    from publisher.publish.package_folder import Made
    from publisher.schemas import Schema


CALL = ("python", "build.py")


def build(order: Order) -> None:
    """Makes the package and puts it in the place of the old one; prints what it made. Raises Refused, OSError."""
    from publisher.publish.ours import within_package
    from publisher.validate.frictionless_check import judging

    within = f"the seeds, {order.seeds}" if order.out.resolve().is_relative_to(order.seeds.resolve()) else ""
    if within := within or within_package(order.out):
        raise click.BadParameter(printable(f"{order.out}: lies in {within}; name another folder"), param_hint="--out")
    begun = time.perf_counter()
    with concluded("nothing was published"), judging() as frictionless:
        from publisher.pipeline import make, publish  # frictionless gets ready while this is imported
        from publisher.publish.swap import workshop

        with workshop(order.out) as scratch:
            made = make(order, scratch, frictionless)
            publish(made, order.out)
    from publisher.publish.summary import list_left_out, summarise

    print(summarise(made, time.perf_counter() - begun), flush=True)
    say(list_left_out(made))


def compare_with_seeds(order: Order) -> Made:
    """Says in what the package that is published differs from what the seeds give: what they give is returned, its
    folder gone. Raises Exit when it does, or is an unpacked release, which lacks what only a build has."""
    from publisher.publish.drift import drift
    from publisher.publish.sums import SUMS
    from publisher.publish.swap import settle
    from publisher.validate.frictionless_check import judging

    settle(order.out)
    if (order.out / PurePath(SUMS).name).is_file() and not (order.out / SUMS).exists():
        way = shlex.join(["python", "build.py", "validate", str(order.out)])
        what = f"is an unpacked release; check it by `sha256sum --check {PurePath(SUMS).name}` there, and"
        say([f"{order.out}: {what} by {way}"])
        raise click.exceptions.Exit(DATA)
    _built(order.out)
    with tempfile.TemporaryDirectory() as scratch, judging() as frictionless:
        from publisher.pipeline import make

        made = make(order, Path(scratch), frictionless)
        found = drift(made.folder, order.out)
    if found:
        say(found)
        raise click.exceptions.Exit(DATA)
    return made


def release(order: Order, dist: Path) -> None:
    """Packs the package that is published; prints what was written, how many full texts are in it, how many persons
    only the program found, which archives are not in it, and what is left out. Raises Exit when it is not what
    the seeds give, Refused, OSError."""
    from publisher.publish.summary import kept_out, list_left_out, persons, texts
    from publisher.release import pack

    with concluded("nothing was released"):
        made = compare_with_seeds(order)
        told = pack.release(pack.ReleasePlace(order.out, order.seeds, dist, made.tables.account.secret), SCHEMAS)
    print(told)
    print(texts(made), *persons(made), *kept_out(made), sep="\n", flush=True)
    say(list_left_out(made))


def check_article(article: str) -> None:
    """Prints what the build would say of the records of one article. Raises Exit when it would not publish it."""
    from publisher.curation.check import check

    verdict = check(article, SCHEMAS)
    *told, last = verdict.lines
    say(told)
    print(printable(last))
    if not verdict.ready:
        raise click.exceptions.Exit(DATA)


def validate(package: Path, schemas: Path | None, seeds: Path | None, wanted: Mapping[str, bool]) -> None:
    """Prints the report on a package, as text or as JSON. wanted: evidence, canonical, reextract, complete, json.

    Raises Exit when it is not valid, or not complete where that is wanted."""
    from publisher.inputs.article_store import of_folder
    from publisher.publish.swap import half_done
    from publisher.validate.package import Asked, check_package
    from publisher.zipped import opened

    if half_done(package):
        say([f"{package}: a build was cut off half-way, so this is neither the old package nor the new; run it again"])
        raise click.exceptions.Exit(DATA)
    if (package / "seeds").is_dir():
        _built(package)
    trusted = _trusted(schemas) if schemas else None
    with opened(package) as folder:
        articles = seeds or folder / "seeds"
        again = articles if wanted["reextract"] else None
        asked = Asked(trusted, of_folder(articles), wanted["evidence"], wanted["canonical"], reextract=again)
        report = check_package(folder, asked)
    print(report.as_json() if wanted["json"] else f"{report.as_text()}: {printable(str(package))}{report.about}")
    if not report.valid or (wanted["complete"] and not report.complete):
        raise click.exceptions.Exit(DATA)


def _built(package: Path) -> None:
    """Raises Exit where a folder has no package yet."""

    if not (package / DESCRIPTOR).exists():
        say([f"{package}: has no {DESCRIPTOR}; build it first: {shlex.join([*CALL, '--out', str(package)])}"])
        raise click.exceptions.Exit(DATA)


def _trusted(folder: Path) -> Mapping[str, Schema]:
    from publisher.schema_values import SchemaError
    from publisher.schemas import load

    try:
        found = load(folder)
    except (SchemaError, OSError) as error:
        raise click.BadParameter(f"{folder}: {error}", param_hint="--schemas") from None
    if not found:
        raise click.BadParameter(f"{folder}: holds no Table Schema (*.json)", param_hint="--schemas")
    return found


def extract(files: Sequence[Path], actors: Path | None, date: datetime.date | None) -> None:
    """Prints the candidates of articles, a line an article. Raises Exit when one could not be read."""
    from publisher.command_line.stream import from_files, stream
    from publisher.inputs.actors_file import read_surfaces

    named = [file for file in files if str(file) != "-"]
    faults = {"is not there": lambda file: not file.exists(), "is no file": Path.is_dir}
    for fault, has in faults.items():
        if found := [str(file) for file in named if has(file)]:
            raise click.BadParameter(printable(f"{', '.join(found)}: {fault}"), param_hint="FILE")
    if date is not None and not any(str(file) != "-" for file in files):
        message = "is the day of files; on standard input each line has its doc_date"
        raise click.BadParameter(message, param_hint="--date")
    known = read_surfaces(actors, SCHEMAS) if actors else None
    if not stream(from_files(files, date.isoformat() if date else None, sys.stdin.buffer), known, sys.stdout.buffer):
        raise click.exceptions.Exit(DATA)
