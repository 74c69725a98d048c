"""The rows of the tables of links, with the evidence that they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Link, Mark, Record, Row
from publisher.problem import shown
from publisher.records.attribution import Contents
from publisher.records.drawn import Drawn
from publisher.records.mentions import words_of
from publisher.tables import OWNERS


def rows_of_links(drawn: Drawn, record: Record, contents: Contents) -> Iterator[tuple[str, Row]]:
    """(table, row) for everything that is linked to a record."""
    for link in record.links:
        row = _row(drawn, record, link, contents)
        if row is not None:
            yield link.table, {OWNERS[link.table][1]: record.id, **link.values, **row}


def _row(drawn: Drawn, record: Record, link: Link, contents: Contents) -> Row | None:
    """The columns of a link that the build adds; None where it cannot be made, which is said."""
    owner = (record.table, record.id)
    if link.table == "event_mentions":
        assert link.mark
        told_by = contents.telling(link.mark.start, link.mark.end)
        evidence = drawn.evidence_for(owner, link.mark)
        return {
            "evidence_id": evidence.evidence_id,
            "voice": "reported" if told_by else "own" if drawn.reading.curated else "unknown",
            "statement_id": told_by,
        }
    if link.actor_id is None:
        assert link.mark
        return {"evidence_id": drawn.evidence_for(owner, link.mark).evidence_id}
    if not drawn.known(link.place, "actor_id", link.actor_id):
        return None
    words = words_of(drawn, record, link)
    if words is None:
        if drawn.whole:
            drawn.say(link.place, "text" if link.mark else "", _unnamed(drawn, record, link))
        return None
    if words[0].basis == "inferred" and not drawn.is_mentioned(link.place, "actor_id", link.actor_id):
        return None
    return {"evidence_id": drawn.evidence_for(owner, *words, link.place).evidence_id}


def _unnamed(drawn: Drawn, record: Record, link: Link) -> str:
    """What to do about an actor that no words name."""
    said = [link.mark] if link.mark else record.of("speaker") if link.field == "speaker_actor" else []
    if not said:
        entry = f'{{ actor_id = "{link.actor_id}", text = "..." }}'
        return f"no words of this record are a mention of {link.actor_id}; quote those that name it: {entry}"
    start, end = said[0].start, said[-1].end
    words = shown(drawn.reading.text[start:end])
    found = f"{words} is no mention of {link.actor_id}"
    typed = 'mention_type = "nominal"'
    own = next(
        (mention for mention in drawn.mentions.overlapping(start, end) if mention.record_id == link.actor_id), None
    )
    if own and own.start <= start and end <= own.end:  # such as one of two noun phrases
        where = f"paragraph = {paragraph_at(drawn.reading.document.paragraphs, start)}, text = {words}"
        entry = f'[[mentions]] actor_id = "{link.actor_id}", {where}, {typed}'
        return f"{found}, but {shown(own.exact)} is: quote that, or add {entry}"
    if own and drawn.actors.values[own.record_id]["actor_type"] == "state":  # "the government of Utopia"
        whole = typed if link.mark else f'{{ actor_id = "{link.actor_id}", {typed} }}'
        return f"{found}, but {shown(own.exact)} is: quote that alone, or if all of it names the state, add {whole}"
    if own:
        return f"{found}, but {shown(own.exact)} is: quote that alone"
    joint = not link.mark and len(record.actors("speaker")) > 1
    key = 'text = "..."' if joint else typed
    entry = typed if link.mark else f'{{ actor_id = "{link.actor_id}", {key} }}'
    how = "quote those of them that do" if joint else "if they do name it, say how"
    return f"{found}; name another actor or other words, or, {how}: {entry}"


def draw_reporter(drawn: Drawn, statement: Record, outer: Record) -> None:
    """The evidence that one statement reports another: the cue of the outer one, else its speaker or content."""
    basis = "inferred" if "reported_by_statement_id" in statement.inferred else "explicit"
    for field in ("cue", "speaker", "content"):
        if marks := outer.of(field):
            for mark in marks:
                drawn.evidence_for(("statements", statement.id), Mark.of("reported_by", mark, basis))
            return
