"""Which state of the program this is. Another one may make other rows of the same articles."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

EXTRACTOR_ROOMS = ("extract", "language")
"""The folders that candidates follow from: while these are the same, the same text gives the same candidates."""


@cache
def program(rooms: tuple[str, ...] = ("",)) -> str:
    """The SHA-256, in hex digits, of the modules and word lists of the program with their names, or of those in some of
    its folders. Raises OSError."""
    home, digest = Path(__file__).parent, hashlib.sha256()
    for path in sorted(path for room in rooms for path in (home / room).rglob("*")):
        if path.is_file() and path.suffix in (".py", ".toml"):
            digest.update(f"{path.relative_to(home)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
