"""The actors that the extractor finds by itself: their ids in the package, and what is known of them.

Only a name that tells the actor across articles makes one. A person, an organization and a state never share an id,
since the kind is part of what the id is made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from publisher import language
from publisher.extract.actors.nationality import country_named, country_of_holder
from publisher.extract.actors.votes import printed
from publisher.extract.candidates import Name, Quote
from publisher.extract.countries import country_of, is_part
from publisher.extract.name_words import PEOPLES
from publisher.extract.text import Document
from publisher.model import Candidates, Located
from publisher.records.automatic.earned import earns, has_earned
from publisher.records.evidence import hashed

ACTS = ("person", "organization", "state")
TITLED = "name.title"  # the rule
_OF_STATE = "state:"
_AUTHORITY = "act-"
_LONGEST_LAND = 3  # words of a country at the beginning of a name
COUNTRY, IN_COUNTRY = 6, 5  # where_prec: a country; a place in it whose province is not known


class Identified(NamedTuple):
    """found: the candidates with the ids of the package; actors: id -> name, actor_type and country_code of those that
    the authority file does not have; places: where a country, or a place that is in one country alone, is named ->
    where that is."""

    found: Candidates
    actors: Mapping[str, Mapping[str, Any]]
    places: Mapping[tuple[int, int], Located]


def identify(document: Document, found: Candidates, private: bool = True) -> Identified:
    """The candidates of `everything` for a document, with ids for the package. private: whether persons are
    actors who, in this article, neither have a title nor say anything that makes a statement."""
    code = document.language
    named: dict[str, list[Name]] = {}
    places: dict[tuple[int, int], Located] = {}
    for one in found:
        if not isinstance(one, Name) or one.actor_id is None or one.actor_id.startswith(_AUTHORITY):
            continue
        if one.type in ACTS and has_earned(code, one.rule):
            named.setdefault(one.actor_id, []).append(one)
        elif one.type == "place" and (located := _located(code, one)):
            places[one.start, one.end] = located
    if not private:
        named = {
            key: names for key, names in named.items() if names[0].type != "person" or _is_public(code, key, found)
        }
    actors = {published(key): _actor(document, key, names) for key, names in named.items()}
    return Identified([_identified(one, code, actors) for one in found], actors, places)


def _located(code: str, name: Name) -> Located | None:
    """Where a place is, where its name alone tells."""
    if name.actor_id and name.actor_id.startswith(_OF_STATE):
        return Located(name.actor_id.removeprefix(_OF_STATE), COUNTRY)
    country = country_of(" ".join(name.text.split())) if has_earned(code, name.rule) else None
    return Located(country, IN_COUNTRY) if country else None


def _is_public(code: str, key: str, found: Candidates) -> bool:
    """Whether an article knows a person by a title or as somebody who says something."""
    for one in found:
        if isinstance(one, Name) and one.actor_id == key and one.rule == TITLED:
            return True
        if isinstance(one, Quote) and one.speaker_actor_id == key and earns(code, one):
            return True
    return False


@cache
def published(key: str) -> str:
    """The id in the package of what the extractor calls an actor across articles."""
    return "act-" + hashed(key)


def _actor(document: Document, key: str, names: Sequence[Name]) -> Mapping[str, Any]:
    code = document.language
    if key.startswith(_OF_STATE):
        country = key.removeprefix(_OF_STATE)
        listed = language.get(code).table("states")[country]["names"]
        return {"name": listed[0], "actor_type": "state", "country_code": country}
    longest = max(names, key=lambda name: (len(printed(name.text).words), -name.start))
    words = printed(longest.text).words or tuple(longest.text.split())
    people = language.get(code).words("actors")["people_of_a_group"]
    kind = "group" if longest.type == "organization" and words[-1] in people else longest.type
    if kind == "organization" and words[-1] in PEOPLES:
        kind = "group"
    nation = country_of_holder(document.text, names) if kind == "person" else _country_of_body(document, words)
    return {"name": " ".join(words), "actor_type": kind, "country_code": nation}


def _country_of_body(document: Document, words: Sequence[str]) -> str | None:
    """The country of a public body or a group that is named after it, its people or a city in it: Norwegian navy, North
    Korean troops, Kabul government, Norwegians."""
    if words[-1] in PEOPLES:
        return country_named(" ".join(words)) or country_named(" ".join(words).removesuffix("s"))
    everywhere = language.get(document.language).words("actors")["every_country_has"]
    if not (words[-1].islower() or words[-1] in everywhere):
        return None
    for length in range(min(_LONGEST_LAND, len(words) - 1), 0, -1):
        land = " ".join(words[:length])
        if is_part(document.text, land):
            return None
        if nation := country_named(land) or (country_of(land) if words[-1].islower() else None):
            return nation
    return None


def _identified(one: Any, code: str, actors: Mapping[str, Mapping[str, Any]]) -> Any:
    if isinstance(one, Name) and one.actor_id and not one.actor_id.startswith(_AUTHORITY):
        key = published(one.actor_id)
        mine = key in actors and one.type in ACTS and (has_earned(code, one.rule) or has_earned(code, "link.identity"))
        kind = one.mention_type or ("demonym" if one.rule == "name.demonym" else "name")
        return one._replace(actor_id=key if mine else None, mention_type=kind if mine else one.mention_type)
    if isinstance(one, Quote) and one.speaker_actor_id and not one.speaker_actor_id.startswith(_AUTHORITY):
        key = published(one.speaker_actor_id)
        return one._replace(speaker_actor_id=key if key in actors else None)
    return one
