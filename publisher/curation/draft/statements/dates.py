"""When something was said: the date beside the cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from publisher.extract.candidates import Date
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.model import Mark, Record

_LISTS = word_lists("drafts")
# Between a cue and its date: a few words that begin no clause of their own; and between a date and the speaker.
_AFTER_CUE = re.compile(rf"(?:\s(?!(?:{any_of(_LISTS['clause_openers'])})\b)[\w’'-]+){{0,6}}\s")
_TO_DATE, _TO_CUE = re.compile(r",?\s(?:[\w’'-]+\s){0,2}"), re.compile(r",?\s(?:[\w’'-]+\s)?")
_BEFORE_SPEAKER = re.compile(rf"(?:\s{any_of(_LISTS['part_of_day'])})?,?\s")
_FROM_TO = re.compile(r"[-\d]+/[-\d]+")
_FAR, _MOST_DATES = 200, 20  # characters after a cue, and dates before it, among which that of the saying is


def said_on(record: Record, dates: Sequence[Date], text: str) -> Date | None:
    """The date of a statement, of those given in text order: one in the clause of its cue ("said late on Monday", "On
    Monday, Roe said", "Roe on Monday said"). Any other may be that of what is said, and is left to the curator."""
    cues, speakers = record.of("cue"), record.of("speaker")
    if not cues:
        return None
    cue = cues[-1]
    first = min(mark.start for mark in (*cues, *speakers))
    place, last = (bisect_left(dates, at, key=lambda date: date.start) for at in (cue.end, cue.end + _FAR))
    after = (when for when in dates[place:last] if _AFTER_CUE.fullmatch(text, cue.end, when.start))
    earlier = dates[max(0, place - _MOST_DATES) : place]
    before = (when for when in earlier if _BEFORE_SPEAKER.fullmatch(text, when.end, first))
    between = (when for when in earlier if _is_between(text, when, speakers, cue))
    said = [(mark.start, mark.end) for mark in record.of("content", "quoted")]
    near = (d for d in (*after, *between, *before) if not any(start < d.end and d.start < end for start, end in said))
    return next(near, None)


def _is_between(text: str, when: Date, speakers: Sequence[Mark], cue: Mark) -> bool:
    """Whether a date is all that is between a speaker and the cue: "Roe on Monday said"."""
    before = bool(speakers) and _TO_DATE.fullmatch(text, speakers[-1].end, when.start)
    return bool(before and _TO_CUE.fullmatch(text, when.end, cue.start))


def dated_by(record: Record, when: Date | None) -> Record:
    """The statement with its date; of several days it is one: to say something takes no time."""
    if when is None:
        return record
    edtf = str(when.edtf)
    value = f"[{edtf.replace('/', '..')}]" if _FROM_TO.fullmatch(edtf) else edtf
    mark = Mark("date_edtf", when.start, when.end, date_basis(when))
    return replace(record, values={**record.values, "date_edtf": value}, marks=(*record.marks, mark))


def date_basis(when: Date) -> str:
    """How a date follows from its words: they state it whole where they have a year."""
    return "explicit" if re.search(r"\d{4}", when.text) else "resolved"
