"""What a curator does to the entries of an article, each step by itself, on the article of the guide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from curating import Desk, harbour


@pytest.fixture
def desk(seeds: Path) -> Desk:
    """The draft of the article, which nobody has looked at."""
    return Desk(seeds / "harbour.txt")


@pytest.fixture
def curated(tmp_path: Path) -> Desk:
    """The records of the guide."""
    return Desk(harbour(tmp_path / "curated", "harbour.toml", "actors.toml") / "harbour.txt")


def span(desk: Desk, words: str, nth: int = 1) -> list[int]:
    at = -1
    for _ in range(nth):
        at = desk.state["text"].index(words, at + 1)
    return [at, at + len(words)]


def lines(desk: Desk, name: str) -> list[str]:
    return str(desk.named(name)["toml"]).splitlines()


def test_to_accept_an_entry_takes_its_todo_away_and_nothing_else(desk: Desk) -> None:
    before = desk.block("figures")
    desk.do(op="accept", key=before["key"])
    after = desk.block("figures")
    assert (after["todo"], after["key"], after["values"]) == (None, before["key"], before["values"])
    assert after["toml"] == before["toml"].replace(f'todo = "{before["todo"]}"\n', "")
    assert desk.state["progress"]["decided"] == 1


def test_a_rejected_record_leaves_its_candidates_rejected_for_the_same_reason(desk: Desk) -> None:
    for name in ("evt-more-than-trawlers-blocked-the-port", "evt-around-fishermen-marched"):
        desk.do(op="reject", key=desk.named(name)["key"], reason=" no event ")
    new = [one["values"] for one in desk.blocks if one["values"].get("reason") == "no event"]
    assert new == [{"kind": "date", "text": [span(desk, "Monday")], "reason": "no event"}]
    assert desk.state["progress"]["candidates"] == [14, 14]


def test_words_that_are_rejected_everywhere_are_one_rejection(seeds: Path) -> None:
    (seeds / "harbour.txt").write_text("Ann Roe met DNA on Monday. DNA left. Ann Roe praised DNA.\n", "utf-8")
    desk = Desk(seeds / "harbour.txt")
    desk.do(op="reject", key=desk.named("act-dna")["key"], reason="no actor")
    [made] = [one for one in desk.blocks if one["values"].get("reason") == "no actor"]
    assert (made["values"]["text"], made["values"]["all"]) == ([span(desk, "DNA", n) for n in (1, 2, 3)], True)
    assert 'text = "DNA"\nall = true\n' in made["toml"]
    desk.do(op="edit", key=made["key"], values={"all": None, "text": made["values"]["text"]})
    desk.do(op="edit", key=made["key"], values={"all": True})
    assert desk.named_by(made["key"])["values"]["text"] == made["values"]["text"]


def test_nothing_names_a_rejected_record_any_more(desk: Desk) -> None:
    assert 'event_id = "evt-around-fishermen-marched"' in lines(desk, "fig-fishermen")
    desk.do(op="reject", key=desk.named("evt-around-fishermen-marched")["key"], reason="no event")
    assert not any("evt-around" in one["toml"] for one in desk.blocks)


def test_a_rejected_actor_goes_with_its_mentions_and_links(desk: Desk) -> None:
    desk.do(op="reject", key=desk.named("act-jon-arnason")["key"], reason="a bystander")
    assert not any("act-jon-arnason" in one["toml"] for one in desk.blocks)
    assert [one["values"]["text"] for one in desk.blocks if one["values"].get("reason") == "a bystander"] == [
        [span(desk, "Jon Arnason")]
    ]


def test_to_reject_a_rejection_or_a_waiver_confirms_it(desk: Desk) -> None:
    for table in ("rejected", "waived"):
        desk.do(op="reject", key=desk.block(table)["key"], reason="it is so")
        assert (desk.block(table)["todo"], desk.block(table)["values"]["reason"]) == (None, "it is so")


def test_a_deleted_record_leaves_its_candidates_open(curated: Desk) -> None:
    curated.do(op="delete", key=curated.named("fig-trawlers")["key"])
    assert [one["kind"] for one in curated.state["candidates"] if one["open"]] == ["figure"]
    assert curated.state["findings"][0]["span"] == span(curated, "More than 40")


def test_an_edit_changes_the_lines_of_its_keys(curated: Desk) -> None:
    before = lines(curated, "evt-port-blockade")
    curated.do(
        op="edit",
        key=curated.named("evt-port-blockade")["key"],
        values={"event_mode": None, "note": "by day", "label": "The port is blocked"},
    )
    after = lines(curated, "evt-port-blockade")
    assert set(before) - set(after) == {'event_mode = "obstruct"', 'label = "Trawlers block the port of Bergen"'}
    assert set(after) - set(before) == {'note = "by day"', 'label = "The port is blocked"'}


def test_the_drafted_rejection_of_words_that_are_used_goes(desk: Desk) -> None:
    rejected = [one["title"] for one in desk.blocks if one["table"] == "rejected"]
    place = next(
        one for one in desk.blocks if one["table"] == "rejected" and one["values"]["text"] == [span(desk, "Bergen")]
    )
    desk.do(op="edit", key=desk.block("events")["key"], values={"places": [{"span": place["values"]["text"][0]}]})
    assert [one["title"] for one in desk.blocks if one["table"] == "rejected"] == [
        title for title in rejected if title != place["title"]
    ]
    desk.do(op="undo")
    assert [one["title"] for one in desk.blocks if one["table"] == "rejected"] == rejected


def test_words_of_another_paragraph_take_the_record_with_them(curated: Desk) -> None:
    key = curated.named("stm-solberg-limit")["key"]
    curated.do(op="edit", key=key, values={"content_text": [span(curated, "around 300 fishermen marched")]})
    found = lines(curated, "stm-solberg-limit")
    assert "paragraph = 3" in found
    assert 'speaker_text = { text = "she", paragraph = 2 }' in found


def test_another_id_is_written_wherever_the_record_is_named(curated: Desk) -> None:
    curated.do(op="edit", key=curated.named("evt-port-blockade")["key"], values={"id": "evt-blockade"})
    assert 'event_id = "evt-blockade"' in lines(curated, "fig-trawlers")
    curated.do(op="edit", key=curated.named("act-police")["key"], values={"id": "act-the-police"})
    assert 'speakers = ["act-the-police"]' in lines(curated, "stm-police-on-protest")
    assert curated.state["ready"]


def test_a_new_record_goes_where_its_words_are(desk: Desk) -> None:
    values = {"mentions": [span(desk, "accused Iceland")], "event_type": "ACCUSE", "label": "Solberg accuses Iceland"}
    desk.do(op="add", table="events", values=values)
    new = desk.named("evt-solberg-accuses-iceland")
    assert new["toml"].splitlines()[1:4] == [
        'id = "evt-solberg-accuses-iceland"',
        'label = "Solberg accuses Iceland"',
        "paragraph = 1",
    ]
    file = desk.session.place.records.read_text("utf-8")
    assert file.index("# Paragraph 1") < file.index("evt-solberg-accuses-iceland") < file.index("# Paragraph 2")


def test_a_new_entry_can_be_put_behind_another(curated: Desk) -> None:
    after = curated.named("fig-trawlers")
    values = {"actor_id": "act-police", "text": [span(curated, "police")], "mention_type": "nominal"}
    curated.do(op="add", table="mentions", values=values, after=after["key"])
    file = curated.session.place.records.read_text("utf-8")
    assert f"{after['toml']}\n[[mentions]]\n" in file


def test_what_is_new_and_not_whole_is_still_to_do(desk: Desk) -> None:
    desk.do(op="add", table="mentions", values={"text": [span(desk, "she", 2)]})
    new = next(one for one in desk.blocks if one["table"] == "mentions" and '"she"' in one["toml"])
    assert new["todo"] and new["values"]["mention_type"] == "pronoun"
    assert not [one for one in new["findings"] if "is missing" in one["message"]]
    desk.do(op="edit", key=new["key"], values={"actor_id": "act-ingrid-solberg"})
    desk.do(op="accept", key=new["key"])
    assert desk.named_by(new["key"])["toml"].splitlines()[1:] == [
        'actor_id = "act-ingrid-solberg"',
        "paragraph = 2",
        'text = "she"',
        'mention_type = "pronoun"',
    ]


def test_a_new_actor_goes_into_the_authority_file(desk: Desk) -> None:
    desk.do(
        op="add", table="actors", values={"name": "Bergen Port", "actor_type": "organization", "sector_code": "BUS"}
    )
    assert desk.session.place.actors.read_text("utf-8").endswith(
        '\n[[actors]]\nid = "act-bergen-port"\nname = "Bergen Port"\nactor_type = "organization"\nsector_code = "BUS"\n'
    )


def test_a_proposed_id_is_one_that_nobody_has(curated: Desk) -> None:
    values = {"mentions": [span(curated, "marched")], "label": "Port blockade", "event_type": "PROTEST"}
    curated.do(op="add", table="events", values=values)
    assert curated.state["blocks"] and curated.named("evt-port-blockade-2")


def test_the_same_words_everywhere(curated: Desk) -> None:
    key = curated.named("act-jon-arnason")["key"]
    curated.do(op="all", key=key, span=span(curated, "Arnason"))
    assert curated.named("act-jon-arnason")["values"]["aliases"] == ["Arnason"]
    values = {"actor_id": "act-police", "text": [span(curated, "on")], "mention_type": "nominal"}
    curated.do(op="add", table="mentions", values=values)
    curated.do(op="all", key=curated.block("mentions")["key"], span=span(curated, "on"))
    spans = [at for one in curated.blocks if one["table"] == "mentions" for at in one["values"]["text"]]
    assert [curated.state["text"][a - 1 : b + 1] for a, b in spans] == [" on "] * 3
    curated.do(op="all", key=curated.block("rejected")["key"], span=span(curated, "BERGEN"))
    assert curated.block("rejected")["toml"].splitlines()[2:4] == ['text = "BERGEN"', "all = true"]


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ({"op": "fly"}, "no such step"),
        ({}, "no such step"),
        ({"op": "accept", "key": "b999"}, "no such entry"),
        ({"op": "accept", "key": ["x"]}, "no such entry"),
        ({"op": "add", "table": "source", "values": {}}, "no such table"),
        ({"op": "add", "table": "dogs", "values": {}}, "no such table"),
        ({"op": "add", "table": "events", "values": []}, "values: is an object"),
        ({"op": "add", "table": "events", "values": {"colour": "red"}}, "has no colour"),
        ({"op": "add", "table": "events", "values": {"mentions": [[0, 3]]}}, "whole words"),
        ({"op": "add", "table": "events", "values": {"date_edtf": {"span": "x"}}}, "a span is"),
        ({"op": "undo"}, "nothing more"),
        ({"op": "redo"}, "nothing more"),
    ],
)
def test_what_cannot_be_done_changes_nothing(desk: Desk, step: dict[str, Any], says: str) -> None:
    status, answer = desk.post(**step)
    assert (status, says in answer["error"]) == (422, True), answer["error"]
    assert not desk.session.place.records.exists()


@pytest.mark.parametrize("reason", [None, "", " ", 3])
def test_a_rejection_needs_a_reason(desk: Desk, reason: object) -> None:
    assert desk.post(op="reject", key=desk.block("events")["key"], reason=reason)[0] == 422


def test_a_record_with_tables_of_its_own_is_left_to_an_editor(curated: Desk) -> None:
    path = curated.session.place.records
    path.write_text(path.read_text("utf-8").replace("[[waived]]\n", "[[waived]]\n[waived.more]\nx = 1\n"), "utf-8")
    curated.do(op="take")
    status, answer = curated.post(op="edit", key=curated.block("waived")["key"], values={"reason": "x"})
    assert (status, "editor" in answer["error"]) == (422, True)
