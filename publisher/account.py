"""Everything the text holds is accounted for: each candidate is decided, each paragraph has a record or a waiver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from . import derive
from .curate import RECORDS, Rejection
from .evidence import Evidence, Shelf, hashed
from .extract.candidates import Candidate, Date, Figure, Quote
from .extract.text import Pair
from .problem import shown
from .read import Article
from .spans import occurrences, paragraph_at

Row = dict[str, Any]
Fault = tuple[str, str]  # record, message
SUPPORTING = ("quoted", "value", "date_edtf", "document_date", "name", "office", "place")


def automatic(
    article: Article, found: Sequence[Candidate], evidence: Iterable[Evidence], rows: Mapping[str, Sequence[Row]]
) -> list[Row]:
    """One row a candidate of an article that nobody has curated."""
    support = _Support(evidence, rows)
    return [_row(article, candidate, "automatic", support.of(candidate)) for candidate in found]


def decided(
    article: Article,
    found: Sequence[Candidate],
    rejected: Sequence[Rejection],
    evidence: Iterable[Evidence],
    rows: Mapping[str, Sequence[Row]],
    paragraphs: Sequence[Pair],
) -> tuple[list[Row], list[Fault]]:
    """One row a candidate, accepted or rejected; a fault for each that is neither and each rejection without one."""
    support = _Support(evidence, rows)
    reasons = {(r.kind, r.start, r.end): r for r in rejected}
    decisions: list[Row] = []
    faults: list[Fault] = []
    for candidate in found:
        rejection = reasons.pop((candidate.kind, candidate.start, candidate.end), None)
        if rejection:
            decisions.append({**_row(article, candidate, "rejected", None), "reason": rejection.reason})
            continue
        item = support.of(candidate)
        decisions.append(_row(article, candidate, "accepted", item))
        if item is None:
            faults.append(("", _open(article.text, candidate, paragraphs)))
    for rejection in reasons.values():
        faults.append((rejection.place, f"the extractor finds no such {rejection.kind} there; remove the record"))
    return decisions, faults


def uncovered(
    text: str, paragraphs: Sequence[Pair], evidence: Iterable[Evidence], waived: Mapping[int, str]
) -> Iterator[Fault]:
    """Paragraphs without a record and without a waiver, and waivers that are not needed."""
    shelf = _of_records(evidence)
    for number, (start, end) in enumerate(paragraphs, 1):
        covered = any(shelf.overlapping(start, end))
        if not covered and number not in waived:
            entry = f"[[waived]] paragraph = {number}, reason = ..."
            yield "", f"paragraph {number} ({shown(text[start:end])}) has no record; code it, or waive it: {entry}"
        if covered and number in waived:
            yield "waived", f"paragraph {number} has records; remove the waiver"


def silent(text: str, paragraphs: Sequence[Pair], sentences: Sequence[Pair], evidence: Iterable[Evidence]) -> list[str]:
    """Sentences without a record: worth a look, no fault."""
    shelf = _of_records(evidence)
    return [
        f"paragraph {paragraph_at(paragraphs, start)}: no record in the sentence {shown(text[start:end])}"
        for start, end in sentences
        if not any(shelf.overlapping(start, end))
    ]


class _Support:
    """What the candidates of one article may rest on."""

    def __init__(self, evidence: Iterable[Evidence], rows: Mapping[str, Sequence[Row]]) -> None:
        self._shelf = Shelf(item for item in evidence if item.field in SUPPORTING)
        self._rows = {row[f"{table[:-1]}_id"]: row for table in RECORDS for row in rows[table]}

    def of(self, candidate: Candidate) -> Evidence | None:
        """The first evidence that overlaps the candidate, is of the field that its kind feeds, and gives its value."""
        near = self._shelf.overlapping(candidate.start, candidate.end)
        return next((item for item in near if self._agrees(item, candidate)), None)

    def _agrees(self, item: Evidence, candidate: Candidate) -> bool:
        field = (item.record_table, item.field)
        row = self._rows.get(item.record_id, {})
        if isinstance(candidate, Quote):
            return field == ("statements", "quoted")
        if isinstance(candidate, Figure):
            values = (None, row.get("value"), row.get("lower"), row.get("upper"))
            return field == ("figures", "value") and candidate.number in values
        if isinstance(candidate, Date):
            dated = item.field == "date_edtf" and derive.same_date(candidate.edtf, row.get("date_edtf"))
            return dated or field == ("sources", "document_date")
        if candidate.actor_id:
            return field == ("actors", "name") and item.record_id == candidate.actor_id
        return field in (("actors", "name"), ("actors", "office"), ("events", "place"))


def _row(article: Article, candidate: Candidate, decision: str, item: Evidence | None) -> Row:
    key = (candidate.kind, candidate.start, candidate.end)
    return {
        "candidate_id": "cnd-" + hashed(article.source_id, *key),
        "source_id": article.source_id,
        "kind": candidate.kind,
        "char_start": candidate.start,
        "char_end": candidate.end,
        "exact": candidate.text,
        "value": derive.candidate_value(candidate),
        "decision": decision,
        "evidence_id": item.evidence_id if item else None,
    }


def _open(text: str, candidate: Candidate, paragraphs: Sequence[Pair]) -> str:
    """That a candidate rests on nothing, with the rejection to paste where it is no record."""
    number = paragraph_at(paragraphs, candidate.start)
    value = derive.candidate_value(candidate)
    reading = f" (read as {value})" if value and value != candidate.text else ""
    within = occurrences(text, candidate.text, *paragraphs[number - 1])
    place = (candidate.start, candidate.end)
    nth = f"nth = {within.index(place) + 1}, " if len(within) > 1 and place in within else ""
    entry = f'kind = "{candidate.kind}", text = {shown(candidate.text)}, paragraph = {number}, {nth}reason = "..."'
    what = f"{candidate.kind} {shown(candidate.text)}{reading} in paragraph {number}"
    return f"{what} rests on no record; code it, or [[rejected]] {entry}"


def _of_records(evidence: Iterable[Evidence]) -> Shelf:
    return Shelf(item for item in evidence if item.record_table in RECORDS)
