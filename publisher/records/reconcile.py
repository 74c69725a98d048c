"""Machine and hand brought together: rows, the evidence they rest on, and a decision on every candidate.

In: an article, its candidates and, where there is one, its curated file. Out: the rows of the article for every
table, in the published order. Nothing passes in silence: a candidate without a record and without a rejection, and a
value that the text does not give again, are problems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from publisher import language
from publisher.extract.candidates import Candidate, Figure, Name, Quote
from publisher.inputs.actors_file import Actors
from publisher.inputs.article_reader import Article
from publisher.inputs.quoted_words import Pair
from publisher.model import RECORDS, Mark, Reading, Record, Records, Row
from publisher.problem import Problem, first, shown, suggestion
from publisher.records import decisions, rederive
from publisher.records.attribution import Contents, attributed_to
from publisher.records.automatic import records as automatic_records
from publisher.records.evidence import Evidence
from publisher.records.span_index import SpanIndex

REDERIVED = "rederived"  # what stands for a rule where the values of an automatic record are refused
KINDS = ("quote", "marks", "figure", "date", "name")  # `indirect` is for drafts: nothing in the text marks it


_READ_BY = {"numbers": ("value_text", "value", "lower", "upper", "modifier"), "dates": ("date_edtf",)}


@dataclass(slots=True)
class _Draft:
    """The article while its rows are gathered; evidence by identity, so that one span serves several rows. found: the
    candidates that a build makes records of, and that no curator has rejected."""

    reading: Reading
    actors: Actors
    found: Sequence[Candidate]
    evidence: dict[tuple[str, str, str, int, int], Evidence] = field(default_factory=dict)
    candidates: SpanIndex[Candidate] = field(default_factory=lambda: SpanIndex(()))
    mentions: SpanIndex[Evidence] = field(default_factory=lambda: SpanIndex(()))
    mentioned: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    @property
    def article(self) -> Article:
        return self.reading.article

    @property
    def whole(self) -> bool:
        """Whether curated file and authority file have no fault, so that something may be missed."""
        return self.actors.whole and not self.reading.faults

    def say(self, record: str, column: str, message: str) -> None:
        self.problems.append(Problem(self.reading.file, record, column, message))

    def evidence_for(
        self, table: str, record_id: str, mark: Mark, mention_type: str | None = None, place: str = ""
    ) -> Evidence:
        """The evidence row for a span, made once; a second one with another reading of the span is a problem."""
        owner, span = (table, record_id, mark.field), (mark.start, mark.end)
        new = Evidence.of(self.article, owner, mark, mention_type)
        old = self.evidence.setdefault((*owner, *span), new)
        if old != new:
            found = f"{shown(new.exact)} is {old.mention_type}, {old.basis} and also {new.mention_type}, {new.basis}"
            self.say(place or f"{table}[{record_id}]", mark.field, f"{found}; keep one")
        return old


def reconcile(reading: Reading, actors: Actors) -> Records:
    """The records of one article. Problems are in the result: all of them, none raised."""
    curated = reading.curated
    found = [candidate for candidate in reading.candidates if candidate.kind in KINDS]
    rejected = {(one.kind, one.start, one.end) for one in curated.rejected} if curated else set()
    draft = _Draft(reading, actors, [one for one in found if (one.kind, one.start, one.end) not in rejected])
    made = curated.records if curated else automatic_records(reading.article, found)
    kept = made if curated else [one for one in made if not any(_disagreements(reading, one))]
    rows = _rows(draft, kept)
    evidence = list(draft.evidence.values())
    rows["evidence"] = [item.row() for item in evidence]
    if curated is None:
        rows["candidates"] = decisions.automatic(reading, found, evidence, rows)
    elif not draft.whole:
        rows["candidates"] = []
    else:
        rows["candidates"], undecided = decisions.decided(reading, found, evidence, rows, actors.surfaces)
        undecided += decisions.uncovered(reading, evidence)
        blamed = {problem.record for problem in draft.problems}  # one fault is told once
        for fault in undecided:
            if fault.beside not in blamed:
                draft.say(fault.record, fault.field, fault.message)
    places = {item.evidence_id: item.position() for item in evidence}
    return Records(
        reading.article.source_id,
        {table: _in_text_order(table, own, places) for table, own in rows.items()},
        _mentioned(draft),
        curated.publish_text if curated else True,
        first([*reading.faults, *draft.problems]),
        [f"{reading.file}: {warning}" for warning in decisions.silent(reading, evidence)] if curated else [],
        draft.whole,
        Counter((one.table, REDERIVED) for one in made) - Counter((one.table, REDERIVED) for one in kept),
    )


def _disagreements(reading: Reading, record: Record) -> Iterator[tuple[str, str]]:
    """(column, message) for each value of a record that the text does not give again. Numbers and dates in words are
    read only in languages that have the word lists; elsewhere the curator's reading counts."""
    code = reading.document.language
    unread = {column for kind, columns in _READ_BY.items() if not language.reads(code, kind) for column in columns}
    return (one for one in rederive.disagreements(record, reading.text, reading.day) if one[0] not in unread)


