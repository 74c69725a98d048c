"""The files of an article on disk: read as text, and replaced at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from publisher.inputs.article_reader import in_utf8


def put(target: Path, new: bytes) -> None:
    """Replaces a file at once: whoever reads it sees the old one or the new one, whole. Raises OSError."""
    unfinished = target.with_name(f".{target.name}.curate")  # hidden, so that a build ignores what a crash leaves
    unfinished.unlink(missing_ok=True)
    number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with os.fdopen(number, "wb") as file:
        file.write(new)
        file.flush()
        os.fsync(number)
    if target.exists():
        shutil.copymode(target, unfinished)
    unfinished.replace(target)


def decoded(name: str, raw: bytes | None) -> str:
    """The text of a file; empty where there is none. Raises Refused where it is not UTF-8."""
    return in_utf8(name, raw or b"")
