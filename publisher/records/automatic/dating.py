"""The date of an automatic record, where the words give it again."""

from __future__ import annotations

from dataclasses import replace

from publisher.edtf import ends
from publisher.extract.candidates import Date
from publisher.extract.dates import resolve
from publisher.model import Mark, Reading, Record
from publisher.records.dated import DateWords

_TWO_ENDS = frozenset(f"date.{rule}" for rule in ("days-of-month", "days-before-month", "year-range"))  # 3-5 May
_SPAN = "/"


def dated(record: Record, when: Date, reading: Reading) -> Record:
    """The record with the date of an expression, which is explicit where the words give it by themselves; as it was,
    where they do not give it again."""
    if when.edtf is None:
        return record
    alone = resolve(when.text, None)
    basis = "explicit" if alone and alone[0] == when.edtf else "resolved"
    value, mark = happened(when.edtf, when.rule), Mark.of("date_edtf", when, basis)
    made = replace(record, values={**record.values, "date_edtf": value}, marks=(*record.marks, mark))
    words = DateWords.of(made, reading.document, reading.day)
    return record if words and words.wrong(value) else made


def happened(edtf: str, rule: str) -> str:
    """When something was that words date by a week or a season: at some time in it. Only what has two named ends is
    taken to have lasted from one to the other. edtf, rule: of the date."""
    first, last = ends(edtf)
    if not (first and last) or _SPAN not in edtf or rule in _TWO_ENDS:
        return edtf
    return first if first == last else f"[{first}..{last}]"
