"""Proposals tried by the rules of the build: what these refuse is left out of a draft, so that whoever accepts all of it
is asked for nothing more. The values and links that a rule names go first, then the whole record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.inputs.actors_file import Actors
from publisher.judge.articles import judge_alone
from publisher.judge.authority import authority_table
from publisher.model import Coded, Context, Curated, Reading, Record
from publisher.problem import Problem
from publisher.records.reconcile import reconcile
from publisher.schemas import Schema

_ROUNDS = 12
_PLACE = re.compile(r"(?:events|statements|figures)\[(?P<id>[^\]]+)\](?:\.(?P<key>\w+)\[(?P<link>[^\]]+)\])?\Z")
_TABLES = {"actors": "event_actors", "places": "event_places"}
_ROLES = {"speakers": "speaker", "addressees": "addressee", "targets": "target"}
_SPOKEN = "speaker_text"


@dataclass(frozen=True, slots=True)
class Court:
    """What proposals are tried by. actors: those that the draft proposes among them."""

    actors: Actors
    schemas: Mapping[str, Schema]

    def problems(self, reading: Reading) -> Sequence[Problem]:
        """What the build would say of the records of a curated article; nothing of what is still to be decided."""
        made = reconcile(replace(reading, candidates=list(reading.candidates)), self.actors)
        own = [problem for problem in made.problems if _PLACE.match(problem.record)]
        if own:
            return own
        reference = _reference(reading)
        context = Context(
            reference.path.parent,
            self.schemas,
            self.actors,
            frozenset(),
            authority_table(self.actors.values, self.schemas["actors"]),
            "en",
        )
        coded = Coded(reference, True, (), records=made, document=reading.document, day=reading.day)
        return [one for one in judge_alone(context, coded).problems if _PLACE.match(one.record)]


def accepted(court: Court, reading: Reading, records: Sequence[Record]) -> list[Record]:
    """Those of the proposed records that the build takes beside what is curated, as far as it takes them."""
    curated = reading.curated
    assert curated
    kept = list(records)
    for _ in range(_ROUNDS):
        tried = replace(curated, records=(*curated.records, *kept))
        found = list(_ours(court.problems(replace(reading, curated=tried)), kept))
        if not found:
            break
        for problem, number in found:
            kept[number] = _mended(kept[number], problem)
        gone = {one.id for one in kept if one.marks == ()}
        kept = [_without_links_to(one, gone) for one in kept if one.id not in gone]
    return kept


def _reference(reading: Reading):  # type: ignore[no-untyped-def]
    from pathlib import Path

    from publisher.inputs.article_reader import Reference

    return Reference(reading.article.source_id, reading.article.name, Path(reading.article.file_name))


def _ours(problems: Sequence[Problem], records: Sequence[Record]) -> Iterator[tuple[Problem, int]]:
    """The first problem of each proposed record, with the number of the record."""
    numbers = {one.id: number for number, one in enumerate(records)}
    seen: set[str] = set()
    for problem in problems:
        place = _PLACE.match(problem.record)
        key = place["id"] if place else ""
        if place is None or key not in numbers or key in seen:
            continue
        seen.add(key)
        yield problem, numbers[key]


def link_key(link) -> str:  # type: ignore[no-untyped-def]
    """The actor or place of a link."""
    return str(link.actor_id or link.values.get("place_name"))


def _is(key: str, named: str) -> bool:
    return named == key or named.startswith(f"{key} ")


def _mended(one: Record, problem: Problem) -> Record:
    """The record without what the problem is about; without anything where that is the whole of it."""
    place = _PLACE.match(problem.record)
    assert place
    if place["key"] in (*_TABLES, *_ROLES):
        kept = tuple(link for link in one.links if not _is_link(link, place["key"], place["link"]))
        return replace(one, links=kept) if len(kept) < len(one.links) else _nothing(one)
    field = problem.field
    if field == _SPOKEN and one.actors("speaker"):
        return replace(one, links=tuple(link for link in one.links if link.values.get("role") != "speaker"))
    if field in one.values and field in _OPTIONAL:
        values = {key: value for key, value in one.values.items() if key != field}
        return replace(
            one,
            values=values,
            marks=tuple(mark for mark in one.marks if mark.field != _FIELDS.get(field)),
            inferred=one.inferred - {field},
        )
    return _nothing(one)


_OPTIONAL = frozenset(
    """event_mode event_context auxiliary_mode parent_event_id date_edtf act_type setting_event_id counted_text
    counted_actor_id event_id statement_id reported_by_statement_id fuller_statement_id""".split()
)
_FIELDS = {"date_edtf": "date_edtf", "counted_text": "counted"}


def _is_link(link, key: str, named: str) -> bool:  # type: ignore[no-untyped-def]
    fits = link.table == _TABLES.get(key) or link.values.get("role") == _ROLES.get(key, "")
    return fits and _is(link_key(link), named)


def _nothing(one: Record) -> Record:
    return replace(one, marks=(), links=(), values={})


def _without_links_to(one: Record, gone: set[str]) -> Record:
    """The record without references to records that are left out."""
    values = {key: value for key, value in one.values.items() if value not in gone}
    return replace(one, values=values, inferred=one.inferred & values.keys())


def with_curated(reading: Reading, curated: Curated) -> Reading:
    """The reading with another curated file."""
    return replace(reading, curated=curated)
