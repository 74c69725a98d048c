"""Where an event happened, beside what the extractor finds: the places in its clause, each after a word for "in"; else
those of its sentence, where that tells of no other event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.extract.actors.forms import states
from publisher.extract.candidates import Name, Span
from publisher.extract.events import Event
from publisher.extract.events.arguments import phrases
from publisher.extract.events.extents import goes
from publisher.extract.events.lexicon import lexicon
from publisher.extract.events.nouns import kind, last_of
from publisher.extract.events.parties import read_verb
from publisher.extract.events.sentence import Sentence
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists
from publisher.rules.words import PREPOSITION_WORDS, REGION

_LISTS = word_lists("drafts")
_WAYS = frozenset(_LISTS["directions"])
_FAR = 60  # characters before a name in which the word for "in" is
_AT = re.compile(
    rf"\b{any_of(_LISTS['where'])} (?:(?!{any_of(PREPOSITION_WORDS)} )[a-z’'-]+ ){{0,3}}"
    rf"(?:{any_of(_LISTS['lands'])} {any_of(_LISTS['share_of'])} )?(?:[A-Z][\w’'-]*['’]s )?\Z"
)
_RIGHT_IN = re.compile(rf"\b{any_of(_LISTS['close_to'])} (?:{any_of(_LISTS['article'])} )?(?:[a-z-]+ )?\Z")
_JOINED = re.compile(rf",? {any_of(_LISTS['joined'])} (?:{any_of(_LISTS['article'])} )?|, ")
_AFTER = re.compile(rf"['’]s\b|[-–—]| (?!{any_of(_LISTS['after_place'])}\b)[a-z]")
"""After a name that only says which one something else is: the Utopia war, Utopia's capital."""
AREA = re.compile(rf" (?:{REGION.pattern}|{any_of(_LISTS['areas'])}\b)")
"""What goes on the name of a place, and is a part of it: Gotham district."""
_BUILT = ("building", "town")


def located(found: Found, event: Event, reader: Reader, alone: bool) -> Event:
    """The event with the places in its clause. alone: whether its sentence tells of no other event."""
    places = [*event.places, *_in(found, _clause(found, event, reader)), *_gone_to(found, event, reader)]
    if not places and alone:
        places = _of_sentence(found, event)
    once = {span.start: span for span in places}
    return event._replace(places=tuple(once.values()))


def _gone_to(found: Found, event: Event, reader: Reader) -> Iterator[Span]:
    """The places from and to which somebody goes, and the streets and buildings to which something is done: fled Bath,
    went to Oslo via Utopia; blocked Gull Road."""
    s, at = reader.sentence(event.start), reader.chunk(event.start)
    if at is None or kind(s, at) != "v":
        return
    went = goes(s, at)
    ways = [phrase.noun for phrase in phrases(s, at) if phrase.preposition in _WAYS]
    for np in (*read_verb(s, at).objects, *ways):
        for name in _names(found, *s.text_span(s.firsts[np], s.lasts[np])):
            if is_built(name.text) or (went and (name.type == "place" or name.text in states()[0])):
                yield Span(name.start, name.end, name.text)


def _of_sentence(found: Found, event: Event) -> list[Span]:
    """The places of the sentence that are told together, nearest to the trigger."""
    named = [*_in(found, found.sentence(event.start))]
    nearest = min(named, key=lambda name: abs(name.start - event.start), default=None)
    return [nearest] if nearest else []


def _clause(found: Found, event: Event, reader: Reader) -> Pair:
    """From the subject of a verb to the last phrase of its clause; of a noun, it and the phrases right after it."""
    s, at = reader.sentence(event.start), reader.chunk(event.start)
    if at is None:
        return event.start, event.end
    if kind(s, at) == "v":
        verb = read_verb(s, at)
        first = min([at, *verb.subjects, *(verb.objects if verb.passive else ())])
        last = max([at, *(last_of(s, phrase.noun) for phrase in phrases(s, at)), *(np for np in verb.objects)])
    else:
        first, last = at, _after(s, at)
    start, end = s.text_span(s.firsts[first], s.lasts[last])
    return min(start, event.start), max(end, event.end)


def _after(s: Sentence, at: int) -> int:
    """The last chunk of the phrases right after a noun."""
    last = last_of(s, at)
    while kind(s, last + 1) in "py" and kind(s, last + 2) == "n":
        last = last_of(s, last + 2)
    return last


def _in(found: Found, stretch: Pair) -> Iterator[Span]:
    """The places in a stretch of the text, each after a word for "in", or joined to one that is."""
    before: Name | None = None
    for name in _names(found, *stretch):
        joined = before is not None and _JOINED.fullmatch(found.text, before.end, name.start)
        if joined or is_where(found, name, stretch[0]):
            before = name
            if not _AFTER.match(found.text, name.end) or AREA.match(found.text, name.end):
                yield Span(name.start, name.end, name.text)


def _names(found: Found, start: int, end: int) -> Sequence[Name]:
    first, last = (bisect_left(found.names, at, key=lambda name: name.start) for at in (start, end))
    return found.names[first:last]


def is_where(found: Found, name: Name, begin: int = 0) -> bool:
    """Whether a word for "in" is before a name, and something may be in what it names: a place, a country, a building,
    or right after "in" whatever is no person and no actor."""
    begin = max(begin, name.start - _FAR)
    if name.type == "place" or is_built(name.text) or (name.text in states()[0] and name.mention_type != "demonym"):
        return _AT.search(found.text, begin, name.start) is not None
    return name.start not in found.known and is_entered(found, name)


def is_built(printed: str) -> bool:
    """Whether a name ends with what a place in a town is: Gull Hospital, Gull Road."""
    last = printed.rpartition(" ")[2].casefold()
    return last in _LISTS["in_towns"] or not lexicon().kinds.get(last, frozenset()).isdisjoint(_BUILT)


def is_entered(found: Found, name: Name) -> bool:
    """Whether a name without an actor is right after a word for "in": whatever it is, something is in it."""
    begin = max(0, name.start - _FAR)
    is_open = name.type != "person" and not name.text.isupper()
    return is_open and _RIGHT_IN.search(found.text, begin, name.start) is not None
