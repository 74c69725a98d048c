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
from functools import partial
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

from publisher import SCHEMAS
from publisher.article import Reference
from publisher.coding import code_article
from publisher.exits import say
from publisher.inputs.build_inputs import Inputs, read_inputs
from publisher.judge.articles import judge
from publisher.judge.authority import authority_table
from publisher.judge.chunk import gather
from publisher.judged import JudgedChunk
from publisher.model import Context
from publisher.order import Order
from publisher.progress import waiting, with_progress
from publisher.publish.append import append
from publisher.publish.ours import refuse_other
from publisher.publish.package_folder import Made, begin_package, declare
from publisher.publish.swap import swap
from publisher.validate.frictionless_check import Frictionless
from publisher.workers import Pool, in_order, nothing, workers

if TYPE_CHECKING:
    from publisher.cache.kept import KeptChunks

CHUNK = 64  # articles, on average
LARGEST_CHUNK = 4 * CHUNK
FEW_ARTICLES = 2 * CHUNK  # articles: what they take is not worth keeping


def make(order: Order, scratch: Path, frictionless: Frictionless) -> Made:
    """The package, whole and checked, in a folder below `scratch`; nothing is published yet.
    frictionless: asks it for its verdict. Raises Refused with all that a person must correct, OSError."""
    given = read_inputs(order.seeds, SCHEMAS, scratch)
    if given.dataset.name and not order.rename:
        refuse_other(order.out, given.dataset.name)
    folder = begin_package(scratch, SCHEMAS)
    many = len(given.seeds.articles)
    earlier = earlier_build(order, given)
    jobs = order.jobs or processes(earlier.missing if earlier else many)
    with workers(jobs, order.scheduler, order.patience) as pool:
        tables = append(with_progress(judged(given, pool, earlier), many), folder / "data", given, order.strict)
        made = declare(folder, given, tables)
        verdict = frictionless(folder, made.rows, folder / "schemas", scratch, order.full)  # beside what comes next
        from publisher.publish.description import describe  # frictionless checks while these are imported
        from publisher.publish.verification import verify

        describe(made, order.out, given, pool)
    if earlier and earlier.store.fault:
        say([f"warning: {order.cache}: {earlier.store.fault}; the next build works on all articles again"])
    with waiting("checking every row", many):
        return verify(made, given, verdict)


def publish(made: Made, out: Path) -> None:
    """Puts the package in the place of the one that is in `out`. Raises Refused, OSError."""
    swap(made.folder, out)


def processes(articles: int) -> int:
    """How many processes are worth their start: one for a chunk or two, else one a core."""
    return os.cpu_count() or 1 if articles > 3 * CHUNK else 1


def earlier_build(order: Order, given: Inputs) -> KeptChunks | None:
    """What is kept of earlier builds; None for a small build, which is as fast without, and for one that nobody can
    publish."""
    if order.cache is None or given.problems or len(given.seeds.articles) <= FEW_ARTICLES:
        return None
    from publisher.cache.kept import find_kept  # here, because most builds are small

    return find_kept(order.cache, order.cache_size * 10**9, context_of(given), chunks(given))


def judged(given: Inputs, pool: Pool | None = None, earlier: KeptChunks | None = None) -> Iterator[JudgedChunk]:
    """The articles, judged, in their order. pool: where the chunks are worked on; None: here. earlier: where chunks are
    found that need no work, and those left that did."""
    context = earlier.context if earlier else context_of(given)
    todo, done = tee(chunks(given))
    made = in_order(partial(judged_chunk, context), todo, pool, earlier.find if earlier else nothing)
    for articles, chunk in zip(done, made, strict=True):
        if earlier and not chunk.account.reused:
            earlier.keep(articles, chunk)
        yield chunk


def context_of(given: Inputs) -> Context:
    """What every article is read and judged against."""
    values = given.actors.values if given.actors.whole else {}
    authority = authority_table(values, given.schemas["actors"])
    seeds, spoken = given.seeds, given.dataset.language
    return Context(
        seeds.folder,
        given.schemas,
        given.actors,
        authority,
        spoken,
        publish_text=given.dataset.publish_text,
        private_persons=given.dataset.private_persons,
    )


def chunks(given: Inputs) -> Iterator[Sequence[Reference]]:
    """The articles in their order. A chunk ends where the hash of an id says so, not at a number of articles: an
    article more changes one chunk."""
    found: list[Reference] = []
    for one in given.seeds.articles:
        if given.problems and not one.curated:
            continue  # nothing will be published: what a person wrote is looked at, an archive is not
        found.append(one)
        if hashlib.sha256(one.source_id.encode()).digest()[0] % CHUNK == 0 or len(found) == LARGEST_CHUNK:
            yield found
            found = []
    if found:
        yield found


# In the worker


def judged_chunk(context: Context, references: Sequence[Reference]) -> JudgedChunk:
    """Some articles, from their texts to rows that no rule refuses."""
    with uncollected():
        return gather(*judge(context, [code_article(context, reference) for reference in references]))


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
