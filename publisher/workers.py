"""Who reads the articles: this process, several of them, or a Dask cluster. All three are one map to `batches`."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread


@contextmanager
def workers(jobs: int, scheduler: str = "") -> Iterator[Executor | None]:
    """An executor with `jobs` processes, that of the Dask cluster at `scheduler` (tcp://host:port), or None: work here.

    Raises ImportError when a scheduler is named and `distributed` is not installed, OSError when nobody answers or a
    process dies.
    """
    if scheduler:
        from distributed import Client

        with Client(scheduler, timeout="10s") as client:  # type: ignore[no-untyped-call]
            # A worker that dies takes its chunks with it; they are pure, so others do them again.
            yield client.get_executor(retries=3, pure=False)
    elif jobs > 1:
        # Forked workers would inherit Arrow's threads in mid-flight.
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_follow) as pool:
            try:
                yield pool
            except BrokenProcessPool:
                raise ChildProcessError("a process that read articles died; out of memory? give --jobs less") from None
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    else:
        yield None


def _follow() -> None:
    """Makes a process end with the build that started it. Ctrl-C goes to both: the build alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
