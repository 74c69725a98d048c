"""What one mention of a name tells of the kind of its actor: a weight for each kind.

The evidence is in the words of the name and in those around it.

Weights have five sizes: SURE, HEAD (the word that heads the name, a title before it), STRONG, LIKELY, HINT. They decide
only together, since an actor has one kind, by all its mentions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from functools import cache

from .. import text
from ..candidates import Name
from ..capitals import GIVEN, LISTS, UPPER, words_before
from ..countries import DEMONYMS, LANDS
from ..patterns import any_of

SURE, HEAD, STRONG, LIKELY, HINT = 18, 8, 6, 2, 1
_LISTS = text.words("actors")
_THING_HEADS, _BODIES, _SUFFIXES = (frozenset(_LISTS[key]) for key in ("things", "bodies", "company_suffixes"))
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my", "your"))
_PLAIN = re.compile(rf"[{UPPER}][^\W\d_]*(?:[’'-][^\W\d_]+)*\.?\Z")
_CONTRACTED = re.compile(r"I['’](?:m|ll|d|ve)\b")
_SPEAKS = re.compile(rf",?\s{any_of(LISTS['speaks'])}\b|,?\swho\b|,\s(?:aged\s)?[1-9][0-9],")
_OWNS = re.compile(rf"[’']s?\s(?:\w+\s)?{any_of(_LISTS['company_nouns'])}\b")
_HAS = re.compile(rf"[’']s?\s(?:\w+\s)?{any_of(_LISTS['personal_nouns'])}\b")
_TRADES = re.compile(rf"\s(?:has\s|had\s|have\s|will\s)?{any_of(_LISTS['company_acts'])}\b")
_THINKS = re.compile(rf"\s(?:has\s|had\s|\w+ly\s)?{any_of(_LISTS['mind'])}\b")
_AFTER = 60  # characters after a name that are looked at


def of(article: str, name: Name, words: tuple[str, ...], titled: bool, everyday: Set[str]) -> Counter[str]:
    """The weights of one mention, by kind.

    words: the name without title and article; titled: whether a title was cut off; everyday: the words that the
    article prints without a capital.
    """
    before = words_before(article, name.start)
    following = article[name.end : name.end + _AFTER]
    label = (
        len(words) == 1 and following[:1] == ":" and article[max(0, name.start - 2) : name.start].strip() in ("", ".")
    )
    if label or _names_nothing(name.text, words):
        return Counter({"other": HEAD})
    weights = Counter({name.type: SURE} if name.actor_id else {})
    weights.update(_of_words(name.text.split(), words, everyday))
    if before[0] not in _DETERMINERS and _may_be_person(words) and everyday.isdisjoint(map(str.lower, words)):
        weights["person"] += LIKELY
    if titled or before[0].rstrip(".") in _titles():
        weights["person"] += HEAD
    if before[0] in LISTS["offices"] and len(words) > 1:
        weights["person"] += STRONG
    if before[0] in _BODIES:
        weights["organization"] += STRONG
    if before[0] == "the" and not titled:
        weights["organization"] += HINT
    if before[:2] == ["to", "according"] and len(words) == 1:
        weights["person"] += LIKELY
    if before[0] in LISTS["locative"]:
        weights["place"] += LIKELY
    for kind, pattern in (("person", _SPEAKS), ("organization", _OWNS), ("person", _HAS)):
        weights[kind] += LIKELY * bool(pattern.match(following))
    for kind, pattern in (("organization", _TRADES), ("person", _THINKS)):
        weights[kind] += HINT * bool(pattern.match(following))
    if name.type != "place" or before[0] not in LISTS["motion"]:
        weights[name.type] += HINT
    return weights


def _names_nothing(printed: str, words: tuple[str, ...]) -> bool:
    """A thing, by its last word; "I'm"; a title alone."""
    alone = len(words) == 1 and words[0] in LISTS["titles"]
    return words[-1].rstrip(".,") in _THING_HEADS or alone or bool(_CONTRACTED.match(printed))


def _of_words(printed: list[str], words: tuple[str, ...], everyday: Set[str]) -> Counter[str]:
    """What the words of the name themselves tell."""
    weights: Counter[str] = Counter()
    joined, last = " ".join(words), printed[-1].rstrip(".,")
    link = next((place for place, word in enumerate(printed) if place and word in ("of", "for")), len(printed))
    head = printed[link - 1].rstrip(".")
    if joined in LANDS:
        weights["place"] += STRONG
    if joined in DEMONYMS:
        weights["other"] += STRONG
    group = last[:1].islower() and last in LISTS["groups"]
    if group or last in _SUFFIXES or not LISTS["organization"].isdisjoint((head, last)):
        weights["organization"] += HEAD
    elif (kind := _headed(head, last, printed[0])) is not None:
        weights[kind] += HEAD
    if words[0] in GIVEN and joined not in LANDS:
        weights["person"] += STRONG if len(words) > 1 else LIKELY
    if len(words) > 1 and len(words[1].rstrip(".")) == 1:
        weights["person"] += STRONG
    if joined.isupper() and joined.title() in LANDS:
        weights["place"] += STRONG
    elif len(words) == 1 and len(joined) > 1 and joined.isupper() and joined.lower() not in everyday:
        weights["organization"] += LIKELY
    return weights


def _headed(*words: str) -> str | None:
    return next((kind for kind in ("place", "other") for word in words if word in LISTS[kind]), None)


def _may_be_person(words: tuple[str, ...]) -> bool:
    """Whether two or three words may be a given name and a surname: plain words, of which none names a land or
    describes a thing."""
    return (
        1 < len(words) < 4
        and all(_PLAIN.match(word) and word not in LANDS and word not in DEMONYMS for word in words)
        and words[0] not in GIVEN  # counted already
        and not "".join(words).isupper()
        and not words[-1].endswith(_LISTS["endings_of_things"])
        and not any(word.endswith("ing") for word in words)
    )


@cache
def _titles() -> frozenset[str]:
    people = text.words("people")
    listed = [*people["male_titles"], *people["female_titles"], *people["titles"], *map(str.lower, LISTS["titles"])]
    return frozenset(word.rstrip(".") for word in listed)
