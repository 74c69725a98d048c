"""The country of who holds an office of a state, by the words around the name."""

from __future__ import annotations

import pytest

from publisher.extract import everything
from publisher.extract.actors.nationality import country_named, country_of_holder
from publisher.extract.candidates import Name


def country(article: str) -> str | None:
    """That of the mentions of Ann Roe."""
    mentions = [one for one in everything(article) if isinstance(one, Name) and "Roe" in one.text]
    return country_of_holder(article, mentions)


@pytest.mark.parametrize(
    "article",
    [
        "Norwegian Prime Minister Ann Roe spoke.",
        "Norway's deputy foreign minister, Ann Roe, spoke.",
        "She met her Norwegian counterpart Ann Roe.",
        "President Ann Roe of Norway spoke.",
        "Ann Roe, the president of Norway, spoke.",
        "Ann Roe, Norway's interior minister, spoke. Later Roe left.",
    ],
)
def test_the_country_of_an_office(article: str) -> None:
    assert country(article) == "NO"


@pytest.mark.parametrize(
    "article",
    [
        "Prime Minister Ann Roe spoke in Norway.",
        "Norwegian singer Ann Roe sang.",
        "Ann Roe of Norway won.",
        "President Ann Roe of Norway Bank spoke.",
        "Norwegian Prime Minister Ann Roe spoke. Swedish President Ann Roe left.",
        "The Norway-Sweden president Ann Roe spoke.",
        "",
    ],
)
def test_where_nothing_tells_it_or_two_do(article: str) -> None:
    assert country(article) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [("Norway", "NO"), ("Norwegian", "NO"), ("the United Kingdom", "GB"), ("Norway’s", "NO"), ("Dolna", None)],
)
def test_the_country_that_words_name(words: str, code: str | None) -> None:
    assert country_named(words) == code
