"""Statements that a draft proposes: quotations and speech that is reported without marks, each with who speaks to
whom about whom, what is done by it, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from publisher.article import Article
from publisher.curation.draft.actors.pronouns import taken_up
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import Found
from publisher.curation.draft.statements.acts import DIRECTED, act_of, acting, aimed_at
from publisher.curation.draft.statements.dates import dated_by, said_on
from publisher.curation.draft.statements.hearers import hearers
from publisher.curation.draft.statements.judging import judging
from publisher.curation.draft.statements.speaking import with_speakers
from publisher.curation.draft.statements.wording import worded
from publisher.extract.candidates import Quote, Span
from publisher.extract.events import Event
from publisher.model import JOINT, Link, Mark, Reading, Record
from publisher.records.automatic.statements import statement_records
from publisher.rules import words

_HEAD = 12  # characters of a paragraph in which that date begins
_BETWEEN = " \n,:;.)–—-"  # signs behind it


def propose_statements(article: Article, found: Found, referents: Referents, dated: Mark | None) -> list[Record]:
    """The statements of an article in the order of the text, without ids. dated: the words of the document date."""
    quotes = [candidate for candidate in found.candidates if isinstance(candidate, Quote)]
    reading = Reading(article, found.document, found.candidates, found.day)
    quoted = statement_records(reading, [quote for quote in quotes if quote.kind == "quote"], {})
    indirect = [_indirect(quote) for quote in quotes if quote.kind == "indirect" and quote.speaker and quote.cue]
    known = [_behind_date(worded(one, referents), found, dated) for one in (*quoted, *indirect)]
    more = [worded(one, referents) for one in judging(found, known)]
    bare = sorted(
        (replace(one, links=()) for one in (*known, *more) if not _is_deed(one, found)),
        key=lambda statement: min(mark.start for mark in statement.marks),
    )
    guesses = {quote.speaker.start: quote.speaker_name for quote in quotes if quote.speaker}
    spoken = with_speakers(bare, found, referents, guesses)
    meant = replace(referents, pronouns=taken_up(found, referents, spoken))
    made = acting([_complete(record, meant, dated) for record in spoken])
    return [record for record in made if record.of("speaker") or record.actors("speaker") or not record.of("quoted")]


def _indirect(quote: Quote) -> Record:
    """Reported speech without marks, as a statement."""
    assert quote.speaker and quote.cue
    said = quote.content or quote
    text = said.text.partition(";")[0] or said.text  # grammar ends it there
    content = Span(said.start, said.start + len(text), text)
    spans = {"speaker": quote.speaker, "cue": quote.cue, "content": content}
    values: dict[str, Any] = {f"{name}_text": span.text for name, span in spans.items()}
    marks = tuple(Mark(name, span.start, span.end) for name, span in spans.items())
    return Record("statements", "", {**values, "quote_type": "indirect"}, marks)


def _behind_date(record: Record, found: Found, dated: Mark | None) -> Record:
    """The statement without the date of the article, where its content begins with that and its paragraph, too."""
    content = record.of("content")[0]
    begins = any(start == content.start for start, _ in found.document.paragraphs)
    if not (dated and begins and content.start <= dated.start < content.start + _HEAD and dated.end < content.end):
        return record
    behind = found.text[dated.end : content.end]
    start = content.end - len(behind.lstrip(_BETWEEN))
    marks = tuple(replace(mark, start=start) if mark == content else mark for mark in record.marks)
    said = JOINT.join(found.text[mark.start : mark.end] for mark in marks if mark.field == "content")
    return replace(record, marks=marks, values={**record.values, "content_text": said})


def _complete(record: Record, referents: Referents, dated: Mark | None) -> Record:
    """The statement, whose speakers are known, with addressees, targets, act and date."""
    found = referents.found
    own = _event_of(record, found.events)
    speakers = record.actors("speaker")
    act = act_of(record, own, referents)
    record = replace(record, values={**record.values, "act_type": act}) if act else record
    told = hearers(record, referents)
    at = aimed_at(record, own, told, referents) if act in DIRECTED else []
    links = [
        *record.links,
        *(_link(actor, "addressee", span) for actor, span in told if actor not in speakers),
        *(_link(actor, "target", span) for actor, span in at if actor not in speakers),
    ]
    dates = [when for when in found.dates if dated is None or when.start != dated.start]
    when = said_on(record, dates, found.text)
    return dated_by(replace(record, links=tuple(links)), when)


def _link(actor: str, role: str, span: Span) -> Link:
    return Link("statement_actors", {"actor_id": actor, "role": role}, role, Mark(role, span.start, span.end))


def _is_deed(record: Record, found: Found) -> bool:
    """Whether what looks like a cue does more than say something: found her guilty."""
    own = _event_of(record, found.events)
    is_act = own is not None and own.event_type not in words.VERBAL_TYPES and not own.hypothetical
    return is_act and not record.of("quoted")


def _event_of(record: Record, events: Sequence[Event]) -> Event | None:
    """The verbal act that the cue is the trigger of."""
    cues = record.of("cue")
    return next((e for e in events if any(cue.start <= e.start and e.end <= cue.end for cue in cues)), None)
