"""Quotation: which words of a statement are in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from publisher.finding import Finding
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import Span

OPENING = ('"', "“", "”", "„", "‟", "''", "``", "‘", "«", "»")
CLOSING = ('"', "”", "“", "„", "''", "``", "’", "»", "«")  # typists take one mark for another
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
        outside = next(_not_within(quoted, content), None)
        if outside is not None:
            message = f'"{outside.exact}" is quoted, but no part of the content'
            yield Finding(table="statements", row=key, field="quoted_text", message=message)
            continue
        expected = "indirect" if not quoted else "mixed" if _words_outside(content, quoted) else "direct"
        bare = [(s.start, s.end) for s in content] == [(s.start, s.end) for s in quoted]
        if kind != expected:
            message = f"is {expected} by the quoted words: correct one of the two"
            yield Finding(table="statements", row=key, field="quote_type", value=kind, message=message)
        elif expected == "direct" and not bare and method != "automatic":
            message = (
                "all of it is in quotation marks: leave out the outer marks, and the comma or full stop before them"
            )
            yield Finding(table="statements", row=key, field="content_text", message=message)


@rule(proof=True)
def quoted_between_marks(window: Window) -> Iterator[Finding]:
    """Quoted words are between quotation marks (or run from or to the end of a paragraph), without the comma or full
    stop of American usage."""
    for key, source in window.rows("statements", "statement_id", "source_id"):
        text = window.text(source)
        for span in window.of("statements", key, "quoted"):
            if span.exact.endswith(",") or (span.exact.endswith(".") and not words.ABBREVIATED.search(span.exact)):
                message = "ends with the comma or full stop of American usage: leave it out"
                yield Finding(table="statements", row=key, field="quoted_text", value=span.exact, message=message)
            elif text is not None and not (_opens(text, span.start) and _closes(text, span.end)):
                message = "is not what is between two quotation marks: quote exactly that"
                yield Finding(table="statements", row=key, field="quoted_text", value=span.exact, message=message)


def _words_outside(content: Sequence[Span], quoted: Sequence[Span]) -> bool:
    """Whether the content has letters or digits that no quoted span holds."""
    pieces = sorted((piece.start, piece.end) for piece in quoted)
    reach = list(accumulate((end for _, end in pieces), max))  # how far the pieces up to this one go
    for span in content:
        at = span.start
        for number in range(bisect_right(reach, span.start), bisect_left(pieces, (span.end, 0))):
            if any(map(str.isalnum, span.exact[at - span.start : max(pieces[number][0] - span.start, 0)])):
                return True
            at = max(at, reach[number])
        if any(map(str.isalnum, span.exact[at - span.start :])):
            return True
    return False


def _not_within(inner: Sequence[Span], outer: Sequence[Span]) -> Iterator[Span]:
    """Those that lie inside none of the others."""
    ordered = sorted((span.start, span.end) for span in outer)
    reach = list(accumulate((end for _, end in ordered), max))
    for span in inner:
        before = bisect_right(ordered, span.start, key=itemgetter(0))
        if not before or reach[before - 1] < span.end:
            yield span


def _opens(text: str, at: int) -> bool:
    """Whether a mark is before the offset, or a paragraph begins there (the quotation runs on)."""
    return _OPENED.search(text, max(0, at - _NEAR), at) is not None


def _closes(text: str, at: int) -> bool:
    """Whether a mark is after the offset, or the paragraph ends there, a comma or full stop between them or not."""
    return _CLOSED.match(text, at) is not None
