"""The other party of an event: what the rule says first, else what the object or the rest of the clause names."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from . import arguments, subjects
from .lexicon import EventRule, lexicon
from .nouns import (
    Tokens,
    chain,
    extent,
    head,
    is_actor,
    is_any,
    is_land,
    is_party,
    is_place,
    kinds,
    last_of,
    letters,
    owner,
    top,
    word,
)
from .relatives import object_before
from .selection import is_named
from .sentence import Sentence, lemma, remembered

Party = int | Tokens
"""A noun phrase, or the name before its head."""
Inner = tuple[str, int]
"""The form of an embedded clause (to, that, of) and its verb group."""
_NUMBER = frozenset("Ddm")  # letters of a number
_MEETING = "CONSULT"
_NEAR = 6  # chunks from a verb to what somebody is named as
_STATED = frozenset((_MEETING, "PROTEST", "SANCTION", "AID", "AGREE", "MOBILIZE", "OTHER"))
"""Types whose other party is only where the rule looks."""
_AREA, _BUILT = ("town",), ("building",)  # kinds of nouns
_MATERIAL = frozenset(("ASSAULT", "COERCE"))  # may be done to a thing


class Verb(NamedTuple):
    """A verb group read. token: its verb; subjects: who acts; objects: its objects, or the subjects of a passive."""

    at: int
    lemma: str
    token: int
    passive: bool
    subjects: list[int]
    objects: list[int]


class Fit(NamedTuple):
    """A rule that fits a verb. held: the noun phrase that the rule asks for, where it names no party; inner: the clause
    that is the object."""

    rule: EventRule
    verb: Verb
    held: int | None
    inner: Inner | None


class Found(NamedTuple):
    """An event in a sentence. trigger, actors, recipients: tokens; at: its chunk; used: chunks that it takes up."""

    rule: EventRule
    trigger: Tokens
    actors: tuple[Tokens, ...]
    recipients: tuple[Tokens, ...]
    at: int
    used: frozenset[int]


EventOf = Callable[[Sentence, int], Found | None]


@remembered
def read_verb(s: Sentence, at: int) -> Verb:
    """A verb group with its subject and object, turned round where it is passive."""
    name, token = lemma(s, at)
    ahead = at - 1 - (s.kinds[at - 1] == '"')  # described as "shot"
    likened = letters(s, at) == "e" and s.kinds[ahead] == "S" and word(s, ahead) in lexicon().grammar["likened"]
    before, after = [] if likened else subjects.subject(s, at), arguments.direct_object(s, at)
    if subjects.is_passive(s, at):
        by, both = lexicon().grammar["by"], lexicon().grammar["both"]
        agents = [phrase.noun for phrase in arguments.phrases(s, at) if phrase.preposition in by | both]
        return Verb(at, name, token, True, agents, before)
    return Verb(at, name, token, False, before, after or object_before(s, at))


def recipients(s: Sentence, fit: Fit, event_of: EventOf) -> list[Party]:
    """The other party of an event; event_of: what the event of a verb group is."""
    taken = {*fit.verb.subjects}
    for where in fit.rule.to:
        if found := [one for one in _at(s, fit, where, event_of) if one not in taken]:
            return found
    if fit.rule.type in _STATED:
        return []
    for np in [*([] if fit.held is None else [fit.held]), *fit.verb.objects]:
        if s.kinds[np] == "n" and np not in taken:
            if own := owner(s, np):
                return [own]
            if held := [one for one in chain(s, np) if one != np and is_party(s, one)]:
                return [held[0]]
    words: Set[str] = lexicon().grammar["party"]
    if fit.rule.type == "ASSAULT":  # fought for Norland
        words -= lexicon().grammar["about"]
    for _, noun in (one for one in arguments.phrases(s, fit.verb.at) if one.preposition in words):
        if noun not in taken and is_party(s, noun):
            return [noun]
    return []


def _at(s: Sentence, fit: Fit, where: str, event_of: EventOf) -> list[Party]:
    """The parties at one of the places that a rule names: the object, its owner, the clause, a preposition."""
    objects = fit.verb.objects
    if where == "object":
        anything = s.article.upper or fit.rule.type in _MATERIAL
        wanted = [np for np in objects if np != fit.held and head(s, np) not in fit.rule.particle]  # taken hostage
        return [np for np in wanted if anything or is_party(s, np)]
    if where == "that":
        return [np for np in arguments.that_subject(s, fit.verb.at) if letters(s, np) not in "Hh"]
    if where == "owner":
        return [own for np in objects if (own := owner(s, np))]
    if where == "content":
        return _of_clause(s, fit.inner, event_of) if fit.inner else []
    found: list[Party] = []
    here = [phrase for phrase in arguments.phrases(s, fit.verb.at) if phrase.preposition == where]
    if fit.rule.type == _MEETING:  # met with X and Y to make peace with Z
        here = here[: len(arguments.joined_after(s, here[0].noun))] if here else []
    for phrase in here:
        if set(letters(s, phrase.noun)) <= _NUMBER:
            continue
        if s.article.upper or is_party(s, phrase.noun) or is_place(s, phrase.noun):
            found.append(phrase.noun)
        elif own := owner(s, phrase.noun):
            found.append(own)
    return found


def _of_clause(s: Sentence, inner: Inner, event_of: EventOf) -> list[Party]:
    """The party that a clause is about: who is to act, else who is acted on."""
    form, at = inner
    if s.kinds[at] != "v":
        return []
    if form == "that":
        here = arguments.before(s, at)
        before = subjects.joined_before(s, here) if s.kinds[here] == "n" else []
        return [np for np in before if letters(s, np) not in "Hh"]
    found = event_of(s, at)
    if found and found.recipients:
        return list(found.recipients)
    verb = read_verb(s, at)
    party: list[Party] = [np for np in verb.objects if is_party(s, np) and not verb.passive]
    if not party:
        party += [own for np in verb.objects if (own := owner(s, np))][:1]
    if not party:
        party += [phrase.noun for phrase in arguments.phrases(s, at) if is_party(s, phrase.noun)][:1]
    return party


def held_by(s: Sentence, rule: EventRule, verb: Verb, inner: Inner | None) -> int | None:
    """The noun phrase that a rule asks for: among the objects, after the prepositions of `via`, or the verb or object
    of the clause."""
    nouns = [] if "undergone" in rule.needs else [*verb.objects]
    if verb.passive:  # was given a sentence
        nouns += arguments.direct_object(s, verb.at)
    elif nouns and s.kinds[(second := last_of(s, nouns[-1])) + 1] == "n":  # lent the country 3 million
        nouns.append(second + 1)
    if arguments.reduced(s, verb.at):  # hid in a cellar after a raid conducted by the army
        nouns.append(top(s, verb.at - 1))
    if rule.via:
        nouns += [phrase.noun for phrase in arguments.phrases(s, verb.at) if phrase.preposition in rule.via]
        after = (at for at in range(verb.at + 1, verb.at + _NEAR) if s.kinds[at] == "S" and s.kinds[at + 1] == "n")
        nouns += [at + 1 for at in after if word(s, at) in rule.via][:1]
    if inner and rule.clause:
        if lemma(s, inner[1])[0] in rule.object:
            return inner[1]
        nouns += arguments.direct_object(s, inner[1])
    return next((np for np in nouns if _is_held(s, rule, np)), None)


def _is_held(s: Sentence, rule: EventRule, np: int) -> bool:
    """Whether a noun phrase is what a rule asks for; no part of a place without the place (took part)."""
    if ("actor" in rule.object and is_actor(s, np)) or ("place" in rule.object and letters(s, np)[-1] == "N"):
        return True
    if "name" in rule.object and is_named(s, np):
        return True
    if s.kinds[np + 1] != "o" and head(s, np) in lexicon().grammar["empty"] and not rule.object.isdisjoint(_AREA):
        return False
    people = lexicon().people.keys() & rule.object
    return any(is_any(s, np, name) for name in people) or not kinds(s, np).isdisjoint(rule.object)


def named(s: Sentence, parties: Sequence[Party]) -> list[Party]:
    """The parties as the text names them: by the name after an office (the mayor, Ann Lee,), by the names after several
    (Norwegian and Swedish envoys, Ann Lee and Bo Ek,)."""
    found: list[Party] = []
    for party in parties:
        if isinstance(party, tuple) or s.article.upper:
            found.append(party)
            continue
        names = _names_after(s, party)
        found = [*names] if len(names) > 1 else [*found, *(names or [party])]
    return found


def _names_after(s: Sentence, np: int) -> list[int]:
    """The names of persons that follow a noun for them between commas."""
    last = last_of(s, np)
    if head(s, np) not in lexicon().people["human"] or s.kinds[last + 1] != "," or s.kinds[last + 2] != "n":
        return []
    names, at = [last + 2], last + 3
    if head(s, np).endswith("s") and s.kinds[at : at + 2] == "cn":
        names, at = [*names, at + 1], at + 2
    elif head(s, np).endswith("s"):
        return []
    closed = s.kinds[at] in ",.;" and s.kinds[at + 1] not in "cn"
    return names if closed and all(_is_full_name(s, one) for one in names) else []


def _is_full_name(s: Sentence, np: int) -> bool:
    printed = s.raw[s.firsts[np] : s.lasts[np]]
    return len(printed) > 1 and not is_land(s, np) and all(any(map(str.isupper, word)) for word in printed)


def tokens_of(s: Sentence, party: Party) -> Tokens:
    """The tokens of a party: of the name before a description, where there is one (Ann Lee, a guard shot by rebels)."""
    if isinstance(party, tuple):
        return party
    named = party - 2
    described = s.kinds[max(0, named) : party] == "n," and letters(s, party)[0] in "Dd"
    described = described and subjects.is_passive(s, party + 1)
    first = described and (not named or s.kinds[named - 1] in ",;c")
    return extent(s, named if first and set(letters(s, named)) == {"N"} and not is_land(s, named) else party)
