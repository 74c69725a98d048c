"""The time line of an archive: how many articles and events each day, month or year has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .names import MONTHS

MOST = 60  # bars
RARE = 50  # of so many dates one, at either end, may lie outside of the bars
LABELS = 5  # below the bars


@dataclass(frozen=True, slots=True)
class Period:
    """A bar. begins: how its days begin in ISO 8601; empty of the bars for all that is before, or after, the others."""

    label: str
    begins: str
    articles: int
    events: int


@dataclass(frozen=True, slots=True)
class Periods:
    """unit: day, month or year. vague: events whose date does not say which of these it is."""

    unit: str
    bars: Sequence[Period]
    vague: int

    @property
    def highest(self) -> Mapping[str, int]:
        """The most articles and events of a bar; at least 1."""
        articles, events = [bar.articles for bar in self.bars], [bar.events for bar in self.bars]
        return {"articles": max(1, *articles), "events": max(1, *events)}

    @property
    def labelled(self) -> Sequence[int]:
        """The bars that have their label below them, 0-based."""
        last = len(self.bars) - 1
        return sorted({round(last * place / (LABELS - 1)) for place in range(LABELS)})


def count_periods(
    articles: Mapping[date, int], events: Mapping[tuple[date | None, date | None], int]
) -> Periods | None:
    """articles: how many are of each day; events: how many have these as first and last possible day. None where
    nothing has a date."""
    known = Counter(articles)
    for ends, number in events.items():
        if ends[0] and ends[1]:
            known[ends[0]] += number
    if not known:
        return None
    unit, first, last = choose_unit(known)
    told, happened, vague = Counter[int](), Counter[int](), 0
    for day, number in articles.items():
        told[_clamp(_number(day, unit), first, last)] += number
    for (start, end), number in events.items():
        if start and end and _number(start, unit) == _number(end, unit):
            happened[_clamp(_number(start, unit), first, last)] += number
        elif start or end:
            vague += number
    outside = [place for place in (first - 1, last + 1) if told[place] or happened[place]]
    places = sorted([*range(first, last + 1), *outside])
    named = {n: _named(n, unit) for n in range(first, last + 1)}
    named |= {first - 1: (f"before {named[first][0]}", ""), last + 1: (f"after {named[last][0]}", "")}
    return Periods(unit, [Period(*named[n], told[n], happened[n]) for n in places], vague)


def choose_unit(known: Mapping[date, int]) -> tuple[str, int, int]:
    """The finest unit of which MOST bars reach from nearly the first day to nearly the last; the numbers of the first
    and the last bar. known: how often each day occurs; at least one."""
    days = sorted(known)
    spare = sum(known.values()) // RARE
    low, high = _beyond(known, days, spare), _beyond(known, days[::-1], spare)
    for unit in ("day", "month"):
        first, last = _number(low, unit), _number(high, unit)
        if last - first < MOST:
            return unit, first, last
    return "year", max(low.year, high.year - MOST + 1), high.year


def _beyond(known: Mapping[date, int], days: Sequence[date], spare: int) -> date:
    """The first of these days that so many of the dates are not before."""
    for day in days:
        spare -= known[day]
        if spare < 0:
            break
    return day


def _number(day: date, unit: str) -> int:
    return {"day": day.toordinal(), "month": day.year * 12 + day.month - 1, "year": day.year}[unit]


def _clamp(number: int, first: int, last: int) -> int:
    return min(max(number, first - 1), last + 1)


def _named(number: int, unit: str) -> tuple[str, str]:
    """2031, May 2031 or 9 May 2031; and how such days begin in ISO 8601."""
    if unit == "year":
        return str(number), f"{number:04}"
    if unit == "month":
        year, month = divmod(number, 12)
        return f"{MONTHS[month][:3]} {year}", f"{year:04}-{month + 1:02}"
    day = date.fromordinal(number)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}", day.isoformat()
