"""Which actors the words of an article mean: names, joint names, "both sides", collectives without a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from publisher.curation.draft.actors.aliases import surnames
from publisher.curation.draft.actors.offices import is_office, offices
from publisher.curation.draft.actors.propose import group_name, uncounted
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Name, Span
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.inputs.actors_file import Actors
from publisher.records.speakers import find_actor
from publisher.rules.words import PREPOSITION_WORDS, RELATIVES

_WORDS = word_lists("drafts")
_PERSONS = "both_persons"
BOTH = {kind: frozenset(_WORDS[kind]) for kind in ("both", _PERSONS)}
"""What two actors named before are called: bodies and states, and persons."""
_BARE = {kind: frozenset(form.partition(" ")[2] for form in forms) for kind, forms in BOTH.items()}  # without article
_BARE[_PERSONS] = frozenset(form for form in _BARE[_PERSONS] if " " in form)  # "two" alone may be anybody
BODIES = frozenset([*_WORDS["bodies"], *_WORDS["bare_bodies"]])
"""What a body may be called by one word."""
_NAME_OF = re.compile(rf" (?:{any_of([*_WORDS['office_of'], *_WORDS['relative']])}) ")
_OFFICES_OF = frozenset(_WORDS["office_of"])
_HANGING = any_of([*PREPOSITION_WORDS, *RELATIVES, *_WORDS["relative"]])
_WHICH = re.compile(rf"(?: [a-z]+{any_of([*_WORDS['doing'], *_WORDS['done']])})? {_HANGING} ")
_OWNER = re.compile(r"['’]s? ")
_OF = {
    "person": frozenset(_WORDS["of_person"]),
    "organization": frozenset(_WORDS["of_body"]),
    "state": frozenset(_WORDS["of_body"]),
    "group": frozenset(_WORDS["of_several"]),
}
"""Type of actor -> the pronouns that take it up."""
_ARTICLES = frozenset(_WORDS["before_people"])
_LONGEST = 5  # characters of an article, and more
_BACK = 60  # names that "both sides" look back
_THE = f"(?:{any_of(_WORDS['article'])} )?"
_JOINED = re.compile(rf",? {any_of(_WORDS['joined'])} {_THE}|, {_THE}")


@dataclass(frozen=True)
class Referents:
    """What is known of the actors of an article. names: by their start, those that the authority file does not have but
    that are of one of its actors among them; types: actor -> actor_type; groups: what a collective is called -> actor;
    parents: actor -> who it belongs to; holders: the last word of an office -> the one person who has it; heads: what a
    body, or a person whose name nobody knows, is in one word -> those that are that; pronouns: where one begins -> whom
    it means; descriptions: what somebody without a proper name is called -> that one."""

    found: Found
    names: Mapping[int, Name]
    types: Mapping[str, str]
    groups: Mapping[str, str]
    parents: Mapping[str, str]
    holders: Mapping[str, str]
    heads: Mapping[str, frozenset[str]]
    pronouns: Mapping[int, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Found, actors: Actors) -> Referents:
        """Those of an article. actors: all that may be meant, those that a draft proposes among them."""
        known = surnames(found, actors.surfaces)
        aliases = {name.start: name._replace(actor_id=known[name.text]) for name in found.names if name.text in known}
        types = {actor: str(columns["actor_type"]) for actor, columns in actors.values.items()}
        groups = {
            (group_name(str(columns["name"])) or str(columns["name"])).casefold(): actor
            for actor, columns in actors.values.items()
            if types[actor] == "group"
        }
        parents = {
            actor: str(columns["parent_actor_id"])
            for actor, columns in actors.values.items()
            if columns["parent_actor_id"]
        }
        held: dict[str, set[str]] = defaultdict(set)
        for office in offices(found, ()):
            held[found.text[office.start : office.end].rpartition(" ")[2].casefold()].add(office.actor_id)
        holders = {word: next(iter(persons)) for word, persons in held.items() if len(persons) == 1}
        heads: dict[str, set[str]] = defaultdict(set)
        for actor, columns in actors.values.items():
            if word := _head(str(columns["name"]), types[actor]):
                heads[word].add(actor)
        kinds = {word: frozenset(those) for word, those in heads.items()}
        described = {
            name.casefold(): actor
            for actor, columns in actors.values.items()
            if types[actor] in ("person", "organization") and core(name := str(columns["name"])).split()[-1].islower()
        }
        names = {**aliases, **found.known}
        return cls(found, names, types, groups, parents, holders, kinds, descriptions=described)

    def actors(self, span: Span | None) -> tuple[str, ...]:
        """The actors that words mean by themselves, in the order of the text; none where that is not sure."""
        if span is None:
            return ()
        name = find_actor(span, self.names) or (self.pronouns.get(span.start) if " " not in span.text else None)
        if name:
            return (name,)
        ways = (self._joint, self._both, self._group, self._described, self._short, self._holder, self._body)
        return next(filter(None, (way(span) for way in (*ways, self._government, self._last_body))), ())

    def party(self, span: Span) -> tuple[str, ...]:
        """The actors of words that name a party of an event, where the word for what is its own is enough: "Norwegian
        raids"."""
        own = self.names.get(span.start)
        return (str(own.actor_id),) if own and own.end == span.end else self.actors(span)

    def without(self, dropped: Collection[str]) -> Referents:
        """These referents without the names and descriptions of some actors."""
        names = {at: name for at, name in self.names.items() if name.actor_id not in dropped}
        groups = {name: actor for name, actor in self.groups.items() if actor not in dropped}
        holders = {word: actor for word, actor in self.holders.items() if actor not in dropped}
        heads = {word: those.difference(dropped) for word, those in self.heads.items()}
        told = {name: actor for name, actor in self.descriptions.items() if actor not in dropped}
        return replace(self, names=names, groups=groups, holders=holders, heads=heads, descriptions=told)

    def above(self, actor: str) -> set[str]:
        """The actors that an actor belongs to."""
        found: set[str] = set()
        while actor in self.parents and (actor := self.parents[actor]) not in found:
            found.add(actor)
        return found

    def taken_up(self, span: Span, actors: Sequence[str]) -> tuple[str, ...]:
        """The actors, if the words are a pronoun for them: "he", the one that a sentence is about; else none."""
        word = span.text.casefold()
        kinds = {self.types.get(actor, "") for actor in actors}
        fits = len(actors) == 1 and any(word in _OF.get(kind, ()) for kind in kinds)
        several = len(actors) > 1 and word in _WORDS["of_several"]
        return tuple(actors) if fits or several else ()

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """Name as printed -> its actor."""
        return {name.text: str(name.actor_id) for name in self.names.values()}

    def _joint(self, span: Span) -> tuple[str, ...]:
        parts: list[Span] = []
        at = 0
        for joint in [*_JOINED.finditer(span.text), None]:
            end = joint.start() if joint else len(span.text)
            parts.append(Span(span.start + at, span.start + end, span.text[at:end]))
            at = joint.end() if joint else end
        actors = [find_actor(part, self.names) or next(iter(self._group(part)), None) for part in parts]
        return tuple(dict.fromkeys(filter(None, actors))) if len(parts) > 1 and all(actors) else ()

    def _both(self, span: Span) -> tuple[str, ...]:
        """The last two actors of one kind named before "both sides"."""
        printed = span.text.casefold()
        kinds = [kind for kind, forms in BOTH.items() if printed in forms or printed in _BARE[kind]]
        if not kinds:
            return ()
        person = kinds[0] == _PERSONS
        last = bisect_left(self._places, span.start)
        before = (self.names[at] for at in reversed(self._places[max(0, last - _BACK) : last]))
        fitting = (str(name.actor_id) for name in before if (self.types.get(str(name.actor_id)) == "person") is person)
        states = [actor for actor in dict.fromkeys(fitting) if person or self.types.get(actor) == "state"]
        return tuple(reversed(states[:2])) if len(states) > 1 else ()

    @cached_property
    def _places(self) -> Sequence[int]:
        return sorted(self.names)

    def within(self, start: int, end: int) -> Sequence[Name]:
        """The names of actors that begin in a stretch of the text."""
        return [
            self.names[at] for at in self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]
        ]

    def _holder(self, span: Span) -> tuple[str, ...]:
        """The one person of the article who has the office: "the minister"."""
        article, _, rest = span.text.partition(" ")
        holder = self.holders.get(rest.rpartition(" ")[2].casefold())
        if not holder:
            return ()
        owners = {str(name.actor_id) for name in self.within(span.start, span.end)}
        is_own = bool(_OWNER.search(span.text)) and bool(owners & self.above(holder))
        return (holder,) if is_own or article.casefold() in _WORDS["definite"] else ()

    def _described(self, span: Span) -> tuple[str, ...]:
        """The one without a proper name who is called so: "a port spokesman", later "the spokesman"."""
        article, _, bare = span.text.casefold().partition(" ")
        if actor := self.descriptions.get(bare if article in _ARTICLES else span.text.casefold()):
            return (actor,)
        last = {actor for name, actor in self.descriptions.items() if core(name).rpartition(" ")[2] == bare}
        return tuple(last) if article in _WORDS["article"] and len(last) == 1 else ()

    def _government(self, span: Span) -> tuple[str, ...]:
        """The state of "the government": the only one that the article names, else whose people and bodies it names."""
        start = max(0, span.start - _LONGEST) if " " not in span.text else span.start
        *_, article, word = ["", *self.found.text[start : span.end].casefold().split()]
        whose = [name for name in self.within(span.start, span.end) if self.types.get(str(name.actor_id)) == "state"]
        if word in _WORDS["governments"] and len(whose) == 1 and self.found.text[whose[0].end :][:1] == " ":
            return (str(whose[0].actor_id),)
        if article not in _WORDS["definite"] or word not in _WORDS["governments"]:
            return ()
        named = {str(name.actor_id) for name in self.names.values()}
        states = {actor for actor in named if self.types.get(actor) == "state"} or {
            above for actor in named for above in self.above(actor) if self.types.get(above) == "state"
        }
        return tuple(states) if len(states) == 1 else ()

    def _last_body(self, span: Span) -> tuple[str, ...]:
        """The organisation that was named last before "the group"."""
        article, _, word = span.text.casefold().partition(" ")
        if article not in _WORDS["definite"] or word not in _WORDS["any_body"]:
            return ()
        last = bisect_left(self._places, span.start)
        before = (str(self.names[at].actor_id) for at in reversed(self._places[max(0, last - _BACK) : last]))
        return tuple([actor for actor in before if self.types.get(actor) == "organization"][:1])

    def _short(self, span: Span) -> tuple[str, ...]:
        """The one body of the article whose name is longer in the middle: "Norwegian forces" of "Norwegian special
        forces"."""
        told = span.text.split()
        told = told[1:] if told and told[0].casefold() in _WORDS["definite"] else told
        if len(told) < 2 or not told[0][:1].isupper():
            return ()
        longer = {actor for name, actor in self.by_name.items() if _is_within(told, name.split())}
        return tuple(longer) if len(longer) == 1 else ()

    def _body(self, span: Span) -> tuple[str, ...]:
        """The one body that the words tell what it is, and of which state: "the court", "Norway's parliament"."""
        *before, word = span.text.split() or [""]
        if not _OFFICES_OF.isdisjoint(before):  # members of parliament
            return ()
        bodies = self.heads.get(word.casefold(), frozenset())
        named = {str(name.actor_id) for name in self.within(span.start, span.end)}
        owners = {actor for actor in named if self.types.get(actor) == "state"}
        capitals = [word for word in before if word[:1].isupper() and word.casefold() not in _WORDS["definite"]]
        strangers = [word for word in capitals if not word.endswith(("'s", "’s"))]
        if owners:
            bodies = frozenset(body for body in bodies if self.parents.get(body) in owners)
        elif strangers or not (
            _is_definite(before) or _OWNER.search(span.text) or word.casefold() in _WORDS["bare_bodies"]
        ):
            return ()
        if len(bodies) > 1:
            bodies &= frozenset(self.by_name.values())  # of several that a file knows, the one that is named here
        return tuple(bodies) if len(bodies) == 1 else ()

    def _group(self, span: Span) -> tuple[str, ...]:
        """The collective that is called so, else the one whose name begins or ends so: "residents" of "Residents of
        Utopia", "the suspects" of "Arrested suspects"."""
        printed = uncounted(_OWNER.split(span.text)[-1])
        name = printed.casefold()
        if actor := self.groups.get(name) or self.groups.get(f"{_WORDS['article'][0]} {name}"):
            return (actor,)
        is_noun = printed.rpartition(" ")[2].islower()  # no name: Bath of Dockers of Bath
        fuller = [actor for long, actor in self.groups.items() if is_noun and _is_edge(name, long)]
        return (fuller[0],) if len(fuller) == 1 else ()


def _head(name: str, actor_type: str) -> str | None:
    """What a body is by its name in one word ("court" of "Court of Bath"), or a person by a description; None for
    others."""
    first, *rest = _NAME_OF.split(name, maxsplit=1)
    word = (first if rest else name).split()[-1].casefold()
    is_known = word in BODIES if actor_type == "organization" else actor_type == "person" and is_office(word)
    return word if is_known and (rest or actor_type == "organization") else None


def core(name: str) -> str:
    """The name of somebody who has no proper one, without what says which one it is: "Sailors who were rescued"."""
    return _WHICH.split(name, maxsplit=1)[0]


def _is_definite(before: Sequence[str]) -> bool:
    return bool(before) and before[0].casefold() in _WORDS["definite"]


def _is_within(told: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words are a name without some in its middle."""
    left = iter(name)
    return len(told) < len(name) and (told[0], told[-1]) == (name[0], name[-1]) and all(word in left for word in told)


def _is_edge(name: str, longer: str) -> bool:
    """Whether a longer name begins or ends with these words."""
    return longer.endswith(f" {name}") or f" {core(longer)}".endswith(f" {name}")
