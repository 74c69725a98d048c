"""Everybody can use it: axe finds nothing, and no screen is too narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_case import judged
from curate_case import ACTORS, NARROW, Open
from documents import block

pytestmark = pytest.mark.slow
NARROW_AND_DARK: dict[str, Any] = {"viewport": NARROW, "color_scheme": "dark"}

WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}


@pytest.mark.parametrize("options", [WIDE, NARROW_AND_DARK], ids=["wide, light", "narrow, dark"])
def test_axe_finds_nothing_in_any_state(curate: Open, options: dict[str, Any]) -> None:
    hands = curate(actors=ACTORS, **options)
    states = [
        (),
        ("e",),
        ("h",),
        ("Escape", "i"),
        ("Escape", "?"),
        ("Escape", "x"),
        ("Escape", "/"),
        ("Escape", "n", "n", "3"),
    ]
    found = []
    for keys in states:
        hands.press(*keys)
        found += judged(hands.page)
    assert found == []


@pytest.mark.parametrize("options", [WIDE, NARROW_AND_DARK], ids=["wide, light", "narrow, dark"])
def test_axe_finds_nothing_in_what_the_page_says(curate: Open, tmp_path: Path, options: dict[str, Any]) -> None:
    hands = curate(records=block("toml", "harbour.toml"), actors=ACTORS, **options)
    hands.page.get_by_text("Ready to publish").wait_for()
    found = judged(hands.page)
    hands.go_to("statement")
    hands.select("Tuesday accused")
    hands.press(hands.key("Cue"))
    hands.page.locator(".findings li").first.wait_for()
    found += judged(hands.page)
    (tmp_path / "actors.toml").write_text(ACTORS + "# by another hand\n", "utf-8")
    hands.press("u")
    hands.page.get_by_role("button", name="Take the file as it is now").wait_for()
    assert found + judged(hands.page) == []


def test_the_page_does_not_scroll_sideways(curate: Open) -> None:
    hands = curate()
    for width in (320, 768, 1024):
        hands.page.set_viewport_size({"width": width, "height": 700})
        assert hands.page.evaluate("document.documentElement.scrollWidth") <= width