def _rows(draft: _Draft, made: Sequence[Record]) -> dict[str, list[Row]]:
    """The rows of the records; their evidence is drawn up on the way."""
    reading = draft.reading
    _mentions(draft)
    draft.candidates = SpanIndex(draft.found)
    draft.mentions = SpanIndex(item for item in draft.evidence.values() if item.field == "name")
    draft.mentioned = frozenset(item.record_id for item in draft.evidence.values() if item.field == "name")
    if reading.curated and reading.curated.dated:
        dated = reading.curated.dated
        basis = "explicit" if rederive.document_day(reading.text[dated.start : dated.end]) else "resolved"
        draft.evidence_for("sources", reading.article.source_id, replace(dated, basis=basis))
    contents = Contents.of(made)
    rows = {table: [_row(draft, one, contents) for one in made if one.table == table] for table in RECORDS}
    for table in ("event_actors", "event_places"):
        rows[table] = [row for record in made for row in _links(draft, record, table)]
    rows["sources"] = [_source(reading)]
    return rows


# Actors


def _mentions(draft: _Draft) -> None:
    """Evidence for the actors: known names by themselves, everything else as the curator says."""
    curated = draft.reading.curated
    said = curated.mentions if curated else ()
    offices = curated.offices if curated else ()
    for mention in (*said, *offices):
        if _known(draft, mention.place, "actor_id", mention.actor_id):
            mark = Mark("name" if mention.mention_type else "office", mention.start, mention.end, mention.basis)
            draft.evidence_for("actors", mention.actor_id, mark, mention.mention_type, mention.place)
    spoken_for = {(mention.start, mention.end) for mention in said}
    for name in draft.found:
        if isinstance(name, Name) and name.actor_id and (name.start, name.end) not in spoken_for:
            basis = "resolved" if name.mention_type == "metonym" else "explicit"
            draft.evidence_for("actors", name.actor_id, Mark("name", name.start, name.end, basis), name.mention_type)


def _known(draft: _Draft, place: str, column: str, actor_id: str) -> bool:
    if actor_id in draft.actors.values:
        return True
    if draft.actors.whole:
        found = f"{shown(actor_id)} is no actor of actors.toml{suggestion(actor_id, draft.actors.values)}"
        draft.say(place, column, f"{found}; add it there or mend the id")
    return False


def _mentioned(draft: _Draft) -> dict[str, Row]:
    """What the article adds to the rows of the actors it mentions: first evidence, office, method."""
    names = {(name.start, name.end) for name in draft.found if isinstance(name, Name)}
    actors: dict[str, Row] = {}
    for item in sorted(draft.evidence.values(), key=Evidence.position):
        if item.record_table != "actors":
            continue
        row = actors.setdefault(item.record_id, {"evidence_id": None, "office": None, "method": "manual"})
        if item.field == "office":
            row["office"] = item.exact
        elif row["evidence_id"] is None:
            row["evidence_id"] = item.evidence_id
        if item.field == "name" and (item.start, item.end) in names:
            row["method"] = "automatic-reviewed" if draft.reading.curated else "automatic"
    return {actor_id: row for actor_id, row in actors.items() if row["evidence_id"]}


# Records


def _row(draft: _Draft, record: Record, contents: Contents) -> Row:
    """The row of one record with its derived columns; its evidence is drawn up on the way."""
    place = f"{record.table}[{record.id}]"
    text, day = draft.reading.text, draft.reading.day
    marks = list(record.marks)
    if record.table == "statements":
        marks.insert(
            0,
            Mark(
                "record",
                min(m.start for m in marks if m.field != "date_edtf"),
                max(m.end for m in marks if m.field != "date_edtf"),
            ),
        )
    evidence = [draft.evidence_for(record.table, record.id, _named(draft, record, mark)) for mark in marks]
    earliest = min((item for item in evidence if item.field == "record"), key=Evidence.position)
    row: Row = {**record.values, "source_id": draft.article.source_id, "evidence_id": earliest.evidence_id}
    row["method"] = _method(record, draft.candidates) if draft.reading.curated else "automatic"
    for column in (name for name in record.values if name.endswith("actor_id")):
        _mentioned_here(draft, place, column, record.values[column])
    for column, message in _disagreements(draft.reading, record) if draft.reading.curated else ():
        if draft.whole or day or column != "date_edtf":  # the document date may be what is faulty
            draft.say(place, column, message)
    if record.table in ("events", "statements"):
        row |= rederive.days(record, text, day)
    if record.table == "events":
        row["statement_id"] = attributed_to(record, contents)
    return row


