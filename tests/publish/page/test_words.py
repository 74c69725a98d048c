"""Codes are read in words: what a code means stands before it, and a code that is a word is one."""

from __future__ import annotations

from datetime import date

import pytest

from publisher.publish.page.words import Words, name_column, read_note, read_value, shorten_meaning

FIELD = {
    "codes": {
        "GOV": "The government, its ministries and its executive.",
        "AGREE": "Somebody promises to help later; once it is done, another type applies. More.",
        "third-party": "A mediator brings the sides together.",
        "1": "The exact day is known.",
        "CONSULT": "A meeting or a call. More.",
    },
    "labels": {"CONSULT": "meeting"},
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("GOV", Words("The government, its ministries and its executive", code="GOV")),
        ("AGREE", Words("Somebody promises to help later", code="AGREE")),
        (1, Words("The exact day is known", code="1")),
        ("CONSULT", Words("meeting", meaning="A meeting or a call. More.")),
        ("third-party", Words("third party", meaning="A mediator brings the sides together.")),
        ("Q56226", Words("Q56226")),
        (True, Words("true")),
        (300.0, Words("300")),
        (1234567.0, Words("1,234,567")),
        (7e11, Words("700,000,000,000")),
        (3.76, Words("3.76")),
        (date(2031, 5, 9), Words("9 May 2031")),
    ],
)
def test_what_it_means_then_the_code(value: object, expected: Words) -> None:
    assert read_value(FIELD, value) == expected


@pytest.mark.parametrize(
    ("meaning", "expected"),
    [
        ("Police and other law enforcement.", "Police and other law enforcement"),
        ("A ceasefire; once it is broken, ASSAULT.", "A ceasefire"),
        ("A refusal.", "A refusal"),
        (
            "An occurrence without a type, such as an accident. More.",
            "An occurrence without a type, such as an accident",
        ),
    ],
)
def test_a_meaning_without_the_fine_points(meaning: str, expected: str) -> None:
    assert shorten_meaning(meaning) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("counted_actor_id", "counted actor"),
        ("sector_code", "sector"),
        ("date_edtf", "date"),
        ("code_name", "code name"),
    ],
)
def test_a_column_by_a_name_that_people_read(name: str, expected: str) -> None:
    assert name_column(name) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("No id, no link. 😀", [Words("No id, no link. 😀")]),
        ("evt-a", [Words("“Talks”", "evt-a")]),
        ("As evt-a, not evt-b.", [Words("As "), Words("“Talks”", "evt-a"), Words(", not evt-b.")]),
        ("😀 evt-a: so", [Words("😀 "), Words("“Talks”", "evt-a"), Words(": so")]),
    ],
)
def test_the_ids_in_a_note_are_links_where_the_page_has_the_record(note: str, expected: list[Words]) -> None:
    assert read_note({"evt-a": "Talks"}, note) == expected
