"""Whether a verb or noun tells of an act, or has its everyday sense: who acts, on what, in what kind of article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import SIGNS, EventRule, lexicon
from .nouns import has_name, head, is_actor, is_any, is_armed, is_land, kinds, last_of, may_be_name, words
from .sentence import Sentence
from .tagging import is_demonym

_SCORE = re.compile(r"[0-9]{1,3}[-–][0-9]{1,3}")  # of a match: won 5-0
_PERSONS = frozenset(("captive", "envoy", "force"))  # kinds of nouns that are people
_VIOLENCE = "ASSAULT"
_PEOPLE = frozenset(("human", "official", "person", "crowd"))


def subject_fits(s: Sentence, rule: EventRule, subjects: Sequence[int]) -> bool:
    """Whether one of the noun phrases can do what a rule is about; without any, it may."""
    return not (rule.subject and subjects) or any(_fits(s, np, asked) for np in subjects for asked in rule.subject)


def _fits(s: Sentence, np: int, asked: str) -> bool:
    last, known = head(s, np), lexicon()
    human = last in known.people["human"]
    if asked == "armed":
        return is_armed(s, np)
    if asked == "land":
        return is_land(s, np)
    if asked == "state":
        return has_name(s, np) and len(words(s, np)) <= 3 and not human
    if asked == "named":
        apposed = np > 1 and s.kinds[np - 1] + s.kinds[last_of(s, np) + 1] == ",,"  # Ann Lee, a writer,
        return is_named(s, np) or (apposed and is_named(s, np - 2))
    if asked == "firm":
        return is_named(s, np) or asked in kinds(s, np)
    if asked not in _PEOPLE:
        return is_any(s, np, asked) if asked in known.people else asked in kinds(s, np)
    if asked == "official" and human and not is_any(s, np, "official"):
        return False
    named = has_name(s, np) and last not in known.kinds and last not in known.select["nature"]
    if not (named or is_actor(s, np) or is_armed(s, np) or may_be_name(s, np)):
        return False
    if asked == "crowd":
        armed = is_armed(s, np) and last not in known.people["crowd"]
        people = (
            is_actor(s, np) and not is_land(s, np) and not is_demonym(s.raw[s.lasts[np] - 1])
        )  # Gulf exports, American (strikes)
        return (
            people
            and not armed
            and last not in known.people["rulers"]
            and known.select["market"].isdisjoint(words(s, np))
        )
    return human or last not in known.select["market"]


def is_named(s: Sentence, np: int) -> bool:
    """Whether a noun phrase ends with a name, and with that of no country or city, or is a pronoun of one person."""
    return (s.parts[np][-1] == "N" and not is_land(s, np)) or head(s, np) in lexicon().grammar["he_or_she"]


def needs_met(s: Sentence, rule: EventRule, trigger: int, subjects: Sequence[int], objects: Sequence[int]) -> bool:
    """Whether what a rule needs is there. trigger: its token; subjects: who acts; objects: the party acted on."""
    needs = rule.needs
    if ("calm" in needs and is_play(s)) or ("alone" in needs and objects):
        return False
    if "amount" in needs and not any("m" in s.parts[at] for at in range(len(s.parts)) if s.kinds[at] == "n"):
        return False
    if "quiet" in needs and is_force(s, trigger, [], []):
        return False
    if ("agent" in needs and not subjects) or ("object" in needs and not objects):
        return False
    if "blow" in needs and is_in_words(s, trigger, subjects, objects):
        return False
    nature, force = s.signs.count(SIGNS["nature"]), s.signs.count(SIGNS["force"])
    if "natural" in needs and not (s.article.is_natural or nature > force):
        return False
    if rule.type == _VIOLENCE and "calm" in needs and _is_accident(s, trigger, [] if rule.object else objects):
        return False
    patients = [np for np in objects if is_actor(s, np) or is_armed(s, np) or may_be_name(s, np)]
    if not patients and ("patient" in needs or ("person" in needs and objects)):
        return False
    if "someone" in needs and not (patients or any(_may_be_person(s, np) for np in objects)):
        return False
    return "force" not in needs or is_force(s, trigger, subjects, patients)


def _is_accident(s: Sentence, trigger: int, objects: Sequence[int]) -> bool:
    """Whether a verb of violence tells of none: of something that nobody hits with arms, or, in an article on an
    accident or a force of nature, in a sentence that has no more words of violence than of these."""
    known = lexicon().select
    if objects and all(head(s, np) in known["no_victims"] for np in objects):
        return True
    force = s.signs.count(SIGNS["force"]) - (s.words[trigger] in known["force"])
    return s.article.is_natural and force <= s.signs.count(SIGNS["nature"])


def _may_be_person(s: Sentence, np: int) -> bool:
    """Whether a noun may be of a person where only a person can be meant: it is in no list of things."""
    last, known = head(s, np), lexicon()
    if known.kinds.get(last, _PERSONS) - _PERSONS or last in known.select["screen"] or last in known.select["nature"]:
        return False
    return s.letters[s.lasts[np] - 1] == "n"


def is_play(s: Sentence) -> bool:
    """Whether the article, or a sentence of it, is on sport or film."""
    return s.article.is_play or s.signs.count(SIGNS["sport"]) + s.signs.count(SIGNS["screen"]) > 1


def is_force(s: Sentence, trigger: int, subjects: Sequence[int], patients: Sequence[int]) -> bool:
    """Whether the violence is somebody's: an armed actor, or a human one and a human victim; else a word of force in
    the sentence, and none of a natural event; else an article on violence."""
    known = lexicon().select
    force = s.signs.count(SIGNS["force"]) - (s.words[trigger] in known["force"])
    nature = s.signs.count(SIGNS["nature"]) - (s.words[trigger] in known["nature"])
    for np in subjects:
        if head(s, np) in known["nature"]:  # gale force winds
            return False
        if is_armed(s, np):
            return True
        if not known["nature"].isdisjoint(words(s, np)):
            return False
    if (patients or force) and any(is_actor(s, np) for np in subjects):
        return force > 0 or nature == 0
    if not subjects and s.article.is_natural:
        return force > nature + 1
    if force or nature:
        return force > nature
    return not subjects and s.article.is_violent


def is_in_words(s: Sentence, trigger: int, subjects: Sequence[int], objects: Sequence[int]) -> bool:
    """Whether an attack on somebody is one in words: somebody named, in an office or called he acts, one of them
    holds an office, nobody has arms or is a country, and nothing else in the sentence tells of violence."""
    parties = [*subjects, *objects]
    if not subjects or not objects or any(is_armed(s, np) or is_land(s, np) for np in parties):
        return False
    if not any(is_any(s, np, "holder") for np in parties):
        return False
    known = all(has_name(s, np) or is_any(s, np, "holder") or s.parts[np] in "Hh" for np in subjects)
    return known and s.signs.count(SIGNS["force"]) == (s.words[trigger] in lexicon().select["force"])


def is_state(s: Sentence, at: int) -> bool:
    """Whether a verb group only tells how something is: is closed."""
    grammar, group = lexicon().grammar, words(s, at)
    return not grammar["states"].isdisjoint(group) and grammar["being"].isdisjoint(group)
