"""The domain rules over coded articles: what they refuse of the extractor's is dropped, of a curator's is reported.

The rules look at a chunk at once, and only at an article with a finding by itself. They see the whole authority file
beside the rows, so that the verdict on an article does not depend on the others of the dataset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

import pyarrow as pa

from publisher import rules
from publisher.finding import Excuse, Finding
from publisher.grouped import grouped
from publisher.inputs.quoted_words import paragraph_at
from publisher.judge.authority import authority_table
from publisher.judge.drop import Doomed, at_fault, indexed, without
from publisher.judge.terms import told
from publisher.model import Coded, Context
from publisher.problem import Problem, first
from publisher.records.merge_actors import remaining
from publisher.records.tabulate import to_batch
from publisher.rules.rule_context import Window
from publisher.rules.suppressions import fault, left, stale
from publisher.tables import BY_SOURCE, OWNERS, SHARED

Tables = Mapping[str, pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules find by source_id, and how many findings are excused there; "" means what is not known to
    belong to one article."""

    errors: Mapping[str, Sequence[Finding]]
    warnings: Mapping[str, Sequence[Finding]]
    excused: Mapping[str, int]


def judge(context: Context, coded: Sequence[Coded]) -> tuple[Sequence[Coded], Tables]:
    """The articles without the rows of the extractor that a rule refuses, and the rows of those that have no problem.

    Of a curated article, and where no row can be dropped, the findings become problems. None is judged beside a faulty
    authority file."""
    if not context.actors.whole:
        return coded, {}
    coded = [_with_more(context, one) for one in coded]
    sound = [one for one in coded if not one.problems]
    tables = tabulate(context, sound)
    found = look_at(context, sound, tables)
    if not found.errors:
        return [_passed(one, found) for one in coded], tables
    suspects = found.errors.keys()
    alone = {one.source_id for one in sound if suspects & {one.source_id, ""}}
    settled = [judge_alone(context, one) if one.source_id in alone else _passed(one, found) for one in coded]
    return settled, tabulate(context, [one for one in settled if not one.problems])


def judge_alone(context: Context, one: Coded) -> Coded:
    """One article, judged until no rule refuses a row of it: each round but the last drops at least one."""
    if one.problems:
        return _with_more(context, one)
    dropped = Counter(one.dropped)
    while True:
        found = look_at(context, [one], tabulate(context, [one]))
        errors = [error for errors in found.errors.values() for error in errors]
        if not errors:
            return replace(_passed(one, found), dropped=dropped)
        refused = {} if one.curated else _refused(one, errors)
        if not refused:
            return replace(_passed(one, found), problems=first(_told(one, errors)))
        dropped.update((table, rule) for (table, _), rule in refused.items())
        one = _without(context, one, refused)


def _with_more(context: Context, one: Coded) -> Coded:
    """An article that has problems already, with what the rules find in its other records, where these are all there;
    any other as it is. It is not judged: nothing is told of faulty records, of candidates and of excuses."""
    if not (one.problems and one.curated and one.records and one.records.whole):
        return one
    found = look_at(context, [one], tabulate(context, [one]))
    blamed = {name for problem in one.problems for name in problem.record.names}
    errors, warnings = (_elsewhere(one, kind.values(), blamed) for kind in (found.errors, found.warnings))
    problems = first([*one.problems, *(problem for _, problem in errors)])
    return replace(one, problems=problems, warnings=warnings)


def _elsewhere(one: Coded, found: Iterable[Sequence[Finding]], blamed: Set[str]) -> list[tuple[str, Problem]]:
    """The findings that name none of these records, each with its rule. What follows from the candidates, as `method`
    does, is not known yet."""
    every = [finding for some in found for finding in some if finding.table not in ("candidates", "excused")]
    every = [finding for finding in every if finding.field != "method"]
    told = zip(every, _told(one, every), strict=True)
    return [
        (finding.rule, problem)
        for finding, problem in told
        if finding.value not in blamed and not problem.record.names & blamed
    ]


