"""A file that counts and hashes what is written to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Facts:
    """What a descriptor declares of a table in one format. sha256: hex digits. parts: of a table in several files, what
    is declared of each; bytes and sha256 are then those of the one that they make up."""

    bytes: int
    sha256: str
    parts: tuple[Facts, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of one table. files: format -> its file or files."""

    rows: int
    files: Mapping[str, Facts]


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hex digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Sink:
    """To write to; pyarrow takes it for a Python file."""

    def __init__(self, path: Path, before: Self | None = None) -> None:
        """before: the file that this one continues, which is ended. Raises OSError."""
        self._file = path.open("wb")
        self._hash = hashlib.sha256()
        self.bytes = 0
        self._before: tuple[Facts, ...] = ()
        # Of a table in one file, which most are, nothing is hashed twice.
        self._whole: hashlib._Hash | None = None
        self._size = 0
        if before is not None:
            before.close()
            self._before = before.facts.parts or (before.facts,)
            self._whole = (before._whole or before._hash).copy()
            self._size = before.facts.bytes

    @property
    def closed(self) -> bool:
        """Whether nothing more can be written."""
        return self._file.closed

    @property
    def facts(self) -> Facts:
        """What was written so far, with the files that this one continues."""
        own = Facts(self.bytes, self._hash.hexdigest())
        return Facts(self._size, self._whole.hexdigest(), (*self._before, own)) if self._whole else own

    def repeat(self, data: bytes) -> None:
        """Writes what is at the beginning of each file, and counts once in all. Raises OSError."""
        self._file.write(data)
        self._hash.update(data)
        self.bytes += len(data)

    def write(self, data: bytes | pa.Buffer) -> int:
        """Out: how many bytes that was. Raises OSError."""
        self._file.write(data)
        self._hash.update(data)
        written = len(data) if isinstance(data, bytes) else data.size
        self.bytes += written
        if self._whole:
            self._whole.update(data)
            self._size += written
        return written

    def tell(self) -> int:
        """The bytes written to this file so far."""
        return self.bytes

    def flush(self) -> None:
        """Hands what was written to the machine."""
        self._file.flush()

    def close(self) -> None:
        """Ends the file. Raises OSError."""
        self._file.close()

    def let_go(self) -> None:
        """Closes the file, whether or not the rest of it can be written."""
        with suppress(OSError):
            self._file.close()
