"""Proposals tried by the rules: what a message names is left out, and nothing else."""

from __future__ import annotations

from publisher.curation.draft.trial import _is_link
from publisher.model import Link


def test_a_message_about_a_place_leaves_the_mentions() -> None:
    place = Link("event_places", {"place_name": "Bath", "where_prec": 5}, "place")
    assert [_is_link(link, "places", "Bath") for link in (Link("event_mentions", {}, "record"), place)] == [False, True]
