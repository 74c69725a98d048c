"""Events: who takes part in which role, where, and whether the article says so itself or somebody claims it."""

from __future__ import annotations

import pytest
from rules_case import CASE, Case, refused
from rules_quay import SOURCE, span
from rules_text import coded, judged

from publisher.rules import events


def row(owner: str, quote: str, paragraph: int) -> str:
    return str(span(owner, quote, paragraph)["evidence_id"])


@pytest.mark.parametrize(
    ("kind", "mode", "right"),
    [
        ("ASSAULT", "beat", True),
        ("ASSAULT", "visit", False),
        ("AGREE", "beat", False),
        ("OTHER", "beat", False),
        ("CONSULT", "visit", True),
        ("AID", None, True),
    ],
)
def test_a_mode_fits_its_type(kind: str, mode: str | None, right: bool) -> None:
    case = CASE.change("events", "evt-raid", event_type=kind, event_mode=mode, note="n")
    assert refused(events.mode_fits, case) == (set() if right else {("evt-raid", "event_mode")})


@pytest.mark.parametrize(
    ("text", "right"),
    [("Brook paid a visit to the front.", True), ("Brook paid a visit to the Gull Agency.", False)],
)
def test_a_visit_to_nobody_that_is_mentioned_has_no_host(text: str, right: bool) -> None:
    visit = """[[events]]
id = "evt-visit"
label = "Brook pays a visit"
paragraph = 1
mentions = ["Brook paid a visit"]
event_type = "CONSULT"
event_mode = "visit"
actors = [{ actor_id = "act-brook", role = "actor", text = "Brook" }]
"""
    findings = judged(text + "\n", coded(text + "\n", visit))
    assert [finding.rule for finding in findings] == ([] if right else ["visit_has_a_host"])


MEETING = row("events/evt-meeting/record", "Ada Brook met Zef Quill", 1)
SABOTAGE = row("events/evt-collapse/record", "sabotage", 8)


@pytest.mark.parametrize(
    ("mention", "cells", "field"),
    [
        (MEETING, {"statement_id": None, "voice": "own"}, "statement_id"),
        (MEETING, {"statement_id": "stm-agency"}, "statement_id"),
        (MEETING, {"voice": "own"}, "voice"),
        (SABOTAGE, {"voice": "unknown"}, "voice"),
    ],
)
def test_a_mention_inside_a_statement_is_reported_by_it(mention: str, cells: dict[str, object], field: str) -> None:
    assert (mention, field) in refused(events.event_voices, CASE.change("event_mentions", mention, **cells))


def test_what_is_only_in_the_cue_is_told_by_who_reports_the_statement() -> None:
    pact = row("events/evt-pact/record", "Both sides agreed to share pilots", 6)
    inferred = CASE.change("statements", "stm-both", reported_by_statement_id="stm-gull")
    assert refused(events.event_voices, inferred) == {(pact, "statement_id")}
    reported = inferred.change("event_mentions", pact, voice="reported", statement_id="stm-gull")
    assert refused(events.event_voices, reported) == {("evt-pact", "is_asserted")}
    assert not refused(events.event_voices, reported.change("events", "evt-pact", is_asserted=False))


@pytest.mark.parametrize(("event", "asserted"), [("evt-meeting", True), ("evt-meeting", None), ("evt-collapse", False)])
def test_an_event_is_asserted_by_a_mention_in_the_articles_own_words(event: str, asserted: bool | None) -> None:
    assert refused(events.event_voices, CASE.change("events", event, is_asserted=asserted)) == {(event, "is_asserted")}


def test_of_an_automatic_row_the_article_need_not_be_the_teller() -> None:
    pact = row("events/evt-pact/record", "Both sides agreed to share pilots", 6)
    case = CASE.change("events", "evt-pact", method="automatic", is_asserted=None)
    assert not refused(events.event_voices, case.change("event_mentions", pact, voice="unknown"))


def test_the_innermost_statement_reports() -> None:
    moved = CASE.moved("events/evt-meeting/record", "Ada Brook met Zef Quill", "reopen the quay", 2, old_paragraph=1)
    assert refused(events.event_voices, moved) == {(MEETING, "statement_id")}
    assert not refused(events.event_voices, moved.change("event_mentions", MEETING, statement_id="stm-vow"))


def test_the_type_of_the_event_is_no_claim_of_the_article_itself() -> None:
    own = row("events/evt-collapse/record", "Two cranes in Port Mel collapsed", 8)
    case = CASE.change("event_mentions", own, event_type="OTHER")
    assert refused(events.claimed_type, case) == {(own, "event_type")}
    assert not refused(events.claimed_type, CASE.change("event_mentions", SABOTAGE, event_type="OTHER"))


def test_a_part_lies_within_the_whole() -> None:
    assert not refused(events.event_parents, CASE)
    early = CASE.change("events", "evt-collapse", parent_event_id="evt-meeting")
    assert refused(events.event_parents, early) == {("evt-collapse", "parent_event_id")}
    assert not refused(events.event_parents, CASE.change("events", "evt-raid", parent_event_id="evt-meeting"))


def test_an_event_stands_once() -> None:
    def doubled(**cells: object) -> Case:
        twin = next(r for r in CASE.rows["events"] if r["event_id"] == "evt-pact") | {"event_id": "evt-twin"} | cells
        tables = {
            "evidence": [
                r | {"record_id": "evt-twin", "evidence_id": r["evidence_id"] + "x"}
                for r in CASE.rows["evidence"]
                if r["record_id"] == "evt-pact"
            ],
            "event_actors": [
                r | {"event_id": "evt-twin"} for r in CASE.rows["event_actors"] if r["event_id"] == "evt-pact"
            ],
            "events": [twin],
            "event_mentions": [],
        }
        case = CASE
        for table, rows in tables.items():
            case = case.add(table, *rows)
        return case

    assert refused(events.doubled_events, doubled(label="Other words")) == {("evt-twin", "evidence_id")}
    assert not refused(events.doubled_events, doubled(event_type="AID"))
    assert CASE.rows["events"][0]["source_id"] == SOURCE


@pytest.mark.parametrize(
    ("words", "kind", "right"),
    [
        ("a meeting with Quill", "CONSULT", True),
        ("a meeting with Quill", "AID", False),
        ("the Utopian–Erewhon war", "ASSAULT", True),
        ("the war in Utopia", "CONSULT", False),
        ("the trade war", "SANCTION", True),
        ("they signed a pact", "SUPPORT", True),
        ("they signed a pact", "AGREE", False),
        ("Both sides agreed to share pilots", "CONSULT", False),
        ("agreed to end the war", "AGREE", True),
    ],
)
def test_plain_words_leave_one_type(words: str, kind: str, right: bool) -> None:
    row_id = row("events/evt-raid/record", "a raid on Erewhon", 7)
    case = CASE.change("evidence", row_id, exact=words).change("events", "evt-raid", event_type=kind, note="n")
    assert refused(events.type_of_mention, case) == (set() if right else {("evt-raid", "event_type")})


def test_words_that_claim_a_type_leave_no_other() -> None:
    case = CASE.change("evidence", SABOTAGE, exact="deadly attacks on the port")
    assert not refused(events.type_of_mention, case)
    aid = case.change("event_mentions", SABOTAGE, event_type="AID")
    assert refused(events.type_of_mention, aid) == {(SABOTAGE, "event_type")}
