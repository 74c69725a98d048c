"""Pronouns that a draft proposes as mentions: of whom they most likely mean, and of nobody where nothing tells."""

from __future__ import annotations

import pytest
from drafts import accepted, curated, drafted, faults_when_accepted

ACTORS = """
[[actors]]
id = "act-ann-roe"
name = "Ann Roe"
actor_type = "person"
country_code = "NO"

[[actors]]
id = "act-norway"
name = "Norway"
actor_type = "state"
country_code = "NO"

[[actors]]
id = "act-bo-lee"
name = "Bo Lee"
actor_type = "person"
"""
ANN, NORWAY = "act-ann-roe", "act-norway"


def mentions(text: str) -> list[tuple[str, str, str]]:
    text = f"3 April 2023\n\n{text}"
    found = curated(accepted(drafted(text, ACTORS).records), text).mentions
    return [(one.actor_id, text[one.start : one.end], str(one.mention_type)) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ann Roe said that she was ill.", [(ANN, "she", "pronoun")]),
        ("Ann Roe told Bo Lee that she was ill.", [(ANN, "she", "pronoun")]),  # Bo may be a man or a woman
        ("Ann Roe said that the rain might soak her and stop.", [(ANN, "her", "pronoun")]),
        ('"I will come," said Ann Roe.', [(ANN, "I", "pronoun")]),
        ('"We met Bo Lee and liked his plan," said Gull minister Ann Roe.', [("act-bo-lee", "his", "pronoun")]),
    ],
)
def test_whom_a_pronoun_means(text: str, told: list[tuple[str, str, str]]) -> None:
    assert mentions(text) == told


@pytest.mark.parametrize(
    "text",
    [
        'Ann Roe said: "He will come."',  # somebody else in her words
        'Ann Roe and Bo Lee said: "I will come."',
        "Norway said it would rain. She is mistaken.",
    ],
)
def test_what_nothing_tells_is_left_to_the_curator(text: str) -> None:
    assert not mentions(text)


def test_those_of_one_paragraph_are_one_entry() -> None:
    text = "3 April 2023\n\nAnn Roe said that she was ill. Ann Roe said that she was tired."
    draft = drafted(text, ACTORS)
    assert draft.records.count("[[mentions]]") == 1
    assert 'text = [{ text = "she", nth = 1 }, { text = "she", nth = 2 }]' in draft.records
    assert 'is "she" act-ann-roe?' in draft.records
    assert not faults_when_accepted(text, ACTORS)


GROUPS = f"""{ACTORS}
[[actors]]
id = "act-workers"
name = "Workers of Bath"
actor_type = "group"

[[actors]]
id = "act-sweden"
name = "Sweden"
actor_type = "state"
country_code = "SE"
demonyms = ["Swedish"]
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It rained on the workers.", []),
        ("Norway repaired its boats.", [(NORWAY, "its", "pronoun")]),
        (
            "The workers built a pier. Nobody liked the Swedish government.",
            [("act-sweden", "the Swedish government", "nominal")],
        ),
    ],
)
def test_what_takes_up_a_group_or_a_body(text: str, told: list[tuple[str, str, str]]) -> None:
    text = f"3 April 2023\n\n{text}"
    found = curated(accepted(drafted(text, GROUPS).records), text).mentions
    assert [(one.actor_id, text[one.start : one.end], str(one.mention_type)) for one in found] == told
    assert faults_when_accepted(text, GROUPS) == []
