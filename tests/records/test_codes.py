"""The table `codes` says what every code of every column means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publisher.records.codes import code_rows

SCHEMAS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (Path(__file__).parents[2] / "schemas").glob("*.json")
}
FIELDS = {f"{table}.{field['name']}": field for table, schema in SCHEMAS.items() for field in schema["fields"]}
CODED = {name: field for name, field in FIELDS.items() if "codes" in field}
ROWS = code_rows(SCHEMAS, {"NO", "NA"})
KEY = ("table_name", "column_name", "applies_to", "code")
PLOVER = {"name": "PLOVER", "url": "https://example.org"}


def rows_of(field: dict[str, Any], *countries: str) -> list[dict[str, str | None]]:
    return code_rows({"ships": {"fields": [field]}}, countries)


def found(table: str, column: str, code: str) -> dict[str | None, dict[str, str | None]]:
    """The rows of one code by what it applies to."""
    return {
        row["applies_to"]: row
        for row in ROWS
        if (row["table_name"], row["column_name"], row["code"]) == (table, column, code)
    }


def test_a_code_is_a_row() -> None:
    assert rows_of({"name": "rig", "codes": {"two-mast": "It has two masts."}}) == [
        {
            "table_name": "ships", "column_name": "rig", "applies_to": "*", "code": "two-mast", "label": "two mast",
            "definition": "It has two masts.", "quad_class": None, "source": "own",
        }
    ]  # fmt: skip


def test_a_field_without_codes_has_no_rows() -> None:
    assert rows_of({"name": "length", "vocabulary": PLOVER}) == []


def test_a_code_that_depends_on_another_field_has_a_row_for_each_of_its_codes() -> None:
    rig = {
        "name": "rig",
        "codes": {"jib": "A sail.", "full": "All sails, or full steam."},
        "fits": {"sail": ["jib", "full"], "steam": ["full"], "oars": []},
        "codesBy": {"sail": {"full": "All sails are set."}, "steam": {"full": "The boiler is hot."}},
    }
    assert [(row["applies_to"], row["code"], row["definition"]) for row in rows_of(rig)] == [
        ("sail", "full", "All sails are set."),
        ("sail", "jib", "A sail."),
        ("steam", "full", "The boiler is hot."),
    ]


def test_the_label_is_given_or_a_name_or_the_code_in_words() -> None:
    field = {
        "name": "kind",
        "codes": {"1": "By wind.", "RED_SEA": "A sea.", "NO": "Norway"},
        "labels": {"1": "sail"},
    }
    assert {row["code"]: row["label"] for row in rows_of(field)} == {"1": "sail", "RED_SEA": "red sea", "NO": "Norway"}


def test_the_source_is_the_vocabulary_or_own() -> None:
    field = {"name": "kind", "codes": {"A": "One.", "B": "Two."}, "vocabulary": PLOVER, "ownCodes": ["B"]}
    assert {row["code"]: row["source"] for row in rows_of(field)} == {"A": "PLOVER", "B": "own"}


def test_of_the_countries_those_in_use_are_listed() -> None:
    field = {"name": "flag", "codes": {"NO": "Norway", "SE": "Sweden"}, "vocabulary": {"name": "ISO 3166-1 alpha-2"}}
    assert [row["code"] for row in rows_of(field, "SE")] == ["SE"]
    assert rows_of(field) == []


def test_rows_fit_the_schema_of_the_table() -> None:
    fields = SCHEMAS["codes"]["fields"]
    required = [field["name"] for field in fields if field["constraints"]["required"]]
    quads = {None, *next(field for field in fields if field["name"] == "quad_class")["constraints"]["enum"]}
    assert all(list(row) == [field["name"] for field in fields] for row in ROWS)
    assert [row for row in ROWS if not all(row[name] for name in required)] == []
    assert {row["quad_class"] for row in ROWS} == quads


def test_the_key_is_unique_and_the_order() -> None:
    keys = [tuple(str(row[name]) for name in KEY) for row in ROWS]
    assert keys == sorted(set(keys))


def test_every_code_of_the_schemas_is_there() -> None:
    declared = {
        (table, field["name"], code)
        for table, schema in SCHEMAS.items()
        for field in schema["fields"]
        for code in field.get("codes", {})
        if field["name"] != "country_code"
    }
    listed = {(row["table_name"], row["column_name"], row["code"]) for row in ROWS}
    assert declared <= listed
    assert {key[2] for key in listed - declared} == {"NO", "NA"}


def test_withdraw_means_one_thing_of_a_retreat_and_another_of_a_sanction() -> None:
    rows = found("events", "event_mode", "withdraw")
    assert rows.keys() == {"RETREAT", "SANCTION"}
    assert rows["RETREAT"]["definition"] != rows["SANCTION"]["definition"]


def test_event_types_have_their_class_wherever_they_are_used() -> None:
    for table, column in (("events", "event_type"), ("event_mentions", "event_type"), ("statements", "act_type")):
        assert found(table, column, "REJECT")["*"]["quad_class"] == "verbal conflict"
    for table in ("events", "event_mentions"):
        other = found(table, "event_type", "OTHER")["*"]
        assert (other["quad_class"], other["source"]) == (None, "own")


@pytest.mark.parametrize("name", ["events.event_mode", "evidence.field"])
def test_a_code_that_fits_several_is_defined_for_each(name: str) -> None:
    fits, by = FIELDS[name]["fits"], FIELDS[name]["codesBy"]
    several = {
        (other, code) for other in fits for code in fits[other] if sum(code in codes for codes in fits.values()) > 1
    }
    assert {(other, code) for other in by for code in by[other]} == several


@pytest.mark.parametrize("name", ["labels", "quadClass", "ownCodes"])
def test_what_is_said_of_codes_names_codes(name: str) -> None:
    assert [key for key, field in CODED.items() if not set(field.get(name, ())) <= set(field["codes"])] == []


def test_a_code_that_is_no_word_has_a_name() -> None:
    """Letters that stand for a word, and numbers; the codes of countries mean names, and event types are words."""
    for name in ("actors.sector_code", "events.date_prec", "statements.date_prec", "event_places.where_prec"):
        assert list(FIELDS[name]["labels"]) == list(FIELDS[name]["codes"])


@pytest.mark.parametrize("name", ["events.event_type", "event_mentions.event_type", "statements.act_type"])
def test_every_type_has_its_class_but_our_own(name: str) -> None:
    field = FIELDS[name]
    assert list(field["quadClass"]) == [code for code in field["codes"] if code not in field.get("ownCodes", ())]
