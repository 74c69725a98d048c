"""Places that a draft proposes: a country with its code; for any other place the codes are left to the curator, but for
those of a well-known city."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from publisher.curation.draft.found import Found
from publisher.extract.actors.forms import states
from publisher.extract.candidates import Span
from publisher.extract.countries import country_of
from publisher.extract.text import table, word_lists
from publisher.model import Link, Mark
from publisher.rules.words import REGION

_REGION = re.compile(rf" {REGION.pattern}")
"""What goes on the name of a place, and is a part of it: Gotham district."""
POINT, SOMEWHERE, COUNTRY = 1, 5, 6  # where_prec of UCDP: somewhere is a place whose province is not known


def place_of(found: Found, span: Span) -> Link | None:
    """The place that the words name; None where they name none by a name of its own."""
    inside = (found.entities[at] for at in range(span.start, span.end) if at in found.entities)
    name = next((name for name in inside if name.end <= span.end), None)
    if name is None:
        return None
    if code := states()[0].get(name.text):
        values = {"place_name": table("states")[code]["names"][0], **_of_country(code)}
        return Link("event_places", values, "place", Mark("place", name.start, name.end))
    if name.start in found.known and name.mention_type != "metonym":
        return None
    region = _REGION.match(found.text, name.end)
    end = region.end() if region else name.end
    codes = (_within if region else codes_of)(name.text)
    if "country_code" not in codes:
        return None
    values = {"place_name": found.text[name.start : end], **codes}
    return Link("event_places", values, "place", Mark("place", name.start, end))


def codes_of(name: str) -> dict[str, Any]:
    """What is known of a place by its name alone: its codes and its precision."""
    if code := states()[0].get(name):
        return _of_country(code)
    province = _provinces().get(name)
    return {"country_code": province[:2], "admin1_code": province, "where_prec": POINT} if province else _within(name)


def _of_country(code: str) -> dict[str, Any]:
    return {"country_code": code, "where_prec": COUNTRY}


def _within(name: str) -> dict[str, Any]:
    code = country_of(name)
    return {**({"country_code": code} if code else {}), "where_prec": SOMEWHERE}


def cities_by_province() -> Mapping[str, Sequence[str]]:
    """Code of a province -> its cities that news often names."""
    return word_lists("provinces")


@cache
def _provinces() -> Mapping[str, str]:
    """City -> the code of its province."""
    return {city: code for code, cities in cities_by_province().items() for city in cities}


def is_open(link: Link) -> bool:
    """Whether a place lacks a code that only a person can add."""
    return link.values.get("where_prec") == SOMEWHERE
