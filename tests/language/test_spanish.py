"""A second language is a folder of data and one registration: Spanish, in fifteen rules, with no code of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher import language
from publisher.extract import extract, text
from publisher.extract.candidates import Quote

FOLDER = Path(__file__).parent / "es"


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    language.register("es", FOLDER)
    yield
    language.forget("es")


def said(article: str) -> list[tuple[str, str, str, str]]:
    """Kind, speaker, cue and content of each quotation."""
    return [
        (one.kind, one.speaker.text, one.cue.text, one.content.text)
        for one in extract(text.read(article, "es"))
        if isinstance(one, Quote) and one.speaker and one.cue and one.content
    ]


@pytest.mark.parametrize(
    ("article", "quotation"),
    [
        ("“El puerto está cerrado”, dijo Ana Ruiz.", ("quote", "Ana Ruiz", "dijo", "El puerto está cerrado")),
        (
            "“El puerto está cerrado”, afirmó ayer el alcalde.",
            ("quote", "el alcalde", "afirmó", "El puerto está cerrado"),
        ),
        (
            "El alcalde, Juan Ruiz, declaró que el puerto estaba cerrado.",
            ("indirect", "Juan Ruiz", "declaró", "el puerto estaba cerrado"),
        ),
        ("El Sr. Ruiz dijo que no era cierto.", ("indirect", "El Sr. Ruiz", "dijo", "no era cierto")),
        (
            "Según la ministra, el puerto está cerrado.",
            ("indirect", "la ministra", "Según", "el puerto está cerrado"),
        ),
    ],
)
def test_quotations_are_found_by_the_rules_of_the_language(article: str, quotation: tuple[str, ...]) -> None:
    assert said(article) == [quotation]


def test_kinds_without_word_lists_are_not_looked_for() -> None:
    assert {one.kind for one in extract(text.read("El lunes 5 de mayo, 300 personas.", "es"))} == set()


def test_nothing_is_found_in_a_language_without_rules() -> None:
    assert extract(text.read("“Quai fermé”, a dit Ann Roe le 5 mai.", "fr")) == []


def test_a_language_that_is_made_known_later_has_its_abbreviations() -> None:
    language.forget("es")
    assert len(text.read("Vino el Sr. Ruiz.", "es").sentences) == 2
    language.register("es", FOLDER)
    assert len(text.read("Vino el Sr. Ruiz.", "es").sentences) == 1
