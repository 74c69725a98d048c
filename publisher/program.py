"""Which state of the program this is. Another one may make other rows of the same articles."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def program() -> str:
    """The SHA-256, in hex digits, of the modules and word lists of the program, with their names. Raises OSError."""
    folder, digest = Path(__file__).parent, hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".py", ".toml"):
            digest.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
