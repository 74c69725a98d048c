"""The pieces that the sections of the page are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .markup import Markup, join, tag

SHORT = 70  # characters of a quotation in a link


def section(key: str, title: str, lede: object, *children: Any) -> Markup:
    """A section with its address, its heading and a sentence or two that say how to read it."""
    return tag("section", tag("h2", title), tag("p", lede, class_="lede") if lede else None, *children, id=key)


def link(content: object, target: object, **attributes: object) -> Markup:
    """A link inside the page; target is an id."""
    return tag("a", content, href=f"#{target}", **attributes)


def listed(entries: Iterable[object]) -> Markup:
    """Entries with commas between them."""
    return join([", ", entry] if i else entry for i, entry in enumerate(entries))


def counted(title: str, count: int) -> list[object]:
    """What goes into a heading: the title and a small number."""
    return [title, " ", tag("small", f"{count:,}")]


def table(
    head: Sequence[object], rows: Iterable[object], *, numeric: Iterable[object] = (), **attributes: object
) -> Markup:
    """A table with a row of column headings; those in `numeric` stand on the right."""
    right = set(numeric)
    cells = (tag("th", word, scope="col", class_="n" if word in right else None) for word in head)
    return tag("table", tag("thead", tag("tr", cells)), tag("tbody", rows), **attributes)


def scroll(label: str, content: Markup, kind: str = "scroll") -> Markup:
    """A box that scrolls where its content is too wide, with the keyboard too."""
    return tag("div", content, class_=kind, role="region", aria_label=label, tabindex="0")


def clipped(words: str, limit: int = SHORT) -> str:
    """The words on one line, or their beginning and end."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    head = words[: limit * 2 // 3].rsplit(" ", 1)[0]
    return f"{head} … {words[-(limit // 4) :].split(' ', 1)[-1]}"
