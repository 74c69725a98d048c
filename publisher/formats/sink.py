"""A file that counts and hashes what is written to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Facts:
    """What a descriptor declares of a file. sha256: hex digits."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of one table. files: format -> its file."""

    rows: int
    files: Mapping[str, Facts]


class Sink:
    """To write to; pyarrow takes it for a Python file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._hash = hashlib.sha256()
        self.bytes = 0

    @property
    def closed(self) -> bool:
        """Whether nothing more can be written."""
        return self._file.closed

    @property
    def facts(self) -> Facts:
        """What was written so far."""
        return Facts(self.bytes, self._hash.hexdigest())

    def write(self, data: bytes | pa.Buffer) -> int:
        """Out: how many bytes that was. Raises OSError."""
        self._file.write(data)
        self._hash.update(data)
        written = len(data) if isinstance(data, bytes) else data.size
        self.bytes += written
        return written

    def tell(self) -> int:
        """The bytes written so far."""
        return self.bytes

    def flush(self) -> None:
        """Hands what was written to the machine."""
        self._file.flush()

    def close(self) -> None:
        """Ends the file. Raises OSError."""
        self._file.close()
