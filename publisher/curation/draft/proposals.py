"""All that a draft proposes for an article: actors first, then records that name them, then what no record is made of.

If you accept everything, the article builds, except for the codes of places and what the draft asks for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.curation.draft.actors.offices import offices
from publisher.curation.draft.actors.parties import new_parties
from publisher.curation.draft.actors.pronouns import pronouns, taken_up
from publisher.curation.draft.actors.propose import NewActor, new_actors, slug
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.contexts import with_contexts
from publisher.curation.draft.events.propose import propose_events
from publisher.curation.draft.figures.propose import propose_figures, with_events
from publisher.curation.draft.found import Found, find
from publisher.curation.draft.statements.propose import propose_statements
from publisher.curation.draft.trial import Court, accepted, taken
from publisher.curation.free_ids import FreeIds
from publisher.extract.candidates import Candidate
from publisher.extract.events import Event
from publisher.inputs import actors_file
from publisher.inputs.actors_file import Actors
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Curated, Mention, Reading, Record
from publisher.records import attribution
from publisher.records.reconcile import reconcile
from publisher.records.span_index import SpanIndex
from publisher.schemas import Schema
from publisher.tables import KEYS

_PREFIX = {"events": "evt", "statements": "stm", "figures": "fig"}
_CONTENT_WORDS = 4  # of a statement, in its id


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority file: its entries as they are written, and what they say."""

    entries: Sequence[Mapping[str, object]]
    actors: Actors


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person is to decide of an article. actors: those that the authority file does not have; mentions: names
    that are of one of its actors without being among its aliases, and pronouns; rejected: candidates without a record;
    waived: the numbers of paragraphs without one."""

    actors: Sequence[NewActor]
    records: Sequence[Record]
    mentions: Sequence[Mention]
    offices: Sequence[Mention]
    rejected: Sequence[Candidate]
    waived: Sequence[int]


def propose(reading: Reading, authority: Authority, schemas: Mapping[str, Schema], others: Collection[str]) -> Proposal:
    """What the machine proposes for an article beyond what its curated file, if any, has already. reading: the article
    with what is curated, without candidates; others: ids of records elsewhere."""
    curated = reading.curated
    assert curated
    ids = FreeIds(actor for actor in authority.actors.values)
    found = _open(find(reading.document, reading.day, authority.actors.surfaces), reading)
    decided = _is_listed(found, authority)
    listed = Referents.of(found, authority.actors)
    named = new_actors(found, authority.actors, ids, lambda name: bool(listed.party(name)))
    actors = extended(authority, named, schemas)
    found = _open(find(reading.document, reading.day, actors.surfaces), reading)
    groups = new_parties(found, Referents.of(found, actors), ids)
    actors = extended(authority, [*named, *groups], schemas)
    everything = find(reading.document, reading.day, actors.surfaces)
    found = _open(everything, reading)
    reading = replace(reading, candidates=everything.candidates)
    referents = Referents.of(found, actors)
    drafted = _records(reading, found, referents, actors, {*others, *(record.id for record in curated.records)})
    in_office = {office.actor_id for office in curated.offices}
    titles = [] if _is_begun(curated) else list(offices(found, in_office))
    court = Court(actors, schemas)
    stated = {(mention.start, mention.end) for mention in curated.mentions}
    more = [mention for mention in _mentions(found, referents) if (mention.start, mention.end) not in stated]
    words = taken(court, reading, [*more, *titles])
    mentions, titles = ([word for word in words if bool(word.mention_type) is kind] for kind in (True, False))
    before = replace(curated, mentions=(*curated.mentions, *mentions), offices=(*curated.offices, *titles))
    drafted = with_contexts(drafted, actors.values, reading.text)
    records = accepted(court, replace(reading, curated=before), drafted)
    after = replace(before, records=(*curated.records, *records))
    waived = _without_record(reading, after)
    empty = frozenset(waived)
    sure = [] if decided else [name for name in named if _is_sure(name)]
    told = _used(records) | _named_outside(referents, sure, empty)
    told |= {above for actor in told for above in referents.above(actor)}
    kept = [name for name in (*named, *groups) if name.actor_id in told]
    dropped = {name.actor_id for name in (*named, *groups)} - told
    if not _is_begun(curated):
        mentions += taken(court, reading, list(pronouns(found, referents.without(dropped), records)))
    mentions, titles = ([entry for entry in some if entry.actor_id not in dropped] for some in (mentions, titles))
    after = replace(after, mentions=(*curated.mentions, *mentions), offices=(*curated.offices, *titles))
    actors = extended(authority, kept, schemas)
    left = find(reading.document, reading.day, actors.surfaces).candidates  # as the build will
    open_ones = _undecided(replace(reading, curated=after, candidates=left), actors)
    rejected = [entry for entry in open_ones if paragraph_at(reading.document.paragraphs, entry.start) not in empty]
    return Proposal(kept, records, mentions, titles, rejected, waived)


def extended(authority: Authority, more: Sequence[NewActor], schemas: Mapping[str, Schema]) -> Actors:
    """The authority file with more actors."""
    body = {"actors": [*authority.entries, *(saying.entry for saying in more)]}
    return actors_file.actors("actors.toml", body, schemas["actors"])


def _open(found: Found, reading: Reading) -> Found:
    """What is found without what the curated file rejects or waives, or has as the place of an event."""
    curated = reading.curated
    assert curated
    decided = {(rejection.kind, rejection.start, rejection.end) for rejection in curated.rejected}
    links = (link for record in curated.records for link in record.links if link.table == "event_places")
    decided |= {("name", link.mark.start, link.mark.end) for link in links if link.mark}

    def is_open(kind: str, start: int, end: int) -> bool:
        is_waived = bool(curated.waived) and paragraph_at(reading.document.paragraphs, start) in curated.waived
        return (kind, start, end) not in decided and not is_waived

    candidates = [
        candidate for candidate in found.candidates if is_open(candidate.kind, candidate.start, candidate.end)
    ]
    entities = {at: name for at, name in found.entities.items() if is_open(name.kind, name.start, name.end)}
    events = [event for event in found.events if is_open(event.kind, event.start, event.end)]
    return Found(found.document, found.day, candidates, entities, events)


def _mentions(found: Found, referents: Referents) -> Iterator[Mention]:
    """Names of known actors that are none of their aliases."""
    for name in found.names:
        if name.start in referents.names and not name.actor_id:
            actor = str(referents.names[name.start].actor_id)
            yield Mention(actor, name.start, name.end, "name", "explicit")


def _records(
    reading: Reading, found: Found, referents: Referents, actors: Actors, taken: Collection[str]
) -> list[Record]:
    """Statements, events and figures with ids, and linked to each other, in the order of the text."""
    assert reading.curated
    spoken = propose_statements(reading.article, found, referents, reading.curated.dated)
    meant = taken_up(found, referents, spoken)
    happened = propose_events(found, replace(referents, pronouns=meant), spoken)
    counted = propose_figures(reading.article, found, referents)
    there = _Curated(reading.curated)
    new = [event for event in (*happened, *spoken, *counted) if not there.has(event)]
    ids = FreeIds(taken)
    identified = [named(entry, ids) for entry in sorted(new, key=_place)]
    joined = linked(identified, reading.curated.records)
    return with_events(joined, reading.document)


def _place(record: Record) -> tuple[int, int]:
    return min(mark.start for mark in record.marks), list(_PREFIX).index(record.table)


class _Curated:
    """The records that a curated file has already, by their words."""

    _FIELDS: Mapping[str, Sequence[str]] = {
        "statements": ("quoted", "cue"),
        "figures": ("value",),
        "events": ("record",),
    }

    def __init__(self, curated: Curated) -> None:
        self._begun = _is_begun(curated)
        self._words = {
            table: SpanIndex(mark for record in curated.records if record.table == table for mark in record.of(*fields))
            for table, fields in self._FIELDS.items()
        }

    def has(self, record: Record) -> bool:
        """Whether there is a record of the same kind on the same words, or there was a chance to have one: what nothing
        in the text marks is proposed only for a file that is not begun."""
        if self._begun and (record.table == "events" or record.values.get("quote_type") == "indirect"):
            return True
        spans = ((mark.start, mark.end) for mark in record.of(*self._FIELDS[record.table]))
        return any(any(True for _ in self._words[record.table].overlapping(*span)) for span in spans)


def _is_begun(curated: Curated) -> bool:
    """Whether somebody has decided anything but the source."""
    return any((curated.records, curated.mentions, curated.offices, curated.rejected, curated.waived))


def named(record: Record, ids: FreeIds) -> Record:
    """The record with an id from who and what; the curator may choose another one."""
    values = record.values
    if record.table == "statements":
        who = next(iter(record.actors("speaker")), "").removeprefix("act-") or values.get("speaker_text") or "somebody"
        words = f"{who} {' '.join(values['content_text'].split()[:_CONTENT_WORDS])}"
    elif record.table == "events":
        words = values["label"]
    else:
        what = values["measure"] if values["measure"] != "other" else ""
        words = f"{values.get('counted_text') or values['unit']} {what}"
    key = ids.take(f"{_PREFIX[record.table]}-{slug(words)}")
    return replace(record, id=key, values={**values, KEYS[record.table]: key})


def linked(records: Sequence[Record], others: Sequence[Record]) -> list[Record]:
    """The records, each with the statement that has it in its content. others: those that are decided already."""
    inside = attribution.Contents.of([*others, *records])
    links = {
        "figures": ("statement_id", attribution.counted_by),
        "statements": ("reported_by_statement_id", attribution.reported_by),
    }
    found = []
    for record in records:
        column, statement_of = links.get(record.table, ("", None))
        statement = statement_of(record, inside) if statement_of else None
        found.append(replace(record, values={**record.values, column: statement}) if statement else record)
    return found


def _named_outside(referents: Referents, sure: Sequence[NewActor], waived: Collection[int]) -> set[str]:
    """Those of some actors that are named in a paragraph that is not waived."""
    paragraphs = referents.found.document.paragraphs
    ids = {entry.actor_id for entry in sure}
    named = (name for name in referents.names.values() if name.actor_id in ids)
    return {str(name.actor_id) for name in named if paragraph_at(paragraphs, name.start) not in waived}


def _is_listed(found: Found, authority: Authority) -> bool:
    """Whether somebody has listed actors of this article already: the file has one that it names, other than a state.
    Whoever is named beside them, and does nothing, is then taken for none."""
    named = {name.actor_id for name in found.known.values() if name.actor_id}
    return any(authority.actors.values[actor]["actor_type"] != "state" for actor in named)


def _is_sure(actor: NewActor) -> bool:
    """Whether a name alone shows that somebody may be an actor, also where the draft has no record of what it does: a
    person, a state, a body with a name of several words. "DNA" and "Combat" show no such thing."""
    return actor.actor_type in ("person", "state") or (actor.actor_type == "organization" and " " in actor.name)


def _used(records: Sequence[Record]) -> set[str]:
    """The actors that records name."""
    linked = {str(link.actor_id) for record in records for link in record.links if link.actor_id}
    return linked | {
        str(record.values["counted_actor_id"]) for record in records if "counted_actor_id" in record.values
    }


def _undecided(reading: Reading, actors: Actors) -> Iterator[Candidate]:
    """The candidates on which the build would ask for a decision."""
    rows = reconcile(reading, actors).rows["candidates"]
    undecided = {
        (row["kind"], row["char_start"], row["char_end"])
        for row in rows
        if row["decision"] == "accepted" and not row["evidence_id"]
    }
    for candidate in reading.candidates:
        if not isinstance(candidate, Event) and (candidate.kind, candidate.start, candidate.end) in undecided:
            yield candidate


def _without_record(reading: Reading, curated: Curated) -> list[int]:
    """The numbers of the paragraphs that no record rests on and that are not waived."""
    marks = SpanIndex(
        [
            *(mark for record in curated.records for mark in record.marks),
            *(link.mark for record in curated.records for link in record.links if link.mark),
            *([curated.dated] if curated.dated else []),
        ]
    )
    return [
        number
        for number, pair in enumerate(reading.document.paragraphs, 1)
        if number not in curated.waived and next(marks.overlapping(*pair), None) is None
    ]
