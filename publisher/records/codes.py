"""The rows of the table `codes`: every code that a column may hold, with what it means. They follow from `schemas/`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

ANY = "*"  # `applies_to` of a code that depends on no other column
OWN = "own"  # `source` of a code of ours
_COUNTRIES = "ISO 3166-1"  # lists of this vocabulary are long: only the codes in use are published


def code_rows(schemas: Mapping[str, Mapping[str, Any]], countries: Collection[str]) -> list[dict[str, str | None]]:
    """The rows of `codes`, sorted by key. schemas: table -> Table Schema; countries: the country codes in use."""
    rows = [row for table, schema in schemas.items() for field in schema["fields"] for row in _rows(table, field)]
    used = (row for row in rows if not str(row["source"]).startswith(_COUNTRIES) or row["code"] in countries)
    return sorted(
        used, key=lambda row: [str(row[name]) for name in ("table_name", "column_name", "applies_to", "code")]
    )


def applied(field: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(applies_to, code, definition) of every code of a field, in the order of the schema; `*` where it depends on no
    other field."""
    codes: Mapping[str, str] = field.get("codes", {})
    if "fits" not in field:
        yield from ((ANY, code, meaning) for code, meaning in codes.items())
        return
    by = field.get("codesBy", {})
    for other, fitting in field["fits"].items():
        yield from ((other, code, by.get(other, {}).get(code, codes[code])) for code in fitting)


def label_of(field: Mapping[str, Any], code: str) -> str:
    """A code as people read it: its label in the schema; the meaning where that is a name ("Norway"); else the code in
    small letters."""
    meaning: str = field["codes"][code]
    name = lower_code(code) if meaning.endswith(".") else meaning
    return str(field.get("labels", {}).get(code, name))


def lower_code(code: str) -> str:
    """A code that is a word, as one reads it: CONSULT is "consult", third-party "third party"."""
    return code.lower().replace("_", " ").replace("-", " ")


def _rows(table: str, field: Mapping[str, Any]) -> Iterator[dict[str, str | None]]:
    own = field.get("ownCodes", ())
    for other, code, definition in applied(field):
        yield {
            "table_name": table,
            "column_name": field["name"],
            "applies_to": other,
            "code": code,
            "label": label_of(field, code),
            "definition": definition,
            "quad_class": field.get("quadClass", {}).get(code),
            "source": field["vocabulary"]["name"] if "vocabulary" in field and code not in own else OWN,
        }
