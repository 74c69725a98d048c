"""When an event happened: the date of its sentence that is nearest to it, and is nobody's date of saying."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from publisher import edtf
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Date
from publisher.extract.events import Event
from publisher.model import Mark, Record

_MONTH = 31  # days
_DATES = 4  # to each side of a trigger


def date_of(found: Found, event: Event, teller: Record | None, said_on: Collection[int]) -> Date | None:
    """The date of an event. teller: the statement that tells of it, if any; said_on: where dates of saying begin."""
    sentence = found.sentence(event.start)
    first, last = (bisect_left(found.dates, at, key=lambda date: date.start) for at in sentence)
    here = bisect_left(found.dates, event.start, key=lambda date: date.start)
    contents = teller.of("content") if teller else [Mark("content", *sentence)]
    near = [
        when
        for when in found.dates[max(first, here - _DATES) : min(last, here + _DATES)]
        if when.start not in said_on and any(mark.start <= when.start and when.end <= mark.end for mark in contents)
    ]
    return min(near, key=lambda when: abs(when.start - event.start), default=None)


def is_background(found: Found, when: Date) -> bool:
    """Whether a date is that of something long over: it ends more than a month before the article."""
    last = edtf.bounds(when.edtf)[1] if when.edtf else None
    return bool(last and found.day and (found.day - last).days > _MONTH)
