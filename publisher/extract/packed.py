"""Clauses and cues, kept as numbers: a paragraph may have millions of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar, overload

from .text import Pair

T = TypeVar("T")


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


class Packed(Sequence[T]):
    """A sequence that keeps each value as some numbers, and makes the value anew for whoever asks for it.

    width: how many numbers; pack, unpack: from value to numbers and back.
    """

    __slots__ = ("_numbers", "_unpack", "_width")

    def __init__(
        self, values: Iterable[T], width: int, pack: Callable[[T], Iterable[int]], unpack: Callable[..., T]
    ) -> None:
        self._width, self._unpack = width, unpack
        self._numbers = array("q")
        for value in values:
            self._numbers.extend(pack(value))

    def __len__(self) -> int:
        return len(self._numbers) // self._width

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        at = self._width * range(len(self))[place]
        return self._unpack(*self._numbers[at : at + self._width])


def packed_clauses(clauses: Iterable[Clause]) -> Sequence[Clause]:
    """The clauses, packed."""
    return Packed(clauses, 4, lambda one: (*one.subject, *one.verb), lambda a, b, c, d: Clause((a, b), (c, d)))


def packed_cues(cues: Iterable[Cue]) -> Sequence[Cue]:
    """The cues, packed."""

    def pack(cue: Cue) -> tuple[int, ...]:
        return (*(cue.speaker or (-1, -1)), *cue.verb, ord(cue.kind), cue.start)

    def unpack(first: int, last: int, verb: int, end: int, kind: int, start: int) -> Cue:
        return Cue((first, last) if first >= 0 else None, (verb, end), chr(kind), start)

    return Packed(cues, 6, pack, unpack)
