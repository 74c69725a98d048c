"""What `extract` prints of events, what a build gets of them, and how the time grows."""

from __future__ import annotations

import io
import json
import random

import pytest
from events_read import found
from linear_time import grows_linearly

from publisher.command_line.stream import stream
from publisher.extract import events, everything, extract, text
from publisher.extract.events.lexicon import lexicon

OTHERS = (
    *("the", "a", "of", "by", "to", "in", "on", "that", "who", ",", ".", ";", "(", ")", "-", "“", "”", "’", "not"),
    *("and", "was", "has", "will", "they", "Norland", "U.S.", "5", "2012", "Monday", "if", "e\u0301"),
)
SENTENCE = "On Monday gunmen shot two guards in Port Mara."


def test_an_event_is_printed_with_its_spans() -> None:
    out = io.BytesIO()
    stream([{"doc_id": "a", "text": SENTENCE, "doc_date": "2025-01-08"}], None, out)
    (event,) = [one for one in json.loads(out.getvalue())["spans"] if one["kind"] == "event"]
    assert event == {
        "kind": "event",
        "start": 17,
        "end": 21,
        "text": "shot",
        "event_type": "ASSAULT",
        "mode": "firearms",
        "negated": False,
        "future": False,
        "hypothetical": False,
        "historical": False,
        "actors": [{"start": 10, "end": 16, "text": "gunmen"}],
        "recipients": [{"start": 22, "end": 32, "text": "two guards"}],
        "places": [{"start": 36, "end": 45, "text": "Port Mara"}],
        "date": "2025-01-06",
        "rule": "event.assault-shoot",
        "context": None,
        "published": True,
        "event": "0",
    }


def test_a_build_gets_no_events() -> None:
    assert "event" not in {one.kind for one in extract(SENTENCE)}
    assert "event" in {one.kind for one in everything(SENTENCE)}


@pytest.mark.parametrize("seed", range(20))
def test_spans_say_what_the_text_says_whatever_it_is(seed: int) -> None:
    known, chosen = lexicon(), random.Random(seed)
    words = [*sorted(known.verbs), *sorted(known.kinds), *sorted(known.people["human"]), *OTHERS * 40]
    article = " ".join(chosen.choice(words).replace("_", " ") for _ in range(300))
    for event in found(article):
        assert event.text and article[event.start : event.end] == event.text
        for span in (*event.actors, *event.recipients, *event.places):
            assert span.text and article[span.start : span.end] == span.text


def test_a_language_without_rules_has_no_events() -> None:
    assert events.find(text.read(SENTENCE, "de")) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "agree to ",
        "rebels and police ",
        "killed by rebels who killed ",
        "attack on the army of the ",
        "Police arrested, ",
        "rebels attack ",
        "the attack by ",
        "said that police said ",
        "wounded ",
        "attacks ",
        "bombing ",
        "(police) ",
        "- ",
        "on Monday police killed two men in Bath, ",
    ],
)
def test_time_grows_linearly(unit: str) -> None:
    assert grows_linearly(found, unit, 8_000)


def test_a_chain_of_clauses_has_no_bottom() -> None:
    assert found("rebels " + "agree to " * 5_000)
