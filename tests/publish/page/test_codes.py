"""Codes are read in words: what a code means stands before it, and a code that is a word is one."""

from __future__ import annotations

from datetime import date

import pytest

from publisher.publish.page.cards import heading, reading
from publisher.publish.page.parts import gist

FIELD = {
    "codes": {
        "GOV": "The government, its ministries and its executive.",
        "AGREE": "Verbal cooperation. Somebody promises to help later; once it is done, another type applies. More.",
        "third-party": "A mediator brings the sides together.",
        "1": "The exact day is known.",
    }
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("GOV", "The government, its ministries and its executive <small><code>GOV</code></small>"),
        ("AGREE", "Verbal cooperation: somebody promises to help later <small><code>AGREE</code></small>"),
        (1, "The exact day is known <small><code>1</code></small>"),
        ("third-party", '<abbr title="A mediator brings the sides together.">third party</abbr>'),
        ("Q56226", "Q56226"),
        ("a < b", "a &lt; b"),
        (True, "true"),
        (300.0, "300"),
        (date(2031, 5, 9), "9 May 2031"),
    ],
)
def test_what_it_means_then_the_code(value: object, expected: str) -> None:
    assert reading(FIELD, value) == expected


@pytest.mark.parametrize(
    ("meaning", "expected"),
    [
        ("Police and other law enforcement.", "Police and other law enforcement"),
        ("A ceasefire; once it is broken, ASSAULT.", "A ceasefire"),
        ("Verbal conflict. A refusal.", "Verbal conflict: a refusal"),
        (
            "An occurrence without a type, such as an accident. More.",
            "An occurrence without a type, such as an accident",
        ),
    ],
)
def test_the_gist_of_a_meaning(meaning: str, expected: str) -> None:
    assert gist(meaning) == expected


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
    assert heading({"name": name}) == expected
