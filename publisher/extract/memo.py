"""What is worked out of a word once, however often it is printed.

A text is cut at its white space, which costs next to nothing, and what each printed word ("said,") holds is looked up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_LIMIT = 1 << 15  # words that are remembered
_LONGEST = 48  # characters of a word that comes again

_Made = TypeVar("_Made")


class Memo(dict[str, _Made]):
    """Word -> what `make` makes of it, made when it is first asked for."""

    def __init__(self, make: Callable[[str], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> _Made:
        made = self._make(word)
        if len(word) <= _LONGEST:
            if len(self) >= _LIMIT:
                self.clear()
            self[word] = made
        return made
