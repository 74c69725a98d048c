"""Files and folders to one archive in JSON Lines, whole or not at all."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from publisher import SCHEMAS
from publisher.article import source_id
from publisher.importing import about, crawls, feeds, pages, tables
from publisher.importing.entries import Bad, Columns, Found, FoundArticle, Reader
from publisher.inputs import archive
from publisher.inputs.archive import TEXT
from publisher.inputs.article_reader import CONTROLS, too_large
from publisher.problem import Problem, Refused, counted, printable, shown
from publisher.remarks import few, left_out
from publisher.schemas import Schema, load

READERS: Mapping[str, Reader] = {
    ".html": pages.read,
    ".htm": pages.read,
    ".xhtml": pages.read,
    ".warc": crawls.read,
    ".xml": feeds.read,
    ".rss": feeds.read,
    ".atom": feeds.read,
    ".csv": tables.read_csv,
    ".tsv": tables.read_csv,
    ".jsonl": tables.read_jsonl,
    ".ndjson": tables.read_jsonl,
}
PACKED = (".csv", ".tsv", ".jsonl", ".ndjson", ".warc")  # read with .gz behind it, too
INSTALL = "run `pip install --constraint constraints.txt --group import`"
OF_DATES = "; --date-format says how a table writes dates"
TOLD = 100  # lines on what is left out


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it. out: the archive; articles: how many it has; bad: what is not in it; ignored: the names of files
    of a folder that no reader is for; unused: columns of tables that are no key of an archive; marked: how many texts
    of tables have HTML in them; undated: the names of articles without a date; about: where a table and the articles
    that it is about do not match."""

    out: Path
    articles: int
    bad: Sequence[Bad]
    ignored: Sequence[str]
    unused: Sequence[str]
    marked: int
    undated: Sequence[str]
    about: Sequence[str]

    @property
    def summary(self) -> str:
        """What is said first."""
        one = f"{self.out}: {counted(self.articles, 'article')}"
        return f"{one}; left out: {len(self.bad):,}" if self.bad else one

    @property
    def lines(self) -> list[str]:
        """The message about what is not in the archive."""
        faults = _together(self.bad)
        told = [f"left out: {where}: {why}" for where, why, _ in faults[:TOLD]]
        rest = sum(number for *_, number in faults[TOLD:])
        more = [f"left out: {rest:,} more"] if rest else []
        passed = [f"not read, because of another kind: {few(self.ignored)}"] if self.ignored else []
        passed += [f"not used: the columns {few(self.unused)}"] if self.unused else []
        if self.marked:
            texts = f"{self.marked:,} text{' has' if self.marked == 1 else 's have'} HTML"
            passed.append(f"{texts}: remove {self.out.name} and import again with --html")
        passed += self.about
        if self.undated:
            passed.append(
                f"without a date: {counted(len(self.undated), 'article')}, {few([*map(shown, self.undated)])}"
            )
        return [*map(printable, told), *more, *map(printable, passed)]


def convert(sources: Sequence[Path], out: Path, columns: Columns, table: Path | None = None) -> Imported:
    """Writes the articles of all files into an archive. table: tells more of them. Raises Refused where there is none
    to write or `out` exists already, OSError."""
    if out.exists():
        raise Refused.of(str(out), "exists already; name another file, or remove this one")
    files, ignored = _files(sources)
    bad: list[Bad] = []
    articles = marked = 0
    told = _about(table, columns) if table else about.About()
    lines, unused, undated = _Lines(load(SCHEMAS)["sources"]), set(told.unused), list[str]()
    descriptor, scratch = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            for found in chain.from_iterable(_guarded(path, reader(path, columns)) for path, reader in files):
                entry = lines.line(told.added(found)) if isinstance(found, FoundArticle) else found
                if isinstance(found, FoundArticle):
                    unused.update(found.unused)
                    marked += found.marked
                if isinstance(entry, Bad):
                    bad.append(entry)
                else:
                    file.write(json.dumps(entry, ensure_ascii=False) + "\n")
                    articles += 1
                    undated += [] if "doc_date" in entry else [entry["doc_id"]]
        if not articles:
            faults = [Problem(where, why) for where, why, _ in _together(bad)[:TOLD]]
            others = f" (of another kind: {few(ignored)})" if ignored else ""
            raise Refused([*faults, Problem(str(out), f"no article was found{others}; nothing was written")])
        Path(scratch).chmod(0o666 & ~_umask())
        os.link(scratch, out)  # never over a file that somebody made meanwhile
    finally:
        Path(scratch).unlink()
    return Imported(out, articles, bad, ignored, sorted(unused), marked, undated, told.lines)


