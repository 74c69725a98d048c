"""What the words of a date may mean, and whether a value follows from them: one proof, for build and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from publisher import edtf, language
from publisher.extract.dates import Dated, readings
from publisher.extract.patterns import any_of
from publisher.extract.text import DEFAULT, Document
from publisher.inputs.quoted_words import paragraph_at
from publisher.language.text_patterns import whole_words
from publisher.model import Record
from publisher.problem import shown

KNOWN_DAY = '[source] document_date = "YYYY-MM-DD"'  # how a day that no words state is written
_AHEAD = ("future", "hypothetical")  # modes of an event that may lie in the future, whatever the verb
_BEFORE = 24  # characters before a date


@cache
def _beside(code: str) -> Mapping[str, re.Pattern[str]]:
    """The words of a language that say how a date beside them, or in their sentence, is meant; empty where it has no
    lists of them."""
    if not language.knows(code) or not (checks := language.get(code).checks()):
        return {}
    hedges, names = (language.get(code).words(name) for name in ("hedges", "names"))
    hedge = any_of(word for name in hedges if name.startswith("before_") for word in hedges[name])
    about = re.compile(rf"\b{hedge}\s+(?:{any_of(names['article'])}\s+)?\Z", re.IGNORECASE)
    limits = {name: re.compile(checks["patterns"][name]) for name in ("since", "until")}
    return {"about": about, **limits, **{name: whole_words(checks["lists"][name]) for name in ("future", "told")}}


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
        ahead = may_lie_ahead(record.table, record.values.get("auxiliary_mode"))
        for mark in record.of("date_edtf"):
            return cls(document, mark.start, document.text[mark.start : mark.end], mark.basis, day, ahead)
        return None

    def wrong(self, value: str) -> str:
        """What is wrong with a value for these words, and what to do; empty where it follows from them, or nobody can
        say: a rule warns of words that the program cannot read."""
        words, found = shown(self.exact), set[str]()
        if not edtf.valid(value):
            return edtf.refusal(value)
        if edtf.is_plain(value) and (self.basis == "inferred") != ("?" in value):
            right = f"{value.rstrip('?')}, or infer it" if "?" in value else f"{edtf.ends(value)[0]}?"
            said = f"{shown(value)} with basis {self.basis}"
            return f"{said}: one date has ? if it is inferred, and only then; write {right}"
        for named, _ in self._readings():  # mostly by the words alone: then nobody reads the whole text
            if self._gives(value, named):
                return ""
            found.add(named)
        if self.document is None and (not found or _beside(DEFAULT)["told"].search(self.exact)):
            return ""
        if not found and self.day is None:
            way_out = f"leave the date out, or give the article's day: {KNOWN_DAY}"
            return f"{words} gives no date without a document date; name the words that do, {way_out}"
        if not found:
            way_out = "name the words that do, or give it the basis resolved or inferred"
            return f"{words} gives no date alone; {way_out}" if self.basis == "explicit" else ""
        follows = any(edtf.follows(value, one) for one in found)  # in another way than the basis says
        said, what = (f" with basis {self.basis}", ", the words or the basis") if follows else ("", " or the words")
        given = " or ".join(sorted(found))
        given += "" if self._alone() else " (counted from the document date or a date named before)"
        return f"{shown(value)}{said}, but {words} gives {given}; correct the date{what}"

    def precisions(self, value: str) -> Iterator[int | None]:
        """That of the unit that the words name, or of the interval of which they name a day, for each of their readings
        from which the value follows."""
        for named, unit in self._readings():
            if self._gives(value, named):
                yield edtf.precision(value) if edtf.is_plain(named) and not edtf.is_plain(value) else unit

    @property
    def is_read(self) -> bool:
        """Whether the program reads them."""
        return any(dated(*self._place, self.day))

    @property
    def _place(self) -> tuple[str, int, int]:
        text, start = (self.document.text, self.start) if self.document else (self.exact, 0)
        return text, start, start + len(self.exact)

    def _readings(self) -> Iterator[Dated]:
        """What they may mean: a day to come only where that may be."""
        text, *place = self._place
        beside, to_come = _beside(self.document.language) if self.document else {}, self.ahead
        if not beside or to_come is False:
            number = paragraph_at(self.document.sentences, self.start) if self.document else 0
            sentence = self.document.sentences[number - 1] if self.document and number else place
            to_come = not beside or beside["future"].search(text, *sentence) is not None
        for future in (False, True) if to_come else (False,):
            yield from readings(*self._place, self.day, future=future)

    def _gives(self, value: str, named: str) -> bool:
        """Whether the value follows from the date that they name, as the words beside them and the basis say."""
        first, last = edtf.ends(value)
        if not edtf.follows(value, named, inferred=self.basis == "inferred"):
            return False
        if self.document and (beside := _beside(self.document.language)):
            before = self.document.text[max(0, self.start - _BEFORE) : self.start]
            limit = beside["since" if first else "until"]  # "by Friday" ends the day before
            if named == edtf.next_to(value) and not limit.search(before + self.exact):
                return False
            round_ = value.endswith("~") and not named.endswith("~") and self.basis != "inferred"
            if round_ and not beside["about"].search(before):
                return False
        if self.basis == "inferred" or not (first and last):
            return True
        return (self.basis == "explicit") == (named in self._alone())

    def _alone(self) -> set[str]:
        """The dates that they give without a document date."""
        return {named for named, _ in readings(self.exact, 0, len(self.exact), None)}


def may_lie_ahead(table: str, mode: object) -> bool | None:
    """`ahead` of a record."""
    return mode in _AHEAD if table == "events" else None


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


def date_by_settings(made: Sequence[Record]) -> list[Record]:
    """The records with a date for each statement that has none, where its setting has one. It rests on the words that
    date the setting, and is inferred: one date becomes an uncertain one (`D?`), an interval a time in it (`[A..B]`)."""
    events = {event.id: event for event in made if event.table == "events"}
    return [_by_setting(record, events.get(str(record.values.get("setting_event_id")))) for record in made]


def _by_setting(statement: Record, setting: Record | None) -> Record:
    words = setting.of("date_edtf") if setting else []
    if setting is None or not words or statement.values.get("date_edtf"):
        return statement
    value = str(setting.values["date_edtf"])
    if not edtf.valid(value):
        return statement
    first, last = edtf.ends(value)
    inferred = f"{first}?" if edtf.is_plain(value) else f"[{first}..{last}]"
    marks = (*statement.marks, *(replace(mark, basis="inferred") for mark in words))
    return replace(statement, values={**statement.values, "date_edtf": inferred}, marks=marks)
