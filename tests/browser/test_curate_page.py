"""What a curator does with the page of `build.py curate`: keys, mouse, words with marks beyond ASCII, hostile words."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_case import judged
from curate_case import Hands, served
from curator import Curator, cells, coding
from documents import block

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HARBOUR, ACTORS = block("text", "harbour.txt"), block("toml", "actors.toml")
NARROW = {"width": 1024, "height": 700}
WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
NARROW_AND_DARK: dict[str, Any] = {"viewport": NARROW, "color_scheme": "dark"}
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
HOSTILE = """[source]
language = "en"
publish_text = true
title = "<script>document.title=1</script>"

[[waived]]
paragraph = 1
reason = "<img src=x onerror=document.title=1>"

[[statements]]
id = "stm-bold-says"
paragraph = 1
content_text = "Mr. Bold"
cue_text = "<script>document.title=1</script>"
quote_type = "indirect"
"""
pytestmark = pytest.mark.slow
Open = Callable[..., Hands]


@pytest.fixture
def curate(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of an article: its text, then the two files where there are any. Errors in it and requests to
    anywhere else fail the test."""
    errors: list[str] = []
    with ExitStack() as stack:

        def open_(text: str = HARBOUR, records: str = "", actors: str = "", **options: Any) -> Hands:
            for name, content in (("harbour.txt", text), ("harbour.toml", records), ("actors.toml", actors)):
                if content:
                    (tmp_path / name).write_text(content, "utf-8", newline="")
            url = stack.enter_context(served(tmp_path / "harbour.txt"))
            usual = {"viewport": NARROW, "reduced_motion": "reduce"}
            context = browser.new_context(**usual | options)
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda message: None if "409" in message.text else errors.append(message.text))
            page.on(
                "request",
                lambda asked: None if asked.url.startswith(url.partition("#")[0]) else errors.append(asked.url),
            )
            page.goto(url)
            page.locator("#record").wait_for()
            return Hands(page)

        yield open_
    assert errors == []


def records(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "harbour.toml").read_text("utf-8"))


