"""Web pages: the article of an HTML page, without what surrounds it."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from publisher.importing.entries import Bad, Columns, Found, FoundArticle, plain
from publisher.inputs.article_reader import LARGEST_ARTICLE, too_large

_BLOCKS = ("p", "div", "li", "br", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
NO_ARTICLE = "no article was found in the page"
NO_ENCODING = "is not UTF-8, and states no encoding that is known; save it as UTF-8"
_STATED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_AS_BROWSERS_DO = {"ascii": "cp1252", "iso8859-1": "cp1252"}
_ARTICLE_ALONE: Mapping[str, Any] = {
    "include_comments": False,
    "include_tables": False,
    "with_metadata": True,
    "date_extraction_params": {"extensive_search": False, "original_date": True},  # what it states; no guess
}


def read(path: Path, _: Columns) -> Found:
    """The article of a page in a file of its own. Its doc_id is its address where the page states one, else the name of
    the file."""
    with path.open("rb") as file:
        raw = file.read(LARGEST_ARTICLE + 1)
    yield Bad(path.name, too_large(path.stat().st_size)) if len(raw) > LARGEST_ARTICLE else page(path.name, raw)


def page(place: str, raw: bytes, address: str | None = None, encoding: str = "") -> FoundArticle | Bad:
    """The article of a page. address: where the page was, in the place of what it states; raw: its bytes; encoding:
    which one its server states."""
    import trafilatura

    html = decoded(raw, encoding)
    if html is None:
        return Bad(place, NO_ENCODING)
    found: Any = trafilatura.bare_extraction(html, url=address, **_ARTICLE_ALONE)
    text = plain(found.text or "") if found else ""
    if found is None or not text:
        return Bad(place, NO_ARTICLE)
    title = plain(found.title or "")
    first, _, rest = text.partition("\n")
    if rest.strip() and title and first.strip().casefold() == title.casefold():
        text = rest.strip()  # the headline has a column of its own
    site = plain(found.sitename or "")
    values = {
        "doc_id": address or found.url or place,
        "text": text,
        "doc_date": found.date or "",
        "title": title,
        "publisher": "" if site.casefold() in title.casefold() else site,  # of a title with a full stop it is a guess
        "url": address or found.url or "",
    }
    return FoundArticle(place, values, hashlib.sha256(raw).hexdigest(), reader())


def decoded(raw: bytes, encoding: str = "") -> str | None:
    """A page as text: in UTF-8 if it is that, else in the encoding that its server or the page itself states; None
    where neither states one that is known. A guess could be wrong, and nobody would see it."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        try:
            return _XML.sub("", raw.decode("utf-8-sig"))  # what it states does not hold of a text
        except UnicodeDecodeError:
            stated = _STATED.search(raw)
            encoding = encoding or (stated[1].decode("ascii", "replace") if stated else "")
    try:
        name = codecs.lookup(encoding).name
        return _XML.sub("", raw.decode(_AS_BROWSERS_DO.get(name, name), "replace"))
    except LookupError:
        return None


def without_markup(html: str) -> str:
    """The text of a piece of HTML as a reader sees it, a line a paragraph; empty where there is none."""
    from lxml import etree
    from lxml import html as markup

    try:
        root = markup.fromstring(f"<div>{html}</div>")
    except etree.ParserError:
        return ""
    etree.strip_elements(root, "script", "style", etree.Comment, with_tail=False)
    for node in root.iter(*_BLOCKS):
        node.tail = f"\n{node.tail or ''}"
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return plain("\n".join(filter(None, lines)))


def reader() -> str:
    """The program that reads pages, with its version."""
    return f"trafilatura {version('trafilatura')}"
