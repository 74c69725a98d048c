"""Automatic figures: numbers that count or measure something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publisher.article import Article
from publisher.extract.candidates import Figure, Span
from publisher.model import Mark, Record
from publisher.records.evidence import hashed


def figure_records(article: Article, found: Sequence[Figure], events: Mapping[str, Record]) -> list[Record]:
    """The figures of an article. events: occasion -> its event."""
    return [one for figure in found if (one := _figure(article, figure, events.get(figure.event or "")))]


def _figure(article: Article, figure: Figure, event: Record | None) -> Record | None:
    key = "fig-" + hashed(article.source_id, figure.kind, figure.start, figure.end)
    if not figure.unit:
        return None
    values: dict[str, Any] = {
        "figure_id": key,
        "value": figure.value,
        "lower": figure.lower,
        "upper": figure.upper,
        "value_text": figure.text,
        "modifier": figure.modifier,
        "is_estimate": figure.is_estimate,
        "measure": figure.measure or "other",
        "unit": figure.unit,
        "event_id": event.id if event else None,
    }
    phrase = figure.phrase or Span(figure.start, figure.end, figure.text)
    marks = [Mark.of("record", phrase), Mark.of("value", figure)]
    if figure.counted:
        values["counted_text"] = figure.counted.text
        marks.append(Mark.of("counted", figure.counted))
    return Record("figures", key, values, tuple(marks))
