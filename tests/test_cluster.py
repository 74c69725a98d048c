"""A Dask cluster: whatever is wrong with it is one line within the time limit, and the machine's fault."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest
from cluster_work import hurried, slowly
from command import ROOT, Ran, quickly, run, seeds, tree

from publisher.cluster import Cluster, Pending, connected
from publisher.workers import in_order

NO_CLUSTER = "the group `cluster` is not installed"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(find_spec("distributed") is None, reason=NO_CLUSTER)]

MACHINE = 3
LONG = 300  # seconds: none of those that a test waits for, but what a busy machine may take
# Prints its address and then, for each number on standard input, that line again once it has that many workers.
SCHEDULER = """
import sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=0, dashboard_address=None, silence_logs=60)
    print(cluster.scheduler_address, flush=True)
    for line in sys.stdin:
        while len(cluster.scheduler.workers) != int(line):
            time.sleep(0.02)
        print(line, end="", flush=True)
"""
HURRIED = ("nobody answers within", "its workers do not answer within", "has no workers within")


@contextmanager
def process(*arguments: str, folder: Path = ROOT) -> Iterator[subprocess.Popen[str]]:
    """Python, until the test ends."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "tests")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as started:
        try:
            yield started
        finally:
            if started.poll() is None:
                os.killpg(started.pid, signal.SIGKILL)


@dataclass(frozen=True)
class Scheduler:
    """A scheduler in a process of its own."""

    process: subprocess.Popen[str]
    address: str

    def wait_for(self, workers: int) -> None:
        """Returns once it has this many workers, however long a busy machine takes."""
        assert self.process.stdin and self.process.stdout
        print(workers, file=self.process.stdin, flush=True)
        assert self.process.stdout.readline() == f"{workers}\n"


@contextmanager
def scheduling() -> Iterator[Scheduler]:
    with process("-c", SCHEDULER) as started:
        assert started.stdout
        yield Scheduler(started, started.stdout.readline().strip())


@pytest.fixture(scope="module")
def started() -> Iterator[Scheduler]:
    with scheduling() as scheduler:
        yield scheduler


@pytest.fixture
def scheduler(started: Scheduler) -> Scheduler:
    """One without workers: those of the test before are gone."""
    started.wait_for(0)
    return started


@contextmanager
def working(scheduler: Scheduler, number: int = 1, folder: Path = ROOT) -> Iterator[list[subprocess.Popen[str]]]:
    """Workers that the scheduler knows."""
    with ExitStack() as stack:
        found = [stack.enter_context(process(*worker(scheduler.address, folder), folder=folder)) for _ in range(number)]
        scheduler.wait_for(number)
        yield found


def worker(address: str, folder: Path = ROOT) -> tuple[str, ...]:
    """What starts a worker; it imports the program where its folder is that of the program."""
    path = f"import sys; sys.path[:] = [{str(folder)!r}, *sys.path[1:]]; sys.argv[0] = 'worker'; "
    call = f"sys.argv[1:] = [{address!r}, '--no-dashboard', '--no-nanny', '--nthreads', '1']; "
    return "-c", f"{path}{call}from distributed.cli.dask_worker import main; main()"


def build(folder: Path, address: str, timeout: float = 1) -> Ran:
    """A build by a cluster, of seeds in `folder`."""
    given = folder / "seeds"
    if not given.exists():
        seeds(given)
    return run("--seeds", given, "--out", folder / "out", "--scheduler", address, "--timeout", str(timeout))


def patiently(folder: Path, address: str, says: str) -> Ran:
    """A build with a second to reach a cluster; with more where that was too little for a busy machine to say so."""
    for seconds in (1, 4, 16, 64):
        ran = build(folder, address, seconds)
        if says in ran.errors or not any(hurried in ran.errors for hurried in HURRIED):
            break
    return ran


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)  # `connected` sets another one


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "localhost:8786",
        "tcp://localhost",
        "tcp://localhost:",
        "tcp://localhost:port",
        "tcp://localhost:0",
        "tcp://localhost:65536",
        "tcp://:8786",
        "tcp://a b:8786",
        "foo://localhost:8786",
        "inproc://localhost/1/2",
        "/etc/passwd",
    ],
)
def test_what_is_no_address(address: str, tmp_path: Path) -> None:
    ran = build(tmp_path, address)
    assert (ran.code, ran.lines) == (
        MACHINE,
        [f"the machine: --scheduler {address}: is no address of a scheduler; write tcp://HOST:PORT"],
    )
    assert tree(tmp_path / "out") == {}


