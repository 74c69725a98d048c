"""Events that a draft proposes: what somebody did, not what somebody said or only thought of; one for an occasion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.dates import date_of, is_background
from publisher.curation.draft.events.mentions import OF_PROPOSED_NOUNS, mention
from publisher.curation.draft.events.merging import SUFFERED, Occasions, Told, may_hurt, merged, with_harm
from publisher.curation.draft.events.places import place_of
from publisher.curation.draft.found import Found
from publisher.curation.draft.statements.dates import date_basis
from publisher.extract.candidates import Date, Figure, Span
from publisher.extract.events import Event
from publisher.extract.events.deeds import deeds
from publisher.extract.events.lexicon import lexicon, rules
from publisher.extract.events.proposals import PROPOSAL, propose
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists, words_before
from publisher.language import reads
from publisher.model import Link, Mark, Record
from publisher.records.automatic.dating import happened
from publisher.records.span_index import SpanIndex
from publisher.rules.words import VERBAL_TYPES

_TO = re.compile(rf"{any_of(word_lists('grammar')['infinitive'])} ")
LONGEST_LABEL = 120
_MUTUAL, _ACTS, _ABLE = (frozenset(word_lists("drafts")[name]) for name in ("mutual", "acts", "able"))
_TYPES = {f"event.{rule.id}": rule.type for rule in rules()}


class _Piece(NamedTuple):
    """A piece of what a statement says."""

    start: int
    end: int
    statement: Record


class _Counted(NamedTuple):
    """The words that count those who came to harm, with the place of the number."""

    start: int
    end: int
    number: int


def propose_events(found: Found, referents: Referents, statements: Sequence[Record]) -> list[Record]:
    """The events of an article in the order of the text, without ids. statements: those that are proposed."""
    if not reads(found.document.language, "events"):
        return []
    reader, occasions = found.reader, Occasions(found.reader)
    contents = SpanIndex(
        _Piece(mark.start, mark.end, statement) for statement in statements for mark in statement.of("content")
    )
    said_on = {mark.start for statement in statements for mark in statement.of("date_edtf")}
    known = {event.start for event in found.events}
    sentences = (reader.sentence(start) for start, _ in found.document.sentences)
    more = (
        event
        for event in propose(sentences, known)
        if not event.rule.startswith(OF_PROPOSED_NOUNS) or _is_known(found, referents, event)
    )
    told_of = [*found.events, *more]
    tell = sorted(event.start for event in told_of)  # of an event, or of mere words
    told_of = [*_more_than_words(found.text, told_of, statements)]
    for stretch in _own_words(found, statements):
        told_of += deeds(reader.sentence(stretch[0]), stretch, tell)
    made: list[Told] = []
    harms: list[Record] = []
    counted = SpanIndex(
        _Counted(figure.phrase.start, figure.phrase.end, figure.start)
        for figure in found.candidates
        if isinstance(figure, Figure) and figure.phrase and figure.measure in SUFFERED
    )
    for event in sorted(told_of, key=lambda event: event.start):
        teller = _teller(contents, event)
        span = _inside(found.text, mention(event, reader), event, teller)
        when = date_of(found, event, teller, said_on)
        record = _record(found, referents, event, span, when)
        if any(victims.number < event.start for victims in counted.enclosing(event.start, event.end)):
            harms.append(record)
        else:
            made.append(Told(record, occasions.of(event), may_hurt(record, found.text)))
    return with_harm(merged(made), harms, found)


def _is_known(found: Found, referents: Referents, event: Event) -> bool:
    """Whether a party or a place shows that a noun tells of an event: a strike in Bath."""
    parties = (*event.actors, *event.recipients, *event.places)
    return any(place.start in found.entities for place in event.places) or any(map(referents.party, parties))


def _more_than_words(text: str, events: Sequence[Event], statements: Sequence[Record]) -> Iterator[Event]:
    """The events that are more than words, and of which somebody tells that they happened or will happen."""
    cues = SpanIndex(mark for statement in statements for mark in statement.of("cue"))
    agreed = {
        mark.start for statement in statements if len(statement.actors("speaker")) > 1 for mark in statement.of("cue")
    }
    for event in events:
        kind = _TYPES.get(event.rule, event.event_type)  # of one that is still to come, not of the promise
        said = any(cues.enclosing(event.start, event.start + 1)) and event.start not in agreed
        is_act = event.rule in _ACTS or event.rule.startswith(PROPOSAL)
        verbal = kind in VERBAL_TYPES - {"CONSULT", "CONCEDE"} and not is_act
        is_ability = event.hypothetical and words_before(text, event.start)[0] in _ABLE  # readers can send photographs
        if not said and not is_ability and (not verbal or (kind == "AGREE" and event.start in agreed)):
            yield event


def _own_words(found: Found, statements: Sequence[Record]) -> list[Pair]:
    """The stretches in which something may be told as a fact: what is outside of cues and contents, and what is
    reported without marks as a mere fact."""
    spoken = [
        (statement, [*statement.of("cue", "content", "quoted")]) for statement in statements if statement.of("content")
    ]
    taken = SpanIndex(Mark("said", min(m.start for m in said), max(m.end for m in said)) for _, said in spoken)
    own: list[Pair] = []
    for start, end in found.document.sentences:
        for said in taken.overlapping(start, end):
            own.append((start, said.start))
            start = max(start, said.end)
        own.append((start, end))
    facts = (
        statement
        for statement, _ in spoken
        if statement.values["quote_type"] == "indirect" and not statement.values.get("act_type")
    )
    own += [(mark.start, mark.end) for fact in facts for mark in fact.of("content")]
    return sorted(pair for pair in own if pair[0] < pair[1])


def _record(found: Found, referents: Referents, event: Event, span: Pair, when: Date | None) -> Record:
    """The event with who takes part, where and when."""
    flags = {
        "negation": event.negated,
        "hypothetical": event.hypothetical,
        "future": event.future,
        "historical": event.historical or (when is not None and is_background(found, when)),
    }
    places = {place.values["place_name"]: place for one in event.places if (place := place_of(found, one))}
    links = [Link("event_mentions", {}, "record", Mark("record", *span)), *_parties(referents, event), *places.values()]
    values: dict[str, Any] = {
        "label": label_of(found.text[slice(*span)]),
        "event_type": event.event_type,
        "event_mode": event.mode,
        "auxiliary_mode": next((mode for mode, told_so in flags.items() if told_so), None),
        "event_context": event.context,
        "date_edtf": happened(when.edtf, when.rule) if when and when.edtf else None,
    }
    dated = [Mark("date_edtf", when.start, when.end, date_basis(when))] if when else []
    known = {name: value for name, value in values.items() if value}
    return Record("events", "", known, (Mark("record", *span), *dated), tuple(links))


def _parties(referents: Referents, event: Event) -> Iterator[Link]:
    """Who takes part. All who meet are actors; of a visit, who comes is, and who is visited the recipient."""
    verb = event.text.casefold()
    meets = event.event_type == "CONSULT" and event.mode != "visit"
    mutual = meets or lexicon().verbs.get(verb, (verb,))[0] in _MUTUAL
    roles: dict[str, tuple[str, Span]] = {}
    for role, spans in (("actor", event.actors), ("recipient", event.recipients)):
        for actor, span in (one for party in spans for one in referents.parties(party)):
            roles.setdefault(actor, ("actor" if mutual else role, span))
    for actor, (role, span) in roles.items():
        yield Link("event_actors", {"actor_id": actor, "role": role}, role, Mark(role, span.start, span.end))


def _teller(contents: SpanIndex[_Piece], event: Event) -> Record | None:
    """The innermost statement whose content holds the trigger."""
    around = contents.enclosing(event.start, event.end)
    found = min(around, key=lambda piece: piece.end - piece.start, default=None)
    return found.statement if found else None


def _inside(text: str, span: Pair, event: Event, teller: Record | None) -> Pair:
    """The part of a mention that is inside the content in which its trigger is."""
    for mark in teller.of("content") if teller else ():
        if mark.start <= event.start and event.end <= mark.end:
            to = _TO.match(text, mark.start)  # a boat is said to have sunk
            return max(span[0], to.end() if to else mark.start), min(span[1], mark.end)
    return span


def label_of(words: str) -> str:
    """Words as the label of an event."""
    printed = " ".join(words.split()).strip(" ,;:.")
    printed = printed[:LONGEST_LABEL].rpartition(" ")[0] if len(printed) > LONGEST_LABEL else printed
    return printed[:1].upper() + printed[1:]
