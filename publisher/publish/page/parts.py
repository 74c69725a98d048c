"""The pieces that the sections of the page are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .markup import Markup, join, tag

CLASS = 24  # characters; a first sentence that is no longer names a class of codes, such as "Verbal cooperation."
SHORT = 70  # characters of a quotation in a link


def titled(key: str) -> str:
    """What a section is called, in its heading and wherever else: its address."""
    return key.title()


def section(key: str, lede: object, *children: Any) -> Markup:
    """A section with its address, its heading and a sentence or two that say what it shows and how to read it."""
    return tag("section", tag("h2", titled(key)), tag("p", lede, class_="lede"), *children, id=key)


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


def in_lower(code: str) -> str:
    """A code that is a word, as one reads it: CONSULT is "consult", third-party "third party"."""
    return code.lower().replace("_", " ").replace("-", " ")


def coded(code: str, meaning: str | None) -> Markup:
    """A code in words. One that is a word explains itself to who reads, and to who points at it; before any other
    stands what it means. meaning: sentences, None where the value is no code."""
    if meaning is None:
        return join(code)
    if code.islower():
        return tag("abbr", in_lower(code), title=meaning)
    return join(gist(meaning), " ", tag("small", tag("code", code)))


def gist(meaning: str) -> str:
    """What a code means without the fine points: the first sentence, after a class of codes the second too."""
    first, _, rest = meaning.rstrip(".").partition(". ")
    if not rest or len(first) > CLASS:
        return first.partition(";")[0]
    second = rest.partition(". ")[0].partition(";")[0]
    return f"{first}: {second[:1].lower()}{second[1:]}"


def clipped(words: str, limit: int = SHORT) -> str:
    """The words on one line, or their beginning and end."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    head = words[: limit * 2 // 3].rsplit(" ", 1)[0]
    return f"{head} … {words[-(limit // 4) :].split(' ', 1)[-1]}"
