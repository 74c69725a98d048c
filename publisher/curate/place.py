"""Where an article is curated: its text, which is only read, its curated file and the authority file."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from publisher.curation.check import ACTORS
from publisher.inputs.article_reader import Article, Reference, article, refuse_markup, source_id
from publisher.inputs.toml_fields import LARGEST
from publisher.problem import Problem, Refused

_MODE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


@dataclass(frozen=True, slots=True)
class Place:
    """The files of an article. reference: where its text is; folder: that of the seeds."""

    folder: Path
    reference: Reference

    @property
    def records(self) -> Path:
        """The curated file."""
        return self.folder / f"{self.reference.name}.toml"

    @property
    def actors(self) -> Path:
        """The authority file."""
        return self.folder / ACTORS

    def read(self) -> Article:
        """The article. Raises Refused, OSError."""
        found = article(self.reference)
        if not self.reference.number:
            refuse_markup(found)
        return found


def place(file: Path) -> Place:
    """Where an article is curated. Raises Refused when it is none, or a file of it is a symbolic link; OSError."""
    if file.suffix != ".txt" or not file.is_file():
        raise Refused([Problem(str(file), "", "", "is no article; name the .txt file of one")])
    content(file)
    found = Place(file.parent.resolve(), Reference(source_id(file.stem), file.stem, file.parent.resolve() / file.name))
    for path in (found.records, found.actors):
        content(path)
    return found


def content(path: Path) -> bytes | None:
    """The bytes of a plain file; None where there is none. Raises Refused for a link or anything else, OSError."""
    try:
        number = os.open(path, _MODE)
    except FileNotFoundError:
        return None
    except OSError as error:
        if path.is_symlink():
            raise Refused([Problem(path.name, "", "", "is a symbolic link; put the file itself there")]) from error
        raise
    with open(number, "rb") as file:  # noqa: PTH123  a file that is open already
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise Refused([Problem(path.name, "", "", "is no plain file")])
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise Refused([Problem(path.name, "", "", f"has more than {LARGEST:,} bytes; split it")])
    return found
