"""Who reads the articles: this process, several of them, or a Dask cluster. All three are one map to `batches`."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context


@contextmanager
def workers(jobs: int, scheduler: str = "") -> Iterator[Executor | None]:
    """An executor with `jobs` processes, that of the Dask cluster at `scheduler` (tcp://host:port), or None: work here.

    Raises ImportError when a scheduler is named and `distributed` is not installed, OSError when nobody answers.
    """
    if scheduler:
        from distributed import Client

        with Client(scheduler, timeout="10s") as client:
            # A worker that dies takes its chunks with it; they are pure, so others do them again.
            yield client.get_executor(retries=3, pure=False)
    elif jobs > 1:
        # Forked workers would inherit Arrow's threads in mid-flight.
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield pool
    else:
        yield None
