"""Articles in, record batches out: the one path for one article and for an archive.

The articles go in order of their source_id, in chunks of fixed size, through any executor; what comes back is in the
same order. So the tables are the same bytes for any number of processes, and memory holds a few chunks only.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa

from publisher.extract import extract
from publisher.extract import text as texts
from publisher.inputs import archive, article_reader, remarks
from publisher.inputs.actors_file import Actors
from publisher.inputs.archive import LeftOut
from publisher.inputs.build_inputs import Inputs
from publisher.inputs.curated import Excuse
from publisher.inputs.curated_file import RECORDS, Curated, curate
from publisher.problem import Problem, Refused, shown
from publisher.records import rederive
from publisher.records.merge_actors import Mentioned, of_article, together
from publisher.records.reconcile import Records, Row, reconcile
from publisher.records.tabulate import to_batch
from publisher.schemas import Schema
from publisher.workers import in_order

CHUNK = 100  # articles; fixed, so that the chunks do not depend on the number of processes
VALUE = 'value = "YYYY-MM-DD"'
DAYS = ("date_start", "date_end", "document_date")


@dataclass(frozen=True, slots=True)
class Context:
    """What every article is read against."""

    folder: Path
    schemas: Mapping[str, Schema]
    actors: Actors
    curated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of a chunk by table. actors: what its articles add to the one table that belongs to all. withheld:
    sources whose full text is not to be shown. excused: findings that a curator calls none, each with its source.
    decisions: (kind, decision) -> candidates. days: the first and the last that a record bears. left_out: articles of
    archives that cannot be published; problems: what stops the build; unchecked: the curated files of which not all
    could be looked at because of them; remarks: what is to be said of articles that are published."""

    tables: Mapping[str, pa.RecordBatch]
    actors: Mapping[str, Mentioned]
    ids: Sequence[tuple[str, str]]
    decisions: Mapping[tuple[str, str], int]
    days: Sequence[date]
    withheld: Sequence[str]
    excused: Sequence[tuple[str, Excuse]]
    left_out: Sequence[LeftOut]
    problems: Sequence[Problem]
    unchecked: Sequence[str]
    warnings: Sequence[str]
    remarks: remarks.Remarks


def batches(given: Inputs, pool: Executor | None = None) -> Iterator[Batch]:
    """The batches of all articles, in order. pool: where the chunks are worked on; None: here."""
    context = Context(given.seeds.folder, given.schemas, given.actors, given.seeds.curated)
    articles = given.seeds.articles
    if given.problems:  # nothing will be published: what a person wrote is looked at, an archive is not
        articles = tuple(one for one in articles if one.name in given.seeds.curated)
    chunks = (articles[at : at + CHUNK] for at in range(0, len(articles), CHUNK))
    return in_order(partial(batch, context), chunks, pool)


def processes(given: Inputs) -> int:
    """How many processes are worth their start: one for a chunk or two, else one a core."""
    return os.cpu_count() or 1 if len(given.seeds.articles) > 2 * CHUNK else 1


def batch(context: Context, articles: Sequence[article_reader.Reference]) -> Batch:
    """The rows of some articles."""
    done: list[Records] = []
    excused: list[tuple[str, Excuse]] = []
    dates: list[date | None] = []
    left_out: list[LeftOut] = []
    problems: list[Problem] = []
    unchecked: list[str] = []
    ids: list[tuple[str, str]] = []
    remarked: list[remarks.Remark] = []
    for reference in articles:
        curated = reference.name in context.curated
        try:
            records, when, excuses, noticed = _records(context, reference)
            faults = records.problems
        except Refused as refused:
            records, faults = None, refused.problems
        if faults and reference.number and not curated:
            why = "; ".join(problem.message for problem in faults)
            left_out.append(LeftOut(reference.archive, reference.number, reference.name, why))
            continue
        problems += faults
        unchecked += [f"{reference.name}.toml"] if curated and not (records and records.whole) else []
        if records is None:
            continue
        done.append(records)
        dates.append(when)
        remarked += noticed
        excused += [(records.source_id, excuse) for excuse in excuses]
        if curated:
            ids += [(f"{t}[{row[f'{t[:-1]}_id']}]", reference.name) for t in RECORDS for row in records.rows[t]]
    tables = (
        {}
        if problems
        else {
            name: to_batch([row for records in done for row in records.rows[name]], schema)
            for name, schema in context.schemas.items()
            if name != "actors"
        }
    )
    days = [day for records in done for row in _dated(records) for column in DAYS if (day := row.get(column))]
    return Batch(
        tables,
        together(of_article(records.actors, when) for when, records in zip(dates, done, strict=True)),
        ids,
        Counter((row["kind"], row["decision"]) for records in done for row in records.rows["candidates"]),
        [min(days), max(days)] if days else [],
        [records.source_id for records in done if not records.publish_text],
        excused,
        left_out,
        problems,
        unchecked,
        [warning for records in done for warning in records.warnings],
        remarks.counted(remarked),
    )


def _dated(records: Records) -> Iterator[Row]:
    return (row for table in ("events", "statements", "sources") for row in records.rows[table])


def _records(
    context: Context, reference: article_reader.Reference
) -> tuple[Records, date | None, Sequence[Excuse], Sequence[remarks.Remark]]:
    """The records of one article, curated or automatic, its date, what is excused in it and what is to be remarked.
    Raises Refused when it cannot be read."""
    article = article_reader.article(reference)
    if reference.number:
        received = archive.received(article, reference, context.schemas["sources"])
    else:
        received = archive.NOTHING
        article_reader.refuse_markup(article)
    given = received.columns
    document = texts.read(article.text)
    curated = None
    document_date = given.get("document_date")
    faults: list[Problem] = []
    if reference.name in context.curated:
        curated = _curated(context, article, document, faults)
        document_date = document_day(curated, article, document_date, faults)
    elif fault := archive.unread(given.get("language", "en")):
        raise Refused([Problem(reference.file_name, reference.place, "", fault)])
    candidates = extract(article.text, document_date, context.actors.surfaces, marked_only=True)
    found = reconcile(
        article,
        document.paragraphs,
        document.sentences,
        candidates,
        curated,
        context.actors,
        document_date,
        given,
        faults,
    )
    return found, document_date, curated.excused if curated else (), received.remarks


def _curated(
    context: Context, article: article_reader.Article, document: texts.Document, faults: list[Problem]
) -> Curated:
    """The curated file of an article; of a faulty one, the records without a fault. Raises Refused when there are none
    to be had, OSError."""
    name = f"{article.name}.toml"
    raw = (context.folder / name).read_bytes()
    try:
        return curate(name, raw, article.text, document.paragraphs, context.schemas)
    except Refused as refused:
        if not isinstance(refused.found, Curated):
            raise
        faults += refused.problems
        return refused.found


def document_day(
    curated: Curated, article: article_reader.Article, came_with: date | None, faults: list[Problem]
) -> date | None:
    """The document date: that of the words at which the curated file points, else the one that it gives, else the one
    that came with the article. Words without a year are read with either."""
    if curated.dated is None:
        return curated.day or came_with
    words = article.text[curated.dated.start : curated.dated.end]
    found = rederive.document_day(words, curated.day, came_with)
    if found is None:
        message = f"{shown(words)} names no single day; quote the words that do, or add the day that they mean: {VALUE}"
        if known := curated.day or came_with:
            message = f"{shown(words)} does not name {known}; mend the words or the day"
        faults.append(Problem(f"{article.name}.toml", "source", "document_date", message))
    return found or came_with