@contextmanager
def listening(answer: bytes = b"") -> Iterator[str]:
    """The address of a port that takes a connection and says nothing, or nothing that a scheduler would say."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
        if not answer:
            yield address
            return
        script = f"import socket\nwhile True:\n  c, _ = socket.socket(fileno={server.fileno()}).accept()\n"
        talk = subprocess.Popen([sys.executable, "-c", f"{script}  c.sendall({answer!r})"], pass_fds=[server.fileno()])
        try:
            yield address
        finally:
            talk.kill()
            talk.wait()


@pytest.mark.parametrize(
    ("scheme", "answer", "says"),
    [
        ("tcp", b"", "nobody answers within "),
        ("tcp", b"HTTP/1.1 400 Bad Request\r\n\r\n", "what answers there is no scheduler"),
        ("tls", b"", "Dask's settings name the certificates"),
    ],
)
def test_a_port_where_no_scheduler_answers(scheme: str, answer: bytes, says: str, tmp_path: Path) -> None:
    with listening(answer) as port:
        ran = patiently(tmp_path, f"{scheme}://{port}", says)
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert f"--scheduler {scheme}://{port}: " in ran.errors
    assert says in ran.errors


def test_a_port_that_is_closed(tmp_path: Path) -> None:
    with listening() as port:
        pass
    ran = build(tmp_path, f"tcp://{port}")
    assert (ran.code, len(ran.lines)) == (MACHINE, 1)
    assert "nobody answers within 1 s" in ran.errors


def test_a_host_that_nobody_knows(tmp_path: Path) -> None:
    ran = build(tmp_path, "tcp://no.such.host.invalid:8786")
    assert (ran.code, len(ran.lines)) == (MACHINE, 1)
    assert "no.such.host.invalid" in ran.errors


def test_no_workers(scheduler: Scheduler, tmp_path: Path) -> None:
    ran = patiently(tmp_path, scheduler.address, "has no workers within ")
    assert (ran.code, len(ran.lines)) == (MACHINE, 1)
    assert ran.errors.startswith(f"the machine: --scheduler {scheduler.address}: has no workers within ")


def test_a_worker_without_the_program(scheduler: Scheduler, tmp_path: Path) -> None:
    with working(scheduler, folder=tmp_path):
        ran = patiently(tmp_path, scheduler.address, "lacks")
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert "the cluster lacks this program or what it needs" in ran.errors


@pytest.mark.stress
def test_a_worker_with_another_state_of_the_program(
    scheduler: Scheduler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.cluster._here", lambda: "another")
    with working(scheduler):
        ran = patiently(tmp_path, scheduler.address, "another state")
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert "has another state of this program; install the same one there" in ran.errors


def test_a_cluster_gives_the_same_bytes(scheduler: Scheduler, tmp_path: Path) -> None:
    with working(scheduler):
        ran = build(tmp_path / "cluster", scheduler.address, LONG)
    assert (ran.code, ran.errors) == (0, "")
    assert run("--seeds", seeds(tmp_path / "seeds"), "--out", tmp_path / "out").code == 0
    assert tree(tmp_path / "cluster" / "out") == tree(tmp_path / "out")


def made(cluster: Cluster, then: Callable[[int], None]) -> Sequence[int]:
    """The numbers 0 to 39, by a cluster; `then` is called with each as it comes back."""
    found = []
    for number in in_order(slowly, range(40), cluster):
        found.append(number)
        then(number)
    return found


@pytest.mark.stress
def test_a_worker_is_lost(scheduler: Scheduler) -> None:
    """Another does its chunks again."""
    with working(scheduler, 2) as (victim, _), connected(scheduler.address, LONG) as cluster:
        assert made(cluster, lambda number: victim.kill() if number == 5 else None) == list(range(40))


def test_all_workers_are_lost(scheduler: Scheduler) -> None:
    with working(scheduler) as (victim,), connected(scheduler.address, LONG) as cluster:
        short = Cluster(cluster.client, cluster.address, 1, cluster.ahead)
        with pytest.raises(ConnectionError, match="no worker for 1 s"):
            made(short, lambda number: victim.kill() if number == 5 else None)


@pytest.mark.stress
def test_the_scheduler_is_lost() -> None:
    with scheduling() as victim, working(victim), connected(victim.address, LONG) as cluster:
        short = Cluster(cluster.client, cluster.address, 1, cluster.ahead)
        with pytest.raises(ConnectionError, match=r"no worker for 1 s|the scheduler is gone"):
            made(short, lambda number: victim.process.kill() if number == 5 else None)


@pytest.mark.stress
def test_workers_that_do_not_answer(scheduler: Scheduler, tmp_path: Path) -> None:
    with working(scheduler) as (stopped,):
        os.killpg(stopped.pid, signal.SIGSTOP)
        ran = patiently(tmp_path, scheduler.address, "its workers do not answer within ")
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert "its workers do not answer within " in ran.errors


class Late:
    """A result that comes while the wait for it ends."""

    status = "pending"

    def result(self, timeout: float) -> str:
        if self.status == "finished":
            return "made"
        self.status = "finished"
        raise TimeoutError


def test_a_result_that_comes_as_the_wait_for_it_ends() -> None:
    nobody = Cluster(None, "tcp://127.0.0.1:1", LONG, 1)
    assert Pending(nobody, Late()).result() == "made"


@pytest.mark.stress
def test_work_that_takes_too_long_for_itself(scheduler: Scheduler) -> None:
    with (
        working(scheduler),
        connected(scheduler.address, LONG) as cluster,
        pytest.raises(TimeoutError, match="of work"),
    ):
        cluster.submit(hurried, 0).result()


@pytest.mark.stress
def test_what_the_work_raises_is_raised(scheduler: Scheduler) -> None:
    with working(scheduler), connected(scheduler.address, LONG) as cluster:
        with pytest.raises(ZeroDivisionError):
            cluster.submit(partial(divmod, 1), 0).result()
        with pytest.raises(FileNotFoundError):
            cluster.submit(os.stat, "/nowhere").result()
