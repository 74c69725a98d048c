"""What somebody did, in a clause that tells of no other event: what a draft proposes where no rule fits. Positions are
chunks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..text import Pair, word_lists
from .arguments import REACH, before, is_finite, is_speech, phrases
from .event import Event
from .extents import clause, goes
from .flags import verb_flags
from .lexicon import EventRule
from .nouns import has_name, head, letters
from .parties import Verb, read_verb
from .proposals import forms_of, found_by, is_somebody, proposed
from .sentence import Sentence, chunk_at, lemma
from .subjects import opening_of

_LISTS = word_lists("drafts")
_NO_DEEDS, _HAPPENS = (forms_of(_LISTS[name]) for name in ("no_deeds", "happens"))
_SAYINGS = forms_of(verb for name in ("labelling", "weak", "addressed") for verb in word_lists("cues")[name])
_NO_OBJECTS, _CARE, _OVER, _GOING = (frozenset(_LISTS[name]) for name in ("no_objects", "care", "over", "going"))
_DONE = tuple("feubgQ")  # how a group ends whose verb is no bare be or have and no habit
_PAST, _BE, _NOTHING_MORE = ("f", "e"), "E", frozenset(".,;cS")
_DEED = EventRule("deed", "What somebody did.", "OTHER")
_CARED = EventRule("deed-care", "Somebody was brought to where people are looked after.", "AID")


def deeds(s: Sentence, stretch: Pair, known: Sequence[int]) -> Iterator[Event]:
    """What somebody did, by each verb of a stretch of a sentence that heads a main clause and has a doer. known: where
    events that are known are told, in order."""
    start, end = stretch
    doers: Sequence[int] = ()
    spare: int | None = None
    for at in range(chunk_at(s, start), len(s.parts)):
        begin, close = s.text_span(s.firsts[at], s.lasts[at])
        if close > end:
            break
        if begin < start or _tells_of(s, at, known) or not _is_deed(s, at, doers):
            continue
        if not _is_main(s, at):
            spare = at if spare is None else spare
            continue
        yield from _deed(s, at, doers)
        doers = read_verb(s, at).subjects or doers
    if spare is not None and not doers and not _has_known(known, start, end):
        yield from _deed(s, spare, ())


def _deed(s: Sentence, at: int, doers: Sequence[int]) -> Iterator[Event]:
    """What somebody did. doers: who did what was told before it."""
    cares = any(head(s, phrase.noun) in _CARE for phrase in phrases(s, at)) and read_verb(s, at).passive
    yield from proposed(s, found_by(s, _CARED if cares else _DEED, at, doers))


def _tells_of(s: Sentence, at: int, known: Sequence[int]) -> bool:
    """Whether the clause of a verb group tells of a known event."""
    if s.kinds[at] != "v":
        return False
    first, last = clause(s, at)
    start, end = s.text_span(s.firsts[first], s.lasts[last])
    return _has_known(known, start, end)


def _has_known(known: Sequence[int], start: int, end: int) -> bool:
    number = bisect_left(known, start)
    return number < len(known) and known[number] < end


def _is_main(s: Sentence, at: int) -> bool:
    """Whether a verb group is that of a main clause, or joined to one."""
    here = before(s, at)
    begin = opening_of(s, here, ",") if s.kinds[here] == "," else None
    if begin is not None:
        at = begin  # Roe, whom Lee appointed in May, left
    joined = begin is None and s.kinds[here] in "c,"
    for earlier in range(at - 1, max(-1, at - REACH), -1):
        if joined and is_finite(s, earlier):
            return _is_main(s, earlier)
        if not joined and s.kinds[earlier] in "WTS":
            return False
        if is_finite(s, earlier):
            return True
    return True


def _is_deed(s: Sentence, at: int, doers: Sequence[int]) -> bool:
    """Whether a verb group tells what a person, a group or a body does or did, or what happened to a thing: no state,
    no habit, no saying. doers: who did what was told before it in the sentence."""
    if s.kinds[at] != "v" or not is_finite(s, at) or is_speech(s, at) or _verb(s, at) in _NO_DEEDS or _hangs(s, at):
        return False
    verb = read_verb(s, at)
    if any(head(s, np) in _NO_OBJECTS for np in verb.objects):
        return False  # took part, took place
    if verb.passive and letters(s, at - 1) == "H":
        return False  # one cannot tell whether it is a state: she was tired
    around = _around(verb) or (doers if s.kinds[before(s, at)] in "c," else ())
    done = letters(s, at).rstrip("xa")[-1:] in _DONE and not verb_flags(s, at).negated
    by_whom = any(is_somebody(s, np) or has_name(s, np) for np in around)
    happens = (
        bool(around) and _is_main(s, at) and _is_over(s, at) and not goes(s, at) and lemma(s, at)[0] not in _HAPPENS
    )
    return done and _verb(s, at) not in _SAYINGS and (by_whom or happens)


def _is_over(s: Sentence, at: int) -> bool:
    """Whether a verb group tells what happened once: no state ("was closed") or habit of a thing."""
    if letters(s, at).strip("xa")[:1] == _BE and s.kinds[at + 1] in _NOTHING_MORE:
        return False
    is_past = letters(s, at).strip("xa")[:1] in _PAST
    return is_past or not _OVER.isdisjoint(s.words[s.firsts[at] : s.lasts[at]])


def _hangs(s: Sentence, at: int) -> bool:
    """Whether a verb group is the participle of what another verb tells of: wrote of ideas related to boats."""
    earlier = next((n for n in range(at - 1, -1, -1) if is_finite(s, n) or s.kinds[n] in ",;cWTS"), None)
    tells = earlier is not None and is_finite(s, earlier) and not is_speech(s, earlier)
    return tells and letters(s, at).strip("xa") == "e"


def _around(verb: Verb) -> Sequence[int]:
    """Who acts, and who is acted on where that is the subject."""
    return (*verb.subjects, *(verb.objects if verb.passive else ()))


def _verb(s: Sentence, at: int) -> str:
    """The verb of a group as printed, in lower case."""
    return s.words[lemma(s, at)[1]]
