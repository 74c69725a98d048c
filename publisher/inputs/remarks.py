"""What a build says of articles that it publishes all the same: counted for each file, and a few of them named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NAMED = 3  # of many articles or names in one line


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of one article. file: its seed; place: where it is in an archive, empty for a file of its own;
    detail: what is particular to the article."""

    file: str
    said: str
    place: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Of how many articles the same is said, and the places of the first of them."""

    articles: int
    places: tuple[str, ...]


Remarks = Mapping[tuple[str, str], Count]
"""(file, what is said) -> of how many of its articles. As small for a million articles as for ten."""


def counted(remarks: Iterable[Remark]) -> Remarks:
    """The remarks of some articles, counted."""
    return together(_counted(one) for one in remarks)


def _counted(one: Remark) -> Remarks:
    if not one.place:
        return {(one.file, f"{one.said}: {one.detail}" if one.detail else one.said): Count(1, ())}
    return {(one.file, one.said): Count(1, (f"{one.place}: {one.detail}" if one.detail else one.place,))}


def together(parts: Iterable[Remarks]) -> Remarks:
    """The remarks of all parts, in the order in which each is first made."""
    found: dict[tuple[str, str], Count] = {}
    for part in parts:
        for key, more in part.items():
            so_far = found.get(key, Count(0, ()))
            places = (*so_far.places, *more.places)[:NAMED]
            found[key] = Count(so_far.articles + more.articles, places)
    return found


def lines(remarks: Remarks) -> list[str]:
    """A line for each file and remark."""
    return [f"{file}: {_where(count)}{said}" for (file, said), count in remarks.items()]


def _where(count: Count) -> str:
    """How many articles of an archive, and which; nothing for a file that is one article."""
    if not count.places:
        return ""
    named = few(count.places, count.articles)
    return f"{named}: " if count.articles == 1 else f"{count.articles:,} articles ({named}): "


def few(names: Sequence[str], many: int = 0) -> str:
    """The first names and how many more there are. many: of all, where not all are given."""
    more = max(many, len(names)) - NAMED
    return f"{', '.join(names[:NAMED])}{f' and {more:,} more' if more > 0 else ''}"
