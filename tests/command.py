"""The command line as tests call it, in their own process, and small seeds to call it on."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import build
from publisher.publish.description import describe
from publisher.publish.verification import verify
from publisher.validate.frictionless_check import Frictionless, Judgement

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
INTERRUPTS = (signal.SIGINT, signal.SIGTERM)

DATASET = """\
name = "harbour-news"
title = "Harbour news"
description = "Two invented articles."
version = "0.1.0"
created = 2024-01-02T00:00:00Z
keywords = ["test"]

[licence]
name = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0"
path = "https://creativecommons.org/licenses/by/4.0/"

[[contributors]]
title = "Nobody"
roles = ["creator"]
"""
ACTORS = """\
[[actors]]
id = "act-ines-varga"
name = "Ines Varga"
actor_type = "person"
aliases = ["Varga"]
"""
PIER = "2 January 2024\n\nHarbour master Ines Varga said on Monday that “the pier is safe” 💥.\n"
PIER_RECORDS = """\
[source]
document_date = { text = "2 January 2024", paragraph = 1 }
language = "en"
publish_text = true

[[statements]]
id = "stm-pier-safe"
paragraph = 2
speakers = ["act-ines-varga"]
speaker_text = "Ines Varga"
cue_text = "said"
content_text = "the pier is safe"
quoted_text = "the pier is safe"
quote_type = "direct"
date_edtf = { text = "Monday", value = "2024-01-01", basis = "resolved" }

[[waived]]
paragraph = 1
reason = "date line"
"""
NETS = "“We lost 12 nets,” Varga said.\n"
SEEDS = {
    "dataset.toml": DATASET,
    "actors.toml": ACTORS,
    "pier.txt": PIER,
    "pier.toml": PIER_RECORDS,
    "nets.txt": NETS,
}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit code, and what it wrote."""

    code: int
    output: str
    errors: str

    @property
    def lines(self) -> list[str]:
        return self.errors.splitlines()

    @property
    def faults(self) -> list[str]:
        """The lines of a build that was refused, but for the last, which counts them and may say what it left out."""
        *faults, last = self.lines
        ending, _, _ = last.partition(". Not checked yet: ")
        assert ending == f"{len(faults)} fault{'s' if len(faults) > 1 else ''}; nothing was published"
        return faults


def run(
    *arguments: str | Path, given: bytes = b"", main: Callable[[], None] = build.main, folder: Path | None = None
) -> Ran:
    """`python build.py ARGUMENTS`, with `given` on standard input. No exception but SystemExit gets out of it.

    main: that of another build.py; folder: the working directory."""
    streams = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (given, b"", b"")]
    before = sys.argv, sys.stdin, sys.stdout, sys.stderr
    handlers = [signal.getsignal(number) for number in INTERRUPTS]
    sys.argv = ["build.py", *map(str, arguments)]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        with chdir(folder or Path.cwd()):
            main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = before
        for number, handler in zip(INTERRUPTS, handlers, strict=True):
            signal.signal(number, handler)
    for stream in streams[1:]:
        stream.flush()
    output, errors = (stream.buffer.getvalue().decode() for stream in streams[1:])
    assert isinstance(code, int)
    return Ran(code, output, errors)


def seeds(folder: Path, **changed: str | bytes | None) -> Path:
    """The small seeds, with files added, replaced or (None) left out; keyword `pier_txt` stands for pier.txt."""
    folder.mkdir(parents=True)
    files = SEEDS | {name.replace("_", "."): content for name, content in changed.items()}
    for name, content in files.items():
        if content is not None:
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def quickly(patch: pytest.MonkeyPatch) -> None:
    """Builds in this process take a tenth of a second: without frictionless, which takes one in a process of its own,
    and without waiting for the disk. For tests that are neither about its verdict nor about power cuts."""
    patch.setattr("publisher.validate.frictionless_check.judging", nobody)
    patch.setattr("publisher.validate.frictionless_check.judge", lambda *_, **__: Judgement("nobody", ()))
    patch.setattr(os, "fsync", lambda _: None)


def unchecked(patch: pytest.MonkeyPatch) -> None:
    """As `quickly`, and without the last check of the files that a build writes. For tests about what it writes."""
    quickly(patch)
    patch.setattr("publisher.publish.verification.verify", lambda made, *_: made)


def briefly(patch: pytest.MonkeyPatch) -> None:
    """As `unchecked`, and without dictionary, metadata and page: a build takes a fifth of the time. For tests about
    what is read, judged and told."""
    unchecked(patch)
    patch.setattr("publisher.publish.description.describe", lambda *_: None)


def thoroughly(patch: pytest.MonkeyPatch) -> None:
    """Gives back what `briefly` takes away."""
    patch.setattr("publisher.publish.description.describe", describe)
    patch.setattr("publisher.publish.verification.verify", verify)


@contextmanager
def nobody() -> Iterator[Frictionless]:
    """In place of `publisher.validate.frictionless_check.judging`."""
    yield lambda *_: lambda: Judgement("nobody", ())


def forked(action: Callable[[], int]) -> int:
    """The id of a child that does something and exits with what it gives, with the modules that this process has."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)  # until the child answers them as a program does
    if child := os.fork():
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return child
    code: object = 70
    try:
        for number in INTERRUPTS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        code = action()
    except SystemExit as end:
        code = end.code
    finally:
        os._exit(code if isinstance(code, int) else 70)


def ended(child: int) -> int:
    """Waits for a child: its exit code, or the number of the signal that ended it, negative."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
