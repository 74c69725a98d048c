"""How many keys a curator presses in the page of `build.py curate` until the records of an article are those of its
published coding: a draft is proposed, the actors are known, and in the end every cell is compared.

    python -m benchmarks.keystrokes [SEEDS]

It takes minutes, and needs a chromium. What is typed in an editor instead: `python -m benchmarks.effort`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from statistics import median

from curate_case import served
from curator import Curator, cells, coding
from playwright.sync_api import sync_playwright

from benchmarks.curated import asked, curated, uncurated
from publisher.curation.place import Place

MOST = 25  # kinds of steps that are shown


def main() -> None:
    strokes, kinds = [], Counter[str]()
    with curated(asked(__doc__)) as places:
        for place in places:
            curator = _entered(place)
            strokes.append(curator.strokes)
            kinds += curator.kinds
    print(f"median of the keys pressed              {median(strokes):>7,.0f}\n")
    for kind, number in kinds.most_common(MOST):
        print(f"{kind:<40}{number:>7,}")


def _entered(place: Place) -> Curator:
    """The curator who has entered an article; says how it went."""
    text, final = place.read().text, place.records.read_text("utf-8")
    wanted = coding(text, final, "")
    with uncurated(place) as bare:
        with served(str(bare.folder / bare.reference.called)) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(url)
            page.locator("#record").wait_for()
            curator = Curator(page)
            curator.enter(wanted)
            is_ready = curator.state()["ready"]
            browser.close()
        made = coding(text, bare.records.read_text("utf-8"), "")
    ours, theirs = cells(made, {}), cells(wanted, curator.ids)
    print(place.reference.called)
    print(f"characters of the curated file          {len(final):>7,}")
    print(f"keys pressed in the page                {curator.strokes:>7,}")
    print(f"records                                 {len(wanted):>7,}")
    print(f"records that differ from the published  {len(set(theirs) ^ set(ours)):>7,}")
    print(f"ready to publish                        {'yes' if is_ready else 'no':>7}\n", flush=True)
    for one in sorted(set(theirs) ^ set(ours)):
        print(f"  {'published' if one in theirs else 'made'}: {one}")
    return curator


if __name__ == "__main__":
    main()
