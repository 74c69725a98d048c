"""From a paragraph to tokens: where words end, what class each has, which full stops end a sentence."""

import pytest
from grammar_case import tokens_of

from publisher.language.token_patterns import CLASSES

NAMES = {letter: name for name, (letter, _) in CLASSES.items()}


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("The U.S. didn't say.", ["The", "U.S", "didn't", "say", "."]),
        ("Ann's 1,000.5 AT&T", ["Ann", "'s", "1,000.5", "AT&T"]),
        ("officials' well-known", ["officials'", "well-known"]),
        ("“Yes, we do,” he said", ["“Yes, we do,”", "he", "said"]),
        ("a -- b … c", ["a", "--", "b", "c"]),
    ],
)
def test_the_words_of_a_paragraph(paragraph: str, words: list[str]) -> None:
    assert tokens_of(paragraph).words[:-1] == words


@pytest.mark.parametrize(
    ("paragraph", "classes"),
    [
        ("The mayor said so.", "determiner noun speech conjunction end end"),
        ("Mr. Lee went on.", "name name speech particle end end"),
        ("he's gone", "pronoun:subject auxiliary past end"),
        ("“Why?” She asked", "quoted end:open pronoun:subject speech end"),
        ("“It is.” He left", "quoted end pronoun:subject past end"),
        ("THE MAYOR SAID", "determiner noun speech end"),
    ],
)
def test_the_classes_of_a_paragraph(paragraph: str, classes: str) -> None:
    assert " ".join(NAMES[letter] for letter in tokens_of(paragraph).letters) == classes


def test_a_span_takes_the_full_stop_of_an_abbreviation() -> None:
    words = tokens_of("So did the U.S. today")
    assert words.text[slice(*words.span(2, 4))] == "the U.S."


def test_quoted_pieces_are_known_by_their_token() -> None:
    words = tokens_of("“A b c” and “d e f”, he said")
    assert (words.quotes, words.quotes_in(1, 4)) == ([0, 2], [2])
