"""README and docs/reading.md are run, not read: their Python and SQL give what they say; generated blocks are fresh."""

from __future__ import annotations

import importlib
import json
import re
from contextlib import chdir
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from command import quickly, run
from documents import CONTRIBUTING, READING, README, RELEASING, section
from written_for import ARTICLE, of_this_article

from publisher.program import EXTRACTOR_ROOMS, program
from publisher.publish import excerpt, markdown, readme

ROOT = Path(__file__).parents[2]
PYTHON = re.findall(r"```python\n(.*?)```", README + READING, re.DOTALL)
ASKED = re.findall(r'```python\n(ask\("""\n.*?"""\))\n```\n\n(\|.*?\n\n)', README + READING, re.DOTALL)
TABLES = sorted(path.stem for path in (ROOT / "data").glob("*.csv"))


def query(sql: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(sql)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def in_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def defined() -> dict[str, Any]:
    """What the blocks define that are no question, pasted one after the other."""
    names: dict[str, Any] = {}
    with chdir(ROOT):
        for code in PYTHON:
            if not code.startswith("ask("):
                exec(compile(code, "README.md", "exec"), names)
    return names


@pytest.fixture
def scope(defined: dict[str, Any]) -> dict[str, Any]:
    """The same, for a test that may define more."""
    return dict(defined)


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_load_alike_in_pandas(name: str, scope: dict[str, Any]) -> None:
    parquet = pd.read_parquet(f"data/{name}.parquet", dtype_backend="pyarrow")
    pd.testing.assert_frame_equal(scope["in_pandas"](name), parquet)


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_load_alike_in_duckdb(name: str, scope: dict[str, Any]) -> None:
    typed, parquet = scope["in_duckdb"](name), query(f"FROM 'data/{name}.parquet'")
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
@pytest.mark.parametrize(("question", "answer"), ASKED)
def test_the_answers_are_those_that_the_questions_get(
    question: str, answer: str, scope: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    exec(question, scope)
    head, _, *rows = answer.strip().splitlines()
    told = capsys.readouterr().out.splitlines()
    assert [f"| {line} |" for line in told] == [line.replace(r"\|", "|") for line in (head, *rows)]


@of_this_article
def test_the_record_that_it_shows_is_one_of_the_article() -> None:
    (record,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert record in ARTICLE.with_suffix(".toml").read_text(encoding="utf-8")


@of_this_article
def test_the_release_is_called_what_it_is_packed_as() -> None:
    body = json.loads((ROOT / "datapackage.json").read_bytes())
    assert set(re.findall(r"article-records-[0-9.]*[0-9]", RELEASING)) == {f"{body['name']}-{body['version']}"}


def test_the_generated_blocks_are_fresh() -> None:
    schemas = {path.stem: json.loads(path.read_bytes()) for path in (ROOT / "schemas").glob("*.json")}
    descriptor = json.loads((ROOT / "datapackage.json").read_bytes())
    blocks = readme.render_blocks(schemas, descriptor, excerpt.read(ROOT / "data", schemas))
    assert markdown.fill(README, blocks) == README


def test_the_package_is_made_by_the_program_as_it_is() -> None:
    """Whoever changes the extractor or the rules of a language builds the package anew."""
    body = json.loads((ROOT / "datapackage.json").read_bytes())
    assert body["publisher"]["extractorDigest"] == f"sha256:{program(EXTRACTOR_ROOMS)}"


@pytest.mark.slow
def test_the_package_is_what_the_seeds_give(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)
    ran = run("check")
    assert (ran.code, ran.errors) == (0, "")


def test_the_layout_names_what_is_there() -> None:
    named = paths_in(CONTRIBUTING, "Layout")
    assert {"seeds/", "schemas/", "build.py", "publisher/", "data/", "tests/"} <= named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_the_steps_of_the_program_are_those_that_contributing_names() -> None:
    named = paths_in(CONTRIBUTING, "Code")
    steps = {f"publisher/{path.parent.name}/" for path in (ROOT / "publisher").glob("*/__init__.py")}
    assert steps == {path for path in named if re.fullmatch(r"publisher/\w+/", path)}


def test_every_module_beside_the_steps_is_in_contributing() -> None:
    modules = {path.name for path in (ROOT / "publisher").glob("*.py")} - {"__init__.py", "__main__.py"}
    told = section(CONTRIBUTING, "Code")
    assert sorted(name for name in modules if f"`{name}`" not in told and f"`publisher/{name}`" not in told) == []


def test_the_functions_of_the_way_of_an_article_exist() -> None:
    way = section(CONTRIBUTING, "Code").partition("One article on its way")[2].partition("\n\nIf a row")[0]
    functions = re.findall(r"`([a-z_/]+)\.([a-z_]+)`", way)
    assert len(functions) > 8
    for path, name in functions:
        module = importlib.import_module("publisher." + path.replace("/", "."))
        assert callable(getattr(module, name)), f"{path}.{name}"


def paths_in(text: str, title: str) -> set[str]:
    """The paths that the table of a section names."""
    rows = re.findall(r"^\| (`.*?) \|", section(text, title), re.MULTILINE)
    return {path for row in rows for path in re.findall(r"`([\w./-]+)`", row)}
