"""HTML in a text: tags and entities that a page needs and a reader never sees."""

from __future__ import annotations

import re

_ELEMENTS = (
    "a abbr article aside b blockquote body br button center cite code dd del div dl dt em embed figcaption "
    "figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link main mark "
    "meta nav noscript ol option p picture pre q s script section select small source span strike strong style "
    "sub sup svg table tbody td textarea tfoot th thead time tr u ul video"
)
# The names are those of the HTML standard. What other software puts into angle brackets is left alone.
_TAG = re.compile(
    rf"<(?:/?(?:{'|'.join(_ELEMENTS.split())})(?:\s{{1,20}}[\w:-]{{1,40}}\s?=[^<>]{{0,4000}})?\s?/?>|!--|!doctype\b)",
    re.ASCII | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([a-zA-Z][a-zA-Z0-9]{1,31}));")


def markup(text: str) -> tuple[int, str] | None:
    """The first HTML tag or entity of a text, with the offset where it begins; None where there is none."""
    found = [one for one in (_tag(text), _entity(text)) if one]
    return min(found, default=None)


def _tag(text: str) -> tuple[int, str] | None:
    found = _TAG.search(text) if "<" in text else None
    return (found.start(), found[0]) if found else None


def _entity(text: str) -> tuple[int, str] | None:
    if "&" not in text:
        return None
    for found in _ENTITY.finditer(text):
        if found[1] is None or _is_name(found[1]):
            return found.start(), found[0]
    return None


def _is_name(word: str) -> bool:
    """Whether the HTML standard has an entity of this name."""
    from html.entities import html5  # where a text has such a word between an ampersand and a semicolon

    return f"{word};" in html5
