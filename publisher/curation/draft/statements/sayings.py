"""Statements that the extractor has no rule for: speech told in the passive ("is reported to have spread", "was
described as a trap"), a verb with its hearer or its object ("advised residents to leave", "see the vote as a test")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.curation.draft.statements.judging import is_felt, judged
from publisher.curation.draft.statements.saying import (
    Group,
    Saying,
    characters_of,
    cue_of,
    first_subject,
    phrase_of,
    saying_of,
    span_of,
    subject_of,
    with_noun,
)
from publisher.extract.candidates import Span
from publisher.extract.events.arguments import is_finite, is_infinitive, next_content
from publisher.extract.events.nouns import head, is_actor, kind, last_of, letters, word
from publisher.extract.events.parties import read_verb
from publisher.extract.events.proposals import forms_of
from publisher.extract.events.sentence import Sentence, lemma
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.model import Mark, Record
from publisher.records.span_index import SpanIndex

_LISTS = word_lists("drafts")
_VERBS = ("told_of", "labels", "advises", "judges", "sees", "finds", "calls_on")
_TOLD_OF, _LABELS, _ADVISES, _JUDGES, _SEES, _FINDS, _CALLS_ON = (frozenset(forms_of(_LISTS[name])) for name in _VERBS)
_DISMISSES, _ACCUSES, _FACES = (frozenset(forms_of(_LISTS[name])) for name in ("dismisses", "accuses", "faces"))
_DEMANDS, _FOR = frozenset(forms_of(_LISTS["demands"])), frozenset(_LISTS["for_what"])
_ACCUSATIONS = frozenset(_LISTS["accusations"])
_AS, _BY, _IT, _ON = (frozenset(_LISTS[name]) for name in ("as_said", "by_whom", "it", "on_hearer"))
_PLACE = re.compile(rf" {any_of(_LISTS['located'])} (?=[A-Z])")
_PARTICIPLES = ("e", "g", "u")
_REACH = 12  # words behind an object in which "as" is
REQUEST = "REQUEST"


class _Taken(NamedTuple):
    """The words of the statements that are known, and where they begin, in order."""

    marks: SpanIndex[Mark]
    starts: Sequence[int]

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> _Taken:
        """Those of some statements."""
        return cls(SpanIndex(marks), sorted(mark.start for mark in marks))

    def next(self, offset: int, end: int) -> int:
        """Where the next words begin from an offset on, at the latest the end."""
        return min([end, *self.starts[(at := bisect_left(self.starts, offset)) : at + 1]])


def sayings(found: Found, reader: Reader, known: Sequence[Record]) -> Iterator[Saying]:
    """Those statements. known: those that are proposed already, with whose words they share none."""
    taken = _Taken.of([mark for statement in known for mark in statement.of("speaker", "cue", "content", "quoted")])
    for start, end in found.document.sentences:
        if any(taken.marks.enclosing(start, end)):
            continue
        s, last = reader.sentence(start), start
        for at in range(len(s.parts)):
            is_free = kind(s, at) in "vn" and s.text_span(s.firsts[at], s.lasts[at])[0] >= last
            if is_free and (made := _saying(s, at, end, taken)):
                yield made
                last = max(mark.end for mark in made.statement.of("cue", "content"))


def _saying(s: Sentence, at: int, end: int, taken: _Taken) -> Saying | None:
    """What is said by the verb group of a chunk, if anything is, and nothing of it is known. end: of the sentence."""
    if kind(s, at) == "n" and not (head(s, at) in _ACCUSATIONS and kind(s, at + 1) == "o"):
        return None
    name = s.words[lemma(s, at)[1]]
    cue = cue_of(s, at)
    group = Group(s, at, cue, _until_joined(s, at, taken.next(cue[-1].end, end)))
    passive = "E" in letters(s, at) and letters(s, at).rstrip("xa")[-1] in "eu"
    after = next_content(s, at)
    if after >= len(s.parts):
        return None
    if word(s, after) in _AS and name in _LABELS:
        return _labelled(group, passive)
    if kind(s, at) == "n":  # allegations of theft
        return _accused(group, after, with_noun(s, [], at), None)
    if name in _ACCUSES and kind(s, after) == "o":
        return _accused(group, after, cue, _accused_one(s, at))
    if name in _TOLD_OF and letters(s, at) in ("e", "u") and kind(s, at - 1) == "n" and is_infinitive(s, after):
        return _told(group)  # a boat alleged to have sunk
    if passive and not is_felt(s, at):
        return _told(group) if name in _TOLD_OF else None
    if name in _FACES and kind(s, after) == "n" and head(s, after) in _ACCUSATIONS and kind(s, after + 1) == "o":
        return _accused(group, after + 1, with_noun(s, cue, after), subject_of(s, at))
    speaker = subject_of(s, at)
    if speaker and name in _CALLS_ON and word(s, at + 1) in _FOR and kind(s, at + 2) == "n":
        end = characters_of(s, at + 1)[1]
        cue = [*cue[:-1], Span(cue[-1].start, end, s.text[cue[-1].start : end])]
        return _as_request(saying_of(s.text, speaker, cue, [(characters_of(s, at + 2)[0], group.bound)]), None)
    if speaker and name in _DEMANDS and kind(s, after) == "n" and not is_infinitive(s, last_of(s, after) + 1):
        return _as_request(saying_of(s.text, speaker, cue, [(characters_of(s, after)[0], group.bound)]), None)
    if speaker and name in _CALLS_ON and kind(s, at + 1) in "poy2" and word(s, at + 1) in _ON:
        return _called_on(group, speaker)
    if speaker is None:
        return None
    if made := judged(group, speaker, name):
        return made
    if kind(s, after) != "n":
        return None
    if name in _ADVISES and is_infinitive(s, last_of(s, after) + 1):
        return _asked(group, speaker, after)
    sees = name in _SEES | _LABELS and any(word in _AS for word in s.words[s.lasts[after] : s.lasts[after] + _REACH])
    finds = name in _FINDS and head(s, first_subject(s, at)) in _LISTS["speaking"]
    said = [(characters_of(s, after)[0], group.bound)]
    dismisses = name in _DISMISSES and is_actor(s, after)  # dismissed the minister
    judges = name in _JUDGES and "M" not in letters(s, at) and not dismisses
    return saying_of(s.text, speaker, cue, said) if sees or finds or judges else None


def _until_joined(s: Sentence, at: int, bound: int) -> int:
    """Where what a verb says ends: before another verb of its subject, "condemned it and called for more"."""
    for joint in range(at + 2, len(s.parts) - 1):
        if kind(s, joint) in "WTS":
            break
        if kind(s, joint) == "c" and is_finite(s, joint + 1):
            return min(bound, characters_of(s, joint - 1)[1])
    return bound


def _told(group: Group) -> Saying | None:
    """ "It is reported that it rained"; "the strike is said to have spread", of which the subject is a part."""
    s, at, cue, bound = group
    after = next_content(s, at)
    if kind(s, after) == "y" or word(s, after) in _BY:
        return None
    subject = first_subject(s, at)
    if word(s, subject) in _IT and letters(s, subject) == "H":
        begin = characters_of(s, after + 1 if kind(s, after) == "T" else after)[0]
        return saying_of(s.text, None, cue, [(begin, bound)])
    is_clause = is_infinitive(s, after) or s.kinds[after : after + 2] == "2v" or letters(s, after) in _PARTICIPLES
    if is_clause and kind(s, subject) == "n" and kind(s, at - 1) == "n":
        return saying_of(s.text, None, cue, [phrase_of(s, subject, at - 1), (characters_of(s, after)[0], bound)])
    return None


def _labelled(group: Group, passive: bool) -> Saying | None:
    """ "They have been described as rebels", "what Gull described as a trap"."""
    s, at, cue, bound = group
    after = next_content(s, at)
    start, end = characters_of(s, after)
    if s.text[cue[-1].end : start].isspace():
        cue = [*cue[:-1], Span(cue[-1].start, end, s.text[cue[-1].start : end])]
    begin = characters_of(s, after + 1)[0]
    place = _PLACE.search(s.text, begin, bound)
    content = (begin, place.start() if place and passive else bound)
    speaker = None if passive else subject_of(s, at)
    asked = passive or kind(s, at - 1) == "n"
    return saying_of(s.text, speaker, cue, [content]) if asked and content[0] < content[1] else None


def _accused_one(s: Sentence, at: int) -> Span | None:
    """The first words before a verb group that mean whoever is accused."""
    accused = [np for np in read_verb(s, at).objects if np < at]
    first = accused[0] if accused else at - 1
    return span_of(s, first, first) if kind(s, first) == "n" else None


def _accused(group: Group, of: int, cue: Sequence[Span], target: Span | None) -> Saying | None:
    """ "Gull faced accusations of theft", "is accused of theft": nobody is named who says so."""
    s, _, _, bound = group
    said = saying_of(s.text, None, cue, [(characters_of(s, of + 1)[0], bound)])
    if said is None:
        return None
    return Saying(replace(said.statement, values={**said.statement.values, "act_type": "ACCUSE"}), None, target)


def _called_on(group: Group, speaker: Span) -> Saying | None:
    """ "Gull called on the union to leave"."""
    s, at, cue, _ = group
    hearer, end = at + 2, characters_of(s, at + 1)[1]
    if kind(s, hearer) != "n" or not is_infinitive(s, last_of(s, hearer) + 1):
        return None
    cue = [*cue[:-1], Span(cue[-1].start, end, s.text[cue[-1].start : end])]
    return _asked(group._replace(cue=cue), speaker, hearer)


def _asked(group: Group, speaker: Span, hearer: int) -> Saying | None:
    """The statement that asks the hearer of a chunk for what the infinitive behind it says."""
    s, _, cue, bound = group
    last = last_of(s, hearer)
    said = saying_of(s.text, speaker, cue, [(characters_of(s, last + 1)[0], bound)])
    return _as_request(said, span_of(s, hearer, last))


def _as_request(said: Saying | None, hearer: Span | None) -> Saying | None:
    """A saying as a demand on the one who hears it."""
    if said is None:
        return None
    statement = replace(said.statement, values={**said.statement.values, "act_type": REQUEST})
    return Saying(statement, hearer)
