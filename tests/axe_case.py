"""What axe finds in a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def judged(opened: Page, rules: Sequence[str] = RULES) -> list[tuple[str, str]]:
    """What axe finds: rule and the first element."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    found = (
        Axe()
        .run(opened, options={"runOnly": rules, "resultTypes": ["violations"], "preload": False})
        .response["violations"]
    )
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found]
