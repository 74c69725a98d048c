"""The words that mention an event: of a verb the clause from its subject to its object, of a noun its phrase with the
parties and places that hang on it."""

from __future__ import annotations

from publisher.curation.draft.found import Reader, characters
from publisher.extract.events import Event
from publisher.extract.events.extents import clause, phrase
from publisher.extract.events.nouns import kind
from publisher.extract.events.proposals import PROPOSAL, noun_phrase
from publisher.extract.text import Pair

LONGEST = 240  # characters of a mention; of a longer one the trigger alone is taken
OF_PROPOSED_NOUNS = f"{PROPOSAL}noun-"
"""How the rules begin of nouns that name an occasion, and that no build takes for events."""
OF_NOUNS = ("event.noun-", OF_PROPOSED_NOUNS)


def mention(event: Event, reader: Reader) -> Pair:
    """Where the mention of an event begins and ends."""
    s, at = reader.sentence(event.start), reader.chunk(event.start)
    if at is None:
        return event.start, event.end
    noun = noun_phrase(s, at) if event.rule.startswith(OF_NOUNS) else None
    first, last = clause(s, at) if kind(s, at) == "v" and noun is None else phrase(s, at)
    if noun is not None:
        joint = reader.chunk(event.actors[0].start) if event.actors else None
        joint = noun if joint is None or "v" in s.kinds[joint:at] else joint
        first = min(first, noun, joint)  # "the Norway-Sweden talks"
    start, end = min(characters(s, first)[0], event.start), max(characters(s, last)[1], event.end)
    return (start, end) if end - start <= LONGEST else (event.start, event.end)
