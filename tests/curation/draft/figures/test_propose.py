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


@pytest.mark.parametrize(
    ("sentence", "words", "counted", "mode"),
    [
        ("Two hundred dockers marched.", "Two hundred dockers marched", "dockers", None),
        ("Gull sold 12 boats in May.", "sold 12 boats", "boats", None),
        ("Gull set up two camps.", "set up two camps", "camps", None),
        ("There were two camps.", "two camps", "camps", None),
        ("Ann Roe said two camps.", "two camps", "camps", None),
        ("Gull won 60 percent of the vote.", "won 60 percent of the vote", "the vote", None),
        ("There was a 20% rise in fares.", "a 20% rise in fares", "rise in fares", None),
        ("Ann Roe was given a fine of $300.", "a fine of $300", "fine", None),
        ("It fell after 20 litres of rain.", "20 litres of rain", "litres", None),
        ("Gull will build 12 boats.", "build 12 boats", "boats", "future"),
        ("Twelve boats will be sold at a cost of $300.", "Twelve boats will be sold", "boats", "future"),
    ],
)
def test_a_figure_has_its_verb_and_what_it_is_of(
    sentence: str, words: str, counted: str | None, mode: str | None
) -> None:
    one = figures(sentence)[0]
    told = one.values.get("counted_text"), one.values.get("auxiliary_mode")
    assert (sentence[slice(*span(one))], *told) == (words, counted, mode)
