"""Spans of a text by their places: which lies in which, and what holds an offset.

Offsets are code points, 0-based, half open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol


class Extent(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """Its first character."""
        ...

    @property
    def end(self) -> int:
        """The character after its last."""
        ...


def hull(spans: Iterable[Extent]) -> tuple[int, int] | None:
    """The shortest stretch that holds every span; None without spans."""
    found = list(spans)
    return (min(span.start for span in found), max(span.end for span in found)) if found else None


def number_at(pieces: Sequence[tuple[int, int]], offset: int) -> int | None:
    """The position of the paragraph or sentence (of a list in text order) that holds an offset; None when none does."""
    number = bisect_right(pieces, offset, key=lambda piece: piece[0]) - 1
    return number if number >= 0 and offset < pieces[number][1] else None


def is_near(paragraphs: Sequence[tuple[int, int]], offset: int, others: Iterable[int]) -> bool:
    """Whether one of some offsets is in the paragraph of another one, or in one of the two before or after it."""
    here = number_at(paragraphs, offset)
    numbers = [number_at(paragraphs, other) for other in others]
    return any(here is not None and number is not None and abs(number - here) <= 2 for number in numbers)


def around(pieces: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The paragraph or sentence (of a list in text order) that holds a span; None when none does."""
    number = number_at(pieces, start)
    return pieces[number] if number is not None and end <= pieces[number][1] else None


def cyclic(links: Mapping[str, str | None]) -> set[str]:
    """The ids from which following the links leads back to the id itself. Links to unknown ids end a path."""
    state: dict[str, int] = {}  # the walk that saw the id first
    found: set[str] = set()
    for number, start in enumerate(links):
        at: str | None = start
        while at is not None and at in links and at not in state:
            state[at] = number
            at = links[at]
        if at is not None and state.get(at) == number:
            while at is not None and at not in found:
                found.add(at)
                at = links[at]
    return found


def enclosing(
    inner: Iterable[tuple[int, int, str]], outer: Iterable[tuple[int, int, str]]
) -> dict[str, list[list[str]]]:
    """For spans (start, end, id) of one text: id of an inner span -> the ids of the outer spans that hold it, those
    of equal length together, the shortest first. A span does not hold one of its own id."""
    waiting = sorted(outer, key=lambda span: span[0], reverse=True)
    begun: list[tuple[int, int, str]] = []  # outer spans that begin before the inner one and may reach over its end
    found: dict[str, list[list[str]]] = {}
    for start, end, key in sorted(inner):
        while waiting and waiting[-1][0] <= start:
            begun.append(waiting.pop())
        begun = [span for span in begun if span[1] > start]
        by_length: dict[int, list[str]] = defaultdict(list)
        for low, high, other in begun:
            if high >= end and other != key:
                by_length[high - low].append(other)
        found[key] = [sorted(by_length[length]) for length in sorted(by_length)]
    return found
