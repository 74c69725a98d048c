"""Statements of a verb with whom or what it judges, blames or asks for ("condemned the trial", "called on Gull to
leave"); of what is said by nobody in particular ("the strike is said to have spread"); and of a noun ("its refusal to
pay")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events.arguments import before, is_finite, is_infinitive, next_content
from publisher.extract.events.nouns import head, is_actor, last_of, letters, word
from publisher.extract.events.parties import read_verb
from publisher.extract.events.proposals import forms_of
from publisher.extract.events.sentence import Sentence, lemma
from publisher.extract.text import word_lists
from publisher.model import JOINT, Mark, Record
from publisher.records.span_index import SpanIndex

_LISTS = word_lists("drafts")
_JUDGES, _CALLS_ON, _FINDS, _REPORTS, _BLAMED = (
    frozenset(forms_of(_LISTS[name])) for name in ("judges", "calls_on", "finds", "reports", "blamed")
)
_FOR, _SPEAKING, SAID, _OF = (frozenset(_LISTS[name]) for name in ("calls_for", "speaking", "said", "office_of"))
_SOURCES = frozenset(word_lists("grammar")["source"])
_REACH = 120  # chunks of what is said, so that the time stays linear
_SIGNS = " \n.,:;!?”\"'’)"


class _Said(NamedTuple):
    """What is said: the words of its parts. inner: whether it may be a part of what somebody else says."""

    speaker: Sequence[Span]
    cue: Span
    content: Sequence[Span]
    inner: bool = False


def judging(found: Found, known: Sequence[Record]) -> Iterator[Record]:
    """Those statements. known: those that are proposed already, with whose words they share none, but for an inner one
    those of what is said."""
    words = [mark for statement in known for mark in statement.of("speaker", "cue", "content", "quoted")]
    taken, cues = SpanIndex(words), SpanIndex(mark for mark in words if mark.field in ("speaker", "cue"))
    for start, _ in found.document.sentences:
        s = found.reader.sentence(start)
        for at in range(len(s.parts)):
            said = _by_verb(s, at) if s.kinds[at] == "v" else _by_noun(s, at) if s.kinds[at] == "n" else None
            if said is None:
                continue
            spans = [said.cue] if said.inner else [*said.speaker, said.cue, *said.content]
            if not any(any((cues if said.inner else taken).overlapping(span.start, span.end)) for span in spans):
                yield _record(said)


def _record(said: _Said) -> Record:
    parts = {"speaker": said.speaker, "cue": [said.cue], "content": said.content}
    values = {f"{name}_text": JOINT.join(span.text for span in spans) for name, spans in parts.items() if spans}
    marks = tuple(Mark(name, span.start, span.end) for name, spans in parts.items() for span in spans)
    return Record("statements", "", {**values, "quote_type": "indirect"}, marks)


def _by_verb(s: Sentence, at: int) -> _Said | None:
    """What a verb group says; None where it judges and reports nothing."""
    verb, name = read_verb(s, at), s.words[lemma(s, at)[1]]
    said = next_content(s, at)
    if said >= len(s.parts):
        return None
    if verb.passive:
        return _of_subject(s, at, name)
    subjects = [np for np in verb.subjects if np < at]
    if not subjects:
        return None
    if name in _CALLS_ON and word(s, at + 1) in _FOR:
        said = at + 2
    elif not (name in _JUDGES and is_actor(s, subjects[0])) and not (
        name in _FINDS and head(s, subjects[0]) in _SPEAKING
    ):
        return None
    said += s.kinds[said] == "T"
    if s.kinds[said : said + 1] != "n":
        return None
    speaker = _span(s, subjects[0], last_of(s, subjects[-1]))
    cue = _span(s, at, at, int(is_infinitive(s, at)))  # without "to"
    return _Said([speaker], cue, [_bare(_span(s, said, _end(s, said)))], inner=True)


def _of_subject(s: Sentence, at: int, name: str) -> _Said | None:
    """What a passive says of its subject: in two pieces, or what it is accused of; of a relative pronoun only the
    second."""
    said = next_content(s, at)
    told = is_infinitive(s, said) or s.kinds[said : said + 2] == "2v"
    blamed = name in _BLAMED and word(s, said) in _OF if said < len(s.parts) else False
    if not blamed and not (told and name in _REPORTS):
        return None
    whole = blamed or s.kinds[before(s, at)] in "WT"
    about = [] if whole else [_span(s, np, last_of(s, np)) for np in read_verb(s, at).objects[:1]]
    first = said + blamed
    if first >= len(s.parts):
        return None
    return _Said([], _span(s, at, at), [*about, _bare(_span(s, first, _end(s, first)))])


def _by_noun(s: Sentence, at: int) -> _Said | None:
    """What a noun brings in: concerns that boats may sink; Gull's refusal to pay, which Gull says."""
    said = at + 1 + (s.kinds[at + 1] == "T")
    if head(s, at) not in SAID or not (said > at + 1 or is_infinitive(s, said)):
        return None
    first, last, owner = s.firsts[at], s.lasts[at], letters(s, at).rfind("s")
    if (owner < 0 and said == at + 1) or said >= len(s.parts):
        return None  # an offer to help: of somebody who is not named
    whose = [_of_tokens(s, first, first + owner)] if owner > 0 else []
    content = _bare(_span(s, said, _end(s, said)))
    return _Said(whose, _of_tokens(s, last - 1, last), [content], inner=bool(whose))


def _end(s: Sentence, said: int) -> int:
    """The last chunk of what a verb says: up to another verb of its subject, "condemned it and called for more"."""
    last = min(len(s.parts) - 1, said + _REACH)
    for joint in range(said + 1, last):
        if s.kinds[joint] in "WTS":
            break
        sourced = s.kinds[joint] == "," and word(s, joint + 1) in _SOURCES
        if s.kinds[joint] in ';"' or sourced or (s.kinds[joint] == "c" and is_finite(s, joint + 1)):
            return joint - 1
    return last


def _span(s: Sentence, first: int, last: int, skipped: int = 0) -> Span:
    """The words of some chunks, the last included. skipped: words at their beginning."""
    return _of_tokens(s, s.firsts[first] + skipped, s.lasts[last])


def _of_tokens(s: Sentence, first: int, last: int) -> Span:
    start, end = s.text_span(first, last)
    return Span(start, end, s.text[start:end])


def _bare(span: Span) -> Span:
    """Words without the signs at their end."""
    printed = span.text.rstrip(_SIGNS)
    return Span(span.start, span.start + len(printed), printed)
