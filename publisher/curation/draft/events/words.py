"""The words that mention an event: of a verb the clause from its subject to its object, of a noun its phrase with the
parties and places that hang on it."""

from __future__ import annotations

import re
from bisect import bisect_right

from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.events import Event
from publisher.extract.events.arguments import is_finite, is_infinitive, is_speech, next_content
from publisher.extract.events.extents import clause, phrase
from publisher.extract.events.nouns import head, kind, letters
from publisher.extract.events.parties import read_verb
from publisher.extract.events.proposals import PROPOSAL, noun_phrase
from publisher.extract.events.sentence import Sentence, article_of, lemma, read, said_in, words_of
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists
from publisher.rules.words import AUXILIARIES, MEASURES, PRONOUNS

_LISTS = word_lists("drafts")
LONGEST = 240  # characters of a mention; of a longer one the trigger alone is taken
_AUXILIARIES = 4  # between a pronoun and its verb
_ALL = re.compile(rf"\b{any_of(_LISTS['all'])} \Z", re.IGNORECASE)
_FAR = 8
_BEFORE_TIME = frozenset(_LISTS["before_time"])
_BETWEEN = re.compile(r"(?:[po]n|,c?n|cn)*n?")
_WITH_OBJECT = frozenset("efbz")  # killed nine; has killed nine; to free nine
_THERE_WERE = "aE"
_HAPPENS = frozenset(_LISTS["happens"])
"""Verbs that only say that there was something."""
_QUOTED = re.compile(rf"(?:\b{any_of(_LISTS['before_people'])} |[\w-]+['’]s )?[\"“'‘][^\W\d_]?\Z", re.IGNORECASE)
_NEAR = 9  # chunks between a noun and its verb
_LONG = 12  # words of a noun with what is before it


POSSESSIVES = ("'s ", "’s ")
OF_PROPOSED_NOUNS = f"{PROPOSAL}noun-"
"""How the rules begin of nouns that name an occasion, and that no build takes for events."""
OF_NOUNS = ("event.noun-", OF_PROPOSED_NOUNS)


