"""Messages: how a value is quoted, and how a long one is cut."""

from __future__ import annotations

import pytest

from publisher.problem import cut, shown


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("", '""'),
        ("around 300", '"around 300"'),
        ('"We lost 💥," she said.', '“"We lost 💥," she said.”'),
        (300, "300"),
        (None, "None"),
    ],
)
def test_a_value_is_quoted_by_marks_that_it_does_not_have(value: object, printed: str) -> None:
    assert shown(value) == printed


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        ("seven boats", 11, "seven boats"),
        ("two old boats were hit at noon", 18, "two old ... noon"),
        ("seven old boats were badly damaged", 24, "seven old ... damaged"),
        ("evt-harbour-strike-of-the-dockers", 12, "evt-ha ... kers"),
        ("💥 💥💥💥💥💥💥💥💥💥💥💥💥 💥", 12, "💥 💥💥💥💥 ... 💥💥 💥"),
    ],
)
def test_a_long_text_is_cut_between_words_where_these_are_short(text: str, limit: int, left: str) -> None:
    assert cut(text, limit) == left
