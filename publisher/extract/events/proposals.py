"""What else a sentence may tell of: events by the loose rules of the language's rules/proposals.toml, which a draft
proposes and a person confirms. No build asks for them.

Positions are chunks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from publisher import language

from ..counting import singular
from ..countries import DEMONYMS
from ..inflection import Inflection
from ..text import word_lists
from . import flags
from .arguments import REACH, is_finite, joined_after
from .event import Event, event_of
from .lexicon import LANGUAGE, EventRule, lexicon, read_rules
from .nouns import extent, has_name, head, is_actor, last_of, letters, word
from .parties import Found, read_verb
from .sentence import Sentence, lemma

PROPOSAL = "proposal."
"""How the ids of the rules begin, in the events that they make."""
_LISTS = {name: frozenset(words) for name, words in word_lists("drafts").items()}
_HARM = "disaster"  # the family of the rules for what has victims
_INFLECTION = Inflection(language.get(LANGUAGE))


@cache
def rules() -> tuple[EventRule, ...]:
    """The loose rules, in the order of their file."""
    return read_rules("proposals")


def forms_of(verbs: Iterable[str]) -> frozenset[str]:
    """All forms of some verbs: those that are listed, and those by rule."""
    wanted = set(verbs)
    found = {form for form, read_as in lexicon().verbs.items() if read_as[0] in wanted}
    for forms in map(_INFLECTION.forms, wanted):
        found.update((forms.base, *forms.third, *forms.progressive, *forms.past))
    return frozenset(found)


@cache
def _by_verb() -> Mapping[str, EventRule]:
    """Form of a verb -> its rule."""
    return {form: rule for rule in reversed(rules()) for form in forms_of(rule.verbs)}


@cache
def _by_noun() -> Mapping[str, EventRule]:
    """Noun -> its rule: in the singular, or in the form in which alone it tells of an event (talks)."""
    return {noun: rule for rule in reversed(rules()) for noun in rule.nouns}


def propose(sentences: Iterable[Sentence], known: Collection[int]) -> Iterator[Event]:
    """The events by the loose rules. known: where the triggers of other events begin."""
    for s in sentences:
        for at in range(len(s.parts)):
            found = _by_its_verb(s, at) or _by_its_noun(s, at)
            if found and s.text_span(*found.trigger)[0] not in known:
                yield from proposed(s, found)


def proposed(s: Sentence, found: Found) -> Iterator[Event]:
    """The event of what a loose rule found, if somebody tells that it happened, or will happen."""
    told = flags.verb_flags(s, found.at) if s.kinds[found.at] == "v" else flags.noun_flags(s, found.at)
    if not told.hypothetical:
        event = event_of(s, found, told, None)
        yield event._replace(rule=f"{PROPOSAL}{found.rule.id}", event_type=found.rule.type, future=told.future)


def may_hurt(printed: str) -> bool:
    """Whether words have the verb or the noun of a disaster, which may have victims."""
    told = [word.casefold().strip(",.;:") for word in printed.split()]
    harms = ((_by_verb().get(word), _rule_of(word)) for word in told)
    return any(
        any(rule and rule.id.startswith(_HARM) for rule in some) and after not in _LISTS["beside_harm"]
        for some, after in zip(harms, [*told[1:], ""], strict=True)
    )


def _rule_of(noun: str) -> EventRule | None:
    return _by_noun().get(noun) or _by_noun().get(singular(noun))


def _by_its_verb(s: Sentence, at: int) -> Found | None:
    if s.kinds[at] != "v" or (len(letters(s, at)) == 1 and s.kinds[at - 1] in "poy"):  # a bare word after a preposition
        return None
    _, token = lemma(s, at)
    rule, verb = _by_verb().get(s.words[token]), read_verb(s, at)
    if rule is None or ("thing" in rule.needs and not _is_of_thing(s, at)):
        return None
    if any(_rule_of(head(s, np)) for np in verb.subjects):  # violence erupted: of the noun
        return None
    return found_by(s, rule, at)


def found_by(s: Sentence, rule: EventRule, at: int, doers: Collection[int] = ()) -> Found:
    """What a rule finds in a verb group. doers: who did it, where the words have no subject of their own."""
    verb = read_verb(s, at)
    others = [np for np in verb.objects if is_actor(s, np) or has_name(s, np)]
    who = verb.subjects or ([] if verb.passive else doers)
    actors, recipients = (tuple(extent(s, np) for np in some) for some in (who, others))
    return Found(rule, (verb.token, verb.token + 1), actors, recipients, at, frozenset((at,)))


def _is_of_thing(s: Sentence, at: int) -> bool:
    """Whether what a verb tells happens to a thing or by one: a bus hit a wall."""
    verb = read_verb(s, at)
    about = verb.objects if verb.passive else verb.subjects
    return is_finite(s, at) and bool(about) and not any(is_somebody(s, np) or letters(s, np)[-1] in "d" for np in about)


def is_somebody(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is somebody who does something, or to whom it is done: no "it", "this"."""
    if letters(s, np) == "H":
        return word(s, np) not in lexicon().grammar["things"]
    return letters(s, np) not in "dD" and is_actor(s, np)


