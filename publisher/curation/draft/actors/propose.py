"""Actors that an article names and the authority file does not have: entries for actors.toml, to be looked at.

One entry for an actor, with every form of its name in the article; a state has its code and the words for what is its
own, a person the body or state that the title before the name belongs to.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from publisher.curation.draft.actors.offices import is_office, title_before
from publisher.curation.draft.found import Found
from publisher.curation.free_ids import FreeIds
from publisher.extract.actors import forms, votes
from publisher.extract.candidates import Name, Span
from publisher.extract.events.lexicon import human_nouns
from publisher.extract.numbers import read_figure
from publisher.extract.patterns import any_of
from publisher.extract.text import dateline, table, word_lists
from publisher.inputs.actors_file import Actors
from publisher.inputs.quoted_words import occurrences, paragraph_at
from publisher.rules.words import COUNTED

LONGEST_ID = 48
KINDS = ("person", "organization", "state", "group")
_STATES = table("states")
_SECTORS = {word: code for code, listed in word_lists("sectors").items() for word in listed}
_WORDS = word_lists("drafts")
_UNNAMED = re.compile(rf"(?:(?:{any_of(_WORDS['unnamed'])}|[\d,.]+)\s+)+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\Z")
_MARKS = ('"', "“", "”", "‘", "’", "«", "»")
_LONGEST_GROUP = 6  # words


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor as a draft proposes it. facts: further columns of actors; surfaces: aliases, demonyms, metonyms."""

    actor_id: str
    name: str
    actor_type: str
    facts: Mapping[str, str] = field(default_factory=dict)
    surfaces: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def entry(self) -> dict[str, Any]:
        """The entry of actors.toml."""
        known = {"id": self.actor_id, "name": self.name, "actor_type": self.actor_type}
        return {**known, **self.facts, **{key: list(forms) for key, forms in self.surfaces.items() if forms}}

    def without_parent(self) -> NewActor:
        """The actor without those that it belongs to."""
        return replace(self, facts={key: value for key, value in self.facts.items() if key != "parent_actor_id"})


def new_actors(found: Found, known: Actors, ids: FreeIds, is_known: Callable[[Span], bool]) -> list[NewActor]:
    """The actors that names without one mean, in the order of the text. known: the authority file; ids: gives
    the new ones; is_known: whether words mean one of the file by what it is: Norway's parliament."""
    entities: dict[str, list[Name]] = defaultdict(list)
    for name in found.entities.values():
        if name.entity is not None:
            entities[name.entity].append(name)
    made: list[NewActor] = []
    taken = set(known.surfaces) | _of_several(found)
    called = {str(columns["name"]).casefold() for columns in known.values.values()}  # a group is in no surface
    for mentions in entities.values():
        if any(
            mention.start in found.known or is_known(Span(mention.start, mention.end, mention.text))
            for mention in mentions
        ):
            continue
        actor = _actor(found, mentions, taken)
        if actor and actor.name.casefold() not in called:
            taken.update((actor.name, *(form for listed in actor.surfaces.values() for form in listed)))
            made.append(replace(actor, actor_id=ids.take(f"act-{slug(actor.name)}")))
    owners = _owners(found, made, known)
    return _without_circles([_with_parent(found, record, owners) for record in made])


def _without_circles(made: Sequence[NewActor]) -> list[NewActor]:
    """The actors, none of which belongs to itself."""
    parents = {record.actor_id: record.facts.get("parent_actor_id") for record in made}
    kept: list[NewActor] = []
    for record in made:
        above, seen = parents[record.actor_id], set[str]()
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if record.actor_id in seen:
            parents[record.actor_id] = None
            record = record.without_parent()
        kept.append(record)
    return kept


def _of_several(found: Found) -> set[str]:
    """Surnames that several persons of the article have: nobody's alias."""
    full = {(name.entity, name.text.rpartition(" ")[2]) for name in found.entities.values() if name.type == "person"}
    counts = Counter(surname for _, surname in full)
    return {surname for surname, number in counts.items() if number > 1}


