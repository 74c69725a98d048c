"""Makes docs/page.png, the picture in README.md, from the published page: `make picture`.

Fonts and the browser differ from machine to machine, so nobody compares its bytes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "page.png"
SIZE = {"width": 1280, "height": 900}
# The picture of the interactions first, then the beginning of the text beside its first statement; nothing else.
ARRANGE = """
const [main, network, text] = ['main', '#interactions', '#text'].map(name => document.querySelector(name));
network.querySelectorAll('.scroll, .lede').forEach(element => element.remove());
text.querySelectorAll('h2, .lede, .about').forEach(element => element.remove());
document.querySelectorAll('header, nav, footer').forEach(element => element.remove());
main.replaceChildren(network, text);
"""


def take() -> None:
    """Writes the picture, with the chromium of this machine. Raises playwright's errors."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = started.new_page(viewport={"width": SIZE["width"], "height": SIZE["height"]}, reduced_motion="reduce")
        page.goto((ROOT / "index.html").as_uri())
        page.evaluate(ARRANGE)
        page.evaluate("location.hash = document.querySelector('.card.statements').id")
        page.locator(".card.statements.on").wait_for()
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.screenshot(path=PICTURE)
        started.close()


if __name__ == "__main__":
    take()
