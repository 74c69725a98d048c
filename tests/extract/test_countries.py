"""Places, and the one country that a place is in."""

from __future__ import annotations

import pytest

from publisher import language
from publisher.extract.countries import LANDS, country_of


@pytest.mark.parametrize(
    ("place", "country"),
    [("Gothenburg", "SE"), ("Kabul", "AF"), ("Bavaria", "DE"), ("Georgetown", None), ("Europe", None), ("Skara", None)],
)
def test_the_country_of_a_place(place: str, country: str | None) -> None:
    assert country_of(place) == country


def test_a_place_is_in_one_country() -> None:
    listed = [place for places in language.get("en").words("cities").values() for place in places]
    assert len(listed) == len(set(listed))


def test_the_countries_are_codes_of_the_standard() -> None:
    assert language.get("en").words("cities").keys() <= language.get("en").table("states").keys()


def test_places_are_names_that_locate() -> None:
    assert {"Gothenburg", "Georgetown", "Europe", "Kabul"} <= LANDS
