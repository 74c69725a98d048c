"""Packages in zip archives: written to the byte, read with care.

Entries are stored, not deflated: what deflate makes of the same bytes depends on the zlib at hand, and the Parquet
files are compressed already. Of an archive from elsewhere only the descriptor and the files it names are unpacked, each
under a name that stays inside the folder; the archive's own names lead nowhere.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from publisher import DESCRIPTOR
from publisher.grouped import grouped
from publisher.problem import Refused, shown

LARGEST_DESCRIPTOR = 64 << 20  # bytes
LARGEST_UNPACKED = 8 << 30  # bytes of all files that are unpacked
RATIO, SMALL = 200, 64 << 20  # unpacked, an archive is at most RATIO times its size, or SMALL
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name
PLAIN_FILE = 0o100644 << 16
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of the others zipfile unpacks all that it has read at once
ENCRYPTED = 1  # flag of an entry
# What a damaged or hostile archive may raise: in zipfile, and where a name is a file and a folder, or no name at all.
FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
NUMBERS = (errno.EINVAL, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG)


def pack(files: Mapping[str, Path], archive: Path) -> None:
    """Writes the files under their names, in the order of the names; same files, same bytes. Raises OSError.

    The archive appears whole or not at all.
    """
    draft = archive.with_name(f".{archive.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(draft, "w") as packed:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.create_system, entry.external_attr = 3, PLAIN_FILE
                entry.file_size = files[name].stat().st_size
                with files[name].open("rb") as source, packed.open(entry, "w") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
        draft.replace(archive)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def opened(package: Path) -> Iterator[Path]:
    """The folder of a package: itself, or the zip archive unpacked into a folder that is gone afterwards.

    Raises Refused for what is neither, and for an archive that is not to be trusted; OSError.
    """
    if package.is_dir():
        yield package
        return
    if not package.exists():
        raise Refused.of(str(package), "is not there; name the folder or the zip archive of a package")
    with tempfile.TemporaryDirectory(prefix="package-") as folder:
        try:
            with zipfile.ZipFile(package) as archive:
                _unpack(archive, package, Path(folder))
        except (*FAULTS, OSError) as error:
            if isinstance(error, OSError) and error.errno not in NUMBERS:
                raise
            raise Refused.of(str(package), f"cannot be read as a zip archive: {error}") from None
        yield Path(folder)


def _unpack(archive: zipfile.ZipFile, package: Path, folder: Path) -> None:
    """The descriptor and what it names, from the root of the archive or from the one folder at its root."""
    entries = grouped((entry.filename, entry) for entry in archive.infolist())
    folders = [name.removesuffix(DESCRIPTOR) for name in entries if name.endswith("/" + DESCRIPTOR)]
    roots = [""] if DESCRIPTOR in entries else [name for name in folders if name.count("/") == 1]
    if len(roots) != 1:
        what = "several packages" if roots else f"no {DESCRIPTOR}"
        raise Refused.of(str(package), f"holds {what}; name an archive with one package at its root")
    root = roots[0]
    descriptor = _fit(package, DESCRIPTOR, entries[root + DESCRIPTOR])
    if descriptor.file_size > LARGEST_DESCRIPTOR:
        raise Refused.of(str(package), f"has a {DESCRIPTOR} of more than {LARGEST_DESCRIPTOR:,} bytes")
    with archive.open(descriptor) as source:
        wanted = [DESCRIPTOR, *_named(source.read(descriptor.file_size))]
    found = {name: _fit(package, name, entries[root + name]) for name in wanted if root + name in entries}
    limit = min(LARGEST_UNPACKED, max(SMALL, RATIO * package.stat().st_size))
    if sum(entry.file_size for entry in found.values()) > limit:
        raise Refused.of(str(package), f"unpacks to more than {limit:,} bytes; unpack it yourself and name the folder")
    for name, entry in found.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # zipfile gives no more bytes than the entry declares, so that the sum above holds, and unpacks no more at a
        # time than it is asked for.
        with archive.open(entry) as source, target.open("wb") as file:
            shutil.copyfileobj(source, file, 1 << 20)


def _fit(package: Path, name: str, same: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The one entry of a name. Raises Refused when there are several, or when it cannot be unpacked bit by bit."""
    entry = same[0]
    if len(same) > 1:
        raise Refused.of(str(package), f"holds {shown(name)} twice; pack it anew")
    if entry.flag_bits & ENCRYPTED:
        raise Refused.of(str(package), f"holds {shown(name)} encrypted; pack it anew without a password")
    if entry.compress_type not in METHODS:
        raise Refused.of(
            str(package), f"holds {shown(name)} compressed by method {entry.compress_type}; deflate it, or store it"
        )
    return entry


def _named(descriptor: bytes) -> list[str]:
    """The files that a descriptor names, its sources and the list of what is left out too, and that stay inside its
    folder, each once; a faulty one names none, which is complained of where it is read."""
    try:
        body = json.loads(descriptor)
        profile = body.get("publisher")
        lists = [body.get("resources"), body.get("sources")]
        lists += [[profile.get("leftOut")]] if isinstance(profile, dict) else []
    except (ValueError, AttributeError, RecursionError):
        return []
    paths: list[object] = []
    for resource in (entry for entries in lists if isinstance(entries, list) for entry in entries):
        if isinstance(resource, dict):
            path = resource.get("path")
            paths += [*(path if isinstance(path, list) else [path]), resource.get("schema"), resource.get("dialect")]
    return list(dict.fromkeys(path for path in paths if isinstance(path, str) and _inside(path)))


def _inside(path: str) -> bool:
    """Whether a path is plain: relative, forward slashes, no way up, no drive, no NUL, and written in one way only."""
    strange = "\\" in path or ":" in path or "\0" in path
    parts = path.split("/")
    return not strange and path != DESCRIPTOR and all(part not in ("", ".", "..") for part in parts)
