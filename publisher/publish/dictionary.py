"""The data dictionary, data/README.md: every table, field, key and code of the package.

In: `schemas`, table name -> Table Schema (JSON); the Data Package descriptor, of which the texts, `rows`, `bytes`,
`path` and the order of the resources are used; and an excerpt of the tables. Nothing is read or written. The words are
in `templates/dictionary.md`. Descriptions may hold `code spans`; whatever else Markdown would take for markup is
escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from publisher.publish.code_lists import CodeList, list_codes
from publisher.publish.excerpt import Excerpt
from publisher.publish.listing import FORMAT_TITLES, ListedTable, link_files, list_tables
from publisher.publish.markdown import code, link, prose, render

DICTIONARY = "data/README.md"  # where the dictionary is in the package: its links are relative to it
CUT = 120  # characters of a cell in an example row
_ASKED = ("statements", "event_actors", "evidence")  # the tables of the queries


def render_dictionary(schemas: Mapping[str, Mapping[str, Any]], descriptor: Mapping[str, Any], excerpt: Excerpt) -> str:
    """The text of data/README.md."""
    tables = list_tables(schemas, descriptor)
    lists = list_codes(tables)
    keys = {entry.name: entry.schema["primaryKey"] for entry in tables}
    profile = descriptor.get("publisher", {})
    left_out, dropped = profile.get("leftOut", {}), profile.get("dropped", [])
    edges, shared = _references(tables)
    return render(
        "dictionary.md",
        descriptor=descriptor,
        tables=tables,
        lists=lists,
        formats=list(FORMAT_TITLES.values()),
        facts=_facts(descriptor),
        in_parts=any("parts" in resource for resource in descriptor.get("resources", [])),
        overview=list(map(_overview, tables)),
        edges=edges,
        shared=shared,
        files={name: f"{name}.csv" for name in _ASKED} | {entry.name: entry.pattern for entry in tables},
        joins=lambda entry: _joins(entry, keys),
        fields=lambda entry: [_field(entry, field, lists) for field in entry.fields],
        patterns=_patterns,
        rows={name: _cells(row) for name, row in excerpt.rows.items()},
        left_out=left_out,
        dropped=dropped,
        reasons=[[prose(entry["reason"]), f"{entry['articles']:,}"] for entry in left_out.get("reasons", [])],
        refused=[[code(entry["table"]), code(entry["rule"]), f"{entry['rows']:,}"] for entry in dropped],
    )


def _facts(descriptor: Mapping[str, Any]) -> str:
    """Title, version and licences."""
    licences = (
        link(prose(entry.get("title") or entry.get("name") or entry["path"]), entry["path"])
        if "path" in entry
        else prose(entry["name"])
        for entry in descriptor.get("licenses", [])
    )
    version = prose(f"version {descriptor['version']}") if "version" in descriptor else ""
    return ", ".join(filter(None, (prose(descriptor.get("title", "")), version, *licences)))


def _overview(entry: ListedTable) -> list[str]:
    keys = ", ".join(map(code, entry.schema["primaryKey"]))
    files = link_files(entry, str(PurePosixPath(DICTIONARY).parent))
    return [entry.jump, prose(entry.summary), entry.size, keys, *files]


def _references(tables: Sequence[ListedTable]) -> tuple[dict[tuple[str, str, str], list[str]], list[str]]:
    """The edges of an entity-relationship diagram, with the fields of each; and the references that are not drawn,
    because most tables share them."""
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
    return edges, [f"{code(field)} to {link(code(other), f'#{other}')}" for field, other in shared]


def _joins(entry: ListedTable, keys: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The key of two columns that leads from evidence to whichever record it supports, a row for each table. keys:
    table -> its primary key."""
    return [
        [
            code(name),
            ", ".join(link(code(key), f"#{name}-{key}") for key in keys.get(name, [])),
            ", ".join(map(code, fields)),
        ]
        for name, fields in entry.supported.items()
    ]


def _patterns(entry: ListedTable) -> list[str]:
    patterns = [(field["name"], field["constraints"].get("pattern")) for field in entry.fields]
    return [f"{code(name)} {code(pattern)}" for name, pattern in patterns if pattern]


def _cells(row: Mapping[str, str]) -> list[list[str]]:
    """The cells of an example row, shortened, with their fields."""
    short = {name: cell if len(cell) <= CUT else f"{cell[: CUT - 1]}…" for name, cell in row.items()}
    return [[code(name), code(cell)] for name, cell in short.items()]


def _field(entry: ListedTable, field: Mapping[str, Any], lists: Sequence[CodeList]) -> list[str]:
    name = str(field["name"])
    anchor = f"{entry.name}-{name}"
    choices = [codes.choice for codes in lists if (entry.name, name) in codes.users]
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


def _remarks(entry: ListedTable, field: Mapping[str, Any]) -> Iterator[str]:
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
