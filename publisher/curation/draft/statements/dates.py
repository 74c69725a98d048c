"""When something was said: the date beside the cue, or that of the words before, said in the same breath."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from publisher.curation.draft.found import Found
from publisher.extract.candidates import Date
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Mark, Record

_LISTS = word_lists("drafts")
# Between a cue and its date: a few words that begin no clause of their own; and between a date and the speaker.
_AFTER_CUE = re.compile(rf"(?:\s(?!(?:{any_of(_LISTS['clause_openers'])})\b)[\w’'-]+){{0,6}}\s")
_TO_DATE, _TO_CUE = re.compile(r",?\s(?:[\w’'-]+\s){0,2}"), re.compile(r",?\s(?:[\w’'-]+\s)?")
_BEFORE_SPEAKER = re.compile(rf"(?:\s{any_of(_LISTS['part_of_day'])})?,?\s")
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d\??")
_FROM_TO = re.compile(r"[-\d]+/[-\d]+")
_DOING = _LISTS["doing"][0]
_FAR, _MOST_DATES = 200, 20  # characters after a cue, and dates before it, among which that of the saying is


def said_on(record: Record, dates: Sequence[Date], text: str) -> Date | None:
    """The date of a statement, of those given in text order: one in the clause of its cue ("said late on Monday", "On
    Monday, Roe said"). Any other may be that of what is said, and is left to the curator."""
    cues, speakers = record.of("cue"), record.of("speaker")
    if not cues:
        return None
    cue = cues[-1]
    said = [(m.start, m.end) for m in record.of("content", "quoted")]
    first = min(mark.start for mark in (*cues, *speakers))
    place, last = (bisect_left(dates, at, key=lambda date: date.start) for at in (cue.end, cue.end + _FAR))
    after = (d for d in dates[place:last] if _AFTER_CUE.fullmatch(text, cue.end, d.start))
    before = (d for d in dates[max(0, place - _MOST_DATES) : place] if _BEFORE_SPEAKER.fullmatch(text, d.end, first))
    between = (d for d in dates[max(0, place - _MOST_DATES) : place] if _is_between(text, d, speakers, cue))
    near = (d for d in (*after, *between, *before) if not any(start < d.end and d.start < end for start, end in said))
    return next(near, None)


def _is_between(text: str, when: Date, speakers: Sequence[Mark], cue: Mark) -> bool:
    """Whether a date is all that is between a speaker and the cue: "Roe on Monday said"."""
    before = bool(speakers) and _TO_DATE.fullmatch(text, speakers[-1].end, when.start)
    return bool(before and _TO_CUE.fullmatch(text, when.end, cue.start))


def dated_by(record: Record, when: Date | None, text: str) -> Record:
    """The statement with its date. A participle has that of the verb before it as a guess: "on Monday Roe left, saying
    that it was over"."""
    if when is None:
        return record
    start, end = record.of("cue")[-1].start, record.of("cue")[-1].end
    guessed = when.end <= start and text[start:end].endswith(_DOING) and bool(_A_DAY.fullmatch(str(when.edtf)))
    value, basis = (f"{when.edtf}?", "inferred") if guessed else (_at_some_time(str(when.edtf)), date_basis(when))
    mark = Mark("date_edtf", when.start, when.end, basis)
    return replace(record, values={**record.values, "date_edtf": value}, marks=(*record.marks, mark))


def _at_some_time(edtf: str) -> str:
    """The date of what takes no time: of "last week", it is one of the days."""
    return f"[{edtf.replace('/', '..')}]" if _FROM_TO.fullmatch(edtf) else edtf


def date_basis(when: Date) -> str:
    """How a date follows from its words: they state it whole where they have a year."""
    return "explicit" if re.search(r"\d{4}", when.text) else "resolved"


def of_one_occasion(spoken: Sequence[Record], found: Found) -> list[Record]:
    """The statements, each without a date with that of the one before it in the paragraph, if they have one speaker:
    "said on Monday that it was over, adding that nobody was hurt"."""
    made: list[Record] = []
    for statement in spoken:
        before = made[-1] if made and "date_edtf" not in statement.values and statement.of("cue") else None
        if before and _goes_on(statement, before, found):
            day = str(before.values["date_edtf"]).removesuffix("?")
            marks = (replace(mark, basis="inferred") for mark in before.of("date_edtf"))
            statement = replace(
                statement, values={**statement.values, "date_edtf": f"{day}?"}, marks=(*statement.marks, *marks)
            )
        made.append(statement)
    return made


def _goes_on(record: Record, before: Record, found: Found) -> bool:
    """Whether a statement is made in the same breath as the one before, of which the day is known."""
    day = str(before.values.get("date_edtf", ""))
    paragraphs = [paragraph_at(found.document.paragraphs, other.of("content")[0].start) for other in (record, before)]
    said_by = record.actors("speaker")
    lasting = {word.casefold() for mark in record.of("cue") for word in found.text[mark.start : mark.end].split()}
    return (
        _A_DAY.fullmatch(day) is not None
        and lasting.isdisjoint(_LISTS["perfect"])
        and len({*paragraphs}) == 1
        and bool(said_by)
        and said_by == before.actors("speaker")
    )
