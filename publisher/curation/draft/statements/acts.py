"""What is done by saying something, and at whom it is directed: by the cue, else by what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import characters
from publisher.extract.candidates import Span
from publisher.extract.events import Event
from publisher.extract.events.arguments import phrases
from publisher.extract.events.nouns import is_actor, last_of, words
from publisher.extract.events.parties import read_verb
from publisher.extract.events.proposals import forms_of
from publisher.extract.events.sentence import Sentence, chunk_at
from publisher.extract.text import word_lists
from publisher.model import Record
from publisher.records.attribution import RecordPiece
from publisher.records.span_index import SpanIndex
from publisher.rules.words import ACTS, NOT

_LISTS = word_lists("drafts")
DIRECTED = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT", "AGREE"})
_BY_EVENT = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST"})
"""Acts that the rules of the events tell where the list of cues does not."""
_BY_WORD = {form: act for act in sorted(DIRECTED) for form in forms_of(_LISTS[act])}
_DUTIES, _CLAIMED, _SELF, _AT, _FOR, _BEFORE = (
    frozenset(_LISTS[name]) for name in ("duties", "claimed", "own_side", "directed", "calls_for", "earlier")
)
_REACH = 60  # chunks of what is said, so that the time stays linear
_CALLS = frozenset(forms_of(_LISTS["calls_on"]))
Actors = list[tuple[str, Span]]
"""Actors, each with the words that name it."""


def act_of(record: Record, own: Event | None, referents: Referents) -> str | None:
    """What is done by saying it, where that is something (of several things the first: a demand asks before it
    threatens). own: the event that the cue tells."""
    cue = str(record.values.get("cue_text") or "")
    if not cue or NOT.search(cue):
        return None
    fitting = [codes for pattern, codes in ACTS if pattern.search(cue)]
    acts = frozenset[str]().union(*fitting)
    told = own.event_type if own and not own.negated and own.event_type in (acts or _BY_EVENT) else None
    act = min(acts) if acts and "" not in acts else told or _by_word(record, cue, referents)
    if act == "REJECT" and not _CLAIMED.isdisjoint(str(record.values["content_text"]).casefold().split()[:3]):
        return None  # rejected the claims
    return act or ("REQUEST" if _owing(record, referents) else None)


def _by_word(record: Record, cue: str, referents: Referents) -> str | None:
    """What a verb or a noun of the cue says; of one of several senses only with its preposition: called for."""
    mark = record.of("cue")[-1]
    behind = referents.found.text[mark.end : mark.end + 6].split()
    calls = bool(behind) and behind[0] in _FOR
    words_of = (word for word in cue.casefold().split() if word not in _CALLS or calls)
    return next((_BY_WORD[word] for word in words_of if word in _BY_WORD), None)


def _owing(record: Record, referents: Referents) -> tuple[Sentence, int] | None:
    """The verb group of what somebody else must do, as is said: the port should open."""
    for mark in record.of("content"):
        s = referents.found.reader.sentence(mark.start)
        first = chunk_at(s, mark.start)
        for at in range(first, min(len(s.parts), first + _REACH)):
            start = characters(s, at)[0]
            if start >= mark.end:
                break
            if s.kinds[at] == "v" and start >= mark.start and not _DUTIES.isdisjoint(words(s, at)):
                verb = read_verb(s, at)
                who = verb.objects if verb.passive else verb.subjects
                others = bool(who) and _SELF.isdisjoint(words(s, who[0]))
                return (s, at) if others and (verb.passive or is_actor(s, who[0])) else None
    return None


def aimed_at(record: Record, own: Event | None, told: Actors, referents: Referents) -> Actors:
    """At whom the act is directed: who is told; else who must do what is asked for; else whom the rules of the events
    name; else whoever is named in what is said. told: the hearers."""
    if told:
        return told
    owing = _owing(record, referents)
    if owing and record.values.get("act_type") == "REQUEST":
        s, at = owing
        return [] if (verb := read_verb(s, at)).passive else _named(s, verb.subjects, referents)
    known = [one for span in (own.recipients if own else ()) for one in referents.parties(span)]
    if known:
        return known
    cue, content = record.of("cue")[0], record.of("content")[-1]
    s = referents.found.reader.sentence(cue.start)
    if not record.of("speaker") and s.kinds[at := chunk_at(s, cue.start)] == "v":
        verb = read_verb(s, at)
        agents = phrases(s, chunk_at(s, content.start)) if len(record.of("content")) > 1 else ()
        return _named(s, verb.objects if verb.passive and not agents else [], referents)
    s = referents.found.reader.sentence(content.start)
    first = chunk_at(s, content.start)
    behind = [one.noun for one in phrases(s, first - 1) if one.preposition in _AT] if s.kinds[first] == "n" else []
    behind = [np for np in behind if characters(s, np)[1] <= content.end]
    return _named(s, [first], referents) or _named(s, behind[:1], referents)


def _named(s: Sentence, nouns: Sequence[int], referents: Referents) -> Actors:
    """The actors that noun phrases name, each alone or with what it is of."""
    found: Actors = []
    for np in nouns:
        for last in dict.fromkeys((np, last_of(s, np))):
            start, end = s.text_span(s.firsts[np], s.lasts[last])
            if s.kinds[np] == "n" and (named := referents.parties(Span(start, end, s.text[start:end]))):
                found += named
                break
    return found


def acting(records: Sequence[Record]) -> list[Record]:
    """The statements; of somebody who does something in their own words ("We urge Kestria to talk") one, which tells
    what is done by it."""
    kept: dict[int, Record] = dict(enumerate(records))
    contents = SpanIndex(RecordPiece(m.start, m.end, str(n)) for n, one in kept.items() for m in one.of("content"))
    for n, inner in enumerate(records):
        cue = inner.of("cue")[:1]
        around = {int(piece.id) for one in cue for piece in contents.enclosing(one.start, one.end)} & kept.keys()
        outer = next((m for m in sorted(around) if m != n and _says_itself(kept[m], inner)), None)
        if outer is None:
            continue
        del kept[n]
        old, act = kept[outer], inner.values.get("act_type")
        if act and not old.values.get("act_type"):
            at = (one for one in inner.links if one.values["role"] == "target")
            kept[outer] = replace(old, values={**old.values, "act_type": act}, links=(*old.links, *at))
    return list(kept.values())


def _says_itself(outer: Record, inner: Record) -> bool:
    """Whether the speaker of a statement is that of another one, in whose words it is told: "said she refused"; but
    not: said she had asked for it."""
    if inner.of("quoted") or not _BEFORE.isdisjoint(str(inner.values.get("cue_text", "")).casefold().split()):
        return False
    same = bool(inner.actors("speaker")) and inner.actors("speaker") == outer.actors("speaker")
    return same or str(inner.values.get("speaker_text", "")).casefold() in _SELF
