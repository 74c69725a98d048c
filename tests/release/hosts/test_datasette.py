"""What Datasette shows of the database of a release."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from publisher.release.hosts import datasette
from publisher.schemas import load, parse

ROOT = Path(__file__).parents[3]
BOATS = parse(
    "boats",
    {
        "description": "One row a boat ⛵.",
        "fields": [{"name": "boat_id", "description": "Its id."}, {"name": "length"}],
    },
)
FLEET = {
    "name": "fleet",
    "title": "Fleet",
    "description": "Boats of\ntwo harbours.",
    "version": "1.2.0",
    "licenses": [{"name": "CC-BY-4.0", "title": "Attribution", "path": "https://example.org/by"}],
}
VIEWS = """\
-- long: one row per boat
-- that is long.
CREATE VIEW long AS
SELECT
    b.boat_id,                -- The boat.
    b.length * 2 AS twice     -- Its length, "twice".
FROM boats AS b;
"""


def test_title_licence_tables_columns_and_views() -> None:
    told = json.loads(datasette.metadata(FLEET, {"boats": BOATS}, VIEWS, "fleet-1.2.0"))
    assert told == {
        "title": "Fleet",
        "description": "Boats of two harbours.",
        "license": "Attribution",
        "license_url": "https://example.org/by",
        "databases": {
            "fleet-1.2.0": {
                "tables": {
                    "boats": {"description": "One row a boat ⛵.", "columns": {"boat_id": "Its id.", "length": ""}},
                    "long": {
                        "description": "one row per boat that is long.",
                        "columns": {"boat_id": "The boat.", "twice": 'Its length, "twice".'},
                    },
                }
            }
        },
    }


def test_datasette_shows_the_label_of_a_row_that_another_refers_to() -> None:
    body = json.loads(datasette.metadata(FLEET, load(ROOT / "schemas"), "", "x"))
    tables = body["databases"]["x"]["tables"]
    assert {name for name, table in tables.items() if table.get("label_column") == "label"} == {"codes", "events"}


def test_every_column_of_the_published_views_is_told() -> None:
    schemas = load(ROOT / "schemas")
    views = (ROOT / "data" / "views.sql").read_text(encoding="utf-8")
    body: dict[str, Any] = json.loads(datasette.metadata(FLEET, schemas, views, "x"))
    lite = sqlite3.connect(":memory:")
    for schema in schemas.values():
        lite.execute(f"CREATE TABLE {schema.name} ({', '.join(schema.names)})")
    lite.executescript(views)
    names = [name for (name,) in lite.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    tables = body["databases"]["x"]["tables"]
    assert set(tables) == {*schemas, *names}
    for view in names:
        columns = [column for (column,) in lite.execute(f"SELECT name FROM pragma_table_info('{view}')")]
        assert list(tables[view]["columns"]) == columns
    lite.close()
