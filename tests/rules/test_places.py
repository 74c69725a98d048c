"""Places: their codes exist and fit each other; the lists of facts behind the rules are right."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pycountry
import pytest
from rules_case import CASE, refused

from publisher.rules import places

LISTS = Path(__file__).parents[2] / "publisher" / "rules" / "lists"


def test_the_codes_of_divisions_are_those_of_iso_3166_2() -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for division in pycountry.subdivisions:
        known[division.country_code].add(division.code[3:])
    listed = tomllib.loads((LISTS / "subdivisions.toml").read_text("utf-8"))
    assert {country: set(codes.split()) for country, codes in listed.items()} == known


def test_exonyms_name_one_place_in_a_country() -> None:
    listed = tomllib.loads((LISTS / "exonyms.toml").read_text("utf-8"))
    names = [name for english, (_, *others) in listed.items() for name in (english, *others)]
    assert len(set(names)) == len(names) > 200
    assert all(pycountry.countries.get(alpha_2=country) for country, *_ in listed.values())


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"admin1_code": "NO-M"}, "admin1_code"),
        ({"country_code": "NO"}, "admin1_code"),
        ({"country_code": None}, "admin1_code"),
        ({"admin1_code": None}, "where_prec"),
        ({"where_prec": 6}, "where_prec"),
        ({"where_prec": 6, "admin1_code": None, "country_code": None}, "where_prec"),
    ],
)
def test_codes_of_a_place_fit_each_other(cells: dict[str, object], field: str) -> None:
    assert refused(places.place_codes, CASE.change("event_places", "evt-meeting", **cells)) == {
        ("evt-meeting Port Mel", field)
    }


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"place_name": "Norway", "country_code": "SE", "admin1_code": None, "where_prec": 6}, "country_code"),
        ({"place_name": "Norway", "country_code": "NO", "admin1_code": None, "where_prec": 7}, "where_prec"),
        ({"place_name": "Mel region", "where_prec": 1}, "where_prec"),
        ({"place_name": "Mel region", "where_prec": 4}, None),
        ({"place_name": "Norway", "country_code": "NO", "admin1_code": None, "where_prec": 6}, None),
        ({"place_name": "Georgia", "country_code": "US", "admin1_code": "US-GA", "where_prec": 4}, None),
    ],
)
def test_the_name_of_a_place_fits_its_codes(cells: dict[str, object], field: str | None) -> None:
    case = CASE.change("event_places", "evt-meeting", **cells)
    assert refused(places.place_codes, case) == ({(f"evt-meeting {cells['place_name']}", field)} if field else set())


def test_one_place_has_one_code_in_an_article() -> None:
    assert refused(places.one_place_one_code, CASE.change("event_places", "evt-collapse", admin1_code="SE-K")) == {
        ("evt-collapse Port Mel", "place_name")
    }
    assert refused(places.one_place_one_code, CASE.change("event_places", "evt-collapse", where_prec=3)) == {
        ("evt-collapse Port Mel", "place_name")
    }
    assert not refused(places.one_place_one_code, CASE.change("event_places", "evt-collapse", where_prec=2))
