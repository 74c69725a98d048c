"""The word lists: whoever adds a word finds out here whether it stands where it can have an effect."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest

from publisher import language

words = language.get("en").words

QUALIFYING = [
    "labelling",
    "exclaiming",
    "weak",
    "reporting",
    "with_infinitive",
    "addressed",
    "not_before_to",
    "also_nouns",
]


@pytest.mark.parametrize("name", ["cues", "grammar", "hedges", "people", "sentences"])
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    lists: Mapping[str, Sequence[str]] = words(name)
    assert {key: [word for word in set(some) if some.count(word) > 1] for key, some in lists.items()} == {
        key: [] for key in lists
    }


def test_all_words_are_in_lower_case() -> None:
    every = [
        word for name in ("cues", "grammar", "people", "sentences") for some in words(name).values() for word in some
    ]
    assert [word for word in every if word != word.lower()] == []


def test_a_word_has_one_class() -> None:
    lists = {key: set(some) for key, some in words("grammar").items() if key != "offices"}
    assert {(one, two): lists[one] & lists[two] for one, two in combinations(lists, 2) if lists[one] & lists[two]} == {}


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_hedge_has_one_meaning(place: str) -> None:
    lists = {key: set(some) for key, some in words("hedges").items() if key.startswith(place)}
    assert {(one, two): lists[one] & lists[two] for one, two in combinations(lists, 2) if lists[one] & lists[two]} == {}


def test_a_cue_is_of_one_kind() -> None:
    assert set(words("cues")["speech"]) & set(words("cues")["inside"]) == set()


@pytest.mark.parametrize("name", QUALIFYING)
def test_a_list_that_says_more_of_some_cues_names_known_cues(name: str) -> None:
    cues = words("cues")
    assert set(cues[name]) - set(cues["speech"]) - set(cues["inside"]) - set(cues["phrases"]) == set()


def test_two_word_cues_have_two_words() -> None:
    assert [phrase for phrase in words("cues")["phrases"] if not re.fullmatch(r"\S+ \S+", phrase)] == []
