"""The words that mention an event: of a verb the clause from its subject to its object, of a noun its phrase with the
parties and places that hang on it."""

from __future__ import annotations

from bisect import bisect_right

from publisher.curation.draft.found import Found
from publisher.extract.events import Event
from publisher.extract.events.extents import clause, phrase
from publisher.extract.events.nouns import kind
from publisher.extract.events.proposals import PROPOSAL, noun_phrase
from publisher.extract.events.sentence import Sentence, article_of, read, said_in, words_of
from publisher.extract.text import Pair

LONGEST = 240  # characters of a mention; of a longer one the trigger alone is taken
OF_PROPOSED_NOUNS = f"{PROPOSAL}noun-"
"""How the rules begin of nouns that name an occasion, and that no build takes for events."""
OF_NOUNS = ("event.noun-", OF_PROPOSED_NOUNS)


class Reader:
    """Reads each sentence of an article once, when something in it is asked for."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._read: dict[int, Sentence] = {}

    def sentence(self, offset: int) -> Sentence:
        """The sentence of an offset in its chunks."""
        start, end = self._found.sentence(offset)
        if start not in self._read:
            words = words_of(self._found.text, start, end)
            self._read[start] = read(self._found.text, start, words, said_in(words), article_of([words]))
        return self._read[start]

    def chunk(self, offset: int) -> int | None:
        """The chunk of an offset in its sentence; None where none holds it."""
        s = self.sentence(offset)
        number = bisect_right(range(len(s.parts)), offset, key=lambda chunk: _characters(s, chunk)[0]) - 1
        return number if number >= 0 and offset < _characters(s, number)[1] else None

    def phrase(self, offset: int) -> Pair:
        """Where the chunk of an offset begins and ends; the offset alone where there is none."""
        at = self.chunk(offset)
        return (offset, offset) if at is None else _characters(self.sentence(offset), at)


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
    start, end = min(_characters(s, first)[0], event.start), max(_characters(s, last)[1], event.end)
    return (start, end) if end - start <= LONGEST else (event.start, event.end)


def _characters(s: Sentence, chunk: int) -> Pair:
    return s.text_span(s.firsts[chunk], s.lasts[chunk])
