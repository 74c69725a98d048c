"""Which class a word belongs to."""

import pytest

from publisher.extract import lexicon
from publisher.language.token_patterns import letters_of


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("the", "determiner"),
        ("said", "speech"),
        ("saying", "speech:progressive"),
        ("say", "speech:base"),
        ("report", "speech:noun"),
        ("praised", "inside"),
        ("Bath", "name"),
        ("quay", "noun"),
        ("quickly", "adverb"),
        ("walked", "past"),
        ("red", "noun"),
        ("family", "noun"),
        ("2025-01-31", "time"),
        ("300", "number"),
        ("'s", "possessive"),
        ("’ll", "auxiliary"),
        ("officials'", "possessive"),
        ("—", "dash"),
        ("%", "sign"),
    ],
)
def test_the_class_of_a_word(word: str, kind: str) -> None:
    assert lexicon.of("en").word_class(word) == letters_of(kind)


def test_a_capital_says_nothing_at_the_start_of_a_sentence() -> None:
    english = lexicon.of("en")
    assert (english.word_class("Said"), english.initial_class("Said")) == (letters_of("name"), letters_of("speech"))


def test_a_word_may_begin_a_cue_of_two_words() -> None:
    assert lexicon.of("en").word_class("went") == lexicon.PHRASE
