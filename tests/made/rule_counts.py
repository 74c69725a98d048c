"""How `benchmarks.rules` counts: firings, hits, what is all right, and what no other rule finds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Entry = Mapping[str, Any]
Judged = tuple[str, list[tuple[int, bool]]]
"""The rule of a candidate and the annotations that it lies on, by number, each with whether all is right."""


@dataclass
class Tally:
    """Counts of a rule or a family, as the columns of the table."""

    fired: int = 0
    found: int = 0
    right: int = 0
    alone: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.fired + other.fired, self.found + other.found, self.right + other.right, self.alone + other.alone
        )


def count(tallies: dict[str, Tally], judged: Iterable[Judged]) -> None:
    """Adds the candidates of an article."""
    finders: dict[int, set[str]] = defaultdict(set)
    for rule, hits in judged:
        tallies[rule] += Tally(1, bool(hits), any(right for _, right in hits))
        for number, _ in hits:
            finders[number].add(rule)
    for rules in finders.values():
        if len(rules) == 1:
            tallies[next(iter(rules))].alone += 1


def on(one: Entry, article: Entry, kind: str, least: float) -> Iterator[tuple[int, Entry]]:
    """The annotations of a kind that a span lies on; least: the share of both together that they have in common."""
    for number, other in enumerate(article["gold"]):
        if other["kind"] != kind or other["start"] is None:
            continue
        common = min(one["end"], other["end"]) - max(one["start"], other["start"])
        both = max(one["end"], other["end"]) - min(one["start"], other["start"])
        if common > 0 and common >= least * both:
            yield number, other


def interval(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    middle = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - half) / (1 + z * z / of)), min(1.0, (middle + half) / (1 + z * z / of))