class Reader:
    """Reads each sentence of an article once, when an event in it is asked for."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._read: dict[int, Sentence] = {}

    @property
    def text(self) -> str:
        """Of the article."""
        return self._found.text

    def sentence(self, offset: int) -> Sentence:
        """The sentence of an offset in its chunks."""
        start, end = self._found.sentence(offset)
        if start not in self._read:
            words = words_of(self._found.text, start, end)
            self._read[start] = read(self._found.text, start, words, said_in(words), article_of([words]))
        return self._read[start]

    def chunk(self, offset: int) -> int | None:
        """The chunk of an offset in its sentence; None where none holds it."""
        return _chunk_at(self.sentence(offset), offset)

    def are_parted(self, trigger: int, offset: int) -> bool:
        """Whether words after a trigger are those of another verb: "Monday" of "looked for the boat seen on Monday"."""
        s, at, there = self.sentence(trigger), self.chunk(trigger), self.chunk(offset)
        if at is None or there is None:
            return False
        if 1 < there < at and "S" in s.kinds[there + 1 : at]:  # left in May after the raid
            return True
        if there < at and kind(s, there + 1) == "v" and there + 1 < at:  # on Monday sent a boat that sank
            return not {"T", "W", "S", ","}.isdisjoint(s.kinds[there + 2 : at])
        return any(s.kinds[verb] == "v" and s.kinds[verb - 1] in "nWT" for verb in range(at + 2, there))

    def noun_start(self, offset: int) -> int:
        """Where the noun that an offset is in begins, without article and number."""
        s, at = self.sentence(offset), self.chunk(offset)
        if at is None or kind(s, at) != "n" or s.lasts[at] - s.firsts[at] > _LONG:
            return offset
        first = next((n for n in range(s.firsts[at], s.lasts[at]) if s.letters[n] == "n"), s.firsts[at])
        start = s.text_span(first, first + 1)[0]
        return start if s.text[offset - 1] == " " and {*s.letters[first : s.lasts[at]]} <= {"n"} else offset

    def passive_after(self, offset: int) -> int | None:
        """Where the passive verb group right after the chunk of an offset ends: "39 were rescued"."""
        s, at = self.sentence(offset), self.chunk(offset)
        if at is None or kind(s, at + 1) != "v" or s.parts[at + 1][0] not in "AE" or s.parts[at + 1][-1] not in "eu":
            return None
        return _characters(s, at + 1)[1]

    def counting(self, start: int, end: int) -> Pair:
        """Where the words that count something begin and end, with the verb whose subject or object they are."""
        s, at, last = self.sentence(start), self.chunk(start), self.chunk(end - 1)
        if at is None or last is None or kind(s, last) != "n" or "-" in s.text[start:end].split()[0]:
            return start, end
        if all_of := _ALL.search(s.text, max(0, start - _FAR), start):
            start = all_of.start()  # all four ports
        if (verb := self._verb_of(s, at, last, end)) is not None:
            while kind(s, at - 1) in ",c" and kind(s, at - 2) in "nc,":
                at -= 1
            begin = _characters(s, at)[0]  # three cars and one bus fell: both have all of it
            counts = kind(s, at) == "n" and any(True for _ in self._found.figures.overlapping(begin, begin + 1))
            return (min(begin, start) if counts else start), _characters(s, verb)[1]
        exists = s.parts[at - 1] == _THERE_WERE
        tells = exists or (kind(s, at - 1) == "v" and not is_speech(s, at - 1) and _takes_object(s, at - 1))
        if not tells or _characters(s, at)[0] != start:
            return start, end
        return s.text_span(s.firsts[at - 1] if exists else s.lasts[at - 1] - 1, s.lasts[at - 1])[0], end

    def _verb_of(self, s: Sentence, first: int, last: int, end: int) -> int | None:
        """The verb group whose subject some chunks are, or are joined to: three cars and one bus all fell."""
        verb = next_content(s, last)
        if kind(s, verb) != "v" or is_infinitive(s, verb) or _characters(s, last)[1] != end:
            verb = next((at for at in range(last + 1, min(last + _NEAR, len(s.parts))) if is_finite(s, at)), last)
            if (
                kind(s, first - 1) in "vpoy"
                or "v" in s.kinds[first:last]
                or not _BETWEEN.fullmatch(s.kinds, last + 1, verb)
            ):
                return None
        return None if verb == last or is_speech(s, verb) else verb

    def after_number(self, offset: int) -> int | None:
        """Where the phrase right behind the number at an offset ends: "20 still in hospital"."""
        s, at = self.sentence(offset), self.chunk(offset)
        if at is None:
            return None
        after = at + 2 if kind(s, at + 1) == "a" else at + 1
        is_phrase = kind(s, after) == "p" and kind(s, after + 1) == "n"
        return _characters(s, after + 1)[1] if is_phrase else self.passive_after(offset)

    def phrase(self, offset: int) -> Pair:
        """Where the chunk of an offset begins and ends; the offset alone where there is none."""
        at = self.chunk(offset)
        return (offset, offset) if at is None else _characters(self.sentence(offset), at)


def mention(found: Found, event: Event, reader: Reader) -> Pair:
    """Where the mention of an event begins and ends."""
    sentence = reader.sentence(event.start)
    at = _chunk_at(sentence, event.start)
    if at is None:
        return event.start, event.end
    noun = noun_phrase(sentence, at) if event.rule.startswith(OF_NOUNS) else None
    if (
        event.is_disaster
        and event.context
        and (verb := _verb_of(sentence, at))
        and lemma(sentence, verb)[0] not in _HAPPENS
    ):
        at = verb  # a tornado has hit the town
    is_verb = kind(sentence, at) == "v" and noun is None
    first, last = clause(sentence, at) if is_verb else phrase(sentence, at)
    joint = _chunk_at(sentence, event.actors[0].start) if noun is not None and event.actors else None
    if not is_verb:
        first = _with_first(sentence, first)
    if noun is not None:
        joint = noun if joint is None or "v" in sentence.kinds[joint:at] else joint
        first = min(first, noun, joint)  # "the Norway-Sweden talks"
    start, end = _characters(sentence, first)[0], _characters(sentence, last)[1]
    start, end = _whole(found, min(start, event.start), max(end, event.end))
    start, end = _quoted(found, *_untimed(found, start, end, event))
    return (start, end) if end - start <= LONGEST else _whole(found, event.start, event.end)


def _untimed(found: Found, start: int, end: int, event: Event) -> Pair:
    """A mention without the time that it begins or ends with, and with the number that its first noun has: "yesterday's
    raid", "marched on the same day"."""
    for when in found.times.overlapping(start, end):
        after = found.text[when.end : event.start]
        if when.start == start and when.end < event.start and after.startswith(POSSESSIVES):
            start = when.end + len(POSSESSIVES[0])
        elif event.end <= when.start and when.end == end:
            words = found.text[event.end : when.start].split()
            while words and words[-1].casefold() in _BEFORE_TIME:
                words.pop()
            end = event.end + len(found.text[event.end : when.start].rstrip())
            end = _end_of(found.text, event.end, len(words)) if words else event.end
    start += 3 if found.text.startswith(POSSESSIVES, start) else 0
    number = next(
        (figure for figure in found.figures.overlapping(max(0, start - 2), start) if figure.end + 1 == start), None
    )
    return (number.start if number and number.counted and number.counted.start == start else start), end