def actors(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((folder / "actors.toml").read_text("utf-8"))["actors"]
    return found


# The keys of the list


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
    hands.go_to("event")
    hands.field("Mentions")
    hands.press("m")
    hands.page.locator("#options li", has_text="Basis").click()
    hands.type("res")
    hands.press("Enter")
    assert records(tmp_path)["events"][0]["mentions"] == [{"text": "around 300 fishermen marched", "basis": "resolved"}]


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
    for record in ("actor Fishermen", "event Around 300 fishermen marched", "figure around 300 fishermen"):
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


# Words


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


# Choices


def test_codes_that_do_not_fit_are_not_offered(curate: Open) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event")
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


def options(hands: Hands) -> list[str]:
    return hands.page.locator("#options b").all_inner_texts()


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


def test_words_that_overlap_those_of_an_entry_are_better_words_for_it(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event")
    hands.select("around 300 fishermen marched, according")
    hands.press(hands.key("Mentions"))
    assert records(tmp_path)["events"][0]["mentions"] == ["around 300 fishermen marched, according"]
    hands.select("300 fishermen")
    hands.press(hands.key("Actors"))
    hands.type("fisherm")
    hands.press("Enter")
    made = [one for one in records(tmp_path)["events"][0]["actors"] if one["actor_id"] == "act-fishermen"]
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


def test_escape_leaves_everything_as_it_was(curate: Open, tmp_path: Path) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("event")
    for key in (hands.key("Event type"), hands.key("Label"), "x", "i"):
        hands.press(key)
        hands.page.keyboard.type("z")
        hands.press("Escape")
    assert not (tmp_path / "harbour.toml").exists()


# The mouse


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
    assert hands.record() == "figure More than 40 trawlers"
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


# What is wrong shows


def test_a_finding_is_beside_its_field(curate: Open) -> None:
    hands = curate(actors=ACTORS)
    hands.go_to("statement")
    hands.select("Tuesday accused")
    hands.press(hands.key("Cue"), "a", "k")
    row = hands.page.get_by_role("group", name="Cue")
    assert row.locator(".findings").is_visible()


def test_a_fault_is_counted_in_the_list(curate: Open) -> None:
    coded = block("toml", "harbour.toml").replace('place_name = "Bergen"', 'place_name = "Bjorgvin"')
    hands = curate(records=coded, actors=ACTORS)
    assert hands.page.locator(".line.events .faults").all_inner_texts() == ["1 fault"]
    assert hands.page.locator(".warnings").count() == 0


def test_a_warning_is_called_so_and_is_no_fault(curate: Open) -> None:
    hands = curate(records=block("toml", "harbour.toml"), actors=ACTORS)
    hands.go_to("statement")
    hands.select("Tuesday accused")
    hands.press(hands.key("Cue"))
    assert hands.page.locator(".findings .warning").inner_text().startswith("Warning: ")
    hands.press("j")
    assert hands.page.locator(".line.statements .warnings").all_inner_texts() == ["1 warning"]
    assert hands.page.locator(".faults").count() == 0


def test_a_file_that_was_changed_outside_is_not_overwritten(curate: Open, tmp_path: Path) -> None:
    hands = curate()
    hands.press("a")
    other = (tmp_path / "actors.toml").read_text("utf-8") + "# by another hand\n"
    (tmp_path / "actors.toml").write_text(other, "utf-8")
    hands.press("u")
    assert hands.page.get_by_text("actors.toml was changed outside this page").is_visible()
    assert (tmp_path / "actors.toml").read_text("utf-8") == other
    hands.page.get_by_role("button", name="Take the file as it is now").click()
    hands.wait()
    hands.press("a")
    assert "# by another hand" in (tmp_path / "actors.toml").read_text("utf-8")


def test_what_another_hand_did_to_other_records_is_kept(curate: Open, tmp_path: Path) -> None:
    hands = curate()
    hands.press("a")
    path = tmp_path / "harbour.toml"
    path.write_text(path.read_text("utf-8").replace("publish_text = false", "publish_text = true"), "utf-8")
    hands.go_to("statement")
    hands.press("a")
    assert not hands.page.get_by_role("button", name="Take the file as it is now").is_visible()
    assert records(tmp_path)["source"]["publish_text"] is True
    assert "todo" not in records(tmp_path)["statements"][0]


def test_hostile_words_are_shown_as_words(curate: Open) -> None:
    tag = "<img/src=x onerror=document.title=1>"  # of tags, these are not refused before
    hands = curate(text=f"{tag} said Mr. Bold on Monday.\n", records=HOSTILE)
    assert hands.page.locator("#text").inner_text().startswith(tag)
    hands.go_to("waiver")
    assert "<img src=x" in hands.record()
    hands.go_to("statement")
    assert "<script>" in hands.page.locator(".findings").inner_text()
    assert "<script>" in hands.page.locator(".part.lost").inner_text()
    assert hands.page.locator(":is(#text, #queue) :is(img, script, b)").count() == 0
    assert hands.page.title() == "Curate harbour.txt"


def test_an_address_without_its_token_says_so(curate: Open) -> None:
    hands = curate()
    address = hands.address
    hands.page.goto("about:blank")
    hands.page.goto(address)
    assert "This address is not whole" in hands.page.locator("#bar").inner_text()


# Reach


@pytest.mark.parametrize("options", [WIDE, NARROW_AND_DARK], ids=["wide, light", "narrow, dark"])
def test_axe_finds_nothing_in_any_state(curate: Open, options: dict[str, Any]) -> None:
    hands = curate(actors=ACTORS, **options)
    states = [
        (),
        ("e",),
        ("h",),
        ("Escape", "i"),
        ("Escape", "?"),
        ("Escape", "x"),
        ("Escape", "/"),
        ("Escape", "n", "n", "3"),
    ]
    found = []
    for keys in states:
        hands.press(*keys)
        found += judged(hands.page)
    assert found == []


@pytest.mark.parametrize("options", [WIDE, NARROW_AND_DARK], ids=["wide, light", "narrow, dark"])
def test_axe_finds_nothing_in_what_the_page_says(curate: Open, tmp_path: Path, options: dict[str, Any]) -> None:
    hands = curate(records=block("toml", "harbour.toml"), actors=ACTORS, **options)
    hands.page.get_by_text("Ready to publish").wait_for()
    found = judged(hands.page)
    hands.go_to("statement")
    hands.select("Tuesday accused")
    hands.press(hands.key("Cue"))
    hands.page.locator(".findings li").first.wait_for()
    found += judged(hands.page)
    (tmp_path / "actors.toml").write_text(ACTORS + "# by another hand\n", "utf-8")
    hands.press("u")
    hands.page.get_by_role("button", name="Take the file as it is now").wait_for()
    assert found + judged(hands.page) == []


def test_the_page_does_not_scroll_sideways(curate: Open) -> None:
    hands = curate()
    for width in (320, 768, 1024):
        hands.page.set_viewport_size({"width": width, "height": 700})
        assert hands.page.evaluate("document.documentElement.scrollWidth") <= width


# The whole


def test_the_article_of_the_tutorial_is_entered_by_keyboard_alone(curate: Open, tmp_path: Path) -> None:
    curator = Curator(curate().page)
    wanted = coding(HARBOUR, block("toml", "harbour.toml"), ACTORS)
    curator.enter(wanted)
    curator.page.get_by_text("Ready to publish").wait_for()
    made = coding(HARBOUR, *((tmp_path / name).read_text("utf-8") for name in ("harbour.toml", "actors.toml")))
    assert cells(made, {}) == cells(wanted, curator.ids)
    assert curator.strokes < 400  # for two files of 4,100 characters


def test_the_rarer_forms_are_entered_by_keyboard_alone(curate: Open, tmp_path: Path) -> None:
    storm, final = block("text", "storm.txt"), block("toml", "storm.toml")
    curator = Curator(curate(text=storm, actors=ACTORS).page)
    wanted = coding(storm, final, "")
    curator.enter(wanted)
    curator.page.get_by_text("Ready to publish").wait_for()
    assert cells(coding(storm, (tmp_path / "harbour.toml").read_text("utf-8"), ""), {}) == cells(wanted, curator.ids)
    assert curator.strokes < 450  # for a file of 3,400 characters
