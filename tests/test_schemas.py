"""The Table Schemas are the single source of names, types, constraints and documentation: each must say all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from frictionless import Package
from frictionless import Schema as FrictionlessSchema

from publisher.schemas import load

FOLDER = Path(__file__).parents[1] / "schemas"
SCHEMAS: dict[str, dict[str, Any]] = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
FIELDS = {f"{table}.{field['name']}": field for table, schema in SCHEMAS.items() for field in schema["fields"]}
CODED = {name: field for name, field in FIELDS.items() if "enum" in field["constraints"] or "codes" in field}
PATTERNS = {
    name: field["constraints"]["pattern"] for name, field in FIELDS.items() if "pattern" in field["constraints"]
}


def test_the_twelve_tables() -> None:
    assert sorted(SCHEMAS) == [
        "actors", "candidates", "codes", "event_actors", "event_mentions", "event_places", "events",
        "evidence", "figures", "sources", "statement_actors", "statements",
    ]  # fmt: skip
    assert all(schema["name"] == table for table, schema in SCHEMAS.items())


def test_a_build_changes_no_schema_that_it_has_read(small_package: Path) -> None:
    """They are read once and shared. `small_package`: built by this process."""
    shared = load(FOLDER)
    assert shared["events"] is load(FOLDER)["events"]
    assert {name: schema.descriptor for name, schema in shared.items()} == SCHEMAS


def test_a_table_says_what_one_row_is() -> None:
    for table, schema in SCHEMAS.items():
        assert schema["$schema"] == "https://datapackage.org/profiles/2.0/tableschema.json", table
        assert schema["title"], table
        assert re.match(r"One row per [^.]+\. ", schema["description"]), table
        assert schema["missingValues"] == [""], table


def test_field_names_are_unique_and_plain() -> None:
    for table, schema in SCHEMAS.items():
        names = [field["name"] for field in schema["fields"]]
        assert len(set(names)) == len(names), table
        assert all(re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", name) for name in names), table
        assert not {"end", "at", "from", "to", "order", "group"}.intersection(names), f"reserved in SQL: {table}"


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("type", {"string", "integer", "number", "boolean", "date"}),
        ("evidence", {"own", "record", "outside", "none"}),
        ("origin", {"curator", "authority", "archive", "build"}),
    ],
)
def test_a_field_says_what_it_is_by_a_known_word(key: str, known: set[str]) -> None:
    assert {name: field[key] for name, field in FIELDS.items() if field[key] not in known} == {}


def test_a_field_says_all_there_is_to_say() -> None:
    for name, field in FIELDS.items():
        assert field["description"].endswith("."), name
        assert isinstance(field["constraints"]["required"], bool), name
        assert set(field.get("vocabulary", {"name", "url"})) == {"name", "url"}, name


def test_the_example_is_valid_for_the_field() -> None:
    assert [name for name, field in FIELDS.items() if not isinstance(field["example"], str)] == [], "no lexical form"
    assert {name: found for name, field in FIELDS.items() if (found := faults(field, field["example"]))} == {}


def test_an_invalid_example_would_be_noticed() -> None:
    assert set(faults(FIELDS["events.event_type"], "PARTY")) == {"enum"}
    assert set(faults(FIELDS["events.date_start"], "2024-02-30")) == {"type"}


def faults(field: dict[str, Any], cell: str) -> dict[str, str]:
    """What frictionless has to say against the cell, by constraint."""
    judge = FrictionlessSchema.from_descriptor({"fields": [field]}).fields[0]
    return judge.read_cell(cell)[1] or {}


def test_every_code_has_a_meaning_and_every_meaning_a_code() -> None:
    for name, field in CODED.items():
        assert [str(code) for code in field["constraints"]["enum"]] == list(field["codes"]), name
        assert all(meaning.strip() == meaning != "" for meaning in field["codes"].values()), name


def test_a_code_is_never_taken_for_a_null_a_number_or_a_boolean() -> None:
    taken = {"na", "null", "none", "nan", "yes", "no", "true", "false", "inf"}
    for name, field in CODED.items():
        if field["type"] == "string" and field["name"] != "country_code":  # Namibia is NA, whatever readers make of it
            assert not {code.lower() for code in field["codes"]} & taken, name


@pytest.mark.parametrize("name", ["events.event_mode", "evidence.field"])
def test_which_codes_fit_is_said_for_every_code_of_the_other_field(name: str) -> None:
    field, other = FIELDS[name], FIELDS[f"{name.split('.')[0]}.{FIELDS[name]['fitsField']}"]
    assert set(field["fits"]) == set(other["codes"])
    assert {code for codes in field["fits"].values() for code in codes} == set(field["codes"])


def test_a_list_used_twice_says_the_same() -> None:
    assert FIELDS["actors.country_code"]["codes"] == FIELDS["event_places.country_code"]["codes"]
    assert FIELDS["events.event_type"]["codes"] == FIELDS["event_mentions.event_type"]["codes"]
    assert len({json.dumps(field["codes"]) for name, field in FIELDS.items() if name.endswith(".method")}) == 1
    assert len({json.dumps(field["codes"]) for name, field in FIELDS.items() if name.endswith(".date_prec")}) == 1


def test_iso_3166_1_is_complete_and_in_order() -> None:
    codes = FIELDS["actors.country_code"]["constraints"]["enum"]
    assert len(codes) == 249
    assert codes == sorted(set(codes))
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)


def test_act_types_are_event_types() -> None:
    assert set(FIELDS["statements.act_type"]["codes"]) < set(FIELDS["events.event_type"]["codes"])


def test_a_pattern_is_anchored_and_grouped() -> None:
    """frictionless compiles `^pattern$` without a group: a bare `a|b` would accept "axxx"."""
    for name, pattern in PATTERNS.items():
        assert pattern.startswith("^") and pattern.endswith("$"), name
        outside = re.sub(r"\[[^]]*\]|\\.", "", pattern)
        assert outside.count("(") == outside.count("(?:"), f"a group that captures: {name}"
        while "(" in outside:
            outside = re.sub(r"\([^()]*\)", "", outside)
        assert "|" not in outside, name


def test_a_pattern_is_understood_by_arrow_too() -> None:
    for name, pattern in PATTERNS.items():
        assert pc.match_substring_regex(pa.array(["/"]), pattern).to_pylist() == [False], name


@pytest.mark.parametrize(
    ("field", "accepted", "refused"),
    [
        ("events.event_id", ["evt-a", "evt-harbour-2", "evt-0123456789abcdef"], ["evt-", "evt-A", "evt-a--b", "act-a"]),
        ("evidence.evidence_id", ["evd-0123456789abcdef"], ["evd-0123", "evd-0123456789ABCDEF"]),
        ("evidence.record_id", ["src-a", "fig-a-b"], ["evd-0123456789abcdef", "fig"]),
        ("sources.file_name", ["a b.txt", "é😀.txt"], ["a/b.txt", "a\\b.txt"]),
        ("sources.language", ["en", "zh-Hant-TW", "es-419"], ["EN", "english", "en_GB"]),
        ("sources.licence", ["CC-BY-4.0", "LicenseRef-x"], ["CC BY", "-x"]),
        ("actors.wikidata_id", ["Q1", "Q4115189"], ["Q0", "P31", "Q01"]),
        ("event_places.admin1_code", ["SE-O", "KP-01", "GB-ENG"], ["SE", "se-o", "SE-ABCD"]),
        (
            "events.date_edtf",
            ["2024", "2024-03", "2024-03-04?", "2024~", "[..2024]", "../2024-03", "[2024-03..]", "2024/..",
             "[2024..2024-04]"],
            ["", "/", "..", "../..", "/2024", "2024/", "2024?/2025", "[..]", "[2024]",
             "24", "2024-3", "2024?~", "2024//2025", "…/2024", "٢٠٢٤"],
        ),
    ],
)  # fmt: skip
def test_what_a_pattern_accepts(field: str, accepted: list[str], refused: list[str]) -> None:
    assert [cell for cell in accepted if not re.fullmatch(PATTERNS[field], cell)] == []
    assert [cell for cell in refused if re.fullmatch(PATTERNS[field], cell)] == []


def test_keys_are_declared_and_point_to_primary_keys() -> None:
    for table, schema in SCHEMAS.items():
        fields = {field["name"]: field for field in schema["fields"]}
        assert schema["primaryKey"], table
        assert all(fields[name]["constraints"]["required"] for name in schema["primaryKey"]), table
        for key in schema.get("foreignKeys", []):
            target = SCHEMAS[key["reference"]["resource"] or table]
            assert key["reference"]["fields"] == target["primaryKey"], table
            assert [fields[name]["type"] for name in key["fields"]] == ["string"], table


def test_a_column_of_ids_is_a_key_or_a_reference() -> None:
    # Of Wikidata, of an archive, of one table or another, which record_table names.
    elsewhere = {"wikidata_id", "doc_id", "record_id"}
    for table, schema in SCHEMAS.items():
        keys = schema["primaryKey"] + [name for key in schema.get("foreignKeys", []) for name in key["fields"]]
        ids = [field["name"] for field in schema["fields"] if field["name"].endswith("_id")]
        assert [name for name in ids if name not in keys and name not in elsewhere] == [], table


def test_no_record_without_evidence() -> None:
    reference = {"fields": ["evidence_id"], "reference": {"resource": "evidence", "fields": ["evidence_id"]}}
    for table in SCHEMAS.keys() - {"sources", "evidence", "candidates", "codes"}:
        assert FIELDS[f"{table}.evidence_id"]["constraints"]["required"] is True, table
        assert reference in SCHEMAS[table]["foreignKeys"], table


def test_evidence_names_exactly_the_fields_that_have_evidence_of_their_own() -> None:
    """`own` cells have evidence under their `evidenceField`, or else their name without `_text`; the other names are
    for records and links."""
    whole = {
        "events": {"record", "actor", "recipient", "place"},
        "statements": {"record", "speaker_actor", "addressee", "target"},
        "figures": {"record"},
    }
    for table, names in FIELDS["evidence.field"]["fits"].items():
        fields = [field for field in SCHEMAS[table]["fields"] if field["evidence"] == "own"]
        own = {field.get("evidenceField", field["name"].removesuffix("_text")) for field in fields}
        assert set(names) == own | whole.get(table, set())
    assert {name for name, field in FIELDS.items() if "evidenceOptional" in field} == {"sources.document_date"}


def test_verbatim_columns_have_evidence_of_their_own() -> None:
    verbatim = {name for name, field in FIELDS.items() if field.get("verbatim")}
    assert verbatim == {name for name in FIELDS if name.endswith("_text")} | {"actors.office"}
    assert {FIELDS[name]["evidence"] for name in verbatim} == {"own"}


def test_frictionless_accepts_every_schema_in_a_package(tmp_path: Path) -> None:
    for table, schema in SCHEMAS.items():
        header = ",".join(field["name"] for field in schema["fields"])
        (tmp_path / f"{table}.csv").write_text(header + "\n", encoding="utf-8")
    resources = [
        {"name": table, "type": "table", "path": f"{table}.csv", "dialect": {"delimiter": ","}, "schema": schema}
        for table, schema in sorted(SCHEMAS.items())
    ]
    package = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": resources}
    report = Package.from_descriptor(package, basepath=str(tmp_path)).validate()
    assert report.flatten(["name", "type", "note"]) == []
    assert report.valid
