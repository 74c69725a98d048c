"""From a file or a line of an archive to an article: its text, read exactly as it is.

Offsets count the code points of the file as it is, so nothing is normalised; what could not be counted the same
way by every reader (a byte-order mark, CR, NUL and other controls) is refused instead.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from publisher import DATASET
from publisher.article import Article, Reference
from publisher.inputs.markup import markup
from publisher.problem import Refused, shown

LARGEST_ARTICLE = 16 * 2**20  # bytes of one article; a longer one is an archive that was not split
LONGEST_LINE = (
    4 * LARGEST_ARTICLE
)  # bytes of one line of an archive, where JSON may need several for one of the article
EMPTY = {DATASET: "docs/publishing.md shows what it holds"}
_SAVED = "save it with LF line ends"
IN_ARCHIVE = "end its lines with \\n alone, or let `build.py import` do it"  # a line is not saved by itself
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # how it mostly begins
IS_UTF_16 = "is UTF-16; save it as UTF-8"
NAMED_BYTES = 40  # bytes before and after the one that is not UTF-8, at most
_WORD_END = re.compile(rb"\S*\Z")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def article(reference: Reference) -> Article:
    """The article at a reference. Raises Refused when it is not plain, whole UTF-8 text; OSError."""
    if not reference.number:
        raw = read_bytes(reference.path)
        return _article(reference, raw, decode(reference.file_name, raw), reference.given)
    with reference.path.open("rb") as archive:
        archive.seek(reference.offset)
        given = json.loads(archive.read(reference.size))
    text = given.pop("text")
    if control := _control(text):
        line, what = control
        what = what.replace(_SAVED, IN_ARCHIVE)
        raise Refused.of(reference.file_name, f"line {line} of the text holds {what}", reference.place)
    return _article(reference, text.encode(), text, given)


def _article(reference: Reference, raw: bytes, text: str, given: Mapping[str, Any]) -> Article:
    digest = hashlib.sha256(raw).hexdigest()
    return Article(reference.source_id, reference.name, reference.file_name, digest, text, given)


def decode(name: str, raw: bytes) -> str:
    """The bytes of a file as text, nothing normalised. Raises Refused for what a text file should not hold."""
    if raw.startswith(b"\xef\xbb\xbf"):
        found = "begins with a byte-order mark; save it as UTF-8 without BOM"
        found += " and with LF line ends (it has CR, too)" if b"\r" in raw else ""
        raise Refused.of(name, found)
    text = in_utf8(name, raw)
    if control := _control(text):
        line, what = control
        raise Refused.of(name, f"holds {what}", f"line {line}")
    if not text.strip():
        raise Refused.of(name, f"is empty; {EMPTY.get(name, 'fill it or remove it')}")
    return text


def in_utf8(name: str, raw: bytes) -> str:
    """The bytes of a file as text. Raises Refused where they are not UTF-8."""
    if raw.startswith(UTF_16) or b"\0" in raw[:2]:
        raise Refused.of(name, IS_UTF_16)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Refused.of(name, no_utf8(error), f"line {line}") from None


def no_utf8(error: UnicodeDecodeError) -> str:
    """What is wrong with bytes that are to be text, by the word with the first such byte, and what to do."""
    before, after = error.object[: error.start], error.object[error.start :]
    word = _WORD_END.findall(before[-NAMED_BYTES:])[0] + after[:NAMED_BYTES].split(maxsplit=1)[0]
    return f"{shown(word.decode(errors='backslashreplace'))} is not UTF-8; save the file as UTF-8"


def refuse_markup(article: Article) -> None:
    """Raises Refused for an article of its own file that holds HTML: its quotation marks and names may be hidden."""
    if found := markup(article.text):
        line = article.text.count("\n", 0, found[0]) + 1
        what = f"holds {shown(found[1])}, which is HTML; save the text as a reader sees it"
        raise Refused.of(article.file_name, what, f"line {line}")


def split(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The lines of a file, each with its size in bytes; of one longer than LONGEST_LINE only the beginning."""
    while line := file.readline(LONGEST_LINE):
        end, size = line, len(line)
        while not end.endswith(b"\n") and (end := file.readline(LONGEST_LINE)):
            size += len(end)
        yield line, size


def too_large(size: int) -> str:
    """What is wrong with an article of this size in bytes, and what to do; empty when nothing is."""
    return f"has {size:,} bytes; an article has at most {LARGEST_ARTICLE:,}: split it" if size > LARGEST_ARTICLE else ""


def read_bytes(path: Path) -> bytes:
    """The bytes of one article. Raises Refused when there are too many of them, OSError."""
    with path.open("rb") as file:
        raw = file.read(LARGEST_ARTICLE + 1)
        if len(raw) > LARGEST_ARTICLE:
            raise Refused.of(path.name, too_large(os.fstat(file.fileno()).st_size or len(raw)))
    return raw


def _control(text: str) -> tuple[int, str] | None:
    """The first character that no plain text holds: its line, what it is and what to do."""
    found = CONTROLS.search(text)
    if found is None:
        return None
    character = found.group()
    named = {"\r": f"a carriage return; {_SAVED}", "\0": "a NUL character; remove it"}
    kind = "half of the pair" if "\ud800" <= character <= "\udfff" else "the control character"
    line = text.count("\n", 0, found.start()) + 1
    return line, named.get(character, f"{kind} U+{ord(character):04X}; remove it")
