"""Record batches to the tables of a package: one pass, one ordered writer for each table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from publisher.formats.write import TableWriter, Written
from publisher.inputs import archive, remarks
from publisher.inputs.archive import LeftOut
from publisher.inputs.build_inputs import Inputs
from publisher.inputs.curated import Excuse
from publisher.inputs.remarks import few
from publisher.problem import Problem, Refused, note, suggestion
from publisher.records import merge_actors
from publisher.records.tabulate import to_batch
from publisher.tables.batches import Batch

LEFT_OUT = "left-out.jsonl"


@dataclass(frozen=True, slots=True)
class Tables:
    """What was written. decisions: (kind, decision) -> candidates. temporal: first and last day that a record bears.
    withheld: sources whose full text is not to be shown. excused: findings that a curator calls none, each with its
    source. left_out: articles of archives, in the order of these."""

    written: Mapping[str, Written]
    decisions: Mapping[tuple[str, str], int]
    temporal: tuple[str, str] | None
    withheld: frozenset[str]
    excused: Sequence[tuple[str, Excuse]]
    left_out: Sequence[LeftOut]
    warnings: Sequence[str]


def assemble(batches: Iterable[Batch], folder: Path, given: Inputs, strict: bool = False) -> Tables:
    """Writes every table as CSV and Parquet into `folder`. Raises Refused with all problems of all batches; from the
    first problem on nothing is written any more, but everything is still read. strict: an article that cannot be
    published is a problem, too; so are all of an archive of which none can."""
    schemas = given.schemas
    problems = list(given.problems)
    unchecked: list[str] = []
    decisions: Counter[tuple[str, str]] = Counter()
    mentioned: dict[str, merge_actors.Mentioned] = {}
    unpublished: list[LeftOut] = []
    withheld: list[str] = []
    excused: list[tuple[str, Excuse]] = []
    warnings: list[str] = []
    remarked: remarks.Remarks = {}
    owners: dict[str, str] = {}
    days: list[date] = []
    with ExitStack() as stack:
        writers = {name: stack.enter_context(TableWriter(folder, schema)) for name, schema in schemas.items()}
        for batch in batches:
            problems += batch.problems
            unchecked += batch.unchecked
            problems += _twice(batch, owners)
            unpublished += batch.left_out
            warnings += batch.warnings
            remarked = remarks.together([remarked, batch.remarks])
            if problems:
                continue
            for name, rows in batch.tables.items():
                writers[name].write(rows)
            decisions.update(batch.decisions)
            days = sorted({*days, *batch.days})
            days = days[:1] + days[1:][-1:]
            mentioned = merge_actors.together([mentioned, batch.actors])
            withheld += batch.withheld
            excused += batch.excused
        left_out = sorted([*given.seeds.left_out, *unpublished], key=lambda bad: (bad.archive, bad.number))
        published = Counter(article.archive for article in given.seeds.articles)
        published.subtract(bad.archive for bad in unpublished)
        for bad in left_out:
            if strict or not published[bad.archive]:
                note(problems, bad.problem)
        if problems:
            raise Refused(problems, _unchecked(unchecked))
        people = merge_actors.rows(given.actors.values, mentioned)
        writers["actors"].write(to_batch(people, schemas["actors"]))
        written = {name: writer.close() for name, writer in writers.items()}
    if left_out:
        lines = (json.dumps(bad.entry, ensure_ascii=False) for bad in left_out)
        text = "".join(line + "\n" for line in lines)
        (folder / LEFT_OUT).write_bytes(text.encode("utf-8", "backslashreplace"))  # half a pair stays a JSON escape
    temporal = (days[0].isoformat(), days[-1].isoformat()) if days else None
    warnings = [*_unmentioned(given.actors.values, mentioned), *_unread(given), *remarks.lines(remarked), *warnings]
    return Tables(written, decisions, temporal, frozenset(withheld), excused, left_out, warnings)


def _unmentioned(known: Iterable[str], mentioned: Container[str]) -> list[str]:
    """A warning of the actors that no article mentions, if there are any."""
    idle = [actor_id for actor_id in known if actor_id not in mentioned]
    return [f"actors.toml: no article mentions {few(idle)}: not published"] if idle else []


def _unread(given: Inputs) -> Iterable[str]:
    """A warning for each archive with keys that are not read: one of them may be a slip of the pen."""
    known = archive.keys(given.schemas["sources"])
    for name, entries in groupby(given.seeds.unread, key=lambda entry: entry.archive):
        told = [f"{entry.key}{suggestion(entry.key, known)}" for entry in entries]
        yield f"{name}: not read: {few(told)}; an archive may have {', '.join((*archive.NEEDED, *known))}"


def _unchecked(files: Sequence[str]) -> str:
    """What was not looked at because of faults. files: those of which not all was read."""
    named = few(files)
    if not files:
        return "the domain rules"
    accounts = f"whether {named} account{'' if files[1:] else 's'} for every candidate and paragraph"
    return f"the faulty records beyond what is said of them, {accounts}, and the domain rules"


def _twice(batch: Batch, owners: dict[str, str]) -> Iterable[Problem]:
    """Curated ids that another article has already used."""
    for record, name in batch.ids:
        first = owners.setdefault(record, name)
        if first != name:
            message = f"is also used in {first}.toml; ids are unique in the whole dataset"
            yield Problem(f"{name}.toml", record, "id", message)
