"""What goes with an automatic row that a rule refuses, and what stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from linear_time import grows_linearly

from publisher.finding import Finding
from publisher.judge.drop import at_fault, indexed, without
from publisher.schemas import load

SCHEMAS = load(Path(__file__).parents[2] / "schemas")
ROWS: dict[str, list[dict[str, Any]]] = {
    "sources": [{"source_id": "src-a"}],
    "events": [{"event_id": "evt-a", "evidence_id": "evd-event"}],
    "statements": [
        {"statement_id": "stm-a", "evidence_id": "evd-a"},
        {"statement_id": "stm-b", "reported_by_statement_id": "stm-a", "evidence_id": "evd-b"},
        {"statement_id": "stm-c", "evidence_id": "evd-c"},
    ],
    "figures": [
        {"figure_id": "fig-a", "statement_id": "stm-b", "evidence_id": "evd-figure"},
        {"figure_id": "fig-b", "statement_id": None, "event_id": "evt-a", "evidence_id": "evd-other"},
    ],
    "event_actors": [{"event_id": "evt-a", "actor_id": "act-a", "role": "actor", "evidence_id": "evd-part"}],
    "event_mentions": [{"evidence_id": "evd-event", "event_id": "evt-a", "statement_id": "stm-a"}],
    "event_places": [],
    "statement_actors": [
        {"statement_id": "stm-a", "actor_id": "act-a", "role": "speaker", "evidence_id": "evd-speaker"}
    ],
    "evidence": [
        {"evidence_id": "evd-name", "record_table": "actors", "record_id": "act-a", "field": "name"},
        {"evidence_id": "evd-event", "record_table": "events", "record_id": "evt-a", "field": "record"},
        {"evidence_id": "evd-part", "record_table": "events", "record_id": "evt-a", "field": "actor"},
        {"evidence_id": "evd-a", "record_table": "statements", "record_id": "stm-a", "field": "record"},
        {"evidence_id": "evd-speaker", "record_table": "statements", "record_id": "stm-a", "field": "speaker_actor"},
        {"evidence_id": "evd-b", "record_table": "statements", "record_id": "stm-b", "field": "record"},
        {"evidence_id": "evd-c", "record_table": "statements", "record_id": "stm-c", "field": "record"},
        {"evidence_id": "evd-figure", "record_table": "figures", "record_id": "fig-a", "field": "record"},
        {"evidence_id": "evd-other", "record_table": "figures", "record_id": "fig-b", "field": "record"},
    ],
    "candidates": [
        {"candidate_id": "cnd-a", "evidence_id": "evd-a"},
        {"candidate_id": "cnd-c", "evidence_id": "evd-c"},
        {"candidate_id": "cnd-d", "evidence_id": None},
    ],
}


def left(*doomed: tuple[str, str]) -> dict[str, list[Any]]:
    """The keys of the rows that are left in each table."""
    kept = without(ROWS, doomed, SCHEMAS)
    return {table: [row[SCHEMAS[table].primary_key[0]] for row in rows] for table, rows in kept.items()}


def test_nothing_else_goes_with_a_row_that_nothing_refers_to() -> None:
    found = left(("figures", "fig-a"))
    assert found["figures"] == ["fig-b"]
    assert "evd-figure" not in found["evidence"] and len(found["evidence"]) == 8
    assert found["statements"] == ["stm-a", "stm-b", "stm-c"]


def test_what_a_statement_holds_goes_with_it() -> None:
    """Else what somebody is said to have said would become the article's own words."""
    found = left(("statements", "stm-a"))
    assert found["statements"] == ["stm-c"]
    assert found["events"] == found["event_actors"] == []
    assert found["figures"] == ["fig-b"]
    assert found["evidence"] == ["evd-name", "evd-c", "evd-other"]


def test_a_figure_only_loses_its_event() -> None:
    kept = without(ROWS, [("events", "evt-a")], SCHEMAS)
    assert kept["figures"][1] == {**ROWS["figures"][1], "event_id": None}


def test_a_candidate_only_loses_its_record() -> None:
    kept = without(ROWS, [("statements", "stm-c")], SCHEMAS)
    assert [row["evidence_id"] for row in kept["candidates"]] == ["evd-a", None, None]


def test_a_candidate_at_fault_loses_its_record_first_and_then_goes() -> None:
    assert left(("candidates", "cnd-a"))["candidates"] == ["cnd-a", "cnd-c", "cnd-d"]
    assert left(("candidates", "cnd-d"))["candidates"] == ["cnd-a", "cnd-c"]


def test_without_its_last_mention_an_actor_speaks_and_acts_no_more() -> None:
    kept = without(ROWS, [("evidence", "evd-name")], SCHEMAS)
    assert (kept["statement_actors"], kept["event_actors"]) == ([], [])


def test_the_rows_given_are_left_as_they_are() -> None:
    before = {table: [dict(row) for row in rows] for table, rows in ROWS.items()}
    without(ROWS, [("statements", "stm-a"), ("candidates", "cnd-a"), ("evidence", "evd-name")], SCHEMAS)
    assert before == ROWS


@pytest.mark.parametrize(
    ("table", "row", "doomed"),
    [
        ("figures", "fig-a", ("figures", "fig-a")),
        ("figures", "fig-x", None),
        ("evidence", "evd-figure", ("figures", "fig-a")),
        ("evidence", "evd-name", ("evidence", "evd-name")),
        ("event_actors", "evt-a act-a actor", ("events", "evt-a")),
        ("candidates", "cnd-d", ("candidates", "cnd-d")),
        ("sources", "src-a", None),
        ("actors", "act-a", None),
        ("evidence", None, None),
    ],
)
def test_the_record_that_a_finding_is_about_is_at_fault(
    table: str, row: str | None, doomed: tuple[str, str] | None
) -> None:
    assert at_fault(Finding(table, row), indexed(ROWS)) == doomed


@pytest.mark.slow
def test_the_time_grows_with_the_rows_that_are_dropped() -> None:
    def dropped(text: str) -> object:
        figures = [{"figure_id": f"fig-{n}", "evidence_id": f"evd-{n}"} for n in range(len(text))]
        evidence = [
            {"evidence_id": f"evd-{n}", "record_table": "figures", "record_id": f"fig-{n}", "field": "record"}
            for n in range(len(text))
        ]
        rows = {**{table: [] for table in ROWS}, "figures": figures, "evidence": evidence}
        index = indexed(rows)
        found = (at_fault(Finding("evidence", row["evidence_id"]), index) for row in evidence)
        return without(rows, [row for row in found if row], SCHEMAS)

    assert grows_linearly(dropped, "x", characters=20_000)
