"""Places that a draft proposes, with the codes that follow from their names."""

from __future__ import annotations

import pytest

from publisher.curation.draft.events.places import cities_by_province, codes_of
from publisher.extract.countries import country_of
from publisher.rules.places import subdivisions


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Norway", {"country_code": "NO", "where_prec": 6}),
        ("Oslo", {"country_code": "NO", "admin1_code": "NO-03", "where_prec": 1}),
        ("Gaza City", {"country_code": "PS", "where_prec": 5}),
        ("Xyrgl", {"where_prec": 5}),
    ],
)
def test_what_a_name_tells(name: str, codes: dict[str, object]) -> None:
    assert codes_of(name) == codes


def test_the_provinces_of_the_cities_exist_and_are_in_their_countries() -> None:
    for code, cities in cities_by_province().items():
        assert code[3:] in subdivisions()[code[:2]]
        assert {country_of(city) for city in cities} <= {code[:2], None}


def test_each_city_is_in_one_province() -> None:
    listed = [city for cities in cities_by_province().values() for city in cities]
    assert len(listed) == len(set(listed))
