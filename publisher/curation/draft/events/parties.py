"""Who takes part in an event, beside what the extractor finds: by the names right before the noun that names it, and as
the object of a verb where the draft knows an actor by it; and whether a noun tells of an event by itself."""

from __future__ import annotations

from bisect import bisect_left

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.same_occasion import LASTING
from publisher.curation.draft.events.words import OF_PROPOSED_NOUNS, Reader
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events import Event
from publisher.extract.events.arguments import phrases
from publisher.extract.events.extents import goes
from publisher.extract.events.nouns import extent, word
from publisher.extract.events.parties import read_verb
from publisher.extract.events.proposals import noun_phrase
from publisher.extract.events.sentence import Sentence
from publisher.extract.text import word_lists

_LISTS = word_lists("drafts")
DASHES = ("-", "–", "—")
_DEFINITE, _UNDERGONE, _OWNED_BY = (frozenset(_LISTS[name]) for name in ("definite", "undergone", "owned"))
_OWNED = (" ", "'s ", "’s ", "' ", "’ ")  # between a name and what is its own
_FORCE = "ASSAULT"
_TO, _OF_DOING = frozenset(_LISTS["to_hearer"]), ("n", "o", "v")  # charge of bringing


def with_names_before(found: Found, reader: Reader, event: Event) -> Event:
    """The event of a noun with the names right before that, and the pronoun whose it is."""
    s, at = reader.sentence(event.start), reader.chunk(event.start)
    if at is None or not event.rule.startswith(OF_PROPOSED_NOUNS):
        return event
    role, names = ("actors", [own]) if (own := _owner(s, at)) else _before(found, event)
    if role == "places":
        return event._replace(places=(*names, *event.places))
    if event.text in _UNDERGONE:
        return event._replace(recipients=(*names, *event.recipients))
    return event._replace(actors=(*names, *event.actors))


def is_again(found: Found, referents: Referents, reader: Reader, event: Event) -> bool | None:
    """Whether a noun tells of an event only if it was told before: the attack. None where it tells of none."""
    spans = (*event.actors, *event.recipients, *event.places)
    placed = any(place.start in found.entities for place in event.places)
    if not event.rule.startswith(OF_PROPOSED_NOUNS) or placed or any(referents.party(span) for span in spans):
        return False
    s, at = reader.sentence(event.start), reader.chunk(event.start)
    first = noun_phrase(s, at) if at is not None else None
    return True if first is not None and word(s, first) in _DEFINITE else None


def with_recipients(referents: Referents, reader: Reader, event: Event) -> Event:
    """An event of a verb for which the extractor finds nobody to whom it is done, with the actors that are its object,
    behind "to", or whom "charge of bringing Lee down" names."""
    s, at = reader.sentence(event.start), reader.chunk(event.start)
    if event.recipients or at is None or s.kinds[at] != "v":
        return event
    inner = [*read_verb(s, at + 3).objects] if (*s.kinds[at + 1 : at + 4],) == _OF_DOING else []
    behind = [] if goes(s, at) else [phrase.noun for phrase in phrases(s, at) if phrase.preposition in _TO]
    pairs = (s.text_span(*extent(s, np)) for np in (*read_verb(s, at).objects, *behind, *inner))
    spans = (Span(start, end, s.text[start:end]) for start, end in pairs)
    return event._replace(
        recipients=tuple(span for span in spans if referents.actors(span) and span not in event.actors)
    )


def _owner(s: Sentence, at: int) -> Span | None:
    """The possessive that a noun phrase begins with: "her" of "her arrest"."""
    start, end = s.text_span(s.firsts[at], s.firsts[at] + 1)
    return Span(start, end, s.text[start:end]) if word(s, at) in _OWNED_BY else None


def _before(found: Found, noun: Event) -> tuple[str, list[Span]]:
    """The names right before a noun and their role: where it was, "the Ukraine war"; two whose it is, "the
    Norway-Sweden talks"; who attacked, "Norwegian strikes"."""
    at = bisect_left(found.names, noun.start, key=lambda name: name.start)
    last, first = found.names[at - 1 : at], found.names[max(0, at - 2) : max(0, at - 1)]
    if not last or found.text[last[0].end : noun.start] not in _OWNED:
        return "places", []
    spans = [Span(name.start, name.end, name.text) for name in (*first, *last)]
    if first and found.text[first[0].end : last[0].start] in DASHES:
        return "actors", spans
    if noun.event_type == _FORCE and noun.text not in LASTING:
        return "actors", spans[-1:]
    is_place = last[0].mention_type != "demonym" and found.text[last[0].end : noun.start] == " "
    return "places", spans[-1:] if is_place else []
