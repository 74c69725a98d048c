"""What has a place in a text: offsets are code points, 0-based, half open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Spanned(Protocol):
    """Whatever has a start and an end."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters lie in some of the spans of one text."""
    found = reached = 0
    for start, end in sorted(spans):
        found += max(end - max(start, reached), 0)
        reached = max(end, reached)
    return found
