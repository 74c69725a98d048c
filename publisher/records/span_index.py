"""Spans in text order, to be asked what overlaps or encloses another; a few long ones do not make that slow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from publisher.spanned import Spanned

T = TypeVar("T", bound=Spanned)


def _place(item: Spanned) -> tuple[int, int]:
    return item.start, item.end


class SpanIndex(Generic[T]):
    """Items of one text by size: for each power of eight the items that are no longer, with their starts. What starts
    before a span by more than that cannot reach it."""

    def __init__(self, items: Iterable[T]) -> None:
        sizes: dict[int, list[T]] = {}
        for item in sorted(items, key=_place):
            sizes.setdefault(((item.end - item.start).bit_length() + 2) // 3, []).append(item)
        self._sizes = [(8**size, [item.start for item in some], some) for size, some in sizes.items()]

    def overlapping(self, start: int, end: int) -> Iterator[T]:
        """The items that share a character with the span, in text order."""
        return iter(self._overlapping(start, end))

    def inside(self, start: int, end: int) -> Iterator[T]:
        """The items that the span holds whole, in text order."""
        return iter([item for item in self._overlapping(start, end) if start <= item.start and item.end <= end])

    def enclosing(self, start: int, end: int) -> Iterator[T]:
        """The items that hold the whole span, in text order."""
        return iter([item for item in self._overlapping(start, end) if item.start <= start and end <= item.end])

    def _overlapping(self, start: int, end: int) -> list[T]:
        found: list[T] = []
        for longest, starts, items in self._sizes:
            first = bisect_left(starts, start - longest)
            if first < len(starts) and starts[first] < end:
                found += [item for item in items[first : bisect_left(starts, end, first)] if item.end > start]
        return sorted(found, key=_place) if len(found) > 1 else found
