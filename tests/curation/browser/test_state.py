"""What a page is shown: entries in the order of the text, findings beside what they concern, how far the work is."""

from __future__ import annotations

from pathlib import Path

import pytest
from curating import Desk, harbour

from publisher.curation.browser.state import words
from publisher.extract.text import read


def told(text: str) -> list[str]:
    return [text[start:end] for start, end in words(read(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kim's 3,000 men", ["Kim", "'s", "3,000", "men"]),
        ("“No,” she said.", ["“", "No", ",", "”", "she", "said", "."]),
        ("the U.S.-led 50km", ["the", "U.S.", "-", "led", "50", "km"]),
        ("🦀 nai\u0308ve 東京", ["🦀", "nai\u0308ve", "東京"]),
        ("a\n\nb", ["a", "b"]),
        ("x’s y’", ["x", "’s", "y", "’"]),
    ],
)
def test_words_are_where_a_quote_may_begin_and_end(text: str, found: list[str]) -> None:
    assert told(text) == found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The records of the guide."""
    return Desk(harbour(tmp_path / "curated", "harbour.toml", "actors.toml") / "harbour.txt")


def change(desk: Desk, old: str, new: str, name: str = "records") -> None:
    path = desk.session.place.actors if name == "actors" else desk.session.place.records
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    desk.do(op="take")


def test_entries_are_in_the_order_of_the_text(desk: Desk) -> None:
    tables = [one["table"] for one in desk.blocks]
    assert tables[:7] == ["actors"] * 6 + ["source"]
    rest = desk.blocks[7:]
    starts = [one["spans"][0][0] for one in rest if one["table"] not in ("events", "waived")]
    assert starts == sorted(starts)
    assert rest[-1]["table"] == "waived" and rest[-1]["spans"] == [list(desk.state["paragraphs"][3])]


def test_a_parent_that_is_still_open_is_said_at_its_child_and_stops_nothing(desk: Desk) -> None:
    assert desk.state["ready"]
    accounted = desk.state["progress"]["candidates"]
    iceland = 'id = "act-iceland"'
    change(desk, iceland, f'{iceland}\ntodo = "?"', "actors")
    desk.do(op="edit", key=desk.named("act-police")["key"], values={"parent_actor_id": "act-iceland"})
    [found] = desk.named("act-police")["findings"]
    assert (found["severity"], found["field"]) == ("error", "parent_actor_id")
    assert (desk.state["progress"]["candidates"], desk.state["ready"]) == (accounted, False)
    desk.do(op="accept", key=desk.named("act-iceland")["key"])
    assert (desk.named("act-police")["findings"], desk.state["ready"]) == ([], True)


def test_an_actor_that_no_record_names_stays_listed_where_the_article_names_it(desk: Desk) -> None:
    desk.do(op="add", table="actors", values={"name": "Bergen", "actor_type": "organization"})
    assert desk.named("act-bergen")["todo"] is None
    desk.do(op="add", table="actors", values={"name": "Oslo", "actor_type": "organization"})
    assert "act-oslo" not in [one["id"] for one in desk.blocks]


def test_an_actor_is_shown_where_it_is_named(desk: Desk) -> None:
    text = desk.state["text"]
    assert [text[a:b] for a, b in desk.named("act-iceland")["spans"]] == ["Iceland", "Icelandic"]


def test_actors_that_the_article_does_not_name_are_not_entries(desk: Desk) -> None:
    change(desk, "[[actors]]", '[[actors]]\nid = "act-zz"\nname = "Zz"\nactor_type = "group"\n\n[[actors]]', "actors")
    assert "act-zz" in [one["id"] for one in desk.state["actors"]]
    assert "act-zz" not in [one["id"] for one in desk.blocks]


def beside(desk: Desk, name: str) -> list[tuple[str, str, str]]:
    return [(one["severity"], one["field"], one["message"]) for one in desk.named(name)["findings"]]


def test_a_fault_is_told_beside_its_record_and_field(desk: Desk) -> None:
    change(desk, 'cue_text = "accused"', 'cue_text = "acused"')
    (found,) = beside(desk, "stm-solberg-accuses-iceland")
    assert found[:2] == ("error", "cue_text") and 'closest: "accused"' in found[2]
    assert desk.named("stm-solberg-accuses-iceland")["values"]["cue_text"] == [{"lost": "acused"}]
    assert not desk.state["ready"]


def test_a_finding_of_a_rule_is_told_beside_its_record(desk: Desk) -> None:
    change(desk, 'event_mode = "obstruct"', 'event_mode = "asylum"')
    assert beside(desk, "evt-port-blockade")[0][:2] == ("error", "event_mode")


def test_a_finding_about_a_participant_names_the_list(desk: Desk) -> None:
    change(desk, 'targets = [{ actor_id = "act-iceland", text = "Iceland" }]', 'targets = ["act-nobody"]')
    assert any(one[1] == "targets" for one in beside(desk, "stm-solberg-accuses-iceland"))


def test_entries_without_an_id_have_their_findings_too(desk: Desk) -> None:
    change(desk, 'kind = "name"', 'kind = "nome"')
    assert [one["field"] for one in desk.block("rejected")["findings"]] == ["kind"]
    change(desk, 'kind = "nome"', 'kind = "date"')
    assert "finds no date" in desk.block("rejected")["findings"][0]["message"]
    change(desk, "publish_text", "publish_texts")
    assert [one["field"] for one in desk.block("source")["findings"]] == ["publish_texts", "publish_text"]


def test_what_nothing_accounts_for_is_told_with_its_words(desk: Desk) -> None:
    rejection, waiver = desk.block("rejected"), desk.block("waived")
    desk.do(op="delete", key=rejection["key"])
    desk.do(op="delete", key=waiver["key"])
    spans = [one["span"] for one in desk.state["findings"] if one["severity"] == "error"]
    assert sorted(spans) == [rejection["spans"][0], waiver["spans"][0]]
    assert desk.state["progress"]["candidates"] == [13, 14]
    assert desk.state["progress"]["paragraphs"] == [3, 4]


def test_candidates_are_accounted_for_while_a_record_is_faulty(desk: Desk) -> None:
    change(desk, 'value_text = "More than 40"', 'value_text = "More then 40"')
    assert desk.state["progress"]["candidates"] == [13, 14]


def test_decided_records_are_judged_while_others_are_open(desk: Desk) -> None:
    change(desk, 'id = "fig-trawlers"', 'todo = "?"\nid = "fig-trawlers"')
    change(desk, 'event_mode = "obstruct"', 'event_mode = "asylum"')
    assert beside(desk, "evt-port-blockade")
    assert (desk.named("fig-trawlers")["todo"], desk.state["progress"]["open"]) == ("?", 1)


def test_reasons_are_at_hand_the_most_used_first(desk: Desk) -> None:
    for _ in range(2):
        at = desk.state["text"].index("newsroom")
        desk.do(op="add", table="rejected", values={"kind": "name", "text": [[at, at + 8]], "reason": "a place"})
    at = desk.state["text"].index("300")
    desk.do(op="add", table="rejected", values={"kind": "figure", "text": [[at, at + 3]], "reason": "an age"})
    assert (desk.state["reasons"]["name"][0], desk.state["reasons"]["figure"][0]) == ("a place", "an age")


def test_a_statement_without_a_speaker_is_called_by_what_is_said(desk: Desk) -> None:
    at = desk.state["text"].index("around 300")
    desk.do(op="add", table="statements", values={"content_text": [[at, at + 10]]})
    assert "around 300" in [one["title"] for one in desk.blocks]


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    folder = harbour(tmp_path / "hostile")
    hostile = '12 March 2024: Ana </script><img src=x onerror=alert(1)> said "\u202e${7*7}" in Oslo.\n'
    (folder / "x.txt").write_text(hostile.replace("<img", "< img").replace("</script>", "< /script>"), "utf-8")
    desk = Desk(folder / "x.txt")
    for one in desk.blocks:
        desk.do(op="accept", key=one["key"])
    assert desk.state["text"] == (folder / "x.txt").read_text("utf-8")
