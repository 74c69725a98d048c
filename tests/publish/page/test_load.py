"""The snippets on the page run as they stand and give the rows of the table; the citation names what it should."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from page_case import RAW, ROWS, package, parsed, snippets

TABLES = ["events", "actors", "figures", "event_places", "event_mentions"]


def run(code: str) -> dict[str, Any]:
    scope: dict[str, Any] = {}
    with redirect_stdout(io.StringIO()) as printed:
        exec(code, scope)
    return {**scope, "printed": printed.getvalue()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("tool", ["pandas", "polars"])
def test_a_snippet_gives_the_same_from_csv_and_parquet(folder: Path, table: str, tool: str) -> None:
    code = snippets(table, RAW[table])[tool]
    scope = run(code)
    typed, same = scope[table], scope["same"]
    assert len(typed) == len(ROWS[table])
    assert list(typed.columns) == list(same.columns)
    if tool == "polars":
        assert typed.equals(same)
    else:
        assert [[plain(cell) for cell in row] for row in typed.to_numpy()] == [
            [plain(cell) for cell in row] for row in same.to_numpy()
        ]


def plain(cell: object) -> object:
    """A cell without its type: the CSV has no types for empty columns and midnight for days."""
    words = str(cell).removesuffix(" 00:00:00")
    return "" if words in ("None", "<NA>", "NaT", "nan") else words.removesuffix(".0")


def test_the_country_code_of_namibia_survives(folder: Path) -> None:
    assert run(snippets("actors", RAW["actors"])["pandas"])["same"]["country_code"][0] == "NA"


@pytest.mark.parametrize("table", ["events", "actors", "figures", "statements"])
def test_duckdb_puts_all_evidence_of_a_record_beside_it_and_no_other(folder: Path, table: str) -> None:
    scope = run(snippets(table, RAW[table])["DuckDB"])
    assert len(scope[table].fetchall()) == len(ROWS[table])
    columns = ("record_id", "field", "exact", "char_start", "char_end", "basis")
    expected = [tuple(row[c] for c in columns) for row in ROWS["evidence"] if row["record_table"] == table]
    assert scope["words"].fetchall() == expected


def test_duckdb_puts_beside_a_row_of_a_table_between_others_the_one_span_that_it_names(folder: Path) -> None:
    words = run(snippets("event_places", RAW["event_places"])["DuckDB"])["words"]
    assert words.columns == ["event_id", "place_name", "field", "exact", "char_start", "char_end", "basis"]
    assert sorted(row[:4] for row in words.fetchall()) == [
        ("evt-talks", "Port Mel", "record", "agreed to share"),
        ("evt-talks", "Port-Mel", "record", "agreed to share"),
    ]


def test_a_mention_is_one_span(folder: Path) -> None:
    words = run(snippets("event_mentions", RAW["event_mentions"])["DuckDB"])["words"]
    assert [row[2] for row in words.fetchall()] == ["agreed to share", "Two cranes collapsed", "sabotage"]


def test_without_a_table_of_evidence_duckdb_is_not_asked_for_it() -> None:
    assert "evidence" not in snippets("events", RAW["events"], proven=False)["DuckDB"]


def test_what_stands_on_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = package(tmp_path)
    monkeypatch.chdir(tmp_path)
    blocks = parsed(made.page()).find("details", id="load").every("figure")
    code = {block.find("figcaption").text: block.find("code").text for block in blocks}
    assert list(code) == ["pandas", "DuckDB", "polars", "R", "JavaScript"]
    assert len(run(code["pandas"])["same"]) == len(run(code["polars"])["same"]) == len(ROWS["events"])
    assert "Two cranes collapsed" in run(code["DuckDB"])["printed"]


def test_r_has_a_letter_a_column() -> None:
    code = snippets("figures", RAW["figures"])["R"]
    assert 'col_types = "cdddcclcccccccccccc"'[: len('col_types = "') + len(RAW["figures"]["fields"])] in code
