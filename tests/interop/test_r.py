"""R with readr: `col_types` and `na = ""` give every table as it is published."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from clients import ROOT, TABLES, expected, in_parts, run, schema, tool

COLUMNS = {
    "string": "col_character()",
    "integer": "col_integer()",
    "number": "col_double()",
    "boolean": "col_logical()",
    "date": "col_date()",
}
# The loading line is the one of the documentation. jsonlite prints what R holds: dates as text, NA as null.
LOAD = 'tables[["{name}"]] <- read_csv("{csv}", col_types = cols_only({columns}), na = "", trim_ws = FALSE)'
PRINT = 'cat(jsonlite::toJSON(tables, na = "null", digits = NA, Date = "ISO8601"))'


@pytest.fixture(scope="module")
def r() -> str:
    path = tool("Rscript", "R")
    for library in ("readr", "jsonlite"):
        if subprocess.run([path, "-e", f"library({library})"], capture_output=True).returncode:
            pytest.skip(f"the R package {library} is not installed: R was not tried")
    return path


@pytest.fixture(scope="module")
def tables(r: str) -> dict[str, list[dict[str, object]]]:
    """Every table as readr reads it."""
    found = json.loads(run(r, "-e", "\n".join(["library(readr)", "tables <- list()", *map(load, TABLES), PRINT])))
    assert isinstance(found, dict)
    return found


def load(name: str) -> str:
    columns = ", ".join(f"`{field['name']}` = {COLUMNS[field['type']]}" for field in schema(name)["fields"])
    return LOAD.format(name=name, csv=ROOT / "data" / f"{name}.csv", columns=columns)


@pytest.mark.parametrize("name", TABLES)
def test_the_same_rows_nulls_types_and_text(tables: dict[str, list[dict[str, object]]], name: str) -> None:
    assert tables[name] == expected(name)


def test_left_alone_readr_loses_namibia_and_the_blanks_at_the_ends(r: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("country_code,text\nNA, a\n", encoding="utf-8")
    load = f'library(readr); x <- read_csv("{tmp_path / "x.csv"}", show_col_types = FALSE'
    plain = json.loads(run(r, "-e", f'{load}); cat(jsonlite::toJSON(x, na = "null"))'))
    asked = json.loads(run(r, "-e", f'{load}, na = "", trim_ws = FALSE); cat(jsonlite::toJSON(x, na = "null"))'))
    assert plain == [{"country_code": None, "text": "a"}]
    assert asked == [{"country_code": "NA", "text": " a"}]


def test_frictionless_reads_tables_in_parts(r: str, tmp_path: Path) -> None:
    if subprocess.run([r, "-e", "library(frictionless)"], capture_output=True).returncode:
        pytest.skip("the R package frictionless is not installed: tables in parts were not tried")
    package = in_parts(tmp_path / "parted")
    code = f'library(frictionless); p <- read_package("{package / "datapackage.json"}")'
    names = ", ".join(f'"{name}"' for name in TABLES)
    code += f"; cat(jsonlite::toJSON(sapply(c({names}), function(n) nrow(read_resource(p, n)))))"
    assert json.loads(run(r, "-e", code)) == [len(expected(name)) for name in TABLES]
