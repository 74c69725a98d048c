"""Actors are chosen from those there are, or made where they are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from curate_case import ACTORS, HARBOUR, Open, actors, options, records
from documents import block

pytestmark = pytest.mark.slow

UNITED = """
[[actors]]
id = "act-uk"
name = "United Kingdom"
actor_type = "state"
country_code = "GB"

[[actors]]
id = "act-us"
name = "United States"
actor_type = "state"
country_code = "US"
aliases = ["The United States Government"]

[[actors]]
id = "act-un"
name = "United Nations"
actor_type = "organization"

[[actors]]
id = "act-local-tribal-leaders"
name = "Local tribal leaders"
actor_type = "group"
"""


GOVERNMENT = HARBOUR.replace("accused Iceland", "accused The United States Government")


ADDRESSED = [
    ("united n", "act-un"),
    ("the united st", "act-us"),
    ("united states", "act-us"),
    ("uni", None),
]


@pytest.mark.parametrize(("typed", "actor"), ADDRESSED)
def test_enter_takes_only_the_actor_that_is_plainly_typed(
    curate: Open, tmp_path: Path, typed: str, actor: str | None
) -> None:
    hands = curate(actors=ACTORS + UNITED)
    hands.go_to("statement")
    hands.press(hands.key("Addressees"))
    hands.type(typed)
    hands.press("Enter")
    if actor is None:
        assert hands.page.get_by_text("Several begin so").is_visible()
        assert not (tmp_path / "harbour.toml").exists()
    else:
        assert records(tmp_path)["statements"][0]["addressees"] == [actor]


def test_a_name_that_nobody_has_as_typed_is_a_new_actor(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS + UNITED)
    hands.go_to("statement")
    hands.press(hands.key("Addressees"))
    hands.type("local leaders")
    assert options(hands) == ["New actor “local leaders”", "Local tribal leaders"]
    hands.press("Enter", "4", "Enter")
    assert actors(tmp_path)[-1]["name"] == "local leaders"


def test_the_actor_whose_name_the_words_are_comes_first(curate: Open) -> None:
    hands = curate(text=GOVERNMENT, actors=ACTORS + UNITED)
    hands.go_to("statement")
    hands.select("The United States Government")
    hands.press(hands.key("Addressees"))
    assert options(hands)[0] == "United States"


def test_the_selected_words_name_a_new_actor(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.select("the port")
    hands.press(hands.key("Addressees"))
    assert options(hands)[-1] == "New actor “the port”"
    assert hands.page.locator("#options [aria-selected=true] b").inner_text() == options(hands)[0]
    hands.press("0", "4", "Enter")
    assert actors(tmp_path)[-1]["name"] == "the port"


def test_an_actor_keeps_its_number(curate: Open) -> None:
    hands = curate(actors=ACTORS + UNITED)
    numbers = []
    for kind in ("statement", "figure"):
        hands.go_to(kind)
        hands.press(hands.key("Counted actor" if kind == "figure" else "Addressees"))
        rows = hands.page.locator("#options li")
        keyed = {one.locator("b").inner_text(): one.locator("kbd").all_inner_texts() for one in rows.all()}
        numbers.append({name: key for name, key in keyed.items() if key and "New actor" not in name and key != ["0"]})
        hands.press("Escape")
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) == 9


def test_the_name_of_an_actor_is_taken_from_the_text(curate: Open, tmp_path: Path) -> None:
    hands = curate()
    hands.select("Minister Ingrid Solberg")
    hands.press(hands.key("Name"), "Enter")
    assert actors(tmp_path)[0]["name"] == "Minister Ingrid Solberg"


def test_an_actor_is_not_offered_as_its_own_parent(curate: Open) -> None:
    hands = curate()
    assert hands.record() == "actor Ingrid Solberg"
    hands.press(hands.key("Parent actor"))
    assert "Ingrid Solberg" not in options(hands)
    assert "Iceland" in options(hands)


def test_a_participant_gets_the_words_that_name_it(curate: Open, tmp_path: Path) -> None:
    text = HARBOUR.replace("fishermen marched", "fishermen of Iceland marched")
    hands = curate(text=text, actors=ACTORS)
    hands.go_to("event")
    hands.press(hands.key("Actors"))
    hands.type("icel")
    hands.press("Enter")
    made = records(tmp_path)["events"][0]["actors"]
    assert {"actor_id": "act-iceland", "role": "actor", "text": "Iceland"} in made


def test_a_new_actor_is_made_where_it_is_named(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.select("Iceland")
    hands.press(hands.key("Addressees"))
    hands.type("Harbour Union")
    hands.press("Enter", "2")
    hands.type("norw")
    hands.press("Enter")
    made = actors(tmp_path)[-1]
    assert (made["name"], made["country_code"]) == ("Harbour Union", "NO")
    assert records(tmp_path)["statements"][0]["addressees"] == [{"actor_id": made["id"], "text": "Iceland"}]


def test_the_actor_that_another_record_names_by_the_words_comes_first(curate: Open) -> None:
    """The newspaper is called by no name here, and is not the nearest actor."""
    called = """
[[mentions]]
actor_id = "act-harbour-times"
paragraph = 4
text = "newsroom"
mention_type = "nominal"
"""
    hands = curate(records=block("toml", "harbour.toml") + called, actors=ACTORS)
    hands.go_to("statement")
    hands.select("the newsroom")
    hands.press(hands.key("Addressees"))
    assert options(hands)[0] == "Harbour Times"


def test_a_new_actor_is_made_only_when_its_country_is_chosen_or_left_empty(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.press(hands.key("Addressees"))
    hands.type("Cod council")
    hands.press("Enter", "2", "Escape")
    assert not (tmp_path / "harbour.toml").exists()
    hands.press(hands.key("Addressees"))
    hands.type("Cod council")
    hands.press("Enter", "2", "Enter")
    assert actors(tmp_path)[-1]["name"] == "Cod council"
