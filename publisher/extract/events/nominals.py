"""Events that a noun names: the attack on X by Y. Rules of their own, with a bar of their own: without a party named
beside it a noun makes no event."""

from __future__ import annotations

from . import arguments
from .arguments import Phrase
from .disasters import disaster, occasion
from .lexicon import EventRule, lexicon
from .nouns import (
    Tokens,
    are_several,
    extent,
    has_name,
    head,
    is_actor,
    is_armed,
    is_definite,
    is_known,
    is_land,
    is_place,
    kinds,
    last_of,
    owner,
    word,
)
from .parties import Found
from .selection import is_force, is_named, is_play
from .sentence import Sentence
from .tagging import is_demonym

_REACH = 9  # chunks that the phrases of a noun are looked for in
_AIMED = frozenset(("PROTEST", "ACCUSE"))  # types told by what they are about
_OWN = frozenset(("owned", "doer"))  # needs that ask for whose it is
_OF_WHOM = frozenset(("arms", "people", "named"))  # needs that say who it must be done to, or by


def noun_event(s: Sentence, at: int) -> Found | None:
    """The event that a noun phrase names, by the first rule that fits."""
    known = lexicon()
    last = s.lasts[at] - 1
    if s.letters[last] == "N" and s.words[last - 1] in known.grammar["named_storms"] and last > s.firsts[at]:
        (rule,) = known.by_noun["disaster_storm"]
        return _apply(s, rule, at)
    if (
        s.kinds[at - 1] == "o"
        and s.kinds[at - 2] == "n"
        and head(s, at - 2) in known.grammar["empty"]
        and noun_event(s, at - 2)
    ):  # a motion of no confidence
        return None
    if s.letters[last] != "n" or s.words[last].rpartition("-")[2] not in known.noun_triggers:
        return None
    rules = [rule for noun in kinds(s, at) & known.by_noun.keys() for rule in known.by_noun[noun]]
    found = (_apply(s, rule, at) for rule in sorted(rules, key=lambda rule: rule.place))
    return next((one for one in found if one), None)


def _apply(s: Sentence, rule: EventRule, at: int) -> Found | None:
    needs, token = rule.needs, s.lasts[at] - 1
    if ("calm" in needs and is_play(s)) or ("definite" in needs and not is_definite(s, at)):
        return None
    if ("force" in needs or "quiet" in needs) and is_force(s, token, [], []) != ("force" in needs):
        return None
    if "crowd" in needs and (s.kinds[at + 1] == "o" or _is_complaint(s, at)):
        return None
    phrases = _phrases(s, last_of(s, at) if lexicon().grammar["of"].isdisjoint(rule.to) else at)
    if "happening" in needs:
        fits = "force" not in needs or s.article.is_violent  # a blast alone may be an accident
        return disaster(s, rule, at, phrases) if fits else None
    if "timed" in needs:
        return occasion(s, rule, at)
    actors = [extent(s, phrase.noun) for phrase in phrases if _is_doer(s, rule, phrase)]
    recipients: list[Tokens] = []
    between: list[int] = []
    for where in rule.to:
        here = [phrase.noun for phrase in phrases if phrase.preposition == where and _is_party(s, rule, phrase.noun)]
        if here and where in lexicon().grammar["both"]:
            actors, between = [extent(s, np) for np in here], here
        elif here:
            recipients = [extent(s, np) for np in here]
        elif rule.type == "PROTEST":  # against the mayor's plan
            whose = [owner(s, phrase.noun) for phrase in phrases if phrase.preposition == where]
            recipients = [one for one in whose if one is not None]
        if here or recipients:
            break
    own = _actors_before(s, rule, at)
    if own and not recipients and _is_suffered(s, at, own[0]):
        recipients, own = ([] if "named" in needs and "N" not in s.letters[slice(*own[0])] else own), []
    if not recipients and not needs.isdisjoint(_OF_WHOM):
        return None
    actors = actors or own
    if "doer" in needs:
        actors, recipients = actors or recipients, []
    aim = rule.type in _AIMED and any(phrase.preposition in rule.to for phrase in phrases)
    too_few = "pair" in needs and len(actors) + len(recipients) < 2 and not are_several(s, between)
    known = "familiar" in needs and is_known(s, at) and (rule.type != "ASSAULT" or s.article.is_violent)
    told = actors or recipients or aim or known or ("located" in needs and _is_one(s, at) and _is_located(s, phrases))
    if ("argument" in needs and not told) or ("owned" in needs and not (own and recipients)) or too_few:
        return None
    return Found(rule, (token, token + 1), tuple(actors), tuple(recipients), at, frozenset((at,)))


