"""Events that a draft proposes: what somebody did, not what somebody said or only thought of; one for an occasion."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

from publisher.curation.event_words import NOMINAL, Reader, mention, subject_pronoun
from publisher.curation.found import Found
from publisher.curation.meetings import meetings
from publisher.curation.nominals import nominals
from publisher.curation.places import place_of
from publisher.curation.referents import Referents
from publisher.curation.retold import LASTING, Occasion, Retold
from publisher.curation.statements import date_basis
from publisher.extract.candidates import Date, Name, Span
from publisher.extract.events import Event
from publisher.extract.events.lexicon import rules
from publisher.extract.text import Pair, word_lists
from publisher.model import Link, Mark, Record
from publisher.records.span_index import SpanIndex
from publisher.rules import words
from publisher.rules.words import VERBAL_TYPES

LONGEST_LABEL = 120
_ACTS = frozenset(word_lists("drafts")["acts"])
"""Rules of verbal types whose events are more than words."""
_DATES = 4  # to each side of a trigger
_VISIT = "event.consult-visit"
_LOOK_BACK = 40  # events that a mention is compared with, so that the time stays linear
_OPENING = 2  # words less than which are before a date that opens a sentence
_JOINT = 8  # characters at most between two verbs of one event: killed ... and injured
_TYPES = {f"event.{rule.id}": (rule.type, rule.mode) for rule in rules()}


class _Piece(NamedTuple):
    """A piece of what a statement says."""

    start: int
    end: int
    statement: Record


@dataclass(frozen=True, slots=True)
class _Told:
    """One mention of an event: its words, and the statement in whose content it is, if any."""

    event: Event
    span: Pair
    teller: Record | None


def propose_events(found: Found, referents: Referents, statements: Sequence[Record]) -> list[Record]:
    """The events of an article in the order of the text, without ids. statements: those that are proposed."""
    cues = SpanIndex(mark for one in statements for mark in one.of("cue"))
    contents = SpanIndex(_Piece(mark.start, mark.end, one) for one in statements for mark in one.of("content"))
    said_on = {mark.start for one in statements for mark in one.of("date_edtf")}
    reader = Reader(found)
    agreements = {mark.start for one in statements if len(one.actors("speaker")) > 1 for mark in one.of("cue")}
    made: list[tuple[Record, Occasion]] = []
    retold = Retold(found)
    told_of = [*found.events, *meetings(found, referents, statements)]
    told_of += nominals(found, referents, reader, {one.start for one in told_of})
    for event in sorted(told_of, key=lambda one: one.start):
        said = any(cues.enclosing(event.start, event.start + 1)) and event.start not in agreements
        reached = event.start in agreements and _type(event) == "AGREE"
        verbal = _type(event) in VERBAL_TYPES - {"CONSULT", "CONCEDE"} and event.rule not in _ACTS
        if said or event.hypothetical or (verbal and not reached):
            continue
        teller = _teller(contents, event)
        event = _turned(found, event)
        told = _Told(event, _inside(mention(found, event, reader), event, teller), teller)
        record = _record(found, referents, told, said_on)
        occasion = retold.occasion(event, told.span)
        if (
            record.links[1:]
            or _counts(found, told)
            or any(occasion.is_that_of(other) for _, other in made[-_LOOK_BACK:])
        ):
            made.append((record, occasion))
    return _merged(made)


def _record(found: Found, referents: Referents, told: _Told, said_on: Collection[int]) -> Record:
    """The event with who takes part, where and when."""
    event = told.event
    kind, mode = _type(event), _TYPES[event.rule][1] if event.rule in _TYPES else event.mode
    flags = {"negation": event.negated, "future": event.future, "historical": event.historical}
    auxiliary = next((mode for mode, told_so in flags.items() if told_so), None)
    links = [
        Link("event_mentions", {}, "record", Mark("record", *told.span)),
        *_parties(found, referents, told, kind, mode),
    ]
    links += [place for span in event.places if (place := place_of(found, span))]
    when = _date(found, event, told.teller, said_on)
    values: dict[str, Any] = {"label": _label(found, referents, told.span), "event_type": kind}
    values |= {"event_mode": mode} if mode else {}
    values |= {"auxiliary_mode": auxiliary} if auxiliary else {}
    values |= {"date_edtf": when.edtf} if when else {}
    marks = [Mark("record", *told.span), *([Mark("date_edtf", when.start, when.end, date_basis(when))] if when else [])]
    return Record("events", "", values, tuple(marks), tuple(links))


def _turned(found: Found, event: Event) -> Event:
    """The event, where it is a visit of somebody who is told something ("told visiting Minister Roe"), with that one as
    its visitor."""
    before = found.text[: event.start].rstrip().rpartition(" ")[2].casefold()
    if event.rule == _VISIT and before in words.TELLING:
        return event._replace(actors=event.recipients, recipients=event.actors)
    return event


def _type(event: Event) -> str:
    """The type of the act itself, whether or not it is still to come."""
    return _TYPES[event.rule][0] if event.rule in _TYPES else event.event_type


def _teller(contents: SpanIndex[_Piece], event: Event) -> Record | None:
    """The innermost statement whose content holds the trigger."""
    around = contents.enclosing(event.start, event.end)
    found = min(around, key=lambda piece: piece.end - piece.start, default=None)
    return found.statement if found else None


def _inside(span: Pair, event: Event, teller: Record | None) -> Pair:
    """The part of a mention that is inside the content in which its trigger is."""
    for mark in teller.of("content") if teller else ():
        if mark.start <= event.start and event.end <= mark.end:
            return max(span[0], mark.start), min(span[1], mark.end)
    return span


def _parties(found: Found, referents: Referents, told: _Told, kind: str, mode: str | None) -> Iterator[Link]:
    """Who takes part. All who meet are actors; of a visit, who comes is, and who is visited the recipient."""
    roles: dict[str, tuple[str, Span]] = {}
    for role, spans in (("actor", told.event.actors), ("recipient", told.event.recipients)):
        part = "actor" if kind == "CONSULT" and mode != "visit" else role
        named = [span for span in spans if not (_hangs(found, told, span) or _tells(told, span))]
        for actor, span in chain.from_iterable(_who(found, referents, told, span) for span in named):
            roles.setdefault(actor, (part, span))
    for actor, (role, span) in roles.items():
        yield Link("event_actors", {"actor_id": actor, "role": role}, role, Mark(role, span.start, span.end))


def _hangs(found: Found, told: _Told, span: Span) -> bool:
    """Whether a relative clause is about what the words before a party name: "attacks on Utopia that killed"."""
    between = found.text[span.end : told.event.start].split()
    before = found.text[: span.start].rstrip().rpartition(" ")[2].casefold()
    return bool(between) and between[0].casefold() in words.RELATIVES and before in words.PREPOSITION_WORDS


def _tells(told: _Told, span: Span) -> bool:
    """Whether the words are those for whoever tells of the event: "according to police"."""
    speakers = told.teller.of("speaker") if told.teller else []
    after = span.start >= told.event.end
    return after and any(mark.start < span.end and span.start < mark.end for mark in speakers)


def _who(found: Found, referents: Referents, told: _Told, span: Span) -> list[tuple[str, Span]]:
    """The actors that the words of a party stand for, each with the words that name it."""
    actors = referents.actors(span)
    pronoun = subject_pronoun(found, told.event)
    if pronoun and actors and span.end < told.span[0] and referents.taken_up(pronoun, actors):
        return [(actor, pronoun) for actor in actors]
    if not actors and told.teller:
        actors = referents.taken_up(span, told.teller.actors("speaker"))
    named = {str(name.actor_id): name for name in _names_in(referents, span)}
    whole = _with_article(found, span)
    return [(actor, _as_span(named[actor]) if actor in named else whole) for actor in actors]


def _names_in(referents: Referents, span: Span) -> Iterator[Name]:
    return (referents.names[at] for at in range(span.start, span.end) if at in referents.names)


def _as_span(name: Name) -> Span:
    return Span(name.start, name.end, name.text)


def _with_article(found: Found, span: Span) -> Span:
    """The words with the article or possessive before them, and without a number that they begin with."""
    for figure in found.figures.overlapping(span.start, span.end):
        if span.start <= figure.start and figure.end < span.end:
            rest = found.text[figure.end : span.end]
            start = figure.end + len(rest) - len(rest.lstrip())
            return Span(start, span.end, found.text[start : span.end])
    before = found.text[: span.start].rstrip(" ").rpartition(" ")[2].rpartition("\n")[2]
    start = span.start - 1 - len(before) if before.casefold() in words.DETERMINERS else span.start
    return Span(start, span.end, found.text[start : span.end])


def _counts(found: Found, told: _Told) -> bool:
    """Whether somebody is counted as hit by it."""
    numbers = found.figures.overlapping(*told.span)
    return any(told.span[0] <= one.start and one.end <= told.span[1] for one in numbers)


def _date(found: Found, event: Event, teller: Record | None, said_on: Collection[int]) -> Date | None:
    """The date of the sentence that is nearest to the trigger, where it is nobody's date of saying."""
    sentence = found.sentence(event.start)
    first, last = (bisect_left(found.dates, at, key=lambda one: one.start) for at in sentence)
    here = bisect_left(found.dates, event.start, key=lambda one: one.start)
    close = found.dates[max(first, here - _DATES) : min(last, here + _DATES)]
    contents = teller.of("content") if teller else [Mark("content", *sentence)]
    near = [
        one
        for one in close
        if one.start not in said_on
        and any(mark.start <= one.start and one.end <= mark.end for mark in contents)
        and not (event.rule == NOMINAL and _is_apart(found, one, event, sentence[0]))
    ]
    return min(near, key=lambda one: abs(one.start - event.start), default=None)


