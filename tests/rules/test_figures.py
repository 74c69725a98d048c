"""Figures: the numbers follow from their words, and the codes from the words around them."""

from __future__ import annotations

import json

import pytest
from rules_case import CASE, Case, refused
from rules_quay import SOURCE, place, span
from rules_text import coded, judged
from rules_text import mention as text_mention

from publisher.rules import figures


def row(owner: str, quote: str, paragraph: int = 7) -> str:
    return str(span(owner, quote, paragraph)["evidence_id"])


def worded(words: str, **cells: object) -> Case:
    """The injured with other words and values."""
    return CASE.change("figures", "fig-injured", **{"value_text": words, "value": None, "modifier": "plain"} | cells)


@pytest.mark.parametrize(
    "cells",
    [
        {"value": 41.0},
        {"value": None},
        {"modifier": "plain"},
        {"modifier": "at_least"},
        {"lower": 40.0},
        {"upper": 50.0},
        {"value_text": "around 41"},
        {"value_text": "dockers"},
    ],
)
def test_the_words_give_the_numbers(cells: dict[str, object]) -> None:
    found = refused(figures.figure_words, CASE.change("figures", "fig-injured", **cells))
    assert found and found <= {
        ("fig-injured", field) for field in ("value", "lower", "upper", "modifier", "value_text")
    }


def test_numbers_in_other_languages_are_not_read() -> None:
    assert not refused(figures.figure_words, worded("sieben", value=7.0).change("sources", SOURCE, language="de"))


def test_bounds_stand_around_the_value() -> None:
    assert refused(figures.figure_order, CASE.change("figures", "fig-injured", lower=41.0)) == {
        ("fig-injured", "value")
    }
    assert refused(figures.figure_order, CASE.change("figures", "fig-injured", value=None, lower=2.0, upper=1.0)) == {
        ("fig-injured", "value")
    }
    assert not refused(figures.figure_order, CASE.change("figures", "fig-injured", lower=40.0, upper=40.0))


def test_the_number_stands_in_its_counting_phrase() -> None:
    start, end = place("12 more killed", 7)
    case = CASE.change(
        "evidence", row("figures/fig-injured/record", "around 40 dockers were injured"), char_start=start, char_end=end
    )
    assert refused(figures.figure_spans, case) == {("fig-injured", "value_text")}
    assert refused(figures.figure_spans, CASE.drop("evidence", record_id="fig-injured", field="record")) == {
        ("fig-injured", "value_text")
    }


def test_a_number_is_one_figure() -> None:
    start, end = place("around 40", 7)
    case = CASE.change("evidence", row("figures/fig-killed/value", "12"), char_start=start, char_end=end)
    assert ("fig-killed", "value_text") in refused(figures.figure_spans, case)


def test_what_is_counted_stands_in_the_paragraph() -> None:
    start, end = place("cranes", 8)
    case = CASE.change("evidence", row("figures/fig-injured/counted", "dockers"), char_start=start, char_end=end)
    assert refused(figures.figure_spans, case) == {("fig-injured", "counted_text")}


@pytest.mark.parametrize("figure", ["fig-injured", "fig-killed"])
def test_the_counted_actor_is_mentioned_there(figure: str) -> None:
    assert refused(figures.counted_is_named, CASE.change("figures", figure, counted_actor_id="act-gull")) == {
        (figure, "counted_actor_id")
    }


def test_an_actor_of_the_paragraph_is_not_therefore_counted() -> None:
    case = CASE.change("figures", "fig-injured", counted_actor_id="act-officials")
    assert refused(figures.counted_is_named, case) == {("fig-injured", "counted_actor_id")}


@pytest.mark.parametrize(
    ("figure", "statement"), [("fig-injured", None), ("fig-injured", "stm-gull"), ("fig-cranes", "stm-erewhon")]
)
def test_the_statement_around_a_number_gives_it(figure: str, statement: str | None) -> None:
    assert refused(figures.figure_statement, CASE.change("figures", figure, statement_id=statement)) == {
        (figure, "statement_id")
    }


COUNTED = """
[[figures]]
id = "fig-x"
paragraph = 1
is_estimate = false
{}
"""


def found(article: str, /, *mentions: str, **cells: object) -> list[str]:
    """The rules that find fault with one figure of an article: an exact one of measure other, if no cell says more."""
    cells = {"modifier": "plain", "measure": "other"} | cells
    body = "\n".join(f"{name} = {json.dumps(cell)}" for name, cell in cells.items())
    return [finding.rule for finding in judged(article, coded(article, COUNTED.format(body) + "".join(mentions)))]


