"""A folder of files that may be lost at any moment, and of which none is believed without its digest.

Nothing here stops a build: what cannot be read is not there, what cannot be written is not kept. A file is whole from
the moment at which it has its name, so builds at the same time share a folder.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

CHUNK_END = ".chunk"
_UNFINISHED = ".new-"  # begins the names of files that are being written
_DAY = 86_400  # seconds; after a day nobody is still writing such a file
_DIGEST = hashlib.sha256().digest_size
_TAG = "CACHEDIR.TAG"  # by which programs that back up folders know this one
_TAGGED = "Signature: 8a477f597d28d172789f06886806bc55\n# Kept by article-records; may be deleted at any moment.\n"


class Store:
    """The files of a folder by name. limit: bytes that they have at most, together; wanted: the names that one build
    needs: no other file takes their place. Of the rest, what was not used for the longest time goes first."""

    def __init__(self, folder: Path, limit: float, wanted: Collection[str] = ()) -> None:
        self._folder, self._limit, self._wanted = folder, limit, frozenset(wanted)
        self._old: Iterator[tuple[Path, int]] | None = None  # what may go, with its size
        self._held = 0
        self.fault = ""
        """Why something is not kept that there is room for."""

    def has(self, name: str) -> bool:
        """Whether there is a file of this name; it may be damaged."""
        return os.path.exists(self._path(name))  # noqa: PTH110  which raises for a folder that may not be looked into

    def read(self, name: str) -> bytes | None:
        """What was kept under a name; None where it is not there or not what was written."""
        path = self._path(name)
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        data = raw[_DIGEST:]
        if raw[:_DIGEST] != _digest(name, data):
            return None
        with suppress(OSError):
            os.utime(path)  # it was used
        return data

    def write(self, name: str, data: bytes) -> None:
        """Keeps something under a name, if there is room."""
        try:
            if self._makes_room(_DIGEST + len(data)):
                self._write(self._path(name), _digest(name, data) + data)
        except OSError as error:
            self.fault = self.fault or error.strerror or type(error).__name__

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{CHUNK_END}"

    def _write(self, path: Path, raw: bytes) -> None:
        handle, new = tempfile.mkstemp(prefix=_UNFINISHED, dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            os.replace(new, path)  # noqa: PTH105  the name is a text
        except BaseException:
            with suppress(OSError):
                os.remove(new)  # noqa: PTH107
            raise
        self._held += len(raw)

    def _makes_room(self, size: int) -> bool:
        """Whether that many bytes more may be written; removes for it what is old. Raises OSError."""
        if self._old is None:
            self._old = iter(self._listed())
        while self._held + size > self._limit:
            path, freed = next(self._old, (None, 0))
            if path is None:
                return False
            path.unlink(missing_ok=True)
            self._held -= freed
        return True

    def _listed(self) -> list[tuple[Path, int]]:
        """The files that may go, those first that were not used for the longest time. Makes the folder where there is
        none; clears away what nobody finished. Raises OSError."""
        if not self._folder.is_dir():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / _TAG).write_text(_TAGGED, encoding="ascii")
        found, self._held = [], 0
        for entry in os.scandir(self._folder):
            try:
                about = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # another build has removed it
                continue
            if entry.name.endswith(CHUNK_END):
                self._held += about.st_size
                if entry.name.removesuffix(CHUNK_END) not in self._wanted:
                    found.append((about.st_mtime_ns, Path(entry.path), about.st_size))
            elif entry.name.startswith(_UNFINISHED) and about.st_mtime < time.time() - _DAY:
                Path(entry.path).unlink(missing_ok=True)
        return [(path, size) for _, path, size in sorted(found)]


def _digest(name: str, data: bytes) -> bytes:
    """Of the name, too: a file under another name is another file."""
    return hashlib.sha256(name.encode() + b"\n" + data).digest()
