"""The database of a release in Datasette and sqlite-utils, which read what SQLite itself says of it."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from clients import ROOT, TABLES, environment, expected, run, schema

from publisher.release import database
from publisher.schemas import load

VIEWS = ("acts", "events_flat", "figures_flat", "statements_flat")


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("sqlite"), "datasette==0.65.5", "sqlite-utils==4.2")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The database and the metadata beside it."""
    descriptor = json.loads((ROOT / "datapackage.json").read_bytes())
    stem = tmp_path_factory.mktemp("released") / "records-1.0.0"
    made, metadata = database.write(ROOT, descriptor, load(ROOT / "schemas"), stem, ())
    return made, metadata


def get(tools: Path, released: tuple[Path, Path], path: str) -> str:
    """What Datasette answers."""
    made, metadata = released
    off = ("--setting", "suggest_facets", "off")  # on a view they take longer than Datasette lets a query take
    return run(tools / "datasette", made, "-m", metadata, *off, "--get", f"/records-1~2E0~2E0{path}")


@pytest.mark.parametrize("name", TABLES)
def test_datasette_gives_the_same_rows(tools: Path, released: tuple[Path, Path], name: str) -> None:
    """In the order of the file, and truth values as 0 and 1."""
    rows = json.loads(get(tools, released, f".json?sql=select+*+from+{name}&_shape=array"))
    assert rows == expected(name)


def test_datasette_tells_what_a_column_holds_and_links_the_keys(tools: Path, released: tuple[Path, Path]) -> None:
    page = get(tools, released, "/event_actors")
    described = next(field["description"] for field in schema("event_actors")["fields"] if field["name"] == "role")
    assert described in page
    first = expected("events")[0]
    link = f'href="/records-1.0.0/events/{first["event_id"]}">{html.escape(first["label"])}</a>'
    assert link in page  # the label, not the key


@pytest.mark.parametrize("view", VIEWS)
def test_datasette_serves_the_views(tools: Path, released: tuple[Path, Path], view: str) -> None:
    assert "columns" in json.loads(get(tools, released, f"/{view}.json?_size=1"))


def test_sqlite_utils_sees_tables_views_and_keys(tools: Path, released: tuple[Path, Path]) -> None:
    made, _ = released
    assert sorted(row["table"] for row in json.loads(run(tools / "sqlite-utils", "tables", made))) == TABLES
    assert set(VIEWS) < {row["view"] for row in json.loads(run(tools / "sqlite-utils", "views", made))}
    rows = json.loads(run(tools / "sqlite-utils", "rows", made, "figures"))
    assert rows == expected("figures")
    keys = json.loads(
        run(tools / "sqlite-utils", "query", made, "SELECT count(*) AS keys FROM pragma_foreign_key_list('figures')")
    )
    assert keys == [{"keys": len(schema("figures")["foreignKeys"])}]
