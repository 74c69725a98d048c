"""Descriptions that a draft proposes as mentions: words that fit only one actor of the article."""

from __future__ import annotations

import pytest
from drafts import accepted, curated, drafted, faults_when_accepted

ACTORS = """
[[actors]]
id = "act-norway"
name = "Norway"
actor_type = "state"
country_code = "NO"
demonyms = ["Norwegian"]

[[actors]]
id = "act-parliament"
name = "Parliament of Norway"
actor_type = "organization"
parent_actor_id = "act-norway"

[[actors]]
id = "act-ann-roe"
name = "Ann Roe"
actor_type = "person"

[[actors]]
id = "act-bo-lee"
name = "Bo Lee"
actor_type = "person"

[[actors]]
id = "act-officials"
name = "Harbour officials"
actor_type = "group"
"""


def described(text: str) -> list[tuple[str, str]]:
    text = f"3 April 2023\n\n{text}"
    found = curated(accepted(drafted(text, ACTORS).records), text).mentions
    assert faults_when_accepted(text, ACTORS) == []
    return sorted((one.actor_id, text[one.start : one.end]) for one in found if one.mention_type == "nominal")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mayor Ann Roe said that it rained. Bo Lee said that the mayor was ill.", [("act-ann-roe", "the mayor")]),
        ("Mayor Ann Roe said that it rained. Bo Lee said that Mayor Dee was ill.", []),
        ("Bo Lee said that the Swedish parliament was ill.", []),
        (
            "Ann Roe met Bo Lee. Ann Roe said that the two were ill.",
            [("act-ann-roe", "the two"), ("act-bo-lee", "the two")],
        ),
    ],
    ids=["office", "a title", "of another state", "both"],
)
def test_who_is_described(text: str, told: list[tuple[str, str]]) -> None:
    assert described(text) == told
