"""Two articles for the tests of views.sql, in SQLite and in DuckDB: a harbour with a claim, a joint statement, a mutual
agreement, a chain of three and a figure that is told twice; and a border, of which no person has checked a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from publisher import schemas

ROOT = Path(__file__).parent.parent
SQL = (ROOT / "publisher" / "publish" / "views.sql").read_text(encoding="utf-8")
SCHEMAS = schemas.load(ROOT / "schemas")
VIEWS = ("acts", "events_flat", "figures_flat", "statements_flat")
PARTS = ("actor_homes", "statement_chain", "statement_voices")

# The order of the evidence in the text is that of its numbers: evd-12 is at the characters 120 to 125. Columns that
# are not given are empty, or as FILLED has them.
TABLES = {
    "sources": """
source_id   | document_date
src-harbour | 2024-03-05
src-border  |
""",
    "actors": """
actor_id      | name               | actor_type   | parent_actor_id | country_code
act-ana-lind  | Ana Lind           | person       | act-ministry    | SE
act-jon-berg  | Jon Berg           | person       | act-union       | SE
act-ministry  | Transport Ministry | organization | act-sweden      | SE
act-news      | North News         | organization |                 | NO
act-office    | Harbour Office     | organization | act-ministry    | SE
act-port      | Port Company       | organization |                 |
act-radio     | Radio Two          | organization |                 |
act-sweden    | Sweden             | state        |                 | SE
act-union     | Dockers' Union     | organization |                 | SE
act-guards    | border guards      | group        |                 | FI
act-smugglers | smugglers          | group        |                 |
""",
    "events": """
event_id | label | event_type | event_mode | auxiliary_mode | is_asserted | parent_event_id | date_edtf
evt-strike | Strike of the dockers | PROTEST | strike |  | true |  |
evt-talks | Lind visits Berg | CONSULT | visit |  | true | evt-strike | 2024-03-04
evt-agreement | Ministry and union agree | AGREE |  |  | true | evt-strike | 2024-03-04
evt-crane-collapse | A crane collapses | OTHER |  |  | true |  | 2024-03
evt-raid | Raid on the dockers | ASSAULT | beat |  | false | evt-strike | [..2024-03-03]
evt-fighting | Police and dockers fight | ASSAULT |  | hypothetical | true |  |
evt-rain | It rains | OTHER |  |  | true |  |
evt-sale | The port is sold | COOPERATE |  | negation | false |  |
evt-arrest | arrested smugglers | COERCE | arrest |  |  |  |
""",
    "event_mentions": """
evidence_id | event_id           | voice    | statement_id   | event_type
evd-10      | evt-strike         | own      |                |
evd-11      | evt-talks          | own      |                |
evd-12      | evt-agreement      | own      |                |
evd-13      | evt-crane-collapse | own      |                |
evd-21      | evt-crane-collapse | reported | stm-sabotage   | ASSAULT
evd-30      | evt-raid           | reported | stm-raid       |
evd-31      | evt-raid           | reported | stm-lind-raid  |
evd-32      | evt-raid           | reported | stm-lind-again | COERCE
evd-33      | evt-raid           | reported | stm-estimate   |
evd-14      | evt-fighting       | own      |                |
evd-15      | evt-rain           | own      |                |
evd-70      | evt-sale           | reported | stm-news       |
evd-71      | evt-sale           | reported | stm-news-sale  |
evd-80      | evt-arrest         | unknown  |                |
""",
    "event_actors": """
event_id           | actor_id      | role      | statement_id | evidence_id
evt-strike         | act-union     | actor     |              | evd-10
evt-talks          | act-ana-lind  | actor     |              | evd-11
evt-talks          | act-jon-berg  | recipient |              | evd-11
evt-agreement      | act-union     | actor     |              | evd-12
evt-agreement      | act-ministry  | actor     |              | evd-12
evt-crane-collapse | act-union     | actor     | stm-sabotage | evd-21
evt-crane-collapse | act-port      | recipient |              | evd-13
evt-raid           | act-union     | recipient |              | evd-30
evt-fighting       | act-union     | actor     |              | evd-14
evt-fighting       | act-sweden    | actor     |              | evd-14
evt-sale           | act-port      | actor     |              | evd-72
evt-arrest         | act-guards    | actor     |              | evd-80
evt-arrest         | act-smugglers | recipient |              | evd-80
""",
    "event_places": """
