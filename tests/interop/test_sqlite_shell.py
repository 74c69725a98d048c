"""The sqlite3 shell: `.import --csv` into typed tables, with null for an empty cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from clients import ROOT, TABLES, expected, run, schema, tool

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "TEXT", "date": "TEXT"}


@pytest.mark.parametrize("name", TABLES)
def test_the_same_rows_nulls_and_text(tmp_path: Path, name: str) -> None:
    shell = tool("sqlite3", "the sqlite3 shell")
    fields = {field["name"]: field["type"] for field in schema(name)["fields"]}
    commands = [
        f"CREATE TABLE {name} ({', '.join(f'{field} {TYPES[kind]}' for field, kind in fields.items())});",
        f".import --csv --skip 1 '{ROOT / 'data' / f'{name}.csv'}' {name}",
        *(f"UPDATE {name} SET {field} = NULL WHERE {field} = '';" for field in fields),
        ".mode json",
        f"SELECT * FROM {name};",
    ]
    found = json.loads(run(shell, tmp_path / "x.db", *commands))
    booleans = [field for field, kind in fields.items() if kind == "boolean"]
    for row in found:
        row |= {field: {"true": True, "false": False, None: None}[row[field]] for field in booleans}
    assert found == expected(name)
