"""The options and arguments of the commands: what each is called, what it may be, and what `--help` says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from publisher.command_line import call


def _option(kind: Any, *names: str, **more: Any) -> Any:
    return Annotated[kind, typer.Option(*names, show_default=False, **more)]


def _folder(name: str, parser: Any, says: str) -> Any:
    kind = Path | None
    return _option(kind, name, parser=parser, metavar="DIR", help=says)


def _package(name: str, says: str, kind: Any = Path) -> Any:
    return Annotated[kind, typer.Argument(parser=call.package, metavar=name, show_default=False, help=says)]


def _column(key: str) -> Any:
    return _option(str, f"--{key}", metavar="COLUMN", help=f"Column or key that holds the {key}.")


Seeds = _folder("--seeds", call.existing, "Articles, records, actors.toml, dataset.toml; default: seeds/ in --out.")
Out = _folder("--out", call.place, "Folder of the package; default: the one around seeds/, else that of build.py.")
Dist = _folder("--dist", call.place, "Where the zip goes; default: dist/ in --out.")
Schemas = _folder("--schemas", call.existing, "Folder of the Table Schemas that it must have.")
Articles = _folder("--seeds", call.existing, "Articles that its evidence is proved from; default: PACKAGE/seeds.")
NewFolder = Annotated[Path, typer.Argument(parser=call.place, metavar="DIR", help="A new folder.")]
Jobs = _option(
    int,
    "--jobs",
    min=0,
    callback=call.jobs,
    metavar="N",
    help="Processes that work on articles; default: one a core for an archive.",
)
Scheduler = _option(
    str | None, "--scheduler", metavar="ADDRESS", help="Dask cluster that works on them instead, as tcp://HOST:PORT."
)
Timeout = _option(
    float | None, "--timeout", min=1, metavar="SECONDS", help="How long that cluster may be silent; default: 30."
)
CacheDir = _option(
    Path | None,
    "--cache-dir",
    parser=call.place,
    envvar="ARTICLE_RECORDS_CACHE_DIR",
    metavar="DIR",
    help="Where later builds find the articles that have not changed; default: in the user's caches.",
)
CacheSize = _option(
    float,
    "--cache-size",
    min=0,
    envvar="ARTICLE_RECORDS_CACHE_SIZE",
    metavar="GB",
    help="The largest size of that folder; default: 5.",
)
NoCache = _option(
    bool, "--no-cache", envvar="ARTICLE_RECORDS_NO_CACHE", help="Work on every article again, and keep nothing."
)
Strict = _option(bool, "--strict", help="Stop at a bad article of an archive; otherwise it is left out.")
Full = _option(bool, "--full", help="Let frictionless check every row, however many there are.")
Rename = _option(bool, "--rename", help="Replace the package in --out although its dataset has another name.")
RequireEvidence = _option(bool, "--require-evidence", help="Fail if an article is missing.")
Canonical = _option(bool, "--canonical", help="Fail if a package that is not ours differs from our form.")
Reextract = _option(bool, "--reextract", help="Extract the articles again; fail if a candidate is missing or differs.")
Complete = _option(bool, "--complete", help="Fail if a part could not be checked.")
AsJson = _option(bool, "--json", help="Print one JSON object instead of lines.")
AsLines = _option(bool, "--json", help="Print every change as JSON, one a line.")
Package = _package(
    "PACKAGE", "Data Package, folder or zip; default: that around seeds/, else that of build.py.", Path | None
)
Old = _package("OLD", "Package, folder or zip.")
New = _package("NEW", "Package, folder or zip; default: that of build.py.")
Texts = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="Articles (.txt), or - for JSON Lines on standard input.")
]
Actors = _option(Path | None, "--actors", parser=call.file, metavar="FILE", help="Authority file, actors.toml.")
_DATE = {"parser": call.date, "metavar": "YYYY-MM-DD"}
Date = _option(
    date | None, "--date", **_DATE, help="The date of the articles, from which weekdays and the like are read."
)
DraftDate = _option(date | None, "--date", **_DATE, help="The date of the article, where its text does not state it.")
_ARTICLE = "Article, such as seeds/NAME.txt or seeds/ARCHIVE.jsonl#DOC_ID."
ArticleName = Annotated[str, typer.Argument(parser=call.article, metavar="FILE", help=_ARTICLE)]
CheckedArticle = Annotated[
    str | None, typer.Argument(parser=call.article, metavar="FILE", show_default=False, help=_ARTICLE)
]
Coding = Annotated[
    Path, typer.Argument(parser=call.file, metavar="FILE", help="Records of the article, such as NAME.toml.")
]
ComparedArticle = _option(
    Path | None,
    "--article",
    parser=call.file,
    metavar="FILE",
    help="The article; default: the .txt beside one of them.",
)
Blind = _option(bool, "--blind", help="Write an empty NAME.blind.toml instead, for a second coder.")
Opened = _option(bool, "--open", help="Open the page in the browser, too.")
Update = _option(bool, "--update", help="Append what NAME.toml does not account for yet, and keep the rest.")
Sources = Annotated[list[Path], typer.Argument(parser=call.source, metavar="SOURCE", help="Files and folders.")]
Archive = _option(Path, "--out", metavar="FILE", help="Archive to write: a new .jsonl file.")
Html = _option(bool, "--html", help="The text of a table is HTML.")
DateFormat = _option(str, "--date-format", metavar="FORMAT", help="How a table writes dates, such as %d/%m/%Y.")
Text, Id, Day, Title = (_column(key) for key in ("text", "id", "date", "title"))
Publisher, Url, Language, Licence = (_column(key) for key in ("publisher", "url", "language", "licence"))
