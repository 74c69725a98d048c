"""How much of one kind an article may have. What is found of a text takes about a kilobyte each; with this limit an
article of 16 MB stays below 2 GB whatever it holds. Plain prose of that size has fewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from publisher.problem import Problem, Refused

MOST = 500_000

T = TypeVar("T")


class TooDense(Refused):
    """A text that has too many of something. message: what it has."""

    def __init__(self, what: str) -> None:
        found = f"has more than {MOST:,} {what}: split it"
        self.message = f"the text {found}"
        super().__init__([Problem("the text", found)])


def few(found: Iterable[T], what: str) -> Iterator[T]:
    """What is found, one by one. what: a name for it in the message. Raises TooDense when there are too many."""
    rest = iter(found)
    return chain(islice(rest, MOST), _refused(rest, what))


def _refused(rest: Iterator[T], what: str) -> Iterator[T]:
    """Nothing, where nothing is left."""
    for _ in rest:
        raise TooDense(what)
    yield from ()
