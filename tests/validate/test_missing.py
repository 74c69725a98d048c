"""Missing values: which cells of a CSV are null, in each column, for constraints, keys and the Parquet twin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from made.packages import write_descriptor

from publisher.schema_values import SchemaError
from publisher.schemas import parse
from publisher.validate.package import Asked, check_package
from publisher.validate.report import Report

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
NA = {"missingValues": ["", "NA"]}


def package(folder: Path, data: str, schema: dict[str, Any], twin: dict[str, list[Any]] | None = None) -> Path:
    """One table `t` as a CSV, and as Parquet where its columns are given."""
    resources = [{"name": "t", "path": "t.csv", "dialect": {"delimiter": ","}, "schema": schema}]
    (folder / "t.csv").write_text(data)
    if twin:
        pq.write_table(pa.table(twin), folder / "t.parquet")
        resources.append({"name": "t-parquet", "path": "t.parquet", "format": "x-parquet", "schema": schema})
    write_descriptor(folder, {"$schema": V2, "name": "p", "resources": resources})
    return folder


def judged(folder: Path) -> Report:
    """Our report; the verdict is that of frictionless, too."""
    found = check_package(folder)
    assert Package(str(folder / "datapackage.json")).validate().valid == found.valid, found.as_text()
    return found


def rules(report: Report) -> list[tuple[str | None, str]]:
    return [(finding.field, finding.rule) for finding in report.errors]


def schema(x: dict[str, Any], **table: Any) -> dict[str, Any]:
    return {"fields": [{"name": "id", "type": "string"}, {"name": "x", **x}], **table}


@pytest.mark.parametrize("kind", ["string", "integer", "number", "boolean", "date", "datetime", "year"])
def test_the_word_is_null_in_every_type(tmp_path: Path, kind: str) -> None:
    columns = schema({"type": kind}, **NA)
    assert rules(judged(package(tmp_path, "id,x\na,NA\nb,\n", columns))) == []
    columns = schema({"type": kind, "constraints": {"required": True}}, **NA)
    assert rules(judged(package(tmp_path, "id,x\na,NA\n", columns))) == [("x", "required")]


@pytest.mark.parametrize(
    ("cell", "x", "fault"),
    [
        ("-99", {"type": "integer", "constraints": {"minimum": 0}}, None),
        ("-98", {"type": "integer", "constraints": {"minimum": 0}}, "minimum"),
        ("-99", {"type": "string", "constraints": {"enum": ["a", "b"]}}, None),
        ("-99", {"type": "string", "constraints": {"pattern": "[a-z]+"}}, None),
        ("-99", {"type": "string", "constraints": {"maxLength": 1}}, None),
        ("-99x", {"type": "string", "constraints": {"maxLength": 1}}, "maxLength"),
        ("NA", {"type": "integer"}, "type"),
    ],
)
def test_no_constraint_but_required_sees_it(tmp_path: Path, cell: str, x: dict[str, Any], fault: str | None) -> None:
    report = judged(package(tmp_path, f"id,x\na,{cell}\n", schema(x, missingValues=["", "-99"])))
    assert rules(report) == ([("x", fault)] if fault else [])


def test_an_empty_cell_is_a_text_where_it_does_not_stand_for_null(tmp_path: Path) -> None:
    required = {"type": "string", "constraints": {"required": True}}
    assert rules(judged(package(tmp_path, "id,x\na,\n", schema(required, missingValues=["NA"])))) == []
    for kind in ("integer", "date", "year", "array"):
        faulty = judged(package(tmp_path, "id,x\na,\n", schema({"type": kind}, missingValues=["NA"])))
        assert rules(faulty) == [("x", "type")]
    assert rules(judged(package(tmp_path, "id,x\na,NA\n", schema(required, missingValues=[])))) == []


def test_a_field_may_declare_its_own(tmp_path: Path) -> None:
    own = {"type": "integer", "missingValues": ["-"]}
    assert rules(judged(package(tmp_path, "id,x\na,-\n", schema(own, **NA)))) == []
    assert rules(judged(package(tmp_path, "id,x\na,NA\n", schema(own, **NA)))) == [("x", "type")]


def test_words_with_labels(tmp_path: Path) -> None:
    words = [{"value": "", "label": "not asked"}, {"value": "NA", "label": "no answer"}]
    assert rules(judged(package(tmp_path, "id,x\na,NA\n", schema({"type": "integer"}, missingValues=words)))) == []


def test_keys(tmp_path: Path) -> None:
    own = schema({"type": "string"}, **NA, foreignKeys=[{"fields": "x", "reference": {"resource": "", "fields": "id"}}])
    assert rules(judged(package(tmp_path, "id,x\na,NA\nb,a\n", own))) == []
    assert rules(judged(package(tmp_path, "id,x\na,na\n", own))) == [("x", "foreign_key")]
    keyed = schema({"type": "string", "constraints": {"unique": True}}, **NA, primaryKey="id")
    assert rules(judged(package(tmp_path, "id,x\na,NA\nb,NA\n", keyed))) == []
    assert rules(judged(package(tmp_path, "id,x\nNA,c\n", keyed))) == [("id", "primary_key")]


def test_the_twin_holds_null(tmp_path: Path) -> None:
    columns = schema({"type": "integer"}, **NA)
    data = "id,x\na,NA\nNA,2\nc,\n"
    report = judged(package(tmp_path, data, columns, {"id": ["a", None, "c"], "x": [None, 2, None]}))
    assert (report.errors, report.rows) == ((), {"t": 3})
    other = check_package(package(tmp_path, data, columns, {"id": ["a", "NA", "c"], "x": [None, 2, None]}))
    assert rules(other) == [("id", "csv_parquet")]


def test_null_and_empty_text_differ_in_the_twin(tmp_path: Path) -> None:
    columns = schema({"type": "string"}, missingValues=["NA"])
    twin: dict[str, list[Any]] = {"id": ["a", "b"], "x": ["", None]}
    assert judged(package(tmp_path, "id,x\na,\nb,NA\n", columns, twin)).valid
    assert rules(check_package(package(tmp_path, "id,x\na,NA\nb,\n", columns, twin))) == [("x", "csv_parquet")]


def test_another_form_is_told_all_the_same(tmp_path: Path) -> None:
    folder = package(tmp_path, "id,x\na,NA\nb,07\n", schema({"type": "integer"}, **NA))
    found = check_package(folder, Asked(canonical=True))
    assert rules(found) == [("x", "leading_zero")]


@pytest.mark.parametrize("x", [{"type": "string"}, {"type": "integer"}])
def test_they_may_stand_among_the_values_of_an_enum(tmp_path: Path, x: dict[str, Any]) -> None:
    listed = schema(x | {"constraints": {"enum": ["", "NA", "1"]}}, **NA)
    assert rules(judged(package(tmp_path, "id,x\na,NA\nb,1\nc,\n", listed))) == []
    assert rules(judged(package(tmp_path, "id,x\na,2\n", listed))) == [("x", "enum")]


@pytest.mark.parametrize("words", ["NA", [None], [7], [{"label": "none"}], None])
def test_words_that_are_none(words: object) -> None:
    with pytest.raises(SchemaError, match="missingValues"):
        parse("t", {"fields": [{"name": "x"}], "missingValues": words})
