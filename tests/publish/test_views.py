"""views.sql gives the same rows in SQLite and in DuckDB, and they answer an analyst's questions in one line.

Two articles: a harbour with a claim, a joint statement, a mutual agreement, a chain of three and a figure that is told
twice; and a border, of which no person has checked a row.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from documents import PUBLISHING, section

from publisher import schemas

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SQL = (ROOT / "publisher" / "publish" / "views.sql").read_text(encoding="utf-8")
SCHEMAS = schemas.load(ROOT / "schemas")
VIEWS = ("acts", "events_flat", "figures_flat", "statements_flat")
PARTS = ("actor_homes", "statement_chain", "statement_voices")
ARCHIVE = section(PUBLISHING, "Ask an archive").partition("```sql\n")[2].partition("```")[0].strip().split("\n\n")

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


@pytest.fixture(scope="module")
def both() -> dict[str, Ask]:
    content = tables()
    return {"SQLite": in_sqlite(content), "DuckDB": in_duckdb(content)}


@pytest.fixture(params=["SQLite", "DuckDB"])
def ask(request: pytest.FixtureRequest, both: dict[str, Ask]) -> Ask:
    return both[request.param]


def everything(view: str, ask: Ask) -> Rows:
    """All rows, in an order that does not depend on where an engine puts the empty cells; true is 1."""
    rows = [
        tuple(int(cell) if isinstance(cell, bool) else cell for cell in row) for row in ask(f"SELECT * FROM {view}")
    ]
    return sorted(rows, key=repr)


@pytest.mark.parametrize("view", [*VIEWS, *PARTS])
def test_both_give_the_same_rows(view: str, both: dict[str, Ask]) -> None:
    rows = everything(view, both["SQLite"])
    assert rows
    assert rows == everything(view, both["DuckDB"])


def shuffled(seed: int) -> dict[str, Rows]:
    """The rows in another order, and the links and positions dealt anew: tables that nobody wrote by hand."""
    deal = random.Random(seed)
    content = tables()
    for name, rows in content.items():
        deal.shuffle(rows)
        if name in ("event_mentions", "event_actors", "statement_actors", "event_places"):
            columns = [list(column) for column in zip(*rows, strict=True)]
            for field, column in zip(SCHEMAS[name].fields, columns, strict=True):
                if field.name not in ("event_id", "voice"):
                    deal.shuffle(column)
            content[name] = list(zip(*columns, strict=True))
    return content


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 6))])
def test_both_give_the_same_rows_of_any_tables(seed: int) -> None:
    content = shuffled(seed)
    sqlite, duck = in_sqlite(content), in_duckdb(content)
    for view in VIEWS:
        assert everything(view, sqlite) == everything(view, duck)


@pytest.mark.parametrize("question", ARCHIVE)
def test_the_questions_to_an_archive_have_one_answer_in_one_order(question: str) -> None:
    for content in (tables(), shuffled(1)):
        answers = [[tuple(map(str, row)) for row in engine(content)(question)] for engine in (in_sqlite, in_duckdb)]
        assert answers[0] == answers[1]


def test_empty_tables_give_no_rows() -> None:
    content: dict[str, Rows] = {name: [] for name in SCHEMAS}
    for ask in (in_sqlite(content), in_duckdb(content)):
        assert [ask(f"SELECT * FROM {view}") for view in VIEWS] == [[]] * len(VIEWS)


def test_it_may_be_run_again() -> None:
    database = duckdb.connect()
    for name in SCHEMAS:
        database.execute(create(name, DUCKDB))
    database.execute(SQL)
    database.execute(SQL)


@pytest.mark.parametrize("view", [*VIEWS, *PARTS])
def test_each_view_has_a_row_for_each_record(view: str, ask: Ask) -> None:
    table, key = {
        "acts": ("", ""),
        "events_flat": ("events", "event_id"),
        "figures_flat": ("figures", "figure_id"),
        "statements_flat": ("statements", "statement_id"),
        "statement_voices": ("statements", "statement_id"),
        "actor_homes": ("actors", "actor_id"),
        "statement_chain": ("", ""),
    }[view]
    if view == "statement_chain":
        assert ask("SELECT * FROM statement_chain ORDER BY 1, 2") == [
            ("stm-news", 1, "stm-radio", False),
            ("stm-raid", 1, "stm-news", True),
            ("stm-raid", 2, "stm-radio", True),
        ]
    elif table:
        assert ask(f"SELECT {key} FROM {view} ORDER BY 1") == ask(f"SELECT {key} FROM {table} ORDER BY 1")
    else:
        columns = "record_table, record_id, actor_id, recipient_id, by_account_of"
        assert ask(f"SELECT {columns} FROM acts GROUP BY {columns} HAVING count(*) > 1") == []


@pytest.mark.parametrize("view", [*VIEWS, *PARTS])
def test_each_view_and_each_column_has_a_comment(view: str, both: dict[str, Ask]) -> None:
    before, after = SQL.split(f"CREATE VIEW {view} AS\n")
    assert before.splitlines()[-1].startswith("-- ")
    commented = re.findall(r"^ {4}.*?(\w+),? +-- [A-Z].*$", after.split("CREATE VIEW")[0], re.MULTILINE)
    assert commented == [row[1] for row in both["SQLite"](f"PRAGMA table_info({view})")]


# --- acts


def test_who_did_what_to_whom(ask: Ask) -> None:
    found = ask(
        "SELECT actor, act_type, event_mode, recipient, is_mutual, is_asserted, by_account_of FROM acts "
        "WHERE record_table = 'events' AND method <> 'automatic' ORDER BY record_id, by_account_of IS NULL"
    )
    assert found == [
        ("Transport Ministry", "AGREE", None, "Dockers' Union", True, True, None),
        ("Dockers' Union", "ASSAULT", None, "Port Company", False, False, "Harbour Office"),
        (None, "OTHER", None, "Port Company", False, True, None),
        ("Sweden", "ASSAULT", None, "Dockers' Union", True, True, None),
        (None, "ASSAULT", "beat", "Dockers' Union", False, False,
         "Jon Berg > North News? > Radio Two? + Ana Lind + Estimates?"),
        ("Port Company", "COOPERATE", None, None, False, False, "North News? > Radio Two? + North News"),
        ("Dockers' Union", "PROTEST", "strike", None, False, True, None),
        ("Ana Lind", "CONSULT", "visit", "Jon Berg", False, True, None),
    ]  # fmt: skip


def test_what_is_claimed_is_in_the_words_of_the_claim(ask: Ask) -> None:
    assert ask("SELECT actor, what FROM acts WHERE record_id = 'evt-crane-collapse' ORDER BY actor IS NULL") == [
        ("Dockers' Union", "A crane collapses: an attack by the union"),
        (None, "A crane collapses"),
    ]


def test_who_said_what_to_whom(ask: Ask) -> None:
    found = ask(
        "SELECT actor, act_type, recipient, is_mutual, is_asserted, by_account_of, date_edtf, places, what FROM acts "
        "WHERE record_table = 'statements' ORDER BY record_id"
    )
    assert found == [
        ("a guard", "ACCUSE", "smugglers", False, True, None, None, None, "they were armed"),
        ("Jon Berg", "REQUEST", "Transport Ministry", False, True, None, None, "Malmo", '"pay us" of the ministry'),
        ("Ana Lind", "AGREE", "Jon Berg", False, True, None, "2024-03-04", "Malmo", '"a new crane"'),
        ("Ana Lind", "ACCUSE", "Jon Berg", True, True, None, None, None, "one another"),
        (
            "Jon Berg",
            "ACCUSE",
            None,
            False,
            False,
            "North News? > Radio Two?",
            "2024-03-04",
            None,
            "a raid, 40 injured",
        ),
    ]


def test_automatic_rows_say_that_the_voice_is_not_known(ask: Ask) -> None:
    found = ask("SELECT actor, recipient, is_asserted, by_account_of FROM acts WHERE record_id = 'evt-arrest'")
    assert found == [("border guards", "smugglers", None, None)]


def changed(table: str, key: str, **cells: Any) -> dict[str, Rows]:
    """The tables, with other cells in the row that has this key."""
    names = [field.name for field in SCHEMAS[table].fields]
    content = tables()
    content[table] = [
        tuple((dict(zip(names, row, strict=True)) | cells).values()) if row[0] == key else row for row in content[table]
    ]
    return content


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
@pytest.mark.parametrize(
    ("table", "key", "cells"),
    [
        ("statements", "stm-joint", {"date_start": date(2024, 3, 1), "date_end": date(2024, 3, 1)}),
        ("statements", "stm-joint", {"date_start": None, "date_end": None}),
        ("statements", "stm-joint", {"act_type": "REJECT"}),
        ("statements", "stm-joint", {"source_id": "src-border"}),
        ("events", "evt-agreement", {"auxiliary_mode": "negation"}),
        ("events", "evt-agreement", {"method": "automatic"}),
    ],
)
def test_words_that_are_another_act_than_the_agreement_have_rows(
    table: str, key: str, cells: dict[str, Any], engine: Callable[[Mapping[str, Rows]], Ask]
) -> None:
    ask = engine(changed(table, key, **cells))
    assert ask("SELECT actor, recipient FROM acts WHERE record_id = 'stm-joint' ORDER BY 1") == [
        ("Dockers' Union", None),
        ("Transport Ministry", None),
    ]


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
@pytest.mark.parametrize("event_type", ["AGREE", "SUPPORT"])
def test_words_of_an_agreement_that_is_an_event_have_none(
    event_type: str, engine: Callable[[Mapping[str, Rows]], Ask]
) -> None:
    ask = engine(changed("events", "evt-agreement", event_type=event_type))
    assert ask("SELECT * FROM acts WHERE record_id = 'stm-joint'") == []


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
def test_two_that_strike_do_not_strike_each_other(engine: Callable[[Mapping[str, Rows]], Ask]) -> None:
    ask = engine(changed("events", "evt-agreement", event_type="PROTEST"))
    assert ask("SELECT actor, recipient, is_mutual FROM acts WHERE record_id = 'evt-agreement' ORDER BY 1") == [
        ("Dockers' Union", None, False),
        ("Transport Ministry", None, False),
    ]


# --- the flat tables


def test_an_event_with_its_sides_places_and_voices(ask: Ask) -> None:
    found = ask(
        "SELECT label, quad_class, actors, recipients, claimed_parties, claimed_types, is_asserted, origins, "
        "origin_count, relays, accounts, places, country_codes, where_prec, part_of FROM events_flat ORDER BY event_id"
    )
    assert found == [
        ("Ministry and union agree", "verbal cooperation", "Dockers' Union; Transport Ministry", None, None, None,
         True, None, 0, None, None, None, None, None, "Strike of the dockers"),
        ("arrested smugglers", "material conflict", "border guards", "smugglers", None, None,
         None, None, 0, None, None, None, None, None, None),
        ("A crane collapses", None, None, "Port Company", "Dockers' Union (actor): Harbour Office",
         "ASSAULT: Harbour Office", True, "Harbour Office", 1, None, "Harbour Office",
         "Gothenburg; North Pier", "SE", 1, None),
        ("Police and dockers fight", "material conflict", "Dockers' Union; Sweden", None, None, None,
         True, None, 0, None, None, None, None, None, None),
        ("Raid on the dockers", "material conflict", None, "Dockers' Union", None, "COERCE: Ana Lind",
         False, "Jon Berg; Ana Lind; Estimates?", 2, "North News?; Radio Two?",
         "Jon Berg > North News? > Radio Two? + Ana Lind + Estimates?", None, None, None, "Strike of the dockers"),
        ("It rains", None, None, None, None, None, True, None, 0, None, None, None, None, None, None),
        ("The port is sold", None, "Port Company", None, None, None,
         False, "North News", 1, "Radio Two?", "North News? > Radio Two? + North News", None, None, None, None),
        ("Strike of the dockers", "material conflict", "Dockers' Union", None, None, None,
         True, None, 0, None, None, None, None, None, None),
        ("Lind visits Berg", "verbal cooperation", "Ana Lind", "Jon Berg", None, None,
         True, None, 0, None, None, "Malmo", "SE", 4, "Strike of the dockers"),
    ]  # fmt: skip


def test_a_statement_with_its_actors_and_its_chain(ask: Ask) -> None:
    found = ask(
        "SELECT statement_id, speakers, speaker_organizations, speaker_states, addressees, targets, about, "
        "reported_by, setting FROM statements_flat ORDER BY statement_id"
    )
    ministry, union = "Transport Ministry", "Dockers' Union"
    assert found == [
        ("stm-4a", "a guard", None, None, None, "smugglers", "smugglers", None, None),
        ("stm-demand", "Jon Berg", union, "Sweden", "Ana Lind", ministry, f"{ministry}; Sweden", None,
         "Lind visits Berg"),
        ("stm-demand-short", "Jon Berg", union, "Sweden", None, ministry, ministry, None, None),
        ("stm-estimate", "Estimates", None, None, None, None, None, None, None),
        ("stm-goes-on", None, None, None, None, None, None, None, None),
        ("stm-joint", f"{union}; {ministry}", f"{union}; {ministry}", "Sweden", None, None, None, None,
         "Ministry and union agree"),
        ("stm-lind-again", "Ana Lind", ministry, "Sweden", None, None, None, None, None),
        ("stm-lind-raid", "Ana Lind", ministry, "Sweden", None, None, None, None, None),
        ("stm-news", "North News", "North News", "Norway", None, None, "Jon Berg", "Radio Two", None),
        ("stm-news-sale", "North News", "North News", "Norway", None, None, None, None, None),
        ("stm-pledge", "Ana Lind", ministry, "Sweden", None, "Jon Berg", f"Jon Berg; {union}", None,
         "Lind visits Berg"),
        ("stm-quarrel", "Ana Lind; Jon Berg", f"{union}; {ministry}", "Sweden", None, "Ana Lind; Jon Berg",
         "Ana Lind; Jon Berg", None, None),
        ("stm-radio", "Radio Two", "Radio Two", None, None, None, None, None, None),
        ("stm-raid", "Jon Berg", union, "Sweden", None, None, None, "North News? > Radio Two?", None),
        ("stm-sabotage", "Harbour Office", "Harbour Office", "Sweden", None, union, f"Port Company; {union}", None,
         None),
    ]  # fmt: skip


def test_a_figure_with_its_event_source_and_dates(ask: Ask) -> None:
    found = ask(
        "SELECT figure_id, low, high, counted_actor, stated_by, reported_by, event, date_edtf, stated_edtf, places, "
        "document_date FROM figures_flat ORDER BY figure_id"
    )
    raid, union, until, news = "Raid on the dockers", "Dockers' Union", "[..2024-03-03]", "North News? > Radio Two?"
    assert found == [
        ("fig-4b", 7, 7, None, None, None, None, None, None, None, None),
        ("fig-cranes", 1, 1, None, "the article itself", None, "A crane collapses", "2024-03", None,
         "Gothenburg; North Pier", "2024-03-05"),
        ("fig-injured", 40, 40, union, "Jon Berg", news, raid, until, "2024-03-04", None, "2024-03-05"),
        ("fig-injured-again", 40, 40, union, "Jon Berg", news, raid, until, "2024-03-04", None, "2024-03-05"),
        ("fig-injured-lind", None, 12, union, "Ana Lind", None, raid, until, None, None, "2024-03-05"),
        ("fig-long", 30, None, union, "Estimates", None, raid, until, None, None, "2024-03-05"),
    ]  # fmt: skip


def test_whoever_is_told_of_by_two_is_not_told_of_twice(ask: Ask) -> None:
    """North News alone, and North News as Radio Two passes it on, are one origin. The first mention is outside of what
    North News says, so only the second one makes it certain."""
    found = ask("SELECT origins, origin_count, relays, accounts FROM events_flat WHERE event_id = 'evt-sale'")
    assert found == [("North News", 1, "Radio Two?", "North News? > Radio Two? + North News")]


@pytest.mark.parametrize(
    ("view", "key", "filters", "left_out"),
    [
        ("events_flat", "event_id", "NOT only_inferred", []),
        ("acts", "record_id", "NOT only_inferred", ["stm-raid"]),
        ("statements_flat", "statement_id", "coalesce(reported_by, '') NOT LIKE '%?%'", ["stm-raid"]),
        ("figures_flat", "figure_id", "coalesce(reported_by, '') NOT LIKE '%?%'", ["fig-injured", "fig-injured-again"]),
    ],
)
def test_what_is_not_inferred_has_the_surest_rows(
    view: str, key: str, filters: str, left_out: list[str], ask: Ask
) -> None:
    """The filters at the top of views.sql: what the article itself tells has no account, and stays; so do the raid and
    the sale, each with one account that is sure."""
    assert filters in SQL
    kept = f"SELECT {key} FROM {view} WHERE {filters}"
    assert ask(f"SELECT DISTINCT {key} FROM {view} WHERE {key} NOT IN ({kept}) ORDER BY 1") == [(k,) for k in left_out]


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
def test_what_no_sure_account_tells_is_only_inferred(engine: Callable[[Mapping[str, Rows]], Ask]) -> None:
    content, place = tables(), [field.name for field in SCHEMAS["evidence"].fields].index("basis")
    content["evidence"] = [
        (*row[:place], "inferred", *row[place + 1 :]) if row[0] in ("evd-70", "evd-71") else row
        for row in content["evidence"]
    ]
    ask = engine(content)
    assert ask("SELECT event_id, accounts FROM events_flat WHERE only_inferred") == [
        ("evt-sale", "North News? > Radio Two? + North News?")
    ]
    assert ask("SELECT record_id FROM acts WHERE only_inferred ORDER BY 1") == [("evt-sale",), ("stm-raid",)]


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
def test_what_makes_a_source_weak_is_in_each_row_that_rests_on_it(
    engine: Callable[[Mapping[str, Rows]], Ask],
) -> None:
    ask = engine(changed("actors", "act-radio", note="State-run."))
    told = "Radio Two: State-run."
    for view, key, found in (
        ("statements_flat", "statement_id", ["stm-news", "stm-radio", "stm-raid"]),
        ("events_flat", "event_id", ["evt-raid", "evt-sale"]),
        ("acts", "record_id", ["evt-raid", "evt-sale", "stm-raid"]),
        ("figures_flat", "figure_id", ["fig-injured", "fig-injured-again"]),
    ):
        rows = ask(f"SELECT {key}, account_notes FROM {view} WHERE account_notes IS NOT NULL ORDER BY 1")
        assert rows == [(one, told) for one in found]


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
def test_an_event_has_the_words_of_all_its_mentions(engine: Callable[[Mapping[str, Rows]], Ask]) -> None:
    content = changed("evidence", "evd-13", exact="a crane fell")
    names = [field.name for field in SCHEMAS["evidence"].fields]
    content["evidence"] = [
        tuple((dict(zip(names, row, strict=True)) | {"exact": "an attack"}).values()) if row[0] == "evd-21" else row
        for row in content["evidence"]
    ]
    assert engine(content)("SELECT words FROM events_flat WHERE event_id = 'evt-crane-collapse'") == [
        ("a crane fell … an attack",)
    ]


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
@pytest.mark.parametrize(
    ("cells", "ends"),
    [
        ({"value": 30.0, "lower": None, "modifier": "approximate"}, (None, None)),
        ({"lower": 30.0, "upper": 40.0, "modifier": "between"}, (30, 40)),
        ({"lower": None, "modifier": "indefinite"}, (None, None)),
    ],
)
def test_a_hedged_number_sets_no_limit(
    cells: dict[str, Any], ends: tuple[float | None, float | None], engine: Callable[[Mapping[str, Rows]], Ask]
) -> None:
    """So "around 300" and "310" do not contradict each other."""
    ask = engine(changed("figures", "fig-long", **cells))
    assert ask("SELECT low, high FROM figures_flat WHERE figure_id = 'fig-long'") == [ends]


def test_a_link_after_an_inferred_one_is_as_uncertain(ask: Ask) -> None:
    found = ask("SELECT statement_id, reported_by FROM statement_voices WHERE reported_by IS NOT NULL ORDER BY 1")
    assert found == [("stm-news", "Radio Two"), ("stm-raid", "North News? > Radio Two?")]


@pytest.mark.parametrize("view", ["acts", "events_flat"])
def test_what_did_not_happen_is_neither_cooperation_nor_conflict(view: str, ask: Ask) -> None:
    found = ask(f"SELECT DISTINCT quad_class FROM {view} WHERE auxiliary_mode = 'negation'")
    assert found == [(None,)]


def test_a_party_that_the_words_do_not_state_shows(ask: Ask) -> None:
    found = ask(
        "SELECT record_id, actor, recipient, parties_basis FROM acts WHERE parties_basis <> 'explicit' ORDER BY 1"
    )
    assert found == [
        ("evt-sale", "Port Company", None, "inferred"),
        ("stm-demand", "Jon Berg", "Transport Ministry", "resolved"),
        ("stm-pledge", "Ana Lind", "Jon Berg", "inferred"),
    ]


def test_an_actor_is_found_by_its_state(ask: Ask) -> None:
    found = ask(
        "SELECT actor, act_type FROM acts WHERE recipient_state = 'Sweden' AND actor_state = 'Sweden' ORDER BY 1, 2"
    )
    assert found == [
        ("Ana Lind", "ACCUSE"), ("Ana Lind", "AGREE"), ("Ana Lind", "CONSULT"), ("Jon Berg", "REQUEST"),
        ("Sweden", "ASSAULT"), ("Transport Ministry", "AGREE"),
    ]  # fmt: skip


def test_a_statement_has_the_events_that_its_words_tell_of(ask: Ask) -> None:
    found = ask("SELECT statement_id, events FROM statements_flat WHERE events IS NOT NULL ORDER BY 1")
    raid, sale = "Raid on the dockers", "The port is sold"
    assert found == [
        ("stm-estimate", raid), ("stm-lind-again", raid), ("stm-lind-raid", raid), ("stm-news", sale),
        ("stm-news-sale", sale), ("stm-raid", raid), ("stm-sabotage", "A crane collapses"),
    ]  # fmt: skip


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
@pytest.mark.parametrize(
    ("table", "key", "views"),
    [
        ("events", "evt-strike", ["events_flat", "acts"]),
        ("statements", "stm-demand", ["statements_flat", "acts"]),
        ("figures", "fig-injured", ["figures_flat"]),
    ],
)
def test_a_note_is_in_every_view_of_its_record(
    table: str, key: str, views: list[str], engine: Callable[[Mapping[str, Rows]], Ask]
) -> None:
    ask = engine(changed(table, key, note="It may be the writer's own."))
    for view in views:
        assert ask(f"SELECT note FROM {view} WHERE note IS NOT NULL") == [("It may be the writer's own.",)]


# --- the questions of README, as they may be pasted

QUESTIONS: dict[str, tuple[str, Rows]] = {
    "who did what to whom": (
        "SELECT actor, act_type, act_label, recipient, date_edtf, what FROM acts "
        "WHERE is_asserted AND method <> 'automatic' AND coalesce(auxiliary_mode, 'historical') = 'historical' "
        "AND actor IS NOT NULL AND recipient IS NOT NULL "
        "ORDER BY what",
        [
            ("Ana Lind", "AGREE", "promise", "Jon Berg", "2024-03-04", '"a new crane"'),
            ("Jon Berg", "REQUEST", "demand", "Transport Ministry", None, '"pay us" of the ministry'),
            ("Ana Lind", "CONSULT", "meeting or talks", "Jon Berg", "2024-03-04", "Lind visits Berg"),
            ("Transport Ministry", "AGREE", "agreement or promise", "Dockers' Union", "2024-03-04",
             "Ministry and union agree"),
            ("Ana Lind", "ACCUSE", "blame or concern", "Jon Berg", None, "one another"),
        ],
    ),
    "who demands what of whom": (
        "SELECT actor, recipient, what, by_account_of, date_edtf FROM acts "
        "WHERE act_type = 'REQUEST' AND method <> 'automatic' ORDER BY actor, what",
        [("Jon Berg", "Transport Ministry", '"pay us" of the ministry', None, None)],
    ),
    "whose claims contradict": (
        "SELECT label, event_type, is_asserted, claimed_types, claimed_parties FROM events_flat "
        "WHERE (claimed_types IS NOT NULL OR claimed_parties IS NOT NULL) AND method <> 'automatic' ORDER BY label",
        [
            ("A crane collapses", "OTHER", True, "ASSAULT: Harbour Office", "Dockers' Union (actor): Harbour Office"),
            ("Raid on the dockers", "ASSAULT", False, "COERCE: Ana Lind", None),
        ],
    ),
    "casualties with source and date": (
        "SELECT value_text, counted_text, measure, event, stated_by, reported_by, "
        "date_edtf AS happened, stated_edtf AS stated FROM figures_flat "
        "WHERE measure IN ('killed', 'injured') AND auxiliary_mode IS NULL AND fuller_figure_id IS NULL "
        "AND method <> 'automatic' ORDER BY event, measure, value_text",
        [
            ("40", "dockers", "injured", "Raid on the dockers", "Jon Berg", "North News? > Radio Two?",
             "[..2024-03-03]", "2024-03-04"),
            ("at least 30", "dockers", "injured", "Raid on the dockers", "Estimates", None, "[..2024-03-03]", None),
            ("up to 12", "dockers", "injured", "Raid on the dockers", "Ana Lind", None, "[..2024-03-03]", None),
        ],
    ),
    "what is only reported, and by how many": (
        "SELECT label, origin_count, inferred_origin_count, origins, relays FROM events_flat WHERE NOT is_asserted "
        "AND method <> 'automatic' ORDER BY origin_count, label",
        [("The port is sold", 1, 0, "North News", "Radio Two?"),
         ("Raid on the dockers", 2, 1, "Jon Berg; Ana Lind; Estimates?", "North News?; Radio Two?")],
    ),
    "who is quoted most": (
        "SELECT speakers, count(*) AS quotations FROM statements_flat WHERE quote_type <> 'indirect' "
        "AND speakers IS NOT NULL AND fuller_statement_id IS NULL AND method <> 'automatic' "
        "GROUP BY speakers ORDER BY 2 DESC, 1",
        [("Jon Berg", 2), ("Ana Lind", 1)],
    ),
    "what X, or anybody of X, said about Y": (
        "SELECT speakers, cue_text, content_text, reported_by, date_edtf FROM statements_flat "
        "WHERE (speakers LIKE '%Sweden%' OR speaker_states LIKE '%Sweden%') AND about LIKE '%Transport Ministry%' "
        "AND fuller_statement_id IS NULL AND method <> 'automatic' ORDER BY statement_id",
        [("Jon Berg", "demanded", '"pay us" of the ministry', None, None)],
    ),
    "figures of one event that contradict each other": (
        "SELECT a.event, a.measure, a.value_text, a.stated_by, b.value_text AS against, b.stated_by AS by_whom "
        "FROM figures_flat AS a JOIN figures_flat AS b USING (event_id, measure, unit, counted_text) "
        "WHERE a.low > b.high AND a.fuller_figure_id IS NULL AND b.fuller_figure_id IS NULL "
        "AND a.auxiliary_mode IS NULL AND b.auxiliary_mode IS NULL AND a.method <> 'automatic' "
        "AND b.method <> 'automatic' ORDER BY a.event, a.low DESC",
        [
            ("Raid on the dockers", "injured", "40", "Jon Berg", "up to 12", "Ana Lind"),
            ("Raid on the dockers", "injured", "at least 30", "Estimates", "up to 12", "Ana Lind"),
        ],
    ),
    "speakers by organization and state": (
        "SELECT speaker_states, speaker_organizations, count(*) AS statements FROM statements_flat "
        "WHERE fuller_statement_id IS NULL AND method <> 'automatic' AND (speaker_states IS NOT NULL "
        "OR speaker_organizations IS NOT NULL) GROUP BY 1, 2 ORDER BY 3 DESC, 2",
        [
            ("Sweden", "Transport Ministry", 3),
            ("Sweden", "Dockers' Union", 2),
            ("Sweden", "Dockers' Union; Transport Ministry", 2),
            ("Norway", "North News", 2),
            ("Sweden", "Harbour Office", 1),
            (None, "Radio Two", 1),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_one_line(question: str, ask: Ask) -> None:
    query, answer = QUESTIONS[question]
    assert ask(query) == answer
