"""Everything the text holds is accounted for: each candidate is decided, each paragraph has a record or a waiver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from publisher.article import Article
from publisher.extract.candidates import Candidate, Date, Figure, Name
from publisher.extract.events import Event
from publisher.grouped import grouped
from publisher.inputs import toml_fields
from publisher.inputs.quoted_words import number_of, occurrences, paragraph_at
from publisher.model import RECORDS, Candidates, Reading, Rejection, Row
from publisher.problem import WHOLE, EntryName, shown
from publisher.records import rederive
from publisher.records.dated import dated, same_date
from publisher.records.drawn import Drawn
from publisher.records.evidence import Evidence, hashed
from publisher.records.span_index import SpanIndex
from publisher.tables import KEYS

# The evidence, as table and field, that a candidate of each kind may support.
_SPEECH = frozenset({("statements", "quoted")})
RESTS_ON: Mapping[str, frozenset[tuple[str, str]]] = {
    "quote": _SPEECH,
    "marks": _SPEECH,
    "indirect": frozenset({("statements", "content")}),
    "event": frozenset({("events", "record"), ("statements", "cue")}),
    "figure": frozenset({("figures", "value")}),
    "date": frozenset({("events", "date_edtf"), ("statements", "date_edtf"), ("sources", "document_date")}),
    "name": frozenset({("actors", "name"), ("actors", "office"), ("events", "place")}),
}
_ACTOR = frozenset({("actors", "name")})  # behind a name that the authority file has
_FIELDS = frozenset({_ACTOR, *RESTS_ON.values()})
_FED = {field: [some for some in _FIELDS if field in some] for fields in _FIELDS for field in fields}
MARKED = ("quote", "marks")
BEHIND: Mapping[str, tuple[str, Sequence[str]]] = {"statements": ("quoted", MARKED), "figures": ("value", ("figure",))}
"""Table -> the evidence field and the kinds of candidates by which the extractor has found what a person wrote."""
DECIDED = ("quote", "marks", "figure", "date", "name")
"""The kinds that a curator decides on: whether all reported speech and all events are found, nothing shows."""
NO_DATE = "names no day, month or year"


def automatic(
    reading: Reading, found: Candidates, evidence: Iterable[Evidence], rows: Mapping[str, Sequence[Row]]
) -> list[Row]:
    """One row a candidate of an article that nobody has curated."""
    support = _Support(reading.text, None, evidence, rows)
    return [_row(reading.article, candidate, "automatic", support.of(candidate)) for candidate in found]


def decided(drawn: Drawn, found: Candidates, rows: Mapping[str, Sequence[Row]]) -> list[Row]:
    """One row a candidate, accepted or rejected; says which are neither or both, and which rejections are of none. A
    time expression that names no date on any day is rejected by itself; with other rejected words all of their kind
    that is inside them ("1995 to 1999"); and with marks that are rejected, such as a title, all inside them."""
    reading = drawn.reading
    assert reading.curated
    article, text, day = reading.article, reading.text, reading.day
    support = _Support(text, day, drawn.evidence.values(), rows)
    blamed = {problem.record.entry for problem in (*reading.faults, *drawn.problems)}  # one fault is reported once
    reasons = {(r.kind, r.start, r.end): r for r in reading.curated.rejected}
    rejected, used = SpanIndex(reading.curated.rejected), set[tuple[str, int, int]]()
    decisions, unsettled = list[Row](), list[tuple[Candidate | Event, Evidence | None]]()
    for candidate in found:
        item, near, reason = support.of(candidate), support.near(candidate), None
        number = paragraph_at(reading.document.paragraphs, candidate.start)
        if rejection := reasons.pop((candidate.kind, candidate.start, candidate.end), None):
            reason = rejection.reason
            if item and _denied(candidate, item):
                way_out = "reject the other places without `all`" if rejection.everywhere else "delete this entry"
                drawn.say(rejection.place, "", f"{item.place} rests on these words in paragraph {number}; {way_out}")
        elif near is None and number in reading.curated.waived:
            reason = reading.curated.waived[number]
        else:
            around = list(rejected.enclosing(candidate.start, candidate.end))
            alike = [one for one in around if one.kind == candidate.kind][:1]
            used.update((one.kind, one.start, one.end) for one in alike)
            wider = [*alike, *(one for one in around if one.kind in MARKED)]
            if near is None and wider:
                reason = wider[0].reason
            elif near is None and _names_no_date(candidate, text, day):
                reason = NO_DATE
        if reason is not None:
            decisions.append({**_row(article, candidate, "rejected", None), "reason": reason})
            continue
        decisions.append(_row(article, candidate, "accepted", item))
        misquoted = support.misquoted(candidate)
        if misquoted:
            message = f"quotes {shown(misquoted.exact)}, but the name there is {shown(candidate.text)}"
            field = "places" if misquoted.field == "place" else "name"
            drawn.say(misquoted.place, field, f"{message}: quote it alone, or reject it with a reason")
        elif item is None and (near is None or near.place not in blamed):
            unsettled.append((candidate, near))
    _tell_open(drawn, unsettled, found)
    reached = {r.place for r in reading.curated.rejected if r.everywhere and (r.kind, r.start, r.end) not in reasons}
    idle = [r for key, r in reasons.items() if key not in used and r.place not in reached]
    _of_nothing(drawn, idle, found)
    return decisions


def _of_nothing(drawn: Drawn, rejections: Iterable[Rejection], found: Candidates) -> None:
    """Says that these rejections are of no candidate."""
    kinds = {(candidate.start, candidate.end): candidate.kind for candidate in found}
    for one in rejections:
        words, kind = shown(drawn.reading.text[one.start : one.end]), kinds.get((one.start, one.end))
        where = f"in paragraph {paragraph_at(drawn.reading.document.paragraphs, one.start)}"
        way_out = f', but kind = "{kind}"; correct it' if kind else "; it needs no rejection: delete this entry"
        drawn.say(one.place, "text", f"the extractor finds no {one.kind} {words} {where}{way_out}")


def _tell_open(drawn: Drawn, unsettled: Sequence[tuple[Candidate | Event, Evidence | None]], found: Candidates) -> None:
    """Says of each candidate that rests on nothing, with what is near, what to do; of the same words once, where all of
    them may be rejected together."""
    alike = grouped(((one.kind, one.text), one) for one in found)
    free = grouped(((one.kind, one.text), one) for one, near in unsettled if near is None)
    for candidate, near in unsettled:
        same = free[candidate.kind, candidate.text]
        together = len(same) if near is None and len(same) == len(alike[candidate.kind, candidate.text]) else 1
        if together == 1 or candidate is same[0]:
            drawn.say(WHOLE, "", _open(drawn, candidate, near, together), (candidate.start, candidate.end))


def uncovered(drawn: Drawn) -> None:
    """Says which paragraphs have no record, no mention that a person wrote and no waiver, and which waivers are not
    needed."""
    reading, paragraphs = drawn.reading, drawn.reading.document.paragraphs
    assert reading.curated
    waived = reading.curated.waived
    tables = grouped((item.record_table, paragraph_at(paragraphs, item.start)) for item in drawn.evidence.values())
    recorded = {number for table in RECORDS for number in tables[table]}
    said = {paragraph_at(paragraphs, one.start) for one in (*reading.curated.mentions, *reading.curated.offices)}
    for number, (start, end) in enumerate(paragraphs, 1):
        if number not in recorded | said | {*tables["sources"], *waived}:
            what = f"paragraph {number} ({shown(reading.text[start:end])}) has no record"
            entry = f'[[waived]] paragraph = {number}, reason = "..."'
            drawn.say(WHOLE, "", f"{what}; code it, or waive it: {entry}", (start, end))
        if number in recorded and number in waived:
            drawn.say(EntryName("waived"), "paragraph", f"paragraph {number} has records; remove the waiver")


class _Support:
    """What the candidates of one article may rest on."""

    def __init__(
        self, text: str, document_date: date | None, evidence: Iterable[Evidence], rows: Mapping[str, Sequence[Row]]
    ) -> None:
        self._text, self._document_date = text, document_date
        of = grouped((fields, item) for item in evidence for fields in _FED.get((item.record_table, item.field), ()))
        self._indexes = {fields: SpanIndex(of[fields]) for fields in _FIELDS}
        self._places = {row["evidence_id"]: row["place_name"] for row in rows["event_places"]}
        self._rows = {row[KEYS[table]]: row for table in RECORDS for row in rows[table]}

    def of(self, candidate: Candidate | Event) -> Evidence | None:
        """The first evidence that overlaps the candidate, is of the field that its kind feeds, and gives its value."""
        return next((item for item in self._feeding(candidate) if self._agrees(item, candidate)), None)

    def near(self, candidate: Candidate | Event) -> Evidence | None:
        """The first evidence that does all but give its value."""
        return next(self._feeding(candidate), None)

    def misquoted(self, candidate: Candidate | Event) -> Evidence | None:
        """The words of a place, or of an actor by its name, that overlap a name that no actor has, but are neither
        just that name nor, for a place, in the recorded one."""
        if not isinstance(candidate, Name) or candidate.actor_id:
            return None
        for item in self._feeding(candidate):
            named = item.field == "place" or item.mention_type in ("name", "demonym")
            recorded = self._places.get(item.evidence_id, "").casefold().split()
            alone = (item.start, item.end) == (candidate.start, candidate.end)
            if named and not alone and not set(item.exact.casefold().split()) <= set(recorded):
                return item
        return None

    def _feeding(self, candidate: Candidate | Event) -> Iterator[Evidence]:
        index = self._indexes[_fields(candidate)]
        # marks inside other marks: what the outer ones hold does not rest on them
        look = index.inside if candidate.kind in MARKED else index.overlapping
        return look(candidate.start, candidate.end)

    def _agrees(self, item: Evidence, candidate: Candidate | Event) -> bool:
        row = self._rows.get(item.record_id, {})
        if isinstance(candidate, Figure):
            return candidate.number in (None, row.get("value"), row.get("lower"), row.get("upper"))
        if isinstance(candidate, Date):
            text, day = self._text, self._document_date
            others = (value for value, _ in dated(text, candidate.start, candidate.end, day))
            return (
                item.record_table == "sources"
                or same_date(candidate.edtf, others, row.get("date_edtf"))
                or not any(dated(text, item.start, item.end, day))  # a person may know what they mean
            )
        return not isinstance(candidate, Name) or candidate.actor_id in (None, item.record_id)


def _fields(candidate: Candidate | Event) -> frozenset[tuple[str, str]]:
    """The evidence, as table and field, that a candidate may support."""
    if isinstance(candidate, Name) and candidate.actor_id:
        return _ACTOR
    return RESTS_ON[candidate.kind]


def _denied(candidate: Candidate | Event, item: Evidence) -> bool:
    """Whether a rejection denies just what rests on the candidate. A name that is no known actor may well be rejected
    as an actor, and are part of the longer name of a place or of an office."""
    if not isinstance(candidate, Name) or candidate.actor_id:
        return True
    return item.field == "place" and (item.start, item.end) == (candidate.start, candidate.end)


def _names_no_date(candidate: Candidate | Event, text: str, document_date: date | None) -> bool:
    """Whether it is a time expression that gives none ("three days"), whatever the document date may be."""
    day = document_date or date(2000, 1, 1)
    return isinstance(candidate, Date) and not any(dated(text, candidate.start, candidate.end, day))


def _row(article: Article, candidate: Candidate | Event, decision: str, item: Evidence | None) -> Row:
    key = (candidate.kind, candidate.start, candidate.end)
    return {
        "candidate_id": "cnd-" + hashed(article.source_id, *key),
        "source_id": article.source_id,
        "kind": candidate.kind,
        "rule": candidate.rule,
        "char_start": candidate.start,
        "char_end": candidate.end,
        "exact": candidate.text,
        "value": rederive.candidate_value(candidate),
        "decision": decision,
        "evidence_id": item.evidence_id if item else None,
    }


def _open(drawn: Drawn, candidate: Candidate | Event, near: Evidence | None, together: int) -> str:
    """That a candidate rests on nothing: say who it is, correct the record that is near, or paste the rejection.
    together: how many of the same words this is said of."""
    paragraphs, surfaces = drawn.reading.document.paragraphs, drawn.actors.surfaces
    number = paragraph_at(paragraphs, candidate.start)
    value = rederive.candidate_value(candidate)
    meant = f" (read as {value})" if value and value != candidate.text else ""
    where = f"in {together} places, first in paragraph {number}" if together > 1 else f"in paragraph {number}"
    what = f"{candidate.kind} {shown(candidate.text)}{meant} {where}"
    bearers = [actor.actor_id for actor in surfaces.get(candidate.text, ())] if isinstance(candidate, Name) else []
    if len(bearers) > 1:
        return f"{what} may be {' or '.join(bearers)}; say in [[mentions]] which it is"
    if near:
        return f"{what} is coded with another value in {near.place}; correct the value or the words"
    within = occurrences(drawn.reading.text, candidate.text, *paragraphs[number - 1])
    which = number_of((candidate.start, candidate.end), within) if len(within) > 1 else None
    nth = f"nth = {which}, " if which else ""
    place = "all = true, " if together > 1 else f"paragraph = {number}, {nth}"
    words = toml_fields.text(candidate.text)
    entry = f'kind = "{candidate.kind}", text = {words}, {place}reason = "..."'
    return f"{what} rests on no record; code it, or [[rejected]] {entry}"
