"""What one mention of a name tells of the kind of its actor: a weight for each kind.

The evidence is in the words of the name and in those around it.

Weights are numbers, one for each kind, in the order of KINDS. They have five sizes: SURE, HEAD (the word that heads the
name, a title before it), STRONG, LIKELY, HINT. They decide only together, since an actor has one kind, by all its
mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

from .. import text
from ..candidates import Name
from ..capitals import tells_place
from ..countries import DEMONYMS, LANDS
from ..name_words import GIVEN, LISTS, UPPER, has_initials, is_full_name
from ..patterns import any_of
from ..text import words_before

KINDS = ("person", "organization", "place", "other", "state")
PERSON, ORGANIZATION, PLACE, OTHER, STATE = range(len(KINDS))
Weights = list[int]
_PLACE_OF = {kind: place for place, kind in enumerate(KINDS)}
SURE, HEAD, STRONG, LIKELY, HINT = 18, 8, 6, 2, 1
_NOTHING = [0, 0, 0, HEAD, 0]
_KNOWN = "name.known"  # the rule
_LISTS = text.word_lists("actors")
_THING_HEADS, _BODIES, _SUFFIXES = (frozenset(_LISTS[key]) for key in ("things", "bodies", "company_suffixes"))
_PERSON_SUFFIXES = frozenset(text.word_lists("people")["suffixes"])
_DETERMINERS, _ARTICLES, _LINKS, _SOURCES, _SOURCES_TO = (
    frozenset(_LISTS[key]) for key in ("determiners", "articles", "links", "sources", "sources_to")
)
_JOINING = _LINKS | LISTS["links_of_bodies"]
_AND = "&"
_GERUND = _LISTS["endings_of_acts"]
_POSSESSIVE = re.compile(r"[’']s?\Z")
_PLAIN = re.compile(rf"[{UPPER}][^\W\d_]*(?:[’'-][^\W\d_]+)*\.?\Z")
_SOMEBODY = LISTS["offices"] | {
    *text.word_lists("people")["somebody"],
    *text.word_lists("speakers")["kin"],
    *_LISTS["also_somebody"],
}
_SOMEBODY -= _BODIES | set(_LISTS["also_of_bodies"])
PATTERNS = text.patterns(
    "actors",
    {
        "upper": UPPER,
        "speaks": any_of(LISTS["speaks"]),
        "offices": any_of(LISTS["offices"]),
        "somebody": any_of(_SOMEBODY | LISTS["titles"]),
    },
)
_CONTRACTED, _SPEAKS, _AS_PERSON, _AS_BODY, _OWNS, _HAS, _TRADES, _THINKS = (
    re.compile(PATTERNS[name])
    for name in ("contracted", "speaks", "as_person", "as_body", "owns", "has", "trades", "thinks")
)
_RUNS, _IS_BODY, _ONE_OF_BODIES, _OF_BODY, _DECIDES = (
    re.compile(PATTERNS[name]) for name in ("runs", "is_body", "one_of_bodies", "of_body", "decides")
)
_IS_SOMEBODY, _SOMEBODY_NAMED, _UNDERGOES = (
    re.compile(PATTERNS[name]) for name in ("is_somebody", "somebody_named", "undergoes")
)
_AFTER, _BEFORE = 60, 50  # characters after a name, and before it, that are looked at
_SPOKEN = (PERSON, LIKELY, _SPEAKS)
_IS_PERSON = (PERSON, HEAD, _AS_PERSON)
_ACTED = (
    _SPOKEN,
    _IS_PERSON,
    (ORGANIZATION, HEAD, _AS_BODY),
    (ORGANIZATION, HINT, _TRADES),
    (PERSON, HINT, _THINKS),
    (ORGANIZATION, LIKELY, _RUNS),
)
_OWNED = ((ORGANIZATION, LIKELY, _OWNS), (PERSON, LIKELY, _HAS))
_AFTERWARDS = {",": (_SPOKEN, _IS_PERSON, (ORGANIZATION, STRONG, _IS_BODY)), "'": _OWNED, "’": _OWNED}
"""The sign right after a name -> what may follow, with what it tells; after white space _ACTED may."""


class Printed(NamedTuple):
    """What a name tells, wherever it is printed. words: without title, article, possessive and "Ltd"; titled: whether a
    title was cut off; weights: of its words; abbreviated: it is of a body, unless the article prints it as a word too;
    like_person: it may be a given name and a surname; common: its words in lower case; nothing: it names nobody."""

    words: tuple[str, ...]
    titled: bool
    weights: Sequence[int]
    abbreviated: bool
    like_person: bool
    common: tuple[str, ...]
    nothing: bool


@lru_cache(maxsize=1 << 14)
def printed(name: str) -> Printed:
    """What a name tells by its words."""
    words, titled = core(name)
    weights, abbreviated = _of_words(name.split(), words)
    common = tuple(word.lower() for word in words)
    return Printed(words, titled, weights, abbreviated, _may_be_person(words), common, _names_nothing(name, words))


def core(name: str) -> tuple[tuple[str, ...], bool]:
    """The words that name, and whether a title came before them. "General Motors" keeps its first word, since the last
    one heads the name of a body."""
    words = _POSSESSIVE.sub("", name).split()
    headed, titled = words[-1].rstrip(".,") in LISTS["organization"], False
    while len(words) > 1 and (words[0] in _ARTICLES or (words[0] in LISTS["titles"] and not headed)):
        titled = titled or words[0] not in _ARTICLES
        words = words[1:]
    if len(words) > 1 and words[-1].lower() in _PERSON_SUFFIXES:
        words = words[:-1]
    while len(words) > 1 and (words[-1] in _SUFFIXES or words[-1] == _AND):  # Roe & Co
        words = [*words[:-2], words[-2].rstrip(",")]
    return tuple(words), titled


def of(article: str, name: Name, everyday: Set[str], surnames: Set[str]) -> Weights:
    """The weights of one mention. everyday: the words that the article prints without a capital; surnames: the last
    words of its longer names, which may begin a headline (Roe: I will not go)."""
    told, start, end = printed(name.text), name.start, name.end
    following = article[end : end + _AFTER]
    sign, alone = following[:1], len(told.words) == 1
    label = alone and sign == ":" and article[max(0, start - 2) : start].strip() in ("", ".")
    if (label and (start or told.words[0] not in surnames)) or told.nothing:
        return _NOTHING
    weights = list(told.weights)
    before = words_before(article, start)
    nearest = before[0]
    if name.actor_id or name.rule == _KNOWN:
        weights[_PLACE_OF[name.type]] += SURE
    if told.abbreviated and told.common[0] not in everyday:
        weights[ORGANIZATION] += LIKELY
    if told.like_person and nearest not in _DETERMINERS and everyday.isdisjoint(told.common):
        weights[PERSON] += LIKELY
    if told.titled or nearest.rstrip(".") in _titles():
        weights[PERSON] += HEAD
    leading = article[max(0, start - _BEFORE) : start]
    if not alone and _is_of_somebody(nearest, leading, following):
        weights[PERSON] += STRONG
    if told.abbreviated and _DECIDES.match(following):
        weights[ORGANIZATION] += STRONG
    if nearest in _BODIES or _ONE_OF_BODIES.search(leading) or _OF_BODY.search(leading):
        weights[ORGANIZATION] += STRONG
    if nearest in _ARTICLES and not told.titled:
        weights[ORGANIZATION] += HINT
    if alone and nearest in _SOURCES_TO and before[1] in _SOURCES:
        weights[PERSON] += LIKELY
    if nearest in LISTS["locative"] and sign not in ("'", "’"):
        weights[PLACE] += STRONG if told.like_person else LIKELY
    if told.like_person and tells_place(article, end):  # the Tora Bora mountains
        weights[PLACE] += STRONG
    bodily = nearest in _ARTICLES and not told.titled  # the Red Cross said: nobody is called so
    for kind, weight, pattern in _ACTED if sign.isspace() else _AFTERWARDS.get(sign, ()):
        if pattern.match(following):
            weights[ORGANIZATION if bodily and kind == PERSON else kind] += weight
    if name.type != "place" or nearest not in LISTS["motion"]:
        weights[_PLACE_OF[name.type]] += HINT
    return weights


def _is_of_somebody(nearest: str, before: str, after: str) -> bool:
    """Whether the words before and after a name of several words say that it is a person's."""
    if nearest in _SOMEBODY or _IS_SOMEBODY.match(after) or _UNDERGOES.match(after):
        return True
    return after[:1] in (",", ".") and _SOMEBODY_NAMED.search(before) is not None


