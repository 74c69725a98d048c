"""What is no attack, though the words may tell of one: nature, accidents, attacks in words, a shot in the arm."""

from __future__ import annotations

import pytest
from events_read import found


@pytest.mark.parametrize(
    "article",
    [
        "Some 40 people were killed in the plane that crashed near Dolna.",
        "Some 900 villagers were displaced by the flood.",
        "Rain and wind brought a flood. The storm passed. Some 900 homes and two police stations were damaged.",
        "Senator Ann Lee attacked the governor over the tax.",
        "He spent the day attacking the mayor.",
        "Two boys fell ill after getting a Novera shot.",
        "Two boys fell ill because of “getting” the Novera shot.",
    ],
)
def test_what_is_no_act_of_violence(article: str) -> None:
    assert {one.event_type for one in found(article)} & {"ASSAULT", "COERCE"} == set()


@pytest.mark.parametrize(
    "article",
    [
        "Some 900 villagers were displaced by the militia.",
        "Rain and wind brought a flood. The storm passed. Gunmen killed two guards.",
        "Gunmen attacked the governor.",
        "The senator was shot, and police attacked the mayor.",
        "Police found two men shot in the head.",
        "Police found two men shot.",
    ],
)
def test_what_is_one(article: str) -> None:
    assert {one.event_type for one in found(article)} & {"ASSAULT", "COERCE"}


def test_a_ministry_protests_in_words() -> None:
    assert "PROTEST" not in {one.event_type for one in found("The ministry protested remarks by the mayor.")}
    assert "PROTEST" in {one.event_type for one in found("The students protested against the mayor.")}
