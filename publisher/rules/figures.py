"""Figures: the numbers follow from their words, and are where they are counted."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.finding import Finding
from publisher.records.attribution import innermost
from publisher.records.rederive import NUMBERS, misread
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, around, holds


@rule(proof=True, language="en")
def figure_words(window: Window) -> Iterator[Finding]:
    """Value, lower, upper and modifier read again from value_text are the same."""
    fields = ("value_text", *NUMBERS)
    for key, *cells in window.rows("figures", "figure_id", *fields):
        for column, message in misread(dict(zip(fields, cells, strict=True))):
            yield Finding.at("figures", key, column, None, message)


@rule(proof=True)
def figure_order(window: Window) -> Iterator[Finding]:
    """lower <= value <= upper."""
    for key, *numbers in window.rows("figures", "figure_id", "lower", "value", "upper"):
        known = [number for number in numbers if number is not None]
        if known != sorted(known):
            yield Finding.at("figures", key, "value", str(numbers[1]), "lower <= value <= upper does not hold")


@rule(proof=True)
def figure_spans(window: Window) -> Iterator[Finding]:
    """A figure's one `record` evidence is the counting phrase around its number; the counted words are in the same
    paragraph; a number is one figure."""
    seen: dict[tuple[str, int, int], str] = {}
    for key, source in window.rows("figures", "figure_id", "source_id"):
        records, values = window.of("figures", key, "record"), window.of("figures", key, "value")
        if len(records) != 1 or len(values) != 1:
            message = f"has {len(records)} counting phrases and {len(values)} numbers: one of each is needed"
            yield Finding.at("figures", key, "value_text", None, message)
            continue
        record, value = records[0], values[0]
        if not holds(record, value):
            message = f'is not in the counting phrase "{record.exact}"'
            yield Finding.at("figures", key, "value_text", value.exact, message)
        first = seen.setdefault((source, value.start, value.end), key)
        if first != key:
            yield Finding.at(
                "figures", key, "value_text", value.exact, f"is the number of {first}: keep one of the two"
            )
        text = window.text(source) or ""
        for span in window.of("figures", key, "counted"):
            if "\n" in text[min(record.start, span.start) : max(record.end, span.end)]:
                yield Finding.at("figures", key, "counted_text", span.exact, "is not in the paragraph of the number")


@rule(proof=True)
def counted_is_named(window: Window) -> Iterator[Finding]:
    """The counted actor is mentioned in counted_text or, where that mentions nobody ("Reform Union, which holds 38
    seats") or the text leaves it out, in the paragraph."""
    for key, source, actor in window.rows("figures", "figure_id", "source_id", "counted_actor_id"):
        records = window.of("figures", key, "record")
        if actor is None or not records:
            continue
        counted, document = window.of("figures", key, "counted"), window.document(source)
        named = {m.actor_id for s in counted for m in window.near(source, s.start, s.end)}
        where = "in what is counted"
        if not named and document is None:
            continue
        if not named and document is not None:
            where = "in the paragraph"
            start, end = paragraph(window, records[0])
            named = {m.actor_id for m in window.near(source, start, end)}
        if actor not in named:
            message = f"is not mentioned {where}: name the actor that is, or add the mention"
            yield Finding.at("figures", key, "counted_actor_id", actor, message)


@rule(proof=True)
def figure_statement(window: Window) -> Iterator[Finding]:
    """statement_id is the innermost statement whose content holds the number; null in the article's own voice."""
    for key, link, method in window.rows("figures", "figure_id", "statement_id", "method"):
        for span in window.of("figures", key, "value"):
            holding = innermost(window.contents[span.source_id].pieces, span.start, span.end)
            inside = [statement for group in holding for statement in group]
            if method == "automatic":
                right = link is None or link in inside
            else:
                right = link in holding[0] if holding else link is None
            if not right:
                where = f"inside the content of {inside[0]}: name that" if inside else "in no statement: leave it out"
                yield Finding.at("figures", key, "statement_id", link, f"the number is {where}")


def paragraph(window: Window, span: EvidenceRow) -> tuple[int, int]:
    """The paragraph of a span; without the article everything."""
    document = window.document(span.source_id)
    found = around(document.paragraphs, span.start, span.end) if document else None
    return found or (0, 1 << 62)
