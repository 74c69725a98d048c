"""The documentation of the rules is what the code says."""

from __future__ import annotations

from pathlib import Path

from publisher.publish.rules_page import as_markdown
from publisher.rules import ALL

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == as_markdown(), "python -m publisher.publish.rules_page > docs/rules.md"


def test_every_rule_is_on_the_page_once() -> None:
    assert [rule.name for rule in ALL if as_markdown().count(f"| `{rule.name}` |") != 1] == []
