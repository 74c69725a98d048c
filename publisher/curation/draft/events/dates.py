"""When an event happened: the date of its sentence that is nearest to it, and is that of no other verb or noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from datetime import date, timedelta

from publisher import edtf
from publisher.curation.draft.events.same_occasion import LASTING
from publisher.curation.draft.events.words import OF_PROPOSED_NOUNS, Reader
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Date
from publisher.extract.events import Event
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.model import Mark, Record

_LISTS = word_lists("drafts")
_MONTH = 31  # days
_DATES = 4  # to each side of a trigger
_OPENING = 2  # words less than which are before a date that opens a sentence
_FOR = re.compile(rf"\b{any_of(_LISTS['lasting_for'])} \Z")  # the third day running, and no day of it
_THE = re.compile(rf"\b{any_of(_LISTS['article'])} \Z", re.IGNORECASE)
_NOUN = re.compile(r" (?=[a-z])")
_FAR = 20  # characters before a date
_WORD_BEFORE = re.compile(r"([^\W\d_]+) \Z")
_LIMITS = {"no_later": "[..{}]", "not_yet": "[..{}]", "only_then": "[{}..]", "from_then": "{}/.."}
"""Words before a date -> what it then is."""
_ONE, _A_DAY = re.compile(r"\d{4}(-\d\d){0,2}"), re.compile(r"\d{4}-\d\d-\d\d")


def date_of(found: Found, event: Event, teller: Record | None, said_on: Collection[int], reader: Reader) -> Date | None:
    """The date of the sentence that is nearest to the trigger, where it is nobody's date of saying."""
    sentence = found.sentence(event.start)
    first, last = (bisect_left(found.dates, at, key=lambda date: date.start) for at in sentence)
    here = bisect_left(found.dates, event.start, key=lambda date: date.start)
    close = found.dates[max(first, here - _DATES) : min(last, here + _DATES)]
    contents = teller.of("content") if teller else [Mark("content", *sentence)]
    near = [
        when
        for when in close
        if when.start not in said_on
        and any(mark.start <= when.start and when.end <= mark.end for mark in contents)
        and not (event.rule.startswith(OF_PROPOSED_NOUNS) and _is_apart(found, when, event, sentence[0]))
        and not reader.are_parted(event.start, when.start)
        and not _is_of_noun(found, when, event)
        and not _FOR.search(found.text, max(0, when.start - _FAR), when.start)
    ]
    nearest = min(near, key=lambda when: abs(when.start - event.start), default=None)
    return _limited(found.text, nearest) if nearest else None


def _limited(text: str, when: Date) -> Date:
    """A date with what the word before it says: by Saturday, before Saturday, since May."""
    word = _WORD_BEFORE.search(text, max(0, when.start - _FAR), when.start)
    limit = next((form for form in _LIMITS if word and word[1].casefold() in _LISTS[form]), None)
    if limit is None or not _ONE.fullmatch(str(when.edtf)):
        return when
    if limit not in ("no_later", "from_then"):
        if not _A_DAY.fullmatch(str(when.edtf)):
            return when
        day = date.fromisoformat(str(when.edtf)) + timedelta(days=-1 if limit == "not_yet" else 1)
        return when._replace(edtf=_LIMITS[limit].format(day))
    return when._replace(edtf=_LIMITS[limit].format(when.edtf))


def is_background(found: Found, when: Date) -> bool:
    """Whether a date is that of something long over: it ends more than a month before the article."""
    last = edtf.bounds(when.edtf)[1] if when.edtf else None
    return bool(last and found.day and (found.day - last).days > _MONTH)


def _is_apart(found: Found, when: Date, event: Event, begin: int) -> bool:
    """Whether a date is that of another clause than the noun of an event, or the noun is what goes on for years."""
    between = found.text[min(when.end, event.end) : max(when.start, event.start)]
    opens = when.end <= event.start and len(found.text[begin : when.start].split()) < _OPENING
    return event.text in LASTING or ("," in between and not opens)


def _is_of_noun(found: Found, when: Date, event: Event) -> bool:
    """Whether a date says which one another noun means: the Tuesday raids."""
    noun = _NOUN.match(found.text, when.end)
    before = _THE.search(found.text, max(0, when.start - _FAR), when.start)
    return bool(before and noun) and event.start != when.end + 1
