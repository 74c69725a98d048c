"""Entries for actors.toml that a draft proposes: one for each actor, with all forms of its name in the article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from publisher.curation.free_ids import FreeIds
from publisher.extract.candidates import Candidate, Name
from publisher.schemas import Schema

ACTORS = ("person", "organization")  # types of names that are an actor in most articles


@dataclass(frozen=True, slots=True)
class Stub:
    """An actor as a draft proposes it for the authority file."""

    actor_id: str
    name: str
    actor_type: str
    country_code: str | None = None
    aliases: tuple[str, ...] = ()


def stubs(names: Sequence[Candidate], actors: Schema, taken: Collection[str]) -> list[Stub]:
    """The actors that names without one may stand for, in the order of the text. A surname goes with the one person
    whose full name ends in it, and a country is a state. taken: ids of the authority file."""
    countries = {name: code for code, name in actors.field("country_code").descriptor.get("codes", {}).items()}
    unknown = [one for one in names if isinstance(one, Name) and one.actor_id is None]
    found = {one.text: one.type for one in unknown if one.type in ACTORS or one.text in countries}
    shorter = _surnames(found)
    ids = FreeIds(taken)
    made: list[Stub] = []
    for text, kind in found.items():
        if text in shorter:
            continue
        aliases = tuple(form for form, full in shorter.items() if full == [text])
        code = countries.get(text)
        actor_id = ids.take(f"act-{'-'.join(ascii_words(text))}")
        made.append(Stub(actor_id, text, "state" if code else kind, code, aliases))
    return made


def surnames(names: Sequence[Candidate]) -> dict[str, str]:
    """Names without an actor that are the surname of one person of the authority file, who is named in full in the
    article, and the id of that person."""
    found = {one.text: one.type for one in names if isinstance(one, Name)}
    ids = {one.text: one.actor_id for one in names if isinstance(one, Name) and one.actor_id}
    full = {form: ids.get(bearers[0]) for form, bearers in _surnames(found).items() if len(bearers) == 1}
    return {form: actor_id for form, actor_id in full.items() if actor_id and form not in ids}


def _surnames(found: Mapping[str, str]) -> dict[str, list[str]]:
    """Names of one word, and the full names of persons that end in it."""
    full: dict[str, list[str]] = {}
    for text, kind in found.items():
        if kind == "person" and " " in text:
            full.setdefault(text.split()[-1], []).append(text)
    return {word: names for word, names in full.items() if word in found}


def ascii_words(words: str) -> list[str]:
    """The words as an id may hold them: at least one."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.findall("[a-z]+", plain) or ["unnamed"]
