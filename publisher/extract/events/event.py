"""An event as the extractor gives it."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..candidates import Span

DISASTER = "event.disaster."
"""How the ids of the rules for forces of nature and accidents begin; the next part says which it is."""


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
        return self.rule.startswith(DISASTER)


def as_json(event: Event) -> dict[str, Any]:
    """An event as a JSON object: its parties and places as lists of {start, end, text}."""
    spans = {
        name: [{"start": one.start, "end": one.end, "text": one.text} for one in getattr(event, name)]
        for name in ("actors", "recipients", "places")
    }
    return {name: getattr(event, name) for name in Event._fields if name != "phrase"} | spans
