"""How to load and how to cite: what the snippets need to know of a table, and the reference in two forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.publish.citation import cite_apa, cite_bibtex

from .view import View

READR = {"integer": "i", "number": "d", "boolean": "l", "date": "D"}  # the letters of readr, c for all else


@dataclass(frozen=True, slots=True)
class Load:
    """How to load a table. dates: its columns of days; readr: a letter for each column; proven: there is a table of
    evidence, which has the words of each record: by the id of the record where its key is one column, otherwise by
    the one span that the row names."""

    table: str
    key: Sequence[str]
    dates: Sequence[str]
    readr: str
    proven: bool


def collect_load(view: View) -> Load:
    """The first table as the example."""
    table = next(iter(view.tables.values()))
    return describe_load(table.name, table.schema, "evidence" in view.tables)


def describe_load(table: str, schema: Mapping[str, Any], proven: bool) -> Load:
    """How to load a table by its Table Schema."""
    key, fields = schema["primaryKey"], schema["fields"]
    return Load(
        table=table,
        key=[key] if isinstance(key, str) else list(key),
        dates=[field["name"] for field in fields if field["type"] == "date"],
        readr="".join(READR.get(field["type"], "c") for field in fields),
        proven=proven,
    )


def collect_citations(view: View) -> dict[str, str]:
    """Form -> the reference in it."""
    return {"APA": cite_apa(view.descriptor), "BibTeX": cite_bibtex(view.descriptor)}
