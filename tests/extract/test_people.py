"""Whom a mention stands for: a full name, a surname named in full before, he or she."""

import pytest
from grammar_case import grammar_of

from publisher.extract import people


def resolved(*paragraphs: str) -> str | None:
    """Whom the subject of the last clause stands for."""
    grammars = [grammar_of(paragraph) for paragraph in paragraphs]
    return people.read(grammars).resolve(grammars[-1], grammars[-1].clauses[-1].subject)


@pytest.mark.parametrize(
    ("paragraph", "person"),
    [
        ("Ann Lee left. Lee said no.", "Ann Lee"),
        ("Mayor Ann Lee left. She said no.", "Ann Lee"),
        ("Ann Lee met Bob Roe. Bob Roe left. He said no.", "Bob Roe"),
        ("Ann Lee left. He said no.", None),
        ("It rained. Lee said no.", None),
    ],
)
def test_a_mention_stands_for_the_person_named_before(paragraph: str, person: str | None) -> None:
    assert resolved(paragraph) == person
