"""An office in the place of a name: the Norwegian Foreign Minister, for the one person whom the article names with
it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .. import text
from ..candidates import Name
from ..name_words import LISTS
from .nationality import country_named

_TITLED = "name.title"  # the rule
_WORDS = LISTS["titles"] | LISTS["ranks"] | LISTS["offices_between"] | LISTS["portfolios"] | LISTS["within_offices"]
_OFFICE = frozenset(map(str.lower, _WORDS)) - frozenset(text.word_lists("people")["titles"])
_NOT_NOW = frozenset(text.word_lists("speakers")["before_names"]) - LISTS["article"]
_REACH, _LONGEST_LAND = 80, 3  # characters around a name; words of a country
_MOST = 20  # holders of one office, so that the time stays linear
_GOES_ON = LISTS["links"] | frozenset(text.word_lists("speakers")["joining"])


def held_by(article: str, names: Sequence[Name], group_of: Mapping[int, int]) -> Mapping[int, int]:
    """Mention of an office without a name -> the group of its holder. names: of the article; group_of: their groups."""
    holders: dict[str, set[tuple[int, str | None]]] = defaultdict(set)
    alone: list[tuple[int, str, str | None]] = []
    for place, name in enumerate(names):
        if name.rule != _TITLED:
            continue
        if is_office := _office_alone(article, name):
            alone.append((place, *is_office))
        elif (found := _before(article, name.start)) and found[0]:
            holders[found[0]].add((group_of[place], found[1]))
    return {place: group for place, office, land in alone if (group := _holder(holders.get(office, set()), land))}


def _holder(holders: set[tuple[int, str | None]], land: str | None) -> int | None:
    """The one person of several mentions with an office, in a country where that is said."""
    if len(holders) > _MOST:
        return None
    fitting = {group for group, of in holders if land is None or of == land}
    fitting = fitting or {group for group, of in holders if of is None}
    return fitting.pop() if len(fitting) == 1 and (land or len({group for group, _ in holders}) == 1) else None


def _office_alone(article: str, name: Name) -> tuple[str, str | None] | None:
    """The words of an office, and the country before it, where the article speaks of one holder: no "a Minister", no
    Minister of something, no plural, and no single word without a country."""
    words = name.text.split()
    begins = words[0].lower() in LISTS["article"]
    office = [word.lower() for word in words[begins:]]
    following = (
        article[name.end : name.end + _REACH].split(None, 1)[:1] if article[name.end : name.end + 1].isspace() else []
    )
    if not office or not _OFFICE.issuperset(office) or (following and following[0] in _GOES_ON):
        return None
    before = article[max(0, name.start - _REACH) : name.start].split()
    land, length = (None, 0) if begins else _land(before)
    if land is None and len(office) == 1:  # the President, of any country and time
        return None
    definite = begins or (before and before[-1].lower() in LISTS["article"]) or length > 0
    return (" ".join(office), land) if definite else None


def _before(article: str, start: int) -> tuple[str, str | None] | None:
    """The office before a name, and the country before that; None where somebody held it once."""
    before = article[max(0, start - _REACH) : start].split()
    office: list[str] = []
    while before and before[-1].lower() in _OFFICE:
        office.insert(0, before.pop().lower())
    land, length = _land(before)
    before = before[: len(before) - length]
    return None if before and before[-1].lower() in _NOT_NOW else (" ".join(office), land)


def _land(before: Sequence[str]) -> tuple[str | None, int]:
    """The country that words end with, or whose own it is, and how many words it has."""
    for length in range(min(_LONGEST_LAND, len(before)), 0, -1):
        if code := country_named(" ".join(_plain(before[-length:]))):
            return code, length
    return None, 0


def _plain(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield word.removesuffix("'s").removesuffix("’s")
