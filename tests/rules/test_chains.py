"""Chains: by whose account a statement is known, and which rows give the same words."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused

from publisher.rules import chains


@pytest.mark.parametrize("link", [None, "stm-gull", "stm-vow", "stm-quay"])
def test_a_statement_inside_another_is_reported_by_it(link: str | None) -> None:
    assert refused(chains.reported_by, CASE.change("statements", "stm-vow", reported_by_statement_id=link)) == {
        ("stm-vow", "reported_by_statement_id")
    }


def test_a_statement_outside_is_reported_by_nobody() -> None:
    assert refused(
        chains.reported_by, CASE.change("statements", "stm-gull", reported_by_statement_id="stm-agency")
    ) == {("stm-gull", "reported_by_statement_id")}


def test_chains_have_an_end() -> None:
    case = CASE.change("statements", "stm-agency", reported_by_statement_id="stm-vow")
    assert refused(chains.reported_by, case) == {
        ("stm-agency", "reported_by_statement_id"),
        ("stm-vow", "reported_by_statement_id"),
    }
    case = CASE.change("statements", "stm-quay", same_utterance_id="stm-soon")
    assert {("stm-quay", "same_utterance_id"), ("stm-soon", "same_utterance_id")} <= refused(
        chains.same_utterance, case
    )


@pytest.mark.parametrize("link", ["stm-quill", "stm-vow", None])
def test_the_fuller_row_has_the_speaker_and_the_words(link: str | None) -> None:
    assert refused(chains.same_utterance, CASE.change("statements", "stm-soon", same_utterance_id=link)) == {
        ("stm-soon", "same_utterance_id")
    }
