"""Short ways to say what the event extractor finds in a sentence."""

from __future__ import annotations

from publisher.extract import events, text
from publisher.extract.candidates import Span
from publisher.extract.events import Event


def found(article: str) -> list[Event]:
    """The events of a text."""
    return events.find(text.read(article))


def told(article: str) -> list[str]:
    """Each event of a text as "TYPE: actors > recipients", several parties joined by " + "."""
    return [f"{one.event_type}: {_joined(one.actors)} > {_joined(one.recipients)}".strip() for one in found(article)]


def _joined(spans: tuple[Span, ...]) -> str:
    return " + ".join(span.text for span in spans)
