"""Dating: which words a date rests on, and what a date beside a cue or a mention belongs to (data model, 3.2 and 3.7).
English articles that a curator coded only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from publisher.extract.text import Document
from publisher.rules import words
from publisher.rules.context import paragraph
from publisher.rules.dates import DATED
from publisher.rules.issue import Issue
from publisher.rules.rule_context import KEYS, Span, Window

# Not without a preposition: "called Monday a turning point".
_ON = re.compile(r"\s+(?:(?:early|late)\s+)?(?:on|in|at|during)\s+(?:(?:early|late)\s+)?", re.IGNORECASE)

Place = tuple[str, int, int]
"""source_id, start, end."""


def date_in_its_paragraph(window: Window) -> Iterator[Issue]:
    """Section 3.2: a date that is not inferred has an expression of its own, in a paragraph of the record."""
    for table, key, span, document in _dated(window):
        if span.basis == "inferred":
            continue
        home = {paragraph(document, record.start) for record in window.of(table, key, "record")}
        if home and paragraph(document, span.start) not in home:
            message = "stands in a paragraph that does not mention this: name the words there, or infer it"
            yield Issue(table, key, "date_edtf", span.exact, "date_in_its_paragraph", message)


def own_date_is_not_inferred(window: Window) -> Iterator[Issue]:
    """Section 3.2: inferred = no expression of its own: words right beside a cue, a speaker or a mention are one."""
    for table, key, span, document in _dated(window):
        records = window.of(table, key, "record")
        verbs = records if table == "events" else window.of(table, key, "cue")
        beside = any(_follows(document.text, verb, span, words.ON_DAY) for verb in verbs)
        beside |= any(document.text[span.end : record.start] == ", " for record in records)
        if span.basis == "inferred" and beside:
            message = "stands right beside: basis is explicit or resolved, without ?"
            yield Issue(table, key, "date_edtf", span.exact, "own_date_is_not_inferred", message)


def inferred_from_the_nearest(window: Window) -> Iterator[Issue]:
    """Section 3.9: a date is inferred from the words that date the occasion: those of the setting, of a record with the
    same actor, or the nearest that say the same."""
    values: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    fields = ("source_id", "kind", "char_start", "char_end", "value")
    for source, kind, start, end, value in window.rows("candidates", *fields):
        if kind == "date" and value is not None:
            values[source][start, end] = value
    dated = _dated_actors(window)
    actors, settings = _actors(window), window.lookup("statements", "setting_event_id")
    for table, key, span, document in _dated(window):
        records, said = window.of(table, key, "record"), values[span.source_id].get((span.start, span.end))
        if span.basis != "inferred" or not records or said is None:
            continue
        place = (span.source_id, span.start, span.end)
        setting = window.of("events", settings[key], "date_edtf") if settings.get(key) else ()
        of_setting = any((s.source_id, s.start, s.end) == place for s in setting)
        if of_setting or any(_related(window, actors[key], actors[other]) for other in dated[place]):
            continue
        home = paragraph(document, records[0].start)
        far = abs(paragraph(document, span.start) - home)
        for (start, end), value in values[span.source_id].items():
            if value == said and abs(paragraph(document, start) - home) < far:
                message = f'"{document.text[start:end]}" says the same and stands nearer: quote that'
                yield Issue(table, key, "date_edtf", span.exact, "inferred_from_the_nearest", message)
                break


def cue_is_dated(window: Window) -> Iterator[Issue]:
    """Section 3.7: a date belongs to the verb it modifies: one right after a cue ("said on Monday"), and outside what
    is said, is the date of the statement."""
    dates: dict[str, list[tuple[int, int]]] = defaultdict(list)
    fields = ("source_id", "kind", "char_start", "char_end", "decision")
    for source, kind, start, end, decision in window.rows("candidates", *fields):
        if kind == "date" and decision == "accepted":
            dates[source].append((start, end))
    for key, source, value in window.reviewed("statements", "source_id", "date_edtf"):
        text = window.text(source)
        if value is not None or text is None or not window.english(source):
            continue
        contents = window.of("statements", key, "content")
        for cue in window.of("statements", key, "cue"):
            for start, end in dates[source]:
                inside = any(c.start <= start < c.end for c in contents)
                if cue.end <= start and not inside and _ON.fullmatch(text, cue.end, start):
                    message = f'is null, but "{text[start:end]}" dates "{cue.exact}"'
                    yield Issue("statements", key, "date_edtf", None, "cue_is_dated", message)


def _dated(window: Window) -> Iterator[tuple[str, str, Span, Document]]:
    """The words of every date of a curated English article."""
    for table in DATED:
        for key, source in window.rows(table, KEYS[table], "source_id"):
            if source in window.curated and window.english(source) and (document := window.document(source)):
                for span in window.of(table, key, "date_edtf"):
                    yield table, key, span, document


def _dated_actors(window: Window) -> Mapping[Place, set[str]]:
    """Words of a date -> the events and statements that they date, not by inference."""
    found: dict[Place, set[str]] = defaultdict(set)
    for record, spans in (*window.cells("events", "date_edtf"), *window.cells("statements", "date_edtf")):
        for span in spans:
            if span.basis != "inferred":
                found[span.source_id, span.start, span.end].add(record)
    return found


def _actors(window: Window) -> Mapping[str, set[str]]:
    """Event or statement -> who takes part, speaks or is addressed."""
    found: dict[str, set[str]] = defaultdict(set)
    for event, actor in window.rows("event_actors", "event_id", "actor_id"):
        found[event].add(actor)
    fields = ("statement_id", "speaker_actor_id", "addressee_actor_id", "setting_event_id")
    for key, speaker, addressee, setting in window.rows("statements", *fields):
        found[key] |= {actor for actor in (speaker, addressee) if actor is not None}
        found[key] |= found[setting] if speaker is None and setting is not None else set()
    return found


def _related(window: Window, some: set[str], others: set[str]) -> bool:
    """Whether an actor of the one is among the others, or belongs to one of them, or the other way round."""
    return bool(some & _above(window, others) or others & _above(window, some))


def _above(window: Window, actors: set[str]) -> set[str]:
    """The actors and all that they belong to."""
    return actors.union(*map(window.above, actors))


def _follows(text: str, verb: Span, date: Span, between: re.Pattern[str]) -> bool:
    """Whether a date stands right after a cue or a mention, with nothing but a preposition between them."""
    return verb.end <= date.start and between.fullmatch(text, verb.end, date.start) is not None
