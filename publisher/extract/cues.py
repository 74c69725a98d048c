"""What the grammar finds in a paragraph, in the order of the verbs: clauses and cues."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

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
_VERB = attrgetter("verb")


def beginning(found: Sequence[T], start: int, end: int) -> Iterator[T]:
    """Those whose verb begins in a stretch of tokens, one by one: a paragraph may have very many. found: in the order
    of the verbs."""
    for place in range(bisect_left(found, (start,), key=_VERB), len(found)):
        if found[place].verb[0] >= end:
            return
        yield found[place]
