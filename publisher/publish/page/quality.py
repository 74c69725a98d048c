"""How good it is: what the extractor found and what became of it, machine against hand, what was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.validate.frictionless_check import BEARABLE

from .view import View

OUTCOMES = ("accepted", "rejected", "automatic")
KINDS = {
    "quote": "Attributed quotations",
    "marks": "Other quotation marks",
    "figure": "Figures",
    "date": "Dates",
    "name": "Names",
}
METHODS = ("manual", "automatic-reviewed", "automatic")
BASES = ("explicit", "resolved", "inferred")
REASONS = 12  # reasons for rejection that are listed
RECORDS = (
    ("statements", "quote_type", {"direct", "mixed"}, "Statements with quoted words", True),
    ("statements", "quote_type", {"indirect"}, "Indirect speech", False),
    ("figures", "method", METHODS, "Figures", True),
    ("actors", "actor_type", {"person", "organization", "state"}, "Actors with a proper name", True),
    ("actors", "actor_type", {"group"}, "Groups without one", False),
    ("events", "method", METHODS, "Events", False),
)
"""Table, a field and its codes, what such rows are called, whether the extractor takes them for candidates."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, both counted."""

    part: int
    whole: int

    @property
    def exact(self) -> float:
        """In percent."""
        return 100 * self.part / self.whole

    @property
    def percent(self) -> int:
        """In whole percent; never 100 or 0 unless it is all or nothing."""
        percent = int(self.exact + 0.5)
        return min(percent, 99) if self.part < self.whole else percent if percent or not self.part else 1


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the candidates of a kind. counts: for each outcome that is shown."""

    label: str
    counts: Sequence[int]
    precision: Share


@dataclass(frozen=True, slots=True)
class Coded:
    """Records by how they were made. recall: None where the extractor does not look for such records."""

    label: str
    manual: int
    both: int
    automatic: int
    recall: Share | None


@dataclass(frozen=True, slots=True)
class Excused:
    """A finding that a curator calls wrong. place: the record or the paragraph."""

    rule: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What had to hold. spans: of evidence, by basis; covered: how many characters of the texts evidence covers, None
    where not all evidence is here; every_row: whether frictionless reads every row."""

    spans: int
    bases: Mapping[str, int]
    covered: Share | None
    candidates: int
    rows: int
    tables: int
    keys: int
    every_row: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """outcomes: those that occur; reasons: the most frequent ones for which candidates were rejected, with their
    counts; rejected, more: candidates with a reason, reasons that are not listed."""

    outcomes: Sequence[str]
    found: Sequence[Found]
    coded: Sequence[Coded]
    reasons: Sequence[tuple[str, int]]
    rejected: int
    more: int
    excused: Sequence[Excused]
    checked: Checked


def collect_quality(view: View) -> Quality:
    """Candidates by kind, records by method, how values follow from the text, and the checks behind the page."""
    outcomes, found = _candidates(view)
    reasons = Counter(row["reason"] for row in view.rows("candidates") if row["reason"])
    listed = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))
    return Quality(
        outcomes=outcomes,
        found=found,
        coded=_records(view),
        reasons=listed[:REASONS],
        rejected=sum(reasons.values()),
        more=max(len(listed) - REASONS, 0),
        excused=_excused(view),
        checked=_checked(view),
    )


def _candidates(view: View) -> tuple[list[str], list[Found]]:
    counts = view.tally("candidates", "kind", "decision")
    kinds = [kind for kind in KINDS if any(counts[kind, outcome] for outcome in OUTCOMES)]
    shown = [outcome for outcome in OUTCOMES if any(counts[kind, outcome] for kind in kinds)]
    by_kind = [(KINDS[kind], {outcome: counts[kind, outcome] for outcome in OUTCOMES}) for kind in kinds]
    total = "All", {outcome: sum(each[outcome] for _, each in by_kind) for outcome in OUTCOMES}
    return shown, [
        Found(label, [each[outcome] for outcome in shown], Share(accepted, accepted + each["rejected"]))
        for label, each in [*by_kind, total]
        for accepted in [each["accepted"]]
    ]


def _records(view: View) -> list[Coded]:
    found = []
    for name, field, codes, label, sought in RECORDS:
        if name in view.tables:
            counts = view.tally(name, "method", field)
            manual, both, alone = (
                sum(count for (how, code), count in counts.items() if how == method and code in codes)
                for method in METHODS
            )
            found.append(Coded(label, manual, both, alone, Share(both, manual + both) if sought else None))
    return found


def _excused(view: View) -> list[Excused]:
    """What rules that read grammar found and a curator calls right, in the curator's words."""
    return [
        Excused(e["rule"], e.get("record") or f"{e['source']}, paragraph {e['paragraph']}", e["reason"])
        for e in view.descriptor.get("publisher", {}).get("excused", [])
    ]


def _checked(view: View) -> Checked:
    tally = view.tally("evidence", "basis")
    rows = sum(table.total for table in view.tables.values())
    return Checked(
        spans=sum(tally.values()),
        bases={basis: tally[(basis,)] for basis in BASES},
        covered=_covered(view),
        candidates=view.total("candidates"),
        rows=rows,
        tables=len(view.tables),
        keys=sum(len(table.schema.get("foreignKeys", [])) for table in view.tables.values()),
        every_row=rows <= BEARABLE,
    )


def _covered(view: View) -> Share | None:
    """How much of the texts evidence covers, in characters."""
    length = sum(row["char_length"] for row in view.rows("sources"))
    if not view.whole or not length:
        return None
    covered, reached = 0, ("", 0)
    for source, start, end in sorted((r["source_id"], r["char_start"], r["char_end"]) for r in view.rows("evidence")):
        last = reached[1] if source == reached[0] else 0
        covered += max(end - max(start, last), 0)
        reached = source, max(end, last)
    return Share(covered, length)
