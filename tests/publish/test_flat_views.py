"""The views of one row for each event, statement and figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from views_case import SCHEMAS, SQL, Ask, Rows, changed, in_duckdb, in_sqlite, tables

pytestmark = pytest.mark.slow


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
