"""Where the texts of a package are found again, so that its evidence can be proved."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from publisher.article import Reference
from publisher.inputs import archive, article_reader

Library = Callable[[str, str], str | None]
"""(source_id, file_name) -> the text, or None where it is not at hand. Raises Refused when it is there and no text."""


def of_folder(folder: Path) -> Library:
    """The articles in a folder: files by their name, those of an archive by their id. The archives are looked
    through when the first text of them is asked for."""
    archives: dict[str, Mapping[str, Reference]] = {}
    scratch = tempfile.TemporaryDirectory()  # for unrolled archives; goes when the library does

    def find(source_id: str, file_name: str) -> str | None:
        path = folder / file_name
        # The name comes from a cell of the package: it may be any text at all.
        if PurePath(file_name).name != file_name or path.is_symlink() or not path.is_file():
            return None
        if path.suffix not in archive.SUFFIXES:
            return article_reader.article(Reference(source_id, path.stem, path)).text
        if file_name not in archives:
            archives[file_name] = _index(path, Path(scratch.name))
        reference = archives[file_name].get(source_id)
        return article_reader.article(reference).text if reference else None

    return find


def _index(path: Path, scratch: Path) -> Mapping[str, Reference]:
    found: dict[str, Reference] = {}
    for entry in archive.articles(path, scratch):
        if isinstance(entry, Reference):
            found.setdefault(entry.source_id, entry)
    return found
