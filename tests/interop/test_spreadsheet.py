"""LibreOffice Calc: what it makes of a CSV that it opens by itself, and that one imported as text keeps every cell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from clients import ROOT, TABLES, run, schema, tool

# Comma, double quotes, UTF-8, from line 1; the cells as they are, none of them a formula.
AS_TEXT = "CSV:44,34,76,1,{columns},0,false,false,false,false,false,0,false"
BACK = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false"
Cells = list[list[str]]


def cells(file: Path) -> Cells:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def opened(folder: Path, name: str, *options: str) -> Cells:
    """The cells of a table after Calc has opened it and saved what it holds."""
    call = [tool("soffice", "Calc"), f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", *options]
    run(*call, "--convert-to", BACK, "--outdir", folder / "saved", ROOT / "data" / f"{name}.csv")
    return cells(folder / "saved" / f"{name}.csv")


def as_text(name: str) -> str:
    count = len(schema(name)["fields"])
    return AS_TEXT.format(columns="/".join(f"{column}/2" for column in range(1, count + 1)))


@pytest.mark.parametrize("name", TABLES)
def test_imported_as_text_every_cell_is_kept(tmp_path: Path, name: str) -> None:
    assert opened(tmp_path, name, f"--infilter={as_text(name)}") == cells(ROOT / "data" / f"{name}.csv")


def test_opened_by_itself_a_number_as_printed_is_a_number(tmp_path: Path) -> None:
    """Which is why the page and the data dictionary say how to import it."""
    wrong = {
        (before, after)
        for old, new in zip(cells(ROOT / "data" / "figures.csv"), opened(tmp_path, "figures"), strict=True)
        for before, after in zip(old, new, strict=True)
        if before != after
    }
    assert wrong == {("2,700", "2700")}
