"""Published order: rows follow the text, so that the same records are always the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import le
from typing import Any

from publisher.rules.finding import Finding
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window

LINKED = {"events": ("event_id",), "statements": ("statement_id",), "figures": ("figure_id",),
          "event_actors": ("event_id", "actor_id", "role"), "event_places": ("event_id", "place_name")}  # fmt: skip


@rule(proof=True)
def text_order(window: Window) -> Iterator[Finding]:
    """Rows are in the order of source_id, then by position of their (first) evidence, then by key."""
    for table, key in (("evidence", "evidence_id"), ("candidates", "candidate_id")):
        rows = window.rows(table, "source_id", "char_start", "char_end", key)
        yield from _unsorted(table, [(row, row[-1]) for row in rows])
    for table, key_fields in LINKED.items():
        ordered = []
        for evidence, *parts in window.rows(table, "evidence_id", *key_fields):
            span = window.evidence.get(evidence)
            if span is not None:
                ordered.append(((span.source_id, span.start, span.end, *parts), " ".join(parts)))
        yield from _unsorted(table, ordered)


@rule(proof=True, scope="dataset")
def key_order(window: Window) -> Iterator[Finding]:
    """Sources and actors are in the order of their keys."""
    for table, key in (("sources", "source_id"), ("actors", "actor_id")):
        yield from _unsorted(table, [((cell,), cell) for cell in window.column(table, key)])


def _unsorted(table: str, rows: Sequence[tuple[tuple[Any, ...], str]]) -> Iterator[Finding]:
    """The first row that is before its place."""
    places = [place for place, _ in rows]
    if all(map(le, places, places[1:])):  # in Python row by row only where there is a fault to name
        return
    for (before, _), (after, key) in pairwise(rows):
        if after < before:
            yield Finding(table=table, row=key, message="is after a row that it should precede: build again")
            return
