"""Published order: rows follow the text, so that the same records are always the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import le
from typing import Any

from publisher.finding import Finding
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.tables import OURS

RESTING = {
    name: schema.primary_key
    for name, schema in OURS.items()
    if schema.in_text_order and "evidence_id" in schema.names and name not in ("evidence", "candidates")
}
"""Table in text order, by the evidence of its rows -> its key."""
BY_KEY = {name: schema.primary_key for name, schema in OURS.items() if not schema.in_text_order}


@rule(proof=True)
def text_order(window: Window) -> Iterator[Finding]:
    """Rows are in the order of source_id, then by position of their (first) evidence, then by key."""
    for table, key in (("evidence", "evidence_id"), ("candidates", "candidate_id")):
        rows = window.rows(table, "source_id", "char_start", "char_end", key)
        yield from _unsorted(table, [(row, row[-1]) for row in rows])
    for table, key_fields in RESTING.items():
        ordered = []
        for evidence, *parts in window.rows(table, "evidence_id", *key_fields):
            span = window.evidence.get(evidence)
            if span is not None:
                ordered.append(((span.source_id, span.start, span.end, *parts), " ".join(parts)))
        yield from _unsorted(table, ordered)


@rule(proof=True, scope="dataset")
def key_order(window: Window) -> Iterator[Finding]:
    """Sources, actors and codes are in the order of their keys."""
    for table, key in BY_KEY.items():
        if table in window.tables:
            yield from _unsorted(table, [(cells, " ".join(cells)) for cells in window.rows(table, *key)])


def _unsorted(table: str, rows: Sequence[tuple[tuple[Any, ...], str]]) -> Iterator[Finding]:
    """The first row that is before its place."""
    places = [place for place, _ in rows]
    if all(map(le, places, places[1:])):  # in Python row by row only where there is a fault to name
        return
    for (before, _), (after, key) in pairwise(rows):
        if after < before:
            yield Finding.at(table, key, None, None, "is after a row that it should precede: build again")
            return
