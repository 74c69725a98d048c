"""Names: of the actors that the authority file knows, and of everybody else who is printed with a capital.

Known names are matched as printed, the longest first, and read in their context: a state or its capital after "in" is a
place, otherwise an actor (docs/codebook.md, Actors). All others are found by their capitals.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from . import capitals
from .bearers import is_part
from .candidates import Authority, Known, Name
from .limit import few
from .name_words import LISTS, PATTERNS
from .text import Document, Pair, words_before

REGION = re.compile(PATTERNS["region"])
"""What follows a state that only locates: 's X region."""
_LISTED = "name.listed"


def find(doc: Document, authority: Authority | None = None, taken: Sequence[Pair] = ()) -> list[Name]:
    """The names of an article in text order, without overlaps.

    taken: spans, in text order, that are no names (dates, figures).
    """
    known = list(few(_known(doc.text, authority), "names")) if authority else []
    spans = [(name.start, name.end) for name in known]
    others = (
        Name("name", start, end, doc.text[start:end], f"name.{rule}", kind)
        for start, end, kind, rule in capitals.find(doc, {(name.start, name.end): name.type for name in known})
        if not _overlaps(spans, start, end) and not _overlaps(taken, start, end)
    )
    return sorted([*known, *others], key=lambda name: name.start)


def find_listed(article: str, authority: Authority | None) -> list[Name]:
    """The names of the authority file alone, as printed, whatever is around them: for languages without rules."""
    matches = few(authority.pattern.finditer(article), "names") if authority else ()
    return [
        _as_listed(article, match.start(), match.end(), authority[" ".join(match.group().split())])
        for match in matches
        if authority
    ]


def _overlaps(spans: Sequence[Pair], start: int, end: int) -> bool:
    place = bisect_right(spans, (end, -1)) - 1
    return place >= 0 and spans[place][1] > start


def _known(article: str, authority: Authority) -> Iterator[Name]:
    """The surface forms of the authority file, the longest first where several begin at one place."""
    for match in authority.pattern.finditer(article):
        actors = authority[" ".join(match.group().split())]
        if not all(is_part(article, match.start(), match.end(), actor) for actor in actors):
            yield _in_context(article, match.start(), match.end(), actors)


def _as_listed(article: str, start: int, end: int, known: Sequence[Known]) -> Name:
    """A known name as the authority file has it. Of a homonym only the type is given, where it has only one."""
    types = {"person" if actor.actor_type == "person" else "organization" for actor in known}
    name_type = types.pop() if len(types) == 1 else "other"
    one = known[0] if len(known) == 1 else None
    told = (one.actor_id, one.mention_type) if one else (None, None)
    return Name("name", start, end, article[start:end], _LISTED, name_type, *told)


def _in_context(article: str, start: int, end: int, known: Sequence[Known]) -> Name:
    """One mention of a known name."""
    listed = _as_listed(article, start, end, known)
    if len(known) != 1:
        return listed
    actor = known[0]
    if actor.actor_type == "state" and actor.mention_type != "demonym":
        nearest = words_before(article, start)
        before = nearest[nearest[0] in LISTS["directions"]]
        located = before in LISTS["locative"] or (actor.mention_type == "metonym" and before in LISTS["motion"])
        if located or REGION.match(article, end):
            return Name("name", start, end, listed.text, _LISTED, "place")
    return listed