event_id           | place_name | country_code | where_prec | evidence_id
evt-crane-collapse | North Pier | SE           | 1          | evd-17
evt-crane-collapse | Gothenburg | SE           | 4          | evd-16
evt-talks          | Malmo      | SE           | 4          | evd-18
""",
    "statements": """
statement_id | speaker_text | cue_text | content_text | quoted_text | quote_type | reported_by_statement_id | fuller_statement_id | setting_event_id | act_type | date_edtf
stm-sabotage | the office | called it | an attack by the union |  | indirect |  |  |  |  |
stm-radio | Radio Two | according to | North News said ... |  | indirect |  |  |  |  |
stm-news | North News | said | Berg told of a raid |  | indirect | stm-radio |  |  |  | 2024-03-05
stm-news-sale | North News | said | the port is not sold |  | indirect |  |  |  |  |
stm-raid | Berg | told of | a raid, 40 injured | 40 injured | mixed | stm-news |  |  | ACCUSE | 2024-03-04
stm-lind-raid | Lind | said | the raid hurt up to 12 |  | indirect |  |  |  |  |
stm-lind-again | she | said | it was a restriction |  | indirect |  |  |  |  |
stm-estimate | Estimates | suggest | the raid was long |  | indirect |  |  |  |  |
stm-joint | both sides | agreed | to raise wages |  | indirect |  |  | evt-agreement | AGREE | 2024-03-04?
stm-pledge | Lind | promised | "a new crane" | a new crane | direct |  |  | evt-talks | AGREE | 2024-03-04
stm-demand | Berg | demanded | "pay us" of the ministry | pay us | mixed |  |  | evt-talks | REQUEST |
stm-demand-short | Berg | demanded | pay |  | indirect |  | stm-demand |  | REQUEST |
stm-quarrel | The two | blamed | one another |  | indirect |  |  |  | ACCUSE |
stm-goes-on |  |  | "And now." | And now. | direct |  |  |  |  |
stm-4a | a guard | said | they were armed |  | indirect |  |  |  | ACCUSE |
""",  # noqa: E501
    "statement_actors": """
statement_id     | actor_id      | role      | evidence_id
stm-sabotage     | act-office    | speaker   | evd-20
stm-sabotage     | act-union     | target    | evd-22
stm-radio        | act-radio     | speaker   | evd-23
stm-news         | act-news      | speaker   | evd-24
stm-news-sale    | act-news      | speaker   | evd-73
stm-raid         | act-jon-berg  | speaker   | evd-25
stm-lind-raid    | act-ana-lind  | speaker   | evd-34
stm-lind-again   | act-ana-lind  | speaker   | evd-35
stm-joint        | act-union     | speaker   | evd-40
stm-joint        | act-ministry  | speaker   | evd-40
stm-pledge       | act-ana-lind  | speaker   | evd-42
stm-pledge       | act-jon-berg  | target    | evd-43
stm-demand       | act-jon-berg  | speaker   | evd-50
stm-demand       | act-ana-lind  | addressee | evd-51
stm-demand       | act-ministry  | target    | evd-53
stm-demand-short | act-jon-berg  | speaker   | evd-55
stm-demand-short | act-ministry  | target    | evd-53
stm-quarrel      | act-ana-lind  | speaker   | evd-60
stm-quarrel      | act-jon-berg  | speaker   | evd-60
stm-quarrel      | act-ana-lind  | target    | evd-61
stm-quarrel      | act-jon-berg  | target    | evd-61
stm-4a           | act-smugglers | target    | evd-82
""",
    "figures": """
