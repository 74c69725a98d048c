"""Context: words stand in the language and the paragraph that they are quoted for. Curated articles only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from publisher.extract.text import Document
from publisher.extract.text import words as word_lists
from publisher.rules import words
from publisher.rules.issue import Issue
from publisher.rules.rule_context import Window

_LEAST, _SHARE = 50, 0.07  # words that an article must have to be judged; share of common ones that is English
_LIKE_ENGLISH = ("sco",)  # Scots has the same words
_WORD = re.compile(r"\w+")
_NAMES = ("name", "metonym")


def language_of_text(window: Window) -> Iterator[Issue]:
    """Section 2.1 (language): an article in English is not recorded as one in another language, by which the rules
    that read words would pass it over."""
    for source in sorted(window.curated):
        text, language = window.text(source), window.lookup("sources", "language").get(source)
        if text is None or window.english(source) or str(language).startswith(_LIKE_ENGLISH):
            continue
        found = [word.casefold() for word in _WORD.findall(text)]
        if len(found) >= _LEAST and sum(word in words.COMMON for word in found) > _SHARE * len(found):
            yield Issue("sources", source, "language", language, "language_of_text", "the article is in English: en")


def no_full_stop(window: Window) -> Iterator[Issue]:
    """Section 3.5 and 3.9: the full stop that ends a sentence belongs to no span, unless quotation marks hold it, or an
    abbreviation or the name of an actor needs it. English only."""
    lists = word_lists("sentences")
    short = {word.casefold() for key in ("before_a_name", "anywhere") for word in lists[key]}
    for owner, span in window.coded:
        if not span.exact.endswith(".") or span.exact.endswith("..") or owner.field == "quoted":
            continue
        last = span.exact[:-1].split()[-1:]
        abbreviated = not last or "." in last[0] or len(last[0]) == 1 or last[0].casefold() in short
        named = (
            m.end == span.end and m.mention_type in _NAMES for m in window.near(span.source_id, span.start, span.end)
        )
        if not abbreviated and not any(named):
            yield Issue(
                "evidence", span.evidence_id, "exact", span.exact, "no_full_stop", "ends with a full stop: leave it out"
            )


def event_is_named(window: Window) -> Iterator[Issue]:
    """Section 3.9: an event mention names what happens: it has a word besides those that name actors and places, and
    their articles and prepositions. English only."""
    for event, source in window.rows("events", "event_id", "source_id"):
        places = window.of("events", event, "place")
        for span in window.of("events", event, "record") if window.english(source) else ():
            taken = [(m.start, m.end) for m in window.near(source, span.start, span.end) if m.mention_type in _NAMES]
            taken += [(place.start, place.end) for place in places if place.source_id == source]
            rest = list(span.exact)
            for start, end in taken:
                low, high = max(0, start - span.start), max(0, end - span.start)
                rest[low:high] = " " * len(rest[low:high])
            told = {word.casefold() for word in _WORD.findall("".join(rest))}
            if not told - words.DETERMINERS - words.PREPOSITION_WORDS - {"and"}:
                message = "names actors or places, but no event: quote what happens"
                yield Issue("evidence", span.evidence_id, "exact", span.exact, "event_is_named", message)


def named_where_it_happens(window: Window) -> Iterator[Issue]:
    """Section 2.5 and 2.6: the words that name a participant or a place stand in a paragraph that mentions the event,
    or next to one, unless no such paragraph names it."""
    home: dict[str, set[int]] = defaultdict(set)
    for event, source in window.rows("events", "event_id", "source_id"):
        document = window.document(source) if source in window.curated else None
        home[event] = (
            {paragraph(document, s.start) for s in window.of("events", event, "record")} if document else set()
        )
    for event, actor, role, key in window.rows("event_actors", "event_id", "actor_id", "role", "evidence_id"):
        span = window.evidence.get(key)
        document = window.document(span.source_id) if span and home[event] else None
        if span is None or document is None or not _far(paragraph(document, span.start), home[event]):
            continue
        others = (
            m for m in window.mentions.get(span.source_id, ()) if m.actor_id == actor and m.mention_type in _NAMES
        )
        if nearer := next((m for m in others if paragraph(document, m.start) in home[event]), None):
            message = f'"{span.exact}" stands far from every mention of the event, which names "{nearer.exact}" itself'
            row = f"{event} {actor} {role}"
            yield Issue("event_actors", row, "evidence_id", key, "named_where_it_happens", message)
    for event, place, key in window.rows("event_places", "event_id", "place_name", "evidence_id"):
        span = window.evidence.get(key)
        document = window.document(span.source_id) if span and home[event] else None
        if span is None or document is None or not _far(paragraph(document, span.start), home[event]):
            continue
        if any(span.exact in document.text[slice(*document.paragraphs[number])] for number in home[event]):
            message = f'"{span.exact}" stands far from every mention of the event, and beside one as well: quote that'
            yield Issue("event_places", f"{event} {place}", "evidence_id", key, "named_where_it_happens", message)


def _far(number: int, home: set[int]) -> bool:
    return min(abs(number - other) for other in home) > 1


def paragraph(document: Document, offset: int) -> int:
    """The number of the paragraph (from 0) that holds an offset."""
    return max(0, bisect_right(document.paragraphs, (offset, 1 << 62)) - 1)
