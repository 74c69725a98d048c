"""An article: where it is and what it is called, its text, or why it is left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publisher.problem import EntryName, Problem, printable, shown

RESERVED = frozenset({"actors", "dataset", "retired"})  # names of other files of the seeds, without .toml
_NO_STEM = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff]|^[.#]|^\s|\s$|(?:~|\.bak|\.orig|\.blind)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """One text. given: what an archive or dataset.toml says of it beside the text, by the keys of an archive."""

    source_id: str
    name: str
    file_name: str
    sha256: str
    text: str
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What a command calls it: its file, or ARCHIVE#DOC_ID."""
        return self.file_name if self.file_name == f"{self.name}.txt" else f"{self.file_name}#{self.name}"

    @property
    def records(self) -> str:
        """The name of its curated file."""
        return f"{stem(self.name)}.toml"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Where an article is: a file of its own (number 0), or a line or row of an archive, counted from 1.

    path: where its bytes are read, from offset on; an archive in Parquet was unrolled there. given: what dataset.toml
    says of a file of its own, by the keys of an archive. curated: whether it has a curated file."""

    source_id: str
    name: str
    path: Path = field(compare=False)
    archive: str = field(default="", compare=False)
    number: int = field(default=0, compare=False)
    offset: int = field(default=0, compare=False)
    size: int = field(default=0, compare=False)
    given: Mapping[str, Any] = field(default_factory=dict, compare=False)
    curated: bool = field(default=False, compare=False)

    @property
    def file_name(self) -> str:
        """The seed that holds it."""
        return self.archive or self.path.name

    @property
    def records(self) -> str:
        """The name of its curated file."""
        return f"{self.stem}.toml"

    @property
    def stem(self) -> str:
        """The name of the article without its suffix."""
        return stem(self.name)

    @property
    def called(self) -> str:
        """What a command calls the article: its file, or ARCHIVE#DOC_ID."""
        return f"{self.archive}#{self.name}" if self.number else self.path.name

    @property
    def place(self) -> str:
        """Where it is in its archive, as messages say it."""
        return place(self.archive, self.number, self.name) if self.number else ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not published: its archive, the number of its line or row from 1, its doc_id where it has
    one, and why. Where its own records are not finished: their file, 0, and its name."""

    archive: str
    number: int
    name: str | None
    why: str

    @property
    def problem(self) -> Problem:
        """What is left out, as a problem of the build."""
        return Problem(
            self.archive, self.why, EntryName(place(self.archive, self.number, self.name) if self.number else "")
        )

    @property
    def entry(self) -> dict[str, Any]:
        """What is left out, as a line of data/left-out.jsonl."""
        unit = place(self.archive, self.number, None).partition(" ")[0]
        where = {unit: self.number} if self.number else {}
        return {"archive": self.archive, **where, "article": self.name, "error": printable(self.why)}


def place(archive: str, number: int, name: str | None) -> str:
    """The line or, in Parquet, the row of an archive, with the name of the article in it."""
    unit = "row" if archive.endswith(".parquet") else "line"
    return f"{unit} {number}" if name is None else f"{unit} {number} {shown(name)}"


def source_id(name: str) -> str:
    """`src-` and the name of the article in lower-case ASCII, single hyphens, at most 64 characters; what does not
    fit into that gets 12 digits of the name's hash, so that no two are the same."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not slug or len(slug) > 60 or not name.isascii():
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        slug = f"{slug[:46].strip('-')}-{digest[:12]}".strip("-")
    return f"src-{slug}"


def stem(name: str) -> str:
    """What the curated file of an article is called, without .toml: as the article; where no file can have that name,
    as the address of a web page, by its source_id."""
    fits = len(name.encode("utf-8", "surrogatepass")) <= 200 and not _NO_STEM.search(name)
    return name if fits and name not in RESERVED else source_id(name)
