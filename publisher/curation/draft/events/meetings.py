"""Meetings that a statement only mentions as its occasion: "voiced support during a meeting with Roe in Bath"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events import Event
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.model import Record

RULE = "meeting"
_LISTS = word_lists("drafts")
_DURING, _WITH = any_of(_LISTS["during"]), any_of(_LISTS["with"])
_MEETING = re.compile(rf"\b{_DURING} (?:[\w’'-]+ ){{0,3}}?(?P<noun>{any_of(_LISTS['meetings'])}) {_WITH} ")
_FEW, _FAR = 20, 200  # statements before a meeting, and characters after it, in which its parties and its place are
_LOCATED = re.compile(rf"\b{any_of(_LISTS['located'])} \Z")
_JOINED = re.compile(rf" {any_of(_LISTS['joined'])} (?:{any_of(_LISTS['article'])} )?")


def meetings(found: Found, referents: Referents, statements: Sequence[Record]) -> Iterator[Event]:
    """An event for each meeting with somebody who is named, at which the speaker of a sentence speaks."""
    spoken = [statement for statement in statements if statement.actors("speaker") and statement.of("speaker")]
    spoken.sort(key=_start)
    for sentence in found.document.sentences:
        for match in _MEETING.finditer(found.text, *sentence):
            first, last = bisect_left(spoken, sentence[0], key=_start), bisect_left(spoken, match.start(), key=_start)
            speaker = _speaker(spoken[max(first, last - _FEW) : last], match.start())
            others = _others(found, referents, match.end(), sentence[1])
            if speaker and others:
                start, end = match.span("noun")
                yield Event(
                    kind="event",
                    start=start,
                    end=end,
                    text=match["noun"],
                    event_type="CONSULT",
                    mode=None,
                    negated=False,
                    future=False,
                    hypothetical=False,
                    historical=False,
                    actors=(speaker,),
                    recipients=others,
                    places=tuple(_places(found, match.end(), sentence[1])),
                    date=None,
                    rule=RULE,
                    phrase=Span(start, end, match["noun"]),
                )


def _start(statement: Record) -> int:
    return statement.of("speaker")[0].start


def _speaker(before: Sequence[Record], at: int) -> Span | None:
    """Who said something right before an offset, in a statement that does not hold it. before: statements of the
    sentence, by their speakers' words."""
    for statement in reversed(before):
        if not any(mark.start <= at < mark.end for mark in statement.of("content")):
            mark = statement.of("speaker")[0]
            return Span(mark.start, mark.end, statement.values["speaker_text"])
    return None


def _others(found: Found, referents: Referents, start: int, end: int) -> tuple[Span, ...]:
    """The actors named from an offset on, joined to each other."""
    named: list[Span] = []
    for name in referents.within(start, end):
        between = found.text[(named[-1].end if named else start) : name.start]
        if between and not (named and _JOINED.fullmatch(between)):
            break
        named.append(Span(name.start, name.end, name.text))
    return tuple(named)


def _places(found: Found, start: int, end: int) -> Iterator[Span]:
    """The places after "in" or "at" between two offsets."""
    for at in range(start, min(end, start + _FAR)):
        if at in found.entities and _LOCATED.search(found.text, start, at) and at not in found.known:
            name = found.entities[at]
            yield Span(name.start, name.end, name.text)
