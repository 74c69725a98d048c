"""Figures that a draft proposes: whom they count, what a share is of, and which tells a number again."""

from __future__ import annotations

import pytest
from drafts import records

from publisher.model import Record


def figures(text: str) -> list[Record]:
    return [one for one in records(text) if one.table == "figures"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Two Norway soldiers were killed.", [("Two Norway soldiers were killed", "killed")]),
    ],
)
def test_several_numbers_in_one_clause_count_people(sentence: str, told: list[tuple[str, str]]) -> None:
    found = figures(sentence)
    assert [(sentence[slice(*span(one))], one.values["measure"]) for one in found] == told
    assert {one.values["unit"] for one in found} == {"person"}


def span(one: Record) -> tuple[int, int]:
    (mark,) = one.of("record")
    return mark.start, mark.end


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A bomb went off, killing at least 15 dockers and injuring 23 women.", "killing at least 15 dockers"),
    ],
)
def test_the_words_of_a_count_reach_from_its_subject_to_its_verb(sentence: str, words: str) -> None:
    (mark,) = figures(sentence)[0].of("record")
    assert sentence[mark.start : mark.end] == words
