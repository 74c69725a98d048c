"""Forces of nature and accidents: which of them happened, where and when, and what came of them."""

from __future__ import annotations

from datetime import date

import pytest
from events_read import found

from publisher.extract import everything
from publisher.extract.candidates import Figure
from publisher.extract.events import Event


def told(sentence: str) -> list[tuple[str, list[str]]]:
    """The words and the places of the disasters of a sentence."""
    return [(one.phrase.text, [place.text for place in one.places]) for one in found(sentence) if one.is_disaster]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A strong earthquake hit Norway on Monday.", [("strong earthquake", ["Norway"])]),
        ("A magnitude 5.2 earthquake struck Norway.", [("magnitude 5.2 earthquake", ["Norway"])]),
        ("The toll of the quake that struck Norway rose to ten.", [("quake", ["Norway"])]),
        ("Ten people died in a bus crash near Bath.", [("bus crash", ["Bath"])]),
        ("Hurricane Alva killed ten people.", [("Hurricane Alva", [])]),
        ("She spoke of the flood in Bath.", [("flood", ["Bath"])]),
        ("Ten people were killed when a bomber crashed.", [("crashed", [])]),
        ("Any earthquake would be bad.", []),
        ("They met by accident.", []),
        ("A flood of letters reached the mayor.", []),
        ("The market crash hit the banks.", []),
        ("The fire service left Bath.", []),
    ],
)
def test_a_disaster_that_happened(sentence: str, expected: list[tuple[str, list[str]]]) -> None:
    assert told(sentence) == expected


def test_nobody_attacks_where_something_crashes() -> None:
    (event,) = found("Ten people were killed in Bath when a war-time bomber crashed.")
    assert (event.event_type, event.context) == ("OTHER", "disasters")


def test_one_that_may_come_is_hypothetical() -> None:
    (event,) = found("An earthquake could hit the town.")
    assert event.hypothetical


def test_an_hour_without_a_day_dates_nothing() -> None:
    events = everything("The crash happened at 10:00 local time.", date(2024, 4, 3))
    assert [one.date for one in events if isinstance(one, Event)] == [None]


def test_the_year_of_a_thing_is_not_that_of_the_fire() -> None:
    events = everything("The fire started in a red 2005 Norland Zephyr.", date(2024, 4, 3))
    assert [one.date for one in events if isinstance(one, Event)] == [None]


@pytest.mark.parametrize(
    "article",
    [
        "A fire destroyed a house in Oslo. A second fire killed two people.",
        "An earthquake hit Norway. An earthquake hit Chile.",
        "The quake hit Norway on Monday. The quake in 1960 killed ten people.",
    ],
)
def test_two_disasters_are_two_events(article: str) -> None:
    events = [one for one in everything(article, date(2024, 4, 3)) if isinstance(one, Event)]
    assert len({one.event for one in events}) == 2


def test_who_was_killed_was_killed_in_it() -> None:
    spans = everything("An earthquake hit Norway, leaving ten people dead.")
    (event,) = (one for one in spans if isinstance(one, Event))
    assert [one.event for one in spans if isinstance(one, Figure)] == [event.event]


@pytest.mark.parametrize("sentence", ["The bridge is close to collapse.", "The bridge could collapse."])
def test_what_may_still_happen_is_no_disaster_that_did(sentence: str) -> None:
    assert [one.hypothetical for one in found(sentence)] == [True]


def test_who_dies_in_a_disaster_is_told_with_it() -> None:
    assert [one.rule for one in found("Ann Lee died when a ferry sank.")] == ["event.disaster.wreck.verb"]


@pytest.mark.parametrize(
    ("sentence", "future"),
    [
        ("He spoke after the election.", False),
        ("She spoke before next year's election.", True),
        ("The next election is in May.", True),
    ],
)
def test_an_election_that_the_reader_knows(sentence: str, future: bool) -> None:
    assert [(one.rule, one.future) for one in found(sentence)] == [("event.election.noun", future)]


def test_a_disaster_that_may_come_takes_nothing_from_an_attack() -> None:
    text = "Ten people were killed in shelling and a gun attack, and officials fear that a ferry could sink."
    assert [(one.rule, one.hypothetical) for one in found(text)] == [
        ("event.assault-kill", False),
        ("event.disaster.wreck.verb", True),
    ]