def _is_apart(found: Found, when: Date, event: Event, begin: int) -> bool:
    """Whether a date is that of another clause than the noun of an event, or the noun is what goes on for years."""
    between = found.text[min(when.end, event.end) : max(when.start, event.start)]
    opens = when.end <= event.start and len(found.text[begin : when.start].split()) < _OPENING
    return event.text in LASTING or ("," in between and not opens)


def _label(found: Found, referents: Referents, span: Pair) -> str:
    """The words of the mention as a label."""
    return label_of(found.text[slice(*span)])


def label_of(words: str) -> str:
    """Words as the label of an event."""
    printed = " ".join(words.split()).strip(" ,;:.")
    printed = printed[:LONGEST_LABEL].rpartition(" ")[0] if len(printed) > LONGEST_LABEL else printed
    return printed[:1].upper() + printed[1:]


def _merged(made: Sequence[tuple[Record, Occasion]]) -> list[Record]:
    """The events, each once: two mentions of one occasion, or of one type and the same parties, with no other date, are
    one event; so are two of one type in one clause."""
    kept: list[tuple[Record, Occasion]] = []
    for one, occasion in made:
        alike = (
            number
            for number, (other, told) in enumerate(kept[-_LOOK_BACK:], max(0, len(kept) - _LOOK_BACK))
            if occasion.is_that_of(told) or _are_one(one, other)
        )
        same = next(alike, None)
        if same is None:
            kept.append((one, occasion))
        else:
            kept[same] = (_together(kept[same][0], one), kept[same][1].with_names_of(occasion))
    return [one for one, _ in kept]


