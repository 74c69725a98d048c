"""Occasions that a noun names, with a party or a place that hangs on it: "the war in Utopia", "talks between A and B",
"attacks on Utopia"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from publisher.curation.event_words import NOMINAL, Reader, noun_phrase
from publisher.curation.found import Found
from publisher.curation.referents import Referents
from publisher.extract.candidates import Span
from publisher.extract.events import Event
from publisher.extract.events.arguments import joined_after
from publisher.extract.events.nouns import extent, kind, last_of, word
from publisher.extract.events.sentence import Sentence
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists

_TYPES = {noun: code for code, nouns in word_lists("event_nouns").items() for noun in nouns}
_NOUN = re.compile(rf"\b{any_of(_TYPES)}\b")
_LISTS = word_lists("drafts")
DASHES = ("-", "–", "—")
_ROLES = {preposition: role for role in ("actors", "recipients", "places") for preposition in _LISTS[f"of_{role}"]}
"""What hangs on a noun by a preposition."""


def nominals(found: Found, referents: Referents, reader: Reader, known: Collection[int]) -> Iterator[Event]:
    """The events of nouns that the extractor takes for none. known: where the triggers of its events begin."""
    for match in _NOUN.finditer(found.text):
        sentence = reader.sentence(match.start())
        at = reader.chunk(match.start())
        if match.start() in known or at is None or not _is_head(sentence, at, match):
            continue
        if noun_phrase(sentence, at) is None:
            continue
        parties = {"actors": [], "recipients": [], "places": [], **_before(found, match.start())}
        if not any(parties.values()):
            parties = _parties(sentence, at)
        named = [span for spans in parties.values() for span in spans if referents.actors(span)]
        placed = any(span.start in found.entities for span in parties["places"])
        if named or placed:
            yield Event(
                kind="event",
                start=match.start(),
                end=match.end(),
                text=match[0],
                event_type=_TYPES[match[0]],
                mode=None,
                negated=False,
                future=False,
                hypothetical=False,
                historical=False,
                actors=tuple(parties["actors"]),
                recipients=tuple(parties["recipients"]),
                places=tuple(parties["places"]),
                date=None,
                rule=NOMINAL,
                phrase=Span(match.start(), match.end(), match[0]),
            )


def _is_head(s: Sentence, at: int, match: re.Match[str]) -> bool:
    """Whether the noun is the last word of its phrase: of "attack ads" it is none."""
    return s.text_span(s.firsts[at], s.lasts[at])[1] == match.end()


def _parties(s: Sentence, at: int) -> dict[str, list[Span]]:
    """The phrases that hang on a noun by a preposition, by their role."""
    found: dict[str, list[Span]] = {"actors": [], "recipients": [], "places": []}
    here = last_of(s, at)
    while kind(s, here + 1) in "poy" and kind(s, here + 2) == "n":
        role = _ROLES.get(word(s, here + 1))
        joined = joined_after(s, here + 2)
        if role is None:
            break
        for noun in joined:
            start, end = s.text_span(*extent(s, noun))
            found[role].append(Span(start, end, s.text[start:end]))
        here = last_of(s, max(joined))
    return found


def _before(found: Found, start: int) -> dict[str, list[Span]]:
    """The names right before a noun: where it was, "the Ukraine war", or two whose it is, "the Norway-Sweden talks"."""
    at = bisect_left(found.names, start, key=lambda one: one.start)
    last, first = found.names[at - 1 : at], found.names[max(0, at - 2) : max(0, at - 1)]
    if not last or found.text[last[0].end : start] != " " or last[0].mention_type == "demonym":
        return {}
    spans = [Span(one.start, one.end, one.text) for one in (*first, *last)]
    if first and found.text[first[0].end : last[0].start] in DASHES:
        return {"actors": spans}
    return {"places": spans[-1:]}