def _names_nothing(name: str, words: tuple[str, ...]) -> bool:
    """A thing, by its last word; "I'm"; a title alone."""
    alone = len(words) == 1 and words[0] in LISTS["titles"] | LISTS["ranks"]
    link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
    body = link > 0 and words[link - 1] in LISTS["organization"]  # Institute of Legal Studies
    return (words[-1].rstrip(".,") in _THING_HEADS and not body) or alone or bool(_CONTRACTED.match(name))


def _of_words(printed: list[str], words: tuple[str, ...]) -> tuple[Weights, bool]:
    """What the words of the name themselves tell; and whether they are an abbreviation, which tells more."""
    weights = [0] * len(KINDS)
    joined, last = " ".join(words), printed[-1].rstrip(".,")
    link = next((place for place, word in enumerate(printed) if place and word in _JOINING), len(printed))
    head = printed[link - 1].rstrip(".")
    if joined in LANDS:
        weights[PLACE] += STRONG
    if joined in DEMONYMS:
        weights[OTHER] += STRONG
    held = link < len(printed) and (head in LISTS["titles"] or head in LISTS["heads_of_offices"])  # Secretary of State
    land = last in LISTS["lands_after"] and link == len(printed) > 1 and printed[0] not in LISTS["other"]  # Alvia State
    group = last[:1].islower() and last in LISTS["groups"]
    heads_first = len(words) > 1 and words[0] in LISTS["heads_first"]
    first = [] if len(words) > 1 and words[0] in GIVEN else printed[:1]
    alone = len(words) > 1 and last in LISTS["titles"] and last not in LISTS["organization"]  # the Health Commissioner
    if is_full_name(words) or held or alone:
        weights[PERSON] += HEAD
    elif land:
        weights[PLACE] += HEAD
    elif joined in LANDS:  # the West Bank
        pass
    elif group or heads_first or last in _SUFFIXES or not LISTS["organization"].isdisjoint((head, last)):
        weights[ORGANIZATION] += HEAD
    elif (kind := _headed(head, last, *first)) is not None:
        weights[_PLACE_OF[kind]] += HEAD
    if words[0] in GIVEN and joined not in LANDS:
        weights[PERSON] += STRONG if len(words) > 1 else LIKELY
    if len(words) > 1 and has_initials(words):
        weights[PERSON] += STRONG
    if joined.isupper() and joined.title() in LANDS:
        weights[PLACE] += STRONG
        return weights, False
    return weights, len(words) == 1 and len(joined) > 1 and joined.isupper()


def _headed(*words: str) -> str | None:
    return next((kind for kind in ("place", "other") for word in words if word in LISTS[kind]), None)


def _may_be_person(words: tuple[str, ...]) -> bool:
    """Whether two or three words may be a given name and a surname: plain words, of which none names a land or
    describes a thing."""
    return (
        1 < len(words) < 4
        and all(_PLAIN.match(word) and word not in LANDS and word not in DEMONYMS for word in words)
        and words[0] not in GIVEN  # counted already
        and " ".join(words).removesuffix("s") not in DEMONYMS  # Sri Lankans
        and not "".join(words).isupper()
        and not words[-1].endswith(_LISTS["endings_of_things"])
        and not any(word.endswith(_GERUND) for word in words)
    )


@cache
def _titles() -> frozenset[str]:
    people = text.word_lists("people")
    listed = [*people["male_titles"], *people["female_titles"], *people["titles"], *map(str.lower, LISTS["titles"])]
    return frozenset(word.rstrip(".") for word in listed)
