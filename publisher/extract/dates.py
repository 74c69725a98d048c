"""Time expressions: where they stand, and what they stand for.

An anchor word (month, weekday, unit, year, "today" ...) is looked for first; then the patterns of its family are tried,
beginning at the first of the words before it that may belong to the expression. The patterns are in `expressions`,
their readings in `readings` and `units`, the values in `moments`.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from publisher import edtf

from . import units
from .candidates import Date
from .expressions import ANCHOR, FAMILIES, FIRST, GRAMMAR, INSIDE
from .limit import few
from .moments import Reading
from .readings import SINCE, UNTIL, Context, Reader
from .text import Document

_ANCHOR = re.compile(ANCHOR)
_GRAMMAR = {
    family: [(re.compile(rf"(?:{one.pattern})(?!\w)", re.IGNORECASE), one.id, reader) for one, reader in patterns]
    for family, patterns in GRAMMAR.items()
}
_NAMES = ("month", "weekday", "feast")  # printed with a capital everywhere
_LONGEST_WORD = 16
_MOST_WORDS = 7
_SINCE = 6  # characters before an expression that may say that it is a beginning
_CLAUSE = 80  # characters before an expression that may say whether it lies ahead
_QUARTER_HOLDS = 600  # characters after which "a year earlier" no longer means the quarter named last

Found = tuple[int, int, Reading, str, Reader]
Dated = tuple[str, int]
"""EDTF and UCDP precision."""


def find(doc: Document, document_date: datetime.date | None = None) -> list[Date]:
    """The time expressions of an article in text order, without overlaps.

    document_date: what relative dates are counted from; without it their value, edtf and prec are None.
    """
    return [
        Date("date", start, end, doc.text[start:end], f"date.{rule}", r.timex_type, r.value, r.edtf, r.prec)
        for start, end, r, rule, _ in few(_scan(doc.text, Context(document_date)), "dates")
    ]


def resolve(expression: str, document_date: datetime.date | None, *, future: bool = False) -> Dated | None:
    """EDTF and UCDP precision of one expression; None where it names no date, or is relative and there is no date.

    future: the verb points ahead, so a weekday is the next such day after the document date.
    A month and day without a year get the year that brings them nearest to the document date: right for 96 % of such
    dates in annotated news, against 70 % for the latest past one. Raises nothing.
    """
    found = list(_scan(expression, Context(document_date, future=future)))
    if len(found) != 1 or found[0][2].edtf is None or found[0][2].prec is None:
        return None
    return found[0][2].edtf, found[0][2].prec


def names_day(expression: str, day: datetime.date) -> bool:
    """Whether an expression names this day to whoever knows of about when it is: "March 12" and "Tuesday" do, "today",
    which any day may be, does not. Raises nothing."""
    other = day + datetime.timedelta(days=-1 if day == datetime.date.max else 1)
    return resolve(expression, day) == (day.isoformat(), 1) and resolve(expression, other) != (other.isoformat(), 1)


def readings(
    text: str, start: int, end: int, document_date: datetime.date | None, *, future: bool = False
) -> frozenset[Dated]:
    """All that text[start:end] may stand for, alone and with what stands before it: the usual reading and the other one
    ("5/6" with the day first, "the next day" counted from the day named last, "the weekend" that is over). Two dates
    as in "from Monday to Friday" are an interval. future: as in `resolve`. Empty: they name no date. Raises nothing.
    """
    future = future and not SINCE.search(text[max(0, start - _SINCE) : end])
    alone = _of_words(text[start:end], document_date, future)
    if len(alone) > 1:
        return frozenset(_from_to(text[start:end], alone))
    here = _of_text(text, document_date, future).get((start, end), frozenset())
    return here.union(*alone.values())


def _readings(
    text: str, document_date: datetime.date | None, future: bool
) -> Mapping[tuple[int, int], frozenset[Dated]]:
    found = defaultdict[tuple[int, int], set[Dated]](set)
    for other in (False, True):
        for start, end, reading, _, _ in _scan(text, Context(document_date, future=future, other=other)):
            if reading.edtf is not None and reading.prec is not None:
                found[start, end].add((reading.edtf, reading.prec))
    return {span: frozenset(dated) for span, dated in found.items()}


_of_words = lru_cache(maxsize=1 << 12)(_readings)
_of_text = lru_cache(maxsize=4)(_readings)  # the dates of one article are asked for one after the other


def _from_to(words: str, parts: Mapping[tuple[int, int], frozenset[Dated]]) -> Iterator[Dated]:
    """The intervals from one date to another one, when the words are just these two."""
    (_, end), (start, _) = list(parts)[:2]
    if len(parts) > 2 or not UNTIL.fullmatch(words, end, start):
        return
    first, last = parts.values()
    for interval in (f"{one}/{other}" for one, _ in first for other, _ in last):
        precision = edtf.precision(interval) if edtf.valid(interval) else None
        if precision is not None:
            yield interval, precision


def _scan(text: str, context: Context) -> Iterator[Found]:
    done, quarter_at = 0, 0
    day: datetime.date | None = None
    quarter: tuple[int, int] | None = None
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < done:
            continue
        lasting = quarter if anchor.start() - quarter_at < _QUARTER_HOLDS else None
        found = _read(text, anchor, done, context._replace(day=day, quarter=lasting))
        if found:
            yield found
            _, done, reading, _, reader = found
            if reading.prec == 1 and reading.edtf:
                day = datetime.date.fromisoformat(reading.edtf)
            elif reader in (units.quarter, units.the_unit) and reading.edtf and "-Q" in (reading.value or ""):
                quarter, quarter_at = (int(reading.edtf[:4]), (int(reading.edtf[5:7]) + 2) // 3), done


def _read(text: str, anchor: re.Match[str], done: int, context: Context) -> Found | None:
    family = anchor.lastgroup or ""
    if family == "word":
        family = FAMILIES[" ".join(anchor[0].split()).casefold()]
        if family not in _NAMES and _is_name(text, anchor):
            return None
    for start in _starts(text, anchor.start() - (family == "short"), done):
        for pattern, rule, reader in _GRAMMAR[family]:
            match = pattern.match(text, start)
            if match and match.end() >= anchor.end() and "\n" not in match[0]:  # nothing spans two paragraphs
                here = context._replace(before=text[max(0, start - _CLAUSE) : start])
                try:
                    reading = reader(match, here)
                except (ValueError, OverflowError):  # outside the calendar
                    continue
                if reading:
                    return start, match.end(), reading, rule, reader
    return None


def _is_name(text: str, anchor: re.Match[str]) -> bool:
    """A word that needs no capital but has one inside a sentence: part of a name (USA Today, Daily Mail)."""
    start = anchor.start()
    return (
        anchor[0].istitle() and text[start - 1 : start] == " " and (text[start - 2].isalnum() or text[start - 2] == ",")
    )


def _starts(text: str, anchor: int, done: int) -> list[int]:
    """Where an expression with this anchor may begin, the leftmost first."""
    starts = [anchor]
    start = anchor
    for _ in range(_MOST_WORDS):
        if start == done or text[start - 1] not in " \t\u00a0-":
            break
        end, low = start - 1, max(done, start - _LONGEST_WORD)
        start = max(text.rfind(" ", low, end), text.rfind("-", low, end), text.rfind("\n", low, end)) + 1 or low
        start += text[start] == "["
        word = text[start:end].strip(".,]").casefold()
        if word in FIRST or word[:1].isdigit():
            starts.append(start)
        elif word not in INSIDE:
            break
    return starts[::-1]
