"""What a draft takes for an event where the extractor has no rule: accidents, votes, what people do; and what it takes
for the same event again."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import links, records

from publisher.model import Record

NORWAY = """[[actors]]
id = "act-norway"
name = "Norway"
actor_type = "state"
country_code = "NO"
demonyms = ["Norwegian"]

[[actors]]
id = "act-sweden"
name = "Sweden"
actor_type = "state"
country_code = "SE"

[[actors]]
id = "act-dockers"
name = "Dockers of Bath"
actor_type = "group"

"""


def events(text: str) -> list[Record]:
    return [one for one in records(f"3 April 2023\n\n{text}", NORWAY) if one.table == "events"]


def codes(one: Record) -> tuple[Any, ...]:
    return tuple(one.values.get(name) for name in ("event_type", "event_context", "auxiliary_mode"))


def said(one: Record, text: str) -> list[tuple[str, str]]:
    whole = f"3 April 2023\n\n{text}"
    return [(whole[mark.start : mark.end], mark.basis) for mark in one.of("record")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A ferry sank off Bath.", ("OTHER", "disasters", None)),
        ("The ferry caught fire. The blaze was put out.", ("OTHER", None, None)),
        ("The election was held in May 2019.", ("OTHER", "election", "historical")),
        ("Dockers painted the quay.", ("OTHER", None, None)),
        ("A bus hit a wall.", ("OTHER", "disasters", None)),
        ("A cable of the bridge failed.", ("OTHER", None, None)),
        ("Norway and Denmark also on Monday signed a pact.", ("SUPPORT", "diplomatic", None)),
        ("Councillors haggled over the number of boats.", ("CONSULT", None, None)),
    ],
)
def test_what_has_no_rule_of_its_own(text: str, told: tuple[Any, ...]) -> None:
    assert codes(events(text)[-1]) == told


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Bath.",  # nobody does it
        "Dockers own the quay.",  # a state
        "Dockers paint the quay.",  # a habit
        "Dockers did not paint the quay.",
        "She was tired.",
        "Any explosion is loud.",  # no particular one
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dockers continued to search the hold.", "Dockers continued to search the hold"),
        ("Councillors haggled over the number of boats.", "Councillors haggled over the number of boats"),
        ("Dockers who blocked the road left.", "Dockers who blocked the road"),
    ],
)
def test_how_far_the_words_go(text: str, told: str) -> None:
    assert said(events(text)[0], text)[0][0] == told


def test_a_collective_is_taken_up_by_the_beginning_of_its_name() -> None:
    (one,) = events("The dockers painted the quay.")
    assert [link["actor_id"] for link in links(one, "event_actors")] == ["act-dockers"]


def test_a_place_that_is_named_twice_is_one_place() -> None:
    (one,) = events("A ferry sank in Oslo in Oslo.")
    assert [place["place_name"] for place in links(one, "event_places")] == ["Oslo"]
