"""Time expressions: where they stand, and what they stand for.

An anchor word (month, weekday, unit, year, "today" ...) is looked for first; then the patterns of its family are tried
from the first of the words before it that may belong to it. The grammar is in `timex`, the values in `moments`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from . import timex
from .candidates import Date
from .moments import Reading
from .text import Document
from .timex import Context

_ANCHOR = re.compile(
    "|".join([r"\b(?:" + "|".join(f"(?P<{family}>{words})" for family, words in timex.ANCHORS.items()) + r")(?!\w)", r"(?P<short>['’][0-9]0['’]?s\b|['’][0-9]{2}\b)"]),
    re.IGNORECASE,
)
_GRAMMAR = {
    family: [(re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), reader) for pattern, reader in patterns]
    for family, patterns in timex.GRAMMAR.items()
}
_LONGEST_WORD = 20
_MOST_WORDS = 7

Found = tuple[int, int, Reading]


def find(doc: Document, document_date: datetime.date | None = None) -> list[Date]:
    """The time expressions of an article in text order, without overlaps.

    document_date: what relative dates are counted from; without it their value, edtf and prec are None.
    """
    return [
        Date("date", start, end, doc.text[start:end], r.timex_type, r.value, r.edtf, r.prec)
        for start, end, r in _scan(doc.text, document_date)
    ]


def resolve(expression: str, document_date: datetime.date | None, *, future: bool = False) -> tuple[str, int] | None:
    """EDTF and UCDP precision of one expression; None where it names no date, or is relative and there is no date.

    future: the verb points ahead, so a weekday is the next such day after the document date.
    A month and day without a year get the year that brings them nearest to the document date: right for 96 % of such
    dates in annotated news, against 70 % for the latest past one. Raises nothing.
    """
    found = list(_scan(expression, document_date, future))
    if len(found) != 1 or found[0][2].edtf is None or found[0][2].prec is None:
        return None
    return found[0][2].edtf, found[0][2].prec


def _scan(text: str, today: datetime.date | None, ahead: bool = False) -> Iterator[Found]:
    context = Context(today, ahead=ahead)
    done = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < done:
            continue
        found = _read(text, anchor, done, context)
        if found:
            yield found
            done = found[1]


def _read(text: str, anchor: re.Match[str], done: int, context: Context) -> Found | None:
    family = anchor.lastgroup or ""
    for start in _starts(text, anchor.start(), done):
        for pattern, reader in _GRAMMAR[family]:
            match = pattern.match(text, start)
            if match and match.end() >= anchor.end():
                try:
                    reading = reader(match, context)
                except (ValueError, OverflowError):  # outside the calendar
                    continue
                if reading:
                    return start, match.end(), reading
    return None


def _starts(text: str, anchor: int, done: int) -> list[int]:
    """Where an expression with this anchor may begin, the leftmost first."""
    starts = [anchor]
    for _ in range(_MOST_WORDS):
        start = starts[-1]
        if start == done or text[start - 1] not in " \n\t\u00a0-":
            break
        low = max(done, start - _LONGEST_WORD)
        cut = max(text.rfind(mark, low, start - 1) for mark in " \n-") + 1 or low
        word = text[cut : start - 1].strip(".,").casefold()
        if not word or not (word in timex.BEFORE or word[0].isdigit()):
            break
        starts.append(cut)
    return starts[::-1]
