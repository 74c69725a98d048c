"""How years and decades are read, from the parts of a match to a `moments.Moment`, as in `readings`."""

from __future__ import annotations

import re

from . import moments
from .moments import Moment
from .readings import AGED, DECADES, PATTERNS, Context, Match, number_in, word

_COUNTED, _PLURAL, _COUNTS_BEFORE, _YEAR_BEFORE = (
    re.compile(PATTERNS[name], re.IGNORECASE) for name in ("counted", "plural", "counts_before", "year_before")
)


def year(m: Match, c: Context) -> Moment | None:
    """1998, fiscal 1998."""
    return None if _is_count(m, c) else moments.year(number_in(m, "year"))


def _is_count(m: Match, c: Context) -> bool:
    """2000 people, some 1500 homes: a number that names no year."""
    if m.start() < m.start("year") or _YEAR_BEFORE.search(c.before):
        return False
    return bool(
        _COUNTED.match(m.string, m.end()) or (_COUNTS_BEFORE.search(c.before) and _PLURAL.match(m.string, m.end()))
    )


def year_range(m: Match, c: Context) -> Moment | None:
    """2009-2011, 1998/99."""
    if _is_count(m, c):
        return None
    first, last = m["year"], m["last"]
    end = int(first[: 4 - len(last)] + last)
    return Moment("DURATION", f"P{end - int(first)}Y", f"{first}/{end}", 5) if int(first) < end else None


def short_year(m: Match, c: Context) -> Moment | None:
    """'98: the last year that ends so, unless it is less than ten years ahead."""
    latest = (c.today.year if c.today else 2020) + 9
    return moments.year(latest - (latest - number_in(m, "year")) % 100)


def decade(m: Match, c: Context) -> Moment | None:
    """the 1990s, the '90s, the nineties."""
    if word(m, "word"):
        return None if AGED.search(c.before) else moments.decade(DECADES[word(m, "word")])
    digits = number_in(m, "decade")
    return moments.decade(digits if digits > 99 else 1900 + digits)
