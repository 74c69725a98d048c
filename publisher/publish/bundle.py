"""All in one: the package as one zip archive in its own data/, which the page links to.

It holds what a reader needs of the package, so neither the pages and the sums, which state its hash, nor itself. No
descriptor names it: it is another form of files that are described already. A large package has none; `make release`
packs that as well.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from publisher import DESCRIPTOR
from publisher.publish.sums import SUMS
from publisher.zipped import pack

LARGEST_BUNDLE = 20 << 20  # bytes of the files together
BESIDE_FOLDERS = (DESCRIPTOR, "croissant.json", "CITATION.cff", "LICENSE-DATA")
FOLDERS = ("data", "schemas")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The archive. path: in the package; bytes and sha256: of the archive; files: how many it holds."""

    path: str
    bytes: int
    sha256: str
    files: int


def pack_all(package: Path, name: str) -> Bundle | None:
    """Writes data/NAME.zip into a package whose other files are there; None, and no archive, when they are too large.
    Same files, same bytes. Raises OSError."""
    paths = [package / name for name in BESIDE_FOLDERS] + [
        path for part in FOLDERS for path in (package / part).iterdir()
    ]
    paths = [path for path in paths if path.is_file() and path != package / SUMS]
    if sum(path.stat().st_size for path in paths) > LARGEST_BUNDLE:
        return None
    archive = package / "data" / f"{name}.zip"
    pack({path.relative_to(package).as_posix(): path for path in paths}, archive)
    raw = archive.read_bytes()
    return Bundle(f"data/{archive.name}", len(raw), hashlib.sha256(raw).hexdigest(), len(paths))
