"""Which rule fits a verb group, and the event that it makes."""

from __future__ import annotations

from collections.abc import Iterator

from .arguments import (
    REACH,
    before,
    direct_object,
    embedded,
    is_finite,
    is_infinitive,
    next_content,
    phrases,
)
from .lexicon import BROAD, EventRule, lexicon
from .nouns import (
    are_several,
    chain,
    extent,
    is_armed,
    kinds,
    last_of,
    letters,
    word,
)
from .parties import Fit, Found, Inner, Verb, held_by, named, read_verb, recipients, tokens_of
from .selection import is_state, needs_met, subject_fits
from .sentence import Sentence, lemma, remembered

_DONE_TO = frozenset(("ASSAULT", "COERCE", "SANCTION", "AID"))
_WITH_CONTENT = frozenset(("AGREE", "REJECT", "REQUEST", "THREATEN", "MOBILIZE", "CONCEDE"))
_AIMS = frozenset(("REQUEST", "PROTEST", "ACCUSE", "REJECT", "SUPPORT"))  # of a protest: to demand, to denounce
_AREA = ("town",)  # a kind of noun
_REACH = 12  # chunks of a clause that is the content of another


@remembered
def verb_event(s: Sentence, at: int) -> Found | None:
    """The event of a verb group, by the first rule that fits."""
    known = lexicon()
    name, token = lemma(s, at)
    candidates = [(rule, token + 1) for rule in known.by_verb.get(name, ())]
    if name in known.compound:
        candidates = sorted([*_with_particle(s, at, name), *candidates], key=lambda candidate: candidate[0].place)
    for rule, end in candidates:
        if (asked := known.asked.get(rule.id)) and asked.isdisjoint(s.said):
            continue
        if (rule.particle or rule.follow) and not _words_fit(s, rule, at):
            continue
        if found := _apply(s, rule, read_verb(s, at), end):
            return found
    return None


def _with_particle(s: Sentence, at: int, name: str) -> Iterator[tuple[EventRule, int]]:
    """The rules of a verb of two words that is here, with the token after it."""
    last = s.lasts[at]
    spots = [last, s.lasts[at + 1]] if s.kinds[at + 1] == "n" else [last]
    for spot in spots:
        if spot < len(s.words):
            for rule in lexicon().by_verb.get(f"{name}_{s.words[spot]}", ()):
                yield rule, spot + 1 if spot == last else last


def _apply(s: Sentence, rule: EventRule, verb: Verb, end: int) -> Found | None:
    """The event that a rule makes of a verb; end: the token after the verb and its particle."""
    verb = _turned(s, rule, verb, end)
    inner = embedded(s, verb.at)
    if not _clause_fits(s, rule, inner) or (verb.passive and _ends_object(s, verb.at)):
        return None
    held = held_by(s, rule, verb, inner) if rule.object else None
    if rule.object and held is None:
        return None
    if not _subject_fits(s, rule, verb) or not needs_met(s, rule, verb.token, verb.subjects, verb.objects):
        return None
    if "event" in rule.needs and not verb.subjects:  # windows were broken out
        return None
    if rule.object & BROAD or rule.to[:1] == ("object",):
        held = None
    others = recipients(s, Fit(rule, verb, held, inner), verb_event)
    if not _parties_fit(s, rule, verb, bool(others)):
        return None
    used = {verb.at, *(chain(s, held) if held is not None and s.kinds[held] == "n" else ())}
    if held is not None and s.kinds[held - 1] == "p":  # is on a visit
        used.add(held - 1)
    if rule.type in _WITH_CONTENT:
        used.update(verb.objects)
    if inner and _is_content(s, rule, inner):
        used.update(_content(s, inner[1]))
    who = verb.subjects
    if not who and verb.passive and "self" in rule.needs:
        who = [np for np in verb.objects if is_armed(s, np)]
    actors = tuple(tokens_of(s, one) for one in named(s, [np for np in who if np not in others]))
    if "event" in rule.needs:  # clashes broke out between
        told = [phrase for where in (verb.at, *verb.subjects) for phrase in phrases(s, where)]
        doers = lexicon().grammar["both"] | lexicon().grammar["by"]
        between = [phrase.noun for phrase in told if phrase.preposition in doers]
        actors = tuple(extent(s, np) for np in between)
        others = [one for one in others if one not in between and one not in verb.subjects]
    trigger = verb.token, max(end, verb.token + 1)
    return Found(rule, trigger, actors, tuple(tokens_of(s, one) for one in named(s, others)), verb.at, frozenset(used))


