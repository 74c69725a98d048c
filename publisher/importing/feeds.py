"""Feeds: the entries of an RSS or Atom file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from publisher.importing.entries import Bad, Columns, Found, FoundArticle, plain
from publisher.importing.pages import without_markup
from publisher.inputs.article_reader import LONGEST_LINE

_TEXTS = ("encoded", "content", "description", "summary")  # the whole text goes before a summary
_DATES = ("pubDate", "published", "issued", "date", "updated")
_IDS = ("guid", "id", "link")


def read(path: Path, _: Columns) -> Found:
    """The entries of a feed, each with its guid, id or link as doc_id; their text is taken out of its HTML."""
    from lxml import etree

    raw = path.read_bytes() if path.stat().st_size <= LONGEST_LINE else b""
    if not raw:
        yield Bad(path.name, f"is empty, or larger than {LONGEST_LINE:,} bytes; split it")
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        yield Bad(path.name, f"is no XML ({error})")
        return
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    if not items:
        yield Bad(path.name, "holds no entry of RSS or Atom")
    digest, program = hashlib.sha256(raw).hexdigest(), f"lxml {version('lxml')}"
    for number, item in enumerate(items, 1):
        yield _entry(f"{path.name}: entry {number}", item, digest, program)


def _entry(place: str, item: Any, digest: str, program: str) -> FoundArticle | Bad:
    parts: dict[str, str] = {}
    for node in item:
        parts.setdefault(_name(node), _content(node))
    text = next((without_markup(parts[name]) for name in _TEXTS if parts.get(name)), "")
    if not text:
        return Bad(place, "has no text")
    values = {
        "doc_id": _first(parts, _IDS),
        "text": text,
        "doc_date": _first(parts, _DATES),
        "title": plain(parts.get("title", "")),
        "url": parts.get("link", ""),
    }
    return FoundArticle(place, values, digest, program)


def _first(parts: Mapping[str, str], names: Iterable[str]) -> str:
    return next((parts[name] for name in names if parts.get(name)), "")


def _name(node: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _content(node: Any) -> str:
    """What an element holds: the address of a link of Atom, else its text, with the markup inside it."""
    from lxml import etree

    if node.get("href"):
        return str(node.get("href"))
    inner = "".join(etree.tostring(child, encoding="unicode") for child in node)
    return f"{node.text or ''}{inner}".strip()
