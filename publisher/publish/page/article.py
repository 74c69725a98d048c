"""The articles with every evidence span marked, and beside them the records that rest on the spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from .cards import cards
from .markup import Markup, join, tag
from .names import KINDS, Names, day, span_id
from .parts import link, section
from .spans import Close, Open, Run, Span, handles, paragraphs, pieced, tokens
from .view import Row, View

LEGEND = {"a": "Actors", "e": "Events", "s": "Statements", "f": "Figures", "d": "Dates"}
"""Class of a mark -> what it marks. Dates have one mark, whatever they date."""
_WITHIN = {"r": "a whole statement", "c": "what is said", "q": "words in quotation marks"}
_LETTER = {"actors": "a", "events": "e", "statements": "s", "figures": "f"}
_PARTS = {"content": "c", "quoted": "q", "record": "r"}  # parts of a statement with a mark of their own
_FIRST = ("name", "value", "record", "content")  # the evidence whose record a mark links to, if there are several

Marks = Mapping[Span, Sequence[Row]]


def texts(view: View, names: Names) -> Markup:
    """Text on the left, records on the right. Without a script the marks and the spans in the cards are plain links."""
    aside = tag(
        "aside",
        tag("p", tag("span", "All records, in the order of the text", id="shown", role="status"), class_="panel"),
        tag("div", cards(view, names), class_="cards", id="cards"),
        class_="records",
        aria_label="Records",
        tabindex="0",
    )
    articles = (_article(view, names, source) for source in view.articles)
    return section(
        "text",
        tag("span", "Every marked passage is evidence: it leads to a record, and each record leads back. ", id="how"),
        _legend(),
        tag("div", tag("div", articles, class_="texts"), aside, class_="reading"),
    )


def _legend() -> Markup:
    """Boxes that show and hide marks, which the style sheet does; and what the marks within a statement mean."""
    boxes = (
        tag(
            "label",
            tag("input", type="checkbox", checked=True, id=f"mark-{letter}"),
            tag("span", word, class_=f"m {letter}"),
        )
        for letter, word in LEGEND.items()
    )
    within = (tag("span", word, class_=f"m {letter}") for letter, word in _WITHIN.items())
    items = tag("ul", map(_item, [*boxes, join("of statements: ", *(part for mark in within for part in (mark, " ")))]))
    return tag("fieldset", tag("legend", "Marked in the text"), items, class_="legend")


def _item(content: Markup) -> Markup:
    return tag("li", content)


def _article(view: View, names: Names, source: Row) -> Markup:
    key = source["source_id"]
    marks: dict[Span, list[Row]] = {}
    for row in sorted(view.rows("evidence"), key=lambda row: (row["char_start"], row["char_end"])):
        if row["source_id"] == key:
            marks.setdefault((row["char_start"], row["char_end"]), []).append(row)
    spans = list(marks)
    longest = max((end - start for start, end in spans), default=0)
    text = view.texts.get(key)
    parts = [] if text is None else list(paragraphs(text))
    if text is None:
        text, parts = pieced([(*span, rows[0]["exact"]) for span, rows in marks.items()])
    excerpts = key not in view.texts
    return tag(
        "article",
        tag("h3", names[key]),
        tag("p", _about(source, excerpts), class_="about"),
        tag("p", _rights(view, source), class_="about"),
        tag(
            "div",
            (
                _paragraph(text, part, _inside(part, spans, longest), marks, key, number)
                for number, part in enumerate(parts, 1)
            ),
            lang=source["language"],
            dir="auto",
            class_="body excerpts" if excerpts else "body",
        ),
    )


def _about(source: Row, excerpts: bool) -> Iterator[object]:
    yield source["publisher"] or "Publisher unknown"
    if url := source["url"]:
        yield from (" · ", tag("a", url, href=url) if _web(url) else url)
    yield f" · dated {day(source['document_date'])}" if source["document_date"] else " · without a date"
    yield f" · {source['char_length']:,} characters · "
    yield tag("code", source["file_name"])
    if excerpts:
        yield " · not shown in full: these are the passages that the records rest on"


def _rights(view: View, source: Row) -> str:
    """The licence of a dataset is one of its records; whose the text is, it does not change."""
    names = [entry.get("name") or entry.get("title") or entry["path"] for entry in view.descriptor.get("licenses", ())]
    records = f"{' and '.join(names)} covers the records, not this text" if names else "This text is not the dataset's"
    if source["licence"]:
        return f"{records}: its own licence is {source['licence']}."
    return f"{records}, which stays its publisher's; no licence of it is known."


def _web(address: str | None) -> bool:
    """Whether an address may become a link: a `javascript:` one may not."""
    return (address or "").lower().startswith(("https://", "http://"))


def _inside(part: Span, spans: Sequence[Span], longest: int) -> list[Span]:
    """The spans that share a character with the part; spans are in order, none is longer than `longest`."""
    first, last = bisect_left(spans, (part[0] - longest, 0)), bisect_left(spans, (part[1], 0))
    return [span for span in spans[first:last] if span[1] > part[0]]


def _paragraph(text: str, part: Span, spans: Sequence[Span], marks: Marks, source: str, number: int) -> Markup:
    """One paragraph as nested marks; a span links to its record once, elsewhere it only carries the mark."""
    sequence = tokens(part, spans)
    links = handles(text[part[0] : part[1]], part[0], sequence)
    found: list[str] = []
    for token in sequence:
        if isinstance(token, Open):
            found.append(_open(token, marks[token.span], source))
        elif isinstance(token, Close):
            found.append("</span>")
        else:
            found.append(_run(token, text, links, marks))
    return tag("p", Markup("".join(found)), id=f"{source}/p{number}", data_n=number)


def _open(token: Open, rows: Sequence[Row], source: str) -> str:
    place = span_id(source, *token.span)
    letters = sorted({_letter(row) for row in rows})
    where: dict[str, object] = {"id": place} if token.first else {"data_of": place}
    return tag("span", **where, class_=" ".join(["m", *letters])).removesuffix("</span>")


def _letter(row: Row) -> str:
    if row["field"] in ("date_edtf", "document_date"):
        return "d"
    letter = _LETTER.get(row["record_table"], "d")
    return _PARTS.get(row["field"], letter) if letter == "s" else letter


def _run(token: Run, text: str, links: Mapping[Span, Span], marks: Marks) -> str:
    words = text[token.start : token.end]
    if token.span is None or links.get(token.span) != (token.start, token.end):
        return join(words)
    return link(words, min(marks[token.span], key=_rank)["record_id"])


def _rank(row: Row) -> tuple[bool, int, int]:
    """What a reader who follows a mark wants first: what the words say outright, the narrowest record before others."""
    field = _FIRST.index(row["field"]) if row["field"] in _FIRST else len(_FIRST)
    return row["basis"] == "inferred", field, list(KINDS).index(row["record_table"])
