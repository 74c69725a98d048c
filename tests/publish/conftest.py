"""The tables of the two articles of the views, made once for each file of tests."""

from __future__ import annotations

import pytest
from views_case import Ask, in_duckdb, in_sqlite, tables


@pytest.fixture(scope="module")
def both() -> dict[str, Ask]:
    content = tables()
    return {"SQLite": in_sqlite(content), "DuckDB": in_duckdb(content)}


@pytest.fixture(params=["SQLite", "DuckDB"])
def ask(request: pytest.FixtureRequest, both: dict[str, Ask]) -> Ask:
    return both[request.param]
