#!/usr/bin/env python3
"""The command line: from seeds/ to a validated, evidence-linked Data Package. The recipe is publisher/pipeline.py."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# PYTHONSAFEPATH leaves it out; pip installs this file as publisher/__main__.py.
sys.path.insert(0, str(Path(__file__).resolve().parents[Path(__file__).name == "__main__.py"]))

from publisher.exits import MACHINE, begin, run, say, stop

try:
    begin(__name__)  # before the imports that take long
    import click

    click.Argument(["file"], help="")  # which click before 8.5 cannot have
except (ModuleNotFoundError, TypeError):  # the venv that `make` filled is not active
    stop(MACHINE, ["this Python lacks what build.py needs: run `make`, then `. .venv/bin/activate`"])

from publisher import HOME, SCHEMAS
from publisher.command_line import call, commands, options
from publisher.order import PATIENCE, Order
from publisher.problem import printable

CODES = "Exit codes: 0 fine, 1 faulty data, 2 wrong call, 3 machine or network."


@click.group(cls=call.Group, invoke_without_command=True, epilog=CODES, context_settings=call.HELP)
@options.of_build
@click.pass_context
def app(
    context: click.Context,
    /,
    jobs: int,
    scheduler: str | None,
    timeout: float | None,
    cache_dir: Path | None,
    no_cache: bool,
    **given: Any,
) -> None:
    """Build the package from the seeds, check it and publish it: whole, or not at all."""
    if context.invoked_subcommand is None:
        call.cluster(jobs, scheduler, timeout)
        seeds, out = call.folders(HOME, given.pop("seeds"), given.pop("out"))
        cache = call.cache(context, cache_dir, no_cache)
        order = Order(seeds, out, jobs, scheduler or "", patience=timeout or PATIENCE, cache=cache, **given)
        commands.build(order)


@app.command()
@options.checked_article
@options.seeds
@options.out
@options.jobs
@click.pass_context
def check(context: click.Context, file: str | None, seeds: Path | None, out: Path | None, jobs: int) -> None:
    """Judge the records of one article, or compare all with the seeds.

    Without FILE: builds again and compares with what is published. Says what is wrong or differs, and changes nothing.
    """
    if file:
        call.alone(context, "file")
        return commands.check_article(file)
    order = Order(*call.folders(HOME, seeds, out), jobs)
    commands.compare_with_seeds(order)
    print(printable(f"{order.out.resolve().name}: as built from {order.seeds.resolve().name}"))


@app.command()
@options.of_validate
def validate(package: Path | None, schemas: Path | None, seeds: Path | None, **wanted: bool) -> None:
    """Check a Data Package: hashes, schemas, keys, every cell.

    Of a package of this program also the evidence and the domain rules. Prints each fault, then whether it is valid.
    """
    commands.validate(call.judged(HOME, package, seeds), schemas, seeds, wanted)


@app.command()
@options.of_extract
def extract(files: Sequence[Path], actors: Path | None, date: datetime.date | None) -> None:
    """Print the candidates of articles as JSON Lines.

    On standard input: {"doc_id": ..., "text": ..., "doc_date": "YYYY-MM-DD" or none}, one article a line.
    """
    commands.extract(files, actors, date)


@app.command()
@options.of_draft
def draft(article: str, date: datetime.date | None, update: bool, blind: bool) -> None:
    """Propose the records of an article, for you to correct.

    Writes NAME.toml beside it, and new actors into actors.toml. NAME.toml has everything that the program found, as
    records to confirm, edit or reject. NAME is that of the file, in an archive the doc_id; where no file can have that
    name (a/2), it is the source_id (src-a-2)."""
    from publisher.curation.draft.draft import write

    call.either(update=update, blind=blind, date=bool(date))
    print(write(article, SCHEMAS, update, blind, date))


@app.command()
@options.article
@options.opened
def curate(article: str, opened: bool) -> None:
    """Curate an article in the browser, by keyboard.

    Confirm, edit or reject its records, while the rules of the build look on. Prints the address of the page, which
    only this machine can open. Each step is saved at once; Ctrl-C ends it."""
    from publisher.curation.browser.command import curate

    curate(article, SCHEMAS, opened)


@app.command()
@options.of_compare
def compare(first: Path, second: Path, article: str) -> None:
    """Say how far two codings agree, and where not.

    Of two files, or of all articles that have records in both of two folders, counted together."""
    from publisher.curation.compare import compare

    call.codings(first, second, article)
    print(compare(first, second, article, SCHEMAS))


@app.command()
@options.new_folder
def new(folder: Path) -> None:
    """Begin a dataset of your own, with an article that builds."""
    from publisher.inputs.example import write

    print(write(folder))


@app.command("import")
@options.of_import
def import_(sources: Sequence[Path], out: Path, about: Path | None, **given: Any) -> None:
    """Make an archive of web pages, crawls, feeds or tables.

    Reads .html, .warc, .rss, .atom, .xml, .csv, .tsv and .jsonl, tables and crawls also with .gz. Nothing is fetched.
    """
    from publisher.importing.convert import convert
    from publisher.importing.entries import columns

    html, date_format = given.pop("html"), given.pop("date_format")
    made = convert(sources, out, columns(given, html, date_format), about)
    print(made.summary)
    say(made.lines)


@app.command()
@options.of_diff
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Say what changed between two packages.

    Lists it by table, id and field, and says which version it needs: major, minor or patch.
    """
    from publisher.release import delta_file
    from publisher.release.diff import compare

    for line in delta_file.compare(old, new) if as_json else [compare(old, new)]:
        print(line)


@app.command()
@options.of_release
def release(seeds: Path | None, out: Path | None, dist: Path | None, jobs: int) -> None:
    """Pack the package as NAME-VERSION.zip, with SHA256SUMS.

    First builds again and compares. Also writes released.json to the seeds: the next version is compared with it.
    """
    order = Order(*call.folders(HOME, seeds, out), jobs)
    commands.release(order, dist or order.out / "dist")


def main() -> None:
    """The command line."""
    run(app)


if __name__ == "__main__":
    main()
