"""The words of a figure, as the codebook asks: the number with its noun, and the verb of which they are subject or
object; and what a sum of money or a share counts: the noun beside it."""

from __future__ import annotations

from dataclasses import replace

from publisher.curation.draft.found import Reader, characters
from publisher.extract.counting import MEASURED
from publisher.extract.events.arguments import before, is_finite, is_infinitive, is_speech
from publisher.extract.events.flags import verb_flags
from publisher.extract.events.nouns import last_of, letters, word
from publisher.extract.events.parties import read_verb
from publisher.extract.events.sentence import Sentence, lemma
from publisher.extract.text import word_lists
from publisher.model import Mark, Record

SHARES = frozenset(["fraction", "percent"])
_CHANGED, _PARTICLES = (frozenset(word_lists("drafts")[name]) for name in ("changed", "particles"))
_NEAR, _FAR = 8, 24  # chunks between a number and its verb, and the one on which that hangs
_IS = "EA"  # letters of what tells no act: is, has
_LONGEST = 120  # characters of the words of a figure


def worded(record: Record, reader: Reader) -> Record:
    """The figure with all its words. Where something happened to those that it counts, it has them already."""
    value = record.of("value")[0]
    s, first, at = reader.sentence(value.start), reader.chunk(value.start), reader.chunk(value.end - 1)
    if first is None:
        return record
    if at is None:  # a sign: 20%
        at = first + (s.kinds[first + 1] == "n" and characters(s, first + 1)[0] == value.end + 1)
    if s.kinds[at] != "n":
        return record
    record = _counting(s, first, at, record)
    verb, is_object = _verb(s, first, at)
    own = record.of("record")[0]
    if verb is not None and record.values["measure"] == "other":
        start, end = own.start, own.end
        if is_object:
            start = s.text_span(lemma(s, verb)[1], s.lasts[verb])[0]
        else:
            start, end = min(start, characters(s, at)[0]), characters(s, verb)[1]
        record = _with(s, record, start, end)
    mode = _mode(s, first if verb is None else verb)
    return replace(record, values={**record.values, "auxiliary_mode": mode}) if mode else record


def _counting(s: Sentence, first: int, at: int, record: Record) -> Record:
    """The figure with the noun of its sum, share or measure, and with what it is of: "a fine of $300"."""
    value, own, unit = record.of("value")[0], record.of("record")[0], str(record.values["unit"])
    counts, (_, end) = bool(record.of("counted")), characters(s, at)
    if unit.split()[0] in MEASURED or not counts:
        if end > own.end and not counts:  # a 20% rise in fares
            of = unit in SHARES and s.kinds[at + 1] in "op" and s.kinds[at + 2] == "n" and word(s, at + 1) in _CHANGED
            end = characters(s, last_of(s, at + 2) if of else at)[1]
            return _with(s, record, characters(s, first)[0], end, (value.end, end))
        if last_of(s, at) > at:  # a third of the boats, 20 litres of milk
            end = characters(s, last_of(s, at))[1]
            return _with(s, record, own.start, end, (characters(s, at + 2)[0], end) if unit in SHARES else None)
        if (s.kinds[first - 2], s.kinds[first - 1]) == ("n", "o"):
            start, stop = characters(s, first - 2)
            return _with(s, record, start, own.end, None if counts else (_bare(s, first - 2), stop))
    elif unit == "person" and last_of(s, at) > at and record.of("counted")[0].end == end:
        end = characters(s, last_of(s, at))[1]
        return _with(s, record, own.start, max(own.end, end), (record.of("counted")[0].start, end))
    return record


def _with(s: Sentence, record: Record, start: int, end: int, counted: tuple[int, int] | None = None) -> Record:
    """The figure with other words, and with other ones for what it counts."""
    if end - start > _LONGEST:
        return record
    marks = [mark for mark in record.marks if mark.field != "record" and not (counted and mark.field == "counted")]
    marks.insert(0, Mark("record", start, end))
    if counted is None:
        return replace(record, marks=tuple(marks))
    first = counted[0] + (s.text[counted[0]] == " ")
    values = {**record.values, "counted_text": s.text[first : counted[1]]}
    return replace(record, values=values, marks=(*marks, Mark("counted", first, counted[1])))


def _verb(s: Sentence, first: int, at: int) -> tuple[int | None, bool]:
    """The verb group of which a number with its noun is the subject or the object, and whether it is the object; none
    that tells no act, or that says something."""
    verb = next((v for v in range(at + 1, min(len(s.parts), at + _NEAR)) if is_finite(s, v)), None)
    if verb is not None and s.kinds[before(s, verb)] not in "WT" and _tells(s, verb):
        read = read_verb(s, verb)
        if at in (read.objects if read.passive else read.subjects):
            return verb, False
    verb = before(s, first)
    if s.kinds[verb] == "p" and word(s, verb) in _PARTICLES:
        verb = before(s, verb)  # set up two camps
    is_object = verb >= 0 and s.kinds[verb] == "v" and _tells(s, verb) and not read_verb(s, verb).passive
    return (verb, True) if is_object else (None, False)


def _tells(s: Sentence, verb: int) -> bool:
    """Whether a verb group tells what is done."""
    return s.letters[lemma(s, verb)[1]] not in _IS and not is_speech(s, verb)


def _mode(s: Sentence, at: int) -> str | None:
    """Whether the verb of a number, or the one on which that hangs, says that it did not come true, or not yet."""
    for verb in range(at, max(-1, at - _FAR), -1):
        shares = letters(s, verb) == "e" and (s.kinds[verb - 1] == "c" or letters(s, verb - 1)[-1] in "Dd")
        if is_infinitive(s, verb) or (is_finite(s, verb) and not shares):  # but: an expected rise
            told = verb_flags(s, verb)
            flags = (("negation", told.negated), ("hypothetical", told.hypothetical), ("future", told.future))
            mode = next((mode for mode, holds in flags if holds), None)
            if mode or is_finite(s, verb):
                return mode
    return None


def _bare(s: Sentence, at: int) -> int:
    """Where a noun phrase begins without its article."""
    return s.text_span(s.firsts[at] + (letters(s, at)[0] in "Dd"), s.lasts[at])[0]
