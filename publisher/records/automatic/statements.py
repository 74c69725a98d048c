"""Automatic statements: attributed quotations and reported speech, as the extractor reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.extract.candidates import Date, Name, Quote, Span
from publisher.extract.whom import find_all_named, find_named
from publisher.model import JOINT, Link, Mark, Reading, Record
from publisher.records.automatic.dating import dated
from publisher.records.automatic.earned import has_earned
from publisher.records.evidence import hashed
from publisher.records.rederive import quote_type

_SCRIPTED = ("name", "signature")  # Lee: "..."; "..." - Lee
_BY_PARAGRAPH = "link.speaker.paragraph"  # the verdict on who speaks by the rule after this
_GOING_ON = "direct.paragraph"  # the rule for a quotation that goes on with, or is announced by, the paragraph before


def statement_records(reading: Reading, found: Sequence[Quote], names: Mapping[int, Name]) -> list[Record]:
    """The statements of an article. names: those of known actors, by their start."""
    quotes = [one for one in found if one.kind == "quote"]
    made = list(_statements(reading, quotes, names))
    taken = {one.id for one in made}
    for quote in (one for one in found if one.kind == "indirect"):
        record = _indirect(reading, quote, names)
        if record and record.id not in taken:
            taken.add(record.id)
            made.append(record)
    return made


def _statements(reading: Reading, quotes: Sequence[Quote], names: Mapping[int, Name]) -> Iterator[Record]:
    """One statement an utterance: a piece and those that continue it in the same paragraph."""
    article = reading.article
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
        statement = _statement(reading, group, names)
        words = frozenset(mark for mark in statement.marks if mark.field != "quoted") if statement else frozenset()
        if statement and words not in seen:  # two pieces of one clause may be read alike
            seen.add(words)
            yield statement


def _statement(reading: Reading, group: Sequence[Quote], names: Mapping[int, Name]) -> Record | None:
    first, text = group[0], reading.text
    contents = _distinct([_content(piece) for piece in group])
    quoted = _distinct([piece.quoted for piece in group])
    if not contents or not quoted:
        return None
    values: dict[str, Any] = {"content_text": _joined(contents), "quoted_text": _joined(quoted)}
    marks = [Mark.of(field, span) for field, spans in (("content", contents), ("quoted", quoted)) for span in spans]
    for column, span in _around(text, first):
        values[f"{column}_text"] = span.text
        marks.append(Mark.of(column, span))
    if "cue_text" not in values and quote_type(Record("", "", {}, tuple(marks)), text) != "direct":
        return None
    return _whole(reading, first, values, marks, names)


def _indirect(reading: Reading, quote: Quote, names: Mapping[int, Name]) -> Record | None:
    """A statement without quotation marks: it has a speaker, a cue and what is said, in one paragraph."""
    around = dict(_around(reading.text, quote))
    if quote.content is None or around.keys() != {"speaker", "cue"}:
        return None
    spans = {"content": quote.content, **around}
    values = {f"{key}_text": span.text for key, span in spans.items()}
    return _whole(reading, quote, values, [Mark.of(key, span) for key, span in spans.items()], names)


def _around(text: str, quote: Quote) -> Iterator[tuple[str, Span]]:
    """Speaker and cue, where they are in the paragraph of the quotation: a statement never goes over two. Without a
    cue, only who is named beside the words as in a script speaks."""
    unsure = quote.kind == "quote" and quote.cue is None and quote.rule.rpartition(".")[2] not in _SCRIPTED
    for column, span in (("speaker", quote.speaker), ("cue", quote.cue)):
        if span and not unsure and "\n" not in text[min(span.start, quote.start) : max(span.end, quote.end)]:
            yield column, span


def _whole(
    reading: Reading, quote: Quote, values: dict[str, Any], marks: Sequence[Mark], names: Mapping[int, Name]
) -> Record:
    """The record with its key, the kind of quotation, the act, the actors and the day of saying."""
    key = "stm-" + hashed(reading.article.source_id, quote.kind, quote.start, quote.end)
    code = reading.document.language
    links = tuple(_actors(quote, names, "speaker_text" in values, has_earned(code, _BY_PARAGRAPH)))
    values = {"statement_id": key, **values, "act_type": quote.act_type}
    record = Record("statements", key, values, tuple(marks), links)
    values["quote_type"] = quote_type(record, reading.text)
    said = quote.said
    if said is None or "\n" in reading.text[min(said.start, quote.start) : max(said.end, quote.end)]:
        return record
    when = Date("date", said.start, said.end, said.text, quote.rule, "DATE", None, quote.said_edtf)
    return dated(record, when, reading)


def _actors(quote: Quote, names: Mapping[int, Name], spoken: bool, goes_on: bool) -> Iterator[Link]:
    """Speaker, addressee and targets; the words are the name or, for a speaker who is only meant
    ("he"), those from which it is inferred: of one who is named in the paragraph before, the quotation that goes on."""
    if quote.speaker_actor_id and quote.speaker and (spoken or (quote.rule == _GOING_ON and goes_on)):
        name = find_named(quote.speaker, names) if spoken else None
        values = {"actor_id": quote.speaker_actor_id, "role": "speaker"}
        words = quote.speaker if spoken else quote.quoted
        mark = words and Mark.of("speaker_actor", words, "inferred")
        if name and name.actor_id == quote.speaker_actor_id:
            mark = Mark.of("speaker_actor", name)
        yield Link("statement_actors", values, "speaker_actor", mark)
    elif spoken and not quote.speaker_actor_id:
        for name in find_all_named(quote.speaker, names):
            values = {"actor_id": str(name.actor_id), "role": "speaker"}
            yield Link("statement_actors", values, "speaker_actor", Mark.of("speaker_actor", name))
    for role, span in (("addressee", quote.addressee), ("target", quote.target)):
        for name in find_all_named(span, names):
            if not (role == "addressee" and name.actor_id == quote.speaker_actor_id):
                yield Link("statement_actors", {"actor_id": name.actor_id, "role": role}, role, Mark.of(role, name))


def _content(piece: Quote) -> Span | None:
    """The reported clause, which holds the quoted words; else, or where it has no others, these alone."""
    clause, quoted = piece.content, piece.quoted
    if not clause or not quoted or not clause.start <= quoted.start <= quoted.end <= clause.end:
        return quoted
    outside = clause.text[: quoted.start - clause.start] + clause.text[quoted.end - clause.start :]
    return clause if any(map(str.isalnum, outside)) else quoted


def _distinct(spans: Sequence[Span | None]) -> list[Span]:
    """The spans in text order, none inside another: two pieces of a mixed quotation share one clause."""
    kept: list[Span] = []
    for span in sorted({s for s in spans if s}, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _joined(spans: Sequence[Span]) -> str:
    return JOINT.join(span.text for span in spans)
