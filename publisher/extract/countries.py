"""The words for countries, their people and their places: those of ISO 3166-1, and others that news names."""

from __future__ import annotations

import re
from functools import cache

from . import text
from .patterns import any_of

_STATES = text.table("states").values()
_OTHERS = {key: frozenset(words) for key, words in text.word_lists("countries").items()}


def _of(key: str) -> frozenset[str]:
    return frozenset(word for state in _STATES for word in state.get(key, ()))


SHORT = _OTHERS["short"]
STATES = _of("names") | _OTHERS["states"] | SHORT
CAPITALS = _of("capitals")
PLACES = {place: code for code, places in text.word_lists("cities").items() for place in places} | {
    capital: code for code, state in text.table("states").items() for capital in state.get("capitals", ())
}
LANDS = STATES | PLACES.keys() | _OTHERS["places"]
DEMONYMS = _of("demonyms") | _OTHERS["demonyms"]


def country_of(place: str) -> str | None:
    """The ISO 3166-1 code of the country that a city or region is in; None where that is not known, or where several
    countries have a place of this name."""
    return None if place in _OTHERS["places"] else PLACES.get(place)


_REGIONS = text.table("regions")


def is_part(article: str, name: str) -> bool:
    """Whether the name of a state means, in an article, a part of another state that has the same name (Georgia): more
    words of the article tell so."""
    if name not in _REGIONS:
        return False
    part, whole = (sum(map(article.count, _REGIONS[name][side])) for side in ("part", "whole"))
    return part > whole


def land_end(article: str, start: int) -> int:
    """Where the name of a country or of a well-known city ends that begins at an offset of a text; 0 without one."""
    land = _lands(article[start : start + 1]).match(article, start)
    return land.end() if land else 0


@cache
def _lands(initial: str) -> re.Pattern[str]:
    """The names that begin with a letter. All three thousand at once would be a tenth of what a small build takes."""
    lands = [land for land in LANDS if land[0] == initial]
    return re.compile(rf"{any_of(lands)}\b" if lands else "(?!)")
