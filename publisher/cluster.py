"""A Dask cluster that works on chunks of articles: reached, proved to be able to, and watched, within a time limit.

Whatever is wrong with it ends as one line and exit code 3: an address that is none, a port where nobody or something
else answers, no workers, workers without this program or with another state of it, workers or the scheduler lost on the
way. What is asked of the scheduler goes over a connection of its own, since a client that has lost it waits for ever.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any, Generic, TypeVar

from publisher.program import program

Item = TypeVar("Item")
Result = TypeVar("Result")
PAUSE = 0.2  # seconds between two questions to the scheduler
LOOK = 2.0  # seconds that a result may take before the scheduler is asked whether it is still there
ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9a-f:.]+\]|[^\s:/\[\]]+):(\d{1,5})/?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that answers. limit: seconds that it may be without workers; ahead: chunks that keep it busy."""

    client: Any
    address: str
    limit: float
    ahead: int

    def submit(self, work: Callable[[Item], Result], item: Item) -> Pending[Result]:
        """`work` of an item, done by a worker. One that dies takes its chunk with it, and others do it again."""
        return Pending(self, self.client.submit(work, item, retries=3, pure=False))


@dataclass(frozen=True, slots=True)
class Pending(Generic[Result]):
    """What a worker makes."""

    cluster: Cluster
    future: Any

    def result(self) -> Result:
        """Waits for it while there are workers. Raises what the work raises, ConnectionError when the cluster is
        lost."""
        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        seen = time.monotonic()
        while True:
            failed = self.future.status == "error"  # asked first: it may end while its result is waited for
            try:
                made: Result = self.future.result(timeout=LOOK)
            except TimeoutError:
                if failed:
                    raise  # by the work
                if asyncio.run(_workers(self.cluster.address, LOOK)):
                    seen = time.monotonic()
                elif time.monotonic() - seen > self.cluster.limit:
                    raise _lost(self.cluster.address, f"no worker for {self.cluster.limit:g} s") from None
            except (CommClosedError, CancelledError):
                raise _lost(self.cluster.address, "the scheduler is gone") from None
            except KilledWorker:
                raise _lost(self.cluster.address, "four workers died over one chunk; out of memory?") from None
            except (ModuleNotFoundError, RuntimeError) as error:  # of the scheduler it is the cause of another
                if isinstance(cause := error.__cause__ or error, ModuleNotFoundError):
                    raise _lost(self.cluster.address, _lacks(cause)) from None
                raise
            else:
                return made


@contextmanager
def connected(address: str, limit: float) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`, as tcp://host:port. Raises ConnectionError within `limit` seconds
    when it cannot work, or `distributed` is not installed."""
    port = ADDRESS.fullmatch(address)
    if port is None or not 0 < int(port[1]) < 2**16:
        raise _lost(address, "is no address of a scheduler; write tcp://HOST:PORT")
    try:
        from distributed import Client
    except ImportError as error:
        raise _lost(address, f"{error}; `make cluster` installs what it takes") from None

    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    sys.unraisablehook = lambda _: None  # a client that has lost its scheduler complains while it is taken down
    threads = asyncio.run(_threads(address, limit))
    client = Client(address, timeout=limit, set_as_default=False)
    try:
        _prove(client, address, limit)
        yield Cluster(client, address, limit, 2 * threads)
    finally:
        with suppress(Exception):  # of a scheduler that is gone
            client.close(timeout=1)


async def _threads(address: str, limit: float) -> int:
    """How many chunks the workers can work on at once, as soon as there is a worker."""
    until, fault = time.monotonic() + limit, f"nobody answers within {limit:g} s"
    while (left := until - time.monotonic()) > 0:
        try:
            if workers := await asyncio.wait_for(_identity(address), left):
                return sum(worker["nthreads"] for worker in workers.values())
            fault = f"has no workers within {limit:g} s"
        except TimeoutError:
            continue
        except TypeError as error:  # of ssl, where no certificates are known
            raise _lost(address, f"cannot be reached ({error}); Dask's settings name the certificates") from None
        except Exception as error:  # a stranger's bytes, read as if they were a scheduler's, may raise anything
            fault = f"what answers there is no scheduler ({type(error).__name__})"
        await asyncio.sleep(PAUSE)
    raise _lost(address, fault)


async def _workers(address: str, limit: float) -> int:
    """How many workers there are; 0 also where no scheduler answers."""
    try:
        return len(await asyncio.wait_for(_identity(address), limit))
    except Exception:  # whatever answers there, or does not, is no scheduler with workers
        return 0


async def _identity(address: str) -> dict[str, Any]:
    """What the scheduler says of its workers. Raises OSError, and ValueError when what answers is none."""
    from distributed.core import rpc
    from distributed.security import Security

    async with rpc(address, connection_args=Security().get_connection_args("client")) as scheduler:
        about = await scheduler.identity()
    if about.get("type") != "Scheduler":
        raise ValueError("a Dask worker answers")
    return dict(about["workers"])


def _prove(client: Any, address: str, limit: float) -> None:
    """Raises ConnectionError when a worker has not this program, to the byte."""
    found: list[dict[str, str] | Exception] = []

    def ask() -> None:
        try:
            found.append(client.run(program))
        except Exception as error:  # of the worker, and of any type
            found.append(error)

    asking = Thread(target=ask, daemon=True)  # a worker that was stopped never answers
    asking.start()
    asking.join(limit)
    if not found:
        raise _lost(address, f"its workers do not answer within {limit:g} s")
    if isinstance(digests := found[0], Exception):
        raise _lost(address, _lacks(digests))
    if other := sorted(worker for worker, digest in digests.items() if digest != _here()):
        raise _lost(address, f"{other[0]} has another state of this program; install the same one there")


def _lacks(error: Exception) -> str:
    what = "the cluster lacks this program or what it needs"
    return f"{what} ({error}); install it for the scheduler and each worker: `pip install .`"


def _here() -> str:
    return program()


def _lost(address: str, fault: str) -> ConnectionError:
    return ConnectionError(f"--scheduler {address}: {fault}")
