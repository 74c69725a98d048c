"""Candidates: every one is decided, and what was decided follows from the records."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from publisher import edtf
from publisher.extract.dates import readings
from publisher.extract.marks import pieces
from publisher.finding import Finding
from publisher.language import knows
from publisher.records.decisions import RESTS_ON
from publisher.rules.positions import number_at
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import Owner

BEHIND = {"statements": ("quoted", ("quote", "marks")), "figures": ("value", ("figure",))}


@rule(proof=True)
def decisions(window: Window) -> Iterator[Finding]:
    """Accepted means evidence and no reason, rejected a reason and no evidence, automatic no reason. An article
    with a curated file has no automatic decisions; one without has no others."""
    fields = ("candidate_id", "source_id", "decision", "reason", "evidence_id")
    for key, source, decision, reason, evidence in window.rows("candidates", *fields):
        if (reason is not None) != (decision == "rejected"):
            message = "a reason belongs to every rejected candidate and to no other"
            yield Finding(table="candidates", row=key, field="reason", value=reason, message=message)
        elif (decision == "accepted" and evidence is None) or (decision == "rejected" and evidence is not None):
            message = f"a candidate that is {decision} {'needs' if evidence is None else 'has no'} evidence"
            yield Finding(table="candidates", row=key, field="evidence_id", value=evidence, message=message)
        elif (decision == "automatic") == (source in window.curated):
            message = (
                "the article is curated: accept or reject"
                if decision == "automatic"
                else "nobody has curated the article"
            )
            yield Finding(table="candidates", row=key, field="decision", value=decision, message=message)


@rule(proof=True)
def candidate_evidence(window: Window) -> Iterator[Finding]:
    """The evidence overlaps the candidate, is of a field that the kind feeds, and gives the same value."""
    fields = ("candidate_id", "source_id", "kind", "char_start", "char_end", "value", "evidence_id")
    for key, source, kind, start, end, value, evidence in window.rows("candidates", *fields):
        span, owner, text = window.evidence.get(evidence), window.owners.get(evidence), window.text(source)
        if span is None or owner is None:
            if evidence is not None:
                message = "there is no such evidence in this article"
                yield Finding(table="candidates", row=key, field="evidence_id", value=evidence, message=message)
            continue
        overlaps = span.source_id == source and span.start < end and start < span.end
        if not overlaps or (owner.table, owner.field) not in RESTS_ON[kind]:
            message = f"{owner.field} of {owner.record_id} at {span.start}:{span.end} is no evidence for this {kind}"
            yield Finding(table="candidates", row=key, field="evidence_id", value=evidence, message=message)
        elif value is None or (owner.table, kind) == ("statements", "event"):
            continue  # the verb of a statement may tell of another act than what is done by saying it
        elif value in (values := _values(window, owner)) or (kind == "date" and _lasts(window, owner, value)):
            continue
        elif kind != "date" or (text and not _may_mean(window, text, (source, start, end), value, values)):
            message = f"{owner.record_id} has another value: build again"
            yield Finding(table="candidates", row=key, field="value", value=value, message=message)


@rule(proof=True)
def method_follows(window: Window) -> Iterator[Finding]:
    """Automatic: the article has no curated file. Automatic-reviewed: there is a candidate for the quoted words or
    the number. Manual: there is none; events are always manual."""
    accepted: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for source, kind, start, end, decision in window.rows(
        "candidates", "source_id", "kind", "char_start", "char_end", "decision"
    ):
        if decision == "accepted":
            accepted[source, kind].append((start, end))
    behind = {key: _Places(spans) for key, spans in accepted.items()}
    for table, key_field in (("events", "event_id"), ("statements", "statement_id"), ("figures", "figure_id")):
        field, kinds = BEHIND.get(table, ("", ()))
        for key, source, method in window.rows(table, key_field, "source_id", "method"):
            spans = window.of(table, key, field)
            found = [behind[source, kind] for kind in kinds if (source, kind) in behind]
            reviewed = any(places.overlap(span.start, span.end) for span in spans for places in found)
            expected = "automatic" if source not in window.curated else "automatic-reviewed" if reviewed else "manual"
            if method != expected:
                yield Finding(
                    table=table,
                    row=key,
                    field="method",
                    value=method,
                    message=f"is {expected} by its candidates: build again",
                )


@rule(proof=True)
def marks_are_decided(window: Window) -> Iterator[Finding]:
    """Every pair of quotation marks in a curated article is a candidate, in a language that the extractor reads."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for source, kind, start, end in window.rows("candidates", "source_id", "kind", "char_start", "char_end"):
        if kind in ("quote", "marks"):
            spans[source].append((start, end))
    spoken = window.lookup("sources", "language")
    for source in (one for one in sorted(window.curated) if knows(str(spoken.get(one)))):
        document, places = window.document(source), _Places(spans[source])
        for piece in pieces(document) if document else ():
            words = document.text[piece.start : piece.end] if document else ""
            if piece.outer and any(map(str.isalnum, words)) and not places.overlap(piece.start, piece.end):
                number = (number_at(document.paragraphs, piece.start) or 0) + 1 if document else 0
                message = f"is in quotation marks in paragraph {number} and is no candidate: build again"
                yield Finding(table="sources", row=source, value=words, message=message)


