"""Figures that a draft proposes: whom they count, what a share is of, and which tells a number again."""

from __future__ import annotations

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
