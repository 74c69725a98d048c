"""A CSV in several files, each with the header, read as the one file that they make up.

What frictionless reads, hashes and counts is the first file whole, then the others without their first line.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

LONGEST = 1 << 20  # bytes of a header


@dataclass(frozen=True, slots=True)
class Parts:
    """The files in their order; headed: whether each has a header."""

    paths: tuple[Path, ...]
    headed: bool = True

    def open(self, mode: str = "rb", encoding: str | None = None, newline: str | None = None) -> Any:
        """The one file that they make up, to read: bytes, or text where an encoding is given."""
        data = cast("BinaryIO", io.BufferedReader(_Joined(self)))
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
        return file.readline(LONGEST)


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
        while self._position < offset and self.readinto(bytearray(min(offset - self._position, LONGEST))):
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