figure_id | value | lower | upper | value_text | modifier | measure | unit | counted_text | counted_actor_id | event_id | statement_id | fuller_figure_id
fig-cranes | 1 |  |  | A | plain | collapsed | crane | crane |  | evt-crane-collapse |  |
fig-injured | 40 |  |  | 40 | plain | injured | person | dockers | act-union | evt-raid | stm-raid |
fig-injured-again | 40 |  |  | forty | plain | injured | person | dockers | act-union | evt-raid | stm-raid | fig-injured
fig-injured-lind |  |  | 12 | up to 12 | at_most | injured | person | dockers | act-union | evt-raid | stm-lind-raid |
fig-long |  | 30 |  | at least 30 | at_least | injured | person | dockers | act-union | evt-raid | stm-estimate |
fig-4b | 7 |  |  | seven | plain | captured | person | smugglers |  |  |  |
""",  # noqa: E501
}
FILLED: Mapping[str, str] = {
    "source_id": "src-harbour",
    "method": "manual",
    "evidence_id": "evd-0",
    "is_estimate": "false",
}
OF_BORDER: Mapping[str, str] = {"source_id": "src-border", "method": "automatic"}
BORDER = ("evt-arrest", "stm-4a", "fig-4b", "src-border")
DATES = {
    "2024-03-04": ("2024-03-04", "2024-03-04"),
    "2024-03-04?": ("2024-03-04", "2024-03-04"),
    "2024-03-05": ("2024-03-05", "2024-03-05"),
    "2024-03": ("2024-03-01", "2024-03-31"),
    "[..2024-03-03]": (None, "2024-03-03"),
}
# Words inside what somebody says: (statement, first, last), and the mentions of actors there and elsewhere.
CONTENTS = [("stm-sabotage", 21, 22), ("stm-news", 25, 33), ("stm-demand", 52, 54), ("stm-pledge", 44, 47),
            ("stm-raid", 30, 30), ("stm-lind-raid", 31, 31), ("stm-lind-again", 32, 32), ("stm-estimate", 33, 33),
            ("stm-news-sale", 71, 71)]  # fmt: skip
NAMES = [
    ("act-port", 21, "name"), ("act-union", 22, "name"), ("act-jon-berg", 25, "name"), ("act-ministry", 53, "name"),
    ("act-sweden", 54, "name"),
    ("act-ana-lind", 44, "pronoun"), ("act-ministry", 45, "pronoun"), ("act-sweden", 46, "pronoun"),  # said by Lind
    ("act-union", 47, "pronoun"),
]  # fmt: skip
# What the words do not state: who tells of the raid, whom Lind promises something, who sells, who reports the raid.
BASES = {"evd-33": "inferred", "evd-43": "inferred", "evd-72": "inferred", "evd-53": "resolved"}
REPORTED_BY = [("stm-raid", "inferred", 24), ("stm-news", "explicit", 23)]
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
SQLITE = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}

Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Rows]


def cell(text: str) -> str | None:
    return text.strip() or None


def read(block: str) -> list[dict[str, str | None]]:
    header, *lines = block.strip().splitlines()
    names = [name.strip() for name in header.split("|")]
    return [filled(dict(zip(names, map(cell, line.split("|")), strict=True))) for line in lines]


def filled(row: dict[str, str | None]) -> dict[str, str | None]:
    """The row with the cells that follow from others, and those that the block does not give."""
    start, end = DATES.get(row.get("date_edtf") or "", (None, None))
    others = OF_BORDER if set(BORDER) & set(row.values()) else {}
    return {**FILLED, **others, "date_start": start, "date_end": end, **row}


def evidence() -> list[dict[str, str | None]]:
    rows: list[tuple[str, str, str, str, str, int, int, str, str | None]] = [
        (f"evd-{n}", "src-harbour", "events", "evt-strike", "record", n, n, BASES.get(f"evd-{n}", "explicit"), None)
        for n in range(80)
    ]
    rows += [(f"evd-{n}", "src-border", "events", "evt-arrest", "record", n, n, "explicit", None) for n in (80, 81, 82)]
    for key, a, b in CONTENTS:
        rows.append((f"evd-c-{key}", "src-harbour", "statements", key, "content", a, b, "explicit", None))
    for key, at, kind in NAMES:
        rows.append((f"evd-n-{key}-{at}", "src-harbour", "actors", key, "name", at, at, "explicit", kind))
    for key, basis, at in REPORTED_BY:
        rows.append((f"evd-r-{key}", "src-harbour", "statements", key, "reported_by", at, at, basis, None))
    names = ("evidence_id", "source_id", "record_table", "record_id", "field", "char_start", "char_end", "basis",
             "mention_type")  # fmt: skip
    return [dict(zip(names, (*row[:5], str(row[5] * 10), str(row[6] * 10 + 5), *row[7:]), strict=True)) for row in rows]


def codes() -> list[dict[str, str | None]]:
    """The codes of event and act types and two of the countries, and those of another column, which must not be
    joined."""
    column = next(field for field in SCHEMAS["events"].fields if field.name == "event_type")
    words = next(field for field in SCHEMAS["statements"].fields if field.name == "act_type").descriptor["labels"]
    quads, labels = column.descriptor["quadClass"], column.descriptor["labels"]
    names = ("table_name", "column_name", "applies_to", "code", "quad_class", "label")
    rows = [("events", "event_type", "*", code, quads.get(code), labels[code]) for code in column.constraints["enum"]]
    rows += [("event_mentions", "event_type", "*", code, quads.get(code), "not this") for code in labels]
    rows += [("statements", "act_type", "*", code, quads[code], label) for code, label in words.items()]
    countries = [("actors", "country_code", "SE", "Sweden"), ("event_places", "country_code", "NO", "Nordland")]
    places = [
        {"table_name": table, "column_name": field, "applies_to": "*", "code": code, "label": label}
        for table, field, code, label in [*countries, ("actors", "country_code", "NO", "Norway")]
    ]
    return [*(dict(zip(names, row, strict=True)) for row in rows), *places]


def value(text: str | None, kind: str) -> Any:
    if text is None or kind == "string":
        return text
    read: Mapping[str, Callable[[str], Any]] = {"integer": int, "number": float, "date": date.fromisoformat}
    return text == "true" if kind == "boolean" else read[kind](text)


def tables() -> dict[str, Rows]:
    """Every table of the schemas, with every column, as typed rows."""
    given = {name: read(block) for name, block in TABLES.items()} | {"evidence": evidence(), "codes": codes()}
    return {
        name: [tuple(value(row.get(field.name), field.type) for field in schema.fields) for row in given.get(name, [])]
        for name, schema in SCHEMAS.items()
    }


def create(name: str, types: Mapping[str, str]) -> str:
    return f"CREATE TABLE {name} ({', '.join(f'{field.name} {types[field.type]}' for field in SCHEMAS[name].fields)})"


def in_sqlite(content: Mapping[str, Rows]) -> Ask:
    database = sqlite3.connect(":memory:")
    for name, rows in content.items():
        database.execute(create(name, SQLITE))
        written = [tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row) for row in rows]
        database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(SCHEMAS[name].fields))})", written)
    database.executescript(SQL)
    return lambda query: database.execute(query).fetchall()


def in_duckdb(content: Mapping[str, Rows]) -> Ask:
    database = duckdb.connect()
    for name, rows in content.items():
        database.execute(create(name, DUCKDB))
        if rows:
            marks = ", ".join([f"({', '.join('?' * len(SCHEMAS[name].fields))})"] * len(rows))
            database.execute(f"INSERT INTO {name} VALUES {marks}", [cell for row in rows for cell in row])
    database.execute(SQL)

    def ask(query: str) -> Rows:
        found = database.execute(query).fetchall()
        return [tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row) for row in found]

    return ask


def changed(table: str, key: str, **cells: Any) -> dict[str, Rows]:
    """The tables, with other cells in the row that has this key."""
    names = [field.name for field in SCHEMAS[table].fields]
    content = tables()
    content[table] = [
        tuple((dict(zip(names, row, strict=True)) | cells).values()) if row[0] == key else row for row in content[table]
    ]
    return content


def everything(view: str, ask: Ask) -> Rows:
    """All rows, in an order that does not depend on where an engine puts the empty cells; true is 1."""
    rows = [
        tuple(int(cell) if isinstance(cell, bool) else cell for cell in row) for row in ask(f"SELECT * FROM {view}")
    ]
    return sorted(rows, key=repr)
