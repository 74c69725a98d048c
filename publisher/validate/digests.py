"""The hashes of the files of a package."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass

from publisher.formats.parts import Parts
from publisher.validate.resources import Resource

WORKERS = min(os.cpu_count() or 1, 8)  # threads; more would only hold more pieces in memory
HASH = re.compile(r"(?:(md5|sha1|sha256|sha512):)?([0-9a-f]+)")
_BLOCK = 4 << 20  # bytes hashed at once: between two, a thread waits for others that run Python


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file is: its size, and its hash in hex digits."""

    bytes: int
    hash: str


def read_digest(resource: Resource) -> Digest:
    """Reads the file for the hash that is declared; where none is, that by SHA-256. Raises OSError."""
    assert resource.file is not None
    found = HASH.fullmatch(str(resource.body.get("hash", "")))
    return _digest(resource.file, (found[1] or "md5") if found else "sha256")


def read_digests_of_parts(resource: Resource) -> tuple[Digest, ...]:
    """That of each file, by SHA-256, where there are several. Raises OSError."""
    assert resource.file is not None
    paths = resource.file.paths
    return tuple(_digest(Parts((path,)), "sha256") for path in paths) if len(paths) > 1 else ()


def _digest(parts: Parts, algorithm: str) -> Digest:
    found, block = hashlib.new(algorithm), memoryview(bytearray(_BLOCK))
    with parts.open() as file:
        while size := file.readinto(block):
            found.update(block[:size])
        return Digest(file.tell(), found.hexdigest())
