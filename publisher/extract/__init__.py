"""From an article to its candidates: quotations, dates, figures, names; and its events.

Rules and word lists only: the same text gives the same candidates on every machine, without a model or a network.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from publisher import language

from . import dates, figures, names, quotes, text
from .candidates import Authority, Candidate, Date, Figure, Name, Span
from .patterns import ACCENTS

if TYPE_CHECKING:
    from .events import Event

__all__ = ["everything", "extract"]

_ACCENT = re.compile(rf"[{ACCENTS}](?<=[^\W_].)")  # of the letter or digit before it, which ends no word

_HEAD = 4  # paragraphs at the beginning that may have a dateline, whose day is that of the article, not of an event

_place = attrgetter("start", "end", "kind")


def extract(
    article: str | text.Document,
    document_date: datetime.date | None = None,
    authority: Authority | None = None,
    *,
    marked_only: bool = False,
) -> list[Candidate]:
    """The candidates of an article, sorted by start, end and kind.

    article: its text, or where that is at hand, the text with its paragraphs, sentences and language. In a
    language without rules only the names of known actors are found, in one with rules for some kinds only those.
    document_date: what relative dates are counted from; without it they stay unresolved.
    authority: the surface forms of known actors; without it names carry a type but no actor.
    marked_only: leave out what a build has no use for and that takes a fifth of the time: speech that is reported
    without marks, and the full names of speakers.
    """
    document = text.read(article) if isinstance(article, str) else article
    if not language.knows(document.language):
        return [*names.find_listed(document.text, authority)]
    times = dates.find(document, document_date) if language.reads(document.language, "dates") else []
    numbers = figures.find(document, times) if language.reads(document.language, "figures") else []
    dated_or_counted: list[Date | Figure] = [*times, *numbers]
    taken = sorted((found.start, found.end) for found in dated_or_counted)
    if language.reads(document.language, "names"):
        known = names.find(document, authority, taken)
    else:
        known = names.find_listed(document.text, authority)
    found: list[Candidate] = [*quotes.find(document, marked_only=marked_only), *times, *numbers, *known]
    if cuts := {accent.start() for accent in _ACCENT.finditer(document.text)}:
        found = [candidate for candidate in found if cuts.isdisjoint(_ends(candidate))]
    return sorted(found, key=_place)


def everything(
    article: str | text.Document, document_date: datetime.date | None = None, authority: Authority | None = None
) -> list[Candidate | Event]:
    """The candidates of `extract` with the actor that each name is of, the events, and what has to do with what."""
    from . import actors, events, links  # which the build of a curated article need not wait for
    from .events import occasions

    document = text.read(article) if isinstance(article, str) else article
    found = extract(document, document_date, authority)
    if not language.knows(document.language):
        return [*found]
    named = actors.resolve(document, [one for one in found if isinstance(one, Name)])
    known = text.datelines(document)
    lines = [known[start] for start, _ in document.paragraphs[:_HEAD] if start in known]
    times = [one for one in found if isinstance(one, Date) and not any(a <= one.start < b for a, b in lines)]
    everything: list[Candidate | Event] = [one for one in found if not isinstance(one, Name)]
    said = links.sayings(document, found)
    told = events.find(document, times, document_date, {day.start: content for day, content in said.values()})
    everything += named
    everything += occasions.merge(document.text, told, named)
    return links.find(document, sorted(everything, key=_place), said)


def _ends(candidate: Candidate | Span) -> Iterator[int]:
    """Where a candidate and the spans in it begin and end."""
    yield from (candidate.start, candidate.end)
    for value in candidate:
        if isinstance(value, Span):
            yield from _ends(value)
