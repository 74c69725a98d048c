"""How good it is: what the extractor found and what became of it, machine against hand, what was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.grouped import grouped
from publisher.spanned import covered
from publisher.validate.frictionless_check import BEARABLE

from .view import View

LABELS = {
    "quote": "Quotations with a speaker",
    "marks": "Other quotation marks",
    "figure": "Figures",
    "date": "Dates",
    "name": "Names",
    "indirect": "Reported speech",
    "event": "Events",
}
"""Kind of candidate -> what people call such; of another kind its code."""
METHODS = ("manual", "automatic-reviewed", "automatic")
BASES = ("explicit", "resolved", "inferred")
REASONS = 12  # reasons for rejection that are listed
RECORDS = (
    ("statements", "quote_type", {"direct", "mixed"}, "Statements with quoted words", "yes"),
    ("statements", "quote_type", {"indirect"}, "Indirect speech", "no"),
    ("figures", "method", METHODS, "Figures", "yes"),
    ("actors", "actor_type", {"person", "organization", "state"}, "Actors with a proper name", "given"),
    ("actors", "actor_type", {"group"}, "Groups without one", "no"),
    ("events", "method", METHODS, "Events", "no"),
)
"""Table, a field and its codes, what such rows are called, whether the extractor looks for them: yes, no, or given (a
person gives it their names, so that it is no merit to find them)."""


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


Counted = Sequence[tuple[str, Sequence[int], Share | str]]
"""What is counted, how often in each column, and the share that follows from it; or why there is none (RECORDS)."""


@dataclass(frozen=True, slots=True)
class Quality:
    """outcomes, found: what became of the candidates, by kind; made: records by METHODS; reasons: why candidates were
    rejected, the most frequent first; bases: of the evidence; covered: how many characters of the texts evidence
    covers, None where not all of it is here; keys: foreign keys; every_row: whether frictionless reads every row."""

    outcomes: Sequence[str]
    found: Counted
    made: Counted
    reasons: Sequence[tuple[str, int]]
    bases: Mapping[str, int]
    covered: Share | None
    keys: int
    every_row: bool
    listed: int = REASONS

    @property
    def curated(self) -> bool:
        """Whether a person has made or checked any record."""
        return any(curator or both for _, (curator, both, _), _ in self.made)


def collect_quality(view: View) -> Quality:
    """Candidates by kind, records by method, how values follow from the text, and what was checked."""
    reasons = Counter(row["reason"] for row in view.rows("candidates") if row["reason"])
    tally = view.tally("evidence", "basis")
    outcomes, found = _candidates(view)
    return Quality(
        outcomes=outcomes,
        found=found,
        made=_records(view),
        reasons=sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0])),
        bases={basis: tally[(basis,)] for basis in BASES},
        covered=_covered(view),
        keys=sum(len(table.schema.get("foreignKeys", [])) for table in view.tables.values()),
        every_row=sum(table.total for table in view.tables.values()) <= BEARABLE,
    )


def _candidates(view: View) -> tuple[list[str], Counted]:
    """The outcomes that occur; the kinds that occur, and all together."""
    counts = view.tally("candidates", "kind", "decision")
    kinds, outcomes = (
        [code for code in view.codes("candidates", field) if any(code in pair for pair in counts)]
        for field in ("kind", "decision")
    )
    by_kind = {LABELS.get(kind, kind.title()): Counter({o: counts[kind, o] for o in outcomes}) for kind in kinds}
    by_kind["All"] = sum(by_kind.values(), Counter())
    return outcomes, [
        (label, [each[outcome] for outcome in outcomes], Share(each["accepted"], each["accepted"] + each["rejected"]))
        for label, each in by_kind.items()
    ]


def _records(view: View) -> Counted:
    found: list[tuple[str, Sequence[int], Share | str]] = []
    for name, field, codes, label, sought in RECORDS:
        if name in view.tables:
            counts = view.tally(name, "method", field)
            by_method = [sum(n for (how, code), n in counts.items() if how == m and code in codes) for m in METHODS]
            manual, both, _ = by_method
            found.append((label, by_method, Share(both, manual + both) if sought == "yes" else sought))
    return found


def _covered(view: View) -> Share | None:
    """How much of the texts evidence covers, in characters."""
    length = sum(row["char_length"] for row in view.rows("sources"))
    if not view.whole or not length:
        return None
    spans = grouped((row["source_id"], (row["char_start"], row["char_end"])) for row in view.rows("evidence"))
    return Share(sum(map(covered, spans.values())), length)
