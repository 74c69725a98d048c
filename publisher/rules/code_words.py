"""Codes that need a word: an event is of a type, of a context, a statement an act because words say so, whatever they
are (`codes.toml` of the language). The lists are wide; what they lack, somebody may still have said."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.finding import Finding
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, around


@rule(proof=False, language="en")
def type_is_told(window: Window) -> Iterator[Finding]:
    """A sentence that tells of the event has a word for its type ("petition", "urged" of REQUEST); the words of a
    mention that gives the event another type, or their sentence, have one for that."""
    for key, code in window.reviewed("events", "event_type"):
        plain = [telling.span for telling in window.told.get(key, ()) if telling.event_type is None]
        if _lacks(window, "event_type", code, plain, sentences=True):
            message = "no sentence that tells of the event has a word for this type: choose the one that its words give"
            yield Finding.at("events", key, "event_type", code, message)
        for telling in window.told.get(key, ()):
            if telling.event_type and _lacks(window, "event_type", telling.event_type, [telling.span], sentences=True):
                said = f'"{telling.span.exact}" has no word for the type {telling.event_type}'
                message = f"{said}: choose the one that it gives"
                yield Finding.at("events", key, "event_type", telling.event_type, message)


@rule(proof=False, language="en")
def context_is_told(window: Window) -> Iterator[Finding]:
    """A paragraph that tells of the event has a word for its context ("ballot", "voters" of election), or the headline
    has one, and the event is of "the case" or "the crisis"."""
    for key, code in window.reviewed("events", "event_context"):
        spans = [telling.span for telling in window.told.get(key, ())]
        if _lacks(window, "event_context", code, spans, sentences=False):
            message = "no paragraph that tells of the event has a word for this context: choose another one, or none"
            yield Finding.at("events", key, "event_context", code, message)


@rule(proof=False, language="en")
def act_is_told(window: Window) -> Iterator[Finding]:
    """The cue or the content of a statement has a word for its act ("must", "should" of REQUEST); words that are quoted
    as a whole may do without ("Open the port!")."""
    columns = ("act_type", "cue_text", "content_text", "quote_type")
    for key, code, cue, content, kind in window.reviewed("statements", *columns):
        needed = words.needed("act_type", code) if code and kind != "direct" else None
        if needed and not needed.search(f"{cue} {content}"):
            message = "neither cue nor content has a word for this act: choose another one, or none"
            yield Finding.at("statements", key, "act_type", code, message)


def _lacks(window: Window, field: str, code: str | None, spans: list[EvidenceRow], *, sentences: bool) -> bool:
    """Whether the code needs a word, and no sentence around the spans has it, or no paragraph; nor the headline, where
    the sentence refers to what it tells of ("the case")."""
    needed = words.needed(field, code) if code else None
    documents = [document for span in spans if (document := window.document(span.source_id))]
    if needed is None or not spans or len(documents) < len(spans):
        return False
    for span, document in zip(spans, documents, strict=True):
        parts = document.sentences if sentences else document.paragraphs
        near, sentence = (around(pairs, *span[1:3]) or span[1:3] for pairs in (parts, document.sentences))
        head = document.paragraphs[:1] if words.REFERS_BACK.search(document.text, *sentence) else ()
        if any(needed.search(document.text, *place) for place in (near, *head)):
            return False
    return True
