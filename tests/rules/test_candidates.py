"""Candidates: every one is decided, and what was decided follows from the records."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused
from rules_quay import PARAGRAPHS, SOURCE, TEXT, Row, candidate, span

from publisher.rules import candidates


def key(kind: str, exact: str) -> str:
    return next(str(r["candidate_id"]) for r in CASE.rows["candidates"] if (r["kind"], r["exact"]) == (kind, exact))


QUAY = key("quote", '"The quay must open,"')
BOTH = key("name", "Both")
FORTY = key("figure", "around 40")
WEDNESDAY = key("date", "Wednesday")


@pytest.mark.parametrize(
    ("row", "cells", "field"),
    [
        (BOTH, {"reason": None}, "reason"),
        (QUAY, {"reason": "a title"}, "reason"),
        (QUAY, {"evidence_id": None}, "evidence_id"),
        (BOTH, {"evidence_id": "evd-0123456789abcdef"}, "evidence_id"),
        (QUAY, {"decision": "automatic"}, "decision"),
    ],
)
def test_a_decision_is_whole(row: str, cells: Row, field: str) -> None:
    assert refused(candidates.decisions, CASE.change("candidates", row, **cells)) == {(row, field)}


def test_without_a_curator_all_is_automatic() -> None:
    case = CASE
    for table, name in (("statements", "method"), ("figures", "method"), ("candidates", "decision")):
        case = case._with(table, [r | {name: "automatic",
            "reason": None} for r in case.rows[table]]) if table == "candidates" else case._with(
            table, [r | {name: "automatic"} for r in case.rows[table]]
        )  # fmt: skip
    case = case._with("events", [])
    assert not refused(candidates.decisions, case)
    assert not refused(candidates.method_follows, case)


@pytest.mark.parametrize(
    ("row", "evidence"),
    [
        (QUAY, span("statements/stm-quay/content", "The quay must open", 3)),
        (QUAY, span("statements/stm-soon/quoted", "must open", 5)),
        (FORTY, span("figures/fig-injured/counted", "dockers", 7)),
    ],
)
def test_a_candidate_rests_on_evidence_of_its_kind_that_overlaps(row: str, evidence: Row) -> None:
    case = CASE.change("candidates", row, evidence_id=evidence["evidence_id"])
    assert refused(candidates.candidate_evidence, case) == {(row, "evidence_id")}


def test_evidence_of_no_row_is_none() -> None:
    assert refused(
        candidates.candidate_evidence, CASE.change("candidates", QUAY, evidence_id="evd-0123456789abcdef")
    ) == {(QUAY, "evidence_id")}


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (FORTY, "41"),
        (WEDNESDAY, "2031-05-08"),
        (key("name", "Utopian"), "act-erewhon"),
        (key("date", "2031-05-09"), "2031-05-08"),
    ],
)
def test_the_record_has_the_value(row: str, value: str) -> None:
    assert refused(candidates.candidate_evidence, CASE.change("candidates", row, value=value)) == {(row, "value")}


def test_a_bound_is_a_value_too() -> None:
    figure = CASE.change("figures", "fig-injured", value=None, lower=40.0)
    assert not refused(candidates.candidate_evidence, figure)
    before = CASE.change("events", "evt-meeting", date_edtf="../2031-05-07")
    assert not refused(candidates.candidate_evidence, before)


@pytest.mark.parametrize(
    ("table", "row", "method"),
    [
        ("statements", "stm-quay", "manual"),
        ("statements", "stm-gull", "automatic-reviewed"),
        ("figures", "fig-killed", "manual"),
        ("events", "evt-pact", "automatic-reviewed"),
        ("statements", "stm-quay", "automatic"),
    ],
)
def test_method_follows_from_the_candidates(table: str, row: str, method: str) -> None:
    assert refused(candidates.method_follows, CASE.change(table, row, method=method)) == {(row, "method")}


def test_every_pair_of_marks_is_a_candidate() -> None:
    assert refused(candidates.marks_are_decided, CASE.drop("candidates", candidate_id=QUAY)) == {(SOURCE, None)}
    more = TEXT.replace(PARAGRAPHS[5], "Both sides agreed to share ‘pilots’.")
    assert refused(candidates.marks_are_decided, CASE.reading(more)) == {(SOURCE, None)}


def test_accepted_marks_are_quoted_and_nothing_less() -> None:
    title = candidate("marks", "share pilots", 6, rests=span("statements/stm-both/content", "to share pilots", 6))
    assert refused(candidates.quotes_are_quoted, CASE.add("candidates", title)) == {(title["candidate_id"], "exact")}
    rejected = title | {"decision": "rejected", "reason": "a title", "evidence_id": None}
    assert not refused(candidates.quotes_are_quoted, CASE.add("candidates", rejected))
