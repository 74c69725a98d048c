"""The page of `build.py curate` as a test opens it; the hands of a curator, which press keys, and the eyes."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from curating import Desk
from documents import block

from publisher.curation.browser.command import routes_of
from publisher.curation.browser.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

Span = tuple[int, int]
HARBOUR, ACTORS = block("text", "harbour.txt"), block("toml", "actors.toml")
NARROW = {"width": 1024, "height": 700}

_ASK = """async path => (await (await fetch(`/api/${path}`, {
    method: "POST", body: "{}", headers: {"Content-Type": "application/json", "X-Token": location.hash.slice(1)},
})).json())"""
_SELECTED = """() => {
    const [range] = CSS.highlights.get("cursor");
    const place = (node, at) => [Number(node.parentElement.dataset.n), Array.from(node.data.slice(0, at)).length];
    return [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
}"""

_BOX_IN = """([inside, letters, last]) => {
    for (const {firstChild: node} of document.querySelectorAll("#text p")) {
        const from = node.data.indexOf(inside);
        if (from < 0) continue;
        const at = last ? node.data.lastIndexOf(letters, from + inside.length - letters.length) : from;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + letters.length);
        const {x, y, width, height} = range.getBoundingClientRect();
        return {x, y, width, height};
    }
}"""


@contextmanager
def served(file: Path | str) -> Iterator[str]:
    """The address of the page of an article."""
    with Server(routes_of(Desk(file).session)) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server.url
        server.shutdown()
        thread.join()


class Hands:
    """Presses keys. kinds: how many so far by what they are for; a key with Shift, Ctrl or Alt is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.kinds, self.doing = page, Counter[str](), ""
        self._seen: dict[str, Any] | None = None

    @property
    def strokes(self) -> int:
        """How many keys so far."""
        return self.kinds.total()

    @contextmanager
    def for_(self, what: str) -> Iterator[None]:
        """What the keys are for, within."""
        before, self.doing = self.doing, what
        yield
        self.doing = before

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, and waits until the page is done with them."""
        for key in keys:
            self.page.keyboard.press(key)
            self._seen = None
        self.kinds[self.doing] += len(keys)
        self.wait()

    def type(self, words: str) -> None:
        """Types words."""
        self.page.keyboard.type(words)
        self._seen = None
        self.kinds[self.doing] += len(words)

    def wait(self) -> None:
        """Until no step is on its way."""
        self.page.locator("#queue:not([aria-busy])").wait_for(state="attached")

    # Eyes

    def state(self) -> dict[str, Any]:
        """What the server tells the page, asked again only after a key."""
        self.wait()
        if self._seen is None:
            self._seen = dict(self.page.evaluate(_ASK, "state"))
        return self._seen

    def selected(self) -> Span:
        """The place of the words under the cursor."""
        paragraphs = self.state()["paragraphs"]
        (first, start), (last, end) = self.page.evaluate(_SELECTED)
        return paragraphs[first - 1][0] + start, paragraphs[last - 1][0] + end

    def words(self) -> str:
        """The words under the cursor."""
        start, end = self.selected()
        return str(self.state()["text"])[start:end]

    def said(self) -> str:
        """What the last step did, as the page says it."""
        self.wait()
        return self.page.locator("#said").inner_text()

    def record(self) -> str:
        """The kind and title of the open record."""
        self.wait()
        return self.page.locator("#record").inner_text()

    def focus(self) -> str:
        """Where the keyboard is: the path of a part of a field, or an id."""
        self.wait()
        return str(self.page.evaluate("document.activeElement.dataset.path ?? document.activeElement.id"))

    def key(self, field: str) -> str:
        """The key beside a field of the open record."""
        self.wait()
        found = self.page.locator(f".row[aria-label='{field}'] .name kbd, .also button:has-text('{field}') kbd")
        return found.first.inner_text()

    def middle(self, words: str) -> tuple[float, float]:
        """Where words are on the screen."""
        found = self.page.evaluate(_BOX_IN, [words, words, 0])
        return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2

    # Shorter ways, which a test takes for what it is not about

    def go_to(self, kind: str, number: int = 0) -> None:
        """Opens a record of a kind, the first one if no number says another."""
        self.wait()
        self.page.locator(".line", has=self.page.get_by_text(kind, exact=True)).nth(number).click()

    def field(self, name: str) -> None:
        """Goes to the first part of a field."""
        self.page.locator(f".row[aria-label='{name}'] button").first.focus()

    def select(self, words: str) -> None:
        """Selects words by the mouse."""
        self.drag(words[:2], words[-2:], words)

    def drag(self, first: str, last: str, inside: str | None = None) -> None:
        """Draws the mouse from some letters to others. inside: the words that hold both."""
        begin, end = (
            self.page.evaluate(_BOX_IN, [inside or letters, letters, side]) for side, letters in ((0, first), (1, last))
        )
        self.page.mouse.move(begin["x"] + 1, begin["y"] + begin["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(end["x"] + end["width"] - 1, end["y"] + end["height"] / 2, steps=3)
        self.page.mouse.up()
        self._seen = None

    @property
    def address(self) -> str:
        """The address of the page without its token."""
        return self.page.url.partition("#")[0]


Open = Callable[..., Hands]
"""What opens the page of an article: its text, then the two files where there are any."""


def records(folder: Path) -> dict[str, Any]:
    """The curated file of the article, as it stands on the disk."""
    return tomllib.loads((folder / "harbour.toml").read_text("utf-8"))


def actors(folder: Path) -> list[dict[str, Any]]:
    """The actors on the disk."""
    found: list[dict[str, Any]] = tomllib.loads((folder / "actors.toml").read_text("utf-8"))["actors"]
    return found


def options(hands: Hands) -> list[str]:
    """What is offered to choose from."""
    return hands.page.locator("#options b").all_inner_texts()
