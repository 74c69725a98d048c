"""What a page knows of the tables follows from schemas/ and the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from curating import ROOT, SCHEMAS

from publisher.curation.browser.catalogue import catalogue
from publisher.curation.browser.fields import TABLES, order_of
from publisher.rules import ALL

CATALOGUE = catalogue("a.txt", SCHEMAS, ROOT / "docs" / "codebook.md")


def field(table: str, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(one for one in CATALOGUE["tables"][table]["fields"] if one["name"] == name)
    return found


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_there_once_with_a_title_of_its_own(table: str) -> None:
    fields = CATALOGUE["tables"][table]["fields"]
    names = [one["name"] for one in fields]
    assert sorted({*names, "paragraph", "nth", "todo"}) == sorted({*order_of(table, SCHEMAS), "paragraph", "nth"})
    titles = [one["title"] for one in fields]
    assert len(set(titles)) == len(titles)


def test_nobody_is_asked_for_what_the_build_derives() -> None:
    for table in TABLES:
        for one in CATALOGUE["tables"][table]["fields"]:
            column = next((f for f in SCHEMAS.get(table, SCHEMAS["events"]).fields if f.name == one["name"]), None)
            assert column is None or table not in SCHEMAS or column.origin in ("curator", "authority")


def test_the_rules_of_an_excuse_are_those_that_may_be_excused() -> None:
    codes = {one["code"]: one["about"] for one in field("excused", "rule")["codes"]}
    assert "mention_shape" in codes
    assert codes.keys() == {rule.name for rule in ALL if rule.may_be_excused}


def test_codes_are_those_of_the_schema_with_what_they_mean() -> None:
    codes = field("events", "event_type")["codes"]
    assert [one["code"] for one in codes] == list(SCHEMAS["events"].field("event_type").codes)
    protest = next(one for one in codes if one["code"] == "PROTEST")
    assert protest["about"] == "Civilians show dissent together."
    assert protest["example"] and " → " in protest["near"]


def test_a_code_that_fits_beside_others_only_says_so() -> None:
    modes = {one["code"]: one["under"] for one in field("events", "event_mode")["codes"]}
    assert modes["obstruct"] == {"field": "event_type", "codes": ["PROTEST"]}
    assert all(one["under"] is None for one in field("events", "event_context")["codes"])


def test_the_rules_of_the_codebook_are_beside_the_field() -> None:
    asks = field("events", "event_type")["asks"]
    assert "1. Do civilians show dissent together, also by blocking, rioting or stopping work? PROTEST." in asks.split(
        "\n"
    )
    assert not any(sign in asks for sign in ("`", "**", "<!--", "]("))
    assert field("events", "date_edtf")["asks"].startswith("• A date belongs to the verb")
    assert field("actors", "name")["asks"].startswith("• Code everybody who acts")
    assert "Which words are a mention?" not in field("actors", "name")["asks"]
    assert field("actors", "country_code")["asks"].startswith("• A body of the state has the state as parent")
    assert field("events", "mentions")["append"] and "append" not in field("statements", "cue_text")


def test_without_a_codebook_there_are_no_rules(tmp_path: Path) -> None:
    found = catalogue("a.txt", SCHEMAS, tmp_path / "none.md")
    assert {one["asks"] for table in found["tables"].values() for one in table["fields"]} == {""}