def _mentioned_here(draft: _Draft, place: str, column: str, actor_id: str) -> None:
    """A record names only actors of the authority file that its article mentions."""
    if _known(draft, place, column, actor_id) and actor_id not in draft.mentioned and draft.whole:
        draft.say(place, column, f"{shown(actor_id)} is not mentioned in this article; add the mention or name another")


def _named(draft: _Draft, record: Record, mark: Mark) -> Mark:
    """A speaker's words give the speaker by themselves only where they hold a name of it; "he" is resolved."""
    if mark.field != "speaker":
        return mark
    found = draft.mentions.overlapping(mark.start, mark.end)
    inside = [item for item in found if mark.start <= item.start and item.end <= mark.end]
    actor_id = record.values.get("speaker_actor_id")
    own = [i for i in inside if i.record_id == actor_id] if actor_id else inside
    basis = "resolved" if own and not any(i.basis == "explicit" for i in own) else "explicit"
    return Mark(mark.field, mark.start, mark.end, basis)


def _method(record: Record, found: SpanIndex[Candidate]) -> str:
    """`automatic-reviewed` where a candidate stands behind the record; events always by hand."""
    kinds: dict[str, tuple[str, type]] = {"statements": ("quoted", Quote), "figures": ("value", Figure)}
    if record.table not in kinds:
        return "manual"
    column, kind = kinds[record.table]
    marks = [mark for mark in record.marks if mark.field == column]
    behind = any(isinstance(c, kind) for m in marks for c in found.overlapping(m.start, m.end))
    return "automatic-reviewed" if behind else "manual"


def _links(draft: _Draft, record: Record, table: str) -> Iterator[Row]:
    """The participants or places of an event. A participant is named by a mention of the actor, read the same way."""
    for link in record.links:
        if link.table != table:
            continue
        mark, mention_type = link.mark, None
        if table == "event_actors":
            actor_id = str(link.values["actor_id"])
            place = f"events[{record.id}].actors[{actor_id}]"
            if not _known(draft, place, "actor_id", actor_id):
                continue
            mention = _mention(draft, actor_id, mark)
            if mention is None and not draft.whole:
                continue
            if mention is None:
                words = shown(draft.reading.text[mark.start : mark.end])
                found = f"{words} is no mention of {actor_id}; add it to [[mentions]] or name another span"
                draft.say(place, "text", found)
                continue
            mark, mention_type = Mark(mark.field, mark.start, mark.end, mention.basis), mention.mention_type
        item = draft.evidence_for("events", record.id, mark, mention_type)
        yield {"event_id": record.id, **link.values, "evidence_id": item.evidence_id}


def _mention(draft: _Draft, actor_id: str, mark: Mark) -> Evidence | None:
    """The mention of the actor that the words are, with or without their determiner ("The North" for "North")."""
    whole = draft.evidence.get(("actors", actor_id, "name", mark.start, mark.end))
    first, _, rest = draft.reading.text[mark.start : mark.end].partition(" ")
    code = draft.reading.document.language
    determiners = language.get(code).words("grammar").get("determiner", ()) if language.knows(code) else ()
    if whole or first.casefold() not in determiners:
        return whole
    return draft.evidence.get(("actors", actor_id, "name", mark.end - len(rest), mark.end))


def _source(reading: Reading) -> Row:
    article = reading.article
    return {
        "source_id": article.source_id,
        "file_name": article.file_name,
        "doc_id": article.given.get("doc_id"),
        "sha256": article.sha256,
        "char_length": len(article.text),
        **reading.came_with,
        **(reading.curated.source if reading.curated else {}),
        "document_date": reading.day,
    }


# Order

_PLACED = {
    "evidence": itemgetter("char_start", "char_end", "evidence_id"),
    "candidates": itemgetter("char_start", "char_end", "candidate_id"),
}


def _in_text_order(table: str, rows: list[Row], places: Mapping[str, Pair]) -> list[Row]:
    """By position of the (first) evidence, then by key."""
    if table in _PLACED:
        return sorted(rows, key=_PLACED[table])
    keys = {"event_actors": ("event_id", "actor_id", "role"), "event_places": ("event_id", "place_name")}.get(
        table, (f"{table[:-1]}_id",)
    )
    return sorted(rows, key=lambda r: (places.get(r.get("evidence_id", ""), (0, 0)), [r[k] for k in keys]))
