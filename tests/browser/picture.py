"""Makes docs/page.png, the picture in README.md, from the published page, as it is: `make picture`.

Fonts and the browser differ from machine to machine, so nobody compares its bytes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "page.png"
SIZE = {"width": 1280, "height": 800}


def take() -> None:
    """Writes the picture, with the chromium of this machine. Raises playwright's errors."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = started.new_page(viewport={"width": SIZE["width"], "height": SIZE["height"]}, reduced_motion="reduce")
        page.goto((ROOT / "index.html").as_uri())
        page.evaluate("location.hash = document.querySelector('.card.statements').id")
        page.locator(".card.statements.on").wait_for()
        page.evaluate("document.activeElement.blur(); document.getElementById('text').scrollIntoView()")
        page.screenshot(path=PICTURE)
        started.close()


if __name__ == "__main__":
    take()
