"""Where an article is curated: its text, which is only read, its curated file and the authority file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote

from publisher.article import Article, LeftOut, Reference, source_id
from publisher.inputs.archive import SUFFIXES, Unread, articles, keys, received
from publisher.inputs.article_reader import article, refuse_markup
from publisher.inputs.listed_articles import of_folder
from publisher.inputs.toml_fields import LARGEST_TOML
from publisher.problem import Problem, Refused, shown, suggestion
from publisher.schemas import Schema

ACTORS = "actors.toml"
NO_ARTICLE = "is no article; name the .txt file of one, or ARCHIVE.jsonl#DOC_ID"


@dataclass(frozen=True, slots=True)
class Place:
    """The files of an article. folder: that of the seeds; reference: where its text is."""

    folder: Path
    reference: Reference

    @property
    def argument(self) -> str:
        """The article as a shell takes it."""
        return quote(str(self.folder / self.reference.called))

    @property
    def records(self) -> Path:
        """The curated file."""
        return self.folder / self.reference.records

    @property
    def actors(self) -> Path:
        """The authority file."""
        return self.folder / ACTORS

    def read(self) -> Article:
        """The article. Raises Refused, OSError."""
        found = article(self.reference)
        if not self.reference.number:
            refuse_markup(found)
        return found

    def day(self, article: Article, sources: Schema) -> date | None:
        """The day of the article in its archive or in dataset.toml. Raises Refused, OSError."""
        found: date | None = received(article, self.reference, sources)[0].values.get("document_date")
        return found


def place(text: str, sources: Schema, scratch: Path) -> Place:
    """Where an article is curated. text: its file, or ARCHIVE#DOC_ID; sources: the table whose columns an archive may
    give; scratch: where an archive in Parquet is unrolled. Raises Refused when there is no such article, or one of its
    files is a symbolic link; OSError."""
    file = Path(text)
    if not file.is_file() and "#" in text:
        name, _, doc_id = text.partition("#")
        file = Path(name)
        found = Place(file.parent, _of_archive(file, doc_id, sources, scratch))
    elif file.suffix == ".txt" and file.is_file():
        given = of_folder(file.parent, sources, file.name)
        found = Place(file.parent, Reference(source_id(file.stem), file.stem, file, given=given))
    else:
        what = "is an archive; name one article of it: {}#DOC_ID" if file.suffix in SUFFIXES else NO_ARTICLE
        raise Refused([Problem(text, what.format(text))])
    for path in (file, found.records, found.actors):
        plain(path)
    return found


def _of_archive(archive: Path, doc_id: str, sources: Schema, scratch: Path) -> Reference:
    if archive.suffix not in SUFFIXES or not archive.is_file():
        raise Refused([Problem(str(archive), f"is no archive; name a file that ends in {' or '.join(SUFFIXES)}")])
    names = []
    for found in articles(archive, scratch, keys(sources)):
        if isinstance(found, Unread) or doc_id not in (found.name, source_id(found.name or "")):
            names += [name] if (name := getattr(found, "name", None)) else []
        elif isinstance(found, LeftOut):
            raise Refused([found.problem])
        else:
            return found
    raise Refused([Problem(archive.name, f"has no article {shown(doc_id)}{suggestion(doc_id, names)}")])


def plain(path: Path) -> None:
    """Raises Refused where a path is a symbolic link or no file, OSError."""
    if path.is_symlink():
        raise Refused([Problem(path.name, "is a symbolic link; put the file itself there")])
    if path.exists() and not path.is_file():
        raise Refused([Problem(path.name, "is no file")])


def content(path: Path) -> bytes | None:
    """The bytes of a plain file; None where there is none. Raises Refused for a link or anything else, OSError."""
    plain(path)
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)  # whatever has been put there since
    except FileNotFoundError:
        return None
    with os.fdopen(number, "rb") as file:
        found = file.read(LARGEST_TOML + 1)
    if len(found) > LARGEST_TOML:
        raise Refused([Problem(path.name, f"has more than {LARGEST_TOML:,} bytes; split it")])
    return found
