"""The lists of facts behind the rules about places."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pycountry

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