def _together(bad: Sequence[Bad]) -> list[tuple[str, str, int]]:
    """Place, fault and number of what is no article."""
    return left_out((file, place, one.why) for one in bad for file, _, place in [one.place.partition(": ")])


def _files(sources: Sequence[Path]) -> tuple[list[tuple[Path, Reader]], list[str]]:
    """Each file with its reader, those of a folder in the order of their names, and the names of those without one.
    Raises Refused for a file that is named and has no reader."""
    files: list[tuple[Path, Reader]] = []
    ignored: list[str] = []
    for source in sources:
        if source.is_dir():
            inside = sorted(path for path in source.rglob("*") if path.is_file() and not path.is_symlink())
            files += [(path, reader) for path in inside if (reader := _reader(path))]
            ignored += [path.name for path in inside if not _reader(path)]
        elif reader := _reader(source):
            files.append((source, reader))
        else:
            kinds = ", ".join([*READERS, *(f"{kind}.gz" for kind in PACKED)])
            own = "; a .txt file goes into seeds/ as it is" if source.suffix == ".txt" else ""
            raise Refused.of(str(source), f"is of no kind that can be read: {kinds}{own}")
    return files, ignored


def _about(path: Path, columns: Columns) -> about.About:
    """What a table tells of articles. Raises Refused for a file of another kind."""
    reader = _reader(path)
    if reader not in (tables.read_csv, tables.read_jsonl):
        raise Refused.of(str(path), "is no table: .csv, .tsv, .jsonl or .ndjson, also with .gz")
    return about.read(path, reader, columns)


def _reader(path: Path) -> Reader | None:
    name = path.name.lower()
    if name.endswith(".gz"):
        kind = Path(name.removesuffix(".gz")).suffix
        return READERS[kind] if kind in PACKED else None
    return READERS.get(Path(name).suffix)


def _guarded(path: Path, found: Found) -> Iterator[FoundArticle | Bad]:
    """What is found in a file; a packed file that is damaged ends with its fault."""
    try:
        yield from found
    except ModuleNotFoundError as error:
        raise ImportError(f"{path.name}: {error.name} is not installed; {INSTALL}", name=error.name) from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Bad(path.name, f"the packed file is damaged ({error})")


class _Lines:
    """The lines of an archive, by the rules of the build. sources: the schema of the table that its keys are columns
    of."""

    def __init__(self, sources: Schema) -> None:
        self._sources = sources
        self._seen: dict[str, tuple[str, str]] = {}  # source_id -> doc_id and where it was found first

    def line(self, entry: FoundArticle) -> dict[str, Any] | Bad:
        """An entry as a line."""
        values: dict[str, Any] = {key: value for key, value in entry.values.items() if value}
        text, name = values.get("text", ""), values.get("doc_id", "")
        faults = [f"has no {key}" for key in ("doc_id", "text") if not values.get(key, "").strip()]
        if control := CONTROLS.search(f"{name} {text}".replace("\n", " ")):
            faults.append(f"holds the control character U+{ord(control[0]):04X}")
        faults += filter(None, [too_large(len(text.encode("utf-8", "surrogatepass")))])
        if (said := str(values.get(TEXT, "")).lower()) in ("true", "false"):
            values[TEXT] = said == "true"
        came = archive.came_with(values, self._sources)
        if "document_date" in came.values:
            values["doc_date"] = came.values["document_date"].isoformat()
        faults += [f"{fault}{OF_DATES if fault.startswith('doc_date') else ''}" for fault in came.faults]
        faults += self._twice(name, entry.place)
        if faults:
            return Bad(entry.place, "; ".join(faults))
        return {**values, "raw_sha256": entry.raw_sha256, "reader": entry.reader}

    def _twice(self, name: str, place: str) -> list[str]:
        """The fault of a name that another article has, which may itself be left out."""
        first, where = self._seen.setdefault(source_id(name), (name, place)) if name else ("", place)
        if where == place:
            return []
        if first == name:
            return [f"has the doc_id {shown(name)}, as {where} has"]
        return [f"has the doc_id {shown(name)}, too like {shown(first)} of {where}: give it another one"]


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