def _are_one(one: Record, other: Record) -> bool:
    if any(one.values.get(name) != other.values.get(name) for name in ("event_type", "auxiliary_mode")):
        return False
    if _crosses(one, other) or _adjoins(one, other):
        return True
    dates = {record.values["date_edtf"] for record in (one, other) if "date_edtf" in record.values}
    own, others = ({link.actor_id for link in record.links if link.actor_id} for record in (one, other))
    return len(own) > 1 and own == others and len(dates) < 2


def _adjoins(one: Record, other: Record) -> bool:
    """Whether the second event is told right after the first, and nothing but whom it hits differs."""
    gap = min(mark.start for mark in other.of("record")) - max(mark.end for mark in one.of("record"))
    doers = [[link.actor_id for link in record.links if link.values.get("role") == "actor"] for record in (one, other)]
    return 0 <= gap <= _JOINT and doers[1] in ([], doers[0])


def _crosses(one: Record, other: Record) -> bool:
    spans = [[(mark.start, mark.end) for mark in record.of("record")] for record in (one, other)]
    return any(a[0] < b[1] and b[0] < a[1] for a in spans[0] for b in spans[1])


def _together(one: Record, other: Record) -> Record:
    """The first event with the mentions, participants, places and date of the second that it lacks."""
    crossing = _crosses(one, other)
    more = [link for link in other.links if link.table != "event_mentions"]
    keys = {(link.table, link.actor_id or link.values.get("place_name")) for link in one.links}
    links = [
        *one.links,
        *(link for link in more if (link.table, link.actor_id or link.values.get("place_name")) not in keys),
    ]
    marks = list(one.marks)
    if not crossing:
        links += [link for link in other.links if link.table == "event_mentions"]
        marks += other.of("record")
    if "date_edtf" not in one.values:
        marks += other.of("date_edtf")
    return replace(one, values={**other.values, **one.values}, marks=tuple(marks), links=tuple(links))
