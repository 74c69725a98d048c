"""Sentences of our own invention, coded by hand before the rules were run on them: the type and both parties."""

from __future__ import annotations

from pathlib import Path

import pytest
from events_read import found

from publisher.extract.candidates import Span

CONFLICT = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN"}
LINES = (Path(__file__).parent / "coded.txt").read_text(encoding="utf-8").splitlines()
CODED = [tuple(part.strip() for part in line.split("|")) for line in LINES if "|" in line and line[0] != "#"]
MISSED = {  # why
    "The kidnappers who seized": "him: a pronoun that is an object keeps its own words",
    "Dockers in the port of": "plans to walk off: the subject has a place beside it",
}


def _names(parties: str, spans: tuple[Span, ...]) -> bool:
    """Whether each party shares a word with a span."""
    printed = [set(span.text.lower().split()) for span in spans]
    return parties == "-" or all(
        any(words & set(part.lower().split()) for words in printed) for part in parties.split(" + ")
    )


@pytest.mark.parametrize(("event_type", "actors", "recipients", "sentence"), CODED, ids=lambda part: part[:40])
def test_a_sentence_is_read_as_coded(
    event_type: str, actors: str, recipients: str, sentence: str, request: pytest.FixtureRequest
) -> None:
    why = next((why for start, why in MISSED.items() if sentence.startswith(start)), None)
    if why:
        request.applymarker(pytest.mark.xfail(reason=why, strict=True))
    events = found(sentence)
    if event_type == "none":
        assert {event.event_type for event in events} & CONFLICT == set()
    else:
        assert any(
            event.event_type == event_type and _names(actors, event.actors) and _names(recipients, event.recipients)
            for event in events
        )
