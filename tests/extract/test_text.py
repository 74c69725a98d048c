"""The article as paragraphs and sentences."""

import pytest

from publisher.extract import text


def sentences(article: str) -> list[str]:
    return [article[start:end] for start, end in text.read(article).sentences]


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    article = "  One. \r\n\r\n \n😀 Two.\n"
    assert [article[start:end] for start, end in text.read(article).paragraphs] == ["One.", "😀 Two."]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ('"Go!" he said. "Stay." She went.', ['"Go!" he said.', '"Stay."', "She went."]),
        ("Mr. Roe of the U.S. Senate met J. K. Lee.", ["Mr. Roe of the U.S. Senate met J. K. Lee."]),
        (
            "He lives in the U.S. The senator came at 5 p.m. It rained.",
            ["He lives in the U.S.", "The senator came at 5 p.m.", "It rained."],
        ),
        ("It rose 3.5 percent. Then it fell.", ["It rose 3.5 percent.", "Then it fell."]),
        ("And so … it went on. Éva came.", ["And so … it went on.", "Éva came."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("", []),
    ],
)
def test_sentences(article: str, expected: list[str]) -> None:
    assert sentences(article) == expected
