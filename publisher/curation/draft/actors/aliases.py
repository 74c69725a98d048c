"""Other names of actors of the authority file in one article: surnames, abbreviations."""

from __future__ import annotations

from collections import defaultdict

from publisher.curation.draft.found import Found
from publisher.extract.candidates import Authority, Span
from publisher.extract.text import datelines
from publisher.records.span_index import SpanIndex


def surnames(found: Found, authority: Authority) -> dict[str, str]:
    """Names that are none of the authority file, but in this article are of one of its actors: its surname, its
    abbreviation. Name -> actor."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in found.entities.values():
        if name.start in found.known and name.entity is not None:
            owners[name.entity].add(str(found.known[name.start].actor_id))
    named = (name for name in found.entities.values() if name.start not in found.known and name.entity in owners)
    named = (name for name in named if name.text not in authority)  # it was read as a place
    agencies = SpanIndex(Span(start, end, "") for start, (_, end) in datelines(found.document).items())
    named = (name for name in named if not any(agencies.enclosing(name.start, name.end)))
    return {name.text: next(iter(owners[name.entity or ""])) for name in named if len(owners[name.entity or ""]) == 1}
