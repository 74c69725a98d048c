"""How fast `validate` is: one package of N rows, judged by our engine and by frictionless in the same run.

    python -m benchmarks.validate [--rows 1000000] [--runs 3] [--no-frictionless]

Two packages of the same rows: with a Parquet twin (every check: twin, canonical form, Parquet schema, keys,
constraints, hashes, counts), and CSV alone, with the canonical form and without it (hashes, types, constraints and
keys, which is what frictionless checks). Each measurement runs in a process of its own. Two commands are measured as
a whole, as a person starts them; for the others imports come first, so that start-up is left out and peak memory is
that of the check alone. Ratios are of seconds on the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
from made import call
from made.packages import from_rows, without_parquet, write_package

from publisher.records.tabulate import to_batch
from publisher.schemas import parse

VENUES = 1_000
BATCH = 50_000
KINDS = ("concert", "lecture", "market", "reading", "screening", "workshop")
WORDS = ("amber", "birch", "cobalt", "delta", "ember", "fjord", "garnet", "harbour", "indigo", "juniper", "kelp")
DAY = date(2015, 1, 1)
START = datetime(2015, 1, 1, tzinfo=UTC)
EVENTS = parse(
    "events",
    {
        "fields": [
            {
                "name": "event_id",
                "type": "string",
                "constraints": {"required": True, "unique": True, "pattern": "EV-[0-9]{8}"},
            },
            {"name": "venue_id", "type": "string", "constraints": {"required": True, "pattern": "V[0-9]{4}"}},
            {"name": "kind", "type": "string", "constraints": {"required": True, "enum": list(KINDS)}},
            {"name": "title", "type": "string", "constraints": {"required": True}},
            {"name": "day", "type": "date", "constraints": {"minimum": "2015-01-01", "maximum": "2025-12-31"}},
            {"name": "starts", "type": "datetime"},
            {"name": "visitors", "type": "integer", "constraints": {"minimum": 0, "maximum": 100000}},
            {"name": "price", "type": "number", "constraints": {"minimum": 0, "maximum": 1000}},
            {"name": "is_free", "type": "boolean", "constraints": {"required": True}},
            {"name": "note", "type": "string"},
        ],
        "primaryKey": ["event_id"],
        "foreignKeys": [{"fields": ["venue_id"], "reference": {"resource": "venues", "fields": ["venue_id"]}}],
    },
)
VENUE = parse(
    "venues",
    {
        "fields": [
            {"name": "venue_id", "type": "string", "constraints": {"required": True}},
            {"name": "name", "type": "string", "constraints": {"required": True}},
        ],
        "primaryKey": ["venue_id"],
    },
)


def event(number: int) -> dict[str, Any]:
    """Row `number` of the events: every value follows from the number alone."""
    mixed = number * 2_654_435_761 % 4_294_967_296  # Knuth's multiplicative hash
    day = DAY + timedelta(days=mixed % 4_000)
    return {
        "event_id": f"EV-{number:08d}",
        "venue_id": f"V{mixed // 7 % VENUES:04d}",
        "kind": KINDS[mixed // 11 % len(KINDS)],
        "title": f"{WORDS[mixed // 13 % 11]} {WORDS[mixed // 17 % 11]} evening {number}",
        "day": day if mixed % 20 else None,
        "starts": START + timedelta(minutes=mixed % 5_000_000),
        "visitors": mixed % 90_000 if mixed % 9 else None,
        "price": mixed % 100_000 / 100,
        "is_free": mixed % 3 == 0,
        "note": f"hall {mixed % 97}, row {mixed % 31}" if mixed % 5 == 0 else None,
    }


def batches(rows: int) -> Iterator[pa.RecordBatch]:
    for start in range(0, rows, BATCH):
        yield to_batch([event(number) for number in range(start, min(start + BATCH, rows))], EVENTS)


def make(scratch: Path, rows: int) -> None:
    """The package with its Parquet files as `twin`, and without as `plain`."""
    venues = from_rows(VENUE, [{"venue_id": f"V{number:04d}", "name": f"Hall {number}"} for number in range(VENUES)])
    write_package(scratch / "twin", [(EVENTS, batches(rows)), venues])
    shutil.copytree(scratch / "twin", scratch / "plain", copy_function=os.link)
    (scratch / "plain" / "datapackage.json").unlink()
    shutil.copyfile(scratch / "twin" / "datapackage.json", scratch / "plain" / "datapackage.json")
    without_parquet(scratch / "plain")


def ours(folder: Path) -> tuple[Callable[[], object], str]:
    from publisher.validate.package import check_package

    return lambda: check_package(folder).as_text(), "valid"


def ours_without_form(folder: Path) -> tuple[Callable[[], object], str]:
    """Our engine with the canonical form taken for granted, to compare with frictionless, which does not look at it."""
    from publisher.validate import row_streams

    row_streams.canonical = lambda batch, data: True
    return ours(folder)


def frictionless(folder: Path) -> tuple[Callable[[], object], str]:
    from frictionless import Package

    return lambda: f"valid {Package(str(folder / 'datapackage.json')).validate().valid}", "valid True"


JUDGES = {"ours": ours, "ours without form": ours_without_form, "frictionless": frictionless}
COMMANDS = {
    "frictionless validate": ("-m", "frictionless", "validate", "datapackage.json"),
    "build.py validate": (str(Path(__file__).parents[1] / "build.py"), "validate", "."),
}


def measure(judge: str, folder: Path, runs: int) -> dict[str, float]:
    """Seconds (median), CPU seconds and peak memory in MB of one judge on one package, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.validate",
        "--judge",
        judge,
        "--folder",
        str(folder),
        "--runs",
        str(runs),
    ]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(result.stdout)
    return found


