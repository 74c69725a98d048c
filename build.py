#!/usr/bin/env python3
"""The command line: from seeds/ to a validated, evidence-linked Data Package. The recipe is publisher/pipeline.py."""

from __future__ import annotations

import sys
from pathlib import Path

# PYTHONSAFEPATH leaves it out; pip installs this file as publisher/__main__.py.
sys.path.insert(0, str(Path(__file__).resolve().parents[Path(__file__).name == "__main__.py"]))

from publisher.exits import MACHINE, begin, run, say, stop

try:
    begin(__name__)  # before the imports that take long
    import typer
except ModuleNotFoundError:  # the venv that `make` filled is not active
    stop(MACHINE, ["this Python lacks what build.py needs: run `make`, then `. .venv/bin/activate`"])

from publisher import HOME, SCHEMAS
from publisher.command_line import call, commands, options
from publisher.command_line.options import Jobs, Out, Seeds
from publisher.order import PATIENCE, Order
from publisher.problem import printable

CODES = "Exit codes: 0 fine, 1 faulty data, 2 wrong call, 3 machine or network."
app = typer.Typer(cls=call.Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True, epilog=CODES)
def build(
    context: typer.Context,
    seeds: Seeds = None,
    out: Out = None,
    jobs: Jobs = 0,
    scheduler: options.Scheduler = None,
    timeout: options.Timeout = None,
    strict: options.Strict = False,
    full: options.Full = False,
    cache_dir: options.CacheDir = None,
    cache_size: options.CacheSize = 5.0,
    no_cache: options.NoCache = False,
    rename: options.Rename = False,
) -> None:
    """Build the package from the seeds, check it and publish it: whole, or not at all."""
    if context.invoked_subcommand is None:
        call.cluster(jobs, scheduler, timeout)
        folders = call.folders(HOME, seeds, out)
        cache = call.cache(context, cache_dir, no_cache)
        patience = timeout or PATIENCE
        commands.build(Order(*folders, jobs, scheduler or "", strict, full, patience, cache, cache_size, rename))


@app.command(cls=call.Command)
def check(
    context: typer.Context, file: options.CheckedArticle = None, seeds: Seeds = None, out: Out = None, jobs: Jobs = 0
) -> None:
    """Judge the records of one article; without FILE, build again and compare with what is published.

    Says what is wrong or differs, and changes nothing.
    """
    if file:
        call.alone(context, "file")
        return commands.check_article(file)
    order = Order(*call.folders(HOME, seeds, out), jobs)
    commands.compare_with_seeds(order)
    print(printable(f"{order.out.resolve().name}: as built from {order.seeds.resolve().name}"))


@app.command(cls=call.Command)
def validate(
    package: options.Package = None,
    schemas: options.Schemas = None,
    seeds: options.Articles = None,
    require_evidence: options.RequireEvidence = False,
    canonical: options.Canonical = False,
    reextract: options.Reextract = False,
    complete: options.Complete = False,
    as_json: options.AsJson = False,
) -> None:
    """Check a Data Package: hashes, schemas, keys, every cell.

    Of a package of this program also the evidence and the domain rules. Prints each fault, then whether it is valid.
    """
    wanted = {"evidence": require_evidence, "canonical": canonical, "reextract": reextract}
    wanted |= {"complete": complete, "json": as_json}
    commands.validate(call.judged(HOME, package, seeds), schemas, seeds, wanted)


@app.command(cls=call.Command)
def extract(files: options.Texts, actors: options.Actors = None, date: options.Date = None) -> None:
    """Print the candidates of articles as JSON Lines.

    On standard input: {"doc_id": ..., "text": ..., "doc_date": "YYYY-MM-DD" or none}, one article a line.
    """
    commands.extract(files, actors, date)


@app.command(cls=call.Command)
def draft(
    article: options.ArticleName,
    date: options.DraftDate = None,
    update: options.Update = False,
    blind: options.Blind = False,
) -> None:
    """Propose the records of an article: writes NAME.toml beside it, and new actors into actors.toml.

    NAME.toml has everything that the program found, as records to confirm, edit or reject. NAME is that of the file, in
    an archive the doc_id; where no file can have that name (a/2), it is the source_id (src-a-2)."""
    from publisher.curation.draft.draft import write

    call.either(update=update, blind=blind, date=bool(date))
    print(write(article, SCHEMAS, update, blind, date))


@app.command(cls=call.Command)
def curate(article: options.ArticleName, opened: options.Opened = False) -> None:
    """Curate an article in the browser: confirm, edit or reject its records by keyboard, with the rules of the build.

    Prints the address of the page, which only this machine can open. Each step is saved at once; Ctrl-C ends it."""
    from publisher.curation.browser.command import curate

    curate(article, SCHEMAS, opened)


@app.command(cls=call.Command)
def compare(first: options.Coding, second: options.Coding, article: options.ComparedArticle = None) -> None:
    """Say how far two codings of one article agree, and where they differ, record by record."""
    from publisher.curation.compare import compare

    print(compare(first, second, article, SCHEMAS))


@app.command(cls=call.Command)
def new(folder: options.NewFolder) -> None:
    """Begin a dataset of your own: a short article with its records, README.md, CHANGELOG.md. It builds at once."""
    from publisher.inputs.example import write

    print(write(folder))


@app.command("import", cls=call.Command)
def import_(
    sources: options.Sources,
    out: options.Archive,
    text: options.Text = "",
    doc_id: options.Id = "",
    doc_date: options.Day = "",
    title: options.Title = "",
    publisher: options.Publisher = "",
    url: options.Url = "",
    language: options.Language = "",
    licence: options.Licence = "",
    html: options.Html = False,
    date_format: options.DateFormat = "",
) -> None:
    """Make an archive of what you hold: web pages, crawls, feeds, tables.

    Reads .html, .warc, .rss, .atom, .xml, .csv, .tsv and .jsonl, tables and crawls also with .gz. Nothing is fetched.
    """
    from publisher.importing.convert import convert
    from publisher.importing.entries import columns

    keys = ("text", "doc_id", "doc_date", "title", "publisher", "url", "language", "licence")
    given = dict(zip(keys, (text, doc_id, doc_date, title, publisher, url, language, licence), strict=True))
    made = convert(sources, out, columns(given, html, date_format))
    print(made.summary)
    say(made.lines)


@app.command(cls=call.Command)
def diff(old: options.Old, new: options.New = HOME, as_json: options.AsLines = False) -> None:
    """Say what changed between two packages.

    Lists it by table, id and field, and says which version it needs: major, minor or patch.
    """
    from publisher.release import delta_file
    from publisher.release.diff import compare

    for line in delta_file.compare(old, new) if as_json else [compare(old, new)]:
        print(line)


@app.command(cls=call.Command)
def release(seeds: Seeds = None, out: Out = None, dist: options.Dist = None, jobs: Jobs = 0) -> None:
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
