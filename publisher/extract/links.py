"""What the candidates of an article have to do with each other: who speaks and when, in which statement and of which
event a figure is.

A link is made only where its place in the text makes it; empty means that nothing does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set

from publisher.language.token_patterns import letters_of

from . import text
from .actors.votes import printed
from .candidates import Candidate, Date, Figure, Name, Quote, Span
from .events import Event
from .name_words import LISTS
from .text import Document, Pair
from .whom import find_named

_JOINS = letters_of("preposition genitive joining comitative conjunction possessive infinitive")
_OWNS = letters_of("possessive")
_APPOSED = frozenset(text.word_lists("actors")["apposed"])
_SOMEBODY = frozenset(text.word_lists("people")["somebody"])
_MOST = 8  # statements or events around a figure that are looked at, so that the time stays linear
_NEAR = 60  # characters between a cue and the date of saying
_SHORT = 4  # characters before a date that begins a sentence: On
_STOPS = re.compile(r"[,;:()—–\"“”]")
_PORTFOLIOS = LISTS["of_portfolios"] | frozenset(text.word_lists("actors")["every_country_has"])
_CLOSE = ")"
_HARM = ("killed", "injured")  # measures
_BEFORE_SPEAKER = re.compile(r",?\s+")

_SPEAKING = "name.speaker"  # the rule
_TELLING_LITTLE = frozenset(
    f"name.{rule}" for rule in ("mention", "surname", "letters", "run", "joined", "acts", "evident")
)

Found = Candidate | Event
Sayings = Mapping[Pair, tuple[Date, Pair]]
"""Start and end of a quotation or of reported speech -> the date in the clause of its cue, start and end of what was
said."""


def find(document: Document, found: Sequence[Found], said: Sayings) -> list[Found]:
    """The candidates and events of an article with their links, in the same order."""
    names = [one for one in found if isinstance(one, Name) and one.entity]
    full = {_full_name(name.text): name for name in reversed(names) if name.type == "person"}
    by_start = {name.start: name for name in names}
    linked = list(found)
    quotes = [(place, one) for place, one in enumerate(found) if isinstance(one, Quote) and one.kind != "marks"]
    figures = [(place, one) for place, one in enumerate(found) if isinstance(one, Figure)]
    for place, one in quotes:
        if one.speaker:
            speaker = find_named(one.speaker, by_start) or _meant(
                one, full.get(" ".join(printed(one.speaker_name).words) if one.speaker_name else ""), names
            )
            day = said.get((one.start, one.end))
            linked[place] = _spoken(one, speaker, day[0] if day else None)
    speaking = _speaking(names, [one for one in linked if isinstance(one, Quote)])
    linked = [_as_speaker(one) if isinstance(one, Name) and one.entity in speaking else one for one in linked]
    if not figures:
        return linked
    events = [one for one in found if isinstance(one, Event)]
    contents = [
        (one.content.start, one.content.end, Span(one.start, one.end, one.text)) for _, one in quotes if one.content
    ]
    contents.sort(key=lambda content: content[:2])
    for place, figure in figures:
        statement, event = _statement(figure, contents), _event(document, figure, events)
        if event and (event.negated or event.hypothetical):  # denied that it had killed ten
            figure = figure._replace(measure="other", rule="figure.number")
        if statement or event:
            linked[place] = figure._replace(statement=statement, event=event.event if event else None)
    return linked


def sayings(document: Document, found: Sequence[Candidate]) -> Sayings:
    """Which statements have a day of saying."""
    dates = [one for one in found if isinstance(one, Date) and one.edtf]
    said: dict[Pair, tuple[Date, Pair]] = {}
    for one in found if dates else ():
        if isinstance(one, Quote) and one.speaker and one.content and one.kind != "marks":
            for date in _dates_of_saying(document, one, dates):
                said[one.start, one.end] = date, (one.content.start, one.content.end)
                break
    return said


def _spoken(quote: Quote, speaker: Name | None, date: Date | None) -> Quote:
    if speaker:
        quote = quote._replace(speaker_entity=speaker.entity, speaker_actor_id=speaker.actor_id)
    return quote._replace(said=Span(date.start, date.end, date.text), said_edtf=date.edtf) if date else quote


def _speaking(names: Sequence[Name], quotes: Sequence[Quote]) -> Set[str]:
    """The persons who say something and whose full name is known as one: by who speaks (`Quote.speaker_name`), or since
    the article calls them by the last word alone, too."""
    full = {" ".join(printed(one.speaker_name).words) for one in quotes if one.speaker_name}
    spoken = {one.speaker_entity for one in quotes}
    forms: dict[str, set[str]] = {}
    for name in names:
        if name.type == "person" and name.entity in spoken:
            forms.setdefault(str(name.entity), set()).add(_full_name(name.text))
    return {entity for entity, some in forms.items() if some & full or any(_is_last(one, some) for one in some)}


def _is_last(word: str, names: Set[str]) -> bool:
    return " " not in word and not word.isupper() and any(name.endswith(f" {word}") for name in names)


def _as_speaker(name: Name) -> Name:
    """A full name, by the rule for who speaks where its own rule tells less; not Skipper Lee, nor Acme TX."""
    if name.type != "person" or name.rule not in _TELLING_LITTLE:
        return name
    told = printed(name.text)
    letters = (told.words[0].partition("-")[0] if "-" in told.words[0] else "", *told.words[1:])  # DIG-East Lee
    described = told.common[0] in _SOMEBODY or any(len(word) > 1 and word.isupper() for word in letters)
    return name._replace(rule=_SPEAKING) if told.like_person and not described else name


def _full_name(name: str) -> str:
    """A name without its title."""
    return " ".join(printed(name).words)


def _meant(quote: Quote, speaker: Name | None, names: Sequence[Name]) -> Name | None:
    """The person that the words for a speaker mean; nobody where what is said names him or her: "He said that Lee
    was ill" is not said by Lee."""
    if not speaker or not quote.content:
        return speaker
    first = bisect_left(names, quote.content.start, key=lambda name: name.start)
    inside = names[first : bisect_left(names, quote.content.end, key=lambda name: name.start)]
    return None if any(name.entity == speaker.entity for name in inside) else speaker


