"""A curator writes words, the build finds their characters: as whole words, in a paragraph, one of several by nth."""

from __future__ import annotations

import pytest
from rules_text import coded

from publisher.inputs.quoted_words import closest, inside_word, locate, occurrences, paragraph_at
from publisher.problem import Refused

TEXT = "🦀 The quay is open.\n\nThe quay, the “old” quay."
PARAGRAPHS = [(0, 19), (21, 46)]


def test_the_text_is_cut_as_said() -> None:
    assert [TEXT[start:end] for start, end in PARAGRAPHS] == ["🦀 The quay is open.", "The quay, the “old” quay."]


@pytest.mark.parametrize(
    ("quote", "paragraph", "nth", "found"),
    [
        ("quay", 1, None, "quay"),
        ("quay is open", 1, None, "quay is open"),
        ("quay", 2, 2, "quay"),
        ("old", 2, None, "old"),
    ],
)
def test_words_are_found(quote: str, paragraph: int, nth: int | None, found: str) -> None:
    pair = locate(TEXT, PARAGRAPHS, quote, paragraph, nth)
    assert isinstance(pair, tuple)
    assert TEXT[slice(*pair)] == found


@pytest.mark.parametrize(
    ("quote", "paragraph", "nth", "says"),
    [
        ("quay", 3, None, "there is no paragraph 3; the article has 2"),
        (" quay", 1, None, '" quay" is no quote; write words of the article, without white space at their ends'),
        ("“", 2, None, '"“" is no quote; write words of the article, without white space at their ends'),
        ("qua", 1, None, '"qua" is not in paragraph 1; closest: "quay"'),
        ("OPORTO", 1, None, '"OPORTO" is not in paragraph 1; quote words of that paragraph'),
        ("is open", 2, None, '"is open" is not in paragraph 2; it is in paragraph 1'),
        ('"old" quay', 2, None, "the text has other quotation marks, dashes or spaces: "),
        ("quay", 2, 3, '"quay" is twice in paragraph 2, so there is no nth = 3; count from 1'),
    ],
)
def test_words_that_are_not_there_are_told(quote: str, paragraph: int, nth: int | None, says: str) -> None:
    found = locate(TEXT, PARAGRAPHS, quote, paragraph, nth)
    assert isinstance(found, str)
    assert says in found


def test_words_that_are_there_twice_ask_for_nth() -> None:
    either = 'nth = 1 ("The [quay], the “old” quay.") or 2 ("The quay, the “old” [quay].")'
    assert locate(TEXT, PARAGRAPHS, "quay", 2, None) == f'"quay" is twice in paragraph 2; give {either}'


@pytest.mark.parametrize(
    ("text", "offset", "inside"),
    [
        ("ab", 0, False),
        ("ab", 1, True),
        ("ab", 2, False),
        ("a b", 1, False),
        ("12", 1, True),
        ("50km", 2, False),
        ("Ann's", 3, False),
        ("Ann's", 4, True),
        ("e\u0301", 1, True),
        ("日本", 1, False),
    ],
)
def test_inside_a_word(text: str, offset: int, inside: bool) -> None:
    assert inside_word(text, offset) is inside


def test_occurrences_are_whole_words_in_a_range() -> None:
    assert list(occurrences("it with it, It it", "it", 0, 17)) == [(0, 2), (8, 10), (15, 17)]
    assert list(occurrences("it with it, It it", "it", 1, 16)) == [(8, 10)]
    assert list(occurrences("aaa", "a", 0, 3)) == []


@pytest.mark.parametrize(("offset", "number"), [(0, 1), (18, 1), (19, 0), (20, 0), (21, 2), (45, 2), (46, 0)])
def test_the_paragraph_of_an_offset(offset: int, number: int) -> None:
    assert paragraph_at(PARAGRAPHS, offset) == number


def test_the_closest_words_have_as_many_words_give_or_take_one() -> None:
    assert closest("The old quay of the town is open.", "the odl quay") == "The old quay"


@pytest.mark.parametrize(
    ("content", "cue", "found"),
    [
        ('"it rains"', '"said"', [6]),
        ('"it pours"', '"said"', [33]),
        ('["it", "pours"]', '"said"', None),  # "it" is twice itself
        ('"it pours"', '["Agency", "said"]', [26, 33]),
        ('"it pours"', '{ text = "said", nth = 1 }', [6]),
    ],
)
def test_the_cue_is_looked_for_where_the_content_is(content: str, cue: str, found: list[int] | None) -> None:
    text = "Brook said it rains. Gull Agency said it pours.\n"
    toml = '[[statements]]\nid = "stm-a"\nparagraph = 1\nquote_type = "indirect"\n'
    toml += f"content_text = {content}\ncue_text = {cue}\n"
    if found is None:
        with pytest.raises(Refused, match="is twice in paragraph 1"):
            coded(text, toml)
    else:
        (record,) = coded(text, toml).records
        assert [mark.start for mark in record.of("cue")] == found
