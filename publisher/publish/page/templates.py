"""Jinja2 as the page uses it: a template holds the markup and the words, and whatever it prints becomes text.

Data enters the page in two ways, here and nowhere else: printed by a template, which escapes it, and by `json_text`
(the inside of a script element that holds data). A name that does not exist, None and truth values cannot be printed.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from publisher.formats.parts import each
from publisher.problem import counted
from publisher.publish import compiled
from publisher.publish.listing import format_size
from publisher.records.codes import lower_code

from .names import clip, format_day, format_edtf
from .text import Mark

# Control characters are not allowed in HTML, not even as references: their pictures (U+2400) are shown instead.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "\u2421"}
_PICTURES |= dict.fromkeys(map(chr, range(0x80, 0xA0)), "\ufffd")
_ESCAPES = {ord("<"): "\\u003c"} | {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def render(template: str, **values: object) -> str:
    """The text that a template of the folder `templates` gives for these values.

    Raises TypeError where it prints None or a truth value; jinja2.UndefinedError where it asks for a name that is not
    there.
    """
    return replace_controls(environment().get_template(template).render(values))


def replace_controls(text: str) -> str:
    """The text with pictures of the control characters that HTML does not allow."""
    return _CONTROL.sub(lambda found: _PICTURES[found[0]], text)


def json_text(value: object) -> Markup:
    """JSON for the inside of a script element: without `<`, no end tag and no comment can begin in it."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def read_asset(*names: str) -> Markup:
    """Files of the folder `assets` as one, without indents and lines of comment. They are ours and hold no `</`, so
    they cannot end their element."""
    texts = ((_FOLDER / "assets" / name).read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for text in texts for line in text.splitlines())
    return Markup("".join(f"{line}\n" for line in lines if line and not line.startswith("//")))


def narrow(rules: str) -> Markup:
    """A style for narrow screens. Raises ValueError where it could end its element."""
    if "<" in rules:
        raise ValueError("a style has no <")
    return Markup(f"@media (max-width: 48rem) {{\n{rules}\n}}\n")


_FOLDER = Path(str(files(__package__)))


@cache
def environment() -> Environment:
    """How templates are read: what they print is escaped, and a name that is not there is an error."""
    made = compiled.environment(_FOLDER / "templates", escaped=True, finalize=_printed)
    made.filters |= {"thousands": "{:,}".format, "short": "{:.4g}".format, "size": format_size, "day": format_day}
    made.filters |= {"code": lower_code, "edtf": format_edtf, "clip": clip}
    made.filters |= {"parts": each, "counted": counted}
    made.filters["star"] = lambda name, names: names.star(name)
    made.filters["name"] = lambda path: path.rpartition("/")[2]
    made.tests["web"] = _is_web
    made.tests["mark"] = lambda piece: isinstance(piece, Mark)
    return made


def _printed(value: object) -> object:
    """What a template prints: never None or a truth value, which nobody wants to read on a page."""
    if value is None or isinstance(value, bool):
        raise TypeError(f"a template prints {value}")
    return value


def _is_web(address: str | None) -> bool:
    """Whether an address may become a link: a `javascript:` one may not."""
    return (address or "").lower().startswith(("https://", "http://"))
