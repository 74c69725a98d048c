"""The last check of a package that is made: our own engine, the bytes of its tables, and what frictionless says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publisher import ACTORS, DESCRIPTOR
from publisher.article import source_id
from publisher.finding import Finding
from publisher.formats.csv import END, csv_header
from publisher.formats.parts import Parts, found
from publisher.inputs.build_inputs import Inputs
from publisher.inputs.folder import changed
from publisher.problem import EntryName, Problem, Refused, first, refuse, shown
from publisher.publish.append import Tables
from publisher.publish.package_folder import Made
from publisher.validate.frictionless_check import Judgement
from publisher.validate.package import Asked, check_package
from publisher.validate.report import Report, line
from publisher.versions import released


def verify(made: Made, given: Inputs, verdict: Callable[[], Judgement]) -> Made:
    """The package, when our own engine and frictionless both call it valid, and its files hold what was judged.
    verdict: waits for what frictionless says. Raises Refused with what is wrong.

    The rules that look at one article have been applied to the very rows; here come the keys, the references, the rules
    that look at all articles, and the files themselves."""
    refuse(changed(given.seeds))  # the cause of whatever the checks would find
    report = check_package(made.folder, Asked(require_evidence=True, judged=True, scratch=made.folder.parent))
    problems = [*as_problems(report, made.tables), *altered(made.folder / "data", made.tables, given)]
    if problems:
        raise Refused([*problems, *_since_release(made, given)], "what frictionless says")
    outside = verdict()
    problems = [*outside.problems, *_since_release(made, given), *changed(given.seeds)]
    refuse(problems)
    number = made.tables.account.excused
    excused = f", {number:,} finding{'s' if number > 1 else ''} excused" if number else ""
    told = f"{made.rows:,} rows by our own engine, evidence and domain rules included{excused}"
    return replace(made, checks=(told, outside.judged))


def altered(data: Path, tables: Tables, given: Inputs) -> Iterator[Problem]:
    """The tables whose CSV is not, byte for byte, the header and the chunks that were judged. Raises OSError."""
    for name, digests in tables.digests.items():
        with Parts(tuple(found(data, name, END)), headed=True).open() as file:
            header = csv_header(given.schemas[name].arrow)
            same = file.read(len(header)) == header
            same = same and all(hashlib.sha256(file.read(size)).hexdigest() == digest for size, digest in digests)
            if not same or file.read(1):
                yield Problem(f"data/{name}.csv", "is not what was judged; is the disk sound? build again")


def as_problems(report: Report, tables: Tables) -> Sequence[Problem]:
    """Findings of the whole package as problems: those of actors are in the authority file, or where an article gives
    an office; others have no file of the curator's."""
    found = [_problem(finding, tables) for finding in report.single]
    return first(sorted(found, key=lambda problem: problem.file))


def _problem(finding: Finding, tables: Tables) -> Problem:
    if finding.table != "actors" or not finding.row:
        return Problem("package", line(finding))
    message = f"{shown(finding.value)}: {finding.message}" if finding.value is not None else finding.message
    message = f"{message} [{finding.rule}]"
    mentioned = tables.account.actors.get(finding.row)
    if finding.field == "office" and mentioned:
        return Problem(mentioned.file, message, EntryName("offices", finding.row))
    key = "id" if finding.field == "actor_id" else finding.field or ""
    return Problem(ACTORS, message, EntryName("actors", finding.row), key)


def _since_release(made: Made, given: Inputs) -> list[Problem]:
    """What the last release forbids: an id that is gone without an entry, a version too small for the change; with the
    articles whose id vanished because they were left out, and those of which nobody knows the id."""
    last, retired = released.read_record(given.seeds.folder), released.read_retired(given.seeds.folder)
    if last is None and not retired:
        return []
    body = json.loads((made.folder / DESCRIPTOR).read_bytes())
    ids = released.lasting(made.folder / "data", given.schemas)
    found = list(released.problems(last, retired, body, given.schemas, ids))
    gone = {problem.record.id for problem in found}
    causes = [bad for bad in made.tables.account.left_out if gone and (not bad.name or source_id(bad.name) in gone)]
    return [*first([bad.problem for bad in causes]), *found]
