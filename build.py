#!/usr/bin/env python3
"""The recipe and the command line: from seeds/ to a validated, evidence-linked Data Package.

Exit codes: 0 fine, 1 the data is not fine, 2 the call is not fine, 3 the machine is not fine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

try:
    import typer
except ModuleNotFoundError:  # the first stumble of all: not the Python that `make` filled
    print("this Python lacks what build.py needs: run `make`, then `. .venv/bin/activate`", file=sys.stderr)
    raise SystemExit(3) from None

from publisher.exits import DATA, run, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.package.make import Made
    from publisher.schemas import Schema

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE / "schemas"

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
Seeds = Annotated[
    Path, typer.Option("--seeds", exists=True, file_okay=False, help="Folder of the articles and their records.")
]
Out = Annotated[Path, typer.Option("--out", file_okay=False, help="Folder of the package.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes that work on articles; 0: as many as it takes.")]
Scheduler = Annotated[str, typer.Option("--scheduler", help="Address of a Dask cluster that reads them instead.")]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at a bad article of an archive; else leave it out.")]
Articles = Annotated[
    list[Path],
    typer.Argument(help="Articles (.txt), or - for JSON Lines on standard input."),
]
Full = Annotated[bool, typer.Option("--full", help="Let frictionless judge every row, however many there are.")]


@app.callback(invoke_without_command=True)
def build(
    context: typer.Context,
    seeds: Seeds = HERE / "seeds",
    out: Out = HERE,
    jobs: Jobs = 0,
    scheduler: Scheduler = "",
    strict: Strict = False,
    full: Full = False,
) -> None:
    """Build everything from the seeds and publish it."""
    if context.invoked_subcommand is not None:
        return
    from publisher.package.summary import left_out, summary
    from publisher.publish.swap import swap, workshop

    if out.resolve().is_relative_to(seeds.resolve()):
        raise typer.BadParameter(f"{out}: lies in the seeds, {seeds}; name another folder", param_hint="--out")
    begun = time.perf_counter()
    with workshop(out) as scratch:
        made = make(seeds, out, scratch, jobs, scheduler, strict, full)
        swap(made.folder, out)
    print(summary(made, time.perf_counter() - begun), flush=True)
    say(left_out(made))


def make(seeds: Path, out: Path, scratch: Path, jobs: int, scheduler: str, strict: bool, full: bool) -> Made:
    """The package, whole and checked, in a folder of its own under `scratch`. Nothing is published yet."""
    from publisher.package import make as package
    from publisher.seeds.inputs import inputs
    from publisher.tables.assemble import assemble
    from publisher.tables.batches import batches, processes
    from publisher.workers import workers

    given = inputs(seeds, SCHEMAS, scratch)
    folder = package.folder(scratch, SCHEMAS)
    with workers(jobs or processes(given), scheduler) as pool:
        tables = assemble(batches(given, pool), folder / "data", given, strict)
        made = package.describe(folder, out, given, tables)
        return package.check(made, given, scratch, pool, full)


@app.command()
def check(seeds: Seeds = HERE / "seeds", out: Out = HERE, jobs: Jobs = 0) -> None:
    """Rebuild in a scratch folder and compare with what is published; say what differs."""
    from publisher.publish.drift import drift
    from publisher.publish.swap import settle

    settle(out)
    with tempfile.TemporaryDirectory() as scratch:
        made = make(seeds, out, Path(scratch), jobs, "", False, False)
        found = drift(made.folder, out)
    if found:
        say(found)
        raise typer.Exit(DATA)
    print(f"{out.name or out}: as built from {seeds.name or seeds}")


@app.command()
def validate(
    package: Annotated[
        Path, typer.Argument(exists=True, metavar="PACKAGE", help="A Data Package: folder or zip.")
    ] = HERE,
    schemas: Annotated[
        Path | None,
        typer.Option("--schemas", exists=True, file_okay=False, help="Schemas that the package must have."),
    ] = None,
    seeds: Annotated[
        Path | None,
        typer.Option("--seeds", exists=True, file_okay=False, help="Folder of the articles; default: PACKAGE/seeds."),
    ] = None,
    require_evidence: Annotated[bool, typer.Option(help="Fail when an article is absent.")] = False,
    complete: Annotated[bool, typer.Option("--complete", help="Fail when anything was not checked.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
) -> None:
    """Check any Data Package; of one of ours also the evidence and the domain rules."""
    from publisher.check.package import check_package
    from publisher.publish.swap import half_done
    from publisher.seeds.library import of_folder
    from publisher.zipped import opened

    if half_done(package):
        say([f"{package}: a build was cut off half-way, so this is neither the old package nor the new; run it again"])
        raise typer.Exit(DATA)
    trusted = _trusted(schemas) if schemas else None
    with opened(package) as folder:
        library = of_folder(seeds or folder / "seeds")
        report = check_package(folder, schemas=trusted, library=library, require_evidence=require_evidence)
    print(report.as_json() if as_json else report.as_text())
    if not report.valid or (complete and not report.complete):
        raise typer.Exit(DATA)


def _trusted(folder: Path) -> Mapping[str, Schema]:
    from publisher.schemas import SchemaError, load

    try:
        found = load(folder)
    except (SchemaError, OSError) as error:
        raise typer.BadParameter(f"{folder}: {error}", param_hint="--schemas") from None
    if not found:
        raise typer.BadParameter(f"{folder}: holds no Table Schema (*.json)", param_hint="--schemas")
    return found


@app.command()
def extract(
    files: Articles,
    actors: Annotated[
        Path | None, typer.Option("--actors", exists=True, dir_okay=False, help="Authority file that names actors.")
    ] = None,
    date: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Document date of the files.")
    ] = None,
) -> None:
    """Print the candidates of articles as JSON Lines."""
    from publisher.seeds.authority import surfaces
    from publisher.stream import from_files, stream

    if absent := [str(file) for file in files if str(file) != "-" and (file.is_dir() or not file.exists())]:
        raise typer.BadParameter(f"{', '.join(absent)}: no such file", param_hint="FILES")
    known = surfaces(actors, SCHEMAS) if actors else None
    entries = from_files(files, date.date().isoformat() if date else None, sys.stdin.buffer)
    if not stream(entries, known, sys.stdout.buffer):
        raise typer.Exit(DATA)


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Article, seeds/NAME.txt.")],
    update: Annotated[bool, typer.Option("--update", help="Append what the file does not account for yet.")] = False,
) -> None:
    """Write seeds/NAME.toml with every candidate as a record to confirm, edit or reject."""
    from publisher.draft import write

    print(write(file, SCHEMAS, update))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(exists=True, help="Package: folder or zip.")],
    new: Annotated[Path, typer.Argument(exists=True, help="Package: folder or zip.")] = HERE,
) -> None:
    """Say what changed between two packages, by table, id and field, and the version step that asks for."""
    from publisher.release.diff import compare

    print(compare(old, new))


@app.command()
def release(
    dist: Annotated[Path, typer.Option("--dist", file_okay=False, help="Folder of the archive.")] = HERE / "dist",
) -> None:
    """Pack the package as NAME-VERSION.zip with SHA256SUMS, and write seeds/released.json."""
    from publisher.release.pack import release as pack

    print(pack(HERE, SCHEMAS, dist))


def main() -> None:
    """The command line."""
    run(app)


if __name__ == "__main__":
    main()
