"""What follows from the words of an entry is filled in: nobody types what the build derives."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from curating import Desk, harbour


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The article of the guide with its actors, and records of nothing but its source."""
    folder = harbour(tmp_path / "curated", "harbour.toml", "actors.toml")
    records = folder / "harbour.toml"
    records.write_text(records.read_text("utf-8").partition("[[")[0], "utf-8")
    return Desk(folder / "harbour.txt")


def added(desk: Desk, table: str, **values: Any) -> dict[str, Any]:
    """The values of a new entry; texts stand for their first place in the article."""
    text = desk.state["text"]
    found_in = {k: re.search(rf"(?<!\w){re.escape(v)}(?!\w)", text) for k, v in values.items() if isinstance(v, str)}
    spans = {**values, **{k: [list(at.span())] for k, at in found_in.items() if at}}
    desk.do(op="add", table=table, values=spans)
    new: dict[str, Any] = next(one for one in desk.blocks if one["table"] == table)["values"]
    return new


def words(desk: Desk, spans: list[list[int]]) -> list[str]:
    return [desk.state["text"][start:end] for start, end, *_ in spans]


def test_a_figure_follows_from_its_number(desk: Desk) -> None:
    found = added(desk, "figures", text="around 300 fishermen")
    assert (found["value"], found["modifier"], found["unit"]) == (300, "approximate", "person")
    assert words(desk, found["value_text"] + found["counted_text"]) == ["around 300", "fishermen"]


def test_another_number_is_read_anew(desk: Desk) -> None:
    added(desk, "figures", text="around 300 fishermen")
    text = desk.state["text"]
    at = text.index("300")
    desk.do(op="edit", key=desk.block("figures")["key"], values={"value_text": [[at, at + 3]]})
    assert desk.block("figures")["values"]["modifier"] == "plain"
    at = text.index("More than 40")
    desk.do(op="edit", key=desk.block("figures")["key"], values={"value_text": [[at, at + 12]]})
    values = desk.block("figures")["values"]
    assert ("value" in values, values["lower"], values["modifier"]) == (False, 40, "at_least")


def test_a_date_follows_from_its_words_and_the_day_of_the_article(desk: Desk) -> None:
    at = desk.state["text"].index("Monday")
    found = added(desk, "events", mentions="blocked the port", date_edtf={"span": [at, at + 6]})
    assert found["date_edtf"] == {"span": [at, at + 6], "value": "2024-03-11", "basis": "resolved"}
    at = desk.state["text"].index("12 March 2024")
    desk.do(op="edit", key=desk.block("events")["key"], values={"date_edtf": {"span": [at, at + 13]}})
    assert desk.block("events")["values"]["date_edtf"]["basis"] == "explicit"


def test_a_day_is_counted_from_the_article_and_not_from_a_year_named_before(tmp_path: Path) -> None:
    folder = harbour(tmp_path / "dated")
    (folder / "harbour.txt").write_text("12 March 2024\n\nThe 2005 quay burned late on Monday.\n", "utf-8")
    source = '[source]\nlanguage = "en"\npublish_text = true\ndocument_date = "2024-03-12"\n'
    (folder / "harbour.toml").write_text(source, "utf-8")
    desk = Desk(folder / "harbour.txt")
    at = desk.state["text"].index("late on Monday")
    found = added(desk, "events", mentions="burned", date_edtf={"span": [at, at + 14]})
    assert found["date_edtf"]["value"] == "2024-03-11"


def test_a_value_that_is_given_stays(desk: Desk) -> None:
    at = desk.state["text"].index("Monday")
    given = {"span": [at, at + 6], "value": "2024-03-18", "basis": "resolved"}
    assert added(desk, "events", mentions="blocked the port", date_edtf=given)["date_edtf"] == given


def test_the_words_of_an_event_are_its_label_until_somebody_writes_one(desk: Desk) -> None:
    assert added(desk, "events", mentions="blocked the port")["label"] == "Blocked the port"


def test_what_is_quoted_follows_from_the_marks(desk: Desk) -> None:
    found = added(desk, "statements", content_text='Iceland of "breaking its word" on cod')
    assert (words(desk, found["quoted_text"]), found["quote_type"]) == (["breaking its word"], "mixed")
    desk.do(op="edit", key=desk.block("statements")["key"], values={"quoted_text": None})
    assert desk.block("statements")["values"]["quote_type"] == "indirect"


def test_the_statement_that_holds_a_figure_is_named(desk: Desk) -> None:
    added(
        desk, "statements", content_text="around 300 fishermen marched", speaker_text="police", cue_text="according to"
    )
    assert added(desk, "figures", text="around 300 fishermen")["statement_id"] == desk.block("statements")["id"]


def test_a_rejection_takes_kind_and_words_of_its_candidate(desk: Desk) -> None:
    found = added(desk, "rejected", text="Arnason", reason=[])
    assert (found["kind"], words(desk, found["text"])) == ("name", ["Jon Arnason"])


@pytest.mark.parametrize(("text", "kind"), [("she", "pronoun"), ("Icelandic", "demonym"), ("fishermen", "nominal")])
def test_the_type_of_a_mention(desk: Desk, text: str, kind: str) -> None:
    assert added(desk, "mentions", text=text)["mention_type"] == kind


def test_a_place_has_the_name_that_is_printed_and_what_is_known_of_it(desk: Desk) -> None:
    at = desk.state["text"].index("Bergen")
    found = added(desk, "events", mentions="blocked the port", places=[{"span": [at, at + 6]}])
    codes = {"country_code": "NO", "admin1_code": "NO-46", "where_prec": 1}
    assert found["places"] == [{"place_name": "Bergen", **codes, "span": [at, at + 6]}]
    at = desk.state["text"].index("the newsroom")
    vague = {"place_name": "Iceland", "where_prec": 5, "span": [at, at + 12]}
    desk.do(op="edit", key=desk.block("events")["key"], values={"places": [vague]})
    assert desk.block("events")["values"]["places"] == [vague | {"country_code": "IS", "where_prec": 6}]
