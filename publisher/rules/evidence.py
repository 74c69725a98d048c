"""Evidence: every value that comes from the text is where its evidence says, word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from publisher.finding import Finding
from publisher.inputs.links import FIELDS, field_of
from publisher.inputs.quoted_words import inside_word
from publisher.model import JOINT, RECORDS
from publisher.problem import shown
from publisher.records.evidence import hashed
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import Owner
from publisher.schemas import Field
from publisher.tables import KEYS, LINK_KEYS, OURS, OWNERS

_BY_REFERENCE = ("nominal", "pronoun", "metonym")
_WITH_REFERENCE = ("speaker", "counted", "document_date")  # who, what or which year is meant may be said elsewhere
_OF_ACTORS = ("actor", "recipient", "speaker_actor", "addressee", "target")  # words that link an actor to a record
_OF_LINKS = frozenset(field for fields in FIELDS.values() for field in fields)
_ANY_BASIS = ("date_edtf", "place", "reported_by")


@rule(proof=True)
def source_text(window: Window) -> Iterator[Finding]:
    """The article is the one with that SHA-256, as UTF-8, and of that length in code points."""
    for source, digest, length in window.rows("sources", "source_id", "sha256", "char_length"):
        text = window.text(source)
        if text is None:
            continue
        found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if found != digest:
            yield Finding.at("sources", source, "sha256", digest, f"the article has {found}: build again from it")
        elif len(text) != length:
            found = f"the article has {len(text)} code points: build again"
            yield Finding.at("sources", source, "char_length", str(length), found)


@rule(proof=True)
def exact_words(window: Window) -> Iterator[Finding]:
    """text[char_start:char_end] == exact, for evidence and candidates; without the article at least the length is right
    and the span ends inside the article."""
    lengths, texts = window.lookup("sources", "char_length"), window.texts or {}
    for table in ("evidence", "candidates"):
        fields = (KEYS[table], "source_id", "char_start", "char_end", "exact")
        for key, source, start, end, exact in window.rows(table, *fields):
            text = texts.get(source)
            if text is not None and text[start:end] != exact:
                message = f"the article has {shown(text[start:end])} at {start}:{end}: quote it again"
                yield Finding.at(table, key, "exact", exact, message)
            elif end - start != len(exact) or end > lengths.get(source, end):
                message = f"a span from {start} to {end} cannot hold {len(exact)} code points of this article"
                yield Finding.at(table, key, "char_end", str(end), message)


@rule(proof=True)
def whole_words(window: Window) -> Iterator[Finding]:
    """A span begins and ends between words and holds no outer white space. Scripts that do not part words by spaces are
    left alone."""
    whole = set[tuple[str, int, int, str]]()  # several cells rest on the same words
    texts = window.texts or {}
    for span in window.evidence.values():
        if span[:4] in whole:
            continue
        text = texts.get(span.source_id)
        if span.exact != span.exact.strip():
            yield span.wrong("exact", "has white space at an end: quote the words alone")
        elif text is not None and (inside_word(text, span.start) or inside_word(text, span.end)):
            yield span.wrong("exact", "cuts a word in two: quote whole words")
        else:
            whole.add(span[:4])


@rule(proof=True)
def evidence_ids(window: Window) -> Iterator[Finding]:
    """evidence_id is `evd-` and 16 hex digits of SHA-256 over its key fields joined by `|`."""
    fields = ("evidence_id", "source_id", "record_table", "record_id", "field", "char_start", "char_end")
    yield from _hashed(window, "evidence", "evd-", fields)


@rule(proof=True)
def candidate_ids(window: Window) -> Iterator[Finding]:
    """candidate_id is `cnd-` and 16 hex digits of SHA-256 over its key fields joined by `|`."""
    yield from _hashed(window, "candidates", "cnd-", ("candidate_id", "source_id", "kind", "char_start", "char_end"))


@rule(proof=True)
def evidence_has_record(window: Window) -> Iterator[Finding]:
    """The record that an evidence row supports exists, and is of the same source."""
    sources = {table: window.lookup(table, "source_id") for table in ("sources", *RECORDS)}
    sources["actors"] = {}
    actors = window.lookup("actors", "actor_type")
    for owner, span in window.supports:
        source = sources[owner.table].get(owner.record_id)
        if source is None and not (owner.table == "actors" and owner.record_id in actors):
            message = f"{owner.table} has no such row: remove the evidence or restore the record"
            yield Finding.at("evidence", span.evidence_id, "record_id", owner.record_id, message)
        elif source is not None and source != span.source_id:
            yield span.wrong("source_id", f"{owner.record_id} is of {source}: take the words from there")


@rule(proof=True)
def evidence_field(window: Window) -> Iterator[Finding]:
    """Each table has its own names of evidence (`fits` of evidence.field); mention_type belongs to mentions of actors,
    and with an actor of a record as with the mention that names it."""
    fits = OURS["evidence"].field("field").descriptor["fits"]
    for owner, span in window.supports:
        if owner.field not in fits.get(owner.table, ()):
            message = f"{owner.table} have evidence for {', '.join(fits.get(owner.table, ()))} only"
            yield Finding.at("evidence", span.evidence_id, "field", owner.field, message)
        elif (owner.field == "name") > (span.mention_type is not None):
            yield span.wrong("mention_type", "a mention of an actor has a mention_type")
        elif span.mention_type is not None and owner.field not in ("name", *_OF_ACTORS):
            yield span.wrong("mention_type", "only mentions of actors have a mention_type: leave it out")


@rule(proof=True)
def basis_fits(window: Window) -> Iterator[Finding]:
    """Verbatim words are explicit. A pronoun, nominal or metonym only refers to its actor, so it is resolved, or
    inferred where it may mean somebody else; the very name under which a group is recorded may be explicit. Only what
    other words show is inferred: a date, a place, who takes part or speaks, which event is meant."""
    named = {str(name).casefold() for name in window.column("actors", "name")}
    for owner, span in window.supports:
        if owner.field in _ANY_BASIS or (owner.table == "events" and owner.field == "record"):
            continue
        if owner.field in _OF_ACTORS and span.mention_type is None:
            expected: tuple[str, ...] = ("inferred",)
        elif span.mention_type is not None:
            referring = span.mention_type in _BY_REFERENCE and span.exact.casefold() not in named
            expected = ("resolved", "inferred") if referring else ("explicit", "resolved")
        else:
            expected = ("explicit", "resolved") if owner.field in _WITH_REFERENCE else ("explicit",)
        if span.basis not in expected:
            what = f"a {span.mention_type}" if span.mention_type else f"the words of {owner.field}"
            message = f"the basis of {what} is {' or '.join(expected)}: write that"
            yield span.wrong("basis", message)


@rule(proof=True)
def first_evidence(window: Window) -> Iterator[Finding]:
    """evidence_id names the first evidence row of the record itself (of the link: a row of its event for that role or
    place). An actor's first mention may be in a source outside the window."""
    for table, field in (("events", "record"), ("statements", "record"), ("figures", "record"), ("actors", "name")):
        for record, key in window.rows(table, KEYS[table], "evidence_id"):
            if table == "actors" and key not in window.evidence:
                continue
            spans = window.of(table, record, field)
            if not spans or (
                key not in {s.evidence_id for s in spans} if table == "actors" else key != spans[0].evidence_id
            ):
                message = f"is not the first evidence of field {field} of this record"
                yield Finding.at(table, record, "evidence_id", key, message)
    for table, (owner, column) in OWNERS.items():
        keys = LINK_KEYS[table] if "evidence_id" not in LINK_KEYS[table] else ()
        for record, key, *rest in window.rows(table, column, "evidence_id", *keys):
            field = _field(table, rest)
            if window.owners.get(key) != Owner(owner, record, field):
                row = " ".join((record, *rest)) if keys else key
                yield Finding.at(table, row, "evidence_id", key, f"is not evidence of field {field} of {record}")


