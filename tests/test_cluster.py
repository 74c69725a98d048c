"""A Dask cluster: whatever is wrong with it is one line within the time limit, and the machine's fault."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from cluster_work import slowly
from command import ROOT, Ran, quickly, run, seeds, tree

from publisher.cluster import Cluster, connected, program
from publisher.workers import in_order

pytestmark = pytest.mark.slow

pytest.importorskip("distributed", reason="the group `cluster` is not installed")
MACHINE = 3
SCHEDULER = "import time; from distributed import LocalCluster\nif __name__ == '__main__':\n" + (
    "  c = LocalCluster(n_workers=0, dashboard_address=None, silence_logs=60)\n"
    "  print(c.scheduler_address, flush=True); time.sleep(600)"
)


@contextmanager
def process(*arguments: str, folder: Path = ROOT) -> Iterator[subprocess.Popen[str]]:
    """Python, until the test ends."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "tests")},
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


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler without workers."""
    with process("-c", SCHEDULER) as started:
        assert started.stdout
        yield started.stdout.readline().strip()


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


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


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
        ("tcp", b"", "nobody answers within 1 s"),
        ("tcp", b"HTTP/1.1 400 Bad Request\r\n\r\n", "what answers there is no scheduler"),
        ("tls", b"", "Dask's settings name the certificates"),
    ],
)
def test_a_port_where_no_scheduler_answers(scheme: str, answer: bytes, says: str, tmp_path: Path) -> None:
    with listening(answer) as port:
        begun = time.monotonic()
        ran = build(tmp_path, f"{scheme}://{port}")
        assert time.monotonic() - begun < 10
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


def test_no_workers(scheduler: str, tmp_path: Path) -> None:
    ran = build(tmp_path, scheduler)
    assert (ran.code, ran.lines) == (MACHINE, [f"the machine: --scheduler {scheduler}: has no workers within 1 s"])


def test_a_worker_without_the_program(scheduler: str, tmp_path: Path) -> None:
    with process(*worker(scheduler, tmp_path), folder=tmp_path):
        ran = build(tmp_path, scheduler, 30)
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert "the cluster lacks this program or what it needs" in ran.errors


@pytest.mark.stress
def test_a_worker_with_another_state_of_the_program(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.cluster._here", lambda: "another")
    with process(*worker(scheduler)):
        ran = build(tmp_path, scheduler, 30)
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert "has another state of this program; install the same one there" in ran.errors


def test_a_cluster_gives_the_same_bytes(scheduler: str, tmp_path: Path) -> None:
    with process(*worker(scheduler)):
        ran = build(tmp_path / "cluster", scheduler, 30)
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
def test_a_worker_is_lost(scheduler: str) -> None:
    """Another does its chunks again."""
    with process(*worker(scheduler)) as victim, process(*worker(scheduler)), connected(scheduler, 30) as cluster:
        assert made(cluster, lambda number: victim.kill() if number == 5 else None) == list(range(40))


def test_all_workers_are_lost(scheduler: str) -> None:
    with process(*worker(scheduler)) as victim, connected(scheduler, 30) as cluster:
        short = Cluster(cluster.client, cluster.address, 1, cluster.ahead)
        with pytest.raises(ConnectionError, match="no worker for 1 s"):
            made(short, lambda number: victim.kill() if number == 5 else None)


@pytest.mark.stress
def test_the_scheduler_is_lost() -> None:
    with process("-c", SCHEDULER) as victim:
        assert victim.stdout
        address = victim.stdout.readline().strip()
        with process(*worker(address)), connected(address, 30) as cluster:
            short = Cluster(cluster.client, cluster.address, 1, cluster.ahead)
            with pytest.raises(ConnectionError, match=r"no worker for 1 s|the scheduler is gone"):
                made(short, lambda number: victim.kill() if number == 5 else None)


@pytest.mark.stress
def test_workers_that_do_not_answer(scheduler: str, tmp_path: Path) -> None:
    with process(*worker(scheduler)) as stopped, connected(scheduler, 30):
        os.killpg(stopped.pid, signal.SIGSTOP)
        ran = build(tmp_path, scheduler, 1)
    assert (ran.code, len(ran.lines)) == (MACHINE, 1), ran.errors
    assert "its workers do not answer within 1 s" in ran.errors


@pytest.mark.stress
def test_what_the_work_raises_is_raised(scheduler: str) -> None:
    with process(*worker(scheduler)), connected(scheduler, 30) as cluster:
        with pytest.raises(ZeroDivisionError):
            cluster.submit(partial(divmod, 1), 0).result()
        with pytest.raises(FileNotFoundError):
            cluster.submit(os.stat, "/nowhere").result()


def test_the_state_of_the_program_is_that_of_its_files() -> None:
    assert len(program()) == 64
    assert (
        program()
        == subprocess.run(
            [sys.executable, "-c", "from publisher.cluster import program; print(program())"],
            cwd=ROOT,
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
