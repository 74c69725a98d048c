"""The page for people, index.html: one file, made from the package alone, that needs neither network nor script.

Content comes first, as HTML; the script adds search, sorting, filters, copying and the view of records beside the text.
Everything that is shown passes through `markup`; a policy in the head allows the one style and the one script by their
hashes and nothing else, so that no text of an article can run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from publisher.publish import croissant
from publisher.publish.bundle import Bundle

from . import article, network, overview, quality, tables, timeline, usage, voices
from .markup import Markup, json_text, tag
from .names import LANGUAGE, Names
from .parts import link, titled
from .view import View, load

STYLES = ("page.css", "reading.css", "pictures.css")
SCRIPTS = ("reading.js", "tables.js")


def render(
    descriptor: Mapping[str, Any],
    schemas: Mapping[str, Mapping[str, Any]],
    data: Path,
    texts: Mapping[str, str],
    archive: Bundle | None = None,
) -> str:
    """The page. schemas: table -> Table Schema; data: the folder of the Parquet files; texts: source_id -> text of the
    articles whose text may be shown; archive: all in one. Up to view.ARTICLES articles are shown in full, of more an
    overview.

    Raises OSError, pyarrow.ArrowException.
    """
    view = load(descriptor, schemas, data, texts, archive)
    style, script = _asset(STYLES), _asset(SCRIPTS)
    page = tag(
        "html",
        tag("head", _head(view, croissant.metadata(descriptor, schemas), style, script)),
        tag("body", _body(view), tag("script", script)),
        lang=LANGUAGE,
    )
    return f"<!doctype html>\n{page}\n"


def _body(view: View) -> Iterator[Markup]:
    sections = _sections(view)
    yield tag("a", "Skip to the tables", href="#tables", class_="skip")
    yield overview.header(view)
    yield tag("nav", tag("ul", (tag("li", link(titled(key), key)) for key in sections)), aria_label="On this page")
    yield tag("main", sections.values())
    name = f"{view.descriptor['name']} {view.descriptor.get('version', '')}".strip()
    yield tag(
        "footer",
        tag(
            "p",
            name,
            ". Made by the build from the package beside it. This one file holds all that it shows; only what is "
            "downloaded is fetched, from beside it.",
        ),
    )


def _sections(view: View) -> dict[str, Markup]:
    """Address -> section, in the order of the page; what has nothing to show is left out."""
    names = Names(view)
    found: dict[str, Markup | None] = {"download": overview.downloads(view)}
    if view.whole:
        found |= {
            "text": article.texts(view, names),
            "timeline": timeline.timeline(view, names),
            "chains": voices.chains(view, names),
            "claims": voices.claims(view, names),
            "network": network.network(view, names),
        }
    found |= {
        "tables": tables.tables(view),
        "quality": quality.quality(view),
        "load": usage.loading(view),
        "cite": usage.citation(view),
    }
    return {key: section for key, section in found.items() if section is not None}


def _head(view: View, metadata: Mapping[str, Any], style: Markup, script: Markup) -> Iterator[Markup]:
    body = view.descriptor
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    yield tag("meta", charset="utf-8")
    yield tag("meta", http_equiv="Content-Security-Policy", content=policy)
    yield tag("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield tag("meta", name="color-scheme", content="light dark")
    yield tag("meta", name="referrer", content="no-referrer")
    yield tag("title", body.get("title") or body["name"])
    yield tag("meta", name="description", content=body.get("description") or "")
    yield tag("link", rel="icon", href="data:,")
    yield tag("link", rel="alternate", type="application/json", href="datapackage.json", title="Data Package")
    yield tag("link", rel="alternate", type="application/ld+json", href="croissant.json", title="Croissant")
    yield tag("style", style)
    dataset = {key: value for key, value in metadata.items() if key != "recordSet"}  # croissant.json has those
    yield tag("script", json_text(dataset), type="application/ld+json")


@cache
def _asset(names: tuple[str, ...]) -> Markup:
    """Files of this package as one. They are ours, and hold no `</`, so that they cannot end their element."""
    return Markup("".join((files(__package__) / name).read_text(encoding="utf-8") for name in names))


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
