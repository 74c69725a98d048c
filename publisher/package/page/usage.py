"""How to load and how to cite: snippets that read the files beside the page, and the reference in two forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.package.citation import apa, bibtex

from .markup import Markup, tag
from .parts import section
from .view import View

READR = {"integer": "i", "number": "d", "boolean": "l", "date": "D"}


def loading(view: View) -> Markup:
    """One snippet a tool, each with a button to copy it (added by the script)."""
    entry = next(iter(view.tables.values()))
    blocks = (_block(name, code) for name, code in snippets(entry.name, entry.schema))
    lede = "From the folder of this page. Parquet carries the types; a reader of the CSV has to be told some of them."
    return section("load", "Load it", lede, tag("div", blocks, class_="snippets"))


def snippets(table: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name of the tool and code that loads the table with the right types, nulls and texts."""
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
            f"duckdb.sql(\"SELECT * FROM 'data/{table}.parquet'\").show()\n\n"
            "# every value with the words that it rests on\n"
            'duckdb.sql("""\n'
            f"    SELECT t.*, e.exact, e.char_start, e.char_end\n"
            f"    FROM 'data/{table}.parquet' AS t\n    JOIN 'data/evidence.parquet' AS e USING (evidence_id)\n"
            '""").show()'
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


def citation(view: View) -> Markup:
    """APA and BibTeX."""
    blocks = _block("APA", apa(view.descriptor), wrap=True), _block("BibTeX", bibtex(view.descriptor), wrap=True)
    return section("cite", "Cite it", None, tag("div", blocks, class_="snippets"))


def _block(name: str, code: str, wrap: bool = False) -> Markup:
    return tag(
        "figure",
        tag("figcaption", name),
        tag("pre", tag("code", code), tabindex="0", class_="wrap" if wrap else None),
        class_="code",
    )
