"""Dates: the columns follow from the EDTF value, and the EDTF value from the words and the document date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from publisher import edtf
from publisher.extract.dates import names_day, resolve
from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.records.dated import DateWords, may_lie_ahead
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, number_at
from publisher.tables import KEYS

DATED = ("events", "statements")


@rule(proof=True)
def date_columns(window: Window) -> Iterator[Finding]:
    """date_start, date_end are the bounds of date_edtf; date_prec is null where one is unknown."""
    for table in DATED:
        for key, value, *columns in window.rows(table, KEYS[table], "date_edtf", "date_start", "date_end", "date_prec"):
            if value is not None and not edtf.valid(value):
                message = "is no date, interval or set of EDTF of the forms allowed, or does not exist"
                yield Finding.at(table, key, "date_edtf", value, message)
                continue
            bounds = (None, None) if value is None else edtf.bounds(value)
            for name, found, expected in zip(("date_start", "date_end"), columns, bounds, strict=False):
                if found != expected:
                    yield Finding.at(table, key, name, str(found), f"is {expected} by date_edtf {value}: build again")
            if (columns[2] is None) != (None in bounds):
                message = "belongs to every date with two known bounds, and to no other"
                yield Finding.at(table, key, "date_prec", str(columns[2]), message)


@rule(proof=True, language="en")
def date_words(window: Window) -> Iterator[Finding]:
    """The words of the evidence and the document date give date_edtf again, in the way that basis says, and date_prec
    by the unit that the words name."""
    for key, table, value, prec, spans in _dated(window, "date_prec"):
        if any(prec in (None, fitting) for one in spans for fitting in one.precisions(value)):
            continue
        faults = [one.wrong(value) for one in spans]
        fitting = next((fitting for one in spans for fitting in one.precisions(value)), None)
        if all(faults):
            yield Finding.at(table, key, "date_edtf", None, faults[0])
        elif fitting is not None:
            message = f'"{spans[0].exact}" has precision {fitting}: build again'
            yield Finding.at(table, key, "date_prec", str(prec), message)


@rule(proof=False, language="en")
def dates_are_whole(window: Window) -> Iterator[Finding]:
    """The words of a date are the whole of one time expression that the extractor finds in the article, or they go
    from one to another ("Monday to Friday"). The part of the day or year before it ("late on Monday") may belong to
    them or not; so may words that name no date ("two days before *the vote*")."""
    found = dates_of(window)
    undated = {(one.source_id, one.start, one.end) for one in window.candidates if one.kind == "date" and not one.value}
    for owner, span in window.curated_evidence:
        if owner.field in ("date_edtf", "document_date"):
            lead = words.PART_OF.match(span.exact)
            start = span.start + lead.end() if lead else span.start
            near = [(low, high) for low, high in found[span.source_id] if low < span.end and span.start < high]
            begun = any(low in (span.start, start) for low, _ in near)
            exact = begun and any(high == span.end for _, high in near)
            if near and not exact and not all((span.source_id, *place) in undated for place in near):
                whole = " or ".join(f'"{found[span.source_id][place]}"' for place in near)
                yield span.wrong("exact", f"is not the whole time expression and nothing else: {whole}")


@rule(proof=False, language="en")
def date_is_read(window: Window) -> Iterator[Finding]:
    """The words of a date are an expression that the program reads; else nobody proves the value."""
    for key, table, value, spans in _dated(window):
        for one in spans:
            if one.document and not one.is_read:
                message = f'"{one.exact}" is no date that the program reads: make sure that it is {value}'
                yield Finding.at(table, key, "date_edtf", value, message)


def _dated(window: Window, *more: str) -> Iterator[tuple[Any, ...]]:
    """Key, table, date, other cells of the records with a date, and the words that it rests on."""
    modes = window.lookup("events", "auxiliary_mode")
    for table in DATED:
        for key, source, value, *cells in window.rows(table, KEYS[table], "source_id", "date_edtf", *more):
            spans = window.of(table, key, "date_edtf")
            if value is not None and spans and edtf.valid(value):
                day, ahead = window.lookup("sources", "document_date")[source], may_lie_ahead(table, modes.get(key))
                yield key, table, value, *cells, [_words(window, span, day, ahead) for span in spans]


def _words(window: Window, span: EvidenceRow, day: date | None, ahead: bool | None) -> DateWords:
    """The words of a date; where the article is another one, as if it were not at hand."""
    document = window.document(span.source_id)
    here = document if document and document.text[span.start : span.end] == span.exact else None
    return DateWords(here, span.start, span.exact, span.basis, day, ahead)


@rule(proof=True, language="en")
def document_date_words(window: Window) -> Iterator[Finding]:
    """The words that state document_date give it by themselves (explicit) or, where they leave out the year, with what
    is known of the article from elsewhere (resolved)."""
    for source, day in window.rows("sources", "source_id", "document_date"):
        for span in window.of("sources", source, "document_date"):
            found = resolve(span.exact, None)
            basis = "explicit" if found else "resolved"
            if day is None or not (found[0] == day.isoformat() if found else names_day(span.exact, day)):
                message = f'"{span.exact}" says {found[0] if found else "no such day"}'
                yield Finding.at("sources", source, "document_date", str(day), message)
            elif span.basis != basis:
                stated = "states its whole date itself" if found else "does not state its whole date"
                yield span.wrong("basis", f"the article {stated}: basis is {basis}")


@rule(proof=True)
def time_of_event(window: Window) -> Iterator[Finding]:
    """What is still to come does not lie before the document date, what is history does not lie after it; a
    later day needs one of the modes that allow it."""
    days = window.lookup("sources", "document_date")
    for key, source, mode, start, end in window.rows(
        "events", "event_id", "source_id", "auxiliary_mode", "date_start", "date_end"
    ):
        day = days.get(source)
        if day is None:
            continue
        if mode == "future" and end is not None and end < day:
            yield Finding.at("events", key, "auxiliary_mode", mode, f"the event ended on {end}, before {day}")
        elif start is not None and start > day and mode not in ("future", "hypothetical", "negation"):
            message = f"the event begins on {start}, after {day}: it needs the mode future or hypothetical"
            yield Finding.at("events", key, "auxiliary_mode", mode, message)


@rule(proof=True)
def time_of_setting(window: Window) -> Iterator[Finding]:
    """What is said at a meeting is said while it lasts."""
    starts, ends = window.lookup("events", "date_start"), window.lookup("events", "date_end")
    for key, event, start, end in window.rows(
        "statements", "statement_id", "setting_event_id", "date_start", "date_end"
    ):
        if event not in starts:
            continue
        if before(end, starts[event]) or before(ends[event], start):
            message = f"{event} is on {starts[event]} to {ends[event]}, the statement on {start} to {end}"
            yield Finding.at("statements", key, "setting_event_id", event, message)


@rule(proof=False, language="en")
def date_of_saying(window: Window) -> Iterator[Finding]:
    """A date belongs to the verb that it modifies. What somebody says on a day happened then or before (`[..D]`);
    the words are those that date the saying. A date right after a mention or cue is the day itself. Inferred dates,
    whose words are elsewhere, are not looked at, unless the same speaker said something on just that day (`D?`)."""
    cells = window.cells("statements", "date_edtf")
    dated = grouped((span[:3], statement) for statement, span in cells if span.basis != "inferred")
    for event, value in window.rows("events", "event_id", "date_edtf"):
        mentions = window.of("events", event, "record")
        for span in window.of("events", event, "date_edtf"):
            if value is None or span.basis == "inferred":
                continue
            saying = dated[span[:3]]
            said = any(window.says(statement, mention) for statement in saying for mention in mentions)
            if said and edtf.is_plain(value):
                message = f'"{span.exact}" is the day on which {saying[0]} was said, so this was then or before'
                message += f": write [..{value}]"
                yield Finding.at("events", event, "date_edtf", value, message)
            elif _before_only(value) and any(_right_after(window, mention, span) for mention in mentions):
                message = f'"{span.exact}" dates the event itself: write {edtf.ends(value)[1]}'
                yield Finding.at("events", event, "date_edtf", value, message)
    values = window.lookup("statements", "date_edtf")
    for key, source, value, cue in window.rows("statements", "statement_id", "source_id", "date_edtf", "cue_text"):
        had = cue is not None and cue.casefold().startswith("had ")
        speakers = window.roles.get((key, "speaker"))
        for span in window.of("statements", key, "date_edtf"):
            text = window.text(source)
            if value is None or not _before_only(value) or text is None or had:
                continue
            day, before = edtf.ends(value)[1], text[max(0, span.start - 20) : span.start]
            same = [
                statement
                for statement in dated[span[:3]]
                if speakers and window.roles.get((statement, "speaker")) == speakers
            ]
            there = next((statement for statement in same if values[statement] == day), None)
            if span.basis == "inferred" and there is not None:
                message = f'"{span.exact}" is the day on which the same speaker said {there}: write {day}?, or no date'
                yield Finding.at("statements", key, "date_edtf", value, message)
            elif span.basis != "inferred" and not words.UNTIL.search(before):
                message = f'"{span.exact}" is the day of saying itself: write {day}'
                yield Finding.at("statements", key, "date_edtf", value, message)


def _right_after(window: Window, mention: EvidenceRow, span: EvidenceRow) -> bool:
    """Whether only a preposition is between a mention and the date after it."""
    text = window.text(span.source_id)
    return (
        text is not None and bool(words.ON_DAY.fullmatch(text[mention.end : span.start])) and mention.end <= span.start
    )


def _before_only(value: str) -> bool:
    """Whether a value says only that it was on a day or before."""
    return value.startswith("[..")


def before(first: date | None, other: date | None) -> bool:
    """Whether both days are known, and one is before the other."""
    return first is not None and other is not None and first < other


@rule(proof=True)
def date_in_its_paragraph(window: Window) -> Iterator[Finding]:
    """A date that is not inferred has an expression of its own, in a paragraph of the record or of the row that tells
    of the same utterance (fuller_statement_id)."""
    links = [pair for pair in window.lookup("statements", "fuller_statement_id").items() if pair[1] is not None]
    twins = grouped([*links, *((fuller, key) for key, fuller in links)])
    for table in DATED:
        for key, source in window.rows(table, KEYS[table], "source_id"):
            document = window.document(source) if source in window.curated else None
            for span in window.of(table, key, "date_edtf"):
                if document is None:
                    break
                records = [span for record in (key, *twins[key]) for span in window.of(table, record, "record")]
                home = {number_at(document.paragraphs, record.start) for record in records}
                if span.basis != "inferred" and home and number_at(document.paragraphs, span.start) not in home:
                    message = "is in a paragraph that does not mention this: name the words there, or infer it"
                    yield Finding.at(table, key, "date_edtf", span.exact, message)


def dates_of(window: Window) -> dict[str, dict[tuple[int, int], str]]:
    """The time expressions that the extractor found in each source, accepted or not: their place and words."""
    found: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for candidate in window.candidates:
        if candidate.kind == "date":
            found[candidate.source_id][candidate.start, candidate.end] = candidate.exact
    return found
