"""The view of who did or said what to whom, by whose account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from views_case import Ask, Rows, changed, in_duckdb, in_sqlite, tables

pytestmark = pytest.mark.slow


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


@pytest.mark.parametrize("engine", [in_sqlite, in_duckdb])
def test_who_is_known_to_tell_it_is_named_also_where_the_voice_of_the_article_is_not_known(
    engine: Callable[[Mapping[str, Rows]], Ask],
) -> None:
    question = "SELECT by_account_of FROM acts WHERE record_id = 'evt-raid' AND NOT is_claimed"
    told = engine(tables())(question)
    assert told[0][0].startswith("Jon Berg > North News?")
    assert engine(changed("events", "evt-raid", is_asserted=None))(question) == told


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
