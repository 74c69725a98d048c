"""Offices that a draft proposes: the title before a name, or in the apposition after it."""

from __future__ import annotations

import pytest
from drafts import drafted, entries

ROE = '[[actors]]\nid = "act-ann-roe"\nname = "Ann Roe"\nactor_type = "person"\n'


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Minister Ann Roe said that the quay was closed.", "Minister"),
        ("Secretary of State Ann Roe said that the quay was closed.", "Secretary of State"),
        ("Gull's chief, Ann Roe, said that the quay was closed.", "chief"),
        ("The visiting President Ann Roe said that the quay was closed.", "President"),
        ("After the resignation of President Ann Roe, who said that the quay was closed, it rained.", "President"),
        ("Police surgeon Dr Ann Roe said that the quay was closed.", "Police surgeon"),
        ("The manager of Gull Media, Dr Ann Roe, said that the quay was closed.", "manager of Gull Media"),
        (
            "A Department of Fish spokesperson, Ann Roe, said that the quay was closed.",
            "Department of Fish spokesperson",
        ),
        (
            "Ann Roe, spokeswoman for the Harbour Union (HU) said that the quay was closed.",
            "spokeswoman for the Harbour Union (HU)",
        ),
        ("Gull legislator Ann Roe said that the quay was closed.", "Gull legislator"),
        (
            "Ann Roe, an oceanographer at the University of Bath, said that the quay was closed.",
            "oceanographer at the University of Bath",
        ),
    ],
)
def test_a_title_is_an_office(text: str, office: str) -> None:
    assert [(one["actor_id"], one["text"]) for one in entries(drafted(text, ROE).records, "offices")] == [
        ("act-ann-roe", office)
    ]


@pytest.mark.parametrize("word", ["Victim", "His wife", "A friend", "Dr", "The two countries"])
def test_what_somebody_is_to_others_or_what_several_are_is_none(word: str) -> None:
    assert not entries(drafted(f"{word} Ann Roe said that the quay was closed.", ROE).records, "offices")
