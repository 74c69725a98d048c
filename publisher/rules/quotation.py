"""Quotation: which words of a statement are in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.finding import Finding
from publisher.records.rederive import kind_of_quotation
from publisher.records.span_index import SpanIndex
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window

OPENING = ('"', "“", "”", "„", "‟", "''", "``", "‘", "‚", "«", "»", "‹", "›", *"「『《〈＂")
CLOSING = ('"', "”", "“", "„", "''", "``", "’", "‘", "»", "«", "›", "‹", *"」』》〉＂")  # typists take one for another
_BETWEEN = r"(?:[^\S\n]|[\u200b\u200e\u200f\u2060\ufeff])*"  # what may be between a mark and the words
# A straight single mark, as headlines have it, is no apostrophe: no letter is on its outer side.
_OPENED = re.compile(rf"(?:\A|\n|(?<!\w)'|{'|'.join(OPENING)}){_BETWEEN}\Z")
_CLOSED = re.compile(rf"{_BETWEEN}(?:[,.]{_BETWEEN})*(?:\n|\Z|'(?!\w)|{'|'.join(CLOSING)})")
_NEAR = 40


@rule(proof=True)
def quote_type_fits(window: Window) -> Iterator[Finding]:
    """Direct = the whole content is quoted, mixed = some of it, indirect = none; what is quoted lies inside the
    content, and a wholly quoted content is just the quoted words (3.9)."""
    for key, kind, method in window.rows("statements", "statement_id", "quote_type", "method"):
        content = window.of("statements", key, "content")
        quoted = window.of("statements", key, "quoted")
        index = SpanIndex(content)
        outside = next((span for span in quoted if not any(index.enclosing(span.start, span.end))), None)
        if outside is not None:
            message = f'"{outside.exact}" is quoted, but no part of the content'
            yield Finding.at("statements", key, "quoted_text", None, message)
            continue
        expected = kind_of_quotation(((span.start, span.exact) for span in content), quoted)
        bare = [(s.start, s.end) for s in content] == [(s.start, s.end) for s in quoted]
        if kind != expected:
            message = f"is {expected} by the quoted words: correct one of the two"
            yield Finding.at("statements", key, "quote_type", kind, message)
        elif expected == "direct" and not bare and method != "automatic":
            message = (
                "all of it is in quotation marks: leave out the outer marks, and the comma or full stop before them"
            )
            yield Finding.at("statements", key, "content_text", None, message)


@rule(proof=True)
def quoted_between_marks(window: Window) -> Iterator[Finding]:
    """Quoted words are between quotation marks (or run from or to the end of a paragraph), without the comma or full
    stop of American usage."""
    for key, source in window.rows("statements", "statement_id", "source_id"):
        text = window.text(source)
        for span in window.of("statements", key, "quoted"):
            if span.exact.endswith(",") or (span.exact.endswith(".") and not words.ABBREVIATED.search(span.exact)):
                message = "ends with the comma or full stop of American usage: leave it out"
                yield Finding.at("statements", key, "quoted_text", span.exact, message)
            elif text is not None and not (_opens(text, span.start) and _closes(text, span.end)):
                message = "is not what is between two quotation marks: quote exactly that"
                yield Finding.at("statements", key, "quoted_text", span.exact, message)


def _opens(text: str, at: int) -> bool:
    """Whether a mark is before the offset, or a paragraph begins there (the quotation runs on)."""
    return _OPENED.search(text, max(0, at - _NEAR), at) is not None


def _closes(text: str, at: int) -> bool:
    """Whether a mark is after the offset, or the paragraph ends there, a comma or full stop between them or not."""
    return _CLOSED.match(text, at) is not None
