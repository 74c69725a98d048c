"""Statements: who speaks, by which cue, which words, and by whose account."""

from __future__ import annotations

import re

import pytest
from rules_case import CASE, Case, refused, told
from rules_quay import PARAGRAPHS, TEXT, mention, place, span
from rules_text import coded, judged, statement

from publisher.rules import statements


def key(owner: str, quote: str, paragraph: int) -> str:
    return str(span(owner, quote, paragraph)["evidence_id"])


def spoken(statement: str, actor: str) -> Case:
    """The case with another speaker of a statement."""
    speaker = next(
        row for row in CASE.rows["statement_actors"] if (row["statement_id"], row["role"]) == (statement, "speaker")
    )
    return CASE.change("statement_actors", f"{statement} {speaker['actor_id']} speaker", actor_id=actor)


def test_the_record_is_the_hull_of_speaker_cue_and_content() -> None:
    start, end = place("Brook vowed", 2)
    row = key("statements/stm-vow/record", 'Brook vowed to "quickly" reopen the quay', 2)
    assert refused(statements.statement_hull, CASE.change("evidence", row, char_start=start, char_end=end)) == {
        ("stm-vow", "evidence_id")
    }
    assert refused(statements.statement_hull, CASE.drop("evidence", record_id="stm-vow", field="record")) == {
        ("stm-vow", "evidence_id")
    }


def test_a_statement_stands_once() -> None:
    twin = next(r for r in CASE.rows["statements"] if r["statement_id"] == "stm-erewhon") | {
        "statement_id": "stm-again"
    }
    words = [
        r | {"record_id": "stm-again", "evidence_id": f"{r['evidence_id']}x"}
        for r in CASE.rows["evidence"]
        if r["record_id"] == "stm-erewhon"
    ]
    assert refused(statements.doubled_statements, CASE.add("statements", twin).add("evidence", *words)) == {
        ("stm-again", "content_text")
    }


@pytest.mark.parametrize("actor", ["act-quill", "act-utopia", "act-gull"])
def test_the_words_name_the_speaker(actor: str) -> None:
    assert refused(statements.speaker_is_named, spoken("stm-quay", actor)) == {("stm-quay", "speaker_text")}


def test_a_group_is_no_state_though_its_name_holds_one() -> None:
    case = spoken("stm-officials", "act-utopia")
    assert refused(statements.speaker_is_named, case) == {("stm-officials", "speaker_text")}


def test_a_speaker_without_mention_is_not_named() -> None:
    assert refused(statements.speaker_is_named, CASE.drop("evidence", exact="she", field="name")) == {
        ("stm-quay", "speaker_text")
    }


def test_an_automatic_row_may_know_less() -> None:
    case = spoken("stm-quay", "act-quill").change("statements", "stm-quay", method="automatic")
    assert not refused(statements.speaker_is_named, case)


def test_words_that_stand_for_several_have_them_all_as_speakers() -> None:
    case = CASE.drop("statement_actors", statement_id="stm-both", actor_id="act-erewhon")
    assert refused(statements.speaker_is_named, case) == {("stm-both", "speaker_text")}
    nobody = CASE.drop("statement_actors", statement_id="stm-vow", role="speaker")
    assert refused(statements.speaker_is_named, nobody) == {("stm-vow", "speaker_text")}


@pytest.mark.parametrize(
    ("speakers", "rules"), [('"act-gull", "act-radio"', set()), ('"act-gull"', {"speaker_is_named"})]
)
def test_joint_speakers_are_mentioned_in_their_words(speakers: str, rules: set[str]) -> None:
    text = "In a joint statement, Gull and Port Radio said the quay was open.\n"
    said = statement("both", "Gull and Port Radio", "said", "the quay was open")
    toml = re.sub("speakers = .*\n", f"speakers = [{speakers}]\n", said)
    assert {finding.rule for finding in judged(text, coded(text, toml))} == rules


def test_nobody_need_be_named_as_speaker() -> None:
    """People were asked to leave; a paragraph in quotation marks."""
    case = CASE.drop("statement_actors", statement_id="stm-nobody", role="speaker")
    passive = case.change("statements", "stm-nobody", cue_text="were told", quote_type="indirect")
    for one in (case, passive):
        assert not refused(statements.running_quotation, one)


def test_nobody_speaks_to_himself() -> None:
    case = CASE.change("statement_actors", "stm-quay act-quill addressee", actor_id="act-brook")
    assert refused(statements.roles_differ, case) == {("stm-quay act-brook addressee", "actor_id")}


@pytest.mark.parametrize(("key", "act"), [("stm-quay", "REQUEST"), ("stm-erewhon", "ACCUSE")])
def test_a_demand_and_an_accusation_have_a_target(key: str, act: str) -> None:
    case = CASE.drop("statement_actors", statement_id=key, role="target")
    assert refused(statements.act_has_target, case) == {(key, "act_type")}
    assert not refused(statements.act_has_target, case.change("statements", key, act_type="AGREE"))


def test_a_quotation_runs_on_with_its_speaker() -> None:
    assert refused(statements.running_quotation, spoken("stm-nobody", "act-utopia")) == {("stm-nobody", "speaker_text")}
    assert refused(statements.running_quotation, CASE.change("statements", "stm-erewhon", speaker_text=None)) == {
        ("stm-erewhon", "speaker_text")
    }


def test_only_a_direct_quotation_needs_no_cue() -> None:
    assert refused(statements.running_quotation, CASE.change("statements", "stm-vow", cue_text=None)) == {
        ("stm-vow", "cue_text")
    }
    assert not refused(statements.running_quotation, CASE.change("statements", "stm-quay", cue_text=None))


