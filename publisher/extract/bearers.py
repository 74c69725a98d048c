"""Whether a known form of an actor's name is that name here, or only a part of somebody else's: a first name with
another surname, a surname with another first name, a state's name inside a person's."""

from __future__ import annotations

import re

from publisher.language.token_patterns import letters_of

from . import lexicon, text
from .candidates import Known
from .capitals import PERSON
from .name_words import GIVEN, LISTS, PARTICLES, UPPER, is_people
from .patterns import any_of
from .readings import MONTHS, WEEKDAYS

_SPEAKERS = text.word_lists("speakers")
_PEOPLE = text.word_lists("people")
_BY_MARRIAGE, _GENERATIONS = frozenset(_SPEAKERS["by_marriage"]), frozenset(_SPEAKERS["generations"])
_TITLES = {  # title in lower case -> the other gender, whose names it does not go with
    **dict.fromkeys((title.lower() for title in LISTS["titles"] if title.endswith(".")), ""),
    **dict.fromkeys(_PEOPLE["male_titles"], "female_names"),
    **dict.fromkeys(_PEOPLE["female_titles"], "male_names"),
    **dict.fromkeys(_PEOPLE["titles"], ""),
}
_NAMES_OF = {kind: frozenset(_PEOPLE[kind]) for kind in ("male_names", "female_names")}
_DATED = frozenset({*MONTHS, *WEEKDAYS})
_NOUNS = letters_of("noun name")
_PREVIOUS = re.compile(r"[^\s(\[\"“‘'«]+\Z")
_FOLLOWING = re.compile(rf" (?:&(?= [{UPPER}])|([{UPPER}][\w.’'-]*))|-(?=[{UPPER}])|,? {any_of(_GENERATIONS)}(?!\w)")
_LONGEST = 40


def is_part(article: str, start: int, end: int, actor: Known) -> bool:
    """Whether the words at start..end are part of a name that is not this actor's: Bob Smith, for a Smith who is Ann;
    the Smith Foundation; Smith & Wesson; Mrs. Smith; Jack London, for a city."""
    form, names = article[start:end], actor.name.split()
    before = _word_before(article, start)
    if actor.actor_type == "person":
        return _other_following(article, end, form, names) or _other_before(before, " " in form, names)
    if " " in form or actor.actor_type != "state":
        return before in GIVEN and before not in names
    return before in GIVEN or before.casefold() in _TITLES or _is_person(article, start, end, before)


def _word_before(article: str, start: int) -> str:
    """The word before an offset, as printed; empty where something else is there."""
    if article[start - 1 : start] == "-":
        start += 1  # al-Roe, Ann-Marie: the hyphen belongs to it
    elif article[start - 1 : start] not in (" ", "\u00a0"):
        return ""
    word = _PREVIOUS.search(article[max(0, start - 1 - _LONGEST) : max(0, start - 1)])
    return word[0] if word else ""


def _other_following(article: str, end: int, form: str, names: list[str]) -> bool:
    """Whether what follows a person's name makes another name of it: Roe & Co, Roe Foundation, Roe-Lee, Roe Jr., and
    after a first name alone another surname."""
    following = _FOLLOWING.match(article, end)
    if not following:
        return False
    word = following[1]
    if not word or word in LISTS["organization"] or word in _GENERATIONS:
        return word not in names
    alone = " " not in form and (form == names[0] or form in GIVEN)
    return alone and word not in names and word not in LISTS["starters"]


def _other_before(before: str, full: bool, names: list[str]) -> bool:
    """Whether the word before a person's name says that it is another's: a first name, or a title, that is not this
    person's. full: the name has several words."""
    lower = before.casefold()
    if not before or before in names:
        return False
    if lower in _BY_MARRIAGE or names[0].casefold() in _NAMES_OF.get(_TITLES.get(lower, ""), ()):
        return True
    if before in GIVEN:
        return True
    if full or lower in _TITLES or lower in lexicon.of(text.DEFAULT).listed("offices") or before in LISTS["titles"]:
        return False
    if lower in PARTICLES:
        return True
    return _is_first_name_like(before) and not (len(before) == 2 and before[1] == "." and before[0] == names[0][0])


def _is_first_name_like(before: str) -> bool:
    """Whether a word may be a first name in nobody's list."""
    known = before in LISTS["starters"] or is_people(before) or before.casefold() in _DATED
    if known or before[-1] in ",;:" or before.endswith(_SPEAKERS["possessive_ends"]):
        return False
    return before[0].isupper() and (len(before) == 2 or not before.isupper())


def _is_person(article: str, start: int, end: int, before: str) -> bool:
    """Whether a state's name is one word of the name of a person who speaks: Paris Hilton said; said Saul London."""
    if before and _is_first_name_like(before) and lexicon.of(text.DEFAULT).initial_class(before) in _NOUNS:
        spoken = _word_before(article, start - 1 - len(before)) in LISTS["speaks"]
        return spoken or PERSON.match(article, end) is not None
    following = _FOLLOWING.match(article, end)
    word = following[1] if following else None
    if not following or not word or word in LISTS["titles"] or word in LISTS["organization"]:
        return False
    return PERSON.match(article, following.end()) is not None
