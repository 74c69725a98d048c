"""An event as the extractor gives it, made of what a rule found in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..candidates import Span
from . import flags
from .lexicon import lexicon
from .means import mode_of
from .nouns import Tokens
from .parties import Found
from .places import places
from .sentence import Sentence

_ELECTION = "election"
_KIND, _STORM = "disaster_", "storm"  # the name of one is no noun
_NEAR = 3  # chunks from a noun to its verb that are one phrase
_DISASTER = "disaster"
"""The family of the rules for forces of nature and accidents; the next part of the id says which it is."""


class Event(NamedTuple):
    """A mention of an event. start, end, text: its trigger; event_type, mode: PLOVER; future: still to come;
    hypothetical: nobody says that it happened; historical: it lies more than a year back, or is only remembered; date:
    EDTF; rule: id of the rule that made it; phrase: the trigger with the words that the rule asks for after it: opened
    fire; event: equal for the mentions of one occasion in the article (`occasions.merge`)."""

    kind: str
    start: int
    end: int
    text: str
    event_type: str
    mode: str | None
    negated: bool
    future: bool
    hypothetical: bool
    historical: bool
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    places: tuple[Span, ...]
    date: str | None
    rule: str
    phrase: Span
    context: str | None = None
    event: str | None = None

    @property
    def is_disaster(self) -> bool:
        """Whether it is a force of nature or an accident, in which nobody acts."""
        return self.family[0] == _DISASTER

    @property
    def is_once(self) -> bool:
        """Whether an article that tells of it twice means one: a disaster, an election."""
        return self.family[0] in (_DISASTER, _ELECTION)

    @property
    def family(self) -> tuple[str, ...]:
        """The family of its rule; of a disaster also which, by its noun (disaster, quake) or by the rule for a verb."""
        _, name, *which = self.rule.split(".")
        if name != _DISASTER:
            return (name,)
        words = self.text.lower().split()
        known = (lexicon().kinds.get(noun, ()) for noun in ("_".join(words[-2:]), words[-1]))
        kinds = (kind.removeprefix(_KIND) for some in known for kind in some if kind.startswith(_KIND))
        return name, next(kinds, _STORM if which == ["noun"] else which[0])


def as_json(event: Event) -> dict[str, Any]:
    """An event as a JSON object: its parties and places as lists of {start, end, text}."""
    spans = {
        name: [{"start": one.start, "end": one.end, "text": one.text} for one in getattr(event, name)]
        for name in ("actors", "recipients", "places")
    }
    return {name: getattr(event, name) for name in Event._fields if name != "phrase"} | spans


def event_of(s: Sentence, found: Found, told: flags.Flags, date: str | None) -> Event:
    """The event of what a rule found. told: whether it happened; date: EDTF."""
    start, end = s.text_span(*found.trigger)
    event_type, told = flags.as_told(s, found, told)
    return Event(
        kind="event",
        start=start,
        end=end,
        text=s.text[start:end],
        event_type=event_type,
        mode=mode_of(s, found) if event_type == found.rule.type else None,
        negated=told.negated,
        future=told.future,
        hypothetical=told.hypothetical,
        historical=told.historical,
        actors=_spans(s, found.actors),
        recipients=_spans(s, found.recipients),
        places=_spans(s, places(s, found)),
        date=date,
        rule=f"event.{found.rule.id}",
        phrase=_phrase(s, found),
        context=found.rule.context,
    )


def _phrase(s: Sentence, found: Found) -> Span:
    """The trigger, up to the last of the chunks that the event takes up without a gap; from the noun that the rule asks
    for where that is before it: the raids that were conducted."""
    last, first = found.at, min(found.used)
    while last + 1 in found.used:
        last += 1
    begin = s.firsts[first] if found.rule.object and first < found.at <= first + _NEAR else found.trigger[0]
    return _span(s, (begin, max(found.trigger[1], s.lasts[last] if last > found.at else 0)))


def _spans(s: Sentence, parts: Sequence[Tokens]) -> tuple[Span, ...]:
    return tuple(_span(s, part) for part in parts)


def _span(s: Sentence, tokens: Tokens) -> Span:
    start, end = s.text_span(*tokens)
    return Span(start, end, s.text[start:end])
