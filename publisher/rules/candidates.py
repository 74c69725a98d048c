"""Candidates: every one is decided, and what was decided follows from the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.extract.marks import pieces
from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.language import knows
from publisher.model import RECORDS
from publisher.records.dated import dated, same_date
from publisher.records.decisions import BEHIND, MARKED, RESTS_ON
from publisher.records.rederive import printed
from publisher.records.span_index import SpanIndex
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import CandidateRow, EvidenceRow, Owner, number_at
from publisher.tables import KEYS

_GIVES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("figures", "figure"): ("value", "lower", "upper"),
    ("events", "event"): ("event_type",),
    ("events", "date"): ("date_edtf",),
    ("statements", "date"): ("date_edtf",),
    ("sources", "date"): ("document_date",),
}
"""Table of the record and kind of candidate -> the columns of which one has the candidate's value."""


@rule(proof=True)
def decisions(window: Window) -> Iterator[Finding]:
    """Accepted means evidence and no reason, rejected a reason and no evidence, automatic no reason. An article
    with a curated file has no automatic decisions; one without has no others."""
    for candidate in window.candidates:
        evidence, automatic = candidate.evidence_id, candidate.decision == "automatic"
        if (candidate.reason is not None) != (candidate.decision == "rejected"):
            yield candidate.wrong("reason", "a reason belongs to every rejected candidate and to no other")
        elif not automatic and (evidence is None) == (candidate.decision == "accepted"):
            message = f"a candidate that is {candidate.decision} {'needs' if evidence is None else 'has no'} evidence"
            yield candidate.wrong("evidence_id", message)
        elif automatic == (candidate.source_id in window.curated):
            curated = "the article is curated: accept or reject"
            yield candidate.wrong("decision", curated if automatic else "nobody has curated the article")


@rule(proof=True)
def candidate_evidence(window: Window) -> Iterator[Finding]:
    """The evidence overlaps the candidate, is of a field that the kind feeds, and gives the same value."""
    for candidate in (candidate for candidate in window.candidates if candidate.evidence_id is not None):
        kind, evidence = candidate.kind, candidate.evidence_id or ""
        span, owner = window.evidence.get(evidence), window.owners.get(evidence)
        if span is None or owner is None:
            yield candidate.wrong("evidence_id", "there is no such evidence in this article")
            continue
        overlaps = span.source_id == candidate.source_id and span.start < candidate.end and candidate.start < span.end
        if not overlaps or (owner.table, owner.field) not in RESTS_ON[kind]:
            message = f"{owner.field} of {owner.record_id} at {span.start}:{span.end} is no evidence for this {kind}"
            yield candidate.wrong("evidence_id", message)
        elif candidate.value is None or (owner.table, kind) == ("statements", "event"):
            continue  # the verb of a statement may tell of another act than what is done by saying it
        elif not _agrees(window, candidate, span, owner):
            yield candidate.wrong("value", f"{owner.record_id} has another value: build again")


@rule(proof=True)
def method_follows(window: Window) -> Iterator[Finding]:
    """Automatic: the article has no curated file. Automatic-reviewed: there is a candidate for the quoted words or
    the number. Manual: there is none; events are always manual."""
    accepted = grouped(
        ((candidate.source_id, candidate.kind), candidate)
        for candidate in window.candidates
        if candidate.decision == "accepted"
    )
    behind = {key: SpanIndex(found) for key, found in accepted.items()}
    for table in RECORDS:
        field, kinds = BEHIND.get(table, ("", ()))
        for key, source, method in window.rows(table, KEYS[table], "source_id", "method"):
            spans = window.of(table, key, field)
            found = [behind[source, kind] for kind in kinds if (source, kind) in behind]
            reviewed = any(any(index.overlapping(span.start, span.end)) for span in spans for index in found)
            expected = "automatic" if source not in window.curated else "automatic-reviewed" if reviewed else "manual"
            if method != expected:
                yield Finding.at(table, key, "method", method, f"is {expected} by its candidates: build again")


@rule(proof=True)
def marks_are_decided(window: Window) -> Iterator[Finding]:
    """Every pair of quotation marks in a curated article is a candidate, in a language that the extractor reads."""
    marked = grouped((candidate.source_id, candidate) for candidate in window.candidates if candidate.kind in MARKED)
    spoken = window.lookup("sources", "language")
    for source in (source for source in sorted(window.curated) if knows(str(spoken.get(source)))):
        document, index = window.document(source), SpanIndex(marked[source])
        if document is None:
            continue
        for piece in pieces(document):
            words = document.text[piece.start : piece.end]
            if piece.outer and any(map(str.isalnum, words)) and not any(index.overlapping(piece.start, piece.end)):
                number = (number_at(document.paragraphs, piece.start) or 0) + 1
                message = f"is in quotation marks in paragraph {number} and is no candidate: build again"
                yield Finding.at("sources", source, None, words, message)


@rule(proof=True)
def quotes_are_quoted(window: Window) -> Iterator[Finding]:
    """Words in marks that are not rejected are the quoted words of the innermost statement around them."""
    spans = grouped((span.source_id, span) for _, span in window.cells("statements", "quoted"))
    quoted = {source: SpanIndex(found) for source, found in spans.items()}
    for candidate in window.candidates:
        if candidate.kind not in MARKED or candidate.decision != "accepted":
            continue
        if candidate.source_id not in quoted or not any(
            quoted[candidate.source_id].inside(candidate.start, candidate.end)
        ):
            message = "is accepted, but no statement quotes just these words: quote them, or reject it with a reason"
            yield candidate.wrong("exact", message)


def _agrees(window: Window, candidate: CandidateRow, span: EvidenceRow, owner: Owner) -> bool:
    """Whether the record that rests on a candidate has its value. A date may have another reading; or nobody can know,
    as of words that nobody reads ("the year before"). span: the words of the record."""
    if candidate.kind == "name":
        return candidate.value == owner.record_id
    cells = [window.lookup(owner.table, name).get(owner.record_id) for name in _GIVES[owner.table, candidate.kind]]
    if candidate.kind != "date":
        return candidate.value in {printed(cell) if isinstance(cell, float) else cell for cell in cells}
    text, day = window.text(candidate.source_id), window.lookup("sources", "document_date").get(candidate.source_id)
    if same_date(candidate.value, (), str(cells[0])) or not text or not any(dated(text, span.start, span.end, day)):
        return True
    found = {value for value, _ in dated(text, candidate.start, candidate.end, day)}
    return candidate.value in found and same_date(None, found, str(cells[0]))
