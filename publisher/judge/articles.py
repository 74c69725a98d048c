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
from publisher.rules.suppressions import article_of, fault, left, stale
from publisher.tables import SHARED

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
    coded = [_with_more(context, article) for article in coded]
    sound = [article for article in coded if not article.problems]
    tables = tabulate(context, sound)
    found = look_at(context, sound, tables)
    if not found.errors:
        return [_passed(article, found) for article in coded], tables
    suspects = found.errors.keys()
    alone = {article.source_id for article in sound if suspects & {article.source_id, ""}}
    settled = [
        judge_alone(context, article) if article.source_id in alone else _passed(article, found) for article in coded
    ]
    return settled, tabulate(context, [article for article in settled if not article.problems])


def judge_alone(context: Context, article: Coded) -> Coded:
    """One article, judged until no rule refuses a row of it: each round but the last drops at least one."""
    if article.problems:
        return _with_more(context, article)
    dropped = Counter(article.dropped)
    while True:
        found = look_at(context, [article], tabulate(context, [article]))
        errors = [error for errors in found.errors.values() for error in errors]
        if not errors:
            return replace(_passed(article, found), dropped=dropped)
        refused = {} if article.curated else _refused(article, errors)
        if not refused:
            return replace(_passed(article, found), problems=first(_told(article, errors)))
        dropped.update((table, rule) for (table, _), rule in refused.items())
        article = _without(context, article, refused)


def _with_more(context: Context, article: Coded) -> Coded:
    """An article that has problems already, with what the rules find in its other records, where these are all there;
    any other as it is. It is not judged: nothing is told of faulty records, of candidates and of excuses."""
    if not (article.problems and article.curated and article.records and article.records.whole):
        return article
    found = look_at(context, [article], tabulate(context, [article]))
    blamed = {name for problem in article.problems for name in problem.record.names}
    errors, warnings = (_elsewhere(article, kind.values(), blamed) for kind in (found.errors, found.warnings))
    problems = first([*article.problems, *(problem for _, problem in errors)])
    return replace(article, problems=problems, warnings=warnings)


def _elsewhere(article: Coded, found: Iterable[Sequence[Finding]], blamed: Set[str]) -> list[tuple[str, Problem]]:
    """The findings that name none of these records, each with its rule. What follows from the candidates, as `method`
    does, is not known yet."""
    every = [finding for some in found for finding in some if finding.table not in ("candidates", "excused")]
    every = [finding for finding in every if finding.field != "method"]
    told = zip(every, _told(article, every), strict=True)
    return [
        (finding.rule, problem)
        for finding, problem in told
        if finding.value not in blamed and not problem.record.names & blamed
    ]


def _passed(article: Coded, found: Findings) -> Coded:
    """An article that no rule objects to."""
    if article.problems:
        return article
    doubts = found.warnings.get(article.source_id, ())
    told = _told(article, doubts) if doubts else ()
    warnings = [(doubt.rule, problem) for doubt, problem in zip(doubts, told, strict=True)]
    return replace(article, excused=found.excused.get(article.source_id, 0), warnings=warnings, judged=True)


def tabulate(context: Context, coded: Iterable[Coded]) -> Tables:
    """The rows of the articles as a record batch for each table but those that belong to all."""
    records = [article.records for article in coded if article.records]
    return {
        name: to_batch([row for made in records for row in made.rows[name]], schema)
        for name, schema in context.schemas.items()
        if name not in SHARED
    }


def look_at(context: Context, coded: Sequence[Coded], tables: Tables) -> Findings:
    """What the rules find in these rows of these articles."""
    said, sources = (
        [excuse for article in coded for excuse in article.excuses],
        {article.source_id for article in coded},
    )
    faults = [finding for excuse in said if (finding := fault(excuse, sources))]
    excuses = [excuse for excuse in said if not fault(excuse, sources)]
    documents = {article.source_id: article.document for article in coded if article.document}
    texts = {source: document.text for source, document in documents.items()}
    whole = {name: pa.Table.from_batches([batch]) for name, batch in tables.items()}
    window = Window({**whole, "actors": _actors(context, coded)}, texts, excuses, documents)
    used: Counter[Excuse] = Counter()
    found = [*faults, *left(rules.apply(rules.RULES, window), window, used)]
    found += stale(window, used)  # when all is used
    errors, warnings = (
        grouped((article_of(window, finding) or "", finding) for finding in found if finding.severity == severity)
        for severity in ("error", "warning")
    )
    return Findings(errors, warnings, Counter(excuse.source for excuse in used.elements()))


def _actors(context: Context, coded: Sequence[Coded]) -> pa.Table:
    """The authority file, and the actors that only these articles know."""
    known = {
        actor: {"actor_id": actor, **row["named"], "method": "automatic"}
        for article in coded
        if article.records
        for actor, row in article.records.actors.items()
        if row.get("named")
    }
    if not known:
        return context.authority
    return pa.concat_tables([context.authority, authority_table(known, context.schemas["actors"])])


def _refused(article: Coded, errors: Iterable[Finding]) -> dict[Doomed, str]:
    """The rows to drop, each with the rule that refuses it first; none where an error names no row that can be."""
    assert article.records
    rows = indexed(article.records.rows)
    refused: dict[Doomed, str] = {}
    for error in errors:
        row = at_fault(error, rows)
        if row is None:
            return {}
        refused.setdefault(row, error.rule)
    return refused


def _without(context: Context, article: Coded, doomed: Iterable[Doomed]) -> Coded:
    assert article.records
    rows = without(article.records.rows, doomed, context.schemas)
    actors = remaining(article.records.actors, rows["evidence"])
    return replace(article, records=replace(article.records, rows=rows, actors=actors))


def _told(article: Coded, found: Iterable[Finding]) -> Sequence[Problem]:
    """The findings as problems, in the terms of whoever wrote the records."""
    assert article.records and article.document
    number = partial(paragraph_at, article.document.paragraphs)
    rows = indexed(article.records.rows)
    return [told(finding, rows, number, article.file) for finding in found]
