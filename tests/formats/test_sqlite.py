"""A package as an SQLite database: types, keys, indexes, views, and every cell as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from made.packages import Table, from_rows
from made.sample import AUTHORS, BOOKS, COPIES, book, library, tables

from publisher.formats import sqlite
from publisher.formats.write import TableWriter
from publisher.problem import Refused
from publisher.schemas import Schema, load, parse

ROOT = Path(__file__).parents[2]


def files(folder: Path, made: Sequence[Table]) -> list[sqlite.TableFiles]:
    """The tables with the Parquet files that they were written to."""
    folder.mkdir(exist_ok=True)
    for schema, batches in made:
        with TableWriter(folder, schema) as writer:
            for batch in batches:
                writer.write(batch)
    return [(schema, [folder / f"{schema.name}.parquet"]) for schema, _ in made]


def written(folder: Path, made: Sequence[Table], views: str = "") -> Path:
    target = folder / "made.sqlite"
    sqlite.write(target, files(folder / "data", made), views)
    return target


def ask(database: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute(question).fetchall()


def test_every_cell_in_the_order_of_the_table(tmp_path: Path) -> None:
    database = written(tmp_path, library())
    assert ask(database, "SELECT * FROM authors") == [
        ("aut-brandt", "Ömer Brandt", "1901-02-03", None),
        ("aut-castell", "Ana Castell", "1950-12-31", "aut-brandt"),
        ("aut-doe", 'D. "Dee" Doe', None, "aut-castell"),
    ]
    assert ask(database, "SELECT title, pages, price, in_print, bought FROM books") == [
        ("Dunes, and other 砂", 300, 7.5, 1, None),
        ("Ebb\nand flow", None, None, 1, "2021-05-06T07:08:09Z"),
        ("Fog 🌫", 12, 12.0, 0, None),
    ]


@pytest.mark.parametrize(
    "text", ["'); DROP TABLE books; --", "NULL", "007", "1e3", "2024-01-01", "=1+1", "two\r\nlines", "𝔘𐍈", " "]
)
def test_a_text_stays_what_it_is(tmp_path: Path, text: str) -> None:
    """Whatever it looks like to SQL, or to a column that is no text."""
    rows = {**tables(), "books": [book("bk-dunes", "aut-doe", text)], "copies": []}
    assert ask(written(tmp_path, library(rows)), "SELECT title, typeof(title) FROM books") == [(text, "text")]


def test_the_types_and_keys_are_those_of_the_schema(tmp_path: Path) -> None:
    database = written(tmp_path, library())
    columns = ask(database, "SELECT name, type, \"notnull\", pk FROM pragma_table_info('books')")
    assert columns == [
        ("book_id", "TEXT", 1, 1),
        ("author_id", "TEXT", 1, 0),
        ("title", "TEXT", 1, 0),
        ("kind", "TEXT", 0, 0),
        ("pages", "INTEGER", 0, 0),
        ("price", "REAL", 0, 0),
        ("in_print", "BOOLEAN", 1, 0),
        ("bought", "DATETIME", 0, 0),
    ]
    assert ask(database, "SELECT name, pk FROM pragma_table_info('copies') WHERE pk") == [("book_id", 1), ("number", 2)]
    keys = 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(\'copies\') ORDER BY id DESC, seq'
    assert ask(database, keys) == [
        ("book_id", "books", "book_id"),
        ("bound_with", "copies", "book_id"),
        ("bound_number", "copies", "number"),
    ]
    assert ask(database, "SELECT origin FROM pragma_index_list('authors') ORDER BY origin") == [("c",), ("pk",), ("u",)]


def test_an_index_on_each_foreign_key_but_the_beginning_of_another_key() -> None:
    assert list(sqlite.indexes(COPIES)) == [
        'CREATE INDEX "idx_copies_bound_with_bound_number" ON "copies" ("bound_with", "bound_number")'
    ]
    assert list(sqlite.indexes(BOOKS)) == ['CREATE INDEX "idx_books_author_id" ON "books" ("author_id")']


def test_the_statement_tells_what_a_column_holds() -> None:
    body = {"description": "One row\na word.", "fields": [{"name": "select", "description": "A word of\nSQL."}]}
    assert sqlite.create(parse("order", body)) == (
        'CREATE TABLE "order" ( -- One row a word.\n  "select" TEXT -- A word of SQL.\n)'
    )


SHIPS = parse(
    "ships",
    {
        "fields": [{"name": "ship", "constraints": {"required": True}}, {"name": "captain"}],
        "primaryKey": "ship",
        "foreignKeys": [{"fields": "captain", "reference": {"resource": "sailors", "fields": "sailor"}}],
    },
)
SAILORS = parse(
    "sailors",
    {
        "fields": [{"name": "sailor", "constraints": {"required": True}}, {"name": "ship"}],
        "primaryKey": "sailor",
        "foreignKeys": [{"fields": "ship", "reference": {"resource": "ships", "fields": "ship"}}],
    },
)


def crew(captain: str) -> list[Table]:
    return [
        from_rows(SHIPS, [{"ship": "Ann ⛵", "captain": captain}, {"ship": "Bob"}]),
        from_rows(SAILORS, [{"sailor": "Ola", "ship": "Ann ⛵"}]),
    ]


def test_tables_may_refer_to_one_another(tmp_path: Path) -> None:
    database = written(tmp_path, crew("Ola"))
    assert ask(database, "PRAGMA foreign_key_check") == []
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            opened.execute("INSERT INTO sailors VALUES ('Per', 'none')")


def test_a_reference_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"made\.sqlite: ships: row 1 refers to a row of sailors that is not there"):
        written(tmp_path, crew("Per"))
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_views_are_there_and_work(tmp_path: Path) -> None:
    database = written(tmp_path, library(), "CREATE VIEW shelves AS SELECT DISTINCT shelf FROM copies;")
    assert ask(database, "SELECT shelf FROM shelves ORDER BY shelf") == [(None,), ("A",), ("B",)]


def test_a_view_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"views\.sql: shelves: cannot be used: .*no such table: main\.racks"):
        written(tmp_path, library(), "CREATE VIEW shelves AS SELECT shelf FROM racks;")


def test_no_table_and_no_row(tmp_path: Path) -> None:
    empty: dict[str, list[dict[str, Any]]] = {"authors": [], "books": [], "copies": []}
    database = written(tmp_path, library(empty))
    assert ask(database, "SELECT count(*) FROM authors") == [(0,)]
    sqlite.write(tmp_path / "none.sqlite", [])
    assert ask(tmp_path / "none.sqlite", "SELECT * FROM sqlite_master") == []


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    """However many rows come at a time: here one file, and the same rows in two."""
    count = sqlite.ROWS_AT_ONCE + 1
    rows = [{"author_id": f"aut-{n}", "name": f"Nobody {n} 💨"} for n in range(count)]
    whole = files(tmp_path / "whole", [from_rows(AUTHORS, rows)])
    halves = [files(tmp_path / name, [from_rows(AUTHORS, part)]) for name, part in (("a", rows[:7]), ("b", rows[7:]))]
    sqlite.write(tmp_path / "1", whole)
    sqlite.write(tmp_path / "2", whole)
    sqlite.write(tmp_path / "3", [(AUTHORS, [path for half in halves for _, paths in half for path in paths])])
    one, *others = ((tmp_path / name).read_bytes() for name in "123")
    assert others == [one, one]
    assert ask(tmp_path / "1", "SELECT count(*), max(rowid) FROM authors") == [(count, count)]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Schema]]:
    schemas = load(ROOT / "schemas")
    target = tmp_path_factory.mktemp("published") / "published.sqlite"
    made = [(schema, [ROOT / "data" / f"{name}.parquet"]) for name, schema in schemas.items()]
    sqlite.write(target, made, (ROOT / "data" / "views.sql").read_text(encoding="utf-8"))
    return target, schemas


def test_the_published_tables_are_sound(published: tuple[Path, dict[str, Schema]]) -> None:
    database, schemas = published
    assert ask(database, "PRAGMA foreign_key_check") == []
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    tables = ask(database, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    assert [name for (name,) in tables] == sorted(schemas)
    assert ask(database, "SELECT count(*) FROM pragma_foreign_key_list('figures')") == [(6,)]


@pytest.mark.parametrize("view", ["acts", "events_flat", "figures_flat", "statements_flat"])
def test_the_published_views_answer(published: tuple[Path, dict[str, Schema]], view: str) -> None:
    assert ask(published[0], f"SELECT * FROM {view}")
