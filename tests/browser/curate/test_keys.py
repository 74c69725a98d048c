"""The keys of the list: what each of them does to the open record."""

from __future__ import annotations

from pathlib import Path

import pytest
from curate_case import ACTORS, Open, actors, records
from documents import block

pytestmark = pytest.mark.slow

SECOND_REASON = "no record has it as an actor or as a place"


REJECTED = """[source]
language = "en"
publish_text = true

[[rejected]]
kind = "name"
paragraph = 1
text = { text = "Rain", nth = 1 }
reason = "the weather"
"""


def test_a_accepts_and_goes_to_the_next_open_record(curate: Open, tmp_path: Path) -> None:
    hands = curate()
    assert hands.record() == "actor Ingrid Solberg"
    hands.press("a")
    assert hands.record() == "actor Iceland"
    assert hands.said() == "Accepted: Ingrid Solberg."
    assert [("todo" in one) for one in actors(tmp_path)] == [False, True, True, True, True, True]


def test_x_rejects_with_a_recent_reason_by_its_number(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.press("n")
    assert hands.record() == "rejection BERGEN · the date line"
    hands.press("x", "2")
    assert hands.said().startswith("Rejected: BERGEN")
    [bergen, *_] = records(tmp_path)["rejected"]
    assert (bergen["text"], bergen["reason"], "todo" in bergen) == ("BERGEN", SECOND_REASON, False)


def test_x_rejects_with_a_reason_that_is_typed(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.press("n", "x")
    hands.type("no place of ours")
    hands.press("Enter")
    assert records(tmp_path)["rejected"][0]["reason"] == "no place of ours"


def test_a_rejection_that_is_added_asks_for_a_kind_and_offers_the_reasons(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.select("photographs")
    hands.press("i", "r", "a")
    assert hands.said() == "Not accepted: Kind is empty. Press a again to accept it all the same."
    hands.press(hands.key("Reason"), "2")
    assert any(one.get("reason") == SECOND_REASON for one in records(tmp_path)["rejected"])
    assert all("todo" in one for one in records(tmp_path)["rejected"])


def test_a_record_with_a_fault_is_accepted_only_by_a_second_a(curate: Open, tmp_path: Path) -> None:
    coded = block("toml", "harbour.toml").replace('place_name = "Bergen"', 'place_name = "Bjorgvin"')
    still = coded.replace("[[events]]", '[[events]]\ntodo = "?"', 1)
    hands = curate(records=still, actors=ACTORS)
    hands.press("a")
    assert hands.said().startswith("Not accepted: places")
    assert "todo" in records(tmp_path)["events"][0]
    hands.press("a")
    assert hands.said().startswith("Accepted: ")
    assert "todo" not in records(tmp_path)["events"][0]


def test_deleting_an_actor_says_which_records_it_is_gone_from(curate: Open) -> None:
    hands = curate()
    hands.page.locator(".line.actors", has_text="Police").click()
    hands.press("d")
    assert hands.said().startswith("Deleted: Police. With it gone from: ")


def test_d_deletes_u_brings_back_and_r_deletes_again(curate: Open) -> None:
    hands = curate()
    hands.press("d")
    assert (hands.said().partition(" With")[0], hands.record()) == ("Deleted: Ingrid Solberg.", "actor Iceland")
    hands.press("u")
    assert hands.record() == "actor Ingrid Solberg"
    hands.press("r")
    assert hands.record() == "actor Iceland"


def test_the_question_of_a_proposal_is_not_about_lines_of_a_file(curate: Open) -> None:
    hands = curate()
    todo = hands.page.locator(".todo").inner_text()
    assert todo.startswith("one of the actors of your dataset? correct the entry; else")


def test_e_goes_to_the_first_field(curate: Open) -> None:
    hands = curate()
    hands.press("e")
    assert hands.focus() == hands.page.locator("[data-path]").first.get_attribute("data-path")


def test_j_and_k_go_to_the_next_record_and_back(curate: Open) -> None:
    hands = curate()
    hands.press("j", "j")
    assert hands.record() == "actor Jon Arnason"
    hands.press("k")
    assert hands.record() == "actor Iceland"


def test_n_leaves_out_what_is_decided(curate: Open) -> None:
    hands = curate()
    hands.press("j", "a", "k", "k")
    assert hands.record() == "actor Ingrid Solberg"
    hands.press("n")
    assert hands.record() == "actor Jon Arnason"


def test_i_adds_a_record_that_rests_on_the_selected_words(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.select("the port")
    hands.press("i", "m")
    assert hands.record().startswith("mention")
    assert [one["text"] for one in records(tmp_path)["mentions"]] == ["its", "the port"]  # the draft has the first


def test_o_says_it_of_the_same_words_everywhere(curate: Open, tmp_path: Path) -> None:
    hands = curate(text="Rain. Rain. Rain.\n", records=REJECTED, actors=ACTORS)
    hands.go_to("rejection")
    hands.press("o")
    assert records(tmp_path)["rejected"][0]["all"] is True


def test_m_says_more_of_words(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event", 1)
    hands.field("Mentions")
    hands.press("m")
    hands.page.locator("#options li", has_text="Basis").click()
    hands.type("res")
    hands.press("Enter")
    assert records(tmp_path)["events"][1]["mentions"] == [{"text": "around 300 fishermen marched", "basis": "resolved"}]


def test_h_shows_how_the_codebook_decides_a_field(curate: Open) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event")
    hands.field("Event type")
    hands.press("h")
    assert "Do civilians show dissent together" in hands.page.locator("dialog.rules").inner_text()


def test_slash_finds_words_and_g_goes_to_the_record_of_them(curate: Open) -> None:
    hands = curate()
    hands.press("/")
    hands.type("fishermen")
    hands.press("Enter")
    assert hands.words() == "fishermen"
    for record in ("actor Fishermen", "event Around 300 fishermen marched", "figure around 300 fishermen marched"):
        hands.press("g")
        assert hands.record() == record
    hands.press("/")
    hands.type("around")
    hands.press("Enter", "/")
    hands.type("mar")
    hands.press("Shift+Enter")
    assert hands.words() == "around 300 fishermen marched"


def test_the_search_goes_back_to_the_field_that_it_is_for(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.press(hands.key("Cue"), "/")
    hands.type("tues")
    hands.press("Enter", "Enter")
    assert hands.focus() == "cue_text/0/span"
    assert records(tmp_path)["statements"][0]["cue_text"] == "Tuesday"


def test_question_mark_shows_the_keys(curate: Open) -> None:
    hands = curate()
    hands.press("?")
    shown = hands.page.locator("dialog .letters kbd").all_inner_texts()
    assert set(shown) == set("axdurejknigomh/?")  # each of them has its test above
    hands.press("Escape")
    assert not hands.page.locator("dialog[open]").count()


def test_escape_leaves_everything_as_it_was(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event")
    for key in (hands.key("Event type"), hands.key("Label"), "x", "i"):
        hands.press(key)
        hands.page.keyboard.type("z")
        hands.press("Escape")
    assert not (tmp_path / "harbour.toml").exists()


def test_keys_that_come_too_fast_are_not_lost(curate: Open, tmp_path: Path) -> None:
    hands = curate()
    hands.page.evaluate("""[..."aaaad"].forEach(key =>
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})))""")
    hands.page.wait_for_timeout(50)
    hands.wait()
    assert hands.record() == "actor Police"
    assert [one["id"] for one in actors(tmp_path) if "todo" not in one] == [
        "act-ingrid-solberg", "act-iceland", "act-jon-arnason", "act-harbour-times"]  # fmt: skip


def test_single_letters_can_be_switched_off(curate: Open) -> None:
    hands = curate()
    hands.press("?")
    hands.page.get_by_label("Single letters are keys").uncheck()
    hands.press("Escape", "a")
    assert hands.record() == "actor Ingrid Solberg"
