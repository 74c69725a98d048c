"""Places that a draft proposes: a country with its code; for any other place the codes are left to the curator, but for
that of the country of a capital."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from publisher.curation.found import Found
from publisher.extract.actors.forms import states
from publisher.extract.candidates import Span
from publisher.extract.text import table
from publisher.model import Link, Mark
from publisher.rules import words

COUNTRY, SOMEWHERE = 6, 5  # where_prec of UCDP: somewhere is a place whose province is not known


def place_of(found: Found, span: Span) -> Link | None:
    """The place that the words name; None where they name none by a name of its own."""
    inside = (found.entities[at] for at in range(span.start, span.end) if at in found.entities)
    name = next((one for one in inside if one.end <= span.end), None)
    if name is None or name.start in found.known:
        return None
    code = states()[0].get(name.text)
    if code:
        values = {"place_name": table("states")[code]["names"][0], "country_code": code, "where_prec": COUNTRY}
        return Link("event_places", values, "place", Mark("place", name.start, name.end))
    region = words.REGION.match(found.text[name.end :].lstrip(" "))
    end = name.end + 1 + region.end() if region else name.end
    country = {"country_code": _capitals()[name.text]} if name.text in _capitals() else {}
    values = {"place_name": found.text[name.start : end], **country, "where_prec": SOMEWHERE}
    return Link("event_places", values, "place", Mark("place", name.start, end))


def is_open(link: Link) -> bool:
    """Whether a place lacks a code that only a person can add."""
    return link.values.get("where_prec") == SOMEWHERE


@cache
def _capitals() -> Mapping[str, str]:
    """Capital -> the code of its country."""
    return {city: code for code, listed in table("states").items() for city in listed.get("capitals", ())}
