"""Events: what happened and where, and whether the article says so itself or somebody claims it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.model import RECORDS
from publisher.rules import words
from publisher.rules.dates import before
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.tables import KEYS, OURS

_LEAD = 40  # characters before a mention, in which it may be called a claim: "on suspicion of *theft*"


@rule(proof=True)
def mode_fits(window: Window) -> Iterator[Finding]:
    """A code fits the one it depends on (`fitsField` and `fits` of the schemas)."""
    for table in RECORDS:
        for field in (field for field in OURS[table].fields if "fits" in field.descriptor):
            for row, code, other in window.rows(table, KEYS[table], field.name, field.descriptor["fitsField"]):
                fitting = field.descriptor["fits"].get(other, ())
                if code is not None and code not in fitting:
                    yield Finding.at(table, row, field.name, code, f"{other} has {', '.join(fitting) or 'none'}")


@rule(proof=False, stops=True, language="en")
def type_of_mention(window: Window) -> Iterator[Finding]:
    """Words that leave no other type of event: a meeting is CONSULT, signing a treaty SUPPORT, what was agreed AGREE, a
    war ASSAULT. Where one clause names two events, one of them has that type."""
    kinds = window.lookup("events", "event_type")
    told = [
        (event, telling.span, telling.event_type) for event, tellings in window.told.items() for telling in tellings
    ]
    types = grouped((span[:3], claimed or kinds[event]) for event, span, claimed in told)
    for event, span, claimed in told:
        allowed = next((codes for pattern, codes in words.EVENTS if pattern.fullmatch(span.exact)), None)
        if allowed is not None and allowed.isdisjoint(types[span[:3]]):
            table, row = ("event_mentions", span.evidence_id) if claimed else ("events", event)
            message = f'"{span.exact}" is {" or ".join(sorted(allowed))}'
            yield Finding.at(table, row, "event_type", claimed or kinds[event], message)


@rule(proof=True)
def event_voices(window: Window) -> Iterator[Finding]:
    """A mention is reported by the innermost statement whose content holds it. A mention that is only in the
    speaker or the cue of a statement is reported by the one that reports this statement. Any other mention is the
    article's own, or unknown in an automatic row. is_asserted is true if one mention is the article's own, empty if
    none is and one is unknown, otherwise false."""
    for event, method in window.rows("events", "event_id", "method"):
        for span, voice, statement, _ in window.told.get(event, ()):
            teller = window.contents[span.source_id].telling(span.start, span.end)
            right = "reported" if teller else "unknown" if method == "automatic" else "own"
            message = f"these words are {teller or 'of no statement'}: build again"
            if statement != teller:
                yield Finding.at("event_mentions", span.evidence_id, "statement_id", statement, message)
            elif voice != right:
                yield Finding.at("event_mentions", span.evidence_id, "voice", voice, message)
    for event, asserted in window.rows("events", "event_id", "is_asserted"):
        voices = {telling.voice for telling in window.told.get(event, ())}
        expected = True if "own" in voices else None if "unknown" in voices else False
        if asserted is not expected:
            message = f"its mentions make it {expected}: build again"
            yield Finding.at("events", event, "is_asserted", str(asserted), message)


@rule(proof=False, language="en")
def claimed_type(window: Window) -> Iterator[Finding]:
    """A mention has an event_type of its own where it gives the event another type, or where somebody claims it. In the
    article's own words it has the type that the event has already only beside a word such as "alleged"."""
    kinds = window.lookup("events", "event_type")
    for event, tellings in window.told.items():
        for span, voice, _, claimed in tellings:
            text = window.text(span.source_id)
            same = claimed is not None and claimed == kinds[event] and voice == "own"
            if same and text is not None and not words.CLAIMS.search(text, max(0, span.start - _LEAD), span.end):
                message = (
                    "is the type of the event, and nobody claims it: leave it out, or code the statement that does"
                )
                yield Finding.at("event_mentions", span.evidence_id, "event_type", claimed, message)


@rule(proof=True)
def event_parents(window: Window) -> Iterator[Finding]:
    """A part of an event does not begin before the whole or end after it."""
    parents = window.lookup("events", "parent_event_id")
    starts, ends = window.lookup("events", "date_start"), window.lookup("events", "date_end")
    for event, parent in parents.items():
        message = None
        if parent in starts and before(starts[event], starts[parent]):
            message = f"begins on {starts[parent]}, this part of it on {starts[event]}: correct a date or the parent"
        elif parent in starts and before(ends[parent], ends[event]):
            message = f"ends on {ends[parent]}, this part of it on {ends[event]}: correct a date or the parent"
        if message:
            yield Finding.at("events", event, "parent_event_id", parent, message)


@rule(proof=True)
def doubled_events(window: Window) -> Iterator[Finding]:
    """One event an occasion; two events differ in type, mentions, date, participants or places."""
    parties = window.rows("event_actors", "event_id", "actor_id", "role")
    links = grouped((row[0], row[1:]) for row in (*parties, *window.rows("event_places", "event_id", "place_name")))
    seen: dict[tuple[object, ...], str] = {}
    for event, kind, day in window.rows("events", "event_id", "event_type", "date_edtf"):
        spans = [span[:3] for span in window.of("events", event, "record")]
        first = seen.setdefault((kind, day, frozenset(links[event]), *spans), event)
        if spans and first != event:
            yield Finding.at("events", event, "evidence_id", None, f"says what {first} says: keep one of the two")
