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


@pytest.mark.parametrize(
    ("article", "line"),
    [
        ("LISBON (Reuters) - Boats left.", "LISBON (Reuters) - "),
        ("Lisbon — The boats left.", "Lisbon — "),
        ("Lisbon, Portugal — The boats left.", "Lisbon, Portugal — "),
        ("Dolna, Norway - The boats left.", "Dolna, Norway - "),
        ("Nairobi, 3 April 2024 - The boats left.", "Nairobi, 3 April 2024 - "),
        ("Nairobi/Geneva, 3 April 2024 – “Boats”", "Nairobi/Geneva, 3 April 2024 – "),
        ("Oslo, May 3 (XYZ) The boats left.", "Oslo, May 3 (XYZ) "),
        ("Paris, France, May 3, 2024 (XYZ) -- The boats left.", "Paris, France, May 3, 2024 (XYZ) -- "),
    ],
)
def test_a_dateline(article: str, line: str) -> None:
    found = text.dateline(article, (0, len(article)))
    assert found and article[: found[1]] == line


@pytest.mark.parametrize(
    "article",
    [
        "",
        "Lisbon - The musical opened.",
        "Lisbon — the place of boats.",
        "Dolna — The boats left.",
        "Lisbon, which — The boats left.",
        "Lisbon (Portela) The airport closed.",
        "Ann Roe, 45 - The boats left.",
        "Lisbon: The boats left.",
    ],
)
def test_no_dateline(article: str) -> None:
    assert text.dateline(article, (0, len(article))) is None
