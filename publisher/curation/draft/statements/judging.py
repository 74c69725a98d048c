"""Statements of a verb with whom or what it judges, blames or asks for: "condemned the trial", "accused Gull of theft",
"called on Gull to leave"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events.arguments import is_finite, is_infinitive, next_content
from publisher.extract.events.nouns import head, is_actor, last_of, word
from publisher.extract.events.parties import read_verb
from publisher.extract.events.proposals import forms_of
from publisher.extract.events.sentence import Sentence, lemma
from publisher.extract.text import word_lists
from publisher.model import Mark, Record
from publisher.records.span_index import SpanIndex

_LISTS = word_lists("drafts")
_JUDGES, _CALLS_ON, _FINDS = (frozenset(forms_of(_LISTS[name])) for name in ("judges", "calls_on", "finds"))
_FOR, _SPEAKING = (frozenset(_LISTS[name]) for name in ("calls_for", "speaking"))
_SIGNS = " \n.,:;!?”\"'’)"


def judging(found: Found, known: Sequence[Record]) -> Iterator[Record]:
    """Those statements. known: those that are proposed already, with whose words they share none."""
    taken = SpanIndex(mark for statement in known for mark in statement.of("speaker", "cue", "content", "quoted"))
    for start, _ in found.document.sentences:
        s = found.reader.sentence(start)
        for at in range(len(s.parts)):
            spans = _spans(s, at) if s.kinds[at] == "v" else None
            if spans and not any(any(taken.overlapping(span.start, span.end)) for span in spans.values()):
                values = {f"{name}_text": span.text for name, span in spans.items()}
                marks = tuple(Mark(name, span.start, span.end) for name, span in spans.items())
                yield Record("statements", "", {**values, "quote_type": "indirect"}, marks)


def _spans(s: Sentence, at: int) -> dict[str, Span] | None:
    """Speaker, cue and content of a verb group; None where it judges nothing."""
    verb, name = read_verb(s, at), s.words[lemma(s, at)[1]]
    subjects = [np for np in verb.subjects if np < at]
    said = next_content(s, at)
    if verb.passive or not subjects or said >= len(s.parts):
        return None
    last = at
    if name in _CALLS_ON and word(s, at + 1) in _FOR:
        last, said = at + 1, at + 2
    elif not (name in _JUDGES and is_actor(s, subjects[0])) and not (
        name in _FINDS and head(s, subjects[0]) in _SPEAKING
    ):
        return None
    if s.kinds[said : said + 1] != "n":
        return None
    content = _span(s, said, _end(s, said))
    return {
        "speaker": _span(s, subjects[0], last_of(s, subjects[-1])),
        "cue": _span(s, at, last, int(is_infinitive(s, at))),  # without "to"
        "content": Span(content.start, content.start + len(content.text.rstrip(_SIGNS)), content.text.rstrip(_SIGNS)),
    }


def _end(s: Sentence, said: int) -> int:
    """The last chunk of what a verb says: up to another verb of its subject, "condemned it and called for more"."""
    for joint in range(said + 1, len(s.parts) - 1):
        if s.kinds[joint] in "WTS":
            break
        if s.kinds[joint] == ";" or (s.kinds[joint] == "c" and is_finite(s, joint + 1)):
            return joint - 1
    return len(s.parts) - 1


def _span(s: Sentence, first: int, last: int, skipped: int = 0) -> Span:
    """The words of some chunks, the last included. skipped: words at their beginning."""
    start, end = s.text_span(s.firsts[first] + skipped, s.lasts[last])
    return Span(start, end, s.text[start:end])
