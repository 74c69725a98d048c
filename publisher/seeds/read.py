"""Seeds to articles: what stands in the folder, read strictly and exactly as it is, byte for byte.

Offsets count the code points of the file as it stands, so nothing is normalised; what could not be counted the same
way by every reader (a byte-order mark, CR, NUL and other controls) is refused instead.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from publisher.problem import Problem, Refused, note, shown

LARGEST = 16 * 2**20  # bytes of one article; a longer one is an archive that was not split
LONGEST_LINE = 4 * LARGEST  # bytes of one line of an archive, where JSON may need several for one of the article
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
NO_ARTICLES = frozenset({"actors.toml", "dataset.toml", "retired.toml", "released.json"})
ARCHIVES = (".jsonl", ".parquet")


@dataclass(frozen=True, slots=True)
class Article:
    """One text. document_date: the one that came with it (archives); a curated file may state another."""

    source_id: str
    name: str
    file_name: str
    sha256: str
    text: str
    document_date: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Where an article stands: a file of its own (size < 0), or a line of an archive."""

    source_id: str
    name: str
    path: Path = field(compare=False)
    offset: int = field(default=0, compare=False)
    size: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file of the folder: name, size in bytes and SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Seeds:
    """The folder: its files by name, the articles by source_id, the curated files by the name of their article."""

    folder: Path
    files: tuple[SeedFile, ...]
    articles: tuple[Reference, ...]
    curated: frozenset[str]


def seeds(folder: Path, scratch: Path) -> Seeds:
    """The inventory of a folder of seeds. Archives in Parquet are unrolled into `scratch` first, so that every
    article can be read by itself. Raises Refused with every fault of the folder, OSError."""
    problems: list[Problem] = []
    paths = list(_paths(folder, problems))
    references: list[Reference] = []
    for path in paths:
        if path.suffix == ".txt":
            references.append(Reference(source_id(path.stem), path.stem, path))
        elif path.suffix in ARCHIVES:
            references += archive(path, scratch, problems)
    references.sort()
    problems += _clashes(references)
    names = {reference.name for reference in references}
    curated = {path.stem for path in paths if path.suffix == ".toml" and path.name not in NO_ARTICLES}
    for stem in sorted(curated - names):
        problems.append(Problem(f"{stem}.toml", "", "", f"there is no article {stem}.txt beside it; rename one"))
    if not references and not problems:
        problems.append(Problem(f"{folder.name}/", "", "", "holds no article; put in one .txt file for each"))
    if problems:
        raise Refused(problems)
    return Seeds(folder, tuple(map(_file, paths)), tuple(references), frozenset(curated))


def changed(found: Seeds) -> Iterator[Problem]:
    """The files that are no longer what they were when the inventory was taken: what was read may be either."""
    for seed in found.files:
        try:
            same = _file(found.folder / seed.name) == seed
        except FileNotFoundError:
            same = False
        if not same:
            yield Problem(seed.name, "", "", "changed while it was read; build again")


def article(reference: Reference) -> Article:
    """The article at a reference. Raises Refused when it is not plain, whole UTF-8 text; OSError."""
    name = reference.path.name
    if reference.size < 0:
        raw = read_bytes(reference.path)
        return _article(reference, name, raw, decode(name, raw), None)
    with reference.path.open("rb") as archive:
        archive.seek(reference.offset)
        entry = json.loads(archive.read(reference.size))
    place = f"{name}: {reference.name}"
    text = entry["text"]
    if CONTROLS.search(text):
        raise Refused([_control(place, text)])
    return _article(reference, name, text.encode(), text, _document_date(place, entry.get("doc_date")))


