"""What a reader gives for each article that it finds: an entry of an archive, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.inputs.archive import TEXT

KEYS = ("doc_id", "text", "doc_date", "language", "title", "publisher", "url", "licence", TEXT)
"""Keys of an archive that a file may give."""

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article as it was found. place: file, and where in it; values: key of an archive -> its value; raw_sha256: of
    the bytes that it was read from; reader: the program that read them, with its version; unused: the names of the
    columns that are no key of an archive; marked: whether the text has HTML in it."""

    place: str
    values: Mapping[str, str]
    raw_sha256: str
    reader: str
    unused: Collection[str] = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Bad:
    """Something that is no article. place: file, and where in it; why: what was found, and what to do."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is read. names: key of an archive -> name of the column that holds it; named: the keys whose column a
    person named, so that a file without it is at fault; html: whether the text is HTML; date_format: how the dates are
    written, in the codes of strptime (empty: as in an archive); needed: the keys that a table must have."""

    names: Mapping[str, str]
    named: frozenset[str] = frozenset()
    html: bool = False
    date_format: str = ""
    needed: frozenset[str] = frozenset({"doc_id", "text"})


Found = Iterator[FoundArticle | Bad]
Reader = Callable[[Path, Columns], Found]
"""A file to what it holds, in its order. Raises OSError."""


def columns(given: Mapping[str, str], html: bool = False, date_format: str = "") -> Columns:
    """The columns of a table: those that a person named, all others as an archive calls them."""
    names = {key: given.get(key) or key for key in KEYS}
    return Columns(names, frozenset(key for key in KEYS if given.get(key)), html, date_format)


def plain(text: str) -> str:
    """The text with line feeds for line ends of any kind, without blank space around it."""
    return _LINE_END.sub("\n", text).strip()
