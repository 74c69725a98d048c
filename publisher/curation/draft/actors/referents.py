"""Which actors the words of an article mean: names, joint names, "both sides", collectives without a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from publisher.curation.draft.actors.aliases import surnames
from publisher.curation.draft.actors.offices import offices
from publisher.curation.draft.actors.propose import group_name, uncounted
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Name, Span
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.extract.whom import find_named
from publisher.inputs.actors_file import Actors

_WORDS = word_lists("drafts")
_PERSONS = "both_persons"
BOTH = {kind: frozenset(_WORDS[kind]) for kind in ("both", _PERSONS)}
"""What two actors named before are called: bodies and states, and persons."""
_BARE = {kind: frozenset(form.partition(" ")[2] for form in forms) for kind, forms in BOTH.items()}  # without article
_BARE[_PERSONS] = frozenset(form for form in _BARE[_PERSONS] if " " in form)  # "two" alone may be anybody
_OWNER = re.compile(r"['’]s? ")
_OF = re.compile(rf" {any_of(_WORDS['office_of'])} ")
_TAKEN_UP = {
    "person": frozenset(_WORDS["of_person"]),
    "organization": frozenset(_WORDS["of_body"]),
    "state": frozenset(_WORDS["of_body"]),
    "group": frozenset(_WORDS["of_several"]),
}
"""Type of actor -> the pronouns that take it up."""
_BACK = 60  # names that "both sides" look back
_THE = f"(?:{any_of(_WORDS['article'])} )?"
_JOINED = re.compile(rf",? {any_of(_WORDS['joined'])} {_THE}|, {_THE}")


@dataclass(frozen=True)
class Referents:
    """What is known of the actors of an article. names: by their start, those that the authority file does not have but
    that are of one of its actors among them; types: actor -> actor_type; groups: what a collective is called -> actor;
    parents: actor -> who it belongs to; holders: the last words of an office -> the one person who has it."""

    found: Found
    names: Mapping[int, Name]
    types: Mapping[str, str]
    groups: Mapping[str, str]
    parents: Mapping[str, str]
    holders: Mapping[str, str]

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
        return cls(found, {**aliases, **found.known}, types, groups, parents, _holders(found))

    def actors(self, span: Span | None) -> tuple[str, ...]:
        """The actors that words mean by themselves, in the order of the text; none where that is not sure."""
        if span is None:
            return ()
        if name := self._named(span):
            return (name,)
        return self._joint(span) or self._both(span) or self._group(span) or self._holder(span)

    def party(self, span: Span) -> tuple[str, ...]:
        """The actors of words that name a party of an event, where the word for what is its own is enough: "Norwegian
        raids"."""
        own = self.names.get(span.start)
        return (str(own.actor_id),) if own and own.end == span.end else self.actors(span)

    def parties(self, span: Span) -> list[tuple[str, Span]]:
        """The actors of these words, each with its name in them, or all of them where it has none there."""
        names = {str(name.actor_id): name for name in self.within(span.start, span.end)}
        named = {actor: Span(name.start, name.end, name.text) for actor, name in names.items()}
        return [(actor, named.get(actor, span)) for actor in self.party(span)]

    def without(self, dropped: Collection[str]) -> Referents:
        """These referents without the names and descriptions of some actors."""
        names = {at: name for at, name in self.names.items() if name.actor_id not in dropped}
        groups = {name: actor for name, actor in self.groups.items() if actor not in dropped}
        holders = {word: actor for word, actor in self.holders.items() if actor not in dropped}
        return replace(self, names=names, groups=groups, holders=holders)

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
        fits = len(actors) == 1 and any(word in _TAKEN_UP.get(kind, ()) for kind in kinds)
        several = len(actors) > 1 and word in _WORDS["of_several"]
        return tuple(actors) if fits or several else ()

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """Name as printed -> its actor."""
        return {name.text: str(name.actor_id) for name in self.names.values()}

    def _named(self, span: Span) -> str | None:
        name = find_named(span, self.names)
        return name.actor_id if name else None

    def _joint(self, span: Span) -> tuple[str, ...]:
        parts: list[Span] = []
        at = 0
        for joint in [*_JOINED.finditer(span.text), None]:
            end = joint.start() if joint else len(span.text)
            parts.append(Span(span.start + at, span.start + end, span.text[at:end]))
            at = joint.end() if joint else end
        actors = [self._named(part) or next(iter(self._group(part)), None) for part in parts]
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
        article, _, office = span.text.casefold().partition(" ")
        holder = self.holders.get(office) if article in _WORDS["definite"] else None
        return (holder,) if holder else ()

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


def _is_edge(name: str, longer: str) -> bool:
    """Whether a longer name begins or ends with these words."""
    return longer.startswith(f"{name} ") or longer.endswith(f" {name}")


def _holders(found: Found) -> dict[str, str]:
    """The last words of an office, and the whole of it -> the one person who has it."""
    held: dict[str, set[str]] = defaultdict(set)
    for office in offices(found, ()):
        words = _OF.split(found.text[office.start : office.end].casefold(), maxsplit=1)[0].split()
        lesser = next((n for n, word in enumerate(words) if word in _WORDS["lesser"]), len(words) - 1)
        for first in range(lesser + 1):  # "the minister" is no deputy minister
            held[" ".join(words[first:])].add(office.actor_id)
    return {words: next(iter(persons)) for words, persons in held.items() if len(persons) == 1}
