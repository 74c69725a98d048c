"""The cues of a paragraph, each with its speaker: patterns over classes of words, put together."""

import pytest
from grammar_case import grammar_of


def cues(paragraph: str) -> list[tuple[str | None, str]]:
    """Speaker and verb group of each cue."""
    grammar = grammar_of(paragraph)
    words = grammar.tokens
    return [
        (paragraph[slice(*words.span(*cue.speaker))] if cue.speaker else None, paragraph[slice(*words.span(*cue.verb))])
        for cue in grammar.cues
    ]


@pytest.mark.parametrize(
    ("paragraph", "speaker", "verb"),
    [
        ("Ann Lee has said it was shut.", "Ann Lee", "has said"),
        ("The mayor, Ann Lee, said it was shut.", "Ann Lee", "said"),
        ("Lee, who is ill, said it was shut.", "Lee", "said"),
        ("According to the mayor, it was shut.", "the mayor", "According to"),
        ("It was shut, said Ann Lee.", "Ann Lee", "said"),
        ("The quay was called a ruin by Ann Lee.", "Ann Lee", "was called"),
        ("She was quoted by Reuters as saying it was shut.", "She", "saying"),
        ("They went on to say it was shut.", "They", "went on to say"),
    ],
)
def test_a_cue_has_its_speaker(paragraph: str, speaker: str, verb: str) -> None:
    assert (speaker, verb) in cues(paragraph)


@pytest.mark.parametrize("paragraph", ["Claims of fraud were made.", "They continued to fight.", "The quay is shut."])
def test_a_noun_or_another_sense_is_no_cue(paragraph: str) -> None:
    assert cues(paragraph) == []


def test_a_sentence_is_found_by_any_of_its_tokens() -> None:
    grammar = grammar_of("It rained. Ann left.")
    assert grammar.sentence(4) == (3, 5)
