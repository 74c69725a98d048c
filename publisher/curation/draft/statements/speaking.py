"""Who speaks: whoever the words for the speaker name; who a pronoun means; who spoke before, where a quotation
runs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Link, Record

_BACK = 4  # statements among which one may be told in the words of another


def with_speakers(
    spoken: Sequence[Record], found: Found, referents: Referents, guesses: Mapping[int, str | None]
) -> list[Record]:
    """The statements in the order of the text, each with links to its speakers. guesses: where the words for a speaker
    begin -> the name that the extractor takes them for."""
    made: list[Record] = []
    for statement in spoken:
        last = made[-_BACK:]
        before = next((one for one in reversed(last) if not any(_holds(outer, one) for outer in last)), None)
        actors = _speakers(statement, before, found, referents, guesses)
        links = (Link("statement_actors", {"actor_id": actor, "role": "speaker"}, "speaker_actor") for actor in actors)
        made.append(replace(statement, links=tuple(links)))
    return made


def _holds(outer: Record, inner: Record) -> bool:
    """Whether a statement is told in the words of another one: whoever speaks next goes on from the outer one."""
    cue = inner.of("cue")[:1]
    return any(mark.start <= one.start < mark.end for one in cue for mark in outer.of("content"))


def _speakers(
    record: Record, before: Record | None, found: Found, referents: Referents, guesses: Mapping[int, str | None]
) -> Sequence[str]:
    own = record.of("speaker")
    earlier = before.actors("speaker") if before else []
    apart = _paragraph(record, found) - _paragraph(before, found) if before else 0
    if not own:  # the passive has no speaker; a quotation runs on
        return earlier if record.of("quoted") and apart <= 1 else ()
    word = Span(own[0].start, own[0].end, str(record.values["speaker_text"]))
    if named := referents.actors(word):
        return named
    taken = referents.taken_up(word, earlier)
    if taken and apart == 0:
        return taken
    if before and apart == 0 and before.of("speaker") and not earlier:
        return ()  # somebody without a name
    guess = referents.by_name.get(guesses.get(word.start) or "")
    return (guess,) if guess else (taken if apart <= 1 else ())


def _paragraph(record: Record, found: Found) -> int:
    return paragraph_at(found.document.paragraphs, record.of("content")[-1].start)
