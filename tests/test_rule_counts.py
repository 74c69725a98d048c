"""How rules are counted: firings, hits, what is all right, and what no other rule finds."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from made import rule_counts
from made.rule_counts import Tally


def test_a_rule_is_alone_where_no_other_finds_the_same() -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    rule_counts.count(tallies, [("a", [(0, True)]), ("b", [(0, False), (1, True)]), ("b", [])])
    assert tallies["a"] == Tally(fired=1, found=1, right=1, alone=0)
    assert tallies["b"] == Tally(fired=2, found=1, right=1, alone=1)


@pytest.mark.parametrize(("end", "least", "numbers"), [(10, 0.5, [0]), (5, 0.5, [0]), (4, 0.5, []), (4, 0.0, [0])])
def test_a_span_lies_on_an_annotation_that_it_shares_enough_with(end: int, least: float, numbers: list[int]) -> None:
    gold: list[dict[str, Any]] = [
        {"kind": "quote", "start": 0, "end": 10},
        {"kind": "marks", "start": 0, "end": 10},
        {"kind": "quote", "start": None, "end": None},
    ]
    found = rule_counts.on({"start": 0, "end": end}, {"gold": gold}, "quote", least)
    assert [number for number, _ in found] == numbers


@pytest.mark.parametrize(
    ("right", "of", "low", "high"), [(0, 0, 0, 1), (0, 10, 0, 0.28), (10, 10, 0.72, 1), (8, 10, 0.49, 0.94)]
)
def test_the_interval_is_that_of_wilson(right: int, of: int, low: float, high: float) -> None:
    assert rule_counts.interval(right, of) == pytest.approx((low, high), abs=0.005)
