"""From candidates to the records that a draft proposes: each with an id and, as far as the text gives them, its
speaker, its date and the statement around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from publisher.curation.actor_stubs import ascii_words
from publisher.curation.entries import Speaker
from publisher.curation.free_ids import FreeIds
from publisher.extract import lexicon
from publisher.extract.candidates import Authority, Candidate, Date, Name, Quote, Span
from publisher.extract.text import DEFAULT
from publisher.extract.text import words as word_lists
from publisher.model import Mark, Mention, Reading, Record
from publisher.records import attribution, automatic, rederive
from publisher.records.speakers import find_actor
from publisher.rules import words

LONGEST_ID = 48
# Between a cue and its date: a few words that begin no clause of their own; and between a date and the speaker.
_OPENERS = "|".join(word_lists("drafts")["clause_openers"])
_AFTER_CUE = re.compile(rf"(?:\s(?!(?:{_OPENERS})\b)[\w’'-]+){{0,6}}\s")
_BEFORE_SPEAKER = re.compile(r",?\s")
_FAR, _MOST_DATES = 200, 20  # characters after a cue, and dates before it, among which that of the saying is
Names = Mapping[int, Name]
"""The names of known actors, by their start."""


def names(reading: Reading) -> Names:
    """The names of known actors in an article."""
    return {one.start: one for one in reading.candidates if isinstance(one, Name) and one.actor_id}


def proposed(
    reading: Reading, wanted: Sequence[Candidate], surfaces: Authority, taken: Collection[str]
) -> tuple[list[Record], list[Speaker]]:
    """The records that the extractor proposes for the candidates wanted, in the order of the text, and the speakers
    that no name gives. reading: the article, with the records that its file has already; taken: ids of all others."""
    known, ids = names(reading), FreeIds(taken)
    drafted = list(_records(reading, wanted, known, ids))
    speakers = list(_speakers(wanted, drafted, surfaces))
    named = {name.end for name in (*known.values(), *wanted) if isinstance(name, Name)}
    unnamed = [speaker for speaker in speakers if speaker.words.end not in named]  # else it is the name that is open
    told = [_told(record, known, reading.text) for record in _spoken(drafted, speakers)]
    return _linked(told, reading.curated.records if reading.curated else ()), unnamed


def _records(reading: Reading, wanted: Sequence[Candidate], names: Names, ids: FreeIds) -> Iterator[Record]:
    """What the extractor proposes, in the order of the text, each with an id of its own. A statement has its date, if
    the words alone give it again."""
    dates = [c for c in wanted if isinstance(c, Date) and c.edtf]
    indirect = (_indirect(c, names) for c in wanted if isinstance(c, Quote) and c.kind == "indirect")
    known = [*wanted, *names.values()]
    found = [*automatic.records(reading.article, known), *(record for record in indirect if record)]
    for record in sorted(found, key=lambda record: min(mark.start for mark in record.marks)):
        key = ids.take(_stem(record))
        named = Record(record.table, key, {**record.values, f"{record.table[:-1]}_id": key}, record.marks)
        when = _said_on(record, dates, reading.text)
        dated = _dated(named, when) if when else named
        yield named if any(rederive.disagreements(dated, reading.text, reading.day)) else dated


def _linked(records: Sequence[Record], others: Sequence[Record]) -> list[Record]:
    """The records, each with the statement that has it in its content. others: those that are decided already."""
    inside = attribution.Contents.of([*others, *records])
    links = {
        "figures": ("statement_id", attribution.counted_by),
        "statements": ("reported_by_statement_id", attribution.reported_by),
    }
    linked = []
    for record in records:
        column, statement_of = links[record.table]
        statement = statement_of(record, inside)
        linked.append(replace(record, values={**record.values, column: statement}) if statement else record)
    return linked


def _dated(record: Record, when: Date) -> Record:
    basis = "explicit" if re.search(r"\d{4}", when.text) else "resolved"
    mark = Mark("date_edtf", when.start, when.end, basis)
    return replace(record, values={**record.values, "date_edtf": when.edtf}, marks=(*record.marks, mark))


def _indirect(quote: Quote, names: Names) -> Record | None:
    """Reported speech without marks, as a statement."""
    if quote.speaker is None or quote.cue is None:
        return None
    content = quote.content or Span(quote.start, quote.end, quote.text)
    spans = {"speaker": quote.speaker, "cue": quote.cue, "content": content}
    values: dict[str, Any] = {f"{name}_text": span.text for name, span in spans.items()}
    values["quote_type"] = "indirect"
    if actor_id := find_actor(quote.speaker, names):
        values["speaker_actor_id"] = actor_id
    return Record("statements", "", values, tuple(Mark(name, span.start, span.end) for name, span in spans.items()))


def _said_on(record: Record, dates: Sequence[Date], text: str) -> Date | None:
    """The date of a statement, of those given in text order: one in the clause of its cue ("said late on Monday", "On
    Monday, Roe said"). Any other may be that of what is said, and is left to the curator."""
    marks = {m.field: m for m in record.marks if m.field in ("cue", "speaker")}
    cue, speaker = marks.get("cue"), marks.get("speaker")
    if record.table != "statements" or cue is None:
        return None
    said = [(m.start, m.end) for m in record.marks if m.field in ("content", "quoted")]
    first = min(cue.start, speaker.start) if speaker else cue.start
    place, last = (bisect_left(dates, at, key=lambda one: one.start) for at in (cue.end, cue.end + _FAR))
    after = (d for d in dates[place:last] if _AFTER_CUE.fullmatch(text, cue.end, d.start))
    before = (d for d in dates[max(0, place - _MOST_DATES) : place] if _BEFORE_SPEAKER.fullmatch(text, d.end, first))
    near = (d for d in (*after, *before) if not any(start < d.end and d.start < end for start, end in said))
    return next(near, None)


def _speakers(wanted: Sequence[Candidate], records: Sequence[Record], surfaces: Authority) -> Iterator[Speaker]:
    """The words of each speaker that is no known actor, once, and the actors they may stand for."""
    guesses = {c.speaker.start: c.speaker_name or "" for c in wanted if isinstance(c, Quote) and c.speaker}
    unknown = (r for r in records if r.table == "statements" and not r.values.get("speaker_actor_id"))
    for mark in dict.fromkeys(mark for record in unknown for mark in record.marks if mark.field == "speaker"):
        name = guesses.get(mark.start, "")
        bearers = surfaces.get(name, ())
        yield Speaker(mark, name, bearers[0].actor_id if len(bearers) == 1 else "")


def _spoken(records: Sequence[Record], speakers: Sequence[Speaker]) -> list[Record]:
    """The records, each statement with the actor that its speaker's words may stand for."""
    actors = {speaker.words: speaker.actor_id for speaker in speakers if speaker.actor_id}
    spoken = []
    for record in records:
        who = next((actors[mark] for mark in record.marks if mark in actors), None)
        spoken.append(replace(record, values={**record.values, "speaker_actor_id": who}) if who else record)
    return spoken


def _told(record: Record, names: Names, text: str) -> Record:
    """A statement with what its cue says: who is told, and what is done by saying it, where that is something (of
    several things the first: a demand asks before it threatens)."""
    cue = next((mark for mark in record.marks if mark.field == "cue"), None)
    if record.table != "statements" or cue is None:
        return record
    after = [mark.start for mark in record.marks if mark.field == "content" and mark.start >= cue.end]
    reach = words.OBJECT.match(text, cue.end, cue.end + _FAR)
    end = min([reach.end() if reach else cue.end, *after])
    verb = set(re.findall(r"\w+", text[cue.start : cue.end].casefold()))
    given: dict[str, str] = {}
    first = next((at for at in range(cue.end, end) if at in names), end)
    before = set(re.findall(r"\w+", text[cue.end : first].casefold()))
    addressee = find_actor(Span(cue.end, end, text[cue.end : end]), names)
    if addressee and verb & words.ADDRESSING and not before & words.PREPOSITION_WORDS:
        given["addressee_actor_id"] = addressee
    fitting = [codes for pattern, codes in words.ACTS if pattern.search(text, cue.start, cue.end)]
    acts = frozenset[str]().union(*fitting)
    if acts and "" not in acts and not words.NOT.search(text, cue.start, cue.end):
        given["act_type"] = min(acts)
    return replace(record, values={**record.values, **given})


def offices(records: Sequence[Record], names: Names, text: str, stated: Collection[str]) -> Iterator[Mention]:
    """The titles that stand before the name of a speaker, once a person. stated: ids of those whose office is known."""
    seen = set(stated)
    ends = {name.end: name for name in names.values() if name.type == "person"}
    for mark in (mark for record in records for mark in record.marks if mark.field == "speaker"):
        name = ends.get(mark.end)
        if name is None or name.actor_id is None or name.actor_id in seen:
            continue
        before = text[mark.start : name.start].rstrip()
        title = words.POSSESSOR.sub("", before)
        if title.rpartition(" ")[2].casefold() in lexicon.of(DEFAULT).listed("offices") and "," not in title:
            seen.add(name.actor_id)
            end = mark.start + len(before)
            yield Mention(name.actor_id, end - len(title), end, None, "explicit")


def _stem(record: Record) -> str:
    """A readable id from who and what; the curator may choose another one."""
    values = record.values
    if record.table == "statements":
        who = (values.get("speaker_actor_id") or "").removeprefix("act-") or values.get("speaker_text") or "unnamed"
        words = f"{who} {' '.join(values['content_text'].split()[:4])}"
    else:
        words = f"{values.get('counted_text') or values['unit']} {values['measure']}"
    first, *rest = ascii_words(words)
    stem = f"{ {'statements': 'stm', 'figures': 'fig'}[record.table] }-{first[:LONGEST_ID]}"
    for longer in accumulate(rest, "{}-{}".format, initial=stem):
        stem = longer if len(longer) <= LONGEST_ID else stem
    return stem
