"""Names: of the actors that the authority file knows, and of everybody else who is printed with a capital.

Known names are matched as printed, the longest first, and read in their context: a state or its capital after "in" is a
place, otherwise an actor (data-model 3.8, 3.9). All others are found by their capitals.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from . import capitals
from .candidates import Authority, Known, Name
from .patterns import any_of
from .text import Document, Pair

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|inside|outside|across|throughout|within|around)"
    r"(?:\s(?:the|northern|southern|eastern|western|central|downtown|nearby))?\s\Z",
    re.IGNORECASE,
)
_MOTION = re.compile(
    r"\b(?:to|from|into|through|via|towards?|leave|left|visit|visited|visiting|reached)\s\Z", re.IGNORECASE
)
_REGION = re.compile(
    rf"[’']s\s(?:[{capitals.UPPER}]\w+(?:\sand\s|,\s|\s)){{1,4}}"
    r"(?:region|province|city|oblast|district|area|town|village|governorate|county|coast|border)s?\b"
)
_NEAR = 40


def find(doc: Document, authority: Authority | None = None, taken: Sequence[Pair] = ()) -> list[Name]:
    """The names of an article in text order, without overlaps.

    authority: surface form -> the actors it may stand for; taken: spans, in text order, that are no names (dates,
    figures).
    """
    known = list(_known(doc.text, authority)) if authority else []
    spans = [(name.start, name.end) for name in known]
    others = (name for name in capitals.find(doc) if not _overlaps(spans, name) and not _overlaps(taken, name))
    return sorted([*known, *others], key=lambda name: name.start)


def _overlaps(spans: Sequence[Pair], name: Name) -> bool:
    place = bisect_right(spans, (name.end, -1)) - 1
    return place >= 0 and spans[place][1] > name.start


def _known(article: str, authority: Authority) -> Iterator[Name]:
    """The surface forms of the authority file, the longest first where several begin at one place."""
    for match in re.finditer(rf"(?<!\w){any_of(form for form in authority if form)}(?!\w)", article):
        known = authority.get(match.group()) or authority[" ".join(match.group().split())]
        yield _in_context(article, match.start(), match.end(), known)


def _in_context(article: str, start: int, end: int, known: Sequence[Known]) -> Name:
    """One mention of a known name. Of a homonym only the type is told, where it has only one."""
    words = article[start:end]
    types = {"person" if actor.actor_type == "person" else "organization" for actor in known}
    name_type = types.pop() if len(types) == 1 else "other"
    if len(known) != 1:
        return Name("name", start, end, words, name_type)
    actor = known[0]
    before = article[max(0, start - _NEAR) : start]
    if actor.actor_type == "state" and actor.mention_type != "demonym":
        located = _LOCATIVE.search(before) or (actor.mention_type == "metonym" and _MOTION.search(before))
        if located or _REGION.match(article, end):
            return Name("name", start, end, words, "place")
    return Name("name", start, end, words, name_type, actor.actor_id, actor.mention_type)
