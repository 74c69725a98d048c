"""What the words of a date may mean, and whether a value follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from publisher import edtf
from publisher.extract.dates import Dated, readings
from publisher.rules import words
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow


def readings_of(window: Window, span: EvidenceRow, day: date | None, ahead: bool | None) -> Iterator[Dated]:
    """What the words may mean; a day to come only for an event, where it, or the sentence, is of the future, or where
    the article is absent. ahead: None for a statement, which has been made."""
    text = window.text(span.source_id)
    here = (span.exact, 0, len(span.exact))  # also where the article is not there, or another one
    if text is not None and text[span.start : span.end] == span.exact:
        here = (text, span.start, span.end)
    to_come = text is None or (ahead is not None and (ahead or _of_future(window, span)))
    for future in (False, True) if to_come else (False,):
        yield from readings(*here, day, future=future)


def fits(window: Window, span: EvidenceRow, value: str, named: str) -> bool:
    """Whether the value follows from the date that the words name in the way that the basis of the span says."""
    inferred = span.basis == "inferred"
    if not edtf.follows(value, named, inferred=inferred):
        return False
    if named == edtf.next_to(value) and not _is_limit(window, span, value):
        return False
    if inferred or "" in edtf.ends(value):
        return True
    if value.endswith("~") and not named.endswith("~") and not _about(window, span):
        return False
    alone = (reading for reading, _ in readings(span.exact, 0, len(span.exact), None))
    return (span.basis == "explicit") == (named in alone)


def _about(window: Window, span: EvidenceRow) -> bool:
    """Whether a hedge before the date makes it approximate: "about 1990" is `1990~`."""
    text = window.text(span.source_id)
    return text is None or bool(words.ABOUT.search(text[max(0, span.start - 24) : span.start]))


def precision(value: str, named: str, unit: int) -> int | None:
    """That of the unit that is named, or of the interval of which a day is named."""
    return edtf.precision(value) if edtf.is_plain(named) and not edtf.is_plain(value) else unit


def _is_limit(window: Window, span: EvidenceRow, value: str) -> bool:
    """Whether words beside a day say that it was before or after it, so that it ends the day before: "by Friday"."""
    text, said = window.text(span.source_id), words.SINCE if edtf.ends(value)[0] else words.UNTIL
    return text is None or said.search(text[max(0, span.start - 20) : span.start] + span.exact) is not None


def _of_future(window: Window, span: EvidenceRow) -> bool:
    return window.text(span.source_id) is None or bool(words.FUTURE.search(window.sentence(span) or span.exact))
