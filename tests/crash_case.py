"""What the tests of crashes see of a folder, and a command in a process of its own."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

from command import Ran, ended, forked, run, tree

from publisher.publish.swap import WORKSHOP

MACHINE = 3
Files = dict[str, bytes]


def building(given: Path, out: Path) -> int:
    return run("--seeds", given, "--out", out).code


def published(out: Path) -> Files:
    """The files of the folder, without those in its workshop."""
    return {name: raw for name, raw in tree(out).items() if not name.startswith(WORKSHOP)}


def untouched(ran: Ran, out: Path, before: Files) -> None:
    """The machine failed; one line says how, and nothing has changed."""
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert tree(out) == before
    assert not (out / WORKSHOP).exists()


def in_child(action: Callable[[], Ran], folder: Path) -> Ran:
    """What a command does in a process of its own, which may limit itself."""
    said = folder / "said"

    def child() -> int:
        ran = action()
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        said.write_text(ran.errors)
        return ran.code

    code = ended(forked(child))
    return Ran(code, "", said.read_text())