def _by_its_noun(s: Sentence, at: int) -> Found | None:
    last = s.lasts[at] - 1
    compound = f"{s.words[last - 1]}_{s.words[last]}" if last > s.firsts[at] else ""
    rule = _rule_of(compound) or _rule_of(s.words[last])
    if rule is None or s.letters[last] == "N" or (first := noun_phrase(s, at)) is None:
        return None
    if "particular" in rule.needs and (s.kinds[at] == "v" or word(s, first) in _LISTS["generic"]):
        return None
    if "occurring" in rule.needs and first > 0 and word(s, first - 1) in _LISTS["only_when"]:  # before the election
        return None
    actors: list[int] = []
    if "attended" in rule.needs and first > 0 and word(s, first - 1) in _LISTS["during"]:
        speaks = next((verb for verb in range(first - 1, max(-1, first - REACH), -1) if is_finite(s, verb)), None)
        actors += read_verb(s, speaks).subjects if speaks is not None else ()
    others = [at + 2] if s.kinds[at + 1] == "o" and s.kinds[at + 2] == "n" else []
    here = last_of(s, at)
    while s.kinds[here + 1] in "poy" and s.kinds[here + 2] == "n":
        preposition, joined = word(s, here + 1), joined_after(s, here + 2)
        if preposition in _LISTS["of_actors"] or ("caused" in rule.needs and preposition in _LISTS["of_doers"]):
            actors += joined
        elif preposition in rule.to:
            others += joined
        elif preposition not in lexicon().grammar["place"]:
            break
        here = last_of(s, max(joined))
    if "doer" in rule.needs:
        actors, others = [*actors, *others], []
    who, whom = (tuple(extent(s, np) for np in some if is_actor(s, np) or has_name(s, np)) for some in (actors, others))
    return Found(rule, (last - bool(compound in _by_noun()), last + 1), who, whom, at, frozenset((at,)))


def noun_phrase(s: Sentence, at: int) -> int | None:
    """The first chunk of the noun phrase that ends with this one; None where it ends with a verb. A noun that may be a
    verb is none after a word that can be no subject: "deadly attacks", without an article."""
    if s.kinds[at] not in "nv" or (s.kinds[at] == "v" and len(s.parts[at]) > 1):
        return None
    if s.kinds[at - 1] == "t" and s.letters[s.firsts[at - 1]] == "D":  # the Tuesday raids
        return at - 1
    if s.kinds[at] == "n":
        return at
    if s.kinds[at - 1] == "a" and s.kinds[at - 2] == "n" and s.letters[s.lasts[at - 2] - 1] == "s":
        return at - 2  # Norway's second visit
    if s.kinds[at - 1] != "n":
        return at if s.kinds[at - 1] in "pS" else None
    ahead = s.parts[at - 1]
    if s.kinds[at + 1] in "poy" and (ahead == "DN" or s.raw[s.lasts[at - 1] - 1] in DEMONYMS):  # the US raids on
        return at - 1
    first = s.raw[s.firsts[at - 1]]
    is_bare = len(ahead) == 1 and first.islower() and not first.endswith("s") and first not in lexicon().pronouns
    return at - 1 if is_bare else None
