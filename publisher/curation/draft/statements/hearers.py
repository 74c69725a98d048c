"""To whom something is said, and at whom an act is directed that is done by saying it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.curation.draft.actors.collectives import Collectives
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events import Event
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.model import Record
from publisher.rules import words

_LISTS = word_lists("drafts")
_ARTICLES = frozenset(_LISTS["before_people"])
_FAR = 200  # characters after a cue in which its hearer is
_THEN_CONTENT = re.compile(rf"\s{any_of(_LISTS['before_content'])}\Z")
_PREPOSITION = re.compile(rf"\s{any_of(words.PREPOSITION_WORDS)}\s")
_SEVERAL = re.compile(rf" ({any_of(_LISTS['hearers_of_several'])})\b")
_LONGEST = 12  # characters of an article, and more
_BEFORE = re.compile(r"(?<![\w’'-])([^\W\d_]+) \Z")
Actors = list[tuple[str, Span]]
"""Actors, each with the words that name it."""


@dataclass(frozen=True)
class Hearers:
    """The hearers of the statements of an article. known: where a cue begins -> the words for its hearer, of those that
    are found with it; targets: the same for whoever it is directed at."""

    found: Found
    referents: Referents
    collectives: Collectives
    known: Mapping[int, Span]
    targets: Mapping[int, Span]

    def of(self, record: Record, speakers: Sequence[str]) -> Actors:
        """Who is addressed, and by which words."""
        cues = record.of("cue")
        span = self.known.get(cues[0].start) if cues else None
        if span:
            return [(actor, span) for actor in self.referents.actors(span)]
        return _told(record, self.found, self.referents) or _them(record, self.found, self.collectives, speakers)


def _told(record: Record, found: Found, referents: Referents) -> Actors:
    """Who is addressed, and by which words, where the cue is a verb that has the hearer as its object."""
    cues = record.of("cue")
    if not cues:
        return []
    cue = cues[-1]
    after = [mark.start for mark in record.of("content") if mark.start >= cue.end]
    reach = words.OBJECT.match(found.text, cue.end, cue.end + _FAR)
    end = min([reach.end() if reach else cue.end, *after])
    if hangs := _PREPOSITION.search(found.text, cue.end, end):
        end = hangs.start()
    verb = set(re.findall(r"\w+", found.text[cue.start : cue.end].casefold()))
    names = [at for at in range(cue.end, end) if at in referents.names]
    if not verb & words.ADDRESSING:
        return []
    printed = _THEN_CONTENT.sub("", found.text[cue.end : end].strip())
    start = found.text.index(printed, cue.end) if printed else end
    actors = referents.actors(Span(start, start + len(printed), printed))
    spans = [Span(at, name.end, name.text) for at in names if (name := referents.names[at]).actor_id in actors]
    if actors and not spans:  # a collective
        return [(actor, Span(start, start + len(printed), printed)) for actor in actors]
    return [(str(referents.names[span.start].actor_id), span) for span in spans][: len(actors)]


def _them(record: Record, found: Found, collectives: Collectives, speakers: Sequence[str]) -> Actors:
    """The collective that a pronoun right behind the cue takes up: promised them help."""
    cues = record.of("cue")
    hearer = _SEVERAL.match(found.text, cues[-1].end) if cues else None
    taken = collectives.taken_up(cues[-1].start, speakers) if hearer else None
    return [(taken.actor, Span(hearer.start(1), hearer.end(1), hearer[1]))] if hearer and taken else []


def recipients(own: Event | None, referents: Referents) -> Actors:
    """Whom the act is directed at, by the rules of the events."""
    found: dict[str, Span] = {}
    for span in own.recipients if own else ():
        owner = referents.names.get(span.start)
        if owner and owner.end <= span.end and owner.mention_type != "demonym":  # "Utopia" of "Utopia's help"
            found.setdefault(str(owner.actor_id), Span(owner.start, owner.end, owner.text))
        else:
            names = {str(name.actor_id): name for name in referents.within(span.start, span.end)}
            named = {actor: Span(name.start, name.end, name.text) for actor, name in names.items()}
            whole = _with_article(referents.found, span)
            found |= {actor: named.get(actor, whole) for actor in referents.actors(span)}
    return list(found.items())


def _with_article(found: Found, span: Span) -> Span:
    """The words for a collective with the article before them."""
    word = _BEFORE.search(found.text, max(0, span.start - _LONGEST), span.start)
    if word is None or word[1].casefold() not in _ARTICLES:
        return span
    return Span(word.start(1), span.end, found.text[word.start(1) : span.end])