def main_of(s: Sentence, at: int) -> int | None:
    """The verb group before a comma that a participle hangs on."""
    if s.kinds[at] != "v" or letters(s, at) != "g" or s.kinds[at - 1] != ",":
        return None
    return next((earlier for earlier in range(at - 1, max(-1, at - REACH), -1) if is_finite(s, earlier)), None)


def _turned(s: Sentence, rule: EventRule, verb: Verb, end: int) -> Verb:
    """A verb read as a rule has it: with the object after its particle; "is engaged in" as active; "ten killed in a
    raid" as passive, and so "came under fire", where what was done to the subject is a noun."""
    if verb.passive and rule.type == "COERCE" and verb.subjects:  # closed by Lee, not: between Bath and Oslo
        by = lexicon().grammar["by"]
        verb = verb._replace(subjects=[one.noun for one in phrases(s, verb.at) if one.preposition in by])
    if "stative" in rule.needs and verb.passive and not verb.subjects:
        return verb._replace(passive=False, subjects=verb.objects, objects=[])
    if "undergone" in rule.needs and not verb.passive:
        return verb._replace(passive=True, subjects=_doers(s, verb.at), objects=verb.subjects)
    if verb.passive or verb.objects:
        return verb
    if end > s.lasts[verb.at]:
        return verb._replace(objects=direct_object(s, verb.at + 1))
    bare = letters(s, verb.at) == "e" and embedded(s, verb.at) is None
    if bare and (shared := _shared_object(s, verb.at)):
        return verb._replace(objects=shared)
    if bare and rule.type in _DONE_TO and "patient" in rule.needs:
        return verb._replace(passive=True, subjects=[], objects=verb.subjects)
    return verb


def _doers(s: Sentence, at: int) -> list[int]:
    """Who did what the subject of an active verb suffers: came under fire from rebels."""
    grammar = lexicon().grammar
    return [one.noun for one in phrases(s, at) if one.preposition in grammar["by"] | grammar["from"]]


def _ends_object(s: Sentence, at: int) -> bool:
    """Whether a bare participle is rather the noun that ends the object of another verb: got an Acme shot."""
    if letters(s, at) != "e" or s.kinds[at - 1] != "n" or s.kinds[at + 1] not in ".,;c":
        return False
    return s.kinds[before(s, at - 1)] == "v" and s.parts[at - 1][0] == "D" and s.parts[at - 1][-1] == "N"


def _shared_object(s: Sentence, at: int) -> list[int]:
    """The object of the verb that is joined to a verb without one: shot and killed two guards."""
    joined = s.kinds[at + 1] == "c" and s.kinds[at + 2] == "v" and letters(s, at + 2) in ("e", "f")
    return direct_object(s, at + 2) if joined else []


def _words_fit(s: Sentence, rule: EventRule, at: int) -> bool:
    """Whether the particle and the preposition that a rule asks for follow the verb."""
    if rule.particle and not any(
        spot < len(s.words) and s.words[spot] in rule.particle for spot in _particle_spots(s, at)
    ):
        return False
    if rule.follow:
        here = next_content(s, at)
        return s.kinds[here] in "poy2" and s.kinds[here + 1] != "t" and word(s, here) in rule.follow
    return True


