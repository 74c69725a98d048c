"""Proposals tried by the rules of the build: what these refuse is left out of a draft, so that whoever accepts all of
it is asked for nothing more. The values and links that a rule names go first, then the whole record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.article import Reference
from publisher.inputs.actors_file import Actors
from publisher.inputs.links import KINDS
from publisher.judge.articles import judge_alone
from publisher.judge.authority import authority_table
from publisher.model import RECORDS, Coded, Context, Link, Mention, Reading, Record
from publisher.problem import Problem
from publisher.records.reconcile import reconcile
from publisher.schemas import Schema
from publisher.tables import LINK_KEYS

_ROUNDS = 12
_MAY_GO = frozenset(
    [
        *("event_mode", "event_context", "auxiliary_mode", "parent_event_id", "date_edtf"),
        *("act_type", "setting_event_id", "reported_by_statement_id", "fuller_statement_id"),
        *("counted_text", "counted_actor_id", "event_id", "statement_id"),
    ]
)
"""Columns of a record that may be empty."""


@dataclass(frozen=True, slots=True)
class Court:
    """What proposals are tried by. actors: those that the draft proposes among them."""

    actors: Actors
    schemas: Mapping[str, Schema]

    def problems(self, reading: Reading) -> Sequence[Problem]:
        """What the build would say of what is curated for an article. That candidates are still to be decided counts
        for nothing."""
        made = reconcile(reading, self.actors)
        if own := [problem for problem in made.problems if problem.record.table in RECORDS]:
            return own
        article, path = reading.article, Path(reading.article.file_name)
        authority = authority_table(self.actors.values, self.schemas["actors"])
        context = Context(path.parent, self.schemas, self.actors, authority, reading.document.language)
        reference = Reference(article.source_id, article.name, path, curated=True)
        coded = Coded(reference, (), records=made, document=reading.document, day=reading.day)
        return judge_alone(context, coded).problems


def taken(court: Court, reading: Reading, words: Sequence[Mention]) -> list[Mention]:
    """Those of the words that the build takes for mentions or offices of their actors."""
    assert reading.curated
    mentions, offices = ([word for word in words if bool(word.mention_type) is kind] for kind in (True, False))
    alone = replace(reading.curated, records=(), mentions=tuple(mentions), offices=tuple(offices))
    refused = [problem.record for problem in court.problems(replace(reading, curated=alone))] if words else []
    return [
        word
        for word in words
        if not any(word.actor_id == r.id and reading.text[word.start : word.end] in r.words for r in refused)
    ]


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
        gone = {record.id for record in kept if not record.marks}
        kept = [_without_links_to(record, gone) for record in kept if record.id not in gone]
    return kept


def _ours(problems: Sequence[Problem], records: Sequence[Record]) -> Iterator[tuple[Problem, int]]:
    """The first problem of each proposed record, with the number of the record."""
    numbers = {record.id: number for number, record in enumerate(records)}
    seen: set[str] = set()
    for problem in problems:
        name = problem.record.id
        if problem.record.table in RECORDS and name in numbers and name not in seen:
            seen.add(name)
            yield problem, numbers[name]


def _mended(record: Record, problem: Problem) -> Record:
    """The record without what the problem is about; without anything where that is the whole of it."""
    path = problem.record.path
    if path and path[0][0] in KINDS:
        kept = tuple(link for link in record.links if not _is_link(link, *path[0]))
        return replace(record, links=kept) if len(kept) < len(record.links) else _nothing(record)
    field = problem.field
    if field == "auxiliary_mode" and field not in record.values:
        field = "date_edtf"  # a day still to come asks for a mode: it was read wrongly
    if field == "speaker_text" and record.actors("speaker"):
        return replace(record, links=tuple(link for link in record.links if link.values.get("role") != "speaker"))
    if field == "speaker_text" and record.of("cue"):
        values = {key: value for key, value in record.values.items() if key != field}
        return replace(record, values=values, marks=tuple(mark for mark in record.marks if mark.field != "speaker"))
    if field in record.values and field in _MAY_GO:
        values = {key: value for key, value in record.values.items() if key != field}
        marks = tuple(mark for mark in record.marks if mark.field not in (field, field.removesuffix("_text")))
        return replace(record, values=values, marks=marks, inferred=record.inferred - {field})
    return _nothing(record)


def _is_link(link: Link, key: str, named: str) -> bool:
    """Whether a link is the one that a message names: key of the list, and its actor or place."""
    if not KINDS[key].has(link):
        return False
    own = str(link.values[LINK_KEYS[link.table][0]])
    return named == own or named.startswith(f"{own} ")


def _nothing(record: Record) -> Record:
    return replace(record, marks=(), links=(), values={})


def _without_links_to(record: Record, gone: Set[str]) -> Record:
    """The record without references to records that are left out."""
    values = {key: value for key, value in record.values.items() if value not in gone}
    return replace(record, values=values, inferred=record.inferred & values.keys())
