"""The day that an article states of itself: a full date in its dateline, or alone in one of its first lines."""

from __future__ import annotations

import pytest

from publisher.extract.dateline import stated_day
from publisher.extract.text import read


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("LISBON, 14 May 2024 (Reuters) - Boats left.", "14 May 2024", "2024-05-14"),
        ("🌊 Boats leave\n\nLISBON, May 14, 2024 — Boats left.", "May 14, 2024", "2024-05-14"),
        ("Boats leave\n\nLisbon, 14 May 2024\n\nBoats left.", "14 May 2024", "2024-05-14"),
        ("2024-05-14\nBoats left on 15 May 2024.", "2024-05-14", "2024-05-14"),
        ("Lisbon, 14 May 2024 - Boats left.", "14 May 2024", "2024-05-14"),
        ("Published: 14 May 2024", "14 May 2024", "2024-05-14"),
        ("14/05/2024", "14/05/2024", "2024-05-14"),
        ("Lisbon — 14 May 2024", "14 May 2024", "2024-05-14"),
        ("Thursday, 14 May 2024", "Thursday, 14 May 2024", "2024-05-14"),
        ("14 May 2024 London", "14 May 2024", "2024-05-14"),
        ("ÅLESUND, Norway, 14 May 2024\nBoats left.", "14 May 2024", "2024-05-14"),
    ],
)
def test_stated(text: str, words: str, day: str) -> None:
    found = stated_day(read(text))
    assert found is not None
    (start, end), when = found
    assert (text[start:end], when.isoformat()) == (words, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LISBON, 14 May (Reuters) - Boats left.",
        "LISBON (Reuters) - Boats left on 14 May 2024.",
        "Boats left on 14 May 2024.",
        "Storm of 14 May 2024 remembered",
        "Election 5 November 2024",
        "Election Day, 5 November 2024",
        "Remembering D-Day: 6 June 1944",
        "Storm Ada, 9 February 2020",
        "14 May 2024 to 16 May 2024",
        "May 2024",
        "05/06/2024",
        "LISBON, 05/06/2024 (Reuters) - Boats left.",
        "Published: 5/6/2024",
        "LISBON, 5/6/2024 (Reuters) - Boats left.",
        "One.\nTwo.\nThree.\nFour.\n14 May 2024",
    ],
)
def test_not_stated(text: str) -> None:
    assert stated_day(read(text)) is None


def test_in_a_language_without_word_lists_of_dates() -> None:
    assert stated_day(read("14 May 2024", "fr")) is None
