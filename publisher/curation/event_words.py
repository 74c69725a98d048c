"""The words that mention an event: of a verb the clause from its subject to its object, of a noun its phrase with the
parties and places that hang on it."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.curation.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events import Event
from publisher.extract.events.arguments import joined_after
from publisher.extract.events.article import Article
from publisher.extract.events.nouns import kind, last_of
from publisher.extract.events.parties import read_verb
from publisher.extract.events.sentence import Sentence, read, tokens
from publisher.extract.text import Pair
from publisher.rules.words import AUXILIARIES, PRONOUNS

LONGEST = 120  # characters of a mention; of a longer one the trigger alone is taken
_AUXILIARIES = 4  # between a pronoun and its verb
_NEAR = 6  # chunks between a verb and its subject


def mention(found: Found, event: Event) -> Pair:
    """Where the mention of an event begins and ends."""
    pair = next(pair for pair in found.document.sentences if pair[0] <= event.start < pair[1])
    raw, places = tokens(found.text, *pair)
    words = [word.lower().replace("’", "'") for word in raw]
    sentence = read(raw, words, places, Article([words]))
    at = _chunk_at(sentence, event.start)
    if at is None:
        return event.start, event.end
    first, last = _clause(sentence, at, event) if kind(sentence, at) == "v" else _phrase(sentence, at, event)
    start, end = _characters(sentence, first)[0], _characters(sentence, last)[1]
    start, end = _whole(found, min(start, event.start), max(end, event.end))
    return (start, end) if end - start <= LONGEST else _whole(found, event.start, event.end)


def subject_pronoun(found: Found, event: Event) -> Span | None:
    """The pronoun right before the trigger, where there is one: "it" of "it had sent troops"."""
    before = found.text[: event.start].rstrip(" ")
    for _ in range(_AUXILIARIES):
        word = before.rpartition(" ")[2].rpartition("\n")[2]
        if word.casefold() in PRONOUNS:
            return Span(len(before) - len(word), len(before), word)
        if word.casefold() not in AUXILIARIES:
            return None
        before = before[: -len(word)].rstrip(" ")
    return None


def _clause(s: Sentence, at: int, event: Event) -> Pair:
    """The first and the last chunk of the clause of a verb."""
    verb = read_verb(s, at)
    around = [*verb.subjects, *verb.objects]
    before = [np for np in around if at - _NEAR <= np < at]
    before = [np for np in before if not {"v", "W", "T"} & set(s.kinds[np:at])]  # of another verb, or before a relative
    if s.kinds[at - 1 : at] == "n":
        before.append(at - 1)
    after = [last_of(s, np) for np in (*around, *_holding(s, event.recipients, at)) if at < np <= at + _NEAR]
    return min([*before, at]), max([*after, at])


def _phrase(s: Sentence, at: int, event: Event) -> Pair:
    """The first and the last chunk of a noun phrase with what hangs on it, as long as that names a party or a place."""
    last = last_of(s, at)
    parties = set(_holding(s, (*event.actors, *event.recipients, *event.places), at))
    while kind(s, last + 1) == "p" and kind(s, last + 2) == "n":
        joined = joined_after(s, last + 2)
        if parties.isdisjoint(joined):
            break
        last = last_of(s, max(joined))
    return at, last


def _holding(s: Sentence, spans: Sequence[Span], at: int) -> list[int]:
    """The chunks after a trigger in which these words are."""
    chunks = [_chunk_at(s, span.start) for span in spans]
    return [chunk for chunk in chunks if chunk is not None and chunk > at]


def _chunk_at(s: Sentence, offset: int) -> int | None:
    spans = (_characters(s, number) for number in range(len(s.chunks)))
    return next((number for number, (start, end) in enumerate(spans) if start <= offset < end), None)


def _characters(s: Sentence, chunk: int) -> Pair:
    return s.text_span(s.chunks[chunk].first, s.chunks[chunk].last)


def _whole(found: Found, start: int, end: int) -> Pair:
    """The stretch with all of the names, dates, figures and quotations that it begins or ends in."""
    for one in found.candidates:
        apart = one.end <= start or end <= one.start or (one.start <= start and end <= one.end)
        if one.kind != "indirect" and not apart:
            start, end = min(start, one.start), max(end, one.end)
    return start, end
