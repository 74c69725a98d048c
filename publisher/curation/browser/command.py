"""`build.py curate FILE`: the page of an article, until it is interrupted."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from http import HTTPStatus
from pathlib import Path

from publisher import CODEBOOK
from publisher.curation.browser.catalogue import catalogue
from publisher.curation.browser.server import Routes, serve
from publisher.curation.browser.session import Session
from publisher.curation.place import place
from publisher.exits import say
from publisher.schemas import load


def curate(article: str, schemas: Path, opened: bool) -> None:
    """Serves the page of an article. article: its file, or ARCHIVE#DOC_ID; opened: in the browser. Raises Refused where
    it cannot be read, OSError."""
    tables = load(schemas)
    with tempfile.TemporaryDirectory(prefix="curate-") as scratch:
        session = Session(place(article, tables["sources"], Path(scratch)), tables)

        def started(url: str) -> None:
            print(url, flush=True)
            say(["Open this address in a browser on this machine. Ctrl-C ends it; each step is saved at once."])
            if opened and sys.stdout.isatty():
                webbrowser.open(url)

        serve(routes_of(session), started)


def routes_of(session: Session) -> Routes:
    """What a page may ask for."""
    return {
        "/api/catalogue": lambda _: (HTTPStatus.OK, catalogue(session.article.called, session.schemas, CODEBOOK)),
        "/api/state": session.state,
        "/api/step": session.step,
    }
