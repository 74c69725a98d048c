"""Parts: the files of one table in one format, in their order. Most tables have one, NAME.END; a large one has
NAME-0001.END, NAME-0002.END and so on.

Of a CSV each part has the header. What frictionless reads, hashes and counts is the first part whole, then the others
without their first line: that is the file which the table would be in one. Parquet files it hashes one behind the
other.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from publisher.formats.sink import Facts
from publisher.grouped import grouped

LONGEST_HEADER = 1 << 20  # bytes of a header
_BLOCK = 1 << 20  # bytes that are skipped at once
LARGEST_PART = 90_000_000
"""Bytes of CSV in one part, unless a dataset says otherwise: hosts of code take no file above 100 MB."""
FOLDER = "data"  # of a package of ours


def name(table: str, end: str, number: int = 0) -> str:
    """How a file is called. number: which part it is, counted from 1; 0: the only one."""
    return f"{table}-{number:04}.{end}" if number else f"{table}.{end}"


def found(folder: Path, table: str, end: str) -> list[Path]:
    """The files of a table in the folder `data` of a package of ours; without any, the one expected."""
    only = folder / name(table, end)
    several = takewhile(Path.is_file, (folder / name(table, end, number) for number in count(1)))
    return [only] if only.is_file() else list(several) or [only]


def path_of(table: str, end: str, facts: Facts) -> str | list[str]:
    """What a descriptor has under `path`: a list only where there are several."""
    paths = [f"{FOLDER}/{name(table, end, number)}" for number in range(1, len(facts.parts) + 1)]
    return paths or f"{FOLDER}/{name(table, end)}"


def listed(table: str, end: str, facts: Facts) -> dict[str, Any]:
    """What a descriptor says of each part, where there are several: `parts`, a list of path, bytes and hash."""
    entries = [
        {"path": f"{FOLDER}/{name(table, end, number)}", "bytes": part.bytes, "hash": f"sha256:{part.sha256}"}
        for number, part in enumerate(facts.parts, 1)
    ]
    return {"parts": entries} if entries else {}


def each(resource: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Path, bytes and hash of each file of a resource of ours; a resource in one file says them itself."""
    parts: Sequence[Mapping[str, Any]] = resource.get("parts") or [resource]
    return parts


def by_table(descriptor: Mapping[str, Any]) -> Mapping[str, list[Mapping[str, Any]]]:
    """Table -> its resources, which name its schema by path."""
    entries = descriptor.get("resources", [])
    return grouped((PurePosixPath(str(entry.get("schema", ""))).stem, entry) for entry in entries)


def files(resources: Iterable[Mapping[str, Any]], end: str) -> list[str]:
    """The files of a table in one format, as the descriptor names them."""
    return [part["path"] for resource in resources for part in each(resource) if part["path"].endswith(f".{end}")]


@dataclass(frozen=True, slots=True)
class Parts:
    """The files to read. headed: each has a header; only the first one is kept."""

    paths: tuple[Path, ...]
    headed: bool = False

    def open(self, encoding: str | None = None, newline: str | None = None) -> Any:
        """The one file that they make up, to read: bytes, or text where an encoding is given."""
        one, *others = self.paths
        data = cast("BinaryIO", io.BufferedReader(_Joined(self))) if others else one.open("rb")
        return data if encoding is None else io.TextIOWrapper(data, encoding, newline=newline)

    def faults(self) -> Iterator[tuple[str, str]]:
        """File and fault of each that has another header than the first, or ends in the middle of a line."""
        header = _first_line(self.paths[0])
        for path in self.paths[1:] if self.headed else ():
            if _first_line(path).rstrip(b"\r\n") != header.rstrip(b"\r\n"):
                yield path.name, "has another header than the first part: give each part the same"
        for path in self.paths[:-1]:
            if not _ends_a_line(path):
                yield path.name, "does not end with a line feed, so its last row runs into the next part: add one"


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(LONGEST_HEADER)


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.seek(0, io.SEEK_END):
            return True
        file.seek(-1, io.SEEK_END)
        return file.read(1) == b"\n"


class _Joined(io.RawIOBase):
    """The bytes of all parts, the later ones without their header."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._position = 0
        self._waiting: list[Path] = list(parts.paths)
        self._file: BinaryIO | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Only to a place from the beginning, by reading up to there."""
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("seek from elsewhere than the beginning")
        self._close()
        self._waiting, self._position = list(self._parts.paths), 0
        while self._position < offset and self.readinto(bytearray(min(offset - self._position, _BLOCK))):
            pass
        return self._position

    def readinto(self, buffer: Any) -> int:
        """As many bytes as the part at hand gives; 0 at the end of the last one."""
        while True:
            if self._file is None:
                if not self._waiting:
                    return 0
                first = len(self._waiting) == len(self._parts.paths)
                self._file = self._waiting.pop(0).open("rb")
                if self._parts.headed and not first:
                    self._file.readline()
            read = self._file.readinto(buffer)  # type: ignore[attr-defined]
            if read:
                self._position += read
                return int(read)
            self._close()

    def close(self) -> None:
        """Closes the part that is open."""
        self._close()
        super().close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
