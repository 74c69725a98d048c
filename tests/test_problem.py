"""Messages: how a value is quoted, and how a long one is cut."""

from __future__ import annotations

import pytest

from publisher.problem import WHOLE, EntryName, Problem, cut, shown


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


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (WHOLE, ""),
        (EntryName("source"), "source"),
        (EntryName(id="line 3"), "line 3"),
        (EntryName("events", "evt-🚢"), "events[evt-🚢]"),
        (EntryName("waived", "line 12", '"It rained."'), 'waived[line 12, "It rained."]'),
        (EntryName("events", "evt-a").under("actors", "act-b").under("text"), "events[evt-a].actors[act-b].text"),
    ],
)
def test_an_entry_is_named_as_a_person_finds_it(name: EntryName, printed: str) -> None:
    assert str(name) == printed


def test_a_problem_is_of_a_key_of_its_entry() -> None:
    entry = EntryName("events", "evt-a")
    inner = Problem("a.toml", "is missing", entry.under("actors", "act-b"), "text")
    assert (str(inner), inner.key, inner.record.entry) == (
        "a.toml: events[evt-a].actors[act-b].text: is missing",
        "actors",
        entry,
    )
    assert Problem("a.toml", "is missing", entry, "label").key == "label"
