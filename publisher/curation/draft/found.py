"""What the machine finds in an article, for a draft of its records: candidates, of which actor each name is, events."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter

from publisher import language
from publisher.extract import actors, events, extract
from publisher.extract.candidates import Authority, Candidate, Date, Name
from publisher.extract.events import Event, occasions
from publisher.extract.events.sentence import Sentence, article_of, read, said_in, words_of
from publisher.extract.text import Document, Pair


def characters(s: Sentence, chunk: int) -> Pair:
    """Where the words of a chunk begin and end."""
    return s.text_span(s.firsts[chunk], s.lasts[chunk])


class Reader:
    """Reads each sentence of an article once, when something in it is asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._read: dict[int, Sentence] = {}

    def sentence(self, offset: int) -> Sentence:
        """The sentence of an offset in its chunks."""
        start, end = self._document.sentences[sentence_number(self._document, offset)]
        if start not in self._read:
            words = words_of(self._document.text, start, end)
            self._read[start] = read(self._document.text, start, words, said_in(words), article_of([words]))
        return self._read[start]

    def chunk(self, offset: int) -> int | None:
        """The chunk of an offset in its sentence; None where none holds it."""
        s = self.sentence(offset)
        number = bisect_right(range(len(s.parts)), offset, key=lambda chunk: characters(s, chunk)[0]) - 1
        return number if number >= 0 and offset < characters(s, number)[1] else None


@dataclass(frozen=True)
class Found:
    """The candidates of an article in the order of the text. entities: start of a name -> the same with its actor in
    the article; events: what a machine takes for them. day: the document date."""

    document: Document
    day: date | None
    candidates: Sequence[Candidate]
    entities: Mapping[int, Name]
    events: Sequence[Event]

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.document.text

    @cached_property
    def names(self) -> Sequence[Name]:
        """The names, in the order of the text."""
        return [candidate for candidate in self.candidates if isinstance(candidate, Name)]

    @cached_property
    def by_text(self) -> Mapping[str, Sequence[Name]]:
        """Name as printed -> its mentions."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.entities.values():
            found[name.text].append(name)
        return found

    def sentence(self, offset: int) -> Pair:
        """The sentence of an offset."""
        return self.document.sentences[self.sentence_number(offset)]

    def sentence_number(self, offset: int) -> int:
        """The number of that sentence, from 0."""
        return sentence_number(self.document, offset)

    @cached_property
    def reader(self) -> Reader:
        """The sentences of the article in their chunks."""
        return Reader(self.document)

    @cached_property
    def known(self) -> Mapping[int, Name]:
        """The names of actors of the authority file, by their start."""
        return {name.start: name for name in self.names if name.actor_id}

    @cached_property
    def dates(self) -> Sequence[Date]:
        """The time expressions that name a day, a month, a year or a range of these."""
        return [candidate for candidate in self.candidates if isinstance(candidate, Date) and candidate.edtf]


def sentence_number(document: Document, offset: int) -> int:
    """The number of the sentence of an offset, from 0."""
    return max(0, bisect_right(document.sentences, offset, key=itemgetter(0)) - 1)


def find(document: Document, day: date | None, authority: Authority) -> Found:
    """What is in an article. In a language without rules for names or events there are no actors and no events."""
    candidates = extract(document, day, authority)
    names = [candidate for candidate in candidates if isinstance(candidate, Name)]
    resolved = actors.resolve(document, names) if language.reads(document.language, "names") else names
    times = [candidate for candidate in candidates if isinstance(candidate, Date)]
    entities = {name.start: name for name in resolved}
    happened = occasions.merge(document.text, events.find(document, times, day), resolved)
    return Found(document, day, candidates, entities, happened)
