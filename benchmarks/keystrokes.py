"""How many keys a curator presses in the page of `build.py curate` until the records of an article are those of its
published coding: a draft is proposed, the actors are known, and in the end every cell is compared.

    python -m benchmarks.keystrokes [SEEDS STEM]

It takes minutes, and needs a chromium. What is typed in an editor instead: `python -m benchmarks.effort`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from curate_case import served
from curator import Curator, cells, coding
from playwright.sync_api import sync_playwright

from benchmarks.effort import ARTICLE, ROOT


def main() -> None:
    seeds, stem = (Path(sys.argv[1]), sys.argv[2]) if sys.argv[2:] else (ROOT / "seeds", ARTICLE)
    text, final = ((seeds / f"{stem}{suffix}").read_bytes().decode() for suffix in (".txt", ".toml"))
    wanted = coding(text, final, "")
    with tempfile.TemporaryDirectory() as scratch:
        for name in (f"{stem}.txt", "actors.toml", "dataset.toml"):
            shutil.copy(seeds / name, scratch)
        article = Path(scratch) / f"{stem}.txt"
        with served(article) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(url)
            page.locator("#record").wait_for()
            curator = Curator(page)
            curator.enter(wanted)
            is_ready = curator.state()["ready"]
            browser.close()
        made = coding(text, article.with_suffix(".toml").read_text("utf-8"), "")
    ours, theirs = cells(made, {}), cells(wanted, curator.ids)
    print(f"characters of the curated file          {len(final):>7,}")
    print(f"keys pressed in the page                {curator.strokes:>7,}")
    print(f"records                                 {len(wanted):>7,}")
    print(f"records that differ from the published  {len(set(theirs) ^ set(ours)):>7,}")
    print(f"ready to publish                        {'yes' if is_ready else 'no':>7}")


if __name__ == "__main__":
    main()
