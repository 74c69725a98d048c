"""What a number counts and what happened to it, where other numbers are beside it."""

from __future__ import annotations

import pytest

from publisher.extract import figures, text


def found(article: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.text, one.measure, one.unit) for one in figures.find(text.read(article))]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("The death toll rose from 40 to 45.", [("40", "killed", "person"), ("45", "killed", "person")]),
        ("They counted 300 infections and 32 deaths.", [("300", "other", "infection"), ("32", "killed", "person")]),
        ("Six priests and two nuns were killed.", [("Six", "killed", "person"), ("two", "killed", "person")]),
        ("Ten men, four of them soldiers, were killed.", [("Ten", "killed", "person"), ("four", "killed", "person")]),
        ("Ten men, four of whom left, were killed.", [("Ten", "killed", "person"), ("four", "other", None)]),
    ],
)
def test_what_happened_to_one_count_happened_to_another_that_is_a_part_of_it_or_joined(
    article: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert found(article) == expected


@pytest.mark.parametrize(
    ("article", "unit"),
    [
        ("A crowd of 5,000 came.", "person"),
        ("It is a city of about 2 million.", "person"),
        ("A set of 5,000 came.", None),
        ("A crowd of 30 cars came.", "car"),
    ],
)
def test_the_size_of_a_crowd_or_a_town_counts_people(article: str, unit: str | None) -> None:
    ((_, _, counted),) = found(article)
    assert counted == unit


def test_strong_behind_a_number_is_no_part_of_what_is_counted() -> None:
    (one,) = figures.find(text.read("A 300-strong crew left."))
    assert one.counted is not None
    assert (one.counted.text, one.unit) == ("crew", "person")
