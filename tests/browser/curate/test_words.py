"""Words of the text: chosen by keys or by the mouse, and given to a field."""

from __future__ import annotations

from pathlib import Path

import pytest
from curate_case import ACTORS, Open, records

pytestmark = pytest.mark.slow

MOVES = [
    ("ArrowRight", "March"),
    ("ArrowLeft", "BERGEN"),
    ("End", "cod"),
    ("End End", "reported"),
    ("Home", "BERGEN"),
    ("Control+End", "cod"),
    ("Control+ArrowDown", "We"),
    ("Shift+ArrowRight Shift+ArrowRight", "12 March 2024"),
    ("Shift+ArrowRight Alt+ArrowRight", "12 March 2024"),
    ("Shift+ArrowRight Alt+Shift+ArrowLeft", ", 12 March"),
    ("Shift+ArrowRight Shift+ArrowRight Alt+ArrowLeft", "12 March"),
    ("ArrowDown ArrowUp", "12"),
]


def test_the_cursor_moves_by_words(curate: Open) -> None:
    hands = curate(actors=ACTORS)
    found = []
    for keys, _ in MOVES:
        hands.press("j", "k")  # on the date of the source again
        assert hands.words() == "12"
        hands.press(*keys.split())
        found.append((keys, hands.words()))
    assert found == MOVES


def test_the_key_beside_a_field_fills_it_with_the_selected_words(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.select("on Tuesday accused")
    hands.press(hands.key("Cue"))
    assert hands.focus() == "cue_text/0/span"
    assert records(tmp_path)["statements"][0]["cue_text"] == "on Tuesday accused"


def test_the_key_of_places_adds_one_more(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event")
    for words in ("Bergen", "Iceland"):
        hands.select(words)
        hands.press(hands.key("Places"))
    assert [one["place_name"] for one in records(tmp_path)["events"][0]["places"]] == ["Bergen", "Iceland"]


def test_the_edges_of_words_move_without_deleting_them(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.press(hands.key("Cue"), "Alt+ArrowRight", "Alt+ArrowRight", "Alt+Shift+ArrowLeft", "Alt+ArrowLeft")
    assert records(tmp_path)["statements"][0]["cue_text"] == "Tuesday accused Iceland"


def test_backspace_empties_a_field(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.press(hands.key("Cue"), "Backspace")
    assert "cue_text" not in records(tmp_path)["statements"][0]


def test_offsets_count_code_points(curate: Open, tmp_path: Path) -> None:
    hands = curate(text="\U0001f41f\U0001f41f Cod 𝔘𝔫𝔦 rose.\n\n🐟 Crabs e\u0301 fell.\n", actors=ACTORS)
    for words in ("rose", "Cod 𝔘𝔫𝔦", "Crabs e\u0301"):
        hands.select(words)
        assert hands.words() == words
        hands.press("i", "m")
    assert [one["text"] for one in records(tmp_path)["mentions"]] == ["Cod 𝔘𝔫𝔦", "rose", "Crabs e\u0301"]


def test_the_mouse_selects_whole_words_and_a_click_fills_a_field(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.drag("uesday", "accu")
    assert hands.words() == "Tuesday accused"
    hands.page.locator('[data-path="cue_text/0/span"]').click()
    hands.wait()
    assert records(tmp_path)["statements"][0]["cue_text"] == "Tuesday accused"


def test_a_double_click_opens_the_record_of_the_words(curate: Open) -> None:
    hands = curate(actors=ACTORS)
    hands.page.mouse.dblclick(*hands.middle("trawlers"))
    assert hands.record() == "figure More than 40 trawlers blocked"
    hands.page.locator("#here button", has_text="statement").click()
    assert hands.record().startswith("statement Police")


def test_every_step_has_a_button(curate: Open) -> None:
    hands = curate()
    hands.page.get_by_role("button", name="accept", exact=True).click()
    hands.wait()
    hands.page.get_by_role("button", name="undo", exact=True).click()
    hands.wait()
    assert hands.record() == "actor Ingrid Solberg"
    hands.page.locator(".line.actors", has_text="Police").click()
    assert hands.record() == "actor Police"
