"""How far a build of many articles is, for a person who waits: one line on a terminal, nothing in a log."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

    from publisher.judged import JudgedChunk

MANY = 200  # articles; fewer are done before a line could be read


def with_progress(chunks: Iterable[JudgedChunk], articles: int, file: TextIO | None = None) -> Iterator[JudgedChunk]:
    """The chunks as they are, which have so many articles in all; says how many are done."""
    console = _console(articles, file)
    if console is None:
        yield from chunks
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task("", total=articles)
        for chunk in chunks:
            yield chunk
            progress.update(task, advance=chunk.account.articles, refresh=True)


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
