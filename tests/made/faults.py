"""The fault matrix: every fault, in every table of a package, judged by frictionless and by our engine.

    python -m benchmarks.faults [FOLDER] [--each]

One CSV at a time is changed in one way; hash, bytes and rows of the descriptor are brought in line, so that the data
check itself is what is tested, and the domain rules are left out. Three verdicts: frictionless, our engine, our
engine where the package has no Parquet files to compare with. Then the Parquet file, the descriptor or the schema of a
table, in a package that is ours. A line a fault: caught in how many of the tables that it can happen in. --each: a line
for every table.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from made import call
from made.packages import declare, without_parquet, write_descriptor
from made.spoil import FAULTS, Sheet
from made.spoil_package import DAMAGES

from publisher.schemas import read
from publisher.validate.package import Asked, check_package


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who rejected the fault."""

    fault: str
    table: str
    decidable: bool
    frictionless: bool
    ours: bool
    csv_alone: bool


def matrix(folder: Path, scratch: Path, *, peer: bool = True, once: bool = False) -> Iterator[Verdict]:
    """Every fault in every table of the package in `folder`. scratch: a folder that is not there yet.

    peer: ask frictionless too (it takes nearly all of the time). once: every fault in one table only.
    """
    both, alone = scratch / "both", scratch / "alone"
    for copy in (both, alone):
        copied(folder, copy)
    without_parquet(alone)
    resources = [
        r for r in json.loads((both / "datapackage.json").read_bytes())["resources"] if r.get("format") == "csv"
    ]
    for fault in FAULTS:
        for resource in resources:
            path = resource["path"]
            data = fault.spoil(sheet(folder, resource["name"], path, resource["schema"]))
            if data is None:
                continue
            for copy in (both, alone):
                (copy / path).write_bytes(data)
                declare(copy)
            yield Verdict(
                fault.name,
                resource["name"],
                fault.decidable,
                peer and not frictionless_says_valid(both),
                not check_package(both, Asked(canonical=True)).valid,
                not check_package(alone, Asked(canonical=True)).valid,
            )
            for copy in (both, alone):
                shutil.copyfile(folder / path, copy / path)
            if once:
                break


def damages(folder: Path, scratch: Path, *, peer: bool = True, once: bool = False) -> Iterator[Verdict]:
    """Every damage of Parquet file, descriptor and schema, as `matrix` does it. The package keeps its profile."""
    names = [r["name"] for r in json.loads((folder / "datapackage.json").read_bytes())["resources"] if "rows" in r]
    for damage in DAMAGES:
        for name in names:
            for part in ("data", "schemas"):
                shutil.copytree(folder / part, scratch / part)
            shutil.copyfile(folder / "datapackage.json", scratch / "datapackage.json")
            found = damage.spoil(scratch, name)
            if found:
                judged = peer and not frictionless_says_valid(scratch)
                yield Verdict(damage.name, name, False, judged, not check_package(scratch).valid, False)
            shutil.rmtree(scratch)
            if found and once:
                break


def copied(folder: Path, copy: Path) -> None:
    """The package without what makes it one of ours: domain rules are no part of the matrix."""
    copy.mkdir(parents=True)
    body = json.loads((folder / "datapackage.json").read_bytes())
    body = {key: value for key, value in body.items() if key not in ("publisher", "sources")}
    for resource in body["resources"]:
        for path in (resource["path"], resource["schema"]):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / path, copy / path)
    write_descriptor(copy, body)


def sheet(folder: Path, name: str, path: str, schema: str) -> Sheet:
    """A table of the faultless package as text."""
    text = io.StringIO((folder / path).read_bytes().decode(), newline="")
    header, *rows = csv.reader(text)
    return Sheet(read(folder / schema), header, rows)


def frictionless_says_valid(folder: Path) -> bool:
    from frictionless import FrictionlessException, Package

    try:
        return bool(Package(str(folder / "datapackage.json")).validate().valid)
    except FrictionlessException:  # the descriptor itself is at fault
        return False


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("folder", type=call.folder, nargs="?", default=Path())
    parser.add_argument("--each", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        verdicts = list(matrix(given.folder, Path(scratch) / "matrix"))
        verdicts += damages(given.folder, Path(scratch) / "damages")
    print(f"{'fault':60}{'table':16}{'frictionless':>14}{'ours':>8}{'CSV alone':>11}")
    for fault, group in groupby(verdicts, lambda verdict: verdict.fault):
        found = list(group)
        if given.each:
            for v in found:
                cells = [("rejects" if said else "passes") for said in (v.frictionless, v.ours, v.csv_alone)]
                print(f"{fault:60}{v.table:16}{cells[0]:>14}{cells[1]:>8}{cells[2]:>11}")
        else:
            counts = [sum(said) for said in zip(*((v.frictionless, v.ours, v.csv_alone) for v in found), strict=True)]
            print(f"{fault:60}{f'{len(found)} tables':16}{counts[0]:>14}{counts[1]:>8}{counts[2]:>11}")
    missed = sum(not verdict.ours for verdict in verdicts)
    rejected = sum(verdict.frictionless for verdict in verdicts)
    print(f"{len(verdicts)} cases: frictionless rejects {rejected}, ours {len(verdicts) - missed}")
