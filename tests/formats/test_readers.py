"""Every reader gets the same values: the shipped files in pandas, DuckDB, polars and SQLite, from CSV and from Parquet.

What a reader gives is compared with the CSV read cell by cell and typed by the schema. Where a plain load misleads,
the test says exactly how: README warns of it beside the snippet.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from written_for import of_this_article

from publisher.formats.write import TableWriter
from publisher.records.tabulate import to_batch
from publisher.schemas import Schema, load, parse

ROOT = Path(__file__).parents[2]
SCHEMAS = load(ROOT / "schemas")
Rows = list[tuple[Any, ...]]

READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}
ARROW: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
PANDAS = {name: pd.ArrowDtype(kind) for name, kind in ARROW.items()}
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
POLARS: dict[str, Any] = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}
SQLITE = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}

HARD = parse(
    "hard",
    {
        "title": "Hard cells",
        "description": "What readers stumble over.",
        "fields": [
            {"name": "hard_id", "type": "string", "constraints": {"required": True}},
            {"name": "text", "type": "string"},
            {"name": "country_code", "type": "string"},
            {"name": "whole", "type": "integer"},
            {"name": "size", "type": "number"},
            {"name": "fits", "type": "boolean"},
            {"name": "day", "type": "date"},
        ],
        "primaryKey": "hard_id",
    },
)
CELLS = [
    'a "quoted" word, a comma',
    "two\nlines",
    " blanks at the ends ",
    "=1+1",
    "007",
    "1e5",
    "NULL",
    "nan",
    "None",
    "true",
    "2024-03-04",
    "日本語 العربية 🚢",
    "e\u0301 is not \u00e9",
    "'",
    "\\",
    "#",
    "a\r\nb",
    "\ufeffmark",
    "-",
    None,
]


@dataclass(frozen=True)
class Table:
    """One published table."""

    schema: Schema
    csv: Path
    parquet: Path

    def kinds(self, kinds: dict[str, Any]) -> dict[str, Any]:
        """Field -> what a reader calls its type."""
        return {field.name: kinds[field.type] for field in self.schema.fields}

    def rows(self) -> Rows:
        """The rows as the schema types them."""
        with self.csv.open(encoding="utf-8", newline="") as file:
            _, *lines = csv.reader(file)
        cells = (zip(self.schema.fields, line, strict=True) for line in lines)
        return [tuple(None if cell == "" else READ[field.type](cell) for field, cell in line) for line in cells]


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Table:
    folder = tmp_path_factory.mktemp("hard")
    rows: list[dict[str, Any]] = [
        {
            "hard_id": f"row-{number}",
            "text": text,
            "country_code": "NA" if number % 2 else None,
            "whole": [None, 0, -(2**53) + 1][number % 3],
            "size": [None, 0.1, 1e-7, 1e15, -2.0][number % 5],
            "fits": [True, None, False][number % 3],
            "day": [date(1899, 12, 31), None, date(2024, 2, 29)][number % 3],
        }
        for number, text in enumerate(CELLS)
    ]
    with TableWriter(folder, HARD) as writer:
        writer.write(to_batch(rows, HARD))
        writer.close()
    return Table(HARD, folder / "hard.csv", folder / "hard.parquet")


@pytest.fixture(params=[*SCHEMAS, "hard"])
def table(request: pytest.FixtureRequest) -> Table:
    name = request.param
    if name == "hard":
        return request.getfixturevalue("hard")  # type: ignore[no-any-return]
    return Table(SCHEMAS[name], ROOT / "data" / f"{name}.csv", ROOT / "data" / f"{name}.parquet")


# Readers: each loads a file as README shows it, and gives plain Python values.


def frame(found: pd.DataFrame) -> Rows:
    columns = [[None if pd.isna(cell) else cell for cell in found[name].tolist()] for name in found.columns]
    return list(zip(*columns, strict=True))


def pandas_csv(table: Table) -> Rows:
    return frame(pd.read_csv(table.csv, dtype=table.kinds(PANDAS), keep_default_na=False, na_values=[""]))


def pandas_parquet(table: Table) -> Rows:
    return frame(pd.read_parquet(table.parquet, dtype_backend="pyarrow"))


def duckdb_csv(table: Table) -> Rows:
    query = f"FROM read_csv('{table.csv}', header = true, columns = {table.kinds(DUCKDB)})"
    return duckdb.connect().execute(query).fetchall()


def duckdb_parquet(table: Table) -> Rows:
    return duckdb.read_parquet(str(table.parquet)).fetchall()


def polars_csv(table: Table) -> Rows:
    return pl.read_csv(table.csv, schema=table.kinds(POLARS)).rows()


def polars_parquet(table: Table) -> Rows:
    return pl.read_parquet(table.parquet).rows()


@pytest.mark.parametrize("read", [pandas_csv, pandas_parquet, duckdb_csv, duckdb_parquet, polars_csv, polars_parquet])
def test_the_same_rows_nulls_types_and_text(table: Table, read: Callable[[Table], Rows]) -> None:
    expected = table.rows()
    found = read(table)
    assert found == expected
    assert [[type(cell) for cell in row] for row in found] == [[type(cell) for cell in row] for row in expected]


@of_this_article
def test_the_tables_are_not_empty() -> None:
    assert all(Table(schema, ROOT / "data" / f"{name}.csv", Path()).rows() for name, schema in SCHEMAS.items())


def test_column_types_from_parquet_without_a_word(table: Table) -> None:
    described = duckdb.read_parquet(str(table.parquet))
    assert dict(zip(described.columns, map(str, described.types), strict=True)) == table.kinds(DUCKDB)
    assert dict(pl.read_parquet_schema(table.parquet)) == table.kinds(POLARS)
    assert pd.read_parquet(table.parquet, dtype_backend="pyarrow").dtypes.to_dict() == table.kinds(PANDAS)


def test_sqlite_with_all_its_keys() -> None:
    """Typed tables, null for an empty cell; then SQLite itself follows every foreign key."""
    with sqlite3.connect(":memory:") as database:
        for name, schema in SCHEMAS.items():
            columns = [
                f'"{field.name}" {SQLITE[field.type]}{" NOT NULL" if field.required else ""}' for field in schema.fields
            ]
            columns.append(f"PRIMARY KEY ({', '.join(schema.primary_key)})")
            columns += [
                f"FOREIGN KEY ({', '.join(key.fields)}) REFERENCES {key.resource or name} ({', '.join(key.reference)})"
                for key in schema.foreign_keys
            ]
            database.execute(f"CREATE TABLE {name} ({', '.join(columns)}) STRICT")
            with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                _, *rows = csv.reader(file)
            words = {"true": 1, "false": 0, "": None}  # what SQLite would take for text
            cells = [[words.get(cell, cell) for cell in row] for row in rows]
            database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(schema.fields))})", cells)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for name, schema in SCHEMAS.items():
            expected = Table(schema, ROOT / "data" / f"{name}.csv", Path()).rows()
            found = database.execute(f"SELECT * FROM {name}").fetchall()
            assert found == [tuple(c.isoformat() if isinstance(c, date) else c for c in row) for row in expected]


# Where a plain load misleads


def events() -> Table:
    return Table(SCHEMAS["events"], ROOT / "data" / "events.csv", ROOT / "data" / "events.parquet")


@of_this_article
def test_plain_pandas_leaves_dates_as_text_and_turns_whole_numbers_with_gaps_into_floats() -> None:
    found = pd.read_csv(events().csv)
    expected = events().rows()
    for field, position in ((f, events().schema.names.index(f)) for f in ("date_start", "date_prec", "label")):
        cells = [row[position] for row in expected]
        plain = [None if pd.isna(cell) else cell for cell in found[field]]
        assert plain == [cell.isoformat() if isinstance(cell, date) else cell for cell in cells]
    assert str(found["date_prec"].dtype) == "float64"
    assert {type(cell) for cell in found["date_start"].dropna()} == {str}


@of_this_article
def test_plain_pandas_turns_whole_numbers_with_gaps_of_parquet_into_floats() -> None:
    found = pd.read_parquet(events().parquet)
    assert str(found["date_prec"].dtype) == "float64"
    assert {type(cell) for cell in found["date_start"].dropna()} == {date}


def test_plain_pandas_loses_namibia_and_words_for_nothing(hard: Table) -> None:
    found = pd.read_csv(hard.csv)
    expected = pd.DataFrame(hard.rows(), columns=list(hard.schema.names))
    assert found["country_code"].isna().all()
    assert (expected["country_code"] == "NA").sum() == len(CELLS) // 2
    lost = expected["text"][found["text"].isna() & expected["text"].notna()]
    assert lost.tolist() == ["NULL", "nan", "None"]


@of_this_article
def test_plain_polars_leaves_dates_as_text() -> None:
    found = pl.read_csv(events().csv)
    assert found.schema["date_start"] == pl.String
    assert pl.read_csv(events().csv, try_parse_dates=True).schema["date_start"] == pl.Date
    assert found.schema["date_prec"] == pl.Int64


def test_plain_polars_stops_at_a_fraction_in_a_column_that_begins_with_whole_numbers(tmp_path: Path) -> None:
    """As `figures.upper` of an archive does; with the types of the schema it is read."""
    (tmp_path / "long.csv").write_text("upper\n" + "1\n" * 100 + "0.5\n")
    with pytest.raises(pl.exceptions.ComputeError):
        pl.read_csv(tmp_path / "long.csv")
    assert pl.read_csv(tmp_path / "long.csv", schema={"upper": pl.Float64})["upper"][-1] == 0.5


@of_this_article
def test_plain_duckdb_gets_every_value_right(table: Table) -> None:
    """And every type, but that of an empty column and of numbers that are all whole."""
    found = duckdb.read_csv(str(table.csv))
    rows = table.rows()
    assert found.fetchall() == rows
    columns = zip(*rows, strict=True)
    for (name, declared), kind, cells in zip(table.kinds(DUCKDB).items(), found.types, columns, strict=True):
        whole = all(cell is None or cell == int(cell) for cell in cells) if declared == "DOUBLE" else False
        guess = "VARCHAR" if set(cells) == {None} else "BIGINT" if whole else declared
        assert (name, str(kind)) == (name, guess)


def test_the_metadata_of_a_parquet_file_says_what_it_is(table: Table) -> None:
    body = pl.read_parquet_metadata(table.parquet)
    assert body["title"] == table.schema.descriptor["title"]
    assert json.loads(body["table_schema"]) == table.schema.descriptor
