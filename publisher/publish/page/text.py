"""The articles with every evidence span marked, as pieces that a template puts one after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from publisher.grouped import grouped

from .names import KINDS, Names, address_span, begin
from .spans import Close, Open, Run, Span, handles, paragraphs, pieced, tokens
from .view import Row, View
from .words import Words

LEGEND = {"a": "Actors", "e": "Events", "s": "Statements", "f": "Figures", "d": "Dates"}
"""Class of a mark -> what it marks. Dates have one mark, whatever they date."""
SHOWN_FIRST = "esf"  # actors and dates are in almost every line: whoever wants them marked ticks them
_LETTER = {"actors": "a", "events": "e", "statements": "s", "figures": "f"}
_FIRST = ("name", "value", "record", "content")  # the evidence whose record a mark links to, if there are several

_GAP = Words(" … ")  # words that may not be shown
_LINE = 50  # characters that are about a line
Marks = Mapping[Span, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece begins. place: address of the span; first: its beginning, not a continuation after a cut."""

    place: str
    first: bool
    letters: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. number: none of an excerpt, which may be less than one or more; pieces: words, begins of marks, and
    None where the mark that began last ends."""

    number: int | None
    pieces: Sequence[Words | Mark | None]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article. title: what it is called; begins: that is how its text begins; excerpts: only the passages that
    records rest on may be shown."""

    title: str
    begins: bool
    source: Row
    excerpts: bool
    paragraphs: Sequence[Paragraph]


def collect_texts(view: View, names: Names) -> list[MarkedArticle]:
    """The articles in the order of their dates."""
    return [_article(view, names, source) for source in view.articles]


def _article(view: View, names: Names, source: Row) -> MarkedArticle:
    key = source["source_id"]
    mine = (row for row in view.rows("evidence") if row["source_id"] == key)
    placed = (((row["char_start"], row["char_end"]), row) for row in mine)
    marks = grouped(sorted(placed, key=itemgetter(0)))
    spans = list(marks)
    longest = max((end - start for start, end in spans), default=0)
    text = view.texts.get(key)
    if text is None:
        text, stretches = pieced([(*span, rows[0]["exact"]) for span, rows in marks.items()])
        parts = list(_joined(stretches, [start for (start, _), rows in marks.items() if _tells(rows)]))
    else:
        parts = [[part] for part in paragraphs(text)]
    return MarkedArticle(
        title=names[key],
        begins=not source["title"] and names[key] == begin(view.texts.get(key, "")),
        source=source,
        excerpts=key not in view.texts,
        paragraphs=[
            Paragraph(
                number if key in view.texts else None,
                [
                    piece
                    for part in together
                    for piece in [_GAP, *_pieces(text, part, _inside(part, spans, longest), marks)]
                ][1:],
            )
            for number, together in enumerate(parts, 1)
        ],
    )


def _tells(rows: Sequence[Row]) -> bool:
    """Whether the words tell of an event, a statement or a figure, and do not only name or date one."""
    return any(row["field"] == "record" for row in rows)


def _joined(stretches: Sequence[Span], told: Sequence[int]) -> Iterator[list[Span]]:
    """The stretches that are read together, a line or more: a name or a date alone says nothing, so it stands behind
    words that tell of something. told: where such words begin, in order."""
    together: list[Span] = []
    for start, end in stretches:
        tells = bisect_left(told, start) < bisect_left(told, end)
        if tells and sum(last - first for first, last in together) >= _LINE:
            yield together
            together = []
        together.append((start, end))
    if together:
        yield together


def _inside(part: Span, spans: Sequence[Span], longest: int) -> list[Span]:
    """The spans that share a character with the part; spans are in order, none is longer than `longest`."""
    first, last = bisect_left(spans, (part[0] - longest, 0)), bisect_left(spans, (part[1], 0))
    return [span for span in spans[first:last] if span[1] > part[0]]


def _pieces(text: str, part: Span, spans: Sequence[Span], marks: Marks) -> Iterator[Words | Mark | None]:
    """One paragraph as nested marks; a span links to its record once, elsewhere it is only marked."""
    sequence = tokens(part, spans)
    links = handles(text[part[0] : part[1]], part[0], sequence)
    for token in sequence:
        if isinstance(token, Open):
            rows = marks[token.span]
            letters = " ".join(sorted({_letter(row) for row in rows}))
            yield Mark(address_span(rows[0]), token.first, letters)
        elif isinstance(token, Close):
            yield None
        else:
            yield Words(text[token.start : token.end], _target(token, links, marks))


def _letter(row: Row) -> str:
    if row["field"] in ("date_edtf", "document_date"):
        return "d"
    letter = _LETTER.get(row["record_table"], "d")
    return letter if letter != "s" or row["field"] == "content" else "r"  # of a statement, only what is said


def _target(run: Run, links: Mapping[Span, Span], marks: Marks) -> str | None:
    """The record that the words link to."""
    if run.span is None or links.get(run.span) != (run.start, run.end):
        return None
    return str(min(marks[run.span], key=_rank)["record_id"])


def _rank(row: Row) -> tuple[bool, int, int]:
    """What a reader who follows a mark wants first: what the words say outright, the narrowest record before others."""
    field = _FIRST.index(row["field"]) if row["field"] in _FIRST else len(_FIRST)
    return row["basis"] == "inferred", field, list(KINDS).index(row["record_table"])
