"""Quotations (first cut: every pair of double marks)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import Quote
from .text import Document

_PAIR = re.compile(r"\"[^\"\n]+\"|“[^”\n]+”|«[^»\n]+»")


def find(document: Document) -> Iterator[Quote]:
    """Every pair of marks, as kind `marks`."""
    for pair in _PAIR.finditer(document.text):
        yield Quote("marks", pair.start(), pair.end(), pair.group())
