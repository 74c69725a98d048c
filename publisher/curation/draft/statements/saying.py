"""A statement as it is made of the words of a sentence: its cue, whoever says it, and what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from publisher.extract.candidates import Span
from publisher.extract.events.arguments import is_finite, is_infinitive
from publisher.extract.events.nouns import kind, last_of, letters
from publisher.extract.events.parties import read_verb
from publisher.extract.events.sentence import Sentence
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists
from publisher.model import JOINT, Mark, Record

_SIGNS = r"[\s.,:;!?”\"'’)]*"
_ENDS = re.compile(rf"{_SIGNS}(?:(?<=\s){any_of(word_lists('drafts')['parts'])})?{_SIGNS}\Z")
_NEVER = frozenset("xaq")  # letters of adverbs in a verb group


class Saying(NamedTuple):
    """A statement without links, and the words for whoever hears it, and for whoever it is directed at."""

    statement: Record
    hearer: Span | None = None
    target: Span | None = None


class Group(NamedTuple):
    """A verb group with its words, and where what it says ends at the latest."""

    s: Sentence
    at: int
    cue: Sequence[Span]
    bound: int


def with_noun(s: Sentence, cue: Sequence[Span], noun: int) -> list[Span]:
    """The cue with the noun that says what is done; in one piece where only an article is between them."""
    start, end = s.text_span(s.lasts[noun] - 1, s.lasts[noun])
    if not cue or not set(letters(s, noun)[:-1]) <= set("Dd"):
        return [*cue, Span(start, end, s.text[start:end])]
    return [*cue[:-1], Span(cue[-1].start, end, s.text[cue[-1].start : end])]


def saying_of(text: str, speaker: Span | None, cue: Sequence[Span], contents: Sequence[Pair]) -> Saying | None:
    """The statement; None where nothing is left of its content."""
    stretches = [(start, _end(text, start, end)) for start, end in contents]
    if any(start >= end for start, end in stretches):
        return None
    said = [Span(start, end, text[start:end]) for start, end in stretches]
    values: dict[str, Any] = {"cue_text": JOINT.join(span.text for span in cue)}
    values |= {"content_text": JOINT.join(mark.text for mark in said), "quote_type": "indirect"}
    values |= {"speaker_text": speaker.text} if speaker else {}
    spans = [*([("speaker", speaker)] if speaker else []), *(("cue", span) for span in cue)]
    spans += [("content", mark) for mark in said]
    marks = tuple(Mark(name, span.start, span.end) for name, span in spans)
    return Saying(Record("statements", "", values, marks))


def _end(text: str, start: int, end: int) -> int:
    """Where content ends: at a semicolon, else at the end, without the signs there."""
    semicolon = text.find(";", start, end)
    end = semicolon if semicolon > start else end
    ends = _ENDS.search(text, start, end)
    return ends.start() if ends else end


def cue_of(s: Sentence, at: int) -> list[Span]:
    """The words of a verb group, without adverbs."""
    kept = [token for token in range(s.firsts[at], s.lasts[at]) if s.letters[token] not in _NEVER]
    kept = kept[1:] if len(kept) > 1 and is_infinitive(s, at) else kept
    pieces: list[list[int]] = []
    for token in kept:
        if pieces and pieces[-1][-1] == token - 1:
            pieces[-1].append(token)
        else:
            pieces.append([token])
    spans = [s.text_span(piece[0], piece[-1] + 1) for piece in pieces]
    return [Span(start, end, s.text[start:end]) for start, end in spans]


def subject_of(s: Sentence, at: int) -> Span | None:
    """The words of whoever does what a verb says."""
    if letters(s, at) == "g":  # sent a letter to Roe asking for help
        verb = next((verb for verb in range(at - 1, -1, -1) if is_finite(s, verb)), None)
        return None if verb is None or "E" in letters(s, verb) else subject_of(s, verb)
    if kind(s, at - 1) == "n":
        return span_of(s, first_subject(s, at), at - 1)
    before = [np for np in read_verb(s, at).subjects if np < at]
    return span_of(s, before[0], last_of(s, before[-1])) if before else None


def first_subject(s: Sentence, at: int) -> int:
    """The first chunk of the subject before a verb group, also of a passive; else the chunk before it."""
    verb = read_verb(s, at)
    before = [np for np in (*verb.subjects, *verb.objects) if np < at]
    first = min(before, default=at - 1)
    return first if kind(s, at - 1) != "n" or set(s.kinds[first:at]) <= set('npoya"') else at - 1


def phrase_of(s: Sentence, first: int, last: int) -> Pair:
    """The characters of some chunks, the last included."""
    return characters_of(s, first)[0], characters_of(s, last)[1]


def span_of(s: Sentence, first: int, last: int) -> Span:
    """The words of some chunks, the last included."""
    start, end = phrase_of(s, first, last)
    return Span(start, end, s.text[start:end])


def characters_of(s: Sentence, chunk: int) -> Pair:
    """The characters of a chunk; of one behind the last, where that ends."""
    if chunk >= len(s.parts):
        end = s.text_span(s.firsts[-1], s.lasts[-1])[1]
        return end, end
    return s.text_span(s.firsts[chunk], s.lasts[chunk])
