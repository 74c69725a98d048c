"""The page in a real browser, Debian's chromium: without one these tests are skipped, and say so."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # page_case, also when this folder is run alone

from page_case import package
from reading_case import Open

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """index.html of the small package, hostile texts included."""
    made = package(tmp_path_factory.mktemp("browser"))
    path = made.folder / "index.html"
    path.write_text(made.page(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Open:
    """A tab for these options of a context, the same one for every test: opening one takes longer than most tests."""

    @cache
    def made(options: str) -> Page:
        return browser.new_context(**json.loads(options)).new_page()

    return lambda **options: made(json.dumps(options, sort_keys=True))


@pytest.fixture
def page(tab: Open, index: Path) -> Iterator[Open]:
    """Opens the page: fragment, then the options of a context. Any error in it fails the test."""
    errors: list[str] = []
    listening: list[tuple[Page, Any, Callable[[Any], None]]] = []

    def open_(fragment: str = "", path: Path = index, **options: Any) -> Page:
        usual = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}  # what moves is waited for
        options = usual | options
        opened = tab(**options)
        opened.goto("about:blank")  # or another fragment would leave the page as it is
        opened.mouse.move(0, 0)
        opened.set_viewport_size(options["viewport"])
        opened.emulate_media(media="null")
        listening.extend(
            [
                (opened, "pageerror", lambda error: errors.append(str(error))),
                (opened, "console", lambda message: errors.append(message.text)),
                (opened, "request", lambda asked: None if asked.url == path.as_uri() else errors.append(asked.url)),
            ]
        )
        for _, event, note in listening[-3:]:
            opened.on(event, note)
        opened.goto(path.as_uri() + fragment)
        return opened

    yield open_
    for opened, event, note in listening:
        opened.remove_listener(event, note)
    assert errors == []