@rule(proof=True)
def quotes_are_quoted(window: Window) -> Iterator[Finding]:
    """Words in marks that are not rejected are the quoted words of the innermost statement around them."""
    quoted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for _, spans in window.cells("statements", "quoted"):
        for span in spans:
            quoted[span.source_id].append((span.start, span.end))
    places = {source: _Places(spans) for source, spans in quoted.items()}
    fields = ("candidate_id", "source_id", "kind", "char_start", "char_end", "exact", "decision")
    for key, source, kind, start, end, exact, decision in window.rows("candidates", *fields):
        if kind not in ("quote", "marks") or decision != "accepted":
            continue
        if source not in places or not places[source].hold_one_within(start, end):
            message = "is accepted, but no statement quotes just these words: quote them, or reject it with a reason"
            yield Finding(table="candidates", row=key, field="exact", value=exact, message=message)


class _Places:
    """Spans of one article, which say in a time that hardly grows with their number how they lie to another span."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._last_end = list(accumulate((end for _, end in ordered), max))  # of those up to each
        self._first_end = list(accumulate((end for _, end in reversed(ordered)), min))[::-1]  # of those from each on

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with the span."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._last_end[before - 1] > start

    def hold_one_within(self, start: int, end: int) -> bool:
        """Whether one of them lies within the span."""
        after = bisect_left(self._starts, start)
        return after < len(self._starts) and self._first_end[after] <= end


def _values(window: Window, owner: Owner) -> set[str]:
    """The values that a candidate may have for the record that rests on it, as text."""
    if owner.table == "actors":
        return {owner.record_id}
    if (owner.table, owner.field) == ("events", "record"):
        return {str(window.lookup("events", "event_type").get(owner.record_id))}
    if owner.table == "sources":
        return {str(window.lookup("sources", "document_date").get(owner.record_id))}
    if owner.table == "figures":
        cells = [window.lookup("figures", name).get(owner.record_id) for name in ("value", "lower", "upper")]
        return {str(int(cell)) if cell.is_integer() else f"{cell:.15g}" for cell in cells if cell is not None}
    if owner.field == "date_edtf":
        cell = window.lookup(owner.table, "date_edtf").get(owner.record_id)
        first, last = edtf.ends(cell) if isinstance(cell, str) else ("", "")
        beside = edtf.next_to(cell) if isinstance(cell, str) else None
        about = f"{first}~" if first == last else ""  # "a decade ago"
        return {first, last, about, beside or "", f"{first}/{last}", f"[{first}..{last}]"} - {""}
    return set()


def _lasts(window: Window, owner: Owner, value: str) -> bool:
    """Whether the date of a candidate lies in the interval of the record that rests on it."""
    cell = window.lookup(owner.table, "date_edtf").get(owner.record_id) if owner.field == "date_edtf" else None
    return isinstance(cell, str) and edtf.valid(cell) and edtf.valid(value) and edtf.lasts(cell, value)


def _may_mean(window: Window, text: str, words: tuple[str, int, int], value: str, values: set[str]) -> bool:
    """Whether the words of a date may mean the value that the extractor took, and the record's value."""
    source, *span = words
    day = window.lookup("sources", "document_date").get(source)
    found = {one for future in (False, True) for one, _ in readings(text, span[0], span[1], day, future=future)}
    return value in found and not values.isdisjoint(found)
