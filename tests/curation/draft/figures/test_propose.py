"""Figures that a draft proposes: whom they count, what a share is of, and which tells a number again."""

from __future__ import annotations

import pytest
from drafts import records

from publisher.model import Record


def figures(text: str) -> list[Record]:
    return [one for one in records(text) if one.table == "figures"]


def test_who_answers_is_a_person() -> None:
    assert [one.values["unit"] for one in figures("The poll asked 1,000 respondents and 30 boats.")] == [
        "person",
        "boat",
    ]


def test_a_share_is_of_what_follows() -> None:
    (one,) = figures("Ann Roe said that two-thirds of the seats were empty.")
    assert (one.values["counted_text"], one.values["unit"]) == ("the seats", "fraction")


def test_a_number_that_is_told_again_points_to_the_first() -> None:
    one, other, third = figures("The port has 40 boats.\n\nNobody used the 40 boats. There are 41 boats.\n")
    assert "fuller_figure_id" not in one.values
    assert other.values["fuller_figure_id"] == one.id
    assert "fuller_figure_id" not in third.values


def test_a_figure_has_no_event_that_is_told_nowhere_near_it() -> None:
    leak, rain, raid = "Ann Roe saw a leak that killed 12 fish.\n\n", "It rained.\n\n", "Gunmen attacked a camp.\n"
    (near,), (far,) = (figures(f"{leak}{rain * times}{raid}") for times in (1, 2))
    assert ("event_id" in near.values, "event_id" in far.values) == (True, False)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "The death toll rose from three to four.",
            [("death toll rose from three", "killed"), ("death toll rose from three to four", "killed")],
        ),
        (
            "The number of injured rose from 12 to at least 14.",
            [
                ("number of injured rose from 12", "injured"),
                ("number of injured rose from 12 to at least 14", "injured"),
            ],
        ),
        (
            "30 were rescued with 12 still in hospital.",
            [("30 were rescued", "other"), ("12 still in hospital", "other")],
        ),
        ("Two Norway soldiers were killed.", [("Two Norway soldiers were killed", "killed")]),
        ("Thousands march in Oslo.", [("Thousands march", "other")]),
    ],
)
def test_several_numbers_in_one_clause_count_people(sentence: str, told: list[tuple[str, str]]) -> None:
    found = figures(sentence)
    assert [(sentence[slice(*span(one))], one.values["measure"]) for one in found] == told
    assert {one.values["unit"] for one in found} == {"person"}


def span(one: Record) -> tuple[int, int]:
    (mark,) = one.of("record")
    return mark.start, mark.end


def test_the_noun_behind_a_number_is_counted() -> None:
    found = figures("Three vans, some carts and at least one red bus sank.")
    assert [(one.values["unit"], one.values["counted_text"]) for one in found] == [("van", "vans"), ("bus", "red bus")]


def test_a_compound_is_whole_and_an_age_is_no_figure() -> None:
    text = "A six-year-old boy climbed a 40-metre crane."
    (one,) = figures(text)
    assert text[slice(*span(one))] == "40-metre crane"


def test_who_took_part_was_at_the_gathering_told_before() -> None:
    found = records("Dockers marched through Oslo to protest. About 40 people took part.")
    (event,) = (one for one in found if one.table == "events")
    (figure,) = (one for one in found if one.table == "figures")
    assert figure.values["event_id"] == event.id


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Three officers from the port of Bath have been suspended.",
            "Three officers from the port of Bath have been suspended",
        ),
        ("There were 40 people in the port.", "There were 40 people"),
        ("Gull has bought 40 boats for the port.", "bought 40 boats"),
        ("Gull won 40 percent of the vote in Bath.", "won 40 percent of the vote"),
        ("The vote in Bath had a 40 percent turnout.", "40 percent turnout"),
        ("The port lies in a town with a population of 40,000.", "population of 40,000"),
        ("Ann Roe met five members of parliament.", "met five members of parliament"),
        ("A bomb went off, killing at least 15 dockers and injuring 23 women.", "killing at least 15 dockers"),
    ],
)
def test_the_words_of_a_count_reach_from_its_subject_to_its_verb(sentence: str, words: str) -> None:
    (mark,) = figures(sentence)[0].of("record")
    assert sentence[mark.start : mark.end] == words


def test_the_injured_are_those_of_what_hurt_them() -> None:
    text = "A bus hit a wall. Four people were taken to hospital with serious injuries.\n"
    told = records(text)
    crash = next(one for one in told if one.table == "events" and one.values["event_type"] == "OTHER")
    assert [one.values["event_id"] for one in told if one.table == "figures"] == [crash.id]
