"""How to load and how to cite: snippets that read the files beside the page, and the reference in two forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.publish.citation import apa, bibtex

from .markup import Markup, tag
from .parts import section
from .view import View

READR = {"integer": "i", "number": "d", "boolean": "l", "date": "D"}


def loading(view: View) -> Markup:
    """One snippet a tool, each with a button to copy it (added by the script)."""
    entry = next(iter(view.tables.values()))
    blocks = (_block(name, code) for name, code in snippets(entry.name, entry.schema, "evidence" in view.tables))
    lede = "From the folder of this page. Parquet carries the types; a reader of the CSV has to be told some of them."
    return section("load", lede, tag("div", blocks, class_="snippets"))


def snippets(table: str, schema: Mapping[str, Any], proven: bool = True) -> Iterator[tuple[str, str]]:
    """Name of the tool and code that loads the table with the right types, nulls and texts. proven: there is a table of
    evidence, which rests on records by their ids."""
    dates = [field["name"] for field in schema["fields"] if field["type"] == "date"]
    parse = f", parse_dates={dates}".replace("'", '"') if dates else ""
    yield (
        "pandas",
        (
            "import pandas as pd\n\n"
            f'{table} = pd.read_parquet("data/{table}.parquet", dtype_backend="pyarrow")\n\n'
            "# CSV: left alone, pandas reads NA (Namibia) as missing\n"
            f'same = pd.read_csv(\n    "data/{table}.csv", keep_default_na=False, na_values=[""],\n'
            f'    dtype_backend="pyarrow"{parse},\n)'
        ),
    )
    yield (
        "DuckDB",
        (
            "import duckdb\n\n"
            f"{table} = duckdb.sql(\"FROM 'data/{table}.parquet'\")\n{table}.show()"
            + (_words(table, schema) if proven else "")
        ),
    )
    yield (
        "polars",
        (
            "import polars as pl\n\n"
            f'{table} = pl.read_parquet("data/{table}.parquet")\n\n'
            "# CSV: with the types of the Parquet file\n"
            f'same = pl.read_csv("data/{table}.csv", schema={table}.schema)'
        ),
    )
    kinds = "".join(READR.get(field["type"], "c") for field in schema["fields"])
    yield (
        "R",
        (
            "library(readr)\n\n"
            "# without na and trim_ws, NA (Namibia) and blanks are lost\n"
            f'{table} <- read_csv(\n  "data/{table}.csv", na = "", trim_ws = FALSE,\n  col_types = "{kinds}"\n)'
        ),
    )
    yield (
        "JavaScript",
        (
            '// npm install hyparquet\nimport { asyncBufferFromFile, parquetReadObjects } from "hyparquet";\n\n'
            f'const file = await asyncBufferFromFile("data/{table}.parquet");\n'
            f"const {table} = await parquetReadObjects({{ file }});\n// whole numbers are BigInt, days are Date"
        ),
    )


def _words(table: str, schema: Mapping[str, Any]) -> str:
    """SQL that puts beside a record the words that each of its values rests on. A row of a table between two others has
    no evidence of its own but one span."""
    key = schema["primaryKey"]
    keys = [key] if isinstance(key, str) else list(key)
    named = ", ".join(f"t.{name}" for name in keys)
    on = f"ON e.record_table = '{table}' AND e.record_id = t.{keys[0]}" if len(keys) == 1 else "USING (evidence_id)"
    return (
        "\n\n# every value with the words that it rests on\n"
        'words = duckdb.sql("""\n'
        f"    SELECT {named}, e.field, e.exact, e.char_start, e.char_end, e.basis\n"
        f"    FROM 'data/{table}.parquet' AS t\n"
        f"    JOIN 'data/evidence.parquet' AS e\n        {on}\n"
        "    ORDER BY e.char_start, e.char_end, e.evidence_id\n"
        '""")\nwords.show()'
    )


def citation(view: View) -> Markup:
    """APA and BibTeX."""
    blocks = _block("APA", apa(view.descriptor), wrap=True), _block("BibTeX", bibtex(view.descriptor), wrap=True)
    return section("cite", "As a reference list wants it, and for BibTeX.", tag("div", blocks, class_="snippets"))


def _block(name: str, code: str, wrap: bool = False) -> Markup:
    return tag(
        "figure",
        tag("figcaption", name),
        tag("pre", tag("code", code), tabindex="0", class_="wrap" if wrap else None),
        class_="code",
    )
