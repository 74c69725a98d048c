"""Packages of others: our verdict beside that of frictionless, and who is right where they differ.

    python -m benchmarks.real_packages FOLDER

Each folder in FOLDER with a datapackage.json is one package; they are kept outside the repository. Where each was
taken from, and who is right where the verdicts differ, judged by hand against the text of the Data Package standard,
is in real_packages.toml.
"""

from __future__ import annotations

import logging
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from made import call

from publisher.validate.package import check_package

JUDGED = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Verdict:
    """ours, theirs: empty where the package is valid, else the rules that it breaks. unread: whether a part of it was
    not checked by us. notes: on the form."""

    name: str
    ours: str
    theirs: str
    unread: bool
    notes: int

    @property
    def agree(self) -> bool:
        return bool(self.ours) == bool(self.theirs)


def verdicts(folder: Path) -> Iterator[Verdict]:
    """Of every package, by name."""
    for path in sorted(folder.glob("*/datapackage.json")):
        report = check_package(path.parent)
        rules = ", ".join(sorted({finding.rule for finding in report.errors}))
        notes = sum(finding.count for finding in report.deviations)
        yield Verdict(path.parent.name, rules, frictionless(path), not report.complete, notes)


def frictionless(path: Path) -> str:
    """The types of the errors that frictionless finds; empty where it says valid."""
    from frictionless import FrictionlessException, Package

    try:
        report = Package(str(path)).validate()
    except FrictionlessException as exception:
        return ", ".join(sorted({error.type for error in exception.reasons or [exception.error]}))
    except Exception as error:  # it fails over some packages; that is its verdict
        return f"raises {type(error).__name__}"
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return ", ".join(sorted({error.type for error in errors}))


def row(v: Verdict, sources: Mapping[str, str], right: str) -> str:
    """Of the table, in Markdown."""
    ours = v.ours or ("valid as far as checked" if v.unread else "valid")
    cells = (v.name, sources.get(v.name, ""), ours, str(v.notes or ""), v.theirs or "valid", right)
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("folder", type=call.folder)
    logging.disable()  # frictionless warns of hashes that it does not know
    file = tomllib.loads(JUDGED.read_text(encoding="utf-8"))
    judged = file["judged"]
    found = list(verdicts(parser.parse_args().folder))
    right: Counter[str] = Counter()
    reasons = []
    print("| Package | From | Ours | Notes on the form | frictionless | Right |")
    print("| --- | --- | --- | ---: | --- | --- |")
    for v in found:
        case = {"right": "", "why": ""} if v.agree else judged.get(v.name, {"right": "not judged", "why": ""})
        print(row(v, file["sources"], case["right"]))
        if not v.agree:
            right[case["right"]] += 1
            reasons.append(f"* {v.name}: {case['right']}: {case['why']}")
    print("", *reasons, "", sep="\n")
    counts = ", ".join(f"{who} {count}" for who, count in right.most_common())
    agree = sum(v.agree for v in found)
    print(f"{len(found)} packages, {agree} verdicts agree; where they differ, right: {counts or '-'}")


if __name__ == "__main__":
    main()
