"""What people look for first: what this is, how much, which version, whose, under which licence, and the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from publisher.publish.listing import size

from .names import format_day, name_article
from .view import Table, View

FORMATS = {"csv": "CSV", "parquet": "Parquet"}
_CORE = ("events", "actors", "statements", "figures", "evidence")


@dataclass(frozen=True, slots=True)
class Address:
    """Words that lead out of the page. url: None where there is none."""

    words: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the descriptor as it is written there, and in words."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """What the records come from. article: None where there is more than one, or none."""

    articles: int
    article: str | None = None
    target: str = "sources"
    dated: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The top of the page; an empty text where the descriptor does not say. counts: the tables that matter most;
    tables, rows: of all tables."""

    name: str
    title: str
    description: str
    version: str
    contributors: Sequence[str]
    counts: Sequence[Table]
    tables: int
    rows: int
    released: Day | None
    licences: Sequence[Address]
    homepage: Address | None
    source: Source
    dated: Sequence[Day]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a table. bytes: its size in words."""

    format: str
    path: str
    bytes: str
    sha256: str

    @property
    def name(self) -> str:
        """The path without its folders."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Row:
    """A table in the list of files. files: one for each of FORMATS, None where there is none."""

    table: Table
    summary: str
    files: Sequence[File | None]


@dataclass(frozen=True, slots=True)
class Download:
    """All files. sums: path -> SHA-256; archive: all files in one, and how many it holds."""

    rows: Sequence[Row]
    sums: Mapping[str, str]
    archive: File | None
    packed: int


def collect_header(view: View) -> Header:
    """The counts and the key facts."""
    body = view.descriptor
    homepage, temporal = body.get("homepage"), body.get("temporal")
    return Header(
        name=body["name"],
        title=body.get("title") or body["name"],
        description=body.get("description") or "",
        version=body.get("version") or "",
        contributors=[entry["title"] for entry in body.get("contributors", ())],
        counts=[view.tables[name] for name in _CORE if name in view.tables],
        tables=len(view.tables),
        rows=sum(table.total for table in view.tables.values()),
        released=_day(body["created"]) if body.get("created") else None,
        licences=[_licence(entry) for entry in body.get("licenses", ())],
        homepage=Address(homepage.partition("://")[2].rstrip("/"), homepage) if homepage else None,
        source=_source(view),
        dated=[_day(temporal["start"]), _day(temporal["end"])] if temporal else [],
    )


def _day(iso: str) -> Day:
    return Day(iso, format_day(date.fromisoformat(iso[:10])))


def _licence(entry: Mapping[str, Any]) -> Address:
    return Address(entry.get("title") or entry.get("name") or entry["path"], entry.get("path"))


def _source(view: View) -> Source:
    count = view.total("sources")
    if count != 1:
        return Source(count)
    row = view.rows("sources")[0]
    dated = format_day(row["document_date"]) if row["title"] and row["document_date"] else ""
    return Source(1, name_article(row), "text" if view.whole else "sources", dated, row["publisher"] or "")


def collect_files(view: View) -> Download:
    """Every file of the package with its size and checksum."""
    sums = {file.path: file.sha256 for file in map(_file, view.descriptor["resources"])}
    bundle = view.archive
    if bundle is None:
        return Download(list(_rows(view)), sums, None, 0)
    archive = File("", bundle.path, size(bundle.bytes), bundle.sha256)
    return Download(list(_rows(view)), {**sums, bundle.path: bundle.sha256}, archive, bundle.files)


def _rows(view: View) -> Iterator[Row]:
    for table in view.tables.values():
        files = {file.path.rpartition(".")[2]: file for file in map(_file, table.resources)}
        yield Row(table, summarise(table.schema["description"]), [files.get(suffix) for suffix in FORMATS])


def summarise(description: str) -> str:
    """The first sentence of a description: what one row is."""
    return description.partition(". ")[0].rstrip(".")


def _file(resource: Mapping[str, Any]) -> File:
    path = str(resource["path"])
    word = FORMATS.get(path.rpartition(".")[2], "")
    return File(word, path, size(resource["bytes"]), str(resource["hash"]).removeprefix("sha256:"))
