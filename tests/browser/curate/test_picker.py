"""Codes, days, places and rules are chosen from what fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from curate_case import ACTORS, HARBOUR, Open, options, records
from documents import block

pytestmark = pytest.mark.slow


def test_codes_that_do_not_fit_are_not_offered(curate: Open) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event", 1)
    hands.press(hands.key("Event mode"))
    offered = hands.page.locator("#options b").all_inner_texts()
    assert "strike" in offered
    assert "visit" not in offered


def test_a_number_chooses_and_the_nearest_come_first(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.press(hands.key("Addressees"))
    assert hands.page.locator("#options b").all_inner_texts()[:2] == ["Iceland", "Ingrid Solberg"]
    hands.press("1")
    assert records(tmp_path)["statements"][0]["addressees"] == ["act-iceland"]


def test_words_that_overlap_those_of_an_entry_are_better_words_for_it(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event", 1)
    hands.select("around 300 fishermen marched, according")
    hands.press(hands.key("Mentions"))
    assert records(tmp_path)["events"][1]["mentions"] == ["around 300 fishermen marched, according"]
    hands.select("300 fishermen")
    hands.press(hands.key("Actors"))
    hands.type("fisherm")
    hands.press("Enter")
    made = [one for one in records(tmp_path)["events"][1]["actors"] if one["actor_id"] == "act-fishermen"]
    assert [one["text"] for one in made] == ["300 fishermen"]


def test_a_province_is_chosen_from_those_of_the_country(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event")
    hands.select("Bergen")
    hands.press(hands.key("Places"))
    hands.page.locator('[data-path="places/0/admin1_code"]').click()
    assert all(code.startswith("NO-") for code in options(hands) if code != "leave it empty")
    hands.type("oslo")
    hands.press("Enter")
    assert records(tmp_path)["events"][0]["places"][0]["admin1_code"] == "NO-03"


def test_an_excuse_has_the_rule_and_the_record_of_the_message(curate: Open, tmp_path: Path) -> None:
    coded = block("toml", "harbour.toml").replace('place_name = "Bergen"', 'place_name = "Bjorgvin"')
    hands = curate(records=coded, actors=ACTORS)
    hands.go_to("event")
    hands.press("i", "x")
    assert hands.record().startswith("excuse")
    [excuse] = records(tmp_path)["excused"]
    assert (excuse["rule"], excuse["record"]) == ("place_is_its_words", "evt-port-blockade")
    hands.press(hands.key("Rule"))
    assert "mention_shape" in hands.page.locator("#options b").all_inner_texts()


def test_the_page_opens_on_the_date_that_an_article_does_not_have(curate: Open) -> None:
    hands = curate(text=HARBOUR.replace(", 12 March 2024", ""))
    assert hands.record().startswith("article")
    assert hands.said().startswith("The article has no date: give it first")
    hands.press("n")
    assert hands.record() == "actor Ingrid Solberg"


def test_a_day_that_no_words_state_is_typed(curate: Open, tmp_path: Path) -> None:
    hands = curate(text=HARBOUR.replace(", 12 March 2024", ""), actors=ACTORS)
    assert hands.record().startswith("article")
    hands.press(hands.key("Document date"))
    hands.type("2024-03-12")
    hands.press("Enter")
    assert str(records(tmp_path)["source"]["document_date"]) == "2024-03-12"
    assert records(tmp_path)["events"][0]["date_edtf"]["value"] == "2024-03-11"
