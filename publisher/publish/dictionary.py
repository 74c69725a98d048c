"""The data dictionary: Markdown from Table Schemas, a descriptor and an excerpt of the tables.

In: `schemas`, table name -> Table Schema (JSON); the Data Package descriptor, of which the texts, `rows`, `bytes`,
`path` and the order of the resources are used; and an excerpt of the tables. Nothing is read or written.
Descriptions may hold `code spans`; whatever else Markdown would take for markup is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from publisher.publish.code_lists import CodeList, list_codes, name_codes, show_codes
from publisher.publish.excerpt import Excerpt
from publisher.publish.listing import FORMATS, Table, link_files, list_tables
from publisher.publish.markdown import code, link, prose, table

DICTIONARY = "data/README.md"  # where the dictionary is in the package: its links are relative to it
CUT = 120  # characters of a cell in an example row

_SPANS = """\
For each value that comes from an article, you can see the words that it comes from. [`evidence`](#evidence) has
one row for each span of words: the record and the field that it supports, where it begins and ends, and the words.
Positions count Unicode code points of the file, decoded as UTF-8. They begin at 0, and the end is not included: in
Python, `text[char_start:char_end] == exact`. (JavaScript and Java count characters such as emoji as two.)

In the tables below, the column *Evidence* says what a cell rests on:

| Evidence | Meaning |
| --- | --- |
| own (`name`) | The cell has its own rows in `evidence`. Find them with `record_id` (the key of this row) and `field` \
(the name in brackets). |
| record | Use the evidence rows of the whole record: `field` is `record`. In [`event_actors`](#event_actors) and the \
like, use the row that `evidence_id` names. |
| outside | Knowledge from outside the text, such as an official code. No words of the text prove it. |
| none | Identifiers, positions, and values that follow from other columns. |

**Automatic rows** (`method` is `automatic`) are made only by rules that were right in at least four of five cases, in
samples that one person judged. In other texts it may be fewer, and a row with several cells is right less often than
one cell. Nobody judged targets, addressees, `country_code`, and the event and the source of a figure. Many cells are
empty: they mean that the program did not find the value. `note` is always empty: no person has read the row.

The column *Origin* says who wrote the cell: the *curator* of the article, the *authority* file of all actors, the
*archive* that holds the article (or `dataset.toml`), or the *build*."""

_VIEWS = """\
[`views.sql`](views.sql) joins the tables for you, in DuckDB and in SQLite: `acts` (who did or said what to whom, and
who says so), `events_flat`, `statements_flat` and `figures_flat`. It explains each of their columns."""

_SPREADSHEET = """\
A spreadsheet that opens a CSV file by itself changes cells: `2,700` in `value_text` becomes a number, whole days in
`date_edtf` become dates, and Excel misreads letters beyond ASCII. Import the file instead (in Excel: *Data > From
Text/CSV*) as UTF-8, with all columns as text."""

_JOINS = """\
The `evidence_id` of a record leads to the first of its words. To find all of them, join by two columns of `evidence`:
`record_table` names the table, `record_id` is the key of a row there. (No foreign key can declare that; `build.py
validate` checks it.)"""

_ASKED = ("statements", "event_actors", "evidence")
_QUERIES = """\
All words that each statement rests on, in DuckDB. Start it in this folder:

```sql
SELECT s.statement_id, e.field, e.exact, e.char_start, e.char_end
FROM '{statements}' AS s
JOIN '{evidence}' AS e ON e.record_table = 'statements' AND e.record_id = s.statement_id
ORDER BY e.source_id, e.char_start, e.char_end, e.field;
```

The words for each participant of an event. That table has no key of one column, so the join is by `evidence_id`:

```sql
SELECT p.event_id, p.actor_id, p.role, e.exact
FROM '{event_actors}' AS p
JOIN '{evidence}' AS e USING (evidence_id)
ORDER BY e.source_id, e.char_start, e.char_end, p.actor_id;
```"""


def render_dictionary(schemas: Mapping[str, Mapping[str, Any]], descriptor: Mapping[str, Any], excerpt: Excerpt) -> str:
    """data/README.md: every table, field, key and code of the package."""
    tables = list_tables(schemas, descriptor)
    lists = list_codes(tables)
    sections = [
        *_intro(descriptor),
        _contents(tables, lists, any(_left_out(descriptor.get("publisher", {})))),
        _heading("Tables"),
        _overview(tables),
        _VIEWS,
        _SPREADSHEET,
        *_together(tables),
        _heading("Evidence and origin"),
        _SPANS,
        *_joins(tables),
        *(part for entry in tables for part in _table_section(entry, lists, excerpt.rows.get(entry.name, {}))),
        *_left_out(descriptor.get("publisher", {})),
        *([_heading("Code lists")] if lists else []),
        *(part for entry in lists for part in show_codes(entry)),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


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
        f"Each table is here as {' and as '.join(FORMATS.values())}, with the same rows. An empty cell means: no value."
        " Truth values are `true` and `false`, dates are `YYYY-MM-DD`. The "
        "examples beside the fields are invented; below each table is a row of this dataset."
    )
    if any("parts" in resource for resource in descriptor.get("resources", [])):
        yield (
            "A large table is in parts: `NAME-0001.csv`, `NAME-0002.csv` and so on, each with the header; the "
            "Parquet files of the same number have the same rows. `path` of the table in `datapackage.json` lists all."
        )


def _heading(title: str) -> str:
    """A heading with an anchor that no renderer has to invent."""
    return f'<a id="{_anchor(title)}"></a>\n\n## {title}'


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _left_out(profile: Mapping[str, Any]) -> Iterator[str]:
    """What of the inputs is not in the tables, and why; nothing where all is."""
    articles, rows = profile.get("leftOut"), profile.get("dropped")
    if articles or rows:
        yield _heading("Left out")
    if articles:
        yield (
            f"Articles of the archives that are not in the tables: {articles['articles']:,}. "
            f"{link(code(PurePosixPath(articles['path']).name), PurePosixPath(articles['path']).name)} has a line for "
            "each: where it is, its `doc_id`, and what is wrong with it. In the reasons, `...` replaces what belongs "
            "to one article."
        )
        reasons = ([prose(reason["reason"]), f"{reason['articles']:,}"] for reason in articles["reasons"])
        yield table(["Reason", "Articles"], reasons, right={1})
    if rows:
        yield (
            "The extractor made rows that a domain rule refuses. They are not in the tables. The rest of their "
            "articles is, and so are their candidates, without a record."
        )
        told = ([code(entry["table"]), code(entry["rule"]), f"{entry['rows']:,}"] for entry in rows)
        yield table(["Table", "Rule", "Rows"], told, right={2})


def _contents(tables: Sequence[Table], lists: Sequence[CodeList], lacking: bool) -> str:
    """The sections, the tables and the code lists, each a link. lacking: whether something was left out."""
    parts = {
        "Tables": [link(code(entry.name), f"#{entry.name}") for entry in tables],
        "References": [],
        "Evidence and origin": [],
        "Left out": [],
        "Code lists": [link(code(entry.title), f"#{entry.anchor}") for entry in lists],
    }
    empty = {"Tables", "Code lists"} | (set() if lacking else {"Left out"})
    shown = ((title, entries) for title, entries in parts.items() if entries or title not in empty)
    return "\n".join(
        f"* {link(title, f'#{_anchor(title)}')}{': ' if entries else ''}{', '.join(entries)}"
        for title, entries in shown
    )


def _overview(tables: Iterable[Table]) -> str:
    head = ["Table", "What it holds", "Rows", "Primary key", *FORMATS.values()]
    rows = [
        [
            link(code(entry.name), f"#{entry.name}"),
            prose(entry.summary),
            entry.size,
            ", ".join(map(code, entry.schema["primaryKey"])),
            *link_files(entry, str(PurePosixPath(DICTIONARY).parent)),
        ]
        for entry in tables
    ]
    return table(head, rows, right={2, 4, 5})


def _together(tables: Sequence[Table]) -> Iterator[str]:
    """References as an entity-relationship diagram. Those that most tables share are named below it, not drawn."""
    references = [(entry, field, other) for entry in tables for field, other, _ in entry.references]
    uses = Counter((field, other) for _, field, other in references)
    shared = sorted(reference for reference, count in uses.items() if 2 * count > len(tables))
    edges: dict[tuple[str, str, str], list[str]] = {}
    for entry, field, other in references:
        if (field, other) not in shared:
            end = "||" if field in entry.required else "|o"
            edges.setdefault((other, f"{end}--o{{", entry.name), []).append(field)
    for entry in tables:
        for other in entry.supported:
            edges[other, "||..o{", entry.name] = ["record_id"]
    yield _heading("References")
    if edges:
        lines = [f'    {one} {edge} {other} : "{", ".join(fields)}"' for (one, edge, other), fields in edges.items()]
        yield "\n".join(["```mermaid", "erDiagram", *lines, "```"])
    if any(entry.supported for entry in tables):
        yield "A dotted line is a reference to the table that the row names: see [below](#evidence-and-origin)."
    if shared:
        left_out = ", ".join(f"{code(field)} to {link(code(other), f'#{other}')}" for field, other in shared)
        yield f"Not drawn, because most tables have it: {left_out}."


def _joins(tables: Sequence[Table]) -> Iterator[str]:
    """The key of two columns that leads from evidence to whichever record it supports, spelt out."""
    for entry in tables:
        if entry.supported:
            yield _JOINS
            keys = {other.name: other.schema["primaryKey"] for other in tables}
            rows = [
                [
                    code(name),
                    ", ".join(link(code(key), f"#{name}-{key}") for key in keys.get(name, [])),
                    ", ".join(map(code, fields)),
                ]
                for name, fields in entry.supported.items()
            ]
            yield table(["`record_table`", "`record_id` is", "`field` is one of"], rows)
            patterns = {other.name: other.pattern for other in tables}
            yield _QUERIES.format_map({name: f"{name}.csv" for name in _ASKED} | patterns)


def _table_section(entry: Table, lists: Sequence[CodeList], row: Mapping[str, str]) -> Iterator[str]:
    yield f'<a id="{entry.name}"></a>\n\n## {code(entry.name)}'
    yield prose(entry.schema["description"])
    yield "Primary key: " + ", ".join(code(name) for name in entry.schema["primaryKey"]) + "."
    head = ["Field", "Type", "Required", "Description", "Evidence", "Origin"]
    yield table(head, [_field_row(entry, field, lists) for field in entry.fields])
    patterns = [(field["name"], field["constraints"].get("pattern")) for field in entry.fields]
    listed = "; ".join(f"{code(name)} {code(pattern)}" for name, pattern in patterns if pattern)
    yield f"Patterns: {listed}." if listed else ""
    if row:
        yield "A row of this dataset, without its empty cells:"
        yield table(["Field", "Cell"], [[code(name), code(_short(cell))] for name, cell in row.items()])


def _short(cell: str) -> str:
    return cell if len(cell) <= CUT else f"{cell[: CUT - 1]}…"


def _field_row(entry: Table, field: Mapping[str, Any], lists: Sequence[CodeList]) -> list[str]:
    name = str(field["name"])
    anchor = f"{entry.name}-{name}"
    choices = [name_codes(codes) for codes in lists if (entry.name, name) in codes.users]
    evidence = str(field["evidence"])
    if evidence == "own":
        part = str(field.get("evidenceField", name.removesuffix("_text")))
        evidence += f" ({code(part)})" + (", if any" if field.get("evidenceOptional") else "")
    text = " ".join([prose(field["description"]), *choices, *_remarks(entry, field)])
    return [
        f'<a id="{anchor}"></a>{link(code(name), f"#{anchor}")}',
        str(field["type"]) + (f", {prose(field['unit'])}" if "unit" in field else ""),
        "yes" if name in entry.required else "no",
        f"{text}<br>Example: {code(str(field['example']))}",
        evidence,
        str(field["origin"]),
    ]


def _remarks(entry: Table, field: Mapping[str, Any]) -> Iterator[str]:
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