def _passed(one: Coded, found: Findings) -> Coded:
    """An article that no rule objects to."""
    if one.problems:
        return one
    doubts = found.warnings.get(one.source_id, ())
    told = _told(one, doubts) if doubts else ()
    warnings = [(doubt.rule, problem) for doubt, problem in zip(doubts, told, strict=True)]
    return replace(one, excused=found.excused.get(one.source_id, 0), warnings=warnings, judged=True)


def tabulate(context: Context, coded: Iterable[Coded]) -> Tables:
    """The rows of the articles as a record batch for each table but those that belong to all."""
    records = [one.records for one in coded if one.records]
    return {
        name: to_batch([row for made in records for row in made.rows[name]], schema)
        for name, schema in context.schemas.items()
        if name not in SHARED
    }


def look_at(context: Context, coded: Sequence[Coded], tables: Tables) -> Findings:
    """What the rules find in these rows of these articles."""
    said, sources = [excuse for one in coded for excuse in one.excuses], {one.source_id for one in coded}
    faults = [issue for excuse in said if (issue := fault(excuse, sources))]
    excuses = [excuse for excuse in said if not fault(excuse, sources)]
    documents = {one.source_id: one.document for one in coded if one.document}
    texts = {source: document.text for source, document in documents.items()}
    whole = {name: pa.Table.from_batches([batch]) for name, batch in tables.items()}
    schemas = {name: schema.descriptor for name, schema in context.schemas.items()}
    window = Window({**whole, "actors": _actors(context, coded)}, schemas, texts, excuses, documents)
    used: Counter[Excuse] = Counter()
    found = [*faults, *left(rules.apply(rules.RULES, window), window, used)]
    found += stale(window, used)  # when all is used
    errors, warnings = (
        grouped((_source(window, one), one) for one in found if one.severity == severity)
        for severity in ("error", "warning")
    )
    return Findings(errors, warnings, Counter(excuse.source for excuse in used.elements()))


def _actors(context: Context, coded: Sequence[Coded]) -> pa.Table:
    """The authority file, and the actors that only these articles know."""
    known = {
        actor: {"actor_id": actor, **row["named"], "method": "automatic"}
        for one in coded
        if one.records
        for actor, row in one.records.actors.items()
        if row.get("named")
    }
    if not known:
        return context.authority
    return pa.concat_tables([context.authority, authority_table(known, context.schemas["actors"])])


def _source(window: Window, error: Finding) -> str:
    """The article that an error is about; empty where that is not known."""
    row = error.row or ""
    if error.table == "excused":
        return row.partition(" ")[0]
    if error.table == "sources":
        return row
    if error.table in OWNERS:
        return window.lookup(OWNERS[error.table][0], "source_id").get(window.owner_of(error.table, row)) or ""
    return window.lookup(error.table, "source_id").get(row) or "" if error.table in BY_SOURCE else ""


def _refused(one: Coded, errors: Iterable[Finding]) -> dict[Doomed, str]:
    """The rows to drop, each with the rule that refuses it first; none where an error names no row that can be."""
    assert one.records
    rows = indexed(one.records.rows)
    refused: dict[Doomed, str] = {}
    for error in errors:
        row = at_fault(error, rows)
        if row is None:
            return {}
        refused.setdefault(row, error.rule)
    return refused


def _without(context: Context, one: Coded, doomed: Iterable[Doomed]) -> Coded:
    assert one.records
    rows = without(one.records.rows, doomed, context.schemas)
    actors = remaining(one.records.actors, rows["evidence"])
    return replace(one, records=replace(one.records, rows=rows, actors=actors))


def _told(one: Coded, found: Iterable[Finding]) -> Sequence[Problem]:
    """The findings as problems, in the terms of whoever wrote the records."""
    assert one.records and one.document
    number = partial(paragraph_at, one.document.paragraphs)
    rows = indexed(one.records.rows)
    return [told(finding, rows, number, one.file) for finding in found]
