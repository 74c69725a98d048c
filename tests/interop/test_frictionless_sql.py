"""frictionless's own export to SQLite, and what stops it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from clients import ROOT, TABLES, environment, expected, pinned, run, schema

PUBLISH = """
import sys
from frictionless import Package, Resource
package = Package(sys.argv[1])
for name in [resource.name for resource in package.resources if resource.type != "table"]:
    package.remove_resource(name)
package.publish(f"sqlite:///{sys.argv[2]}")
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    frictionless = pinned("frictionless").replace("frictionless", "frictionless[sql]")
    return environment(tmp_path_factory.mktemp("sql"), frictionless) / "python"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return tmp_path


def test_an_empty_cell_of_a_column_with_a_pattern_stops_it(python: Path, package: Path) -> None:
    """A fault of frictionless, which `docs/reading.md` tells of: when this fails, it is corrected."""
    with pytest.raises(AssertionError, match="user-defined function raised exception"):
        run(python, "-c", PUBLISH, package / "datapackage.json", package / "made.sqlite")


def test_without_these_patterns_every_row_is_there(python: Path, package: Path) -> None:
    """And without one of `evidence`, in which SQLAlchemy takes `(?:src` for the place of a value."""
    for name in TABLES:
        body = schema(name)
        for field in body["fields"]:
            if not field["constraints"]["required"] or field["name"] == "record_id":
                field["constraints"].pop("pattern", None)
        (package / "schemas" / f"{name}.json").write_text(json.dumps(body))
    run(python, "-c", PUBLISH, package / "datapackage.json", package / "made.sqlite")
    with closing(sqlite3.connect(package / "made.sqlite")) as database:
        database.row_factory = sqlite3.Row
        for name in TABLES:
            rows = [dict(row) for row in database.execute(f"SELECT * FROM {name} ORDER BY rowid")]
            assert rows == expected(name)
