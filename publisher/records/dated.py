"""What the words of a date may mean, and whether a value follows from them: one proof, for build and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from publisher import edtf, language
from publisher.extract.dates import Dated, readings
from publisher.extract.patterns import any_of
from publisher.extract.text import DEFAULT, Document
from publisher.inputs.quoted_words import paragraph_at
from publisher.language.checks import checks, whole_words
from publisher.model import Mark, Record
from publisher.problem import shown

KNOWN_DAY = '[source] document_date = "YYYY-MM-DD"'  # how a day that no words state is written
AHEAD = ("future", "hypothetical")  # modes of an event that may lie in the future, whatever the verb
_BEFORE = 24  # characters before a date


class _Beside(NamedTuple):
    """Words beside a date, or in its sentence, that say how it is meant. told: of a date that is counted from another
    one."""

    since: re.Pattern[str]
    until: re.Pattern[str]
    about: re.Pattern[str]
    future: re.Pattern[str]
    told: re.Pattern[str]


@cache
def _beside(code: str) -> _Beside | None:
    """Those of a language; None where it has no such lists."""
    known = checks(code)
    if known is None:
        return None
    lists, patterns = known["lists"], known["patterns"]
    hedges = language.get(code).words("hedges")
    hedge = any_of(word for name in hedges if name.startswith("before_") for word in hedges[name])
    article = any_of(language.get(code).words("names")["article"])
    about = re.compile(rf"\b{hedge}\s+(?:{article}\s+)?\Z", re.IGNORECASE)
    since, until = (re.compile(patterns[name]) for name in ("since", "until"))
    return _Beside(since, until, about, *(whole_words(lists[name]) for name in ("future", "told")))


class DateWords(NamedTuple):
    """The words of a date. document: the article that has them from `start` on; None: it is not at hand. basis: how the
    date follows from them. day: the document date. ahead: whether what is dated may lie in the future, whatever the
    sentence says; None: it does not, as a statement, which has been made."""

    document: Document | None
    start: int
    exact: str
    basis: str
    day: date | None
    ahead: bool | None

    @classmethod
    def of(cls, record: Record, document: Document, day: date | None) -> DateWords | None:
        """Those of a record; None where it has no date."""
        mark = next((mark for mark in record.marks if mark.field == "date_edtf"), None)
        if mark is None:
            return None
        return cls.at(document, mark, day, may_lie_ahead(record.table, record.values.get("auxiliary_mode")))

    @classmethod
    def at(cls, document: Document, mark: Mark, day: date | None, ahead: bool | None) -> DateWords:
        """Those of a mark."""
        return cls(document, mark.start, document.text[mark.start : mark.end], mark.basis, day, ahead)

    def wrong(self, value: str) -> str:
        """What is wrong with a value for these words, and what to do; empty where it follows from them, or nobody can
        say: a rule warns of words that the program cannot read."""
        if not edtf.valid(value):
            return edtf.refusal(value)
        words = shown(self.exact)
        if edtf.is_plain(value) and (self.basis == "inferred") != ("?" in value):
            right = f"{value.rstrip('?')}, or infer it" if "?" in value else f"{edtf.ends(value)[0]}?"
            said = f"{shown(value)} with basis {self.basis}"
            return f"{said}: one date has ? if it is inferred, and only then; write {right}"
        if any(True for _ in self.precisions(value)):
            return ""
        found = {named for named, _ in self._readings()}
        if self.document is None:
            beside = _beside(DEFAULT)
            if not found or (beside and beside.told.search(self.exact)):
                return ""
        if not found and self.day is None:
            way_out = f"leave the date out, or give the article's day: {KNOWN_DAY}"
            return f"{words} gives no date without a document date; name the words that do, {way_out}"
        if not found:
            alone = f"{words} gives no date alone; name the words that do, or give it the basis resolved or inferred"
            return alone if self.basis == "explicit" else ""
        if (
            all(edtf.ends(value))
            and any(edtf.follows(value, named) for named in found)
            and self.basis != self._basis(value)
        ):
            return f"{words} gives {value} with basis {self._basis(value)}, not {self.basis}; correct the basis"
        given = " or ".join(sorted(found))
        given += "" if self._alone() else " (counted from the document date or a date named before)"
        return f"{shown(value)}, but {words} gives {given}; correct the date or the words"

    def precisions(self, value: str) -> Iterator[int | None]:
        """That of the unit that the words name, or of the interval of which they name a day, for each of their readings
        from which the value follows in the way that the basis says."""
        for named, unit in self._readings():  # mostly by the words alone: then nobody reads the whole text
            if self._gives(value, named):
                yield edtf.precision(value) if edtf.is_plain(named) and not edtf.is_plain(value) else unit

    @property
    def is_read(self) -> bool:
        """Whether the program reads them."""
        return any(dated(*self._place, self.day))

    @property
    def _place(self) -> tuple[str, int, int]:
        if self.document is None:
            return self.exact, 0, len(self.exact)
        return self.document.text, self.start, self.start + len(self.exact)

    def _readings(self) -> Iterator[Dated]:
        """What they may mean: a day to come only where that may be."""
        for future in (False, True) if self._may_come() else (False,):
            yield from readings(*self._place, self.day, future=future)

    def _may_come(self) -> bool:
        """Whether a day to come may be meant."""
        beside = self.document and _beside(self.document.language)
        if self.document is None or not beside:
            return True
        if self.ahead is not False:
            return bool(self.ahead)
        number = paragraph_at(self.document.sentences, self.start)
        sentence = self.document.sentences[number - 1] if number else self._place[1:]
        return beside.future.search(self.document.text, *sentence) is not None

    def _gives(self, value: str, named: str) -> bool:
        """Whether the value follows from the date that they name, as the words beside them and the basis say."""
        inferred = self.basis == "inferred"
        if not edtf.follows(value, named, inferred=inferred):
            return False
        first, last = edtf.ends(value)
        beside = self.document and _beside(self.document.language)
        before = self.document.text[max(0, self.start - _BEFORE) : self.start] if self.document else ""
        limit = beside and (beside.since if first else beside.until)  # "by Friday" ends the day before
        if limit and named == edtf.next_to(value) and not limit.search(before + self.exact):
            return False
        if inferred or not (first and last):
            return True
        if beside and value.endswith("~") and not named.endswith("~") and not beside.about.search(before):
            return False
        return (self.basis == "explicit") == (named in self._alone())

    def _basis(self, value: str) -> str:
        return "explicit" if any(edtf.follows(value, named) for named in self._alone()) else "resolved"

    def _alone(self) -> set[str]:
        """The dates that they give without a document date."""
        return {named for named, _ in readings(self.exact, 0, len(self.exact), None)}


def may_lie_ahead(table: str, mode: object) -> bool | None:
    """`ahead` of a record."""
    return mode in AHEAD if table == "events" else None


def dated(text: str, start: int, end: int, document_date: date | None) -> Iterator[Dated]:
    """All dates that text[start:end] may mean, with the verb before or after it; as `readings` gives them."""
    for future in (False, True):
        yield from readings(text, start, end, document_date, future=future)


def same_date(value: str | None, others: Iterable[str], cell: object) -> bool:
    """Whether a cell rests on a date of the extractor, or on another reading of its words: the cell has that date, it
    is an end of its interval or sets its limit, or it lies in the interval."""
    if not isinstance(cell, str) or not edtf.valid(cell):
        return False
    usual, inferred = [value] if value and edtf.valid(value) else [], "?" in cell
    return any(
        one in edtf.ends(cell) or edtf.lasts(cell, one) or edtf.follows(cell, one, inferred=inferred)
        for one in chain(usual, others)
    )


def days(record: Record, document: Document, document_date: date | None) -> dict[str, Any]:
    """date_start, date_end and date_prec of a row. The precision follows the unit named: "this week" is a week, also
    when it is cut at the document date."""
    cell, words = record.values.get("date_edtf"), DateWords.of(record, document, document_date)
    if not isinstance(cell, str) or not edtf.valid(cell) or not words:
        return {}
    start, end = edtf.bounds(cell)
    named = next(words.precisions(cell), None) or edtf.precision(cell)
    return {"date_start": start, "date_end": end, "date_prec": named if start and end else None}
