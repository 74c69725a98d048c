"""The words that decide a code, as the rules read them: sets and patterns made of `checks.toml` and the word lists of
the extractor, from the folder of the language. What means a code of a schema is here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from publisher import language
from publisher.extract.counting import singular
from publisher.extract.patterns import any_of
from publisher.language.text_patterns import whole_words

_ENGLISH = language.get("en")
_CHECKS: Mapping[str, Mapping[str, Any]] = _ENGLISH.checks()
_LISTS: Mapping[str, list[str]] = _CHECKS["lists"]
_FIGURES, _HEDGES, _MEASURED = (_ENGLISH.words(name) for name in ("figures", "hedges", "measures"))
# Words -> their codes, by the name of the entry.
_HEADS = {word: frozenset(entry["types"]) for entry in _CHECKS["heads"].values() for word in entry["words"]}
_TITLES = dict.fromkeys(_LISTS["titles"], frozenset({"person"}))


def _set(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_LISTS[name])


def _filled(pattern: str) -> re.Pattern[str]:
    """A pattern with any word of a list in place of the name of the list."""
    lists = {**_LISTS, "heads": list(HEADS)}
    return re.compile(re.sub(r"<(\w+)>", lambda found: any_of(lists[found[1]]), pattern))


HEADS = _HEADS | _TITLES
"""The last word of a description -> the types of actor that it may refer to."""
_PATTERNS = {name: _filled(pattern) for name, pattern in _CHECKS["patterns"].items()}
_pattern: Callable[[str], re.Pattern[str]] = _PATTERNS.__getitem__

# --- Mentions -------------------------------------------------------------------------------------------------------

BODIES = _set("bodies")
PRONOUNS = {word: frozenset(entry["types"]) for entry in _CHECKS["pronouns"].values() for word in entry["words"]}
OTHER_PRONOUNS = _set("other_pronouns")
THIRD_PERSON = re.compile(any_of(_LISTS["third_person"]), re.IGNORECASE)
MEMBERS = _pattern("members")
MANY = whole_words([*_LISTS["bodies"], *_LISTS["several"], *_LISTS["together_words"], r"\w+s"])
DETERMINERS = _set("determiners")
ARTICLE = _pattern("article")
OWN_COUNTRY = _pattern("own_country")

# --- Offices --------------------------------------------------------------------------------------------------------

NO_TITLE = _set("no_title")
# Two titles before one name, and none that is but the beginning or the end of one: "spokesperson *Major-General*",
# "harbour minister *Dr*", but not "Prime Minister", "Attorney General".
_PRINTED = set(_ENGLISH.words("names")["titles"])
_WHOLE = _PRINTED - set(_ENGLISH.words("names")["half_titles"])
IS_TITLE = re.compile(rf"\b{any_of(_WHOLE | set(_LISTS['titles']))}\Z", re.IGNORECASE)
NEXT_TITLE = re.compile(rf"{any_of(_PRINTED - _set('ends_title'))}(?!\w)")
POSSESSOR = _pattern("possessor")
# What a description of a person may end with, also in capitals: "Deputy PM".
OFFICES = frozenset(word.casefold() for word in _PRINTED.union(_ENGLISH.words("names")["offices_between"]))

# --- Dates ----------------------------------------------------------------------------------------------------------

UNTIL, PART_OF, ON_DAY = map(_pattern, ("until", "part_of", "on_day"))

# --- Phrases --------------------------------------------------------------------------------------------------------

PREPOSITION_WORDS, AUXILIARIES, RELATIVES = map(_set, ("preposition_words", "auxiliaries", "relatives"))
NO_END, NO_START, BELONGS_TO_NOUN = map(_set, ("no_end", "no_start", "belongs_to_noun"))
A_SINGLE, HOW_MANY, BOTH, JOINS = map(_set, ("a_single", "how_many", "both", "joins"))
JOINT = whole_words(JOINS)
AFTER_CLAUSE = PREPOSITION_WORDS | AUXILIARIES | RELATIVES | _set("ends_clause")
NO_SUBJECT = RELATIVES | _set("no_subject")
ABBREVIATED, EVENT_NOUN, PEOPLE_BY_NAME = map(_pattern, ("abbreviated", "event_noun", "people_by_name"))
# A word in lower case that is no adverb, no verb and no function word.
_NO_NOUN = AFTER_CLAUSE | frozenset(w for name in ("adverb", "past", "time") for w in _ENGLISH.words("grammar")[name])
NOUN = re.compile(rf"(?!{any_of(_NO_NOUN | {*OTHER_PRONOUNS, *PRONOUNS})}\Z){_CHECKS['patterns']['noun']}")
# After words that point here ("that deal", "that shelling"), and join no clause ("that she left", "that had failed").
POINTING = _set("pointing")
POINTED_AT = re.compile(rf"(?!{any_of(DETERMINERS)}\Z)(?:{NOUN.pattern}|[a-z]{{2,}}ing)")
# What a phrase that counts may begin with, whatever its first word: "at least", "not one".
_HEDGE = any_of(hedge for key, of in _HEDGES.items() if key.startswith("before_") for hedge in of)
COUNTED = re.compile(rf"(?:{_HEDGE}|{_CHECKS['patterns']['not_one']})\b", re.IGNORECASE)
# Right before "over", "about" and the like: what does not take them as a preposition, so that they say how exact a
# number is.
TAKES_NO_HEDGE = PREPOSITION_WORDS | AUXILIARIES | RELATIVES | DETERMINERS | NO_START

# --- Statements -----------------------------------------------------------------------------------------------------

ACTS = [(whole_words(entry["words"]), frozenset[str](entry["codes"])) for entry in _CHECKS["acts"].values()]
ANY_ACT = re.compile("|".join(pattern.pattern for pattern, _ in ACTS), re.IGNORECASE)
NOT, ASKS, UNNAMED = (whole_words(_LISTS[name]) for name in ("not", "asks", "unnamed"))
ADVERBS = frozenset(_ENGLISH.words("grammar")["adverb"]) - _set("not")
SAYING, SPEECH, QUOTED, TELLING = map(_set, ("saying", "speech", "quoted", "telling"))
PAPERS = _set("papers")
ADDRESSING, THANKING = map(_set, ("addressing", "thanking"))
LIGHT_VERBS, LIGHT_PARTICLES = map(_set, ("light_verbs", "light_particles"))
PARTICLES = PREPOSITION_WORDS
TAKES = {verb: frozenset(entry["particles"]) for entry in _CHECKS["takes"].values() for verb in entry["verbs"]}
JOINS_CONTENT, BEFORE_VERB, GROUP = map(_pattern, ("joins_content", "before_verb", "group"))
OBJECT, SAID_AT_THE_END = map(_pattern, ("object", "said_at_the_end"))
# Events at which something can be said; joint speakers may speak by the agreement itself.
OCCASIONS = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "PROTEST", "ACCUSE", "OTHER"})  # ACCUSE: a trial

# --- Figures --------------------------------------------------------------------------------------------------------

# The longest first: "shot dead" before "shot".
MEASURES = {
    measure: whole_words([*sorted(words, key=len, reverse=True), *_CHECKS["measures"][measure]["wider"]])
    for measure, words in _MEASURED.items()
}
# Those of several words, which a phrase may end with although they end in a preposition: "caved in".
MEASURED = re.compile(rf"\b{any_of(w for words in _MEASURED.values() for w in words if ' ' in w)}\Z", re.IGNORECASE)
PLAIN_MEASURES = {name: whole_words(entry["plain"]) for name, entry in _CHECKS["measures"].items() if "plain" in entry}
ANY_MEASURE = re.compile("|".join(pattern.pattern for pattern in MEASURES.values()), re.IGNORECASE)
NO_NOUN = PREPOSITION_WORDS | AUXILIARIES | NO_END | AFTER_CLAUSE | _set("no_noun")
MORE_OF_THEM = whole_words(_LISTS["more_of_them"])
MORE, PERCENT, COMPARATIVE, PASSIVE = map(_pattern, ("more", "percent", "comparative", "passive"))
TRAILING, OF_THEM, BEFORE_NOUN, IS_COUNTED = map(_pattern, ("trailing", "of_them", "before_noun", "is_counted"))
ESTIMATE, ESTIMATES = (whole_words(_LISTS[name]) for name in ("estimate", "estimates"))
GLUED = frozenset(_FIGURES["glued"])
# People by the noun for one of them; of a family are several.
PERSONS = frozenset(singular(noun).casefold() for noun in _FIGURES["people"]) - _set("no_persons")
PARTS = frozenset({"percent", "fraction"})
THINGS_ONLY = frozenset({"damaged", "destroyed", "collapsed"})
BY_FORCE = THINGS_ONLY | {"killed", "injured"}
VERBAL_TYPES = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})

# --- Events ---------------------------------------------------------------------------------------------------------

EVENTS = [(_filled(entry["pattern"]), frozenset[str](entry["types"])) for entry in _CHECKS["events"].values()]
PREPOSITIONS = [(e["type"], e["role"], _filled(e["pattern"])) for e in _CHECKS["prepositions"].values()]
OF_ANOTHER, PARTNER, GIVES, IS_DONE_TO, TOGETHER = map(
    _pattern, ("of_another", "partner", "gives", "is_done_to", "together")
)
REGION = whole_words(_LISTS["region"])

# Words by which something is only claimed: "the alleged theft".
CLAIMS = whole_words(_LISTS["claims"])
# What an article is about, said again: "the case".
REFERS_BACK = _pattern("refers_back")

# --- Codes ----------------------------------------------------------------------------------------------------------


@cache
def needed(field: str, code: str) -> re.Pattern[str] | None:
    """The words of which a code of a column needs one; None where any words will do. Read at first use: only curated
    articles need them."""
    found = _codes()[field].get(code)
    return whole_words(found) if found else None


@cache
def _codes() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_ENGLISH.folder / "codes.toml").read_text(encoding="utf-8"))