def _field(table: str, key: Sequence[str]) -> str:
    """The evidence field of a row of a table of links. key: the parts of its key without the owner."""
    return "record" if table == "event_mentions" else field_of(table, key[-1])


@rule(proof=True)
def links_of_evidence(window: Window) -> Iterator[Finding]:
    """A span of a mention of an event, of a participant, place, speaker, addressee or target serves at least one row
    of its table."""
    links = set[tuple[str, str]]()
    for table, (_, column) in OWNERS.items():
        keys = LINK_KEYS[table] if "evidence_id" not in LINK_KEYS[table] else ()
        links.update((record, _field(table, rest)) for record, *rest in window.rows(table, column, *keys))
    for owner, spans in window.spans.items():
        linked = owner.field in _OF_LINKS or (owner.table, owner.field) == ("events", "record")
        if linked and (owner.record_id, owner.field) not in links:
            message = f"no {owner.field} of {owner.record_id} rests on it: remove it or restore the row"
            yield Finding.at("evidence", spans[0].evidence_id, "field", owner.field, message)


@rule(proof=True)
def own_evidence(window: Window) -> Iterator[Finding]:
    """A cell of class `own` has evidence if and only if it is not null; verbatim cells equal the words of their
    fragments. Actors are looked at once for all sources: `office_words`."""
    for table in ("sources", *RECORDS):
        for field in OURS[table].resting:
            yield from _own(window, table, field)


@rule(proof=True)
def one_paragraph(window: Window) -> Iterator[Finding]:
    """Nothing spans two paragraphs, and a paragraph is a line."""
    for span in window.evidence.values():
        if "\n" in span.exact:
            yield span.wrong("exact", "spans two paragraphs: make it one record for each")


def _own(window: Window, table: str, field: Field) -> Iterator[Finding]:
    name, verbatim, optional = field.name, field.descriptor.get("verbatim"), field.descriptor.get("evidenceOptional")
    for record, cell in window.rows(table, KEYS[table], name):
        spans = window.of(table, record, field.rests_under)
        if bool(spans) == (cell is not None):
            words = JOINT.join(span.exact for span in spans)
            if verbatim and spans and words != cell:
                yield Finding.at(table, record, name, cell, f"its evidence reads {shown(words)}: quote that")
        elif spans:
            yield Finding.at(table, record, name, None, f"is null, but has evidence {shown(spans[0].exact)}")
        elif not optional:
            yield Finding.at(table, record, name, str(cell), "has no evidence: quote the words it rests on")


def _hashed(window: Window, table: str, prefix: str, fields: Sequence[str]) -> Iterator[Finding]:
    parts = zip(*(map(str, window.column(table, field)) for field in fields[1:]), strict=True)
    for key, whole in zip(window.column(table, fields[0]), map("|".join, parts), strict=True):
        if key != (right := prefix + hashed(whole)):
            yield Finding.at(table, key, fields[0], key, f"is {right} by its key fields: build again")
