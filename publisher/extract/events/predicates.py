"""Which rule fits a verb group or a noun, and the parties that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import arguments as arg
from .arguments import Phrase, kind, letters
from .lexicon import Rule, lexicon
from .selection import Article, are_several, is_party_word, needs_met, subject_fits
from .sentence import Sentence, lemma, remembered

Tokens = tuple[int, int]
_DONE_TO = frozenset(("ASSAULT", "COERCE", "SANCTION", "AID"))
_LONG = 55  # characters of a noun phrase with what hangs on it
_VERBAL = frozenset(("AGREE", "REJECT", "REQUEST", "THREATEN", "MOBILIZE"))


class Found(NamedTuple):
    """An event in a sentence. trigger, actors, recipients: tokens; at: its chunk; used: chunks that it takes up."""

    rule: Rule
    trigger: Tokens
    actors: tuple[Tokens, ...]
    recipients: tuple[Tokens, ...]
    at: int
    used: frozenset[int]


class Verb(NamedTuple):
    """A verb group read. objects: its direct objects, or the subjects of a passive; subjects: who acts."""

    at: int
    lemma: str
    token: int
    passive: bool
    subjects: list[int]
    objects: list[int]


@remembered
def read_verb(s: Sentence, at: int) -> Verb:
    """A verb group with its subject and object, turned round where it is passive."""
    name, token = lemma(s, s.chunks[at])
    group = letters(s, at)
    before = arg.subject(s, at)
    after = arg.direct_object(s, at)
    if _is_passive(s, at, group, after):
        by = lexicon().grammar["by"]
        agents = [phrase.noun for phrase in arg.phrases(s, at) if phrase.preposition in by]
        return Verb(at, name, token, True, agents, before)
    return Verb(at, name, token, False, before, after)


def _is_passive(s: Sentence, at: int, group: str, after: list[int]) -> bool:
    if "E" in group and group[-1] in "eu":
        return True
    if group == "u":
        return True
    if group != "e" and not (group[0] == "2" and "E" in group):
        return False
    if kind(s, arg.next_content(s, at)) == "y" or arg.reduced(s, at):
        return True
    ahead = arg.before(s, at)
    return not after and kind(s, ahead) not in "nWT)" and not (kind(s, ahead) == "," and arg.closes(s, ahead))


def verb_event(s: Sentence, at: int, article: Article) -> tuple[Found, Verb] | None:
    """The event of a verb group, by the first rule that fits."""
    known = lexicon()
    name, token = lemma(s, s.chunks[at])
    candidates = [(rule, token + 1) for rule in known.by_verb.get(name, ())]
    if name in known.compound:
        candidates = sorted([*_with_particle(s, at, name), *candidates], key=lambda candidate: candidate[0].place)
    if not candidates:
        return None
    verb = read_verb(s, at)
    for rule, end in candidates:
        if found := _apply(s, rule, verb, end, article):
            return found, verb
    return None


def _with_particle(s: Sentence, at: int, name: str) -> Iterator[tuple[Rule, int]]:
    """The rules of a verb of two words that stands here, with the token after it."""
    chunk = s.chunks[at]
    spots = [chunk.last]
    if kind(s, at + 1) == "n":
        spots.append(s.chunks[at + 1].last)
    for spot in spots:
        if spot < len(s.words):
            for rule in lexicon().by_verb.get(f"{name}_{s.words[spot]}", ()):
                yield rule, spot + 1 if spot == chunk.last else chunk.last


def _apply(s: Sentence, rule: Rule, verb: Verb, end: int, article: Article) -> Found | None:
    at, objects = verb.at, verb.objects
    if rule.particle and not _has_particle(s, at, rule):
        return None
    if "stative" in rule.needs and verb.passive and not verb.subjects:
        verb = Verb(at, verb.lemma, verb.token, False, verb.objects, [])
        objects = []
    if end > s.chunks[at].last and not verb.passive and not objects:  # after a particle
        objects = arg.direct_object(s, _chunk_at(s, end - 1))
    inner = arg.embedded(s, at) if (rule.clause or "content" in rule.to or rule.type in _VERBAL) else None
    if rule.clause and (inner is None or inner[0] not in rule.clause):
        return None
    if rule.clause and inner and rule.content and not rule.object and _type_of(s, inner[1], article) not in rule.content:
        return None
    if "bare" in rule.needs and arg.that_subject(s, at):
        return None
    used = {at}
    held: int | None = None
    if rule.object or rule.spares_object:
        held = _held(s, rule, at, objects, inner)
        if rule.object and held is None:
            return None
        if rule.spares_object and any(arg.kinds(s, np) & rule.spares_object for np in objects):
            return None
    if rule.follow and not _followed(s, at, rule):
        return None
    if not subject_fits(s, rule, verb.subjects, article.upper):
        return None
    if rule.subject and not verb.subjects and not verb.passive and arg.is_finite(s, at) and not article.upper:
        return None
    patients = objects
    if rule.type in _DONE_TO and "patient" in rule.needs and inner is None and not objects and letters(s, at) == "e":
        verb = Verb(at, verb.lemma, verb.token, True, [], verb.subjects)  # ten killed in a raid
        patients = objects = verb.objects
    if not needs_met(s, rule, article, verb.token, verb.subjects, patients):
        return None
    nominal = held is not None and not ({"actor", "place"} & rule.object) and "object" not in rule.to[:1]
    if held is not None and nominal:
        used.add(held)
        used.update(arg.chain(s, held))
    recipients = _recipients(s, rule, verb, objects, held if nominal else None, inner, article)
    if "pair" in rule.needs and not objects and not recipients and not are_several(s, verb.subjects):
        return None
    aimed = any(phrase.preposition in rule.to for phrase in arg.phrases(s, at))
    if "target" in rule.needs and not aimed and not any(arg.is_armed(s, np) for np in verb.subjects):
        return None
    if inner and _is_content(s, rule, inner, article):
        used.update(_content(s, inner[1]))
    who = verb.subjects or ([np for np in objects if arg.is_armed(s, np)] if verb.passive and "self" in rule.needs else [])
    actors = tuple(_extent(s, np) for np in who if np not in recipients)
    return Found(
        rule, (verb.token, max(end, verb.token + 1)), actors, tuple(_party(s, r) for r in recipients), at, frozenset(used)
    )


def _is_content(s: Sentence, rule: Rule, inner: tuple[str, int], article: Article) -> bool:
    """Whether the clause of a verb is what was agreed to or demanded, and no event of its own: to protest, to demand
    after a protest."""
    if inner[0] not in ("to", "that"):
        return False
    return rule.type in _VERBAL or (
        rule.type == "PROTEST" and _type_of(s, inner[1], article) in ("REQUEST", "PROTEST", "ACCUSE", "REJECT", "SUPPORT")
    )


def _chunk_at(s: Sentence, token: int) -> int:
    return next(n for n, chunk in enumerate(s.chunks) if chunk.last > token)


def _has_particle(s: Sentence, at: int, rule: Rule) -> bool:
    token = s.chunks[at].last
    spots = [token] if s.letters[token] == "x" else [token, token + 1]
    if kind(s, at + 1) == "n":
        last = arg.last_of(s, at + 1)
        spots += [s.chunks[last].last, s.chunks[at + 1].last, s.chunks[at + 1].last - 1]
        if kind(s, last + 1) == "," and kind(s, last + 2) == "n" and kind(s, last + 3) == ",":
            spots.append(s.chunks[last + 3].last)
    return any(spot < len(s.words) and s.words[spot] in rule.particle for spot in spots)


def _followed(s: Sentence, at: int, rule: Rule) -> bool:
    here = arg.next_content(s, at)
    return kind(s, here) in "poy2" and kind(s, here + 1) != "t" and arg.word(s, here) in rule.follow


def _held(s: Sentence, rule: Rule, at: int, objects: Sequence[int], inner: tuple[str, int] | None) -> int | None:
    """The noun phrase that a rule asks for: among the objects, after the prepositions of `via`, or the verb or object
    of the clause."""
    for np in objects:
        if _is_held(s, rule, np):
            return np
    if rule.via:
        for phrase in arg.phrases(s, at):
            if phrase.preposition in rule.via and _is_held(s, rule, phrase.noun):
                return phrase.noun
    if inner and rule.clause:
        name, _ = lemma(s, s.chunks[inner[1]])
        if name in rule.object:
            return inner[1]
        return next((np for np in arg.direct_object(s, inner[1]) if _is_held(s, rule, np)), None)
    return None


def _is_held(s: Sentence, rule: Rule, np: int) -> bool:
    if "actor" in rule.object and arg.is_actor(s, np):
        return True
    if any(kind in lexicon().people and _is_of(s, np, kind) for kind in rule.object):
        return True
    if "place" in rule.object and arg.has_name(s, s.chunks[np]):
        return True
    return bool(arg.kinds(s, np) & rule.object)


def _is_of(s: Sentence, np: int, people: str) -> bool:
    """Whether a word of a noun phrase is in a list of people."""
    chunk = s.chunks[np]
    return not lexicon().people[people].isdisjoint(s.words[chunk.first : chunk.last])


def _type_of(s: Sentence, at: int, article: Article) -> str | None:
    if kind(s, at) != "v":
        return None
    if found := verb_event(s, at, article):
        return found[0].rule.type
    return _type_of(s, at + 1, article) if kind(s, at + 1) == "v" else None  # resume shelling


def _content(s: Sentence, at: int) -> Iterator[int]:
    """The chunks of a clause that is the content of another: its verbs, and those joined to them."""
    yield at
    if kind(s, at + 1) == "v":
        yield at + 1
    for np in arg.direct_object(s, at):
        yield np
    for later in range(at + 1, min(len(s.chunks), at + 12)):
        if kind(s, later) in ".;WS" or (kind(s, later) == "," and kind(s, later + 1) != "c"):
            return
        if kind(s, later) == "c" and kind(s, later + 1) == "v":
            yield later + 1


# ---- the other party


Party = int | Tokens


def _recipients(
    s: Sentence, rule: Rule, verb: Verb, objects: list[int], noun: int | None, inner: tuple[str, int] | None, article: Article
) -> list[Party]:
    """The other party: what the rule says first, else what the object or the rest of the clause names."""
    phrases = arg.phrases(s, verb.at)
    taken = {*verb.subjects}
    for where in rule.to:
        found = _party_at(s, rule, where, verb, objects, noun, inner, phrases, article)
        found = [one for one in found if one not in taken]
        if found:
            return found
    for np in [*([noun] if noun is not None else []), *objects]:
        if isinstance(np, int) and kind(s, np) == "n" and np not in taken:
            if own := arg.owner(s, np):
                return [own]
            for one in arg.chain(s, np):
                if one != np and arg.is_party(s, one):
                    return [one]
    for phrase in phrases:
        if phrase.preposition in lexicon().grammar["party"] and phrase.noun not in taken:
            if arg.is_party(s, phrase.noun):
                return [phrase.noun]
    return []


def _party_at(
    s: Sentence, rule: Rule, where: str, verb: Verb, objects: list[int], noun: int | None, inner: tuple[str, int] | None,
    phrases: list[Phrase], article: Article,
) -> list[Party]:
    if where == "object":
        material = rule.type in ("ASSAULT", "COERCE")
        return [np for np in objects if np != noun and (arg.is_party(s, np) or article.upper or material)]
    if where == "that":
        return [np for np in arg.that_subject(s, verb.at) if letters(s, np) not in "Hh"]
    if where == "owner":
        return [own for np in objects if (own := arg.owner(s, np))]
    if where == "content":
        return _content_party(s, inner, article)
    found: list[Party] = []
    for phrase in phrases:
        if phrase.preposition == where:
            if arg.is_party(s, phrase.noun) or _is_place(s, phrase.noun) or article.upper:
                found.append(phrase.noun)
            elif own := arg.owner(s, phrase.noun):
                found.append(own)
    return found


def _is_place(s: Sentence, np: int) -> bool:
    return bool(arg.kinds(s, np) & {"town", "building"})


def _content_party(s: Sentence, inner: tuple[str, int] | None, article: Article) -> list[Party]:
    """The party that a clause is about: who is to act, else who is acted on."""
    if inner is None:
        return []
    form, at = inner
    verb = read_verb(s, at) if kind(s, at) == "v" else None
    if verb is None:
        return []
    if form == "that":
        here = arg.before(s, at)
        return [np for np in (arg.joined_before(s, here) if kind(s, here) == "n" else []) if letters(s, np) not in "Hh"]
    found = verb_event(s, at, article)
    if found and found[0].recipients:
        return list(found[0].recipients)
    actors: list[Party] = [np for np in verb.objects if arg.is_party(s, np) and not verb.passive]
    if actors:
        return actors
    for np in verb.objects:
        if own := arg.owner(s, np):
            return [own]
    return [phrase.noun for phrase in arg.phrases(s, at) if arg.is_party(s, phrase.noun)][:1]


def _extent(s: Sentence, np: int) -> Tokens:
    """The tokens of a noun phrase with what hangs on it by "of", without its article."""
    first, last = s.chunks[np].first, s.chunks[arg.last_of(s, np)].last
    start, end = s.text_span(first, last)
    if end - start > _LONG:
        last = s.chunks[np].last
    while first < last - 1 and s.words[first] in lexicon().grammar["articles"]:
        first += 1
    return first, last


def _party(s: Sentence, party: Party) -> Tokens:
    return party if isinstance(party, tuple) else _extent(s, party)


# ---- nouns


def noun_event(s: Sentence, at: int, article: Article) -> Found | None:
    """The event that a noun phrase names, by the first rule that fits."""
    known = lexicon()
    last = s.chunks[at].last - 1
    if s.letters[last] != "n" or s.words[last].rpartition("-")[2] not in known.noun_triggers:
        return None
    kinds = arg.kinds(s, at)
    for noun in kinds & known.by_noun.keys():
        for rule in known.by_noun[noun]:
            if found := _apply_noun(s, rule, at, article):
                return found
    return None


def _apply_noun(s: Sentence, rule: Rule, at: int, article: Article) -> Found | None:
    phrases = []
    here = arg.last_of(s, at) if "of" not in rule.to else at
    for step in range(here + 1, min(len(s.chunks), here + 9)):
        if kind(s, step) not in "poy2nt":
            break
        if kind(s, step) in "poy2" and kind(s, step + 1) == "n":
            phrases += [Phrase(arg.word(s, step), one) for one in arg.joined_after(s, step + 1)]
    if "crowd" in rule.needs and kind(s, at + 1) == "o":
        return None  # a demonstration of strength
    actors: list[Tokens] = [_extent(s, p.noun) for p in phrases if p.preposition in lexicon().grammar["by"]]
    recipients: list[Tokens] = []
    for where in rule.to:
        recipients = [
            _extent(s, p.noun)
            for p in phrases
            if p.preposition == where and (arg.is_actor(s, p.noun) or (_is_place(s, p.noun) and rule.type == "ASSAULT"))
        ]
        if recipients:
            if where in lexicon().grammar["both"]:
                actors, recipients = recipients, []
            break
    if not actors and (own := arg.owner(s, at)):
        first, last = own
        possessive = s.letters[last : last + 1] == "s"
        if possessive and "crowd" in rule.needs and s.letters[last - 1] == "N":
            return None  # the firm's protest is a complaint
        if possessive or any(is_party_word(s.words[token], s.raw[token]) for token in range(first, last)):
            actors = [own]
    if not actors:
        chunk = s.chunks[at]
        armed = [t for t in range(chunk.first, chunk.last - 1) if s.words[t] in lexicon().people["human"]]
        if armed:
            actors = [(armed[0], armed[-1] + 1)]
    about = rule.type == "PROTEST" and any(phrase.preposition in rule.to for phrase in phrases)
    if "argument" in rule.needs and not (actors or recipients or about):
        return None
    if "pair" in rule.needs and len(actors) + len(recipients) < 2:
        return None
    if "calm" in rule.needs and article.is_on_play(s.words):
        return None
    if "force" in rule.needs and not needs_met(s, rule, article, s.chunks[at].last - 1, [], []):
        return None
    last = s.chunks[at].last
    return Found(rule, (last - 1, last), tuple(actors), tuple(recipients), at, frozenset((at,)))
