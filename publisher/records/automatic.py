"""Records of an article that nobody has curated: attributed quotations and figures, as the extractor reads them.

They are marked `automatic`; there are no events among them, since what happened is a judgement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publisher.extract.candidates import Candidate, Figure, Name, Quote, Span
from publisher.inputs.article_reader import Article
from publisher.model import JOINT, Link, Mark, Record
from publisher.records.evidence import hashed
from publisher.records.rederive import quote_type
from publisher.records.speakers import find_actor


def records(article: Article, found: Sequence[Candidate]) -> tuple[Record, ...]:
    """Statements and figures of the article, with ids that follow from their place."""
    quotes = [c for c in found if isinstance(c, Quote) and c.kind == "quote"]
    names = {c.start: c for c in found if isinstance(c, Name) and c.actor_id}
    figures = (c for c in found if isinstance(c, Figure))
    return (*_statements(article, quotes, names), *(r for c in figures if (r := _figure(article, c))))


def _statements(article: Article, quotes: Sequence[Quote], names: Mapping[int, Name]) -> Iterator[Record]:
    """One statement an utterance: a piece and those that continue it in the same paragraph."""
    pieces: dict[int, list[Quote]] = {}
    heads: dict[int, int] = {}
    for quote in quotes:
        head = heads.get(quote.continues, quote.start) if quote.continues is not None else quote.start
        if head != quote.start and article.text.find("\n", head, quote.start) >= 0:
            head = quote.start
        heads[quote.start] = head
        pieces.setdefault(head, []).append(quote)
    seen: set[frozenset[Mark]] = set()
    for group in pieces.values():
        statement = _statement(article, group, names)
        words = frozenset(mark for mark in statement.marks if mark.field != "quoted") if statement else frozenset()
        if statement and words not in seen:  # two pieces of one clause may be read alike
            seen.add(words)
            yield statement


def _statement(article: Article, group: Sequence[Quote], names: Mapping[int, Name]) -> Record | None:
    first = group[0]
    contents = _distinct([_content(piece) for piece in group])
    quoted = _distinct([piece.quoted for piece in group])
    if not contents or not quoted:
        return None
    speaker, cue = (span if _beside(article.text, span, first) else None for span in (first.speaker, first.cue))
    values: dict[str, Any] = {"content_text": _joined(contents), "quoted_text": _joined(quoted)}
    marks = [*_marks("content", contents), *_marks("quoted", quoted)]
    for column, span in (("speaker", speaker), ("cue", cue)):
        if span:
            values[f"{column}_text"] = span.text
            marks.append(Mark(column, span.start, span.end))
    if cue is None and quote_type(Record("", "", {}, tuple(marks)), article.text) != "direct":
        return None
    actor_id = find_actor(speaker, names)
    said = [Link("statement_actors", {"actor_id": actor_id, "role": "speaker"}, "speaker_actor")] if actor_id else []
    key = "stm-" + hashed(article.source_id, first.kind, first.start, first.end)
    record = Record("statements", key, {"statement_id": key, **values}, tuple(marks), tuple(said))
    return replace(record, values={**record.values, "quote_type": quote_type(record, article.text)})


def _content(piece: Quote) -> Span | None:
    """The reported clause, which holds the quoted words; else, or where it has no others, these alone."""
    clause, quoted = piece.content, piece.quoted
    if not clause or not quoted or not clause.start <= quoted.start <= quoted.end <= clause.end:
        return quoted
    outside = clause.text[: quoted.start - clause.start] + clause.text[quoted.end - clause.start :]
    return clause if any(map(str.isalnum, outside)) else quoted


def _beside(text: str, span: Span | None, quote: Quote) -> bool:
    """Whether a span stands in the paragraph of the quotation: a statement never goes over two."""
    return span is not None and "\n" not in text[min(span.start, quote.start) : max(span.end, quote.end)]


def _figure(article: Article, figure: Figure) -> Record | None:
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
    }
    phrase = figure.phrase or Span(figure.start, figure.end, figure.text)
    marks = [Mark("record", phrase.start, phrase.end), Mark("value", figure.start, figure.end)]
    if figure.counted:
        values["counted_text"] = figure.counted.text
        marks.append(Mark("counted", figure.counted.start, figure.counted.end))
    return Record("figures", key, values, tuple(marks))


def _distinct(spans: Sequence[Span | None]) -> list[Span]:
    """The spans in text order, none inside another: two pieces of a mixed quotation share one clause."""
    kept: list[Span] = []
    for span in sorted({s for s in spans if s}, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _joined(spans: Sequence[Span]) -> str:
    return JOINT.join(span.text for span in spans)


def _marks(field: str, spans: Sequence[Span]) -> list[Mark]:
    return [Mark(field, span.start, span.end) for span in spans]
