"""Ids that nobody has yet."""

from __future__ import annotations

from collections.abc import Iterable


class FreeIds:
    """Gives out ids, each once. taken: ids that others have."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}  # the number that each stem came to, so that it is not counted up again

    def take(self, stem: str) -> str:
        """The stem, or where it is taken the stem with the first free number from 2 on."""
        key, number = stem, self._last.get(stem, 1)
        while key in self._taken:
            number += 1
            key = f"{stem}-{number}"
        self._taken.add(key)
        self._last[stem] = number
        return key
