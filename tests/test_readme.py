"""README is run, not read: its Python and SQL give what it says, its generated blocks are those of the package."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from written_for import of_this_article

from publisher.package import document, markdown

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SQL = re.findall(r"```sql\n(.*?)```\n\n(\|.*?\n\n)?", README, re.DOTALL)
TABLES = sorted(path.stem for path in (ROOT / "data").glob("*.csv"))


def query(sql: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(sql)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def in_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_every_python_block_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})


@pytest.mark.parametrize("name", TABLES)
def test_the_pandas_blocks_load_every_table_alike_from_csv_and_parquet(name: str) -> None:
    scope: dict[str, object] = {}
    exec(PYTHON[1], scope)
    typed = scope["load"](name)  # type: ignore[operator]
    pd.testing.assert_frame_equal(typed, pd.read_parquet(f"data/{name}.parquet", dtype_backend="pyarrow"))


@pytest.mark.parametrize("name", TABLES)
def test_the_duckdb_block_loads_every_table_alike_from_csv_and_parquet(name: str) -> None:
    scope: dict[str, object] = {}
    exec(PYTHON[2], scope)
    typed = scope["table"](name)  # type: ignore[operator]
    parquet = query(f"FROM 'data/{name}.parquet'")
    assert (typed.columns, typed.types) == (parquet.columns, parquet.types)
    assert typed.fetchall() == parquet.fetchall()


@of_this_article
def test_duckdb_guesses_from_csv_differ_only_in_the_columns_that_readme_names() -> None:
    named = {"value", "lower", "upper"}
    for name in TABLES:
        plain, parquet = query(f"FROM 'data/{name}.csv'"), query(f"FROM 'data/{name}.parquet'")
        columns = zip(plain.columns, plain.types, parquet.types, strict=True)
        empty = {
            c for c in parquet.columns if query(f"SELECT count({c}) FROM 'data/{name}.parquet'").fetchall() == [(0,)]
        }
        assert {column for column, one, other in columns if one != other} <= (named if name == "figures" else empty)


@of_this_article
@pytest.mark.parametrize(("sql", "answer"), [pair for pair in SQL if pair[1]], ids=["chain", "claims", "figures"])
def test_the_answers_are_those_that_the_queries_give(sql: str, answer: str) -> None:
    found = query(sql)
    rows = [found.columns, ["---"] * len(found.columns), *found.fetchall()]
    assert answer.strip().split("\n") == ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]


def test_the_query_without_an_answer_runs() -> None:
    assert sum(row[1] for row in query(SQL[0][0]).fetchall()) == pq.read_metadata("data/events.parquet").num_rows


def test_the_generated_blocks_are_fresh() -> None:
    schemas = {path.stem: json.loads(path.read_bytes()) for path in (ROOT / "schemas").glob("*.json")}
    descriptor = json.loads((ROOT / "datapackage.json").read_bytes())
    assert markdown.stale(README, document.readme_blocks(schemas, descriptor)) == []


def test_every_path_that_it_links_to_exists() -> None:
    links = {target.split("#")[0] for target in re.findall(r"\]\(([^)]+)\)", README)}
    assert sorted(link for link in links if link and not (ROOT / link).exists()) == []


def test_the_layout_names_what_is_there() -> None:
    layout = README.partition("\n## Layout\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([\w./-]+)`", layout))
    steps = {f"publisher/{path.parent.name}/" for path in (ROOT / "publisher").glob("*/__init__.py")}
    assert steps <= named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