THIRDS = {
    "text": "two-thirds of them minors",
    "value_text": "two-thirds",
    "value": 0.6667,
    "counted_text": "minors",
}


@pytest.mark.parametrize(("unit", "right"), [("fraction", True), ("person", True), ("percent", False)])
def test_a_part_of_a_whole_is_a_fraction(unit: str, right: bool) -> None:
    text = "Police arrested dozens, two-thirds of them minors."
    rules = found(text, **THIRDS, unit=unit)
    assert rules == ([] if right else ["figure_unit"])


@pytest.mark.parametrize(
    ("printed", "unit", "right"),
    [
        ("£12", "GBP", True),
        ("£12", "pound", False),
        ("US$12", "USD", True),
        ("US$12", "US dollar", False),
        ("$12", "dollar", True),
        ("$12", "CAD", True),
        ("$12", "US dollar", False),
    ],
)
def test_the_unit_of_a_sign_is_its_currency(printed: str, unit: str, right: bool) -> None:
    text = f"The port paid a fine of {printed}."
    cells = {"text": f"a fine of {printed}", "value_text": printed, "value": 12, "counted_text": "fine"}
    assert found(text, **cells, unit=unit) == ([] if right else ["figure_unit"])


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "right"),
    [
        ("Port dues rose by half a percent.", "half", 0.5, "percent", True),
        ("Port dues rose by 0.5%.", "0.5%", 0.5, "percent", True),
        ("Port dues rose by 12%.", "12%", 12, "fraction", False),
    ],
)
def test_a_percentage_is_none(text: str, printed: str, value: float, unit: str, right: bool) -> None:
    cells = {"value_text": printed, "value": value, "unit": unit}
    assert found(text, text=text.removesuffix("."), **cells) == ([] if right else ["figure_unit"])


@pytest.mark.parametrize(
    ("text", "actor", "right"),
    [
        ("Gull, which holds 38 seats, said nothing.", "gull", True),
        ("Gull (38 seats) and Port Radio said nothing.", "gull", True),
        ("Gull said nothing. It holds 38 seats.", "gull", True),
    ],
)
def test_what_is_counted_belongs_to_an_actor_of_the_sentence(text: str, actor: str, right: bool) -> None:
    cells = {"text": "38 seats", "value_text": "38", "value": 38}
    rules = found(text, **cells, unit="seat", counted_text="seats", counted_actor_id=f"act-{actor}")
    assert ("counted_is_named" in rules) is not right


@pytest.mark.parametrize(("counted", "right"), [("dockers of Port Mel", True), ("dockers", False)])
def test_a_mention_may_hold_the_number(counted: str, right: bool) -> None:
    cells = {"value_text": "14", "value": 14, "unit": "person"}
    rules = found(
        "Half of the 14 dockers of Port Mel agree.",
        text_mention("police", "Half of the 14 dockers of Port Mel"),
        text="14 dockers of Port Mel",
        counted_text=counted,
        counted_actor_id="act-police",
        **cells,
    )
    assert rules == ([] if right else ["counted_is_whole"])


def test_the_council_of_fourteen_seats_is_no_seat() -> None:
    council = text_mention("police", "The 14-seat council")
    cells = {"text": "14-seat", "value_text": "14", "value": 14, "unit": "seat", "counted_text": "seat"}
    assert found("The 14-seat council agrees.", council, counted_actor_id="act-police", **cells) == []


@pytest.mark.parametrize(
    ("text", "phrase", "counted", "measure", "right"),
    [
        ("Two buses set on fire stood there.", "Two buses set on fire", "buses", "damaged", True),
        ("Two men were in critical condition there.", "Two men were in critical condition", "men", "injured", True),
        ("Two men were injured in a fire.", "Two men were injured in a fire", "men", "injured", False),
    ],
)
def test_the_verb_of_a_counting_phrase_may_be_in_no_list(
    text: str, phrase: str, counted: str, measure: str, right: bool
) -> None:
    cells = {"value_text": "Two", "value": 2, "measure": measure}
    unit = "person" if counted == "men" else "bus"
    rules = found(text, text=phrase, counted_text=counted, unit=unit, **cells)
    assert rules == ([] if right else ["counting_phrase"])
