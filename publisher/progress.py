"""How far a build of many articles is, for a person who waits: one line on a terminal, nothing in a log."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

MANY = 200  # articles; fewer are done before a line could be read
T = TypeVar("T")


def counted(batches: Iterable[T], articles: int, size: int, file: TextIO | None = None) -> Iterator[T]:
    """The batches as they are, each of `size` articles but the last."""
    console = _console(articles, file)
    if console is None:
        yield from batches
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task("", total=articles)
        for number, batch in enumerate(batches, 1):
            yield batch
            progress.update(task, completed=min(number * size, articles), refresh=True)


@contextmanager
def waiting(what: str, articles: int, file: TextIO | None = None) -> Iterator[None]:
    """Says what is done, while it is."""
    console = _console(articles, file)
    if console is None:
        yield
        return
    with console.status(what):
        yield


def _console(articles: int, file: TextIO | None) -> Console | None:
    """The terminal, where there is one and something to wait for."""
    file = file or sys.stderr
    if articles <= MANY or not file.isatty():
        return None
    from rich.console import Console

    return Console(file=file)
