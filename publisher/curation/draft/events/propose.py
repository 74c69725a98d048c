"""Events that a draft proposes: what somebody did, not what somebody said or only thought of; one for an occasion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.dates import date_of, is_background
from publisher.curation.draft.events.locations import located
from publisher.curation.draft.events.merging import merged
from publisher.curation.draft.events.parties import is_again, with_names_before, with_recipients
from publisher.curation.draft.events.places import COUNTRY, country, place_of
from publisher.curation.draft.events.same_occasion import LASTING, Occasion, Retold
from publisher.curation.draft.events.words import Reader, mention, subject_pronoun
from publisher.curation.draft.found import Found
from publisher.curation.draft.statements.dates import date_basis
from publisher.extract.candidates import Date, Name, Span
from publisher.extract.events import Event
from publisher.extract.events.deeds import deeds
from publisher.extract.events.lexicon import lexicon, rules
from publisher.extract.events.proposals import PROPOSAL, propose
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists, words_before
from publisher.language import reads
from publisher.model import Link, Mark, Record
from publisher.records.span_index import SpanIndex
from publisher.rules.words import VERBAL_TYPES

LONGEST_LABEL = 120
OTHER = "OTHER"
_ABLE = frozenset(word_lists("drafts")["able"])
_MUTUAL = frozenset(word_lists("drafts")["mutual"])
_ACTS = frozenset(word_lists("drafts")["acts"])
"""Rules of verbal types whose events are more than words."""
_MANY = re.compile(rf"{any_of(word_lists('drafts')['quantities'])}\b", re.IGNORECASE)
_ARTICLES = frozenset([*word_lists("drafts")["before_people"], *word_lists("drafts")["before_both"]])
_OF = re.compile(rf"\s*(?:{any_of(word_lists('drafts')['share_of'])}\s+)?")
_TYPES = {f"event.{rule.id}": rule.type for rule in rules()}


class _Piece(NamedTuple):
    """A piece of what a statement says."""

    start: int
    end: int
    statement: Record


@dataclass(frozen=True, slots=True)
class _Told:
    """One mention of an event: its words, the statement in whose content it is, if any, and its date."""

    event: Event
    span: Pair
    teller: Record | None
    when: Date | None


def propose_events(found: Found, referents: Referents, statements: Sequence[Record]) -> list[Record]:
    """The events of an article in the order of the text, without ids. statements: those that are proposed."""
    if not reads(found.document.language, "events"):
        return []
    cues = SpanIndex(mark for statement in statements for mark in statement.of("cue"))
    contents = SpanIndex(
        _Piece(mark.start, mark.end, statement) for statement in statements for mark in statement.of("content")
    )
    said_on = {mark.start for statement in statements for mark in statement.of("date_edtf")}
    reader = Reader(found)
    agreements = {
        mark.start for statement in statements if len(statement.actors("speaker")) > 1 for mark in statement.of("cue")
    }
    made: list[tuple[Record, Occasion]] = []
    before: Pair | None = None
    retold = Retold(found)
    known = {event.start for event in found.events}
    read = (reader.sentence(start) for start, _ in found.document.sentences)
    more = [with_names_before(found, reader, event) for event in propose(read, known)]
    again = {event.start: is_again(found, referents, reader, event) for event in more}
    told_of = [*found.events, *(event for event in more if again[event.start] is not None)]
    tell = sorted(event.start for event in told_of)  # of an event, or of mere words
    told_of = [event for event in told_of if _is_event(event, cues, agreements) and not _is_ability(found, event)]
    for stretch in _own_words(found, statements):
        told_of += deeds(reader.sentence(stretch[0]), stretch, tell)
    told_in = Counter(found.sentence_number(event.start) for event in told_of)
    for event in sorted(told_of, key=lambda event: event.start):
        teller = _teller(contents, event)
        alone = told_in[found.sentence_number(event.start)] == 1
        event = with_recipients(referents, reader, event)
        event = located(found, event, reader, alone)
        span = _inside(mention(found, event, reader), event, teller)
        if span == before and made[-1][0].values["event_type"] == OTHER:
            made.pop()  # marched to protest: the verb alone says less
        before = span
        told = _Told(event, span, teller, date_of(found, event, teller, said_on, reader))
        occasion = replace(retold.occasion(event, span), again=bool(again.get(event.start)))
        made.append((_record(found, referents, told), occasion))
    return [_exact(record) for record in merged(made, found)]


def _is_event(event: Event, cues: SpanIndex[Mark], agreements: Collection[int]) -> bool:
    """Whether it is more than words, and somebody tells that it happened or will happen."""
    said = any(cues.enclosing(event.start, event.start + 1)) and event.start not in agreements
    reached = event.start in agreements and _type(event) == "AGREE"
    is_act = event.rule in _ACTS or event.rule.startswith(PROPOSAL)
    verbal = _type(event) in VERBAL_TYPES - {"CONSULT", "CONCEDE"} and not is_act
    return not (said or (verbal and not reached))


def _is_ability(found: Found, event: Event) -> bool:
    """Whether it is only said what somebody can do: readers can send photographs."""
    return event.hypothetical and words_before(found.text, event.start)[0] in _ABLE


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


def _record(found: Found, referents: Referents, told: _Told) -> Record:
    """The event with who takes part, where and when."""
    event = told.event
    kind, mode = event.event_type, event.mode
    when = told.when
    past = event.historical or (when is not None and is_background(found, when))
    flags = {
        "negation": event.negated,
        "hypothetical": event.hypothetical,
        "future": event.future,
        "historical": past,
    }
    auxiliary = next((mode for mode, told_so in flags.items() if told_so), None)
    links = [
        Link("event_mentions", {}, "record", Mark("record", *told.span)),
        *_parties(found, referents, told, kind, mode),
    ]
    places = (place for span in event.places if (place := place_of(found, span)))
    links += {str(place.values["place_name"]): place for place in reversed([*places])}.values()
    if kind == "ASSAULT" and not any(link.table == "event_places" for link in links):
        links += _hit(referents, links)
    values: dict[str, Any] = {"label": _label(found, referents, told.span), "event_type": kind}
    values |= {"event_mode": mode} if mode else {}
    values |= {"auxiliary_mode": auxiliary} if auxiliary else {}
    values |= {"event_context": event.context} if event.context else {}
    values |= {"date_edtf": when.edtf} if when else {}
    marks = [Mark("record", *told.span), *([Mark("date_edtf", when.start, when.end, date_basis(when))] if when else [])]
    return Record("events", "", values, tuple(marks), tuple(links))


def _exact(record: Record) -> Record:
    """The event without a country as its place beside a place in it."""
    places = [link.values for link in record.links if link.table == "event_places"]
    within = {place.get("country_code") for place in places if place["where_prec"] != COUNTRY}
    kept = (
        link
        for link in record.links
        if link.values.get("where_prec") != COUNTRY or link.values["country_code"] not in within
    )
    return replace(record, links=tuple(kept))


def _hit(referents: Referents, links: Sequence[Link]) -> Iterator[Link]:
    """The countries that are attacked, by their names: they are places, too."""
    for link in links:
        name = referents.names.get(link.mark.start) if link.mark and link.values.get("role") == "recipient" else None
        hit = name is not None and name.actor_id == link.actor_id
        if name and hit and referents.types.get(str(name.actor_id)) == "state" and (place := country(name)):
            yield place


def _type(event: Event) -> str:
    """The type of the act itself: of one that is still to come, not of the promise."""
    return _TYPES.get(event.rule, event.event_type)


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
        word = told.event.text.casefold()
        is_mutual = lexicon().verbs.get(word, (word,))[0] in _MUTUAL or word in LASTING
        mutual = (kind == "CONSULT" and mode != "visit") or is_mutual
        part = "actor" if mutual else role
        for actor, span in chain.from_iterable(_who(found, referents, told, span) for span in spans):
            roles.setdefault(actor, (part, span))
    for actor, (role, span) in roles.items():
        yield Link("event_actors", {"actor_id": actor, "role": role}, role, Mark(role, span.start, span.end))


def _who(found: Found, referents: Referents, told: _Told, span: Span) -> list[tuple[str, Span]]:
    """The actors that the words of a party mean, each with the words that name it."""
    actors = referents.party(span)
    pronoun = subject_pronoun(found, told.event)
    if pronoun and actors and span.end < told.span[0] and referents.taken_up(pronoun, actors):
        return [(actor, pronoun) for actor in actors]
    if not actors and told.teller:
        actors = referents.taken_up(span, told.teller.actors("speaker"))
    named = {str(name.actor_id): name for name in _names_in(referents, span)}
    whole = _with_article(found, _in_full(found, referents, span, actors))
    return [(actor, _as_span(named[actor]) if actor in named else whole) for actor in actors]


def _in_full(found: Found, referents: Referents, span: Span, actors: Sequence[str]) -> Span:
    """The words with those before them that belong to the name of a collective: "Search and" of rescue teams."""
    for name, actor in referents.groups.items():
        start = span.end - len(name)
        if actor in actors and start < span.start and found.text[max(0, start) : span.end].casefold() == name:
            return Span(start, span.end, found.text[start : span.end])
    return span


def _names_in(referents: Referents, span: Span) -> Iterator[Name]:
    return (referents.names[at] for at in range(span.start, span.end) if at in referents.names)


def _as_span(name: Name) -> Span:
    return Span(name.start, name.end, name.text)


def _with_article(found: Found, span: Span) -> Span:
    """The words with the article or possessive before them, and without a number that they begin with."""
    for figure in found.figures.overlapping(span.start, span.end):
        if figure.start <= span.start < figure.end < span.end or span.start <= figure.start < figure.end < span.end:
            return _behind(found, figure.end, span.end)
    if many := _MANY.match(found.text, span.start, span.end):
        return _behind(found, many.end(), span.end)
    before = found.text[: span.start].rstrip(" ").rpartition(" ")[2].rpartition("\n")[2]
    start = span.start - 1 - len(before) if before.casefold() in _ARTICLES else span.start
    return Span(start, span.end, found.text[start : span.end])


def _behind(found: Found, start: int, end: int) -> Span:
    """The words from the first that is none before the noun: "of"."""
    of = _OF.match(found.text, start, end)
    start = of.end() if of else start
    return Span(start, end, found.text[start:end])


def _label(found: Found, referents: Referents, span: Pair) -> str:
    """The words of the mention as a label."""
    return label_of(found.text[slice(*span)])


def label_of(words: str) -> str:
    """Words as the label of an event."""
    printed = " ".join(words.split()).strip(" ,;:.")
    printed = printed[:LONGEST_LABEL].rpartition(" ")[0] if len(printed) > LONGEST_LABEL else printed
    return printed[:1].upper() + printed[1:]
