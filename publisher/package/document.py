"""The data dictionary and the generated blocks of README: Markdown from Table Schemas and a descriptor.

In: `schemas`, table name -> Table Schema (JSON), and the Data Package descriptor, of which the texts, `rows`, `bytes`,
`path` and the order of the resources are used. Out: text, the same for the same input. Nothing is read or written.
Descriptions may hold `code spans`; whatever else Markdown would take for markup is escaped.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import relpath
from typing import Any

from publisher.package.markdown import code, link, prose, table

DICTIONARY = "data/README.md"  # where the dictionary stands in the package: its links are relative to it
FORMATS = {".csv": "CSV", ".parquet": "Parquet"}
INLINE = 6  # codes; longer lists are named by their length and listed at the end
LONG = 100  # codes; longer lists are folded

_EVIDENCE = """\
Every value that comes from an article rests on words of that article. [`evidence`](#evidence) has one row for each
stretch of words: which record and which field it supports, where it begins and ends, and the words themselves.
Positions count Unicode code points of the file decoded as UTF-8, from 0, and the end is not included: in Python,
`text[char_start:char_end] == exact`. (JavaScript and Java count differently beyond the Basic Multilingual Plane.)

The column *Evidence* below says what a cell rests on:

| Evidence | Meaning |
| --- | --- |
| own (`name`) | The cell has evidence rows of its own: `record_id` is the key of its row, `field` is the name given. |
| record | It rests on the evidence of its record: `field` is `record`, or an event's `actor`, `recipient` or `place`. |
| outside | Knowledge from elsewhere, such as an official code; no words of the text prove it. |
| none | Identifiers, positions and what follows from other columns. |

The column *Origin* says who wrote it: the *curator* of the article, the *authority* file of all actors, or the *build*.

All words that a statement rests on, in DuckDB, from this folder:

```sql
SELECT s.statement_id, e.field, e.exact, e.char_start, e.char_end
FROM 'statements.csv' AS s
JOIN 'evidence.csv' AS e ON e.record_table = 'statements' AND e.record_id = s.statement_id
ORDER BY e.source_id, e.char_start, e.char_end, e.field;
```"""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with its resources: one for each file format."""

    name: str
    schema: Mapping[str, Any]
    resources: Sequence[Mapping[str, Any]]

    @property
    def fields(self) -> Sequence[Mapping[str, Any]]:
        return list(self.schema["fields"])

    @property
    def required(self) -> set[str]:
        return {str(field["name"]) for field in self.fields if field["constraints"]["required"]}

    @property
    def rows(self) -> str:
        return next((f"{resource['rows']:,}" for resource in self.resources if "rows" in resource), "")

    @property
    def summary(self) -> str:
        """The first sentence of the description: what one row is."""
        return re.split(r"(?<=\.)\s", str(self.schema["description"]), maxsplit=1)[0]

    @property
    def references(self) -> Iterator[tuple[str, str, str]]:
        """Foreign keys, field by field: the field, the other table, the field there."""
        for key in self.schema.get("foreignKeys", []):
            for field, target in zip(key["fields"], key["reference"]["fields"], strict=True):
                yield field, key["reference"]["resource"] or self.name, target


@dataclass(frozen=True, slots=True)
class _CodeList:
    """Codes with their meaning, and the fields that use them. `fits`: codes by value of the field `fits_field`."""

    codes: Mapping[str, str]
    fits: Mapping[str, Sequence[str]]
    fits_field: str
    users: Sequence[tuple[str, str]]

    @property
    def anchor(self) -> str:
        return "codes-" + "-".join(self.users[0])


def dictionary(schemas: Mapping[str, Mapping[str, Any]], descriptor: Mapping[str, Any]) -> str:
    """data/README.md: every table, field, key and code of the package."""
    tables = _tables(schemas, descriptor)
    lists = _code_lists(tables)
    sections = [
        *_intro(descriptor),
        "## Tables",
        _overview(tables),
        _diagram(tables),
        "## How to read evidence",
        _EVIDENCE,
        *(part for entry in tables for part in _table_section(entry, lists)),
        "## Code lists" if lists else "",
        *(part for entry in lists for part in _code_section(entry)),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def readme_blocks(schemas: Mapping[str, Mapping[str, Any]], descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Name -> Markdown of the generated blocks of the root README."""
    head = ["Table", "What it holds", "Rows", "Columns", *FORMATS.values()]
    rows = [
        [
            link(code(entry.name), f"{DICTIONARY}#{entry.name}"),
            prose(entry.summary),
            entry.rows,
            str(len(entry.fields)),
            *_files(entry, "."),
        ]
        for entry in _tables(schemas, descriptor)
    ]
    terms = [
        prose(entry.get("title") or entry.get("name") or entry["path"]) for entry in descriptor.get("licenses", [])
    ]
    return {
        "contents": table(head, rows, right={2, 3, 4, 5}),
        "licence": f"Data: {', '.join(link(each, 'LICENSE-DATA') for each in terms)}.",
    }


def _tables(schemas: Mapping[str, Mapping[str, Any]], descriptor: Mapping[str, Any]) -> list[_Table]:
    """The tables in the order of the resources; a resource belongs to the schema that it names by path."""
    resources: dict[str, list[Mapping[str, Any]]] = {}
    for resource in descriptor.get("resources", []):
        resources.setdefault(PurePosixPath(str(resource.get("schema", ""))).stem, []).append(resource)
    names = [name for name in resources if name in schemas]
    names += [name for name in schemas if name not in resources]
    return [_Table(name, schemas[name], resources.get(name, [])) for name in names]


def _intro(descriptor: Mapping[str, Any]) -> Iterator[str]:
    yield "# Data dictionary"
    yield "<!-- Generated by build.py from schemas/ and datapackage.json: edits here are overwritten. -->"
    licences = (
        link(prose(entry.get("title") or entry.get("name") or entry["path"]), entry["path"])
        if "path" in entry
        else prose(entry["name"])
        for entry in descriptor.get("licenses", [])
    )
    facts = [
        prose(descriptor.get("title", "")),
        prose(f"version {descriptor['version']}") if "version" in descriptor else "",
    ]
    yield ", ".join(fact for fact in [*facts, *licences] if fact)
    yield prose(descriptor.get("description", ""))
    yield (
        "Each table stands here as CSV and as Parquet, with the same rows. An empty cell means that there is no value; "
        "there are no empty texts. Truth values are `true` and `false`, dates `YYYY-MM-DD`."
    )


def _overview(tables: Iterable[_Table]) -> str:
    head = ["Table", "What it holds", "Rows", "Primary key", *FORMATS.values()]
    rows = [
        [
            link(code(entry.name), f"#{entry.name}"),
            prose(entry.summary),
            entry.rows,
            ", ".join(map(code, entry.schema["primaryKey"])),
            *_files(entry, str(PurePosixPath(DICTIONARY).parent)),
        ]
        for entry in tables
    ]
    return table(head, rows, right={2, 4, 5})


def _files(entry: _Table, folder: str) -> list[str]:
    """For each format the size of the file, as a link from `folder`; empty where there is none."""
    by_format = {PurePosixPath(resource["path"]).suffix: resource for resource in entry.resources}
    return [
        link(size(by_format[suffix]["bytes"]), relpath(by_format[suffix]["path"], folder))
        if suffix in by_format
        else ""
        for suffix in FORMATS
    ]


def size(count: int) -> str:
    """Bytes as people read them, with a space that does not break: 999 B, 1.2 kB, 34.5 MB."""
    scaled, unit = float(count), "B"
    for larger in ("kB", "MB", "GB"):
        if round(scaled, 1) < 1000:
            break
        scaled, unit = scaled / 1000, larger
    return f"{count}\u00a0B" if unit == "B" else f"{scaled:,.1f}\u00a0{unit}"


def _diagram(tables: Sequence[_Table]) -> str:
    """References as an entity-relationship diagram, without those that most tables share: they are named below it."""
    references = [(entry, field, other) for entry in tables for field, other, _ in entry.references]
    uses = Counter((field, other) for _, field, other in references)
    shared = sorted(reference for reference, count in uses.items() if 2 * count > len(tables))
    edges: dict[tuple[str, str, str], list[str]] = {}
    for entry, field, other in references:
        if (field, other) not in shared:
            end = "||" if field in entry.required else "|o"
            edges.setdefault((other, end, entry.name), []).append(field)
    if not edges:
        return ""
    lines = [f'    {other} {end}--o{{ {name} : "{", ".join(fields)}"' for (other, end, name), fields in edges.items()]
    left_out = ", ".join(f"{code(field)} to {link(code(other), f'#{other}')}" for field, other in shared)
    below = f"\n\nNot drawn, because most tables have it: {left_out}." if shared else ""
    return "\n".join(["```mermaid", "erDiagram", *lines, "```"]) + below


def _table_section(entry: _Table, lists: Sequence[_CodeList]) -> Iterator[str]:
    yield f'<a id="{entry.name}"></a>\n\n## {code(entry.name)}'
    yield prose(entry.schema["description"])
    yield "Primary key: " + ", ".join(code(name) for name in entry.schema["primaryKey"]) + "."
    head = ["Field", "Type", "Required", "Description", "Evidence", "Origin"]
    yield table(head, [_field_row(entry, field, lists) for field in entry.fields])
    patterns = [(field["name"], field["constraints"].get("pattern")) for field in entry.fields]
    listed = "; ".join(f"{code(name)} {code(pattern)}" for name, pattern in patterns if pattern)
    yield f"Patterns: {listed}." if listed else ""


def _field_row(entry: _Table, field: Mapping[str, Any], lists: Sequence[_CodeList]) -> list[str]:
    name = str(field["name"])
    anchor = f"{entry.name}-{name}"
    choices = [_choice(codes) for codes in lists if (entry.name, name) in codes.users]
    evidence = str(field["evidence"])
    if evidence == "own":
        evidence += f" ({code(name.removesuffix('_text'))})" + (", if any" if field.get("evidenceOptional") else "")
    text = " ".join([prose(field["description"]), *choices, *_remarks(entry, field)])
    return [
        f'<a id="{anchor}"></a>{link(code(name), f"#{anchor}")}',
        str(field["type"]) + (f", {prose(field['unit'])}" if "unit" in field else ""),
        "yes" if name in entry.required else "no",
        f"{text}<br>Example: {code(str(field['example']))}",
        evidence,
        str(field["origin"]),
    ]


def _choice(codes: _CodeList) -> str:
    """The codes themselves where they are few, with a link to their meanings."""
    if len(codes.codes) > INLINE:
        return f"One of {link(f'{len(codes.codes)} codes', f'#{codes.anchor}')}."
    return f"One of {', '.join(map(code, codes.codes))} ({link('meanings', f'#{codes.anchor}')})."


def _remarks(entry: _Table, field: Mapping[str, Any]) -> Iterator[str]:
    """What the keys, the constraints and the vocabulary add to a description, as sentences."""
    for name, other, target in entry.references:
        if name == field["name"]:
            yield f"Refers to {link(code(f'{other}.{target}'), f'#{other}-{target}')}."
    if "minimum" in field["constraints"]:
        yield f"At least {field['constraints']['minimum']}."
    if "maxLength" in field["constraints"]:
        yield f"At most {field['constraints']['maxLength']} characters."
    if "vocabulary" in field:
        yield f"Vocabulary: {link(prose(field['vocabulary']['name']), field['vocabulary']['url'])}."


def _code_lists(tables: Iterable[_Table]) -> list[_CodeList]:
    """Each list once, in the order of first use, however many fields use it."""
    users: dict[str, list[tuple[str, str]]] = {}
    first: dict[str, Mapping[str, Any]] = {}
    for entry in tables:
        for field in entry.fields:
            if "codes" in field:
                key = json.dumps([field["codes"], field.get("fits")])
                users.setdefault(key, []).append((entry.name, field["name"]))
                first.setdefault(key, field)
    return [
        _CodeList(field["codes"], field.get("fits", {}), field.get("fitsField", ""), users[key])
        for key, field in first.items()
    ]


def _code_section(entry: _CodeList) -> Iterator[str]:
    yield f'<a id="{entry.anchor}"></a>\n\n### {code(entry.users[0][1])}'
    users = ", ".join(link(code(".".join(user)), "#" + "-".join(user)) for user in entry.users)
    yield f"Used in {users}."
    fits = {
        value: ", ".join(code(other) for other, codes in entry.fits.items() if value in codes) for value in entry.codes
    }
    head = ["Code", "Meaning", *([f"Goes with {code(entry.fits_field)}"] if entry.fits else [])]
    rows = [[code(value), prose(text), *([fits[value]] if entry.fits else [])] for value, text in entry.codes.items()]
    listing = table(head, rows)
    if len(entry.codes) > LONG:
        listing = f"<details>\n<summary>{len(entry.codes)} codes</summary>\n\n{listing}\n\n</details>"
    yield listing
