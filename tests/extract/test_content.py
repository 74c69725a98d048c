"""What a cue brings in: where the reported clause begins and where it ends."""

import pytest
from grammar_case import grammar_of

from publisher.extract import content


def clause(paragraph: str) -> str | None:
    """The reported clause of the first cue with a speaker."""
    grammar = grammar_of(paragraph)
    cue = next(cue for cue in grammar.cues if cue.speaker)
    found = content.clause(grammar, cue)
    return paragraph[slice(*grammar.tokens.span(*found))] if found else None


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("Lee said that the quay was shut.", "the quay was shut"),
        ("Lee told reporters on Monday the quay was shut.", "the quay was shut"),
        ("Lee said there are two quays.", "there are two quays"),
        ("The quay was shut, Lee said on Monday.", "The quay was shut"),
        ("Lee said the quay was shut, adding it would open.", "the quay was shut"),
        ("Lee promised not to go.", "not to go"),
        ("Lee said.", None),
    ],
)
def test_the_reported_clause(paragraph: str, said: str | None) -> None:
    assert clause(paragraph) == said


def test_a_clause_holds_few_cues_so_that_all_together_stay_small() -> None:
    long = "he said " * 50
    assert len(clause(long) or "") < 100
