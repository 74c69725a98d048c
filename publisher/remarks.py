"""What is said of many articles at once: counted for each file, and a few of them named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from publisher.article import Reference, place
from publisher.grouped import grouped

NAMED = 3  # of many articles or names in one line
_OWN = re.compile(r'“[^”]*”|"[^"]*"|\d[\d,.]*')  # words of an article, and numbers: one fault may differ in these alone


class RemarkPlace(NamedTuple):
    """An article of an archive of which something is said: its line or row, its doc_id, what is particular to it."""

    number: int
    name: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RemarkCount:
    """Of how many articles the same is said, and where the first of them are; nowhere for a file of its own."""

    articles: int
    places: tuple[RemarkPlace, ...] = ()


Remarks = Mapping[tuple[str, str], RemarkCount]
"""(file, what is said) -> of how many of its articles. As small for a million articles as for ten."""


def remark(reference: Reference, said: str, detail: str = "") -> Remarks:
    """What is said of the article at a reference. detail: what is particular to it."""
    if not reference.number:
        return of_file(reference.file_name, said, detail)
    return {(reference.archive, said): RemarkCount(1, (RemarkPlace(reference.number, reference.name, detail),))}


def of_file(file: str, said: str, detail: str = "") -> Remarks:
    """What is said of a file that is about one article."""
    return {(file, f"{said}: {detail}" if detail else said): RemarkCount(1)}


def together(parts: Iterable[Remarks]) -> Remarks:
    """The remarks of all parts, in the order in which each is first made."""
    found: dict[tuple[str, str], RemarkCount] = {}
    for part in parts:
        add(found, part)
    return found


def add(found: dict[tuple[str, str], RemarkCount], part: Remarks) -> None:
    """Puts the remarks of a part to those found so far."""
    for key, more in part.items():
        so_far = found.get(key, RemarkCount(0))
        places = (*so_far.places, *more.places)[:NAMED]
        found[key] = RemarkCount(so_far.articles + more.articles, places)


def lines(remarks: Remarks) -> list[str]:
    """A line for each file and remark; one for all where the same is said of more files of their own than are named."""
    alone = grouped((said, file) for (file, said), count in remarks.items() if not count.places)
    found: dict[str, None] = {}  # each line once
    for (file, said), count in remarks.items():
        files = [file] if count.places else alone[said]
        found[f"{few(files) if len(files) > NAMED else file}: {_where(file, count)}{said}"] = None
    return list(found)


def _where(file: str, count: RemarkCount) -> str:
    """How many articles of an archive, and which; nothing for a file that is one article."""
    if not count.places:
        return ""
    places = [(place(file, where.number, where.name), where.detail) for where in count.places]
    named = few([f"{at}: {detail}" if detail else at for at, detail in places], count.articles)
    return f"{named}: " if count.articles == 1 else f"{count.articles:,} articles ({named}): "


def few(names: Sequence[str], many: int = 0) -> str:
    """The first names and how many more there are. many: of all, where not all are given."""
    more = max(many, len(names)) - NAMED
    return f"{', '.join(names[:NAMED])}{f' and {more:,} more' if more > 0 else ''}"


# What is left out


def fault_of(why: str, *others: str) -> str:
    """Why an article is left out, with `...` for what is its own: many have the same fault. others: why those are that
    have the same one; what all say is then no article's own, and of what is, the first is told."""
    pieces, own = _OWN.split(why), [_OWN.findall(one) for one in (why, *others)]
    if others:
        told = [same[0] if len(set(same)) == 1 else f"{same[0]} ..." for same in zip(*own, strict=True)]
    else:
        told = ["..."] * len(own[0])
    return "".join(f"{piece}{word}" for piece, word in zip(pieces, [*told, ""], strict=True))


def left_out(found: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, int]]:
    """Place, fault and number of articles that are left out: those of a file, or those in files of their own, together
    where many have the same fault. found: file, place in it, why."""
    alike = grouped(((file if place else "", fault_of(why)), (place or file, why)) for file, place, why in found)
    told: list[tuple[str, str, int]] = []
    for (file, _), some in alike.items():
        inside = f"{file}: " if file else ""
        if len(some) > NAMED:
            named = few([place for place, _ in some])
            told.append((f"{inside}{len(some):,} articles ({named})", fault_of(*(why for _, why in some)), len(some)))
        else:
            told += [(f"{inside}{place}", why, 1) for place, why in some]
    return told
