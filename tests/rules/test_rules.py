"""The whole list of rules: a right coding passes, in parts and as a whole."""

from __future__ import annotations

import pytest
from rules_case import CASE, Case

from publisher.rules import ONCE, RULES, Rule


@pytest.mark.parametrize("rule", [*RULES, *ONCE], ids=lambda rule: rule.name)
@pytest.mark.parametrize("case", [CASE, CASE.without_text()], ids=["with the article", "without it"])
def test_right_coding_passes(rule: Rule, case: Case) -> None:
    assert list(rule(case.window())) == []
