"""What follows from the words alone: the values that the build derives, and those that a curator wrote and it derives
again. Where the two differ, both are shown and nothing is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from publisher import edtf
from publisher.extract.candidates import Candidate, Date, Figure, Name
from publisher.extract.dates import Dated, readings
from publisher.extract.events import Event
from publisher.extract.numbers import read_figure
from publisher.model import Mark, Record
from publisher.problem import shown
from publisher.records.span_index import SpanIndex
from publisher.spanned import Spanned

NUMBERS = ("value", "lower", "upper", "modifier")
"""What the words of a number give."""
KNOWN_DAY = '[source] document_date = "YYYY-MM-DD"'  # how a day that no words state is written


def disagreements(record: Record, text: str, document_date: date | None) -> Iterator[tuple[str, str]]:
    """(column, message) for each value that the text does not give again."""
    if record.table == "figures":
        yield from misread(record.values)
    if record.table == "statements":
        said, found = record.values.get("quote_type"), quote_type(record, text)
        if said != found:
            yield (
                "quote_type",
                f"{shown(said)}, but the quotation marks make it {shown(found)}; correct it or the spans",
            )
    dated = next((mark for mark in record.marks if mark.field == "date_edtf"), None)
    if dated and record.values["date_edtf"] is not None:
        message = misdated(str(record.values["date_edtf"]), dated, text, document_date)
        if message:
            yield "date_edtf", message


def misread(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(column, message) for each column of a figure that the words of its number do not give again."""
    words = str(values["value_text"])
    found = read_figure(words)
    if found is None:
        yield "value_text", _no_number(words)
        return
    for column in NUMBERS:
        said, read = values.get(column), getattr(found, column)
        if said != read:
            yield column, f"{_or_none(said)}, but {shown(words)} says {_or_none(read)}; correct the value or the words"


def _no_number(words: str) -> str:
    """What is wrong with words that are not one number: they hold none, or more than that."""
    parts = words.split()
    for end in range(len(parts) - 1, 0, -1):
        if read_figure(number := " ".join(parts[:end])):
            more = shown(" ".join(parts[end:]))
            return f"{shown(words)} is more than a number: quote {shown(number)} alone, {more} is counted_text"
    return f"{shown(words)} holds no number; name the words that do"


def misdated(cell: str, mark: Mark, text: str, document_date: date | None) -> str:
    """What is wrong with a date for the words it rests on; empty when nothing is."""
    words = text[mark.start : mark.end]
    if not edtf.valid(cell):
        return edtf.refusal(cell)
    if edtf.is_plain(cell) and (mark.basis == "inferred") != ("?" in cell):
        corrected = f"{cell.rstrip('?')}, or infer it" if "?" in cell else f"{edtf.ends(cell)[0]}?"
        return (
            f"{shown(cell)} with basis {mark.basis}: one date has ? if it is inferred, and only then; write {corrected}"
        )
    found = set[str]()
    for value, _ in dated(text, mark.start, mark.end, document_date):
        if edtf.follows(cell, value, inferred=mark.basis == "inferred"):
            return ""  # mostly by the words alone: then nobody reads the whole text
        found.add(value)
    if not found and document_date is not None and mark.basis != "explicit":
        return ""  # words that the program cannot read: a rule says so
    if not found:
        if document_date is None:
            way_out = f"leave the date out, or give the article's day: {KNOWN_DAY}"
            return f"{shown(words)} gives no date without a document date; name the words that do, {way_out}"
        return f"{shown(words)} gives no date alone; name the words that do, or give it the basis resolved or inferred"
    alone = any(True for _ in dated(words, 0, len(words), None))
    given = " or ".join(sorted(found)) + ("" if alone else " (counted from the document date or a date named before)")
    return f"{shown(cell)}, but {shown(words)} gives {given}; correct the date or the words"


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


def days(record: Record, text: str, document_date: date | None) -> dict[str, Any]:
    """date_start, date_end and date_prec of a row. The precision follows the unit named: "this week" is a week, also
    when it is cut at the document date."""
    cell = record.values.get("date_edtf")
    if not isinstance(cell, str) or not edtf.valid(cell):
        return {}
    start, end = edtf.bounds(cell)
    mark = next(mark for mark in record.marks if mark.field == "date_edtf")
    found = dated(text, mark.start, mark.end, document_date)
    exact = (precision for value, precision in found if edtf.follows(cell, value, inferred="?" in cell))
    named = next(exact, None) or edtf.precision(cell)
    return {"date_start": start, "date_end": end, "date_prec": named if start and end else None}


def quote_type(record: Record, text: str) -> str:
    """The kind of quotation that the marks of a statement make it."""
    content = ((mark.start, text[mark.start : mark.end]) for mark in record.of("content"))
    return kind_of_quotation(content, record.of("quoted"))


def kind_of_quotation(content: Iterable[tuple[int, str]], quoted: Sequence[Spanned]) -> str:
    """direct: all of the content is in quotation marks, mixed: some words, indirect: none. content: start and words
    of each piece."""
    if not quoted:
        return "indirect"
    index = SpanIndex(quoted)
    unquoted = (rest for start, words in content for rest in _outside(start, words, index))
    return "mixed" if any(any(map(str.isalnum, rest)) for rest in unquoted) else "direct"


def _outside(start: int, words: str, quoted: SpanIndex[Spanned]) -> Iterator[str]:
    """What is left of the words at a place without those that are quoted."""
    at = start
    for span in quoted.overlapping(start, start + len(words)):
        yield words[at - start : max(span.start - start, 0)]
        at = max(at, span.end)
    yield words[at - start :]


def candidate_value(candidate: Candidate | Event) -> str | None:
    """The normalised value of a candidate: number, EDTF date, actor_id, type of event."""
    if isinstance(candidate, Event):
        return candidate.event_type
    if isinstance(candidate, Figure):
        return None if candidate.number is None else printed(candidate.number)
    if isinstance(candidate, Date):
        return candidate.edtf
    return candidate.actor_id if isinstance(candidate, Name) else None


def printed(number: float) -> str:
    """A number as text, in at most 15 digits; a whole one without decimal point."""
    return f"{number:.15g}" if number != int(number) else str(int(number))


def _or_none(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "none" if value is None else shown(value)
