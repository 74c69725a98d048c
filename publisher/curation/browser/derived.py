"""What follows from the words of an entry, so that nobody has to give it: the value of a date, of a number, the kind
of a quotation, of a mention, of a candidate. The build derives the same again, and refuses a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.curation.browser.fields import keys_of
from publisher.curation.browser.words import Value, Words, spans_in
from publisher.curation.draft.events.places import SOMEWHERE, codes_of, place_of
from publisher.curation.draft.events.propose import label_of
from publisher.curation.draft.figures.propose import with_events
from publisher.curation.draft.found import find
from publisher.curation.draft.proposals import linked
from publisher.extract.candidates import Authority, Date, Figure, Name, Quote, Span
from publisher.extract.dates import readings
from publisher.extract.numbers import read_figure
from publisher.extract.text import word_lists
from publisher.model import JOINT, Mark, Reading, Record
from publisher.records import rederive
from publisher.records.dated import dated

_QUANTITY = ("value", "lower", "upper", "modifier")
_PRONOUNS = frozenset(word_lists("mentions")["pronouns"])
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Source:
    """What values are derived from. reading: the article with its curated file and what a build finds in it; surfaces:
    the names of the authority file."""

    article: Words
    reading: Reading
    surfaces: Authority


def derived(source: Source, table: str, given: Values, before: Values) -> dict[str, Value]:
    """The values of an entry that follow from those given, where nobody gave them. before: those that the entry has
    already, empty for a new one. All that is given has its form."""
    article, reading = source.article, source.reading
    found: dict[str, Value] = {}
    if isinstance(when := given.get("date_edtf"), Mapping) and when.get("span") and not when.get("value"):
        found["date_edtf"] = {**when, **_date(article.document.text, when["span"], reading)}
    if isinstance(places := given.get("places"), list):
        found["places"] = _places(source, places)
    if table == "events" and isinstance(parties := given.get("actors"), list):
        found["actors"] = _parties(article, parties, {**before, **given}, reading)
    if table == "events" and not before:
        words = list(spans_in(given.get("mentions")))
        found |= {"label": label_of(article.document.text[slice(*words[0])])} if words else {}
    elif table == "statements":
        found |= _quotation(article, given, before, reading)
    elif table == "figures":
        found |= _number(article, given, before, reading)
    elif table == "mentions" and given.get("text") and "mention_type" not in {**before, **given}:
        found["mention_type"] = _mention_type(article, given["text"], reading)
    elif table == "rejected" and given.get("text") and "kind" not in {**before, **given}:
        found |= _candidate(given["text"], reading)
    if not before and table in ("statements", "figures"):
        found |= _links(article, table, {**given, **found}, reading)
    whole = {"date_edtf", "places", "actors", *(("text",) if table == "rejected" else ())}  # completed, not replaced
    return {name: value for name, value in found.items() if name in whole or name not in given}


def _date(text: str, span: list[int], reading: Reading) -> dict[str, str]:
    """The value and the basis of a date; none where its words name none."""
    start, end = span[:2]
    usual = [one.edtf for one in reading.candidates if isinstance(one, Date) and (one.start, one.end) == (start, end)]
    own = sorted(edtf for edtf, _ in readings(text[start:end], 0, end - start, reading.day))
    other = sorted(edtf for edtf, _ in readings(text, start, end, reading.day))  # also from a date named before
    value = next(filter(None, (*usual, *own, *other)), None)
    if value is None:
        return {}
    alone = {edtf for edtf, _ in dated(text, start, end, None)}
    return {"value": value, "basis": "explicit" if value in alone else "resolved"}


def _places(source: Source, places: Sequence[Mapping[str, Value]]) -> list[Mapping[str, Value]]:
    """The places, those that have only words with the name and the codes that follow from them."""
    document, made = source.article.document, list[Mapping[str, Value]]()
    found = find(document, source.reading.day, source.surfaces)
    for one in places:
        if one.get("place_name") or not one.get("span"):
            known = {} if one.get("country_code") else codes_of(str(one.get("place_name")))
            made.append({**one, **(known if "country_code" in known else {})})
            continue
        start, end = one["span"][:2]
        words = document.text[start:end]
        link = place_of(found, Span(start, end, words))
        made.append({"place_name": words, "where_prec": SOMEWHERE, **(link.values if link else {}), **one})
    return made


def _parties(
    article: Words, parties: Sequence[Mapping[str, Value]], event: Values, reading: Reading
) -> list[Mapping[str, Value]]:
    """The participants, those without words with the nearest name of the actor: in the mentions of the event, else in
    their sentences, else in their paragraphs."""
    told = list(spans_in(event.get("mentions")))
    units = (told, article.document.sentences, article.document.paragraphs)
    around = [[(a, b) for a, b in unit for start, end in told if a <= start and end <= b] for unit in units]
    names = [one for one in reading.candidates if isinstance(one, Name) and one.actor_id]
    made = []
    for one in parties:
        own = [name for name in names if name.actor_id == one.get("actor_id")]
        inside = ([n.start, n.end] for unit in around for a, b in unit for n in own if a <= n.start and n.end <= b)
        span = None if one.get("span") or one.get("lost") else next(inside, None)
        made.append({**one, "span": span} if span else one)
    return made


def _quotation(article: Words, given: Values, before: Values, reading: Reading) -> dict[str, Value]:
    """What of the content is quoted, and how."""
    if not given.keys() & {"content_text", "quoted_text"}:
        return {}
    found: dict[str, Value] = {}
    content = list(spans_in(given.get("content_text", before.get("content_text"))))
    if not before and "quoted_text" not in given:
        quotes = [one.quoted for one in reading.candidates if isinstance(one, Quote) and one.quoted]
        own = [[one.start, one.end] for one in quotes if any(a <= one.start and one.end <= b + 2 for a, b in content)]
        found |= {"quoted_text": own} if own else {}
    record = _record(article, "statements", {**before, **given, **found})
    return {**found, "quote_type": rederive.quote_type(record, article.document.text)}


def _number(article: Words, given: Values, before: Values, reading: Reading) -> dict[str, Value]:
    """The number, and for a new figure what it counts."""
    found: dict[str, Value] = {}
    if not before:
        spans = list(spans_in(given.get("value_text") or given.get("text")))
        numbers = [one for one in reading.candidates if isinstance(one, Figure)]
        inside = [one for one in numbers for a, b in spans[:1] if a < one.end and one.start < b]
        for one in inside[:1]:
            found = {"value_text": [[one.start, one.end]], "is_estimate": one.is_estimate}
            found |= {"measure": one.measure or "other", **({"unit": one.unit} if one.unit else {})}
            found |= {"counted_text": [[one.counted.start, one.counted.end]]} if one.counted else {}
            found |= {"text": [[one.phrase.start, one.phrase.end]]} if one.phrase else {}
    words = list(spans_in(given.get("value_text", found.get("value_text"))))
    read = read_figure(article.document.text[words[0][0] : words[0][1]]) if words else None
    return {**found, **({name: getattr(read, name) for name in _QUANTITY} if read else {})}


def _mention_type(article: Words, spans: Value, reading: Reading) -> str:
    for start, end in spans_in(spans):
        if article.document.text[start:end].casefold() in _PRONOUNS:
            return "pronoun"
        for one in reading.candidates:
            if isinstance(one, Name) and (one.start, one.end) == (start, end):
                return one.mention_type or "name"
    return "nominal"


def _candidate(spans: Value, reading: Reading) -> dict[str, Value]:
    """Kind and words of the candidate in which the words are."""
    for start, end in spans_in(spans):
        around = [one for one in reading.candidates if one.start <= start and end <= one.end]
        if around:
            one = min(around, key=lambda one: one.end - one.start)
            return {"kind": one.kind, "text": [[one.start, one.end]]}
    return {}


def _links(article: Words, table: str, values: Values, reading: Reading) -> dict[str, Value]:
    """The statement and the event that hold a new record."""
    others = reading.curated.records if reading.curated else ()
    (record,) = linked([_record(article, table, values)], others)
    events = [one for one in others if one.table == "events"]
    *_, record = with_events([*events, record], article.document)
    names = ("statement_id", "event_id", "reported_by_statement_id")
    return {name: record.values[name] for name in names if record.values.get(name)}


def _record(article: Words, table: str, values: Values) -> Record:
    """A record with the words that it has so far."""
    marks: list[Mark] = []
    said: dict[str, Any] = {}
    for key in keys_of(table, article.schemas):
        if key.form == "words_list":
            spans = list(spans_in(values.get(key.name, [])))
            field = key.column.rests_under if key.column else "record"
            marks += [Mark(field, start, end) for start, end in spans]
            said[key.name] = JOINT.join(article.document.text[start:end] for start, end in spans)
    return Record(table, "", said, tuple(marks))
