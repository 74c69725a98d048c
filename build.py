#!/usr/bin/env python3
"""The command line: from seeds/ to a validated, evidence-linked Data Package. The recipe is publisher/pipeline.py.

Exit codes: 0 fine, 1 the data is not fine, 2 the call is not fine, 3 the machine is not fine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

try:
    import typer
except ModuleNotFoundError:  # the first stumble of all: not the Python that `make` filled
    print("this Python lacks what build.py needs: run `make`, then `. .venv/bin/activate`", file=sys.stderr)
    raise SystemExit(3) from None

# PYTHONSAFEPATH leaves it out; pip installs this file as publisher/__main__.py.
sys.path.insert(0, str(Path(__file__).resolve().parents[Path(__file__).name == "__main__.py"]))

from publisher import HOME, SCHEMAS, call
from publisher.exits import DATA, run, say
from publisher.problem import concluded, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.schemas import Schema


app = typer.Typer(cls=call.Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
Seeds = Annotated[
    Path,
    typer.Option(
        "--seeds",
        parser=call.existing,
        metavar="DIR",
        show_default=False,
        help="Articles, records, actors.toml, dataset.toml; default: seeds/ beside build.py.",
    ),
]
Out = Annotated[
    Path,
    typer.Option(
        "--out",
        parser=call.place,
        metavar="DIR",
        show_default=False,
        help="Where the package stands; default: that of build.py.",
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        min=0,
        callback=call.jobs,
        metavar="N",
        show_default=False,
        help="Processes that work on articles; default: one a core for an archive.",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Dask cluster that does so instead, as tcp://HOST:PORT."),
]
Timeout = Annotated[
    float | None,
    typer.Option("--timeout", min=1, metavar="SECONDS", help="How long that cluster may be silent; default: 30."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at a bad article of an archive, else left out.")]
Full = Annotated[bool, typer.Option("--full", help="Have frictionless judge every row, however many there are.")]
Package = Annotated[
    Path,
    typer.Argument(
        parser=call.package,
        metavar="PACKAGE",
        show_default=False,
        help="Data Package, folder or zip; default: that of build.py.",
    ),
]
CODES = "Exit codes: 0 fine, 1 the data is not, 2 the call is not, 3 the machine is not."


@app.callback(invoke_without_command=True, epilog=CODES)
def build(
    context: typer.Context,
    seeds: Seeds = HOME / "seeds",
    out: Out = HOME,
    jobs: Jobs = 0,
    scheduler: Scheduler = None,
    timeout: Timeout = None,
    strict: Strict = False,
    full: Full = False,
) -> None:
    """Build the package from the seeds, check it and publish it: whole, or not at all."""
    if context.invoked_subcommand is not None:
        return
    from publisher.model import PATIENCE, Order
    from publisher.publish.swap import workshop
    from publisher.validate.frictionless_check import judging

    if out.resolve().is_relative_to(seeds.resolve()):
        raise typer.BadParameter(f"{out}: lies in the seeds, {seeds}; name another folder", param_hint="--out")
    call.cluster(jobs, scheduler, timeout)
    begun = time.perf_counter()
    order = Order(seeds, out, jobs, scheduler or "", strict, full, timeout or PATIENCE)
    with concluded("nothing was published"), workshop(out) as scratch, judging() as outside:
        from publisher.pipeline import make, publish  # frictionless gets ready while this is imported

        made = make(order, scratch, outside)
        publish(made, out)
    from publisher.publish.summary import list_left_out, summarise

    print(summarise(made, time.perf_counter() - begun), flush=True)
    say(list_left_out(made))


def as_built(seeds: Path, out: Path, jobs: int) -> None:
    """Says in what the package in `out` differs from what the seeds give. Raises typer.Exit when it does."""
    from publisher.model import Order
    from publisher.publish.drift import drift
    from publisher.publish.swap import settle
    from publisher.validate.frictionless_check import judging

    settle(out)
    with tempfile.TemporaryDirectory() as scratch, judging() as outside:
        from publisher.pipeline import make

        made = make(Order(seeds, out, jobs), Path(scratch), outside)
        found = drift(made.folder, out)
    if found:
        say(found)
        raise typer.Exit(DATA)


@app.command(cls=call.Command)
def check(seeds: Seeds = HOME / "seeds", out: Out = HOME, jobs: Jobs = 0) -> None:
    """Build again and compare with what is published.

    Says what differs, and changes nothing.
    """
    as_built(seeds, out, jobs)
    print(printable(f"{out.resolve().name}: as built from {seeds.resolve().name}"))


@app.command(cls=call.Command)
def validate(
    package: Package = HOME,
    schemas: Annotated[
        Path | None, typer.Option("--schemas", parser=call.existing, metavar="DIR", help="Schemas that it must have.")
    ] = None,
    seeds: Annotated[
        Path | None,
        typer.Option(
            "--seeds",
            parser=call.existing,
            metavar="DIR",
            show_default=False,
            help="Articles that its evidence is proved from; default: PACKAGE/seeds.",
        ),
    ] = None,
    require_evidence: Annotated[
        bool, typer.Option("--require-evidence", help="Fail where an article is absent.")
    ] = False,
    canonical: Annotated[
        bool, typer.Option("--canonical", help="Ask for our canonical form of a package that is not ours, too.")
    ] = False,
    complete: Annotated[bool, typer.Option("--complete", help="Fail where anything was not checked.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of lines.")] = False,
) -> None:
    """Check a Data Package: hashes, schemas, keys, every cell.

    Of one of ours also the evidence and the domain rules. A line for each fault, then whether it is valid.
    """
    from publisher.inputs.article_store import of_folder
    from publisher.publish.swap import half_done
    from publisher.validate.package import Asked, check_package
    from publisher.zipped import opened

    if half_done(package):
        say([f"{package}: a build was cut off half-way, so this is neither the old package nor the new; run it again"])
        raise typer.Exit(DATA)
    trusted = _trusted(schemas) if schemas else None
    with opened(package) as folder:
        library = of_folder(seeds or folder / "seeds")
        asked = Asked(trusted, library, require_evidence, canonical)
        report = check_package(folder, asked)
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


@app.command(cls=call.Command)
def extract(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Articles (.txt), or - for JSON Lines on standard input.")
    ],
    actors: Annotated[
        Path | None,
        typer.Option("--actors", parser=call.file, metavar="FILE", help="Authority file, actors.toml."),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day of the files, for relative dates.")
    ] = None,
) -> None:
    """Print the candidates of articles as JSON Lines.

    On standard input: {"doc_id": ..., "text": ..., "doc_date": "YYYY-MM-DD" or none}, one article a line.
    """
    from publisher.inputs.actors_file import surfaces
    from publisher.inputs.days import day
    from publisher.stream import from_files, stream

    if absent := [str(file) for file in files if str(file) != "-" and (file.is_dir() or not file.exists())]:
        raise typer.BadParameter(f"{', '.join(absent)}: no such file", param_hint="FILE")
    if date is not None and not any(str(file) != "-" for file in files):
        message = "is the day of files; on standard input each line has its doc_date"
        raise typer.BadParameter(message, param_hint="--date")
    try:
        when = day(date).isoformat() if date is not None else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--date") from None
    known = surfaces(actors, SCHEMAS) if actors else None
    entries = from_files(files, when, sys.stdin.buffer)
    if not stream(entries, known, sys.stdout.buffer):
        raise typer.Exit(DATA)


@app.command(cls=call.Command)
def draft(
    file: Annotated[Path, typer.Argument(parser=call.file, metavar="FILE", help="Article, such as seeds/NAME.txt.")],
    update: Annotated[
        bool, typer.Option("--update", help="Append what NAME.toml does not account for yet, and keep the rest.")
    ] = False,
) -> None:
    """Write the first records of an article, beside it.

    NAME.toml holds every candidate of NAME.txt as a record to confirm, edit or reject.
    """
    from publisher.curation.draft import write

    print(write(file, SCHEMAS, update))


@app.command(cls=call.Command)
def new(folder: Annotated[Path, typer.Argument(parser=call.place, metavar="DIR", help="A new folder.")]) -> None:
    """Begin a dataset of your own: DIR/seeds with a short article, which builds at once."""
    from publisher.curation.skeleton import write

    print(write(folder))


def _column(key: str) -> Any:
    return typer.Option(f"--{key}", metavar="COLUMN", show_default=False, help=f"Column or key that holds the {key}.")


@app.command("import", cls=call.Command)
def import_(
    sources: Annotated[
        list[Path], typer.Argument(parser=call.package, metavar="SOURCE", help="Files and folders, see below.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Archive to write: a new .jsonl file.")],
    text: Annotated[str, _column("text")] = "",
    doc_id: Annotated[str, _column("id")] = "",
    doc_date: Annotated[str, _column("date")] = "",
    title: Annotated[str, _column("title")] = "",
    publisher: Annotated[str, _column("publisher")] = "",
    url: Annotated[str, _column("url")] = "",
    language: Annotated[str, _column("language")] = "",
    licence: Annotated[str, _column("licence")] = "",
    html: Annotated[bool, typer.Option("--html", help="The text of a table is HTML.")] = False,
) -> None:
    """Make an archive of what you hold: web pages, crawls, feeds, tables.

    Reads .html, .warc, .rss, .atom, .xml, .csv, .tsv and .jsonl, tables and crawls also with .gz. Nothing is fetched.
    """
    from publisher.importing.convert import convert
    from publisher.importing.entries import columns

    keys = ("text", "doc_id", "doc_date", "title", "publisher", "url", "language", "licence")
    given = dict(zip(keys, (text, doc_id, doc_date, title, publisher, url, language, licence), strict=True))
    made = convert(sources, out, columns(given, html))
    print(f"{made.out}: {made.articles:,} articles")
    say(made.lines)


@app.command(cls=call.Command)
def diff(
    old: Annotated[Path, typer.Argument(parser=call.package, metavar="OLD", help="Package, folder or zip.")],
    new: Annotated[
        Path,
        typer.Argument(
            parser=call.package,
            metavar="NEW",
            show_default=False,
            help="Package, folder or zip; default: that of build.py.",
        ),
    ] = HOME,
) -> None:
    """Say what changed between two packages.

    By table, id and field; and which step of the version that asks for: major, minor or patch.
    """
    from publisher.release.diff import compare

    print(compare(old, new))


@app.command(cls=call.Command)
def release(
    seeds: Seeds = HOME / "seeds",
    out: Out = HOME,
    dist: Annotated[
        Path | None,
        typer.Option("--dist", parser=call.place, metavar="DIR", help="Where the zip goes; default: dist/ in --out."),
    ] = None,
    jobs: Jobs = 0,
) -> None:
    """Pack the package as NAME-VERSION.zip, with SHA256SUMS.

    Builds again and compares first. Writes released.json to the seeds, too: what the next version is measured against.
    """
    from publisher.release.pack import Place
    from publisher.release.pack import release as pack

    as_built(seeds, out, jobs)
    print(pack(Place(out, seeds, dist or out / "dist"), SCHEMAS))


def main() -> None:
    """The command line."""
    run(app)


if __name__ == "__main__":
    main()
