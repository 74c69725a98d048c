"""Chains: by whose account a statement is known, and which rows give the same words."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused
from rules_quay import span
from rules_text import coded, judged, mention, statement

from publisher.rules import chains

SOON_ASKS = ("stm-soon", "target")


@pytest.mark.parametrize(
    ("table", "column", "row", "link", "back"),
    [
        ("events", "parent_event_id", "evt-meeting", "evt-pact", ["evt-meeting", "evt-pact"]),
        ("statements", "reported_by_statement_id", "stm-agency", "stm-vow", ["stm-agency", "stm-vow"]),
        ("statements", "fuller_statement_id", "stm-quay", "stm-soon", ["stm-quay", "stm-soon"]),
        ("figures", "fuller_figure_id", "fig-killed", "fig-killed", ["fig-killed"]),
    ],
)
def test_no_record_leads_back_to_itself(table: str, column: str, row: str, link: str, back: list[str]) -> None:
    assert not refused(chains.no_circles, CASE)
    assert refused(chains.no_circles, CASE.change(table, row, **{column: link})) == {(one, column) for one in back}


@pytest.mark.parametrize("link", [None, "stm-gull", "stm-vow", "stm-quay"])
def test_a_statement_inside_another_is_reported_by_it(link: str | None) -> None:
    assert refused(chains.reported_by, CASE.change("statements", "stm-vow", reported_by_statement_id=link)) == {
        ("stm-vow", "reported_by_statement_id")
    }


def test_a_statement_outside_is_reported_by_nobody() -> None:
    assert refused(
        chains.reported_by, CASE.change("statements", "stm-gull", reported_by_statement_id="stm-agency")
    ) == {("stm-gull", "reported_by_statement_id")}


def test_who_reports_may_be_inferred() -> None:
    proof = span("statements/stm-soon/reported_by", "reported", 1)
    case = CASE.add("evidence", proof).change("statements", "stm-soon", reported_by_statement_id="stm-gull")
    assert refused(chains.reported_by, case) == {("stm-soon", "reported_by_statement_id")}
    assert not refused(chains.reported_by, case.change("evidence", proof["evidence_id"], basis="inferred"))


def test_the_words_that_show_who_reports_are_the_reporters() -> None:
    assert not refused(chains.words_of_reporter, CASE)
    moved = CASE.moved("statements/stm-vow/reported_by", "said", "vowed", 2)
    assert not refused(chains.words_of_reporter, moved)  # inside what the agency said
    other = CASE.change("statements", "stm-vow", reported_by_statement_id="stm-gull")
    proof = str(span("statements/stm-vow/reported_by", "said", 2)["evidence_id"])
    assert refused(chains.words_of_reporter, other) == {(proof, "exact")}


def test_the_fuller_row_has_the_speaker_and_may_have_other_words() -> None:
    asked = next(row for row in CASE.rows["statement_actors"] if (row["statement_id"], row["role"]) == SOON_ASKS)
    case = CASE.add("statement_actors", asked | {"statement_id": "stm-vow"})

    def linked(link: str) -> set[tuple[str | None, str | None]]:
        return refused(chains.fuller_statement, case.change("statements", "stm-soon", fuller_statement_id=link))

    assert linked("stm-quill") == {("stm-soon", "fuller_statement_id")}
    assert not linked("stm-vow")  # a translation, or words that are told again


def test_the_fuller_row_may_name_the_speaker_that_a_headline_does_not() -> None:
    nobody = CASE.drop("statement_actors", statement_id="stm-soon")
    assert not refused(chains.fuller_statement, nobody)
    more = {"statement_id": "stm-quay", "actor_id": "act-quill", "role": "speaker", "evidence_id": "evd-x"}
    both = CASE.add("statement_actors", more)
    assert not refused(chains.fuller_statement, both)
    assert refused(chains.fuller_statement, CASE.drop("statement_actors", statement_id="stm-quay"))


def test_the_fuller_row_is_the_same_act() -> None:
    """stm-soon gives again what stm-quay says, a demand of Quill."""
    assert not refused(chains.fuller_is_the_same_act, CASE)
    other = CASE.change("statements", "stm-soon", act_type="THREATEN")
    assert refused(chains.fuller_is_the_same_act, other) == {("stm-soon", "act_type")}
    assert not refused(chains.fuller_is_the_same_act, CASE.change("statements", "stm-soon", act_type=None))
    mine = CASE.change("statement_actors", "stm-soon act-quill", actor_id="act-utopia")
    assert refused(chains.fuller_is_the_same_act, mine) == {("stm-soon act-utopia target", "actor_id")}


def goes_on(link: str, *, by_radio: bool) -> list[str]:
    """What the rule of the nearest reporter says of what Brook added, inferred to be reported by this one."""
    text = "Gull reported Brook said it snowed. She added it rained.\n"
    toml = statement("gull", "Gull", "reported", "Brook said it snowed")
    toml += statement("brook", "Brook", "said", "it snowed", reported_by="gull")
    if by_radio:
        text = text.replace("She", "Port Radio wrote police claimed it froze. She")
        toml += statement("radio", "Port Radio", "wrote", "police claimed it froze")
        toml += statement("police", "police", "claimed", "it froze", reported_by="radio") + mention("police", "police")
    last = statement("last", "She", "added", "it rained").replace("act-police", "act-brook")
    last += f'reported_by_statement_id = {{ value = "stm-{link}", basis = "inferred" }}\n'
    toml += last + mention("brook", "She", "pronoun")
    return [found.message for found in judged(text, coded(text, toml)) if found.rule == "reporter_is_nearest"]


@pytest.mark.parametrize(("link", "right"), [("gull", True), ("brook", False)])
def test_an_account_that_goes_on_is_that_of_the_reporter_and_not_of_who_is_reported(link: str, right: bool) -> None:
    found = goes_on(link, by_radio=False)
    assert found == ([] if right else ["the account that goes on here is that of stm-gull: name that"])


@pytest.mark.parametrize(("link", "right"), [("radio", True), ("gull", False), ("brook", False)])
def test_an_account_that_goes_on_is_the_nearest(link: str, right: bool) -> None:
    found = goes_on(link, by_radio=True)
    assert found == ([] if right else ["the account that goes on here is that of stm-radio: name that"])


def test_nothing_is_lost_with_the_row_that_says_less() -> None:
    """Of two rows one is left out by whoever counts: what only that one has would be lost."""
    of_raid = next(row for row in CASE.rows["event_mentions"] if row["event_id"] == "evt-raid")
    told = CASE.change("event_mentions", str(of_raid["evidence_id"]), statement_id="stm-soon")
    assert refused(chains.fuller_statement, told) == {("stm-soon", "fuller_statement_id")}
    again = next(row for row in CASE.rows["event_mentions"] if row["event_id"] == "evt-pact")
    both = told.add("event_mentions", of_raid | {"evidence_id": again["evidence_id"], "statement_id": "stm-quay"})
    assert not refused(chains.fuller_statement, both)
    role = next(row for row in CASE.rows["statement_actors"] if row["role"] == "target")
    aimed = role | {"statement_id": "stm-soon", "actor_id": "act-gull"}
    assert refused(chains.fuller_statement, CASE.add("statement_actors", aimed)) == {
        ("stm-soon", "fuller_statement_id")
    }


@pytest.mark.parametrize("cells", [{"value": 13.0}, {"unit": "boat"}, {"event_id": "evt-pact"}])
def test_a_figure_told_again_is_the_same_number(cells: dict[str, object]) -> None:
    twin = next(row for row in CASE.rows["figures"] if row["figure_id"] == "fig-killed") | {"figure_id": "fig-twin"}
    case = CASE.add("figures", twin).change("figures", "fig-twin", fuller_figure_id="fig-killed")
    assert not refused(chains.fuller_figure, case)
    other = case.change("figures", "fig-twin", **cells)
    assert refused(chains.fuller_figure, other) == {("fig-twin", "fuller_figure_id")}


def test_a_figure_told_again_may_say_less() -> None:
    """ "All five deaths" names neither who died nor the event; the fuller row does, and not the other way round."""
    twin = next(row for row in CASE.rows["figures"] if row["figure_id"] == "fig-injured")
    assert twin["counted_actor_id"] and twin["event_id"]
    less = twin | {"figure_id": "fig-less", "counted_actor_id": None, "event_id": None}
    case = CASE.add("figures", less).change("figures", "fig-less", fuller_figure_id="fig-injured")
    assert not refused(chains.fuller_figure, case)
    turned = CASE.add("figures", less).change("figures", "fig-injured", fuller_figure_id="fig-less")
    assert refused(chains.fuller_figure, turned) == {("fig-injured", "fuller_figure_id")}