def _dates_of_saying(document: Document, quote: Quote, dates: Sequence[Date]) -> Iterator[Date]:
    """The dates in the clause of the cue: she said on Monday; on Monday she said. Not those of what is said."""
    cue, speaker, content = quote.cue, quote.speaker, quote.content or quote
    if not cue or not speaker:
        return
    start, end = _sentence(document, cue.start)
    first = min(speaker.start, cue.start)
    last = max(cue.end, speaker.end) if speaker.start - cue.end <= 1 else cue.end
    for place in range(bisect_left(dates, start, key=lambda date: date.start), len(dates)):
        date = dates[place]
        if date.start >= min(end, last + _NEAR):
            return
        if content.start < date.end and date.start < content.end:
            continue
        after = date.start >= last and not _STOPS.search(document.text, last, date.start)
        begins = date.start - start <= _SHORT and date.end < first
        if after or (begins and _BEFORE_SPEAKER.fullmatch(document.text, date.end, first)):
            yield date


def _sentence(document: Document, place: int) -> Pair:
    return document.sentences[max(0, bisect_right(document.sentences, place, key=lambda pair: pair[0]) - 1)]


def _statement(figure: Figure, contents: Sequence[tuple[int, int, Span]]) -> Span | None:
    """The statement in whose content a figure lies, of several the innermost; contents: start, end, statement."""
    last = bisect_right(contents, figure.start, key=lambda content: content[0])
    around = [content for content in contents[max(0, last - _MOST) : last] if figure.start < content[1]]
    return min(around, key=lambda content: content[1] - content[0])[2] if around else None


def _event(document: Document, figure: Figure, events: Sequence[Event]) -> Event | None:
    """The event that a figure counts the parties of, or that the word of what happened to the counted tells; of people
    who came to harm, else the only attack or disaster of the sentence."""
    counted = figure.phrase or figure
    near = bisect_left(events, figure.start, key=lambda event: event.start)
    start = figure.start
    around = events[max(0, near - _MOST) : near + _MOST]
    for one in around:
        for party in (*one.recipients, *one.actors):
            if party.start <= start < party.end:
                return one
        if figure.measure != "other" and counted.start <= one.start < counted.end:
            return one
    if figure.measure not in _HARM:
        return None
    begin, end = _sentence(document, start)
    here = [one for one in around if (one.is_disaster or one.event_type == "ASSAULT") and begin <= one.start < end]
    return here[0] if len({one.event for one in here}) == 1 else None
