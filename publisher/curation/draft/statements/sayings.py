"""Statements that the extractor has no rule for: speech told in the passive ("is reported to have spread", "was
described as a trap"), a verb with its hearer or its object ("advised residents to leave", "see the vote as a test"),
an ultimatum."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from publisher.curation.draft.events.happenings import forms_of
from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events.arguments import is_finite, is_infinitive, next_content
from publisher.extract.events.nouns import head, is_actor, kind, last_of, letters, word
from publisher.extract.events.parties import read_verb
from publisher.extract.events.sentence import Sentence, lemma
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists
from publisher.model import JOINT, Mark, Record
from publisher.records.span_index import SpanIndex

_LISTS = word_lists("drafts")
_VERBS = ("told_of", "labels", "advises", "judges", "sees", "finds", "light_verbs", "calls_on")
_TOLD_OF, _LABELS, _ADVISES, _JUDGES, _SEES, _FINDS, _LIGHT, _CALLS_ON = (
    frozenset(forms_of(_LISTS[name])) for name in _VERBS
)
_DISMISSES, _ACCUSES, _FACES = (frozenset(forms_of(_LISTS[name])) for name in ("dismisses", "accuses", "faces"))
_DEMANDS, _FOR = frozenset(forms_of(_LISTS["demands"])), frozenset(_LISTS["for_what"])
_ACCUSATIONS = frozenset(_LISTS["accusations"])
_ULTIMATUMS, _AS, _BY, _IT, _ON = (
    frozenset(_LISTS[name]) for name in ("ultimatums", "as_said", "by_whom", "it", "on_hearer")
)
_PLACE = re.compile(rf" {any_of(_LISTS['located'])} (?=[A-Z])")
_ENDS = re.compile(rf"(?: {any_of(_LISTS['parts'])})?[\s.,:;!?”\"'’)]*\Z")
_TO_CONTENT = re.compile(rf"(?:,? {any_of(_LISTS['before_content'])} |, |: )")
_PARTICIPLES = ("e", "g", "u")
_NEVER = frozenset("xaq")  # letters of adverbs in a verb group
_REACH = 12  # words behind an object in which "as" is
REQUEST = "REQUEST"


class _Group(NamedTuple):
    """A verb group with its words, and where what it says ends at the latest."""

    s: Sentence
    at: int
    cue: Sequence[Span]
    bound: int


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


class Saying(NamedTuple):
    """A statement without links, and the words for whoever hears it, and for whoever it is directed at."""

    statement: Record
    hearer: Span | None = None
    target: Span | None = None


def sayings(found: Found, reader: Reader, known: Sequence[Record]) -> Iterator[Saying]:
    """Those statements. known: those that are proposed already, with whose words they share none."""
    taken = _Taken.of([mark for one in known for mark in one.of("cue", "content", "quoted")])
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
    cue = _cue(s, at)
    if any(taken.marks.overlapping(cue[0].start, cue[-1].end)):
        return None
    group = _Group(s, at, cue, _until_joined(s, at, taken.next(cue[-1].end, end)))
    passive = "E" in letters(s, at) and letters(s, at).rstrip("xa")[-1] in "eu"
    after = next_content(s, at)
    if after >= len(s.parts):
        return None
    if word(s, after) in _AS and name in _LABELS:
        return _labelled(group, passive)
    if kind(s, at) == "n":  # allegations of theft
        return _accused(group, after, _with_noun(s, [], at), None)
    if name in _ACCUSES and kind(s, after) == "o":
        return _accused(group, after, cue, _accused_one(s, at))
    if name in _TOLD_OF and letters(s, at) in ("e", "u") and kind(s, at - 1) == "n" and is_infinitive(s, after):
        return _told(group)  # a boat alleged to have sunk
    if passive:
        by_whom = next_content(s, after + 1) if kind(s, after) == "y" and kind(s, after + 1) == "n" else after
        if by_whom > after and word(s, by_whom) in _AS and name in _LABELS | _JUDGES:
            return _decried(group, after + 1, by_whom)
        return _told(group) if name in _TOLD_OF else None
    if name in _FACES and kind(s, after) == "n" and head(s, after) in _ACCUSATIONS and kind(s, after + 1) == "o":
        return _accused(group, after + 1, _with_noun(s, cue, after), _subject(s, at))
    speaker = _subject(s, at)
    if speaker and name in _CALLS_ON and word(s, at + 1) in _FOR and kind(s, at + 2) == "n":
        end = _at(s, at + 1)[1]
        cue = [*cue[:-1], Span(cue[-1].start, end, s.text[cue[-1].start : end])]
        return _as_request(_record(s.text, speaker, cue, [(_at(s, at + 2)[0], group.bound)]), None)
    if speaker and name in _DEMANDS and kind(s, after) == "n":
        return _as_request(_record(s.text, speaker, cue, [(_at(s, after)[0], group.bound)]), None)
    if speaker and name in _CALLS_ON and kind(s, at + 1) in "poy2" and word(s, at + 1) in _ON:
        return _called_on(group, speaker)
    if speaker is None or kind(s, after) != "n":
        return None
    if name in _ADVISES and is_infinitive(s, last_of(s, after) + 1):
        return _asked(group, speaker, after)
    if name in _LIGHT and head(s, after) in _ULTIMATUMS:
        return _ultimatum(group, speaker)
    sees = name in _SEES | _LABELS and any(one in _AS for one in s.words[s.lasts[after] : s.lasts[after] + _REACH])
    finds = name in _FINDS and head(s, _first_subject(s, at)) in _LISTS["speaking"]
    said = [(_at(s, after)[0], group.bound)]
    dismisses = name in _DISMISSES and is_actor(s, after)  # dismissed the minister
    judges = name in _JUDGES and "M" not in letters(s, at) and not dismisses
    return _record(s.text, speaker, cue, said) if sees or finds or judges else None


def _until_joined(s: Sentence, at: int, bound: int) -> int:
    """Where what a verb says ends: before another verb of its subject, "condemned it and called for more"."""
    for joint in range(at + 2, len(s.parts) - 1):
        if kind(s, joint) in "WTS":
            break
        if kind(s, joint) == "c" and is_finite(s, joint + 1):
            return min(bound, _at(s, joint - 1)[1])
    return bound


def _told(group: _Group) -> Saying | None:
    """ "It is reported that it rained"; "the strike is said to have spread", of which the subject is a part."""
    s, at, cue, bound = group
    after = next_content(s, at)
    if kind(s, after) == "y" or word(s, after) in _BY:
        return None
    subject = _first_subject(s, at)
    if word(s, subject) in _IT and letters(s, subject) == "H":
        begin = _at(s, after + 1 if kind(s, after) == "T" else after)[0]
        return _record(s.text, None, cue, [(begin, bound)])
    is_clause = is_infinitive(s, after) or s.kinds[after : after + 2] == "2v" or letters(s, after) in _PARTICIPLES
    if is_clause and kind(s, subject) == "n" and kind(s, at - 1) == "n":
        return _record(s.text, None, cue, [_phrase(s, subject, at - 1), (_at(s, after)[0], bound)])
    return None


def _labelled(group: _Group, passive: bool) -> Saying | None:
    """ "They have been described as rebels", "what Gull described as a trap"."""
    s, at, cue, bound = group
    after = next_content(s, at)
    start, end = _at(s, after)
    if s.text[cue[-1].end : start].isspace():
        cue = [*cue[:-1], Span(cue[-1].start, end, s.text[cue[-1].start : end])]
    begin = _at(s, after + 1)[0]
    place = _PLACE.search(s.text, begin, bound)
    content = (begin, place.start() if place and passive else bound)
    speaker = None if passive else _subject(s, at)
    asked = passive or kind(s, at - 1) == "n"
    return _record(s.text, speaker, cue, [content]) if asked and content[0] < content[1] else None


def _decried(group: _Group, speaker: int, label: int) -> Saying | None:
    """ "The plan was described by Gull as a trap": what is judged is the first piece of what is said."""
    s, at, cue, bound = group
    subject, start = _first_subject(s, at), _at(s, label)
    if kind(s, subject) != "n" or kind(s, at - 1) != "n":
        return None
    cue = [*cue, Span(*start, s.text[slice(*start)])]
    said = [_phrase(s, subject, at - 1), (_at(s, label + 1)[0], bound)]
    return _record(s.text, _span(s, speaker, label - 1), cue, said)


def _accused_one(s: Sentence, at: int) -> Span | None:
    """The words right before a verb group, for whoever is accused."""
    return _span(s, at - 1, at - 1) if kind(s, at - 1) == "n" else None


def _accused(group: _Group, of: int, cue: Sequence[Span], target: Span | None) -> Saying | None:
    """ "Gull faced accusations of theft", "is accused of theft": nobody is named who says so."""
    s, _, _, bound = group
    said = _record(s.text, None, cue, [(_at(s, of + 1)[0], bound)])
    if said is None:
        return None
    return Saying(replace(said.statement, values={**said.statement.values, "act_type": "ACCUSE"}), None, target)


def _called_on(group: _Group, speaker: Span) -> Saying | None:
    """ "Gull called on the union to leave"."""
    s, at, cue, _ = group
    hearer, end = at + 2, _at(s, at + 1)[1]
    if kind(s, hearer) != "n" or not is_infinitive(s, last_of(s, hearer) + 1):
        return None
    cue = [*cue[:-1], Span(cue[-1].start, end, s.text[cue[-1].start : end])]
    return _asked(group._replace(cue=cue), speaker, hearer)


def _asked(group: _Group, speaker: Span, hearer: int) -> Saying | None:
    """The statement that asks the hearer of a chunk for what the infinitive behind it says."""
    s, _, cue, bound = group
    last = last_of(s, hearer)
    said = _record(s.text, speaker, cue, [(_at(s, last + 1)[0], bound)])
    return _as_request(said, _span(s, hearer, last))


def _ultimatum(group: _Group, speaker: Span) -> Saying | None:
    """ "Gull gave an ultimatum to the union"; what is asked follows it and its hearer."""
    s, at, cue, bound = group
    noun = next_content(s, at)
    here, hearer = noun, None
    if here + 2 < len(s.parts) and word(s, here + 1) in _LISTS["to_hearer"] and kind(s, here + 2) == "n":
        here, hearer = here + 2, _span(s, here + 2, here + 2)
    begins = _TO_CONTENT.match(s.text, _at(s, here)[1])
    if begins is None or begins.end() >= bound:
        return None
    return _as_request(_record(s.text, speaker, _with_noun(s, cue, noun), [(begins.end(), bound)]), hearer)


def _as_request(said: Saying | None, hearer: Span | None) -> Saying | None:
    """A saying as a demand on the one who hears it."""
    if said is None:
        return None
    statement = replace(said.statement, values={**said.statement.values, "act_type": REQUEST})
    return Saying(statement, hearer)


def _with_noun(s: Sentence, cue: Sequence[Span], noun: int) -> list[Span]:
    """The cue with the noun that says what is done; in one piece where only an article is between them."""
    start, end = s.text_span(s.lasts[noun] - 1, s.lasts[noun])
    if not cue or not set(letters(s, noun)[:-1]) <= set("Dd"):
        return [*cue, Span(start, end, s.text[start:end])]
    return [*cue[:-1], Span(cue[-1].start, end, s.text[cue[-1].start : end])]


def _record(text: str, speaker: Span | None, cue: Sequence[Span], contents: Sequence[Pair]) -> Saying | None:
    """The statement; None where nothing is left of its content."""
    stretches = [(start, _end(text, start, end)) for start, end in contents]
    if any(start >= end for start, end in stretches):
        return None
    said = [Span(start, end, text[start:end]) for start, end in stretches]
    values: dict[str, Any] = {"cue_text": JOINT.join(one.text for one in cue)}
    values |= {"content_text": JOINT.join(one.text for one in said), "quote_type": "indirect"}
    values |= {"speaker_text": speaker.text} if speaker else {}
    spans = [*([("speaker", speaker)] if speaker else []), *(("cue", one) for one in cue)]
    spans += [("content", one) for one in said]
    marks = tuple(Mark(name, one.start, one.end) for name, one in spans)
    return Saying(Record("statements", "", values, marks))


def _end(text: str, start: int, end: int) -> int:
    """Where content ends: at a semicolon, else at the end, without the signs there."""
    semicolon = text.find(";", start, end)
    end = semicolon if semicolon > start else end
    ends = _ENDS.search(text, start, end)
    return ends.start() if ends else end


def _cue(s: Sentence, at: int) -> list[Span]:
    """The words of a verb group, without adverbs."""
    kept = [token for token in range(s.firsts[at], s.lasts[at]) if s.letters[token] not in _NEVER]
    kept = kept[1:] if len(kept) > 1 and is_infinitive(s, at) else kept
    pieces: list[list[int]] = []
    for token in kept:
        if pieces and pieces[-1][-1] == token - 1:
            pieces[-1].append(token)
        else:
            pieces.append([token])
    spans = [s.text_span(piece[0], piece[-1] + 1) for piece in pieces]
    return [Span(start, end, s.text[start:end]) for start, end in spans]


def _subject(s: Sentence, at: int) -> Span | None:
    """The words of whoever does what a verb says."""
    if kind(s, at - 1) == "n":
        return _span(s, _first_subject(s, at), at - 1)
    before = [np for np in read_verb(s, at).subjects if np < at]
    return _span(s, before[0], last_of(s, before[-1])) if before else None


def _first_subject(s: Sentence, at: int) -> int:
    verb = read_verb(s, at)
    before = [np for np in (*verb.subjects, *verb.objects) if np < at]
    first = min(before, default=at - 1)
    return first if kind(s, at - 1) != "n" or set(s.kinds[first:at]) <= set('npoya"') else at - 1


def _phrase(s: Sentence, first: int, last: int) -> Pair:
    return _at(s, first)[0], _at(s, last)[1]


def _span(s: Sentence, first: int, last: int) -> Span:
    start, end = _phrase(s, first, last)
    return Span(start, end, s.text[start:end])


def _at(s: Sentence, chunk: int) -> Pair:
    """The characters of a chunk; of one behind the last, where that ends."""
    if chunk >= len(s.parts):
        end = s.text_span(s.firsts[-1], s.lasts[-1])[1]
        return end, end
    return s.text_span(s.firsts[chunk], s.lasts[chunk])
