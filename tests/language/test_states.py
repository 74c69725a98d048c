"""The countries of English: all of ISO 3166-1 is there, under its codes, by the names that others give them, too."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pycountry
import pytest
from babel import Locale

from publisher.extract.countries import DEMONYMS, LANDS, STATES
from publisher.language import get

TABLE = get("en").table("states")
# Where nobody lives, or which news names by a part or a longer form: the names that we have are the usual ones.
NAMED_OTHERWISE = {
    "BQ": "Bonaire",
    "CD": "Democratic Republic of the Congo",
    "PS": "Palestine",
    "SH": "Saint Helena",
}
# Words that several countries share.
SHARED = {"Congo", "Congolese", "Korean", "Samoan", "Dominican", "Guinean"}


def names(country: Any) -> set[str | None]:
    """What pycountry and the English of CLDR call a country."""
    kinds = ("name", "common_name", "official_name")
    return {*(getattr(country, kind, None) for kind in kinds), Locale("en").territories.get(country.alpha_2)}


def test_the_codes_are_those_of_iso_3166_1() -> None:
    assert set(TABLE) == {country.alpha_2 for country in pycountry.countries}


def test_a_country_has_a_name_that_others_know() -> None:
    theirs = {one.alpha_2: {*names(one), NAMED_OTHERWISE.get(one.alpha_2)} for one in pycountry.countries}
    assert [code for code, known in theirs.items() if not known & set(TABLE[code]["names"])] == []


def test_each_name_of_a_country_is_that_of_a_state() -> None:
    assert {name for entry in TABLE.values() for name in entry["names"]} - STATES == set()


def test_no_name_is_that_of_another_country() -> None:
    other = {name: c.alpha_2 for c in pycountry.countries for name in names(c) if name}
    wrong = [(code, name) for code, entry in TABLE.items() for name in entry["names"] if other.get(name, code) != code]
    assert wrong == [("CD", "Congo")]  # which in news is the larger one


@pytest.mark.parametrize("key", ["names", "demonyms", "people", "capitals", "seats"])
def test_no_word_stands_for_two_countries(key: str) -> None:
    entries = {code: set(entry.get(key, ())) - SHARED for code, entry in TABLE.items()}
    assert [(one, two) for one, two in combinations(entries, 2) if entries[one] & entries[two]] == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Burkinabe", DEMONYMS),
        ("Malagasy", DEMONYMS),
        ("Djiboutian", DEMONYMS),
        ("Welsh", DEMONYMS),
        ("Antananarivo", LANDS),
        ("Nuku'alofa", LANDS),
        ("São Tomé", LANDS),
        ("Kosovo", STATES),
        ("Timor-Leste", STATES),
        ("Cabo Verde", STATES),
    ],
)
def test_words_of_rarer_news(word: str, kind: frozenset[str]) -> None:
    assert word in kind


@pytest.mark.parametrize("word", ["Kremlin", "White House", "Male", "Victoria", "Stanley"])
def test_what_is_no_land(word: str) -> None:
    assert word not in LANDS


def test_states_of_sovereign_countries_have_a_capital_and_a_demonym() -> None:
    """All but those whose capital has the name of the country, is mostly another word, or is disputed."""
    own = {"LU", "MC", "SM", "VA", "SG", "SC", "DJ", "GT", "MX", "KW", "PA"}
    disputed = {"IL"}
    lacking = [code for code, entry in TABLE.items() if entry.get("demonyms") and not entry.get("capitals")]
    small = {"BM", "FM", "GG", "GI", "HK", "IM", "KY", "MO", "MS", "TK", "FK", "GD", "PW"}
    assert set(lacking) <= own | small | disputed
