"""The page of `build.py curate`, opened in a browser on an article of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from curate_case import HARBOUR, NARROW, Hands, Open, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def curate(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of an article: its text, then the two files where there are any. Errors in it and requests to
    anywhere else fail the test."""
    errors: list[str] = []
    with ExitStack() as stack:

        def open_(text: str = HARBOUR, records: str = "", actors: str = "", **options: Any) -> Hands:
            for name, content in (("harbour.txt", text), ("harbour.toml", records), ("actors.toml", actors)):
                if content:
                    (tmp_path / name).write_text(content, "utf-8", newline="")
            url = stack.enter_context(served(tmp_path / "harbour.txt"))
            usual = {"viewport": NARROW, "reduced_motion": "reduce"}
            context = browser.new_context(**usual | options)
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda message: None if "409" in message.text else errors.append(message.text))
            page.on(
                "request",
                lambda asked: None if asked.url.startswith(url.partition("#")[0]) else errors.append(asked.url),
            )
            page.goto(url)
            page.locator("#record").wait_for()
            return Hands(page)

        yield open_
    assert errors == []