def _particle_spots(s: Sentence, at: int) -> Iterator[int]:
    """The tokens where a particle may be: after the verb, after its object or at the object's end."""
    token = s.lasts[at]
    yield token
    if s.letters[token : token + 1] != "x":
        yield token + 1
    if s.kinds[at + 1] == "n":
        last = last_of(s, at + 1)
        yield from (s.lasts[last], s.lasts[at + 1], s.lasts[at + 1] - 1)
        if s.kinds[last + 1] == "," and s.kinds[last + 2] == "n" and s.kinds[last + 3] == ",":
            yield s.lasts[last + 3]


def _clause_fits(s: Sentence, rule: EventRule, inner: Inner | None) -> bool:
    """Whether the clause that a rule asks for is there, with a verb of the types that it may have."""
    if not rule.clause:
        return True
    if inner is None or inner[0] not in rule.clause:
        return False
    return not rule.content or _type_of(s, inner[1]) in rule.content


def _subject_fits(s: Sentence, rule: EventRule, verb: Verb) -> bool:
    if rule.subject and not verb.subjects and not verb.passive and is_finite(s, verb.at) and not s.article.upper:
        return False
    return subject_fits(s, rule, verb.subjects)


def _parties_fit(s: Sentence, rule: EventRule, verb: Verb, others: bool) -> bool:
    """Whether the parties are those that a rule needs: two of them; a target; no clause with that."""
    if "pair" in rule.needs and not verb.objects and not others and not are_several(s, verb.subjects):
        return False
    if "both" in rule.needs and not others and not are_several(s, verb.subjects):
        return False
    if "no_state" in rule.needs and is_state(s, verb.at):
        return False
    if ("party" in rule.needs and not others) or ("finite" in rule.needs and not is_finite(s, verb.at)):
        return False
    if rule.spares_object:
        is_described = verb.passive and s.kinds[verb.at - 1] == "n"  # despite a report released by
        described = [verb.at - 1] if is_described else []
        objects = [
            *described,
            *verb.objects,
            *(phrase.noun for phrase in phrases(s, verb.at) if phrase.preposition in rule.to),
        ]
        if any(kinds(s, np) & rule.spares_object for np in objects):
            return False
    if "target" not in rule.needs or any(is_armed(s, np) for np in verb.subjects):
        return True
    return any(phrase.preposition in rule.to for phrase in phrases(s, verb.at))


def _type_of(s: Sentence, at: int) -> str | None:
    """The type of the event of a verb, or of the verb right after it: resume shelling."""
    if s.kinds[at] != "v":
        return None
    if found := verb_event(s, at):
        return found.rule.type
    after = verb_event(s, at + 1) if s.kinds[at + 1] == "v" else None
    return after.rule.type if after else None


def _is_content(s: Sentence, rule: EventRule, inner: Inner) -> bool:
    """Whether the clause of a verb is no event of its own: what was agreed to or demanded, or what a protest is for."""
    if inner[0] not in ("to", "that"):
        return False
    if rule.type in _WITH_CONTENT:
        return True
    aim = _type_of(s, inner[1]) if inner[0] == "to" else None
    return aim in ("REQUEST", rule.type) or (rule.type == "PROTEST" and aim in _AIMS)


def _content(s: Sentence, at: int) -> Iterator[int]:
    """The chunks of a clause that is the content of another: its verbs, those joined to them, and its objects."""
    yield at
    if s.kinds[at + 1] == "v":
        yield at + 1
    yield from direct_object(s, at)
    for later in range(at + 1, min(len(s.parts), at + _REACH)):
        if s.kinds[later] in ".;WS" or (s.kinds[later] == "," and s.kinds[later + 1] != "c"):
            return
        if s.kinds[later] == "c" and s.kinds[later + 1] == "v":
            yield later + 1
        elif is_infinitive(s, later):  # demanded that X cancel plans to sell
            yield later
