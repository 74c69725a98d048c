"""Constraints of a Table Schema: each finds its rows, names them, and lets the others be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from made.packages import write_package

from publisher.arrays import array
from publisher.finding import Finding
from publisher.schemas import Schema, parse
from publisher.validate.columns import check_columns
from publisher.validate.constraints import compiled
from publisher.validate.package import check_package


def schema(kind: str, constraints: dict[str, Any], **more: Any) -> Schema:
    fields = [
        {"name": "id", "type": "string"},
        {"name": "x", "type": kind, "constraints": constraints, **more},
    ]
    return parse("t", {"fields": fields, "primaryKey": "id"})


def findings(table: Schema, values: list[Any]) -> list[Finding]:
    columns = [array([f"r{n}" for n in range(len(values))], pa.string()), array(values, table.arrow.types[1])]
    batch = pa.RecordBatch.from_arrays(columns, names=["id", "x"])
    tests = compiled(table)
    assert tests.findings == () and tests.notes == ()
    return check_columns(tests, batch, lambda row: f"row {row + 1}")


@pytest.mark.parametrize(
    ("kind", "constraints", "good", "bad"),
    [
        ("string", {"required": True}, ["a", "b"], [None]),
        ("string", {"enum": ["on", "off"]}, ["on", None], ["On", "off "]),
        ("string", {"pattern": "a|b"}, ["a", "b", None], ["axx", "xb", "a\n", "ab"]),
        ("string", {"pattern": "^(?:[a-z]+)$"}, ["abc"], ["abc\n", "Abc"]),
        ("string", {"minLength": 2}, ["ab", "𝔘𝔫"], ["a", "𝔘"]),
        ("string", {"maxLength": 2}, ["ab", "𝔘𝔫"], ["abc", "e\u0301e"]),
        ("integer", {"minimum": 3}, [3, None], [2, -5]),
        ("integer", {"maximum": 3}, [3, None], [4]),
        ("integer", {"exclusiveMinimum": 3}, [4], [3]),
        ("integer", {"exclusiveMaximum": 3}, [2], [3]),
        ("integer", {"enum": [1, 2]}, [1, None], [3]),
        ("integer", {"enum": ["1", "2"]}, [1, None], [3]),
        ("number", {"minimum": "0.5"}, [0.5], [0.25]),
        ("number", {}, [-1.5, 2.0**53 - 1], [2.0**53, -(2.0**60), float("nan"), float("inf")]),
        ("integer", {}, [2**53 - 1], [2**53, -(2**53)]),
        ("boolean", {"enum": [True]}, [True, None], [False]),
        ("date", {"minimum": "2020-01-01"}, [date(2020, 1, 1)], [date(2019, 12, 31)]),
        (
            "datetime",
            {"maximum": "2020-01-01T00:00:00Z"},
            [datetime(2020, 1, 1, tzinfo=UTC)],
            [datetime(2021, 1, 1, tzinfo=UTC)],
        ),
        ("datetime", {}, [datetime(2020, 1, 1, tzinfo=UTC)], [datetime(2020, 1, 1, microsecond=1, tzinfo=UTC)]),
        ("year", {"minimum": 1999}, ["1999", "2001"], ["1998"]),
        ("yearmonth", {}, ["1999-12"], ["1999-13", "1999-1"]),
        ("time", {}, ["23:59:59", "00:00:00Z"], ["24:00:00", "1:00:00", "10:00"]),
        ("duration", {}, ["P1Y", "PT0.5S", "P1W", "-P1DT2H"], ["1 day", "P", "PT"]),
        ("array", {}, ["[]", "[1]"], ["{}", "[", "x"]),
        ("object", {}, ["{}"], ["[]", "null"]),
        ("geojson", {}, ['{"type": "Point", "coordinates": [1, 2]}'], ["1"]),
        ("geopoint", {}, ["12.5, -7"], ["200,1", "1", "a,b"]),
        ("any", {}, ["anything"], []),
        ("string", {}, ["text"], [""]),
        ("string", {}, ["text"], ["a\0b"]),
    ],
)
def test_a_constraint_finds_what_breaks_it(
    kind: str, constraints: dict[str, Any], good: list[Any], bad: list[Any]
) -> None:
    table = schema(kind, constraints)
    assert findings(table, good) == []
    for value in bad:
        found = findings(table, [*good, value])
        assert [finding.row for finding in found] == [f"r{len(good)}"], value
        assert found[0].field == "x"


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (
            "uri",
            ["https://example.org/a?b#c", "mailto:a@example.org", "http://exämple.org/ü"],
            ["example.org", "http://a b", "://x"],
        ),
        ("email", ["a.b+c@mail.example.org"], ["a@b", "a b@example.org", "@example.org"]),
        ("uuid", ["01234567-89ab-cdef-0123-456789abcdef"], ["01234567"]),
        ("binary", ["QUJD", "QQ=="], ["***", "QQ="]),
    ],
)
def test_a_format_of_text_is_checked(form: str, good: list[str], bad: list[str]) -> None:
    table = schema("string", {}, format=form)
    assert findings(table, good) == []
    for value in bad:
        assert [(i.rule, i.value) for i in findings(table, [value])] == [("format", value)]


@pytest.mark.parametrize(
    ("kind", "categories", "bad"),
    [
        ("string", ["on", "off"], "On"),
        ("string", [{"value": "on", "label": "It runs"}, {"value": "off"}], "maybe"),
        ("integer", [{"value": 1, "label": "on"}, {"value": 2, "label": "off"}], 3),
    ],
)
def test_categories_are_all_the_values_there_are(kind: str, categories: list[Any], bad: Any) -> None:
    """As Data Package v2 has it; frictionless does not look at them."""
    table = schema(kind, {}, categories=categories)
    good = [entry["value"] if isinstance(entry, dict) else entry for entry in categories]
    assert findings(table, [*good, None]) == []
    assert [(finding.rule, finding.row) for finding in findings(table, [*good, bad])] == [("categories", "r2")]


def test_the_first_rows_are_named_and_the_others_counted() -> None:
    found = findings(schema("integer", {"maximum": 3}), list(range(10)))
    assert [(finding.row, finding.value, finding.count) for finding in found] == [
        ("r4", "4", 1),
        ("r5", "5", 1),
        ("r6", "6", 4),
    ]


def test_a_row_without_any_value_is_one_fault() -> None:
    table = parse("t", {"fields": [{"name": "id", "type": "string"}, {"name": "x", "type": "integer"}]})
    batch = pa.RecordBatch.from_arrays(
        [array(["a", None], pa.string()), array([None, None], pa.int64())], names=["id", "x"]
    )
    found = check_columns(compiled(table), batch, lambda row: f"row {row + 1}")
    assert [(finding.row, finding.rule) for finding in found] == [("row 2", "blank_row")]


@pytest.mark.parametrize(("kind", "days"), [("date", 3_000_000), ("date", -800_000), ("datetime", 3_000_000)])
def test_a_year_of_five_digits_is_none(kind: str, days: int) -> None:
    """Python has no such date, so the array is made of its number of days."""
    table = schema(kind, {"unique": True})
    values = pa.array([0, days], pa.int32()).cast(pa.date32()).cast(table.arrow.types[1])
    batch = pa.RecordBatch.from_arrays([array(["a", "b"], pa.string()), values], names=["id", "x"])
    assert [(i.row, i.rule) for i in check_columns(compiled(table), batch, str)] == [("b", "year")]


@pytest.mark.parametrize(
    ("kind", "constraints", "message"),
    [
        ("integer", {"pattern": "[0-9]"}, "no constraint of a field of type integer"),
        ("string", {"minimum": "a"}, "no constraint of a field of type string"),
        ("boolean", {"minLength": 1}, "no constraint of a field of type boolean"),
        ("string", {"colour": "red"}, "no constraint"),
        ("string", {"categories": ["red"]}, "no constraint"),
        ("string", {"jsonSchema": {}}, "no constraint of a field of type string"),
        ("string", {"required": "yes"}, "true or false"),
        ("string", {"enum": "ab"}, "list of values"),
        ("string", {"enum": []}, "list of values"),
        ("integer", {"enum": [[1]]}, "[1] is no integer"),
        ("date", {"minimum": {}}, "{} is no date"),
        ("integer", {"enum": ["a"]}, "'a' is no integer"),
        ("integer", {"enum": [True]}, "True is no integer"),
        ("date", {"minimum": "yesterday"}, "'yesterday' is no date"),
        ("string", {"minLength": -1}, "code points"),
        ("string", {"pattern": 7}, "regular expression"),
    ],
)
def test_a_constraint_that_means_nothing_is_a_finding(kind: str, constraints: dict[str, Any], message: str) -> None:
    (finding,) = compiled(schema(kind, constraints)).findings
    assert (finding.table, finding.field, finding.rule) == ("t", "x", "constraint")
    assert message in finding.message


@pytest.mark.parametrize(
    ("kind", "constraints"),
    [("object", {"jsonSchema": {}}), ("array", {"minLength": 1}), ("array", {"enum": [[1], [2]]})],
)
def test_what_stands_inside_a_json_cell_is_said_not_to_be_checked(kind: str, constraints: dict[str, Any]) -> None:
    (note,) = compiled(schema(kind, constraints)).notes
    assert note.startswith("t.x: ")


def test_a_pattern_beyond_re2_is_said_not_to_be_checked() -> None:
    tests = compiled(schema("string", {"pattern": "(?=a)a"}))
    assert tests.notes == ("t.x: pattern (?=a)a (not a regular expression of RE2)",)


def test_a_format_that_is_not_known_is_said_not_to_be_checked(tmp_path: Path) -> None:
    table = schema("date", {"minimum": "2020-01-01"}, format="any")
    write_package(tmp_path / "p", [(table, [])])
    (tmp_path / "p" / "data/t.csv").write_text("id,x\na,31/12/2020\n")
    report = check_package(tmp_path / "p")
    assert {finding.rule for finding in report.errors} == {"hash", "bytes", "rows", "csv_parquet_rows"}
    assert report.notes == (
        "t.x: form of the values (format any is not known here)",
        "t.x: constraints (format any is not known here)",
    )
    assert compiled(schema("string", {}, format="wkt")).notes == (
        "t.x: form of the values (format wkt is not known here)",
    )
    assert compiled(schema("array", {}, arrayItem={"type": "integer"})).notes == ("t.x: arrayItem",)


@pytest.mark.parametrize(("kind", "form"), [("string", "url"), ("geopoint", "pair"), ("geojson", "wkt")])
def test_a_format_that_the_type_does_not_have_is_a_finding(kind: str, form: str) -> None:
    assert [(finding.rule, finding.value) for finding in compiled(schema(kind, {}, format=form)).findings] == [
        ("format", form)
    ]
