"""Occasions that a noun names, with a party or a place that hangs on it: "the war in Utopia", "talks between A and B",
"attacks on Utopia"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.words import AGAIN, NOMINAL, Reader, noun_phrase
from publisher.curation.draft.found import Found
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
_DOERS, _DEFINITE, _LASTING = (frozenset(_LISTS[name]) for name in ("of_doers", "definite", "lasting"))
_OWNED = (" ", "'s ", "’s ", "' ", "’ ")  # between a name and what is its own
_FORCE = "ASSAULT"
_UNDERGONE, _OWNED_BY = frozenset(_LISTS["undergone"]), frozenset(_LISTS["owned"])


def nominals(found: Found, referents: Referents, reader: Reader, known: Collection[int]) -> Iterator[Event]:
    """The events of nouns that the extractor takes for none. known: where the triggers of its events begin."""
    for match in _NOUN.finditer(found.text):
        sentence = reader.sentence(match.start())
        at = reader.chunk(match.start())
        if match.start() in known or at is None or not _is_head(sentence, at, match):
            continue
        if noun_phrase(sentence, at) is None:
            continue
        event_type = _TYPES[match[0]]
        parties = _parties(found, sentence, at, match)
        spans = [span for some in parties.values() for span in some]
        placed = any(place.start in found.entities for place in parties["places"])
        tells = placed or any(referents.party(span) for span in spans)
        if not tells and not _is_definite(sentence, at):
            continue
        yield Event(
            kind="event",
            start=match.start(),
            end=match.end(),
            text=match[0],
            event_type=event_type,
            mode=None,
            negated=False,
            future=False,
            hypothetical=False,
            historical=False,
            actors=tuple(parties["actors"]),
            recipients=tuple(parties["recipients"]),
            places=tuple(parties["places"]),
            date=None,
            rule=NOMINAL if tells else AGAIN,
            phrase=Span(match.start(), match.end(), match[0]),
        )


def _is_definite(s: Sentence, at: int) -> bool:
    """Whether the reader is taken to know which occasion it is: the talks."""
    first = noun_phrase(s, at)
    return first is not None and word(s, first) in _DEFINITE


def _is_head(s: Sentence, at: int, match: re.Match[str]) -> bool:
    """Whether the noun is the last word of its phrase: of "attack ads" it is none."""
    return s.text_span(s.firsts[at], s.lasts[at])[1] == match.end()


def _parties(found: Found, s: Sentence, at: int, noun: re.Match[str]) -> dict[str, list[Span]]:
    """Who takes part and where it is: the names before a noun, and the phrases that hang on it by a preposition."""
    parties: dict[str, list[Span]] = {"actors": [], "recipients": [], "places": []}
    role, names = _before(found, noun) if not (own := _owner(s, at)) else ("actors", [own])
    parties["recipients" if noun[0] in _UNDERGONE and role == "actors" else role] += names
    is_force = _TYPES[noun[0]] == _FORCE
    here = last_of(s, at)
    while kind(s, here + 1) in "poy" and kind(s, here + 2) == "n":
        preposition = word(s, here + 1)
        role = "actors" if is_force and preposition in _DOERS else _ROLES.get(preposition, "")
        joined = joined_after(s, here + 2)
        if not role:
            break
        for np in joined:
            start, end = s.text_span(*extent(s, np))
            parties[role].append(Span(start, end, s.text[start:end]))
        here = last_of(s, max(joined))
    return parties


def _owner(s: Sentence, at: int) -> Span | None:
    """The possessive that a noun phrase begins with: "her" of "her arrest"."""
    start, end = s.text_span(s.firsts[at], s.firsts[at] + 1)
    return Span(start, end, s.text[start:end]) if word(s, at) in _OWNED_BY else None


def _before(found: Found, noun: re.Match[str]) -> tuple[str, list[Span]]:
    """The names right before a noun and their role: where it was, "the Ukraine war"; two whose it is, "the
    Norway-Sweden talks"; who attacked, "Norwegian strikes"."""
    at = bisect_left(found.names, noun.start(), key=lambda name: name.start)
    last, first = found.names[at - 1 : at], found.names[max(0, at - 2) : max(0, at - 1)]
    if not last or found.text[last[0].end : noun.start()] not in _OWNED:
        return "places", []
    spans = [Span(event.start, event.end, event.text) for event in (*first, *last)]
    if first and found.text[first[0].end : last[0].start] in DASHES:
        return "actors", spans
    if _TYPES[noun[0]] == _FORCE and noun[0] not in _LASTING:
        return "actors", spans[-1:]
    is_place = last[0].mention_type != "demonym" and found.text[last[0].end : noun.start()] == " "
    return "places", spans[-1:] if is_place else []