def group(printed: str) -> NewActor | None:
    """The collective that words without a proper name mean ("the harbour workers"), without an id; None where they
    are about one person, or nobody can know who they are."""
    name = group_name(printed)
    if name is None:
        return None
    told = name.split()
    country = next((code for count in (2, 1) if (code := _owned().get(" ".join(told[:count])))), None)
    facts = {**_sector(name), **({"country_code": country} if country else {})}
    return NewActor("", name[0].upper() + name[1:], "group", facts)


def group_name(printed: str) -> str | None:
    """What a collective is called: the words without article and number; None where they name none."""
    name = uncounted(printed)
    parts = name.split()
    last = parts[-1] if parts else ""
    last = last.lower() if len(parts) == 1 else last
    plural = last.endswith("s") and not last.endswith("ss") and last in human_nouns()
    several = plural or last in _WORDS["collectives"]
    if (
        not several
        or not last[:1].islower()
        or (last in _WORDS["vague"] and len(parts) == 1)
        or len(parts) > _LONGEST_GROUP
        or any(map(read_figure, parts))  # a number begins another phrase
    ):
        return None
    name = name.lower() if len(parts) == 1 else name
    return name if all(part[:1].isalpha() and part.strip(",;:.") == part for part in parts) else None


def uncounted(printed: str) -> str:
    """The words for some people without article and number."""
    hedge = COUNTED.match(printed)
    name = printed[hedge.end() :].lstrip() if hedge else printed
    name = _UNNAMED.sub("", name, count=1) if _UNNAMED.match(name) else name
    while (first := name.partition(" "))[2] and read_figure(first[0]):
        name = first[2]
    return name


def sector(printed: str) -> str | None:
    """The sector that words tell: by the last of them, by "leader" only without another ("union leader")."""
    words = [word for word in reversed(printed.casefold().split()) if word in _SECTORS]
    return next((_SECTORS[word] for word in sorted(words, key=_WORDS["of_any_sector"].__contains__)), None)


def _sector(printed: str) -> dict[str, str]:
    return {"sector_code": code} if (code := sector(printed)) else {}


