"""Actors that a draft proposes for actors.toml: one for each, with all forms of its name in the article."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import drafted, entries, new_actors


def proposed(text: str, actors: str = "") -> dict[str, dict[str, Any]]:
    """Id -> the rest of the entry, without its name and type. A number makes a record of the paragraph."""
    found = new_actors(f"{text} It cost 12 nets.", actors)
    return {
        one.pop("id"): {key: value for key, value in one.items() if key not in ("name", "actor_type")} for one in found
    }


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Ann Roe left. Roe won.", {"act-ann-roe": {"aliases": ["Roe"]}}),
        ("Gull Airlines (GA) left. GA won.", {"act-gull-airlines": {"aliases": ["GA"]}}),
        (
            "Norway lost, and Oslo said nothing.",
            {"act-norway": {"country_code": "NO", "demonyms": ["Norwegian"], "metonyms": ["Oslo"]}},
        ),
        ("Harbour Radio left.", {"act-harbour-radio": {"sector_code": "JRN"}}),
        ("It rained in Norway. It snowed in Norway.", {}),
        ("Seven people left.", {}),
        ("The Home Secretary left.", {}),
    ],
    ids=["a surname", "an abbreviation", "a state", "a sector", "a place", "nobody", "an office"],
)
def test_one_actor_is_proposed_once_whatever_its_forms(text: str, entry: dict[str, Any]) -> None:
    assert proposed(text) == entry


@pytest.mark.parametrize("line", ["Oslo, 3 April 2024", "OSLO, 3 April 2024 (Gull) - It rained."])
def test_where_somebody_writes_a_capital_stands_for_no_state(line: str) -> None:
    (found,) = new_actors(f"{line}\n\nNorway lost 12 nets.")
    assert "metonyms" not in found


def test_a_surname_that_two_persons_bear_is_left_to_the_curator() -> None:
    assert proposed("Ann Roe met Bob Roe. Roe won.") == {"act-ann-roe": {}, "act-bob-roe": {}}


def test_a_person_belongs_to_the_state_that_the_title_names() -> None:
    found = proposed("The Norwegian minister Ann Roe said that it was over.")
    assert found["act-ann-roe"] == {"sector_code": "GOV", "parent_actor_id": "act-norway", "country_code": "NO"}


def test_who_speaks_without_a_name_is_a_group_or_a_person_of_a_body() -> None:
    assert proposed("The harbour workers said that it was over.") == {"act-harbour-workers": {"sector_code": "LAB"}}


def test_no_actor_belongs_to_itself() -> None:
    found = proposed("The Gull Party won. The Gull left.\n\nGull Party and Gull lost.")
    assert [key for key, entry in found.items() if entry.get("parent_actor_id") == key] == []


def test_an_actor_gets_no_id_that_another_one_has() -> None:
    other = '[[actors]]\nid = "act-ann-roe"\nname = "Ann Rowe"\nactor_type = "person"\n'
    assert proposed("Ann Roe left.", other) == {"act-ann-roe-2": {}}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Harbour Minister Ann Roe said that it was over.", ["Harbour Minister"]),
        ("The Norwegian minister Ann Roe said that it was over.", ["Norwegian minister"]),
        ("Norway’s chief negotiator Ann Roe said that it was over.", ["chief negotiator"]),
        ("Ann Roe, the mayor of Bath, said that it was over.", ["mayor of Bath"]),
        ("Ann Roe, an old friend, said that it was over.", []),
        ("The tired Ann Roe left.", []),
        ("They told minister Ann Roe that it was over.", ["minister"]),
    ],
)
def test_the_title_beside_a_name_is_proposed_as_the_office(text: str, office: list[str]) -> None:
    assert [one["text"] for one in entries(drafted(f"{text} {text} It cost 12 nets.").records, "offices")] == office


def test_who_is_named_in_nothing_but_waived_paragraphs_is_not_proposed() -> None:
    assert new_actors("Tired Ann Roe.\n\nBo Lee said “no.”")[0]["id"] == "act-bo-lee"
    assert len(new_actors("Tired Ann Roe.\n\nBo Lee said “no.”")) == 1
