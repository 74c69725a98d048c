"""Table Schemas as values: what is read of one, which Arrow types it gives, and what is no Table Schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from linear_time import grows_linearly

from publisher.schemas import ForeignKey, load, parse
from publisher.validate.constraints import compiled

FIELDS = [
    {"name": "id", "type": "string", "constraints": {"required": True}, "evidence": "none", "origin": "build"},
    {"name": "kind", "constraints": {"enum": ["a"]}, "codes": {"a": "The first."}},
]


def test_names_keys_and_own_properties() -> None:
    schema = parse("t", {"fields": FIELDS, "primaryKey": "id", "uniqueKeys": [["id", "kind"]], "title": "T"})
    assert schema.names == ("id", "kind")
    assert (schema.primary_key, schema.unique_keys, schema.missing_values) == (("id",), (("id", "kind"),), ("",))
    assert (schema.field("id").required, schema.field("kind").required) == (True, False)
    assert (schema.field("id").evidence, schema.field("id").origin) == ("none", "build")
    assert (schema.field("kind").codes, schema.field("id").codes) == ({"a": "The first."}, {})
    assert schema.descriptor["title"] == "T"
    with pytest.raises(KeyError, match="colour"):
        schema.field("colour")


def test_foreign_keys_in_every_spelling() -> None:
    keys: list[dict[str, Any]] = [
        {"fields": "kind", "reference": {"resource": "kinds", "fields": "id"}},
        {"fields": ["id"], "reference": {"resource": "", "fields": ["kind"]}},
        {"fields": ["id"], "reference": {"fields": ["kind"]}},
    ]
    assert parse("t", {"fields": FIELDS, "foreignKeys": keys}).foreign_keys == (
        ForeignKey(("kind",), "kinds", ("id",)),
        ForeignKey(("id",), "", ("kind",)),
        ForeignKey(("id",), "", ("kind",)),
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("string", pa.string()),
        ("integer", pa.int64()),
        ("number", pa.float64()),
        ("boolean", pa.bool_()),
        ("date", pa.date32()),
        ("datetime", pa.timestamp("us", "UTC")),
        ("yearmonth", pa.string()),
        ("any", pa.string()),
    ],
)
def test_arrow_types(kind: str, expected: pa.DataType) -> None:
    field = parse("t", {"fields": [{"name": "x", "type": kind, "constraints": {"required": True}}]}).arrow.field(0)
    assert (field.type, field.nullable) == (expected, False)


@pytest.mark.parametrize(
    ("more", "plain", "kind"),
    [
        ({"type": "date", "format": "%d/%m/%Y"}, False, pa.date32()),
        ({"type": "date", "format": "any"}, False, pa.string()),
        ({"type": "number", "groupChar": ","}, False, pa.float64()),
        ({"type": "number", "format": "currency"}, False, pa.string()),
        ({"type": "integer", "bareNumber": True}, True, pa.int64()),
        ({"type": "integer", "decimalChar": ","}, True, pa.int64()),
        ({"type": "boolean", "trueValues": ["ja"]}, False, pa.bool_()),
        ({"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}, True, pa.bool_()),
        ({"type": "list", "delimiter": ";"}, True, pa.string()),
    ],
)
def test_a_field_with_a_form_of_its_own(more: dict[str, Any], plain: bool, kind: pa.DataType) -> None:
    field = parse("t", {"fields": [{"name": "x", **more}]}).fields[0]
    assert (field.plain, field.arrow.type) == (plain, kind)


@pytest.mark.parametrize(
    ("descriptor", "message"),
    [
        (7, "an object expected"),
        ({}, "fields: a list expected"),
        ({"fields": []}, "there are none"),
        ({"fields": [7]}, "a field: an object expected"),
        ({"fields": [{}]}, "a field has no name"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "there twice: a"),
        ({"fields": [{"name": "a", "type": "colour"}]}, "t.a: unknown type 'colour'"),
        ({"fields": [{"name": "a", "type": ["string"]}]}, "unknown type"),
        ({"fields": [{"name": "a", "constraints": []}]}, "t.a: constraints: an object expected"),
        ({"fields": FIELDS, "primaryKey": "no"}, "names the field 'no'"),
        ({"fields": FIELDS, "primaryKey": [1]}, "primaryKey: field names expected"),
        ({"fields": FIELDS, "uniqueKeys": "id"}, "uniqueKeys: a list expected"),
        ({"fields": FIELDS, "foreignKeys": [{"fields": "id"}]}, "reference of a foreign key: an object expected"),
        (
            {"fields": FIELDS, "foreignKeys": [{"fields": ["id"], "reference": {"fields": ["a", "b"]}}]},
            "1 fields and 2",
        ),
        ({"fields": FIELDS, "missingValues": "NA"}, "missingValues: a list expected"),
        ({"fields": [{"name": "\ud800"}]}, "half a surrogate pair"),
        ({"fields": FIELDS, "fieldsMatch": "some"}, "fieldsMatch: expected one of exact"),
        ({"fields": FIELDS, "uniqueKeys": [[]]}, "uniqueKeys: a key has no fields"),
        ({"fields": [{"name": "a", "type": "number", "groupChar": 7}]}, "t.a: groupChar: a text expected"),
        ({"fields": [{"name": "a", "type": "boolean", "trueValues": "yes"}]}, "trueValues: a list of texts"),
        ({"fields": [{"name": "a", "type": "list", "itemType": "colour"}]}, "itemType: 'colour' is none"),
        ({"fields": [{"name": "a", "type": "date", "format": []}]}, "format: a text expected"),
    ],
)
def test_what_is_no_table_schema(descriptor: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^t.*{message}|^{message}"):
        parse("t", descriptor)


def test_a_folder_of_schemas_by_name(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"fields": FIELDS}))
    assert list(load(tmp_path)) == ["a", "b"]
    (tmp_path / "c.json").write_text("{")
    with pytest.raises(ValueError, match=r"c\.json: no valid JSON"):
        load(tmp_path)


@pytest.mark.stress
@pytest.mark.parametrize("constraints", [{}, {"enum": [str(number) for number in range(50)]}])
def test_the_time_to_read_a_schema_grows_with_its_length(constraints: dict[str, Any]) -> None:
    def read(text: str) -> object:
        names = [f"f{number}" for number in range(len(text))]
        fields = [{"name": name, "constraints": constraints} for name in names]
        keys = [{"fields": name, "reference": {"resource": "", "fields": name}} for name in names]
        schema = parse("t", {"fields": fields, "primaryKey": names, "foreignKeys": keys})
        return [schema.field(name) for name in names], compiled(schema)

    assert grows_linearly(read, "x", 1_000)


@pytest.mark.stress
def test_the_time_to_read_an_enum_grows_with_its_length() -> None:
    def read(text: str) -> object:
        values = [str(number) for number in range(len(text))]
        return compiled(parse("t", {"fields": [{"name": "a", "constraints": {"enum": values}}]}))

    assert grows_linearly(read, "x", 5_000)
