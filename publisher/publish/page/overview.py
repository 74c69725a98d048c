"""What people look for first: what this is, how much, and the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from publisher.publish.listing import FORMATS

from .view import Table, View

CORE = ("events", "actors", "statements", "figures", "evidence")
"""The tables whose counts are at the top."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the package. format: as people call it, empty for an archive; bytes: its size."""

    format: str
    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Download:
    """All files. tables: with their files in the order of the formats; archive: all files in one, and how many that
    holds."""

    formats: Sequence[str]
    tables: Sequence[tuple[Table, Sequence[File]]]
    files: Sequence[File]
    archive: File | None
    packed: int


def collect_files(view: View) -> Download:
    """Every file of the package."""
    tables = [(table, list(_files(table.resources))) for table in view.tables.values()]
    bundle = view.archive
    archive = File("", bundle.path, bundle.bytes, bundle.sha256) if bundle else None
    files = [
        *_files(view.descriptor["resources"]),
        *_files(_left_out(view.descriptor)),
        *([archive] if archive else []),
    ]
    return Download(list(FORMATS.values()), tables, files, archive, bundle.files if bundle else 0)


def _left_out(descriptor: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The list of articles that were left out, where there are any."""
    found = descriptor.get("publisher", {}).get("leftOut")
    return [found] if found else []


def _files(resources: Sequence[Mapping[str, Any]]) -> Iterator[File]:
    for resource in resources:
        path = str(resource["path"])
        word = FORMATS.get(PurePosixPath(path).suffix, "")
        yield File(word, path, resource["bytes"], str(resource["hash"]).removeprefix("sha256:"))
