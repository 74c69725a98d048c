"""From an article to its candidates: quotations, dates, figures, names.

Rules and word lists only: the same text gives the same candidates on every machine, without a model or a network.
"""

from __future__ import annotations

import datetime

from . import dates, figures, names, quotes, text
from .candidates import Authority, Candidate, Date, Figure

__all__ = ["extract"]


def extract(
    article: str, document_date: datetime.date | None = None, authority: Authority | None = None
) -> list[Candidate]:
    """The candidates of an article, sorted by start, end and kind.

    document_date: what relative dates are counted from; without it they stay unresolved.
    authority: the surface forms of known actors; without it names carry a type but no actor.
    """
    document = text.read(article)
    times = dates.find(document, document_date)
    numbers = figures.find(document, times)
    dated_or_counted: list[Date | Figure] = [*times, *numbers]
    taken = sorted((found.start, found.end) for found in dated_or_counted)
    known = names.find(document, authority, taken)
    found: list[Candidate] = [*quotes.find(document), *times, *numbers, *known]
    return sorted(found, key=lambda candidate: (candidate.start, candidate.end, candidate.kind))
