"""What the build would say of the records as they are now: the very code of `build.py check FILE`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.coding import read_article
from publisher.curation.check import Beside, judged
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import RECORDS, Reading, Row
from publisher.problem import EntryName, Problem, Refused
from publisher.records.reconcile import reconcile


@dataclass(frozen=True, slots=True)
class Accounted:
    """A candidate: start and end in code points, its kind, and whether nothing accounts for it yet."""

    start: int
    end: int
    kind: str
    open: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """errors, warnings: also of what is not decided yet; todo: the entries that are not; ready: whether the build would
    publish the article; covered: the numbers of the paragraphs that are accounted for."""

    errors: Sequence[Problem]
    warnings: Sequence[Problem]
    todo: frozenset[EntryName] = frozenset()
    ready: bool = False
    candidates: Sequence[Accounted] = ()
    covered: frozenset[int] = frozenset()


def prove(beside: Beside, records: bytes) -> tuple[Proof, Reading | None]:
    """The proof of a curated file, and the article as it was read for it. Raises OSError."""
    verdict, one, reading, unsaid = judged(beside, records)
    made = one.records
    warnings = [*(problem for _, problem in one.warnings), *unsaid]
    if reading and made and not made.whole:  # faults keep the build from deciding on the candidates
        made = reconcile(replace(reading, faults=()), beside.context.actors)
    rows = made.rows if made else {}
    covered = _covered(reading, rows) if reading else frozenset[int]()
    candidates = tuple(map(_account, rows.get("candidates", ())))
    errors = list(dict.fromkeys([*one.problems, *verdict.problems]))
    return Proof(errors, warnings, frozenset(verdict.todo), verdict.ready, candidates, covered), reading


def accounts(beside: Beside, records: bytes) -> Sequence[Accounted]:
    """How a curated file accounts for the candidates, without a verdict; none where it cannot be read. Raises
    OSError."""
    try:
        reading = read_article(beside.context, beside.place.reference, records)
    except Refused:
        return ()
    made = reconcile(replace(reading, faults=()), beside.context.actors)
    return tuple(map(_account, made.rows["candidates"]))


def _account(row: Row) -> Accounted:
    open_ = row["decision"] == "accepted" and row["evidence_id"] is None
    return Accounted(row["char_start"], row["char_end"], row["kind"], open_)


def _covered(reading: Reading, rows: Mapping[str, Sequence[Row]]) -> frozenset[int]:
    """The paragraphs with a record, a mention that a person wrote, the document date or a waiver."""
    starts = [row["char_start"] for row in rows["evidence"] if row["record_table"] in (*RECORDS, "sources")]
    curated = reading.curated
    starts += [one.start for one in (*curated.mentions, *curated.offices)] if curated else []
    found = {paragraph_at(reading.document.paragraphs, start) for start in starts}
    return frozenset(found) | frozenset(curated.waived if curated else ())
