"""Counting phrases: the codes of a figure by the words around its number."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused
from rules_quay import mention, place, span

from publisher.rules import counting


def row(owner: str, quote: str, paragraph: int = 7) -> str:
    return str(span(owner, quote, paragraph)["evidence_id"])


@pytest.mark.parametrize(
    ("figure", "cells", "field"),
    [
        ("fig-injured", {"measure": "killed"}, "measure"),
        ("fig-injured", {"measure": "other"}, "measure"),
        ("fig-killed", {"measure": "injured"}, "measure"),
        ("fig-cranes", {"measure": "destroyed"}, "measure"),
        ("fig-cranes", {"unit": "person"}, "unit"),
        ("fig-killed", {"event_id": "evt-meeting"}, "event_id"),
    ],
)
def test_measure_and_unit_fit_the_counting_phrase(figure: str, cells: dict[str, object], field: str) -> None:
    assert refused(counting.figure_measure, CASE.change("figures", figure, **cells)) == {(figure, field)}


def test_words_without_a_plain_reading_decide_nothing() -> None:
    case = CASE.change(
        "evidence", row("figures/fig-injured/record", "around 40 dockers were injured"), exact="40 hit the deck"
    )
    for measure in ("killed", "other", "missing"):
        assert not refused(counting.figure_measure, case.change("figures", "fig-injured", measure=measure))


@pytest.mark.parametrize(
    ("unit", "right"),
    [
        ("crane", True),
        ("cranf", False),
        ("cranes", True),
        ("docker", False),
        ("percent", True),
        ("fraction", False),
        ("USD", True),
    ],
)
def test_a_unit_is_the_singular_of_a_noun_there(unit: str, right: bool) -> None:
    case = CASE if unit == "crane" else CASE.change("figures", "fig-cranes", unit=unit)
    assert refused(counting.figure_unit, case) == (set() if right else {("fig-cranes", "unit")})


@pytest.mark.parametrize(("figure", "estimate"), [("fig-injured", False), ("fig-killed", False), ("fig-cranes", True)])
def test_an_estimate_is_called_one(figure: str, estimate: bool) -> None:
    assert refused(counting.figure_estimate, CASE.change("figures", figure, is_estimate=estimate)) == {
        (figure, "is_estimate")
    }


@pytest.mark.parametrize(
    ("counted", "right"),
    [
        ("dockers", True),
        ("around 40 dockers", False),
        ("40 dockers", False),
        ("dockers were", True),
        ("injured", False),
    ],
)
def test_what_is_counted_follows_the_number(counted: str, right: bool) -> None:
    case = CASE if counted == "dockers" else CASE.moved("figures/fig-injured/counted", "dockers", counted, 7)
    assert refused(counting.counted_is_whole, case) == (set() if right else {("fig-injured", "counted_text")})


def test_what_follows_the_number_is_counted() -> None:
    assert refused(counting.counted_is_whole, CASE.drop("evidence", record_id="fig-injured", field="counted")) == {
        ("fig-injured", "counted_text")
    }
    elsewhere = span("figures/fig-killed/counted", "dockers", 7, basis="resolved")
    assert not refused(counting.counted_is_whole, CASE.add("evidence", elsewhere))
    assert refused(counting.counted_is_whole, CASE.add("evidence", elsewhere | {"basis": "explicit"})) == {
        ("fig-killed", "counted_text")
    }


def test_counted_words_are_all_that_name_the_actor() -> None:
    whole = mention("act-dockers", "dockers were", 7, mention="nominal")
    assert refused(counting.counted_is_whole, CASE.add("evidence", whole)) == {("fig-injured", "counted_text")}


@pytest.mark.parametrize(
    ("figure", "old", "new", "paragraph"),
    [
        ("fig-injured", "around 40 dockers were injured", "around 40 dockers", 7),
        ("fig-injured", "around 40 dockers were injured", "around 40 dockers were injured in a", 7),
        ("fig-killed", "12 more killed", "12 more", 7),
        ("fig-cranes", "Two cranes in Port Mel collapsed", "Two cranes in Port Mel", 8),
        ("fig-cranes", "Two cranes in Port Mel collapsed", "Two cranes in Port Mel collapsed on", 8),
    ],
)
def test_a_counting_phrase_is_number_noun_and_verb(figure: str, old: str, new: str, paragraph: int) -> None:
    case = CASE.moved(f"figures/{figure}/record", old, new, paragraph)
    assert {row for row, _ in refused(counting.counting_phrase, case)} == {figure}


def test_the_event_of_a_figure_is_near() -> None:
    start, end = place("reopen the quay", 2)
    far = CASE.change("evidence", row("events/evt-raid/record", "a raid on Erewhon"), char_start=start, char_end=end)
    assert refused(counting.figure_event_near, far) == {("fig-injured", "event_id"), ("fig-killed", "event_id")}
