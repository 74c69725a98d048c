"""A file that is replaced at once: whoever reads it sees the old one or the new one, whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def put(target: Path, new: bytes) -> None:
    """Puts new bytes in the place of a file, on the disk itself; its rights stay. A full disk leaves it as it was.
    Raises OSError."""
    unfinished = target.with_name(f".{target.name}.new")  # hidden, so that a build ignores what a crash leaves
    unfinished.unlink(missing_ok=True)
    number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(number)
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
