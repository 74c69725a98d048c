"""Who works on chunks of articles: this process, several processes, or a Dask cluster. All are one ordered map."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Protocol, TypeVar

from publisher.order import PATIENCE

Item = TypeVar("Item")
Result = TypeVar("Result")
Made = TypeVar("Made", covariant=True)
AHEAD = 6  # chunks under way: enough to keep a few processes busy, few enough to hold


class Waiting(Protocol[Made]):
    """What somebody works on."""

    def result(self) -> Made:
        """Waits for it."""


class Pool(Protocol):
    """Several who work: an executor, or a cluster."""

    def submit(self, work: Callable[[Item], Result], item: Item, /) -> Waiting[Result]:
        """Hands out one item of work."""


def done(found: Result) -> Waiting[Result]:
    """What nobody need work on any more."""
    future = Future[Result]()
    future.set_result(found)
    return future


def nothing(_: object) -> None:
    """Says of every item that it has to be worked on."""


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    pool: Pool | None,
    known: Callable[[Item], Result | None] = nothing,
) -> Iterator[Result]:
    """`work` of every item, in their order; items are taken as results are. pool: where it is done; None: here. known:
    the result of an item that need not be worked on, else None."""
    if pool is None:
        for item in items:
            found = known(item)
            yield work(item) if found is None else found
        return
    waiting: deque[Waiting[Result]] = deque()
    ahead = getattr(pool, "ahead", None) or 3 * (getattr(pool, "_max_workers", None) or 0)
    for item in items:
        found = known(item)
        waiting.append(pool.submit(work, item) if found is None else done(found))
        if len(waiting) > max(AHEAD, ahead):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def workers(jobs: int, scheduler: str = "", limit: float = PATIENCE) -> Iterator[Pool | None]:
    """An executor with `jobs` processes, the Dask cluster at `scheduler` (tcp://host:port), or None: work here.

    limit: seconds that the cluster may take to answer, or be without workers. Raises OSError when the cluster cannot
    work, `distributed` is not installed, or a process dies.
    """
    if scheduler:
        from publisher.cluster import connected

        with connected(scheduler, limit) as cluster:
            yield cluster
    elif jobs > 1:
        # Forked workers would inherit Arrow's threads in mid-flight.
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_follow) as pool:
            try:
                _start(pool, jobs)
                yield pool
            except BrokenProcessPool:
                raise ChildProcessError("a process that read articles died; out of memory? give --jobs less") from None
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    else:
        yield None


def _start(pool: Executor, jobs: int) -> None:
    """Starts the processes, deaf to Ctrl-C from their first moment: it goes to all, and the build alone answers it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for _ in range(jobs):  # one is started for each item that finds none idle
            pool.submit(int)
    finally:
        signal.signal(signal.SIGINT, before)


def _follow() -> None:
    """Makes a process end with the build that started it."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
