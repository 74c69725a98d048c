"""Which rule finds the speaker of a quoted piece."""

import pytest

from publisher.extract import attribution, marks, text
from publisher.extract.attribution import Paragraph


def attributed(article: str) -> list[tuple[str, str | None]]:
    """The rule and the speaker of each piece."""
    document = text.read(article)
    pieces = [one for one in marks.pieces(document) if one.outer]
    paragraphs = [
        Paragraph(article, place, [one for one in pieces if one.paragraph == number], "en")
        for number, place in enumerate(document.paragraphs)
    ]
    found = attribution.attribute(paragraphs)
    return [(one.rule, article[slice(*one.speaker)] if one.speaker else None) for one in found]


@pytest.mark.parametrize(
    ("article", "rules"),
    [
        ("“The quay is shut,” said Ann Lee.", [("tag", "Ann Lee")]),
        ("Ann Lee said, “The quay is shut.”", [("introduced", "Ann Lee")]),
        ("Ann Lee said the quay was “quite shut” again.", [("left", "Ann Lee")]),
        ("“It is shut,” Ann Lee said. “It will open.”", [("tag", "Ann Lee"), ("continued", "Ann Lee")]),
        ("Ann Lee: “It is shut.”", [("name", "Ann Lee")]),
        ("The mayor, Ann Lee, told reporters:\n“It is shut.”", [("paragraph", "Ann Lee")]),
        ("“It is shut.”\n— Ann Lee", [("signature", "Ann Lee")]),
        ("“It is shut.”", [("none", None)]),
    ],
)
def test_the_rule_that_finds_the_speaker(article: str, rules: list[tuple[str, str | None]]) -> None:
    assert attributed(article) == rules
