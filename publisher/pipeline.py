"""The recipe: from articles to a checked package, in the order in which it happens.

    read -> extract -> reconcile -> judge -> gather                  in the workers, a chunk of articles at a time
    append, merge actors                                             one writer, the chunks in order
    declare, describe                                                descriptor; dictionary, metadata, page
    verify: keys and references, read back                           over the finished files, beside frictionless
    publish                                                          whole, or not at all

A chunk is a pure function of texts, curated files, authority file, schemas and code, so it may be made anywhere, or
taken from an earlier build. What was judged is what is published: the digest of the bytes of each chunk is compared
with the finished file.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

from publisher import SCHEMAS
from publisher.extract import everything, extract
from publisher.extract.dateline import stated_day
from publisher.extract.limit import TooDense
from publisher.extract.text import Document, read
from publisher.inputs import archive, article_reader, curated_file, text_shape
from publisher.inputs.build_inputs import Inputs, inputs
from publisher.inputs.listed_articles import Listed
from publisher.inputs.text_language import language_of
from publisher.judge.articles import judge
from publisher.judge.authority import authority_table
from publisher.judge.chunk import gather
from publisher.judged import JudgedChunk
from publisher.model import Coded, Context, Mark, Order, Reading
from publisher.problem import Problem, Refused
from publisher.progress import counted, waiting
from publisher.publish import package_folder
from publisher.publish.append import append
from publisher.publish.ours import refuse_other
from publisher.publish.package_folder import Made
from publisher.publish.swap import swap
from publisher.records.automatic.actors import Identified, identify
from publisher.records.document_date import document_day
from publisher.records.reconcile import reconcile
from publisher.validate.frictionless_check import Frictionless
from publisher.workers import Pool, in_order, nothing, workers

if TYPE_CHECKING:
    from publisher.cache.kept import Kept

CHUNK = 64  # articles, on average
LARGEST_CHUNK = 4 * CHUNK
FEW = 2 * CHUNK  # articles: what they take is not worth keeping
MOST = 50_000  # candidates of one article


def make(order: Order, scratch: Path, frictionless: Frictionless) -> Made:
    """The package, whole and checked, in a folder below `scratch`; nothing is published yet.
    frictionless: asks it for its verdict. Raises Refused with all that a person must correct, OSError."""
    given = inputs(order.seeds, SCHEMAS, scratch)
    if given.dataset.name and not order.rename:
        refuse_other(order.out, given.dataset.name)
    folder = package_folder.folder(scratch, SCHEMAS)
    many = len(given.seeds.articles)
    earlier = earlier_build(order, given)
    jobs = order.jobs or processes(earlier.missing if earlier else many)
    with workers(jobs, order.scheduler, order.patience) as pool:
        tables = append(counted(judged(given, pool, earlier), many), folder / "data", given, order.strict)
    made = package_folder.declare(folder, given, tables)
    verdict = frictionless(folder, made.rows, folder / "schemas", scratch, order.full)  # beside what comes next
    from publisher.publish.description import describe  # frictionless checks while these are imported
    from publisher.publish.verification import verify

    describe(made, order.out, given)
    with waiting("checking every row", many):
        return verify(made, given, verdict)


def publish(made: Made, out: Path) -> None:
    """Puts the package in the place of the one that is in `out`. Raises Refused, OSError."""
    swap(made.folder, out)


def processes(articles: int) -> int:
    """How many processes are worth their start: one for a chunk or two, else one a core."""
    return os.cpu_count() or 1 if articles > 3 * CHUNK else 1


def earlier_build(order: Order, given: Inputs) -> Kept | None:
    """What is kept of earlier builds; None for a small build, which is as fast without, and for one that nobody can
    publish."""
    if order.cache is None or given.problems or len(given.seeds.articles) <= FEW:
        return None
    from publisher.cache.kept import kept  # here, because most builds are small

    return kept(order.cache, order.room * 10**9, context_of(given), chunks(given))


def judged(given: Inputs, pool: Pool | None = None, earlier: Kept | None = None) -> Iterator[JudgedChunk]:
    """The articles, judged, in their order. pool: where the chunks are worked on; None: here. earlier: where chunks are
    found that need no work, and those left that did."""
    context = earlier.context if earlier else context_of(given)
    todo, done = tee(chunks(given))
    items = ((articles, _listed(context, articles)) for articles in todo)
    known = (lambda item: earlier.find(item[0])) if earlier else nothing
    made = in_order(partial(_judged_item, replace(context, listed={})), items, pool, known)
    for articles, chunk in zip(done, made, strict=True):
        if earlier and not chunk.account.reused:
            earlier.keep(articles, chunk)
        yield chunk


def _listed(context: Context, articles: Sequence[article_reader.Reference]) -> Listed:
    """What dataset.toml says of these articles: what it says of all would go to a worker with each chunk."""
    return {one.file_name: context.listed[one.file_name] for one in articles if one.file_name in context.listed}


def context_of(given: Inputs) -> Context:
    """What every article is read and judged against."""
    values = given.actors.values if given.actors.whole else {}
    authority = authority_table(values, given.schemas["actors"])
    seeds, spoken = given.seeds, given.dataset.language
    return Context(
        seeds.folder,
        given.schemas,
        given.actors,
        seeds.curated,
        authority,
        spoken,
        publish_text=given.dataset.publish_text,
        private_persons=given.dataset.private_persons,
        listed=given.listed,
    )


def chunks(given: Inputs) -> Iterator[Sequence[article_reader.Reference]]:
    """The articles in their order. A chunk ends where the hash of an id says so, not at a number of articles: an
    article more changes one chunk."""
    found: list[article_reader.Reference] = []
    for one in given.seeds.articles:
        if given.problems and one.stem not in given.seeds.curated:
            continue  # nothing will be published: what a person wrote is looked at, an archive is not
        found.append(one)
        if hashlib.sha256(one.source_id.encode()).digest()[0] % CHUNK == 0 or len(found) == LARGEST_CHUNK:
            yield found
            found = []
    if found:
        yield found


# In the worker


def _judged_item(context: Context, item: tuple[Sequence[article_reader.Reference], Listed]) -> JudgedChunk:
    references, known = item
    return judged_chunk(replace(context, listed=known), references)


def judged_chunk(context: Context, references: Sequence[article_reader.Reference]) -> JudgedChunk:
    """Some articles, from their texts to rows that no rule refuses."""
    with uncollected():
        coded = [code(context, reference) for reference in references]
        return gather(*judge(context, coded))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's collector of cycles, which would look through all rows of a chunk again and again: they live
    until the chunk is done. What it would have found then goes at its next turn."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def code(context: Context, reference: article_reader.Reference) -> Coded:
    """One article with its records: read, curated or not, extracted, reconciled."""
    try:
        reading = read_one(context, reference)
    except Refused as refused:
        return Coded(reference, reference.stem in context.curated, refused.problems)
    return coded(context, reference, reading)


def coded(context: Context, reference: article_reader.Reference, reading: Reading) -> Coded:
    """The article with its records, as it was read."""
    curated = reference.stem in context.curated
    todo = reading.curated.todo if reading.curated else ()
    if todo and not context.decided:
        return Coded(reference, curated, [_unfinished(reading.file, todo)], todo=todo)
    made = reconcile(reading, context.actors)
    excuses = [replace(one, source=reference.source_id) for one in reading.curated.excused] if reading.curated else ()
    return Coded(
        reference,
        curated,
        made.problems,
        records=made,
        document=reading.document,
        day=reading.day,
        excuses=excuses,
        remarks=reading.remarks,
        dropped=made.dropped,
        todo=todo,
    )


def _unfinished(file: str, todo: Sequence[str]) -> Problem:
    """What is said of an article whose records are not finished, also to readers of the package. file: that of its
    records."""
    number = f"{len(todo)} entr{'ies have' if todo[1:] else 'y has'} a line `todo`"
    return Problem(file, "", "", f"the records are not finished, so the article is left out: {number}")


def read_one(context: Context, reference: article_reader.Reference, records: bytes | None = None) -> Reading:
    """One article with its curated file, where it has one, and its candidates. records: the curated file, where that is
    not to be read from the folder. Raises Refused when it cannot be read, OSError."""
    article = article_reader.article(reference)
    received = context.listed.get(reference.file_name, archive.NOTHING)
    if reference.number:
        received = archive.received(article, reference, context.schemas["sources"])
    else:
        article_reader.refuse_markup(article)
    came_with = dict(received.columns)
    day = came_with.get("document_date")
    curated, faults = None, list[Problem]()
    if reference.stem in context.curated:
        name = article.records
        raw = (context.folder / name).read_bytes() if records is None else records
        document = read(article.text)  # its paragraphs; where sentences end depends on the language
        curated = curated_file.read(name, raw, document, context.schemas, context.decided)
        day, undated = document_day(curated, article, day)
        faults = [*curated.problems, *([undated] if undated else [])]
    spoken = language_of(article.text, (curated.source if curated else came_with).get("language"), context.language)
    document = read(article.text, spoken.code)
    is_read = curated is not None or spoken.is_read
    stated = stated_day(document) if curated is None and day is None else None
    day = stated[1] if stated else day
    found = find_few(context, reference, document, day) if is_read else Identified([], {}, {})
    remarks = [*received.remarks, *spoken.remarks(reference, curated is not None)]
    if curated is None and is_read:
        remarks += text_shape.remarks(reference, article.text, day)
    came_with = {**came_with, "language": spoken.code}
    whole = context.publish_text if received.publish_text is None else received.publish_text
    return Reading(
        article,
        document,
        found.found,
        day,
        curated,
        came_with,
        found.actors,
        found.places,
        tuple(remarks),
        faults,
        publish_text=curated.publish_text if curated else whole,
        dated=Mark("document_date", *stated[0]) if stated else None,
    )


def find(document: Document, day: date | None, context: Context, curated: bool) -> Identified:
    """What the extractor finds in an article. In a curated one only the authority file says who is an actor."""
    known = context.actors.surfaces
    if curated:
        return Identified(extract(document, day, known, marked_only=True), {}, {})
    return identify(document, everything(document, day, known), context.private_persons)


def find_few(context: Context, reference: article_reader.Reference, document: Document, day: date | None) -> Identified:
    """What the extractor finds in an article, if that is not more than a build has memory for: a candidate takes some
    20 kilobytes there, with the rows that come of it. Raises Refused."""
    try:
        found = find(document, day, context, reference.stem in context.curated)
    except TooDense as dense:
        raise Refused.of(reference.file_name, dense.message, reference.place) from None
    if len(found.found) > MOST:
        what = f"{len(found.found):,} quotations, numbers, dates and names"
        message = f"the text has {what}, and an article of a dataset at most {MOST:,}: split it"
        raise Refused.of(reference.file_name, message, reference.place)
    return found