def _is_doer(s: Sentence, rule: EventRule, phrase: Phrase) -> bool:
    """Whether a phrase says who acts: a raid by X; attacks from a country or from somebody with arms."""
    grammar = lexicon().grammar
    if phrase.preposition in grammar["by"]:
        return True
    from_side = rule.type == "ASSAULT" and phrase.preposition in grammar["from"]
    return from_side and (is_land(s, phrase.noun) or is_armed(s, phrase.noun))


def _is_suffered(s: Sentence, at: int, own: Tokens) -> bool:
    """Whether an act is done to its owner: the mayor's murder; but not: the army's raid, the Sudmark arrests."""
    suffered = s.words[s.lasts[at] - 1] in lexicon().grammar["suffered"]
    return suffered and (s.letters[own[1] : own[1] + 1] == "s" or s.words[own[0]] in lexicon().grammar["possessive"])


def _phrases(s: Sentence, at: int) -> list[Phrase]:
    """The prepositional phrases right after a noun."""
    found: list[Phrase] = []
    for step in range(at + 1, min(len(s.parts), at + _REACH)):
        if s.kinds[step] not in "poy2nt":
            break
        if s.kinds[step] in "poy2" and s.kinds[step + 1] == "n":
            found += [Phrase(word(s, step), one) for one in arguments.joined_after(s, step + 1)]
    return found


def _is_one(s: Sentence, at: int) -> bool:
    """Whether a noun may be of one occasion, or of some: a killing, killings; but not: killing in the province."""
    return s.lasts[at] - s.firsts[at] > 1 or word(s, at).endswith("s")


def _is_located(s: Sentence, phrases: list[Phrase]) -> bool:
    """Whether one of the phrases says where: the bombing in Bath, a protest outside the embassy."""
    where = lexicon().grammar["place"]
    return any(one.preposition in where and (has_name(s, one.noun) or is_place(s, one.noun)) for one in phrases)


def _is_party(s: Sentence, rule: EventRule, np: int) -> bool:
    if "arms" in rule.needs:
        return is_armed(s, np) or "force" in kinds(s, np)
    if "people" in rule.needs:
        return "captive" in kinds(s, np)
    if "named" in rule.needs:
        return is_named(s, np)
    return is_actor(s, np) or (rule.type == "ASSAULT" and is_place(s, np))


def _is_complaint(s: Sentence, at: int) -> bool:
    """Whether a protest is somebody's own: the firm Acme's protest."""
    own = owner(s, at)
    return own is not None and s.letters[own[1] : own[1] + 1] == "s" and s.letters[own[1] - 1] == "N"


def _actors_before(s: Sentence, rule: EventRule, at: int) -> list[Tokens]:
    """Who acts, named before the noun: the army's raid, an Israeli raid, a rebel attack."""
    people, last = lexicon().people, s.lasts[at]
    is_own = s.words[last - 1] in lexicon().grammar["suffered"] or not rule.needs.isdisjoint(_OWN)
    if is_own and word(s, at) in lexicon().grammar["possessive"]:
        return [(s.firsts[at], s.firsts[at] + 1)]  # her arrest, his trip
    own = owner(s, at)
    if own and (s.letters[own[1] : own[1] + 1] == "s" or any(is_demonym(s.raw[token]) for token in range(*own))):
        return [own]
    compound = f"{s.words[last - 2]}_{s.words[last - 1]}" in lexicon().kinds  # a general strike
    before_head = range(s.firsts[at], last - 1 - compound)
    human = [token for token in before_head if s.words[token] in people["human"] - lexicon().grammar["not_doers"]]
    is_one = s.parts[at][0] in "Ddm"  # the rebel attack; but not: terrorist attacks, which are any
    return [(human[0], human[-1] + 1)] if human and is_one else []