def _end_of(text: str, start: int, words: int) -> int:
    """Where some words from an offset on end."""
    ends = [match.end() for match in re.finditer(r"\S+", text[start:])][:words]
    return start + ends[-1]


def _quoted(found: Found, start: int, end: int) -> Pair:
    """A mention that begins in quotation marks, with them and the article or owner before: The "Gull" was sold."""
    before = _QUOTED.search(found.text, found.sentence(start)[0], start + 1)
    return (before.start(), end) if before else (start, end)


def _verb_of(s: Sentence, noun: int) -> int | None:
    """The verb group that tells what a noun does to something."""
    verbs = (read_verb(s, at) for at in range(noun + 1, min(noun + _NEAR, len(s.parts))) if is_finite(s, at))
    return next((verb.at for verb in verbs if noun in verb.subjects and not verb.passive), None)


def _with_first(s: Sentence, noun: int) -> int:
    """The first chunk of a noun phrase with two words joined before its noun: missile and drone attacks."""
    compound = len(s.parts[noun]) > 1 and set(s.parts[noun]) <= {"n"}
    joined = kind(s, noun - 1) == "c" and kind(s, noun - 2) == "n" and kind(s, noun - 3) != "p"
    is_bare = joined and not head(s, noun - 2).endswith("s") and s.parts[noun - 2][-1] == "n"
    return noun - 2 if compound and is_bare else noun


def subject_pronoun(found: Found, event: Event) -> Span | None:
    """The pronoun right before the trigger, where there is one: "it" of "it had sent troops"."""
    at = found.sentence(event.start)[0]
    before = found.text[at : event.start].rstrip(" ")
    for _ in range(_AUXILIARIES):
        word = before.rpartition(" ")[2].rpartition("\n")[2]
        if word.casefold() in PRONOUNS:
            return Span(at + len(before) - len(word), at + len(before), word)
        if word.casefold() not in AUXILIARIES:
            return None
        before = before[: -len(word)].rstrip(" ")
    return None


def _takes_object(s: Sentence, at: int) -> bool:
    return s.parts[at][-1] in _WITH_OBJECT or _harms(s, at)


def _harms(s: Sentence, at: int) -> bool:
    """Whether a participle tells of harm: killing nine."""
    printed = s.words[s.lasts[at] - 1]
    return letters(s, at) == "g" and any(pattern.fullmatch(printed) for pattern in MEASURES.values())


def _chunk_at(s: Sentence, offset: int) -> int | None:
    number = bisect_right(range(len(s.parts)), offset, key=lambda chunk: _characters(s, chunk)[0]) - 1
    return number if number >= 0 and offset < _characters(s, number)[1] else None


def _characters(s: Sentence, chunk: int) -> Pair:
    return s.text_span(s.firsts[chunk], s.lasts[chunk])


def _whole(found: Found, start: int, end: int) -> Pair:
    """The stretch with all of the names, dates, figures and quotations that it begins or ends in."""
    for candidate in found.marked.overlapping(start, end):
        if not (candidate.start <= start and end <= candidate.end):
            start, end = min(start, candidate.start), max(end, candidate.end)
    return start, end