def decode(name: str, raw: bytes) -> str:
    """The bytes of a file as text, nothing normalised. Raises Refused for what a text file should not hold."""
    if raw.startswith(b"\xef\xbb\xbf"):
        raise Refused([Problem(name, "", "", "begins with a byte-order mark; save it as UTF-8 without BOM")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8; save the file as UTF-8"
        raise Refused([Problem(name, "", "", found)]) from None
    if CONTROLS.search(text):
        raise Refused([_control(name, text)])
    if not text.strip():
        raise Refused([Problem(name, "", "", "is empty; fill it or remove it")])
    return text


def source_id(name: str) -> str:
    """`src-` and the name of the article in lower-case ASCII, single hyphens, at most 64 characters; what does not
    fit into that is told apart by 12 digits of the name's hash."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not slug or len(slug) > 60 or not name.isascii():
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        slug = f"{slug[:46].strip('-')}-{digest[:12]}".strip("-")
    return f"src-{slug}"


def _paths(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The files of the folder in order of their names; hidden files are the editor's."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused([Problem(str(folder), "", "", "is no folder; --seeds takes that of the articles")]) from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if fault := _fault(entry):
            problems.append(Problem(entry.name, "", "", fault))
        else:
            yield Path(entry.path)


def _fault(entry: os.DirEntry[str]) -> str:
    """Why an entry of the folder is no seed, and what to do; empty when it is one."""
    if not _is_utf8(entry.name):
        return "has a name that is not UTF-8; rename it (or, in another locale, set PYTHONUTF8=1)"
    if re.search(r"[\\\t\n]", entry.name) or CONTROLS.search(entry.name):
        return "has a backslash or control character in its name; rename it"
    if entry.is_symlink():
        return "is a symbolic link; put the file itself there"
    if not entry.is_file():
        return "is no plain file; seeds stand in one folder, without folders in it"
    if not entry.name.endswith((".txt", ".toml", *ARCHIVES)) and entry.name not in NO_ARTICLES:
        return "is neither .txt, .toml, .jsonl nor .parquet; rename or remove it"
    return ""


def _clashes(references: list[Reference]) -> Iterator[Problem]:
    for one, other in pairwise(references):
        if one.source_id == other.source_id:
            found = f"{shown(one.name)} and {shown(other.name)} both become {one.source_id}; rename one"
            yield Problem(other.path.name, "", "", found)


def archive(path: Path, scratch: Path, problems: list[Problem]) -> Iterator[Reference]:
    """The articles of a .jsonl or .parquet archive; the latter is unrolled into `scratch`. What is wrong with a line
    is added to `problems`. Raises Refused when it is no archive, OSError."""
    lines = path
    if path.suffix == ".parquet":
        from publisher.seeds.unroll import unroll

        lines = scratch / f"{path.stem}.parquet.jsonl"
        unroll(path, lines)
    with lines.open("rb") as file:
        offset = 0
        for number, (line, size) in enumerate(split(file), 1):
            found = _entry(line, size)
            if isinstance(found, str):
                note(problems, Problem(path.name, f"line {number}", "", found))
            elif found is not None:
                yield Reference(source_id(found["doc_id"]), found["doc_id"], lines, offset, size)
            offset += size


def split(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The lines of a file, each with its size in bytes; of one longer than LONGEST_LINE only the beginning."""
    while line := file.readline(LONGEST_LINE):
        end, size = line, len(line)
        while not end.endswith(b"\n") and (end := file.readline(LONGEST_LINE)):
            size += len(end)
        yield line, size


def too_large(size: int) -> str:
    """What is wrong with an article of this size in bytes, and what to do; empty when nothing is."""
    return f"has {size:,} bytes; an article has at most {LARGEST:,}: split it" if size > LARGEST else ""


def _entry(line: bytes, size: int) -> dict[str, str] | str | None:
    """A line of an archive; a text says what is wrong with it, None that it is blank."""
    if size > len(line):
        return too_large(size)
    if not line.strip():
        return None
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"is no JSON ({error})"
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("doc_id", "text")):
        return 'is no object with the strings "doc_id" and "text"'
    if not entry["text"].strip():
        return "has an empty text"
    return too_large(len(entry["text"].encode("utf-8", "surrogatepass"))) or entry


def _article(reference: Reference, file_name: str, raw: bytes, text: str, when: date | None) -> Article:
    digest = hashlib.sha256(raw).hexdigest()
    return Article(
        reference.source_id,
        reference.name,
        file_name.removesuffix(".jsonl") if file_name.endswith(".parquet.jsonl") else file_name,
        digest,
        text,
        when,
    )


def _document_date(place: str, value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise Refused([Problem(place, "", "doc_date", f"{shown(value)} is no date; write YYYY-MM-DD")]) from None


def _control(place: str, text: str) -> Problem:
    found = CONTROLS.search(text)
    assert found is not None
    line = text.count("\n", 0, found.start()) + 1
    named = {"\r": "a carriage return; save it with LF line ends", "\0": "a NUL character; remove it"}
    what = named.get(found.group(), f"the control character U+{ord(found.group()):04X}; remove it")
    return Problem(place, f"line {line}", "", f"holds {what}")


def read_bytes(path: Path) -> bytes:
    """The bytes of one article. Raises Refused when there are too many of them, OSError."""
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise Refused([Problem(path.name, "", "", too_large(os.fstat(file.fileno()).st_size or len(raw)))])
    return raw


def _is_utf8(name: str) -> bool:
    """Whether a file name, as Python gives it, consists of the characters whose UTF-8 bytes the folder holds."""
    try:
        return name.encode() == os.fsencode(name)
    except UnicodeEncodeError:
        return False


def _file(path: Path) -> SeedFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SeedFile(path.name, path.stat().st_size, digest)
