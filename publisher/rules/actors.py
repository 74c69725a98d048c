"""Actors: parents, countries and offices. The rules on offices in the text take
the rows of any sources, the others the whole table, once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from publisher.extract.text import Document
from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, around, cyclic, holds
from publisher.tables import OURS

# An actor of the type on the left belongs to one of those on the right.
PARENTS = {
    "person": ("group", "organization", "state"),
    "group": ("group", "organization", "state"),
    "organization": ("organization", "state"),
    "state": (),
}


@rule(proof=True, scope="dataset")
def parent_fits(window: Window) -> Iterator[Finding]:
    """No cycles; persons belong to organizations and states, organizations to organizations and states, a state to
    nobody."""
    parents, types = window.lookup("actors", "parent_actor_id"), window.lookup("actors", "actor_type")
    loops = cyclic(parents)
    for actor, parent in parents.items():
        if actor in loops:
            yield Finding.at("actors", actor, "parent_actor_id", parent, "leads back to this actor")
        elif parent in types and types[parent] not in PARENTS[types[actor]]:
            fitting = " or ".join(PARENTS[types[actor]]) or "null"
            message = f"{parent} is a {types[parent]}, the parent of a {types[actor]} is {fitting}"
            yield Finding.at("actors", actor, "parent_actor_id", parent, message)


@rule(proof=True, scope="dataset")
def country_fits(window: Window) -> Iterator[Finding]:
    """An actor that belongs to a state has its country; a state does not have another country's code. A part of a state
    may be a country of the code list itself ("Hong Kong"): then it and whoever belongs to it have that code."""
    types, named = window.lookup("actors", "actor_type"), _countries()
    rows = list(window.rows("actors", "actor_id", "name", "country_code"))
    lands = {
        actor: country
        for actor, name, country in rows
        if country is not None and (types[actor] == "state" or named.get(name.casefold()) == country)
    }
    for actor, name, country in rows:
        code = named.get(name.casefold())
        if types[actor] == "state" and code is not None and country != code:
            message = f'{name} is {code}: write country_code = "{code}"'
            yield Finding.at("actors", actor, "country_code", country, message)
        land = next((above for above in window.above(actor) if above in lands), None)
        if land is not None and actor not in lands and country != lands[land]:
            message = f"belongs to {land}, which has {lands[land]}: correct the country or the parent"
            yield Finding.at("actors", actor, "country_code", country, message)


@rule(proof=True, scope="dataset")
def state_fields(window: Window) -> Iterator[Finding]:
    """A state has no sector, and only a person has an office."""
    for actor, kind, sector, office in window.rows("actors", "actor_id", "actor_type", "sector_code", "office"):
        if kind == "state" and sector is not None:
            yield Finding.at("actors", actor, "sector_code", sector, "a state has no sector: leave it out")
        if kind != "person" and office is not None:
            yield Finding.at("actors", actor, "office", office, f"a {kind} has no office: name the person who does")


@rule(proof=True, scope="dataset")
def distinct_actors(window: Window) -> Iterator[Finding]:
    """One row an actor; two rows do not share a Wikidata item."""
    seen: dict[str, str] = {}
    for actor, item in window.rows("actors", "actor_id", "wikidata_id"):
        first = seen.setdefault(item, actor) if item is not None else actor
        if first != actor:
            message = f"is the item of {first}: merge the two or correct one"
            yield Finding.at("actors", actor, "wikidata_id", item, message)


@rule(proof=True, scope="dataset")
def office_words(window: Window) -> Iterator[Finding]:
    """Office is what the latest source that states it prints."""
    days = window.lookup("sources", "document_date")
    for actor, office in window.rows("actors", "actor_id", "office"):
        spans = window.of("actors", actor, "office")
        if not spans:
            if office is not None:
                yield Finding.at("actors", actor, "office", office, "has no evidence: quote the words that state it")
            continue
        latest = max(str(days.get(span.source_id) or "") for span in spans)
        printed = {span.exact for span in spans if str(days.get(span.source_id) or "") == latest}
        if office not in printed:
            message = f"its latest source prints {', '.join(sorted(printed))}"
            yield Finding.at("actors", actor, "office", office, message)


@rule(proof=False)
def office_beside_holder(window: Window) -> Iterator[Finding]:
    """The words that state an office are in a mention of its holder or next to one: no other person is mentioned
    between the two, or nearer."""
    types = window.lookup("actors", "actor_type")
    for actor, span in window.cells("actors", "office"):
        document = window.document(span.source_id)
        if document is None:
            continue
        nearest = _nearest_persons(window, span, document, types)
        if actor not in nearest:
            message = f'"{span.exact}" is next to {", ".join(sorted(nearest)) or "no person"}'
            yield Finding.at("evidence", span.evidence_id, "record_id", actor, message)


@rule(proof=False, language="en")
def office_is_whole(window: Window) -> Iterator[Finding]:
    """Office is the title as printed, without article or possessive, but with a nationality that is part of it: all
    of a description without its possessor, or all that is before the name."""
    types = window.lookup("actors", "actor_type")
    for actor, span in window.cells("actors", "office"):
        text = window.text(span.source_id)
        if text is None:
            continue
        near = window.near(span.source_id, span.start - 2, span.end + 40)
        bodies = [m for m in near if m.end < span.start and types.get(m.actor_id) in ("organization", "group")]
        own = [m for m in near if m.actor_id == actor]
        around_it = [m for m in own if holds(m, span)]
        left = re.search(r"(\S+)[ \u00a0]+\Z", text[max(0, span.start - 40) : span.start])
        before = left.group(1) if left else ""
        fault = None
        if around_it:
            outer = around_it[0]
            lead = words.POSSESSOR.sub("", text[outer.start : span.start])
            cut = span.end < outer.end and not text.startswith((" of ", " for "), span.end)
            if cut or any(map(_is_title, lead.split())):
                fault = f'is not "{lead}{text[span.start : outer.end]}"'
        else:
            follows = text[span.end :].lstrip(" \u00a0")
            named = any(m.start == len(text) - len(follows) for m in own)
            word = follows.split(maxsplit=1)[0] if follows[:1].isalnum() else ""
            free = not before or bool(bodies) or not _is_title(before)  # "Gull Agency chief executive"
            two = words.IS_TITLE.search(span.exact) and words.NEXT_TITLE.match(word)
            if not named and word and not two and _is_title(word):
                fault = f'leaves out "{word}"'
            elif not free and not (span.exact[0].isupper() and not before[0].isupper()):
                fault = f'leaves out "{before}"'
        if (first := span.exact.split()[0]) in words.NO_TITLE | words.SPEECH | words.TELLING:
            fault = f'begins with "{first}"'
        if any(m.start == span.start and text.startswith(("'s ", "’s "), m.end) for m in near):
            fault = "begins with a possessor"
        if fault:
            yield span.wrong("exact", f"{fault}: quote the whole title, without article and possessor")


def _is_title(word: str) -> bool:
    """Whether a word beside a title may belong to it, as a noun or a capital does: neither a verb ("found *minister*
    Roe guilty"), nor a preposition, nor a description ("long-serving", "acting")."""
    said = word[-1].isalnum() and not word.endswith(("'s", "’s")) and word.casefold() not in words.NO_TITLE
    return said and (word[0].isupper() or words.NOUN.fullmatch(word) is not None)


def _nearest_persons(window: Window, span: EvidenceRow, document: Document, types: Mapping[str, str]) -> set[str]:
    """The persons whose mentions hold the span or are nearest to it in its sentence; by a pronoun where none has
    another mention there."""
    start, end = around(document.sentences, span.start, span.end) or (0, 1 << 62)
    near = [m for m in window.near(span.source_id, start, end) if types.get(m.actor_id) == "person"]
    distances: dict[str, int] = {}
    for m in [m for m in near if m.mention_type != "pronoun"] or near:
        if start <= m.start:
            distance = max(0, m.start - span.end, span.start - m.end)
            distances[m.actor_id] = min(distance, distances.get(m.actor_id, distance))
    return {actor for actor, distance in distances.items() if distance == min(distances.values())}


@cache
def _countries() -> Mapping[str, str]:
    """Name of a country as the code list words it -> its code; names that two countries share are left out."""
    codes = OURS["actors"].field("country_code").codes.items()
    names = grouped((name.casefold().strip("."), code) for code, name in codes)
    return {name: found[0] for name, found in names.items() if len(found) == 1}
