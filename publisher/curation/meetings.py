"""Meetings that a statement only mentions as its occasion: "voiced support during a meeting with Roe in Bath"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.curation.found import Found
from publisher.curation.referents import Referents
from publisher.extract.candidates import Span
from publisher.extract.events import Event
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, words
from publisher.model import Record

RULE = "meeting"
_LISTS = words("drafts")
_DURING, _WITH = any_of(_LISTS["during"]), any_of(_LISTS["with"])
_MEETING = re.compile(rf"\b{_DURING} (?:[\w’'-]+ ){{0,3}}?(?P<noun>{any_of(_LISTS['meetings'])}) {_WITH} ")
_LOCATED = re.compile(rf"\b{any_of(_LISTS['located'])} \Z")
_JOINED = re.compile(r",? and (?:the )?|, (?:the )?")


def meetings(found: Found, referents: Referents, statements: Sequence[Record]) -> Iterator[Event]:
    """An event for each meeting with somebody who is named, at which the speaker of a sentence speaks."""
    for sentence in found.document.sentences:
        for match in _MEETING.finditer(found.text, *sentence):
            speaker = _speaker(statements, sentence, match.start())
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
                    actors=(speaker,),
                    recipients=others,
                    places=tuple(_places(found, match.end(), sentence[1])),
                    date=None,
                    rule=RULE,
                )


def _speaker(statements: Sequence[Record], sentence: Pair, at: int) -> Span | None:
    """Who said something right before an offset of a sentence, in a statement that does not hold it."""
    spoken = [
        (mark, one.values["speaker_text"])
        for one in statements
        if one.actors("speaker") and not any(mark.start <= at < mark.end for mark in one.of("content"))
        for mark in one.of("speaker")
        if sentence[0] <= mark.start < at
    ]
    if not spoken:
        return None
    mark, words_for = max(spoken, key=lambda one: one[0].start)
    return Span(mark.start, mark.end, words_for)


def _others(found: Found, referents: Referents, start: int, end: int) -> tuple[Span, ...]:
    """The actors named from an offset on, joined to each other."""
    named: list[Span] = []
    for at in sorted(at for at in referents.names if start <= at < end):
        between = found.text[(named[-1].end if named else start) : at]
        name = referents.names[at]
        if between and not (named and _JOINED.fullmatch(between)):
            break
        named.append(Span(name.start, name.end, name.text))
    return tuple(named)


def _places(found: Found, start: int, end: int) -> Iterator[Span]:
    """The places after "in" or "at" between two offsets."""
    for at, name in found.entities.items():
        if start <= at < end and _LOCATED.search(found.text, start, at) and at not in found.known:
            yield Span(name.start, name.end, name.text)
