"""The options and arguments of the commands: what each is called, what it may be, and what `--help` says of it."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from publisher import HOME
from publisher.command_line import call

Command = TypeVar("Command", bound=Callable[..., Any])


class Added(Protocol):
    """An option, as a decorator of the command that has it."""

    def __call__(self, command: Command, /) -> Command:
        """The same command."""


class _Count(click.IntRange):
    """A whole number."""

    name = "whole number"  # as a message calls it


class _Amount(click.FloatRange):
    """A number that is one."""

    name = "number"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """The number. Raises BadParameter."""
        found = float(super().convert(value, param, ctx))
        return self.fail(f"{value!r} is no number", param, ctx) if isnan(found) else found


def _all(*options: Added) -> Added:
    """Several options as one decorator; `--help` has them in this order."""

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def _folder(name: str, parser: Any, says: str) -> Added:
    return click.option(name, type=parser, metavar="DIR", help=says)


def _flag(name: str, says: str, *names: str, **more: Any) -> Added:
    return click.option(name, *names, is_flag=True, help=says, **more)


def _package(name: str, says: str, **more: Any) -> Added:
    return click.argument(name, type=call.package, help=says, **more)


def _file(name: str, says: str, parser: Any = call.file) -> Added:
    return click.argument(name, type=parser, metavar="FILE", help=says)


def _date(says: str) -> Added:
    return click.option("--date", type=call.date, metavar="YYYY-MM-DD", help=says)


def _column(key: str, *names: str) -> Added:
    says = f"Column or key that holds the {key}."
    return click.option(f"--{key}", *names, default="", metavar="COLUMN", help=says)


_ARTICLE = "Article, such as seeds/NAME.txt or seeds/ARCHIVE.jsonl#DOC_ID."
_RECORDS = "Records of an article, such as NAME.toml, or a folder of such files."

seeds = _folder("--seeds", call.existing, "Articles, records, actors.toml, dataset.toml; default: seeds/ in --out.")
out = _folder("--out", call.place, "Folder of the package; default: the one around seeds/, else that of build.py.")
dist = _folder("--dist", call.place, "Where the zip goes; default: dist/ in --out.")
jobs = click.option(
    "--jobs",
    type=_Count(min=0),
    default=0,
    callback=call.jobs,
    metavar="N",
    help="Processes that work on articles; default: one a core for an archive.",
)
of_build = _all(
    seeds,
    out,
    jobs,
    click.option("--scheduler", metavar="ADDRESS", help="Dask cluster that works on them instead, as tcp://HOST:PORT."),
    click.option(
        "--timeout",
        type=_Amount(min=1),
        metavar="SECONDS",
        help="How long that cluster may be silent; default: 30.",
    ),
    _flag("--strict", "Stop at a bad article of an archive; otherwise it is left out."),
    _flag("--full", "Let frictionless check every row, however many there are."),
    click.option(
        "--cache-dir",
        type=call.place,
        envvar="ARTICLE_RECORDS_CACHE_DIR",
        show_envvar=True,
        metavar="DIR",
        help="Where later builds find the articles that have not changed; default: in the user's caches.",
    ),
    click.option(
        "--cache-size",
        type=_Amount(min=0),
        default=5.0,
        envvar="ARTICLE_RECORDS_CACHE_SIZE",
        show_envvar=True,
        metavar="GB",
        help="The largest size of that folder; default: 5.",
    ),
    _flag(
        "--no-cache",
        "Work on every article again, and keep nothing.",
        envvar="ARTICLE_RECORDS_NO_CACHE",
        show_envvar=True,
    ),
    _flag("--rename", "Replace the package in --out although its dataset has another name."),
)

checked_article = click.argument("file", type=call.article, required=False, help=_ARTICLE)
article = _file("article", _ARTICLE, call.article)

of_validate = _all(
    _package(
        "package", "Data Package, folder or zip; default: that around seeds/, else that of build.py.", required=False
    ),
    _folder("--schemas", call.existing, "Folder of the Table Schemas that it must have."),
    _folder("--seeds", call.existing, "Articles that its evidence is proved from; default: PACKAGE/seeds."),
    _flag("--require-evidence", "Fail if an article is missing.", "evidence"),
    _flag("--canonical", "Fail if a package that is not ours differs from our form."),
    _flag("--reextract", "Extract the articles again; fail if a candidate is missing or differs."),
    _flag("--complete", "Fail if a part could not be checked."),
    _flag("--json", "Print one JSON object instead of lines.", "json"),
)

of_extract = _all(
    click.argument(
        "files",
        type=Path,
        nargs=-1,
        required=True,
        metavar="FILE...",
        help="Articles (.txt), or - for JSON Lines on standard input.",
    ),
    click.option("--actors", type=call.file, metavar="FILE", help="Authority file, actors.toml."),
    _date("The date of the articles, from which weekdays and the like are read."),
)

of_draft = _all(
    article,
    _date("The date of the article, where its text does not state it."),
    _flag("--update", "Append what NAME.toml does not account for yet, and keep the rest."),
    _flag("--blind", "Write an empty NAME.blind.toml instead, for a second coder."),
)

opened = _flag("--open", "Open the page in the browser, too.", "opened")

of_compare = _all(
    click.argument("first", type=call.source, metavar="FIRST", help=_RECORDS),
    click.argument("second", type=call.source, metavar="SECOND", help=_RECORDS),
    click.option("--article", default="", metavar="FILE", help="The article; default: that beside one of them."),
)

new_folder = click.argument("folder", type=call.place, metavar="DIR", help="A new folder.")

of_import = _all(
    click.argument(
        "sources", type=call.source, nargs=-1, required=True, metavar="SOURCE...", help="Files and folders."
    ),
    click.option("--out", type=call.archive, required=True, metavar="FILE", help="New archive: a .jsonl file."),
    _column("text"),
    _column("id", "doc_id"),
    _column("date", "doc_date"),
    _column("title"),
    _column("publisher"),
    _column("url"),
    _column("language"),
    _column("licence"),
    click.option(
        "--about", type=call.file, metavar="FILE", help="Table that tells more of the articles, by their --id."
    ),
    _flag("--html", "The text of a table is HTML."),
    click.option("--date-format", default="", metavar="FORMAT", help="How a table writes dates, such as %d/%m/%Y."),
)

of_diff = _all(
    _package("old", "Package, folder or zip."),
    _package("new", "Package, folder or zip; default: that of build.py.", default=HOME),
    _flag("--json", "Print every change as JSON, one a line.", "as_json"),
)

of_release = _all(seeds, out, dist, jobs)
