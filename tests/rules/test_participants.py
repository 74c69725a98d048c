"""Participants: who takes part in an event, in which role, and by whose account."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused
from rules_quay import mention, span

from publisher.rules import participants


def row(owner: str, quote: str, paragraph: int) -> str:
    return str(span(owner, quote, paragraph)["evidence_id"])


def test_a_visit_has_a_visitor_and_a_host() -> None:
    visit = CASE.change("events", "evt-meeting", event_mode="visit")
    hosted = visit.change("event_actors", "evt-meeting act-quill", role="recipient")
    assert not refused(participants.role_fits, hosted)
    assert not refused(participants.visit_has_a_host, hosted)
    nobody = visit.drop("event_actors", event_id="evt-meeting")
    assert refused(participants.role_fits, nobody) == {("evt-meeting", "event_mode")}


def test_a_visit_beside_somebody_else_may_lack_its_host() -> None:
    visit = CASE.change("events", "evt-meeting", event_mode="visit").drop("event_actors", actor_id="act-quill")
    visit = visit.change("events", "evt-pact", parent_event_id=None)
    assert not refused(participants.role_fits, visit)
    assert refused(participants.visit_has_a_host, visit) == {("evt-meeting", "event_mode")}


def test_a_tour_has_no_host_but_its_stops_have() -> None:
    tour = CASE.change("events", "evt-meeting", event_mode="visit").drop(
        "event_actors", actor_id="act-quill"
    )  # the pact is a part of it
    assert not refused(participants.visit_has_a_host, tour)


def test_at_other_meetings_all_are_actors() -> None:
    assert refused(participants.role_fits, CASE.change("event_actors", "evt-meeting act-quill", role="recipient")) == {
        ("evt-meeting", "event_mode")
    }


def test_nobody_is_actor_and_recipient() -> None:
    twice = next(r for r in CASE.rows["event_actors"] if r["event_id"] == "evt-raid") | {"role": "actor"}
    assert refused(participants.role_fits, CASE.add("event_actors", twice)) == {("evt-raid", "event_mode")}


@pytest.mark.parametrize(
    ("link", "statement"),
    [
        ("evt-collapse act-brook actor", None),
        ("evt-collapse act-brook actor", "stm-gull"),
        ("evt-raid act-erewhon recipient", "stm-officials"),
    ],
)
def test_claimed_agency_stands_under_its_claim(link: str, statement: str | None) -> None:
    assert refused(participants.claimed_participation, CASE.change("event_actors", link, statement_id=statement)) == {
        (link, "statement_id")
    }


@pytest.mark.parametrize("event", ["evt-meeting", "evt-pact"])
def test_who_begins_the_mention_takes_part(event: str) -> None:
    assert {
        row for row, _ in refused(participants.participants_of_mention, CASE.drop("event_actors", event_id=event))
    } == {event}


@pytest.mark.parametrize(
    ("mention_of_event", "actor", "kind", "taking_part"),
    [
        ("talks with Erewhon", "Erewhon", "CONSULT", True),
        ("talks between Erewhon", "Erewhon", "CONSULT", True),
        ("talks in Erewhon", "Erewhon", "CONSULT", False),
        ("Erewhon's visit", "Erewhon", "CONSULT", True),
        ("Erewhon's president was killed", "Erewhon", "ASSAULT", False),
        ("Erewhon's finance minister met them", "Erewhon", "CONSULT", False),
        ("Erewhon's long war", "Erewhon", "ASSAULT", True),
        ("Erewhon's economy shrank", "Erewhon", "OTHER", False),
        ("Erewhon-backed raid", "Erewhon", "ASSAULT", False),
    ],
)
def test_only_clear_grammar_makes_a_participant(
    mention_of_event: str, actor: str, kind: str, taking_part: bool
) -> None:
    text = f"🦀 {mention_of_event}."
    at = text.index(actor)
    rows = [
        span("events/evt-raid/record", "a raid on Erewhon", 7)
        | {"char_start": 2, "char_end": len(text) - 1, "exact": mention_of_event},
        mention("act-erewhon", "Erewhon", 7) | {"char_start": at, "char_end": at + len(actor)},
    ]
    case = (
        CASE.reading(text)
        ._with("evidence", rows)
        ._with("event_actors", [])
        .change("events", "evt-raid", event_type=kind, note="n")
    )
    assert refused(participants.participants_of_mention, case) == (
        {("evt-raid", "evidence_id")} if taking_part else set()
    )


@pytest.mark.parametrize(
    ("clause", "right"),
    [
        ("it sent boats", False),
        ("it had sent boats", False),
        ("it was raided", True),
        ("it has been raided", True),
        ("its raid on the quay", True),
        ("its arrest", True),
    ],
)
def test_a_pronoun_that_acts_is_the_actor(clause: str, right: bool) -> None:
    text, words = f"🦀 {clause}.", clause.split()[0]
    rows = [
        span("events/evt-raid/record", "a raid on Erewhon", 7)
        | {"char_start": 2, "char_end": len(text) - 1, "exact": clause},
        mention("act-erewhon", "Erewhon", 7, mention="pronoun")
        | {"char_start": 2, "char_end": 2 + len(words), "exact": words},
    ]
    case = CASE.reading(text)._with("evidence", rows)
    assert refused(participants.participants_of_mention, case) == (
        set() if right else {("evt-raid act-erewhon recipient", "role")}
    )
