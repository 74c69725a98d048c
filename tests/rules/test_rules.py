"""The whole list of rules: a right coding passes, in parts and as a whole."""

from __future__ import annotations

import pytest
from rules_case import CASE, Case

from publisher.rules import ONCE, RULES


@pytest.mark.parametrize("case", [CASE, CASE.without_text()], ids=["with the article", "without it"])
def test_no_rule_finds_fault_with_a_right_coding(case: Case) -> None:
    window = case.window()
    assert {rule.name: found for rule in (*RULES, *ONCE) if (found := list(rule(window)))} == {}
