"""What a reader sees on the page: the passages that are marked, and the records beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from page_case import SOURCE, place

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Open = Callable[..., "Page"]


def span(words: str, nth: int = 1) -> str:
    start, end = place(words, nth)
    return f"{SOURCE}/{start}-{end}"


def mark(page: Page, words: str, nth: int = 1) -> Locator:
    return page.locator(f'[id="{span(words, nth)}"]')


def shown(page: Page) -> list[str]:
    """The records that are shown in full beside the text."""
    return [str(card.get_attribute("id")) for card in page.locator(".card:visible:not(.outer)").all()]


def lit(page: Page) -> set[str]:
    return {str(piece.get_attribute("id")) for piece in page.locator(".body .on").all()}
