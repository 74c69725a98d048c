"""What follows from the words alone: the values that the build derives, and those that a curator wrote and it derives
again. Where the two differ, both are shown and nothing is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from publisher.extract.candidates import Candidate, Date, Figure, Name
from publisher.extract.events import Event
from publisher.extract.numbers import read_figure
from publisher.extract.text import Document
from publisher.model import Record
from publisher.problem import shown
from publisher.records.dated import DateWords
from publisher.records.span_index import SpanIndex
from publisher.spanned import Spanned

NUMBERS = ("value", "lower", "upper", "modifier")
"""What the words of a number give."""


def disagreements(record: Record, document: Document, document_date: date | None) -> Iterator[tuple[str, str]]:
    """(column, message) for each value that the text does not give again."""
    if record.table == "figures":
        yield from misread(record.values)
    if record.table == "statements":
        said, found = record.values.get("quote_type"), quote_type(record, document.text)
        if said != found:
            message = f"{shown(said)}, but the quotation marks make it {shown(found)}; correct it or the spans"
            yield "quote_type", message
    words, cell = DateWords.of(record, document, document_date), record.values.get("date_edtf")
    if words and cell is not None and (message := words.wrong(str(cell))):
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
