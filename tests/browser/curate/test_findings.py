"""What is wrong shows: in a record, in a file that another hand changed, in hostile words."""

from __future__ import annotations

from pathlib import Path

import pytest
from curate_case import ACTORS, Open, records
from documents import block

pytestmark = pytest.mark.slow

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


def test_a_fault_that_may_be_excused_names_the_keys_and_not_the_lines_of_the_file(curate: Open) -> None:
    coded = block("toml", "harbour.toml").replace('place_name = "Bergen"', 'place_name = "Bjorgvin"')
    hands = curate(records=coded, actors=ACTORS)
    hands.go_to("event")
    said = hands.page.get_by_role("group", name="Places").locator(".findings").inner_text()
    assert said.endswith("where the coding is right: i, then x")


def test_when_all_is_decided_what_has_a_fault_is_next(curate: Open) -> None:
    coded = block("toml", "harbour.toml").replace('place_name = "Bergen"', 'place_name = "Bjorgvin"')
    hands = curate(records=coded, actors=ACTORS)
    hands.go_to("statement")
    hands.press("n")
    assert hands.record().startswith("event Trawlers block the port")
    assert hands.said() == "All is decided, but 1 record has a fault: correct or delete it."


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
