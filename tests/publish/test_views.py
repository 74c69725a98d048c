"""views.sql gives the same rows in SQLite and in DuckDB, and they answer an analyst's questions in one line."""

from __future__ import annotations

import random
import re

import duckdb
import pytest
from documents import PUBLISHING, section
from views_case import DUCKDB, PARTS, SCHEMAS, SQL, VIEWS, Ask, Rows, create, everything, in_duckdb, in_sqlite, tables

pytestmark = pytest.mark.slow

ARCHIVE = section(PUBLISHING, "Ask an archive").partition("```sql\n")[2].partition("```")[0].strip().split("\n\n")


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


# --- the questions of README, as they may be pasted

QUESTIONS: dict[str, tuple[str, Rows]] = {
    "who did what to whom": (
        "SELECT actor, act_type, act_label, recipient, date_edtf, what FROM acts "
        "WHERE is_asserted AND method <> 'automatic' AND coalesce(auxiliary_mode, 'historical') = 'historical' "
        "AND actor IS NOT NULL AND recipient IS NOT NULL "
        "ORDER BY what",
        [
            ("Ana Lind", "AGREE", "commitment", "Jon Berg", "2024-03-04", '"a new crane"'),
            ("Jon Berg", "REQUEST", "demand", "Transport Ministry", None, '"pay us" of the ministry'),
            ("Ana Lind", "CONSULT", "meeting or talks", "Jon Berg", "2024-03-04", "Lind visits Berg"),
            ("Transport Ministry", "AGREE", "commitment", "Dockers' Union", "2024-03-04",
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
