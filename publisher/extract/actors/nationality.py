"""The country of somebody who holds an office of a state, where the words around the name say which: Norwegian Prime
Minister Ann Roe; President Ann Roe of Norway; Ann Roe, Norway's foreign minister."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..candidates import Name
from ..patterns import any_of
from .forms import country_of_people, states
from .votes import PATTERNS, core

_BEFORE, _AFTER = 80, 80  # characters beside a name


def country_of_holder(article: str, mentions: Iterable[Name]) -> str | None:
    """The ISO 3166-1 code of the country that the mentions of a person tell; None where none does, or two do."""
    told = {code for one in mentions if (code := _told(article, one))}
    return told.pop() if len(told) == 1 else None


def country_named(words: str) -> str | None:
    """The code of the state that words name, or whose people they name: Norway, Norwegian, the United Kingdom."""
    printed = " ".join(core(words)[0]).replace("’", "'")
    return states()[0].get(printed) or country_of_people(printed)


def _told(article: str, name: Name) -> str | None:
    before, following = article[max(0, name.start - _BEFORE) : name.start], article[name.end : name.end + _AFTER]
    found = _pattern("holder_before").search(before)
    if not found and following.startswith(" ") and _pattern("office_before").search(before):
        found = _pattern("of_land").match(following)
    if not found and following.startswith(","):
        found = _pattern("holder_after").match(following) or _pattern("holder_of").match(following)
    return country_named(found["land"]) if found else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    named, owned = states()
    return re.compile(PATTERNS[name].replace("LAND", any_of([*named, *owned])))