def slug(printed: str) -> str:
    """The words as an id may hold them, without digits: as many whole ones as fit."""
    plain = unicodedata.normalize("NFKD", printed.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    first, *rest = re.findall("[a-z]+", plain.replace("'s", "").replace("'", "")) or ["unnamed"]
    made = str(first[:LONGEST_ID])
    for word in rest:
        if len(made) + 1 + len(word) > LONGEST_ID:
            break
        made += f"-{word}"
    return made


def _actor(found: Found, mentions: Sequence[Name], taken: Collection[str]) -> NewActor | None:
    """The actor of these mentions; None where they are none."""
    printed = list(dict.fromkeys(_bare(mention.text) for mention in mentions))
    named, owned = forms.states()
    code = next((code for form in printed if (code := named.get(form) or owned.get(form))), None)
    if code:
        return _state(found, code, mentions, printed)
    kind = mentions[0].type
    names = [form for form in printed if form not in taken]
    if kind not in KINDS or not names or is_office(mentions[0].text.split()[-1]):
        return None
    if all(_is_quoted(found.text, mention) for mention in mentions):
        return None  # a title, a ship
    name = max(names, key=lambda form: (not form.isupper(), len(form.split()), len(form)))
    if name.split()[-1][:1].islower():  # "North Korean soldiers" is no proper name
        kind = "group"
    own = [form for form in names if form != name] if kind != "group" else []
    return NewActor("", name, kind, _sector(name) if kind != "person" else {}, {"aliases": own})


def _is_quoted(text: str, name: Name) -> bool:
    """Whether quotation marks hold a name and nothing else."""
    return text[name.start - 1 : name.start] in _MARKS and text[name.end : name.end + 2].lstrip(".,")[:1] in _MARKS


def _state(found: Found, code: str, mentions: Sequence[Name], printed: Sequence[str]) -> NewActor | None:
    """The state, where it acts or somebody is its own; None where all mentions are places."""
    if all(mention.type == "place" for mention in mentions):
        return None
    listed = _STATES[code]
    own = (*listed.get("demonyms", ()), *listed.get("people", ()))
    name = listed["names"][0]
    aliases = [form for form in printed if form != name and form not in own]
    seats = [form for form in (*listed.get("capitals", ()), *listed.get("seats", ())) if _in_prose(found, form)]
    demonyms = [*listed.get("demonyms", ()), *(form for form in listed.get("people", ()) if form in printed)]
    return NewActor(
        "", name, "state", {"country_code": code}, {"aliases": aliases, "demonyms": demonyms, "metonyms": seats}
    )


def _in_prose(found: Found, form: str) -> bool:
    """Whether an article has a form of a name outside datelines, and outside lines that are no sentence: there, a
    capital is only where somebody writes."""
    text, paragraphs = found.text, found.document.paragraphs
    for at, _ in occurrences(text, form, 0, len(text)):
        start, end = paragraphs[paragraph_at(paragraphs, at) - 1]
        line = dateline(text, (start, end))
        if at >= (line[1] if line else start) and not text[end - 1].isalnum():
            return True
    return False


def _with_parent(found: Found, actor: NewActor, owners: Mapping[str, dict[str, str]]) -> NewActor:
    """The actor with the state or body that it belongs to, where its name begins with that, or a title before it
    does."""
    if actor.actor_type == "state":
        return actor
    mentions = found.by_text.get(actor.name, ())
    facts = dict(actor.facts)
    if actor.actor_type == "person":
        told = [title for title in (title_before(found.text, mention) for mention in mentions) if title]
        facts |= next(filter(None, map(_sector, told)), {})
    else:
        told = [actor.name, *(f"{_word_before(found.text, mention)} {actor.name}" for mention in mentions)]
    for printed in told:
        parent = _owner(printed, owners, actor)
        if parent:
            facts |= parent
            break
    return replace(actor, facts=facts)


def _owners(found: Found, made: Sequence[NewActor], known: Actors) -> dict[str, dict[str, str]]:
    """Form of the name of a state or a body -> what an actor that belongs to it has as parent and country."""
    owners: dict[str, dict[str, str]] = {}
    for record in made:
        if record.actor_type in ("state", "organization"):
            parent = _as_parent(record.actor_id, record.facts.get("country_code"))
            owners |= dict.fromkeys((record.name, *(form for own in record.surfaces.values() for form in own)), parent)
    for name in found.known.values():
        if name.actor_id and name.type != "person":
            owners.setdefault(name.text, _as_parent(name.actor_id, known.values[name.actor_id]["country_code"]))
    return owners


def _owner(printed: str, owners: Mapping[str, dict[str, str]], actor: NewActor) -> dict[str, str] | None:
    """Who the actor belongs to, by its words: the longest name of somebody else that they begin with."""
    told = printed.split()
    told = told[1:] if told and told[0].casefold() in _WORDS["definite"] else told
    for count in range(len(told) - 1, 0, -1):
        parent = owners.get(_POSSESSIVE.sub("", " ".join(told[:count])))
        if parent and parent["parent_actor_id"] != actor.actor_id:
            return parent
    return None


def _as_parent(actor: str, country: str | None) -> dict[str, str]:
    return {"parent_actor_id": actor, **({"country_code": country} if country else {})}


def _word_before(text: str, name: Name) -> str:
    return text[: name.start].rstrip(" ").rpartition(" ")[2].rpartition("\n")[2]


def _bare(printed: str) -> str:
    """A name without title, article and possessive, and without a small word that it begins with."""
    core = list(votes.core(printed)[0])
    while len(core) > 1 and core[0].islower():
        core = core[1:]
    return " ".join(core)


@cache
def _owned() -> Mapping[str, str]:
    """Word for what is a state's own -> its code."""
    return {word: code for code, listed in _STATES.items() for word in listed.get("demonyms", ())}
