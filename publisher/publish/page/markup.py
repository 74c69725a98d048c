"""HTML by construction: a string becomes text, and only what `tag` made is markup. Nothing in the data can be a tag.

Data enters the page in two forms, here and nowhere else: by `tag` (elements, attributes, text) and by `json_text` (the
inside of a script element that holds data).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

# Control characters may not stand in HTML, not even as references: their pictures (U+2400) do.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_ESCAPES = {ord("<"): "\\u003c"} | {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}
_VOID = frozenset({"br", "col", "input", "link", "meta", "wbr"})
_OPEN = frozenset({"dd", "dt", "li", "td", "th", "tr"})  # the end tag may be left out, which long tables repay
_BARE = re.compile(r"[\w.:#/%-]*[\w.:#%-]", re.ASCII)  # needs no quotes around it


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Any value as text in HTML, also inside a quoted attribute."""
    return Markup(html.escape(str(value).translate(_PICTURES)))


def join(*children: Any) -> Markup:
    """Children one after the other. None and False are nothing, a list or generator stands for its entries."""
    return Markup("".join(_flat(children)))


def tag(element: str, *children: Any, **attributes: object) -> Markup:
    """One element. Attributes: `class_` for class, `aria_label` for aria-label; None and False leave one out, True has
    no value."""
    head = "".join(_attribute(key, value) for key, value in attributes.items())
    if element in _VOID:
        return Markup(f"<{element}{head}>")
    end = "" if element in _OPEN else f"</{element}>"
    return Markup(f"<{element}{head}>{''.join(_flat(children))}{end}")


def json_text(value: object) -> Markup:
    """JSON for the inside of a script element: without `<`, no end tag and no comment can begin in it."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _flat(children: Iterable[Any]) -> Iterable[str]:
    for child in children:
        if isinstance(child, Markup):
            yield child
        elif isinstance(child, str):
            yield text(child)
        elif child is None or child is False:
            continue
        elif isinstance(child, Iterable):
            yield from _flat(child)
        else:
            yield text(child)


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f" {name}={value}" if _BARE.fullmatch(str(value)) else f' {name}="{text(value)}"'
