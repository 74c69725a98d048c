"""Events: who takes part in which role, where, and whether the article says so itself or somebody claims it."""

from __future__ import annotations

import pytest
from rules_case import CASE, SOURCE, Case, place, refused, span
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
    issues = judged(text + "\n", coded(text + "\n", visit))
    assert [issue.rule for issue in issues] == ([] if right else ["role_fits"])


@pytest.mark.parametrize(
    ("event", "statement"), [("evt-meeting", None), ("evt-meeting", "stm-agency"), ("evt-collapse", "stm-erewhon")]
)
def test_an_event_inside_a_statement_is_reported_by_it(event: str, statement: str | None) -> None:
    assert refused(events.event_statement, CASE.change("events", event, statement_id=statement)) == {
        (event, "statement_id")
    }


def test_a_mention_in_the_articles_own_voice_asserts_the_event() -> None:
    case = CASE.add("evidence", span("events/evt-meeting/record", "Gull Agency", 1))
    assert refused(events.event_statement, case) == {("evt-meeting", "statement_id")}
    assert not refused(events.event_statement, case.change("events", "evt-meeting", statement_id=None))


def test_the_innermost_statement_reports() -> None:
    start, end = place("reopen the quay", 2)
    moved = CASE.change(
        "evidence", row("events/evt-meeting/record", "Ada Brook met Zef Quill", 1), char_start=start, char_end=end
    )
    assert not refused(events.event_statement, moved.change("events", "evt-meeting", statement_id="stm-vow"))
    assert refused(events.event_statement, moved.change("events", "evt-meeting", statement_id="stm-agency")) == {
        ("evt-meeting", "statement_id")
    }


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"claimed_event_type": None}, "claimed_event_type"),
        ({"claim_statement_id": None}, "claim_statement_id"),
        ({"claimed_event_type": "OTHER"}, "claimed_event_type"),
        ({"claim_statement_id": "stm-gull"}, "claim_statement_id"),
        ({"statement_id": "stm-erewhon"}, "claim_statement_id"),
    ],
)
def test_a_claim_is_whole_and_near(cells: dict[str, object], field: str) -> None:
    assert refused(events.claims, CASE.change("events", "evt-collapse", **cells)) == {("evt-collapse", field)}


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


def test_what_is_claimed_is_named_by_the_claim() -> None:
    row_id = row("statements/stm-erewhon/content", "sabotage directed by Brook", 8)
    case = CASE.change("evidence", row_id, exact="deadly attacks on the port").change(
        "events", "evt-collapse", claimed_event_type="AID"
    )
    assert refused(events.type_of_mention, case) == {("evt-collapse", "claimed_event_type")}