BY_RADIO = "The road was shut, Brook said, according to Port Radio, and would stay so."
IN_PIECES = (
    statement("radio", "Port Radio", "according to", "The road was shut, Brook said", "and would stay so"),
    statement("brook", "Brook", "said", "The road was shut", "and would stay so", reported_by="radio"),
)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (BY_RADIO, IN_PIECES),
        ("The road, Brook said, was shut.", (statement("brook", "Brook", "said", "The road", "was shut"),)),
        (
            "Gull reported that the road, Brook said, was shut.",
            (
                statement("gull", "Gull", "reported", "the road, Brook said, was shut"),
                statement("brook", "Brook", "said", "the road", "was shut", reported_by="gull"),
            ),
        ),
        (
            "The road, Gull quoted Brook as saying, was shut.",
            (
                statement("gull", "Gull", "quoted", "The road", "Brook as saying", "was shut"),
                statement("brook", "Brook", "saying", "The road", "was shut", reported_by="gull"),
            ),
        ),
        (
            "The road was shut, Gull reported, citing Brook.",
            (
                statement("gull", "Gull", "reported", "The road was shut"),
                statement("brook", "Brook", "citing", "The road was shut", reported_by="gull"),
            ),
        ),
        (
            "The road was shut, Gull reported, citing Brook.",
            (
                statement("gull", "Gull", "reported", "The road was shut"),
                statement("brook", "Brook", "citing", "The road was shut"),
            ),
        ),
    ],
)
def test_what_is_reported_may_stand_in_several_pieces(text: str, statements: tuple[str, ...]) -> None:
    assert judged(text + "\n", coded(text + "\n", "".join(statements))) == []


@pytest.mark.parametrize(
    ("text", "statements", "rule"),
    [
        (BY_RADIO, (IN_PIECES[0], IN_PIECES[1].replace('reported_by_statement_id = "stm-radio"', "")), "reported_by"),
        (
            BY_RADIO,
            (statement("radio", "Port Radio", "according to", "The road was shut, Brook said"), IN_PIECES[1]),
            "reported_by",
        ),
        (
            BY_RADIO,
            (statement("radio", "Port Radio", "according to", "The road was shut, Brook said"), IN_PIECES[1]),
            "content_is_whole",
        ),
    ],
)
def test_each_piece_lies_in_the_content_of_who_reports_it(text: str, statements: tuple[str, ...], rule: str) -> None:
    assert rule in {finding.rule for finding in judged(text + "\n", coded(text + "\n", "".join(statements)))}


def test_who_speaks_at_a_meeting_was_there() -> None:
    assert refused(statements.speaker_was_there, CASE.change("statements", "stm-vow", setting_event_id="evt-raid")) == {
        ("stm-vow", "setting_event_id")
    }
    minister = CASE.change("statements", "stm-vow", setting_event_id="evt-pact")  # her state is there
    assert not refused(statements.speaker_was_there, minister)


@pytest.mark.parametrize(
    ("cue", "act", "right"),
    [("vowed", "AGREE", True), ("vowed", "ACCUSE", False), ("vowed", None, False), ("said", "ACCUSE", True), ("said",
        None, True),
     ("did not condemn", "SUPPORT", True), ("refused to thank", "REJECT", True), ("thanked", "REQUEST", False),
         ("agreed", None, True)],
)  # fmt: skip
def test_a_verbal_type_fits_its_verb(cue: str, act: str | None, right: bool) -> None:
    case = CASE.change("statements", "stm-vow", cue_text=cue, act_type=act, note="n")
    assert refused(statements.act_fits_cue, case) == (set() if right else {("stm-vow", "act_type")})


@pytest.mark.parametrize(
    ("text", "cue", "content", "addressee"),
    [
        ("Brook told Quill that it ends.", "told", "it ends", "act-quill"),
        ("Brook told visiting envoy Quill that it ends.", "told", "it ends", "act-quill"),
        ("Brook thanked Quill for the boats.", "thanked", "the boats", "act-quill"),
        ("Brook told a crowd near Quill that it ends.", "told", "it ends", None),
        ("Brook told Quill's crew that it ends.", "told", "it ends", None),
        ("Brook said Quill would go.", "said", "Quill would go", None),
    ],
)
def test_whom_one_tells_is_the_addressee(text: str, cue: str, content: str, addressee: str | None) -> None:
    case = told(text, "Brook", cue, content, brook="Brook", quill="Quill").change("statements", "stm-vow", note="n")

    def to(actor: str) -> Case:
        return case.add("statement_actors", {"statement_id": "stm-vow", "actor_id": actor, "role": "addressee"})

    assert not refused(statements.addressee_is_object, to(addressee) if addressee else case)
    for wrong in (case, to("act-gull")) if addressee else ():
        assert refused(statements.addressee_is_object, wrong) == {("stm-vow", "cue_text")}


def test_a_setting_is_where_one_can_speak() -> None:
    assert refused(
        statements.setting_is_an_occasion, CASE.change("statements", "stm-vow", setting_event_id="evt-raid")
    ) == {("stm-vow", "setting_event_id")}
    trial = CASE.change("statements", "stm-vow", setting_event_id="evt-raid").change(
        "events", "evt-raid", event_type="ACCUSE", event_mode="allege"
    )
    assert not refused(statements.setting_is_an_occasion, trial)
    act = CASE.change("statements", "stm-both", setting_event_id="evt-pact")  # the act itself
    assert refused(statements.setting_is_an_occasion, act) == {("stm-both", "setting_event_id")}


def test_text_offsets_hold_with_characters_beyond_the_bmp() -> None:
    assert PARAGRAPHS[0].startswith("🦀") and mention("act-brook", "Brook", 2)["char_start"] == TEXT.index(
        "Brook vowed"
    )
