"""Judged articles to one value, which can be handed on, written, and kept: the rows with the bytes they become."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from publisher import remarks
from publisher.article import LeftOut
from publisher.formats.csv import csv_bytes
from publisher.judged import Account, JudgedChunk, JudgedRows
from publisher.model import RECORDS, Coded, Records, Row
from publisher.problem import EntryName, Problem
from publisher.records.merge_actors import of_article, together
from publisher.records.tabulate import to_batch
from publisher.remarks import Remarks, remark
from publisher.schemas import Schema
from publisher.spanned import covered
from publisher.tables import KEYS

DATED_TABLES = ("events", "statements", "sources")
QUOTING = ("evidence", "candidates")  # tables with words of the text, and where they are
DAYS = ("date_start", "date_end", "document_date")


def gather(coded: Sequence[Coded], tables: Mapping[str, pa.RecordBatch]) -> JudgedChunk:
    """The chunk of these articles; tables: the rows of those that have no problem. An article of an archive that nobody
    has curated is left out because of its problems, one whose records are not finished because of that; the problems of
    any other stop the build."""
    left_out = [_left_out(article) for article in coded if article.problems and _may_go(article)]
    kept = [article for article in coded if not (article.problems and _may_go(article))]
    problems: list[Problem] = [problem for article in kept for problem in article.problems]
    done = [(article, article.records) for article in kept if article.records]
    account = Account(
        articles=len(coded),
        actors=together(of_article(records.actors, article.day, article.file) for article, records in done),
        ids=[pair for article, records in done if article.curated for pair in _ids(article, records)],
        decisions=Counter((row["kind"], row["decision"]) for _, records in done for row in records.rows["candidates"]),
        countries=frozenset(code for _, records in done for code in _cells(records, "event_places", "country_code")),
        days=ends([day for _, records in done for table in DATED_TABLES for day in _cells(records, table, *DAYS)]),
        shown=sum(records.publish_text for _, records in done),
        withheld=[article.source_id for article, records in done if not records.publish_text],
        characters=characters_of(records.rows for _, records in done if not records.publish_text),
        excuses=[excuse for article in kept for excuse in article.excuses],
        excused=sum(article.excused for article in kept),
        dropped=sum((Counter(article.dropped) for article in kept), Counter()),
        left_out=left_out,
        problems=problems,
        unchecked=[
            article.reference.records
            for article in kept
            if article.curated and not (article.records and article.records.whole)
        ],
        unjudged=sum(not article.judged for article in kept),
        warnings=[warning for article, _ in done for warning in _warnings(article)],
        warned=Counter(rule for article, _ in done for rule, _ in article.warnings),
        remarks=remarks.together(part for article in kept for part in (article.remarks, *_doubts(article))),
    )
    return JudgedChunk({} if problems else {name: rows_of_batch(batch) for name, batch in tables.items()}, account)


def rows_of(rows: Sequence[Row], schema: Schema) -> JudgedRows:
    """Rows of one table, tabulated and written as CSV. Raises ValueError for what the published form cannot hold."""
    return rows_of_batch(to_batch(rows, schema))


def _warnings(article: Coded) -> Iterator[str]:
    """What rules that may be wrong find in the work of a curator, who can correct or excuse it."""
    yield from (str(problem) for _, problem in article.warnings if article.curated)


def _doubts(article: Coded) -> Iterator[Remarks]:
    """What they find in what the extractor made: it may be very much, so it is counted, and the first is reported
    of each article."""
    first = dict(reversed(article.warnings))
    for rule in dict.fromkeys(rule for rule, _ in article.warnings if not article.curated):
        said = f"look at this before you use it: the rule {rule} doubts what the extractor made"
        yield remark(article.reference, said, first[rule].within)


def rows_of_batch(batch: pa.RecordBatch) -> JudgedRows:
    """Rows of one table, written as CSV."""
    csv = csv_bytes(batch).to_pybytes()
    return JudgedRows(batch, csv, hashlib.sha256(csv).hexdigest())


def _may_go(article: Coded) -> bool:
    return bool(article.todo) or (bool(article.reference.number) and not article.curated)


def _left_out(article: Coded) -> LeftOut:
    place, at = article.reference.place, article.reference
    if article.todo:
        return LeftOut(article.file, 0, at.name, article.problems[0].message)
    whys = (problem.message if str(problem.record) == place else problem.within for problem in article.problems)
    return LeftOut(at.archive, at.number, at.name, "; ".join(dict.fromkeys(whys)))


def _ids(article: Coded, records: Records) -> Iterator[tuple[EntryName, str]]:
    """The records that a curator named, each with the name of the article."""
    for table in RECORDS:
        for row in records.rows[table]:
            yield EntryName(table, row[KEYS[table]]), article.reference.name


def _cells(records: Records, table: str, *columns: str) -> Iterator[Any]:
    """The cells of these columns that are not empty."""
    return (row[column] for row in records.rows[table] for column in columns if row.get(column))


def ends(days: Sequence[date]) -> Sequence[date]:
    """The first and the last of the days."""
    return [min(days), max(days)] if days else []


def characters_of(withheld: Iterable[Mapping[str, Sequence[Row]]]) -> Counter[str]:
    """How many characters the texts of these articles have, in `all` and `held` by the tables. withheld: the rows of
    each."""
    found: Counter[str] = Counter()
    for rows in withheld:
        found["held"] += covered((row["char_start"], row["char_end"]) for name in QUOTING for row in rows[name])
        found["all"] += rows["sources"][0]["char_length"]
    return found
