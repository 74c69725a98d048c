"""The database of a release: the package, made once."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from command import nobody
from release_case import SCHEMAS, at, spoil

from publisher.problem import Refused
from publisher.release.pack import release
from publisher.schemas import load

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unjudged")]


def test_a_database_that_was_released_is_not_made_again(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another release of SQLite may write the same tables in other bytes."""
    before = (released / "dist" / "SHA256SUMS").read_bytes()
    monkeypatch.setattr("publisher.formats.sqlite.write", nobody)
    release(at(released), SCHEMAS)
    assert (released / "dist" / "SHA256SUMS").read_bytes() == before
    spoil(released / "dist" / "harbour-1.0.0.sqlite")
    with pytest.raises(Refused, match=r"dist/harbour-1\.0\.0\.sqlite: is not what was released"):
        release(at(released), SCHEMAS)


def test_the_database_is_the_package(released: Path) -> None:
    with closing(sqlite3.connect(released / "dist" / "harbour-1.0.0.sqlite")) as database:
        assert database.execute("SELECT source_id FROM sources").fetchall() == [("src-opening",), ("src-secret",)]
        assert database.execute("SELECT exact FROM evidence").fetchall() == [("Mara Lind",)]
        assert database.execute("SELECT * FROM acts").fetchall() == []
    told = json.loads((released / "dist" / "harbour-1.0.0.metadata.json").read_bytes())
    assert set(load(SCHEMAS)) < set(told["databases"]["harbour-1.0.0"]["tables"])
