"""The examples of the patterns over characters: what each matches, and what it does not."""

from __future__ import annotations

import re

import pytest

from publisher.extract.expressions import RULES
from publisher.language.text_patterns import TextRule


@pytest.mark.parametrize("rule", RULES, ids=[f"en-{rule.id}" for rule in RULES])
def test_a_rule_matches_its_examples_and_nothing_else(rule: TextRule) -> None:
    pattern = re.compile(rf"(?:{rule.pattern})(?!\w)", re.IGNORECASE)
    expected = {sentence: list(words) for sentence, *words in rule.matches} | {sentence: [] for sentence in rule.not_in}
    assert {sentence: [one[0] for one in pattern.finditer(sentence)] for sentence in expected} == expected


@pytest.mark.parametrize("rule", RULES, ids=[f"en-{rule.id}" for rule in RULES])
def test_a_rule_says_what_it_is_for_and_has_both_kinds_of_examples(rule: TextRule) -> None:
    assert rule.about.endswith((".", ")"))
    assert rule.matches and rule.not_in
