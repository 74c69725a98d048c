"""Spans of a text by their places: which lies in which, and what holds an offset.

Offsets are code points, 0-based, half open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from publisher.model import Spanned


def holds(outer: Spanned, inner: Spanned) -> bool:
    """Whether a span has every character of another one."""
    return outer.start <= inner.start and inner.end <= outer.end


def hull(spans: Iterable[Spanned]) -> tuple[int, int] | None:
    """The shortest stretch that holds every span; None without spans."""
    found = list(spans)
    return (min(span.start for span in found), max(span.end for span in found)) if found else None


def number_at(pieces: Sequence[tuple[int, int]], offset: int) -> int | None:
    """The position of the paragraph or sentence (of a list in text order) that holds an offset; None when none does."""
    number = bisect_right(pieces, offset, key=lambda piece: piece[0]) - 1
    return number if number >= 0 and offset < pieces[number][1] else None


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
