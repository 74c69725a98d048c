"""Clauses and cues, kept as numbers: a paragraph may have millions of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar, overload

from .text import Pair


class Clause(NamedTuple):
    """A subject with its verb group, whatever the verb."""

    subject: Pair
    verb: Pair


class Cue(NamedTuple):
    """A verb, or "according to", that brings in speech. speaker: its subject, None if there is none in the sentence."""

    speaker: Pair | None
    verb: Pair  # empty where there is a colon or a dash instead
    kind: str  # letter of the verb, k for "according", ":" or "-"
    start: int  # where its clause begins


T = TypeVar("T", Clause, Cue)


class Packed(Sequence[T]):
    """A sequence in the order of the verbs that keeps each value as some numbers, and makes the value anew for whoever
    asks for it.

    numbers: those of all values, `width` each; the third of each is where its verb begins. unpack: makes a value of its
    numbers. verbs: where each verb begins.
    """

    __slots__ = ("_numbers", "_unpack", "_width", "verbs")
    _unpack: Callable[[Sequence[int]], T]

    def __init__(self, numbers: Sequence[int], width: int, unpack: Callable[[Sequence[int]], T]) -> None:
        self._width = width
        self._unpack = unpack
        self._numbers = array("q", numbers)
        self.verbs = self._numbers[2::width]

    def __len__(self) -> int:
        return len(self.verbs)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self._value(one) for one in range(*place.indices(len(self.verbs)))]
        return self._value(range(len(self.verbs))[place])

    def __reversed__(self) -> Iterator[T]:
        return map(self._value, reversed(range(len(self.verbs))))

    def _value(self, place: int) -> T:
        at = self._width * place
        return self._unpack(self._numbers[at : at + self._width])

    def between(self, start: int, end: int) -> list[T]:
        """The values whose verb begins in a stretch of tokens."""
        verbs = self.verbs
        left = bisect_left(verbs, start)
        if left == len(verbs) or verbs[left] >= end:
            return []
        return [self._value(one) for one in range(left, bisect_left(verbs, end, left))]

    def each(self, start: int, end: int) -> Iterator[T]:
        """Those values one by one, as `between` lists them: for callers that need only the first ones."""
        for place in range(bisect_left(self.verbs, start), len(self.verbs)):
            if self.verbs[place] >= end:
                return
            yield self._value(place)


def _clause(numbers: Sequence[int]) -> Clause:
    first, last, verb, end = numbers
    return Clause((first, last), (verb, end))


def _cue(numbers: Sequence[int]) -> Cue:
    first, last, verb, end, kind, start = numbers
    return Cue((first, last) if first >= 0 else None, (verb, end), chr(kind), start)


def packed_clauses(numbers: Sequence[int]) -> Packed[Clause]:
    """Clauses, of each the numbers of subject and verb."""
    return Packed(numbers, 4, _clause)


def packed_cues(cues: Iterable[Cue]) -> Packed[Cue]:
    """The cues, packed."""
    numbers: list[int] = []
    for speaker, verb, kind, start in cues:
        numbers += (*(speaker or (-1, -1)), *verb, ord(kind), start)
    return Packed(numbers, 6, _cue)
