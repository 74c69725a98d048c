"""The date of an automatic record, where the words give it again."""

from __future__ import annotations

from dataclasses import replace

from publisher.extract.candidates import Date
from publisher.extract.dates import resolve
from publisher.model import Mark, Reading, Record
from publisher.records.rederive import misdated


def dated(record: Record, when: Date, reading: Reading) -> Record:
    """The record with the date of an expression, which is explicit where the words give it by themselves; as it was,
    where they do not give it again."""
    alone = resolve(when.text, None)
    basis = "explicit" if alone and alone[0] == when.edtf else "resolved"
    mark = Mark.of("date_edtf", when, basis)
    if when.edtf is None or misdated(when.edtf, mark, reading.text, reading.day):
        return record
    return replace(record, values={**record.values, "date_edtf": when.edtf}, marks=(*record.marks, mark))