def whole(command: str, folder: Path) -> dict[str, float]:
    """The same of one of `COMMANDS`, started once in the folder of the package as a person does."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *COMMANDS[command]], stdout=subprocess.DEVNULL, cwd=folder, env=call.ENVIRONMENT
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: exit code {process.returncode}")
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    return {"seconds": time.perf_counter() - start, "cpu": cpu, "peak": peak}


def child(judge: str, folder: Path, runs: int) -> None:
    check, expected = JUDGES[judge](folder)
    seconds, cpu = [], []
    for _ in range(runs):
        start, used = time.perf_counter(), time.process_time()
        verdict = str(check())
        seconds.append(time.perf_counter() - start)
        cpu.append(time.process_time() - used)
        if not verdict.startswith(expected):
            raise SystemExit(f"{judge}: {verdict}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"seconds": statistics.median(seconds), "best": min(seconds), "cpu": statistics.median(cpu), "peak": peak}
    print(json.dumps(found))


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-frictionless", action="store_true")
    parser.add_argument("--judge", choices=tuple(JUDGES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.judge:
        child(given.judge, given.folder, given.runs)
        return
    print(
        ", ".join(f"{name} {version(name)}" for name in ("pyarrow", "frictionless")), f"python {sys.version.split()[0]}"
    )
    with tempfile.TemporaryDirectory() as scratch:
        report(Path(scratch), given.rows, given.runs, peer=not given.no_frictionless)


def report(scratch: Path, rows: int, runs: int, *, peer: bool) -> None:
    """Prints the table: seconds, ratio to frictionless on the CSV package, peak memory and its limit. The commands run
    in turn, and their ratios are the medians of those of each turn."""
    make(scratch, rows)
    size = sum(path.stat().st_size for path in (scratch / "plain" / "data").glob("events*.csv")) / 1e6
    limit = 5 * size + 200
    print(f"{rows:,} rows, CSV {size:.1f} MB; memory limit {limit:.0f} MB")
    base = measure("frictionless", scratch / "plain", 1) if peer else None
    cases = (
        ("every check, CSV and Parquet", "ours", "twin"),
        ("every check of a CSV alone", "ours", "plain"),
        ("the checks of frictionless alone, CSV alone", "ours without form", "plain"),
    )
    print(f"{'':60}{'seconds':>9}{'best':>9}{'ratio':>8}{'CPU s':>9}{'peak MB':>9}")
    if base:
        _print("frictionless, CSV alone", base, 1)
    for name, judge, folder in cases:
        found = measure(judge, scratch / folder, runs)
        _print(name, found, base["seconds"] / found["seconds"] if base else None)
    commands = [("frictionless validate", "plain")] if peer else []
    commands += [("build.py validate", "twin"), ("build.py validate", "plain")]
    whole("build.py validate", scratch / "plain")  # which compiles the modules
    turns = [[whole(command, scratch / folder) for command, folder in commands] for _ in range(runs)]
    for number, (name, folder) in enumerate(commands):
        taken = [turn[number] for turn in turns]
        found = {key: statistics.median(one[key] for one in taken) for key in ("seconds", "cpu", "peak")}
        ratio = statistics.median(turn[0]["seconds"] / turn[number]["seconds"] for turn in turns) if peer else None
        told = f"`{name}`, {'CSV and Parquet' if folder == 'twin' else 'CSV alone'}"
        _print(told, found | {"best": min(one["seconds"] for one in taken)}, ratio)


def _print(name: str, found: Mapping[str, float], ratio: float | None) -> None:
    cells = f"{found['seconds']:9.2f}{found['best']:9.2f}{f'{ratio:.0f}' if ratio else '':>8}"
    print(f"{name:60}{cells}{found['cpu']:9.2f}{found['peak']:9.0f}", flush=True)


if __name__ == "__main__":
    main()
