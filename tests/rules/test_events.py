"""Events: who takes part in which role, where, and whether the article says so itself or somebody claims it."""

from __future__ import annotations

import pytest
from rules_case import CASE, SOURCE, Case, mention, place, refused, span
from rules_text import coded, judged

from publisher.rules import events, participants, places


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


def test_a_visit_has_a_visitor_and_a_host() -> None:
    visit = CASE.change("events", "evt-meeting", event_mode="visit")
    assert refused(participants.role_fits, visit) == {("evt-meeting", "event_mode")}
    assert not refused(participants.role_fits, visit.change("event_actors", "evt-meeting act-quill", role="recipient"))


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


def test_at_other_meetings_all_are_actors() -> None:
    assert refused(participants.role_fits, CASE.change("event_actors", "evt-meeting act-quill", role="recipient")) == {
        ("evt-meeting", "event_mode")
    }


def test_nobody_is_actor_and_recipient() -> None:
    twice = next(r for r in CASE.rows["event_actors"] if r["event_id"] == "evt-raid") | {"role": "actor"}
    assert refused(participants.role_fits, CASE.add("event_actors", twice)) == {("evt-raid", "event_mode")}


@pytest.mark.parametrize("actor", ["act-quill", "act-utopia"])
def test_the_words_name_the_participant(actor: str) -> None:
    case = CASE.change("event_actors", "evt-collapse", actor_id=actor)
    assert refused(participants.participant_is_named, case) == {(f"evt-collapse {actor} actor", "actor_id")}


@pytest.mark.parametrize(
    ("kind", "before", "role"),
    [("ASSAULT", "by ", "recipient"), ("AID", "aid to ", "actor"), ("ASSAULT", "attacks on ", "actor")],
)
def test_a_preposition_gives_the_role(kind: str, before: str, role: str) -> None:
    text = f"🦀 {before}Erewhon."
    start = text.index("Erewhon")
    at = {"char_start": start, "char_end": start + 7}
    rows = [span("events/evt-raid/recipient", "Erewhon", 7) | at, mention("act-erewhon", "Erewhon", 7) | at]
    case = CASE.reading(text)._with("evidence", rows).change("events", "evt-raid", event_type=kind, note="n")
    if role == "actor":
        case = case.change("event_actors", "evt-raid", role=role)
    assert refused(participants.participant_is_named, case) == {(f"evt-raid act-erewhon {role}", "role")}


@pytest.mark.parametrize(("before", "right"), [("received by ", True), ("stood by ", True), ("followed by ", False)])
def test_who_receives_or_hosts_is_no_doer(before: str, right: bool) -> None:
    start = len(before) + 2
    at = {"char_start": start, "char_end": start + 7}
    rows = [span("events/evt-raid/recipient", "Erewhon", 7) | at, mention("act-erewhon", "Erewhon", 7) | at]
    case = CASE.reading(f"🦀 {before}Erewhon.")._with("evidence", rows)
    found = {("evt-raid act-erewhon recipient", "role")}
    assert refused(participants.participant_is_named, case) == (set() if right else found)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"admin1_code": "NO-M"}, "admin1_code"),
        ({"country_code": "NO"}, "admin1_code"),
        ({"country_code": None}, "admin1_code"),
        ({"admin1_code": None}, "where_prec"),
        ({"where_prec": 6}, "where_prec"),
        ({"where_prec": 6, "admin1_code": None, "country_code": None}, "where_prec"),
    ],
)
def test_codes_of_a_place_fit_each_other(cells: dict[str, object], field: str) -> None:
    assert refused(places.place_codes, CASE.change("event_places", "evt-meeting", **cells)) == {
        ("evt-meeting Port Mel", field)
    }


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"place_name": "Norway", "country_code": "SE", "admin1_code": None, "where_prec": 6}, "country_code"),
        ({"place_name": "Norway", "country_code": "NO", "admin1_code": None, "where_prec": 7}, "where_prec"),
        ({"place_name": "Mel region", "where_prec": 1}, "where_prec"),
        ({"place_name": "Mel region", "where_prec": 4}, None),
        ({"place_name": "Norway", "country_code": "NO", "admin1_code": None, "where_prec": 6}, None),
        ({"place_name": "Georgia", "country_code": "US", "admin1_code": "US-GA", "where_prec": 4}, None),
    ],
)
def test_the_name_of_a_place_fits_its_codes(cells: dict[str, object], field: str | None) -> None:
    case = CASE.change("event_places", "evt-meeting", **cells)
    assert refused(places.place_codes, case) == ({(f"evt-meeting {cells['place_name']}", field)} if field else set())


def test_one_place_has_one_code_in_an_article() -> None:
    assert refused(places.one_place_one_code, CASE.change("event_places", "evt-collapse", admin1_code="SE-K")) == {
        ("evt-collapse Port Mel", "place_name")
    }
    assert refused(places.one_place_one_code, CASE.change("event_places", "evt-collapse", where_prec=3)) == {
        ("evt-collapse Port Mel", "place_name")
    }
    assert not refused(places.one_place_one_code, CASE.change("event_places", "evt-collapse", where_prec=2))


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
    assert refused(participants.participants_of_mention, case) == ({("evt-raid", "event_id")} if taking_part else set())


@pytest.mark.parametrize(
    ("clause", "right"),
    [("it sent boats", False), ("it had sent boats", False), ("it was raided", True), ("it has been raided", True)],
)
def test_a_pronoun_that_acts_is_the_actor(clause: str, right: bool) -> None:
    text = f"🦀 {clause}."
    rows = [
        span("events/evt-raid/record", "a raid on Erewhon", 7)
        | {"char_start": 2, "char_end": len(text) - 1, "exact": clause},
        mention("act-erewhon", "Erewhon", 7, mention="pronoun") | {"char_start": 2, "char_end": 4, "exact": "it"},
    ]
    case = CASE.reading(text)._with("evidence", rows)
    assert refused(participants.participants_of_mention, case) == (
        set() if right else {("evt-raid act-erewhon recipient", "role")}
    )


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
